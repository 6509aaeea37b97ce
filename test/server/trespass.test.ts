// Who has no business with a case tries every door of the rooms that came after the first attack: pages, forms, endpoints, files.
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '../../apps/server/api.ts'
import type { Operation } from '../../kernel/platform/index.ts'
import { openSite, type Session, type Site } from './site.ts'

const ROOMS = [
  'enforcement',
  'leads',
  'inspection',
  'money',
  'archive',
  'complaints',
  'consultations',
  'publication',
  'projects',
  'levies',
  'tenders',
  'prequalification',
  'procurement',
  'agreements',
  'credit',
  'disclosure',
  'land',
  'property',
  'approvals',
  'documents',
  'cases',
]
/** The units of those who try: none of the cases is, or ever was, theirs to work on. */
const THEIRS = ['350203-xiaofang', '350200-guotu', '350200-guihua']
/** Whoever is logged in may ask for it; who did has a part from then on (招标投标法 arts. 16, 65; 实施条例 art. 22). */
const FOR_ALL =
  /^(tenders\.(register|object|complain)|prequalification\.(apply|object)|agreements\.apply|approvals\.(raise-objection|ask-hearing|challenge-chair)|procurement\.(register|challenge)|property\.register)$/
type Found = { id: string; number: string; kind: string; unit: string }

let site: Site
let owner: postgres.Sql
let cases: Found[]
/** Nobody's case is theirs. */
const strangers: Record<string, Session | undefined> = { nobody: undefined }
beforeAll(async () => {
  site = await openSite({ cases: 12 })
  owner = postgres(site.gnomon.urls.owner, { max: 1, onnotice: () => {} })
  const id = { name: '外人', login: 'outsider', password: 'a long password of hers', idNumber: '350200199506150016' }
  expect((await site.api('identity.register', id)).status).toBe(200)
  strangers.citizen = await site.logIn('outsider', id.password)
  for (const login of ['enforce-siming-xiaofang-3', 'clerk-guotu', 'approver-guihua', 'drafter-guotu'])
    strangers[login] = await site.logIn(login)
  cases = (await owner`select id, number, kind, unit from cases.case c where unit <> all(${THEIRS}) and not exists
    (select from platform.act a where a.subject_id = c.id and a.actor->>'unitCode' = any(${THEIRS}))
    and not exists (select from cases.party p where p.case_id = c.id and p.unit = any(${THEIRS}))
    and not exists (select from cases.work w where w.case_id = c.id and w.unit = any(${THEIRS})) order by number`) as never
}, 300_000)
afterAll(async () => {
  await owner.end()
  await site.close()
})

type Schema = {
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: unknown[]
} & {
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  format?: string
  pattern?: string
  minimum?: number
  minItems?: number
  minLength?: number
}
/** An input as its contract wants it, for one case. */
function fitting(schema: Schema, of: Found, key = ''): unknown {
  if (key === 'caseId') return of.id
  if (key === 'number') return of.number
  if (key === 'jurisdiction') return of.number.slice(0, 6)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const some = schema.anyOf ?? schema.oneOf
  if (some) return fitting(some[0]!, of, key)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((k) => [k, fitting(schema.properties![k] ?? {}, of, k)] as const),
      )
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => fitting(schema.items ?? {}, of))
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1)
    case 'boolean':
      return true
    default:
      if (schema.format === 'uuid') return of.id
      if (schema.format === 'date') return '2026-03-02'
      if (schema.format === 'date-time') return '2026-03-02T09:00:00+08:00'
      return '试'.repeat(Math.max(12, schema.minLength ?? 0))
  }
}
const schemas = new Map<string, Schema>()
function schemaOf({ contract }: Operation): Schema {
  const known = schemas.get(contract.id)
  if (known) return known
  const schema = z.toJSONSchema(contract.input, { io: 'input', unrepresentable: 'any' }) as Schema
  schemas.set(contract.id, schema)
  return schema
}
const ofCases = () =>
  [...site.gnomon.operations.values()].filter((o) => {
    const names = Object.keys(schemaOf(o).properties ?? {})
    return ROOMS.includes(o.contract.id.split('.')[0]!) && (names.includes('caseId') || names.includes('number'))
  })
const send = (o: Operation, input: unknown, as?: Session) =>
  site.app.request(endpoint(o), {
    method: 'POST',
    body: JSON.stringify(input),
    headers: { 'content-type': 'application/json', ...(as ? { cookie: as.cookie, 'x-csrf-token': as.csrf } : {}) },
  })
const oneOfEachKind = () => [...new Map(cases.map((c) => [c.kind, c])).values()]

// The kind's own room, and what is the same for all kinds.
const OWN: Record<string, string[]> = {
  approval: ['approvals'],
  complaint: ['complaints'],
  disclosure: ['disclosure'],
  inspection: ['inspection'],
  lead: ['leads'],
  levy: ['levies'],
  project: ['projects'],
  tender: ['tenders'],
  prequalification: ['prequalification'],
  procurement: ['procurement'],
  'framework-order': ['agreements'],
  listing: ['credit'],
  publication: ['publication'],
  ticket: ['consultations'],
  lot: ['land'],
  'property-sale': ['property'],
  penalty: ['enforcement'],
}

describe('who has no part in a case', () => {
  test('there is a case of every kind to try', () => {
    expect(
      oneOfEachKind()
        .map((c) => c.kind)
        .sort(),
    ).toEqual([
      'approval',
      'complaint',
      'disclosure',
      'framework-order',
      'inspection',
      'lead',
      'listing',
      'penalty',
      'prequalification',
      'procurement',
      'project',
      'property-sale',
      'publication',
      'tender',
      'ticket',
    ])
  })

  test('does no act on it and reads none of it, of whatever room the operation is', async () => {
    const before = await owner`select count(*)::int as n from platform.act a join cases.case c on c.id = a.subject_id`
    const open: string[] = []
    const reached = new Set<string>()
    const who = Object.entries(strangers)
    for (const [i, o] of ofCases()
      .filter((o) => !FOR_ALL.test(o.contract.id))
      .entries())
      for (const [k, one] of oneOfEachKind().entries()) {
        // Every stranger on a case of the operation's own room; on one of another kind the next in turn.
        const own = OWN[one.kind]!.includes(o.contract.id.split('.')[0]!)
        for (const [name, session] of own ? who : [who[(i + k) % who.length]!]) {
          const answer = await send(o, fitting(schemaOf(o), one), session)
          const said = `${answer.status} ${o.contract.id} ${name} ${one.kind}`
          if (answer.status !== 422) reached.add(o.contract.id)
          if (answer.status >= 500) open.push(`${said}: ${(await answer.text()).slice(0, 200)}`)
          // What is for all, and says nothing of who: a licence's number, an order's, a published result.
          if (answer.status === 200 && o.contract.kind === 'write') open.push(said)
          if (
            answer.status === 200 &&
            !/^(money\.view-order|inspection\.|publication\.read$|tenders\.tender$|prequalification\.one$|procurement\.process$|agreements\.quotes$|property\.sale$|[a-z]+\.releases$|projects\.project$)/.test(
              o.contract.id,
            )
          ) {
            const text = await answer.text()
            if (text.includes(one.number) && text.length > 100) open.push(`${said}: ${text.slice(0, 200)}`)
          }
        }
      }
    expect(open).toEqual([])
    // Most inputs got past the contract to the policy; else this would show nothing.
    expect(reached.size).toBeGreaterThan(ofCases().length * 0.8)
    const after = await owner`select count(*)::int as n from platform.act a join cases.case c on c.id = a.subject_id`
    expect(after).toEqual(before)
  }, 300_000)

  test('finds no page, document or file of it', async () => {
    const open: string[] = []
    const documents = await owner`select d.number, c.kind from cases.document d join cases.case c on c.id = d.case_id
      where c.id = any(${cases.map((c) => c.id)}::uuid[])`
    const papers = await owner`select p.id, c.kind from cases.paper p join cases.case c on c.id = p.case_id
      where c.id = any(${cases.map((c) => c.id)}::uuid[])`
    const volumes = await owner`select id from archive.volume limit 3`
    expect([documents.length > 3, papers.length > 0]).toEqual([true, true])
    const paths = [
      ...documents.slice(0, 40).map((d) => `/documents/${encodeURIComponent(d.number)}.pdf`),
      ...papers.slice(0, 20).map((p) => `/materials/${p.id}`),
      ...volumes.flatMap((v) => [`/volumes/${v.id}`, `/desk/archive/${v.id}`]),
      ...site.gnomon.rooms
        .flatMap((r) => r.pages)
        .filter((p) => /^\/(desk\/)?[a-z/-]+\/:number$/.test(p.path) && p.shell !== 'none')
        .flatMap((p) => oneOfEachKind().map((c) => p.path.replace(':number', c.number))),
    ]
    for (const path of paths)
      for (const [name, session] of Object.entries(strangers)) {
        const answer = await site.app.request(path, { headers: session ? { cookie: session.cookie } : {} })
        const text = await answer.text()
        if (answer.status >= 500) open.push(`${answer.status} ${name} ${path}`)
        if (
          answer.status === 200 &&
          !/^\/(pay|r|verify|ledger|inspections|publication|projects|tenders|prequalifications|procurement|property|consult\/answers)\//.test(
            path,
          )
        )
          open.push(`${answer.status} ${name} ${path} ${text.length}`)
      }
    expect(open).toEqual([])
  }, 300_000)
})

describe('who has a part in a case of one kind', () => {
  test('does no act of another kind on it: a case is not ended by what ends another', async () => {
    const wrong: string[] = []
    let asked = 0
    for (const one of oneOfEachKind()) {
      const logins = (
        await owner`select distinct w.login from identity.password w where w.person_id in
        (select person_id from cases.party where case_id = ${one.id}) or w.person_id in
        (select a.person_id from identity.appointment a join identity.post p on p.code = a.post
          where p.unit = ${one.unit} and a.ends_on is null and p.role in ('clerk', 'approver', 'enforcement', 'reviewer'))
        order by 1`
      ).map((r) => r.login)
      const sessions = await Promise.all(logins.slice(0, 6).map((login) => site.logIn(login)))
      const others = ofCases().filter((o) => {
        const room = o.contract.id.split('.')[0]!
        return Object.values(OWN).flat().includes(room) && !OWN[one.kind]!.includes(room)
      })
      // Two of them at each door, the next two at the next.
      for (const [i, o] of others.entries())
        for (const k of new Set([(2 * i) % sessions.length, (2 * i + 1) % sessions.length])) {
          const answer = await send(o, fitting(schemaOf(o), one), sessions[k])
          asked++
          if (answer.status >= 500 || (answer.status === 200 && o.contract.kind === 'write'))
            wrong.push(
              `${answer.status} ${o.contract.id} ${logins[k]} ${one.kind}: ${(await answer.text()).slice(0, 200)}`,
            )
        }
    }
    expect(wrong).toEqual([])
    expect(asked).toBeGreaterThan(500)
  }, 300_000)
})

describe('an officer of the unit who is not in charge', () => {
  test('reads and does nothing on a penalty case of his colleagues', async () => {
    const [one] =
      await owner`select c.id, c.number, c.kind, c.unit from cases.case c where c.kind = 'penalty' and exists
      (select from cases.standing s where s.case_id = c.id and not s.closed) limit 1`
    const inCharge = (await owner`select person_id from enforcement.officer where case_id = ${one!.id}`).map(
      (r) => r.person_id,
    )
    const [other] =
      await owner`select w.login from identity.appointment a join identity.password w on w.person_id = a.person_id
      where a.post = ${`${one!.unit}/enforcement`} and a.ends_on is null and a.person_id <> all(${inCharge}::uuid[]) limit 1`
    const session = await site.logIn(other!.login)
    const open: string[] = []
    for (const o of ofCases().filter((x) => x.contract.id.startsWith('enforcement.'))) {
      const answer = await send(o, fitting(schemaOf(o), one as never), session)
      if (answer.status === 200 || answer.status >= 500) open.push(`${answer.status} ${o.contract.id}`)
    }
    expect(open).toEqual([])
    const page = await site.visit(`/desk/penalties/${one!.number}`, session.cookie)
    expect(page.text).not.toContain('筼筜')
  })
})

describe('a head who was dismissed', () => {
  test('is no head any more in the session that he left open', async () => {
    const [one] = await owner`select c.number, c.unit from cases.case c where c.kind = 'penalty' limit 1`
    const [head] =
      await owner`select w.login, a.id, a.post from identity.appointment a join identity.password w on w.person_id = a.person_id
      where a.post = ${`${one!.unit}/approver`} and a.ends_on is null limit 1`
    const session = await site.logIn(head!.login)
    const view = () => site.api('enforcement.view', { number: one!.number }, session)
    expect((await view()).status).toBe(200)
    await owner`update identity.appointment set ends_on = current_date - 1 where id = ${head!.id}`
    try {
      expect((await view()).status).toBe(403)
      const listed = await (await site.api('enforcement.list', {}, session)).json()
      expect(listed.rows ?? []).toEqual([])
    } finally {
      await owner`update identity.appointment set ends_on = null where id = ${head!.id}`
    }
  })
})

describe('the code of a letter', () => {
  const join = (number: string, code: string, session?: Session) =>
    site.api('enforcement.join', { number, code }, session)
  test('is guessed five times, then not at all; nobody else is locked out, and the right code was not needed to know that', async () => {
    const [one] =
      await owner`select c.number, p.value #>> '{}' as code from cases.case c join platform.act a on a.subject_id = c.id and a.number = 1
      join platform.act_private p on p.act_id = a.id and p.field = 'code' where c.kind = 'penalty' limit 1`
    const guesses = []
    for (let i = 0; i < 7; i++) guesses.push((await join(one!.number, `WRONG${i}AAA`, strangers.citizen)).status)
    expect(guesses).toEqual([422, 422, 422, 422, 422, 429, 429])
    // Even the right one, from who guessed.
    expect((await join(one!.number, one!.code, strangers.citizen)).status).toBe(429)
    expect((await join(one!.number, one!.code)).status).toBe(401)
    const party = await site.logIn('citizen2')
    expect((await join(one!.number, `WRONG1AAAA`, party)).status).toBe(422)
    expect((await join(one!.number, one!.code, party)).status).toBe(200)
    // A licence's case is none that a code opens.
    const licence = cases.find((c) => c.kind === 'approval')!
    expect((await join(licence.number, one!.code, party)).status).toBe(404)
  })
})

describe('names and words that are none', () => {
  const evil = '<script>alert(1)</script><img src=x onerror=alert(2)>'
  test('HTML in what an informant says is text on every page that shows it', async () => {
    const inform = site.gnomon.operations.get('leads.inform')!
    const input = fitting(schemaOf(inform), cases[0]!) as Record<string, unknown>
    for (const [k, v] of Object.entries(input)) if (typeof v === 'string' && v.startsWith('试')) input[k] = evil
    Object.assign(input, { unit: '350200-jianshe' })
    const answer = await send(inform, input, strangers.citizen)
    expect([answer.status, await answer.clone().text()]).toEqual([200, expect.any(String)])
    const { number } = await answer.json()
    const officer = await site.logIn('enforce-jianshe')
    let seen = 0
    for (const path of ['/desk/leads', `/desk/leads/${number}`, '/desk', `/leads/${number}`])
      for (const session of [officer, strangers.citizen!]) {
        const { text } = await site.visit(path, session.cookie)
        expect(text).not.toContain('<script>alert')
        expect(text).not.toContain('<img src=x')
        if (text.includes('&lt;script')) seen++
      }
    expect(seen).toBeGreaterThan(0)
  })
})

test('what search finds of each kind is a page that nobody has to log in for', async () => {
  const sources = site.gnomon.rooms.flatMap((r) => r.publishes.find ?? []).map((f) => f.kind)
  const entries = await owner<{ kind: string; href: string }[]>`select kind, href from
    (select kind, href, row_number() over (partition by kind order by key) as n from search.entry) e where n <= 3`
  expect(sources.filter((kind) => !entries.some((e) => e.kind === kind))).toEqual([])
  const closed: string[] = []
  for (const { href } of entries) {
    const { status } = await fetch(`${site.url}${href}`, { redirect: 'manual' })
    if (status !== 200) closed.push(`${status} ${href}`)
  }
  expect(closed).toEqual([])
})
