// Who may do what, asked of every operation of the city with everybody whom it does not concern. Generated from the contracts: a new
// operation is asked, too, and answers for itself by its policy (`anyone`) or by whom it is performed as (`as: 'citizen'`).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ledgerRoom, memoryTiles, openLog } from '../../kernel/ledger/index.ts'
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
} from '../../kernel/platform/index.ts'
import watch from '../../kernel/watch/index.ts'
import discretion from '../../rooms/discretion/index.ts'
import hall from '../../rooms/hall/index.ts'
import supervision from '../../rooms/supervision/index.ts'
import { apply, CONSTRUCTION, type TestCity, testCity } from '../city.ts'

type Excuse = [operation: RegExp, why: string]
const id = (...ids: string[]) => new RegExp(`^(${ids.join('|').replaceAll('.', '\\.')})$`)

/** What somebody whom nothing concerns may do all the same, each with the reason. */
const ANONYMOUS: Excuse[] = [[id('cases.readable-fields'), 'says which fields the asker may read: none']]
const CITIZEN: Excuse[] = [
  [id('approvals.my-cases', 'cases.my-cases'), 'their own'],
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
      'supervision.open-measures',
      'supervision.measures',
      'supervision.appeals',
    ),
    'their own unit’s',
  ],
  [id('discretion.check', 'legality.check-chart'), 'keep nothing'],
  [id('watch.rules'), 'the rules that every office watches by'],
]
/** The second level sees the whole city, and so may step back from any case. */
const WHOLE_CITY: Excuse[] = [
  [id('approvals.get-case', 'cases.view-case', 'cases.recuse', 'supervision.measures-of-case'), 'sees the whole city'],
]
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
}
/** What the installation's own offices do for the whole city; those of another jurisdiction do not. */
const AT_HOME: Record<string, Excuse[]> = {
  'legal-officer': [[id('legality.put-scenarios'), 'the legal office’s catalogue']],
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
]

let city: TestCity
let caseId: string
let number: string
const log = openLog({
  origin: 'permissions.example/350200',
  store: memoryTiles(),
  signer: { name: 'x', vkey: '', vkeys: () => [], keys: () => [], align: () => {}, sign: () => '' },
})
beforeAll(async () => {
  city = await testCity({ more: [watch, supervision, discretion, hall, ledgerRoom(log)] })
  ;({ caseId, number } = await apply(city, await city.citizen()))
}, 60_000)
afterAll(() => city.close())

const WORDS = [
  'clock:promised',
  '测试',
  'test',
  '350200',
  '350200-01-0001',
  '2026-03-02',
  '2026-03-02T08:00:00Z',
  '913502000000010006',
  '0592-1234567',
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
/** Something that a contract takes: real names where a field's name says whose, else the least that the schema allows. */
function sample(schema: Schema, name = ''): unknown {
  const real: Record<string, unknown> = {
    caseId,
    number,
    itemCode: CONSTRUCTION,
    code: CONSTRUCTION,
    jurisdiction: '350200',
    unit: '350200-jianshe',
    day: '2026-03-02',
    role: 'clerk',
    residentId: '350200190001010018',
    file: { name: 'a.pdf', size: 1, bytes: new Uint8Array([1]) },
  }
  if (name in real) return real[name]
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const one = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (one) return sample(one, name)
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((k) => [k, sample(schema.properties?.[k] ?? {}, k)]))
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}))
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
  const parsed = operation.contract.input.safeParse(sample(schema))
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
  for (const o of operations()) if (!but(o) && (await performs(o, actor))) open.push(o.contract.id)
  return open.sort()
}
const excused =
  (...lists: (Excuse[] | undefined)[]) =>
  (o: Operation) =>
    o.allow === anyone || lists.some((list) => list?.some(([ids]) => ids.test(o.contract.id)))

describe('nothing is open by mistake', () => {
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
    const but = excused(ANONYMOUS, CITIZEN)
    expect(await opened(after, but)).toEqual(await opened(citizen(), but))
  })

  test('the check finds what is open: to a reviewer of the unit that has the case', async () => {
    const reviewer = await city.officer('350200-jianshe', 'reviewer')
    expect(await opened(reviewer, excused(ANONYMOUS, CITIZEN, OFFICER))).toContain('cases.view-case')
  })
})
