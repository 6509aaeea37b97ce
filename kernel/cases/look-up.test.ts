import { afterAll, beforeAll, expect, test } from 'vitest'
import { arrive, testWorld, type World } from '../platform/harness.ts'
import { sql, type Tx } from '../platform/index.ts'
import cases, {
  caseById,
  findCase,
  findDocument,
  findPaper,
  listStanding,
  lockCase,
  MOST_COUNTED,
  standingOfPerson,
} from './index.ts'
import { countByAct } from './standing.store.ts'

// So many cases in seven jurisdictions that the planner would read a table whole only where nothing else is left to it.
const CASES = 20_000
const ID = '018f0000-0000-7000-8000-000000004321'
let world: World
beforeAll(async () => {
  world = await testWorld([cases])
  const { owner } = world.database
  await owner.unsafe(`
    create temp table made as select c, (array['350200', '350203', '350205', '350206', '350211', '350212', '350213'])[1 + c % 7] as j,
      ('018f0000-0000-7000-8000-' || lpad(c::text, 12, '0'))::uuid as id from generate_series(1, ${CASES}) c;
    insert into platform.act (jurisdiction, id, subject_kind, subject_id, number, type, happened_at, actor, public, commitments, basis, published)
      select j, gen_random_uuid(), 'case', id, 1, 'look-up.act', now(), '{"kind":"citizen"}', '{}', '{}', '[]', true from made;
    insert into cases.case (jurisdiction, id, number, kind, item_code, version_id, unit, form, submitted_at)
      select j, id, j || '-2026-' || lpad(c::text, 6, '0'), 'approval', 'x', id, 'u', '{}', now() from made;
    insert into cases.party (jurisdiction, case_id, n, role, person_id, name) select j, id, 1, 'applicant', id, 'n' from made;
    insert into cases.standing (jurisdiction, case_id, number, kind, unit, title, party, status, status_text, closed, due, opened_at, words)
      select j, id, j || '-2026-' || lpad(c::text, 6, '0'), 'approval', 'u', '{}', 'n', 'received', '{}', false, date '2026-01-01' + c % 331, now(),
        array['common', '@u'] || case when c % 40 = 0 then array['seldom'] else '{}' end from made;
    insert into cases.paper (jurisdiction, id, case_id, person_id, item_code, slot, sha256, name, size, type, uploaded_at)
      select j, id, id, id, 'x', 'm', repeat('0', 64), 'n', 1, 't', now() from made;
    insert into cases.document (jurisdiction, id, case_id, number, kind, content, issued_at)
      select j, id, id, 'L' || j || '2026' || lpad(c::text, 6, '0'), 'licence', '{}', now() from made;
    analyze platform.act; analyze cases.case; analyze cases.paper; analyze cases.party; analyze cases.standing; analyze cases.document`)
  await arrive(owner)
})
afterAll(() => world.close())

test.each<[string, (tx: Tx) => Promise<{ id: string } | undefined>]>([
  ['a case by its id', (tx) => caseById(tx, ID)],
  ['a case to be locked', (tx) => lockCase(tx, ID)],
  ['a case by its number', (tx) => findCase(tx, '350205-2026-004321')],
  [
    'the cases of an applicant',
    async (tx) => {
      const { rows } = await standingOfPerson(tx, { person: ID, limit: 40 })
      return rows[0] && { id: rows[0].caseId }
    },
  ],
  ['a material', (tx) => findPaper(tx, ID)],
  ['a document by its number', (tx) => findDocument(tx, 'L3502052026004321')],
])('%s is found without reading a table whole', async (_, find) => {
  const scans = (tx: Tx) =>
    sql<Record<string, number>>`select pg_stat_get_xact_numscans('platform.act'::regclass)::int as acts,
      pg_stat_get_xact_numscans('cases.case'::regclass)::int as cases,
      pg_stat_get_xact_numscans('cases.paper'::regclass)::int as papers,
      pg_stat_get_xact_numscans('cases.party'::regclass)::int as parties,
      pg_stat_get_xact_numscans('cases.standing'::regclass)::int as standing,
      pg_stat_get_xact_numscans('cases.document'::regclass)::int as documents`
      .execute(tx)
      .then((r) => r.rows[0])
  const [before, found, after] = await world.db
    .transaction()
    .execute(async (tx) => [await scans(tx), await find(tx), await scans(tx)] as const)
  expect(found?.id).toBe(ID)
  expect(after).toEqual(before)
})

test.each([
  ['seldom', 20_000 / 280],
  ['common', 20_000 / 7],
  ['350203-2026-000008', 1],
])('a page of what %s finds is in order, and the pages are all of it', async (text, about) => {
  const q = { jurisdiction: '350203', unit: 'u', kind: 'approval', text, order: 'due' } as const
  const [pages, total] = await world.db.transaction().execute(async (tx) => {
    const list = []
    const { total } = await listStanding(tx, { ...q, limit: 1 })
    for (let offset = 0; offset <= 20_000 / 7; offset += 500) {
      const page = await listStanding(tx, { ...q, limit: 500, offset })
      expect(page.total).toBe(total)
      list.push(...page.rows)
    }
    return [list, total] as const
  })
  expect(Math.abs(pages.length - about)).toBeLessThan(2)
  expect(new Set(pages.map((r) => r.number)).size).toBe(pages.length)
  expect(total).toBe(Math.min(pages.length, MOST_COUNTED + 1))
  const keys = pages.map((r) => `${r.due} ${r.number}`)
  expect(keys).toEqual([...keys].sort())
})

test('steps are counted where at most a thousand cases of a unit are open, and else not at all', async () => {
  const count = (unit: string) => world.db.transaction().execute((tx) => countByAct(tx, '350205', unit))
  expect(await count('u')).toBeUndefined()
  expect(await count('none')).toEqual({})
})
