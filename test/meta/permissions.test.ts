// Who may do what, asked of every operation of the city with everybody whom it does not concern. Generated from the contracts: a new
// operation is asked, too, and answers for itself by its policy (`anyone`) or by whom it is performed as (`as: 'citizen'`).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Config } from '../../apps/config.ts'
import { cityRooms } from '../../apps/rooms.ts'
import { cardsOfUnitAt } from '../../kernel/identity/index.ts'
import { citizen, officer } from '../../kernel/platform/harness.ts'
import {
  type Actor,
  anonymous,
  anyone,
  asProblem,
  newId,
  type Operation,
  type PersonActor,
  readContext,
  system,
} from '../../kernel/platform/index.ts'
import { file } from '../../rooms/enforcement/contract.ts'
import { register } from '../../rooms/leads/contract.ts'
import { apply, CONSTRUCTION, type TestCity, testCity } from '../city.ts'

type Excuse = [operation: RegExp, why: string]
const id = (...ids: string[]) => new RegExp(`^(${ids.join('|').replaceAll('.', '\\.')})$`)

/** What somebody whom nothing concerns may do all the same, each with the reason. */
const ANONYMOUS: Excuse[] = [
  [id('cases.readable-fields'), 'says which fields the asker may read: none'],
  [id('parties.marks-of'), 'what lists say of organisations is public; of persons it answers who it is about'],
]
const CITIZEN: Excuse[] = [
  [id('suppliers.mine'), 'one’s own registration'],
  [
    id(
      'approvals.my-cases',
      'licences.my-licences',
      'cases.my-cases',
      'cases.kept-parts',
      'enforcement.list',
      'leads.list',
      'money.my-orders',
      'credit.mine',
      'identity.my-capacities',
      'identity.my-feed',
    ),
    'their own',
  ],
  [
    id(
      'identity.begin-passkey',
      'identity.change-password',
      'identity.declare-kin',
      'identity.withdraw-kin',
      'identity.log-out',
    ),
    'their own account',
  ],
]
const OFFICER: Excuse[] = [
  [
    id(
      'cases.inbox',
      'cases.unit-cases',
      'supervision.wall',
      'supervision.wall-version',
      'supervision.open-measures',
      'supervision.measures',
      'supervision.appeals',
      'supervision.performance-index',
      'money.list-orders',
      'archive.to-archive',
      'archive.list-volumes',
      'cases.phrases',
      'cases.put-phrase',
      'cases.filters',
      'cases.save-filter',
      'appointments.take-number',
    ),
    'their own unit’s',
  ],
  [id('appointments.outing-times'), 'when units are free, and nothing of whom they visit'],
  [id('statistics.list-dispersions'), 'names what is compared, and nobody'],
  [id('discretion.check', 'legality.check-chart'), 'keep nothing'],
  [id('watch.rules'), 'the rules that every office watches by'],
  [id('suppliers.mine'), 'one’s own registration'],
]
/** The second level sees the whole city, and so may step back from any case. */
const WHOLE_CITY: Excuse[] = [
  [
    id(
      'approvals.get-case',
      'cases.view-case',
      'cases.linked-cases',
      'linked.targets',
      'cases.recuse',
      'supervision.measures-of-case',
      'enforcement.view',
      'procurement.desk-process',
      'agreements.desk-application',
      'agreements.desk-order',
      'money.reconcile',
      'tenders.desk-tender',
      'prequalification.desk-one',
    ),
    'sees the whole city',
  ],
]
const ONE_ACT: Excuse[] = [
  [id('enforcement.history', 'enforcement.standard'), 'is asked before a case is filed, of all units'],
]
/** Whoever may put a subject on a list or take it off; the register of subjects is one for the whole city. */
const LISTS: Excuse[] = [[id('credit.facts'), 'the register of subjects is the whole city’s']]
const OF_ROLE: Record<string, Excuse[]> = {
  'chief-supervisor': [
    ...WHOLE_CITY,
    [
      id('supervision.send-reminder', 'supervision.issue-order', 'supervision.draw-reviews', 'supervision.reviews'),
      'supervises the whole city',
    ],
    [id('watch.declare-outage'), 'an outage is the whole city’s'],
  ],
  auditor: WHOLE_CITY,
  // 行政处罚法 art. 29: one act, one fine, whichever unit has it.
  approver: [...ONE_ACT, ...LISTS],
  'enforcement-officer': ONE_ACT,
  'penalty-reviewer': ONE_ACT,
  revenue: [[id('money.reconcile'), 'the treasury of the place']],
  'list-keeper': LISTS,
}
/** What the installation's own offices do for the whole city; those of another jurisdiction do not. */
const AT_HOME: Record<string, Excuse[]> = {
  'list-keeper': [[id('parties.asked-about', 'parties.keep-copy'), 'who keeps the lists of the city']],
  'legal-officer': [[id('legality.put-scenarios', 'cases.migratable'), 'the legal office’s catalogue']],
  'chief-supervisor': [[id('identity.find-persons'), 'confirms what an administrator proposed']],
  administrator: [
    [
      id(
        'identity.define-post',
        'identity.define-unit',
        'identity.enrol-organisation',
        'identity.enrol-person',
        'identity.find-persons',
      ),
      'who keeps units, posts and persons',
    ],
  ],
}

const DISTRICT = { unitCode: '350203-elsewhere', unitLevel: 'district', jurisdiction: '350203' } as const
const ROLES = [
  'clerk',
  'reviewer',
  'approver',
  'drafter',
  'legal-officer',
  'supervisor',
  'chief-supervisor',
  'administrator',
  'auditor',
  'enforcement-officer',
  'penalty-reviewer',
  'archivist',
  'revenue',
  'list-keeper',
]

let city: TestCity
let caseId: string
let number: string
/** A case of each room that runs its own kind: what an operation is asked about must be there to be refused. */
const cases: Record<string, { caseId: string; number: string }> = {}
const data = mkdtempSync(join(tmpdir(), 'gnomon-permissions-'))
const FOUNDED = [
  'platform',
  'identity',
  'catalog',
  'procedure',
  'cases',
  'documents',
  'legality',
  'approvals',
  'licences',
]
const FREIGHT = '350200-02-0002'
beforeAll(async () => {
  const config = { data, home: '350200', publicUrl: 'http://city.example', demonstration: true } as Config
  const more = cityRooms(config).rooms.filter((r) => !FOUNDED.includes(r.name))
  city = await testCity({ items: [CONSTRUCTION, FREIGHT], more })
  ;({ caseId, number } = await apply(city, await city.citizen()))
  const cards = await city.db.transaction().execute((tx) => cardsOfUnitAt(tx, '350200-jiaotong', city.clock.now()))
  const about = { name: '环岛物流有限公司（演示）', code: '91350200000001014B' }
  cases.enforcement = await city.run(
    file,
    {
      itemCode: FREIGHT,
      subject: { kind: 'organisation', ...about, address: '湖里区港中路 5 号' },
      actOn: '2026-02-25',
      place: '港中路',
      officers: cards.slice(0, 2).map((c) => c.personId),
      source: 'inspection',
    },
    system('test'),
  )
  cases.leads = await city.run(
    register,
    { source: 'inspection', unit: '350200-jiaotong', place: '港中路', what: '没有营运证。', about, itemCode: FREIGHT },
    system('test'),
  )
})
afterAll(async () => {
  await city.close()
  rmSync(data, { recursive: true, force: true })
})

const WORDS = [
  'ab'.repeat(64),
  'clock:promised',
  '/desk/cases',
  '测试',
  'test',
  '350200',
  '350200-01-0001',
  '2026-03-02',
  '09:00',
  '2026-03-02 09:00',
  '2026-03-02T08:00:00Z',
  '913502000000010006',
  '0592-1234567',
  '350200-XC-001',
  '350200-JK2026-000123-36',
  '01',
  'food',
  '2026-350200-48-01-000123',
  'A001',
  'a'.repeat(64),
]

type Schema = {
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  format?: string
  pattern?: string
  minLength?: number
  minimum?: number
  minItems?: number
  default?: unknown
}
const fits = ({ type, pattern, minLength = 0 }: Schema, value: unknown): boolean =>
  type !== 'integer' &&
  type !== 'number' &&
  (!pattern || new RegExp(pattern, 'u').test(String(value))) &&
  String(value).length >= minLength
/** Something that a contract takes: real names where a field's name says whose, else the least that the schema allows. */
function sample(schema: Schema, room: string, name = ''): unknown {
  const real: Record<string, unknown> = {
    caseId,
    number,
    ...cases[room],
    itemCode: CONSTRUCTION,
    code: CONSTRUCTION,
    jurisdiction: '350200',
    unit: '350200-jianshe',
    day: '2026-03-02',
    role: 'clerk',
    password: 'a long sentence of hers',
    asOf: '2026-03-02T00:00:00Z',
    residentId: '350200190001010018',
    applicantId: '350200190001010018',
    file: { name: 'a.pdf', size: 1, bytes: new Uint8Array([1]) },
  }
  // A name means what it names only where the schema takes it.
  if (name in real && fits(schema, real[name])) return real[name]
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const one = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (one) return sample(one, room, name)
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((k) => [k, sample(schema.properties?.[k] ?? {}, room, k)]))
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}, room))
    case 'number':
    case 'integer':
      return Math.max(1, schema.minimum ?? 1)
    case 'boolean':
      return true
    case 'string':
      if (schema.format === 'uuid') return newId()
      if (schema.format === 'date') return '2026-03-02'
      if (schema.pattern) return WORDS.find((w) => new RegExp(schema.pattern!, 'u').test(w)) ?? '测试'
      return '测试'.repeat(Math.ceil(Math.max(schema.minLength ?? 1, 2) / 2))
    default:
      return {}
  }
}
function inputFor(operation: Operation): unknown {
  const schema = z.toJSONSchema(operation.contract.input, { io: 'input', unrepresentable: 'any' }) as Schema
  const parsed = operation.contract.input.safeParse(sample(schema, operation.contract.id.split('.')[0]!))
  if (!parsed.success) throw new Error(`${operation.contract.id}: ${JSON.stringify(parsed.error.issues[0])}`)
  return parsed.data
}

/** Whether the actor can perform it on the case, policy and run; whatever it wrote is rolled back. */
async function performs(operation: Operation, actor: Actor): Promise<boolean> {
  const done = new Error('done')
  return city.db
    .transaction()
    .execute(async (tx) => {
      await readContext({ runtime: city, tx, actor, clock: city.clock }).call(
        operation.contract,
        inputFor(operation) as never,
      )
      throw done
    })
    .catch((error) => {
      if (error === done) return true
      const problem = asProblem(error)
      if (problem && problem.status < 500) return false
      throw new Error(`${operation.contract.id}: ${error.message}`)
    })
}
const operations = () => city.rooms.flatMap((r) => r.operations) as Operation[]
const opened = async (actor: Actor, but: (o: Operation) => boolean) => {
  const open: string[] = []
  const asked = operations().filter((o) => !but(o))
  // Some at a time: each is a transaction of its own that is rolled back.
  const ask = async (): Promise<void> => {
    for (let o = asked.pop(); o; o = asked.pop()) if (await performs(o, actor)) open.push(o.contract.id)
  }
  await Promise.all([ask(), ask(), ask(), ask()])
  return open.sort()
}
const excused =
  (...lists: (Excuse[] | undefined)[]) =>
  (o: Operation) =>
    o.allow === anyone || lists.some((list) => list?.some(([ids]) => ids.test(o.contract.id)))

describe('nothing is open by mistake', () => {
  test('every operation can be asked: its contract takes what is made from its own schema', () => {
    const cannot = operations().flatMap((o) => {
      try {
        inputFor(o)
        return []
      } catch (error) {
        return [(error as Error).message]
      }
    })
    expect(cannot).toEqual([])
  })
  test('to nobody in particular', async () => {
    expect(operations().length).toBeGreaterThan(60)
    expect(await opened(anonymous, excused(ANONYMOUS))).toEqual([])
  })

  test('to a citizen whom the case does not concern', async () => {
    const but = excused(ANONYMOUS, CITIZEN)
    expect(await opened(citizen(), (o) => but(o) || o.as === 'citizen')).toEqual([])
  })

  test.each(
    ROLES.flatMap((role) => [
      [role, 'another unit', { unitCode: '350200-elsewhere' }] as const,
      [role, 'another jurisdiction', DISTRICT] as const,
    ]),
  )('to a %s of %s', async (role, _, unit) => {
    const but = excused(ANONYMOUS, CITIZEN, OFFICER, OF_ROLE[role], unit === DISTRICT ? [] : AT_HOME[role])
    expect(await opened(officer(role, unit), (o) => but(o) || o.as === 'citizen')).toEqual([])
  })

  test('to somebody who was dismissed: no more than to a citizen', async () => {
    const one = (await city.officer('350200-jianshe', 'clerk')) as PersonActor
    const { owner } = city.database
    const [row] = await owner`select login from identity.password where person_id = ${one.personId}::uuid`
    await owner`update identity.appointment set ends_on = '2026-03-01' where person_id = ${one.personId}::uuid`
    const after = (await city.citizen(row!.login)) as PersonActor
    expect(after.posts).toEqual([])
    const excuses = excused(ANONYMOUS, CITIZEN)
    const but = (o: Operation) => excuses(o) || o.as === 'citizen'
    expect(await opened(after, but)).toEqual(await opened(citizen(), but))
  })

  test('the check finds what is open: to a reviewer of the unit that has the case', async () => {
    const reviewer = await city.officer('350200-jianshe', 'reviewer')
    const but = excused(ANONYMOUS, CITIZEN, OFFICER)
    expect(await opened(reviewer, (o) => but(o) || o.as === 'citizen')).toContain('cases.view-case')
  })
})
