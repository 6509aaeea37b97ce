// No hot statement asks more than one place: shown on generic plans of one plain server, where every scan of a spread table has
// `jurisdiction =` one value. (Compared with a distributed server: the two agreed on 198 of 199 statements.)
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as cases from '../../kernel/cases/contract.ts'
import { ledgerRoom, memoryTiles, openLog } from '../../kernel/ledger/index.ts'
import { ACTS, INWARD, kindOf } from '../../kernel/platform/database/kinds.ts'
import { statements } from '../../kernel/platform/harness.ts'
import * as c from '../../rooms/approvals/contract.ts'
import supervision from '../../rooms/supervision/index.ts'
import { apply, type TestCity, testCity } from '../city.ts'

/** What may ask every place, and why; anything else is a statement that grows with the number of places. */
const CROSSING: [statement: RegExp, why: string][] = [
  [/^select jurisdiction from platform\.sequence order by 1$/, 'the list of places'],
  [/^select q\.jurisdiction, q\.last, exists/, 'the dispatcher’s look: one a database an interval'],
  [/ from nodes\.outbox where receipt_at is null order by jurisdiction/, 'what waits for another installation'],
  [/ from nodes\.direction d left join nodes\.outbox/, 'the operations desk: every direction to other installations'],
  // Read at the centre, to which rows and acts of all places come.
  [
    /^select .* from contracting\.release /,
    'the open contracting data: of the whole city, and a framework’s orders are of their buyers’ places',
  ],
  [
    /^(with lit as \( )?select .* from supervision\.light where cleared_at is null/,
    'the wall and its lights: an office or the city',
  ],
  [/^with lit as .* from supervision\.light/, 'the wall’s numbers'],
  [/^select o\.open, .* from cases\.standing s where not s\.closed/, 'the wall’s numbers'],
  [
    /^select s\.jurisdiction, s\.case_id, \(select count\(\*\) from cases\.standing/,
    'open cases of an office or of the city',
  ],
  [
    /^select .* from cases\.standing s join cases\.case c .* s\.jurisdiction = any\(/,
    'the wall’s rows: the few places of one page',
  ],
  [
    /^select .* from platform\.act a where a\.jurisdiction = any\(\$1::text\[\]\)/,
    'the wall’s rows: the few places of one page',
  ],
  [/^select .* from cases\.work w where w\.jurisdiction = any\(/, 'the wall’s rows: the few places of one page'],
  [/^select case_id, unit, light, .* union all/, 'the wall’s rows: the few places of one page'],
  [/ from supervision\.measure where .* limit \$/, 'measures of an office, whose units are of several places'],
  [
    /^(select|with l as) .* from supervision\.(light|measure|appeal|review)\b.*jurisdiction = any\(array\(select jurisdiction from platform\.sequence\)\)/,
    'the second level, the public side and the record of each rule: of all places',
  ],
  [
    /^select jurisdiction from auction\.auction where state->>'stage' <> 'done'/,
    'the pulse: sales that are on, of every place',
  ],
  [
    /^select .* from auction\.auction where number > \$1 order by number/,
    'the audit, and the list of sales: of every place',
  ],
  [/^select .* from cases\.case c where \(c\.jurisdiction, c\.id\) >/, 'the audit: all cases in their order'],
  [/^select array\[/, 'the counts of the menu: of a post, whatever places it works for'],
  [
    /^select .* from \(select \* from cases\.work where unit = \$1/,
    'an inbox: a unit has steps in cases of other places',
  ],
  [/^select count\(\*\) as n from cases\.work where unit/, 'an inbox’s count'],
  [/from cases\.party p where \(?p\.person_id = \$/, 'my cases and licences: a person’s, wherever they are'],
  [/^select item_code, updated_at from cases\.draft where person_id/, 'my drafts: a person’s, wherever they are'],
  [
    /^select a\.type, .* from platform\.act a where a\.published and a\.jurisdiction = any\(array/,
    'the hall’s numbers of the city',
  ],
  [
    /^select .* from platform\.act a where a\.published and a\.jurisdiction = any\(array/,
    'the hall’s newest acts of the city',
  ],
  [
    /^select .* from inspection\.(visit|task|plan) .*jurisdiction = any\(array\(select jurisdiction from platform\.sequence\)\)/,
    'inspections of the city: results, draws and plans of all its units',
  ],
  [
    /^select [mo]\.jurisdiction, .* from money\.refund r where r\.jurisdiction = m\.jurisdiction/,
    'refunds of a line: of the line’s own place, which the statement names',
  ],
  [
    /^select .* from money\.order o where o\.jurisdiction = any\(array\(.*o\.payer ->> 'personId' = \$/,
    'my payments: a person’s, wherever they are',
  ],
  [
    /^select .* from disclosure\.request where jurisdiction = any\(array\(select jurisdiction from platform\.sequence\)\)/,
    'a yearly report of the whole city, or of a unit',
  ],
  [
    /^select .* from (consultations\.(answer|ticket)|publication\.entry|disclosure\.contest)\b.*jurisdiction = any\(array\(select jurisdiction from platform\.sequence\)\)/,
    'published questions, the catalogue, what other channels ask, and the yearly report: of the whole city',
  ],
  [
    /^select .* from parties\.check where jurisdiction = any\(array\(select jurisdiction from platform\.sequence\)\)/,
    'who asked about a subject, and what leaned on a mark: wherever it was',
  ],
  [
    /^select .* from credit\.(fact|listing|report) where jurisdiction = any\(array\(select jurisdiction from platform\.sequence\)\)/,
    'a subject is known by its code wherever it acted',
  ],
  [
    / from enforcement\.register where (subject = any|published is not null|number = any|not \(select so)|^with common .* from enforcement\.register where published/,
    'the register of decisions is the whole city’s: published, by subject, by number',
  ],
  [
    /^select .* from envelope\.box where jurisdiction = any\(array.* and terms->'trustees' @> /,
    'what a trustee may be asked to open: boxes of the city and of its districts',
  ],
  [/^select .* from appointments\.booking .*person_id = \$/, 'my appointments: a person’s, wherever they are'],
  [/^select .* from cases\.paper where person_id = \$1/, 'what a person handed in before, wherever it was'],
  [/^select .* from draw\.draw where \(\$1 = '' or id >/, 'the audit of draws reads them all, a piece at a time'],
  [
    /^select .* from statistics\.(cell|point|fact) where jurisdiction = any\(/,
    'the cube: of the places that were asked for',
  ],
  [
    /^with act as \( select .* from platform\.act a where a\.type in \('card\.granted'/,
    'the audit of cards, which belong to no place',
  ],
  [/ from cases\.shown where (kind = |words @> |not \(select so)/, 'the public list of a market: of all places'],
  // Of the whole database, for who runs it.
  [/ from platform\.(set_aside|timer) (where attempts|order by at|where due_at)/, 'the operations desk'],
  [/^select c\.consumer, sum\(q\.last/, 'the operations desk'],
  [/^select (exists|count|coalesce).* platform\.(set_aside|timer|cursor|arrival)/, 'the operations desk'],
  [
    /^select jurisdiction as place, last( as position)?, .*chain/,
    'where the order of acts stands in every place: census and audit',
  ],
  [/ from ledger\.leaf l (left )?join platform\.act/, 'the ledger is one for all places'],
  [/ from platform\.act a .* ledger\.leaf l/, 'the ledger is one for all places'],
  [
    /= any\(array\(select jurisdiction from platform\.sequence\)\) and .*(\bid = \$\d+::uuid|_id = \$\d+::uuid|->>'number' = \$\d+)/,
    'an id or number that does not say its place: a probe of an index for each',
  ],
  [
    / from platform\.act a order by (a\.)?recorded_at$|like '%idle-%'$|^insert into enforcement\.register .*generate_series|kind = 'room\.timer' order by due_at$|from platform\.act where type = 'session\.opened'$|^select distinct jurisdiction as place from platform\.act/,
    'a test’s own',
  ],
]

/** Asked in each database by who works there (dispatcher, checks), or by an id of before ids carried their place. */
const IN_EACH: Record<string, string> = {
  'platform.sequence': 'the places of a database',
  'platform.arrival': 'the sequencer',
  'platform.ordered': 'the audit',
  'platform.cursor': 'the operations desk: the readers of the centre',
  'platform.timer': 'the dispatcher',
  'platform.stream': 'the audit',
  'platform.act_private': 'the audit',
  'draw.draw': 'the audit of draws',
  'auction.pulse': 'the pulse of sales that are on',
  'archive.volume': 'by an id',
  'cases.paper': 'by an id',
  'money.movement': 'the audit; by an id',
  'nodes.outbox': 'whoever sends; the operations desk: the directions of the centre',
  'nodes.direction': 'the operations desk: the directions of the centre',
}

/** Two writes in one statement, or one fed by a query, go through every node of a distributed database. */
const SHAPES: [allowed: RegExp, why: string][] = [
  [
    /^insert into platform\.sequence .* select \$1 where not exists/,
    'once in the life of a place; reads only its own row',
  ],
  [/^insert into enforcement\.register .*generate_series/, 'a test’s own'],
  [
    /^insert into platform\.ordered .* from unnest/,
    'one text for any number of acts; under the lock no row can be there already',
  ],
]

let city: TestCity
beforeAll(async () => {
  const log = openLog({
    origin: 'shape.example/350200',
    store: memoryTiles(),
    signer: { name: 'x', vkey: '', vkeys: () => [], keys: () => [], align: () => {}, sign: () => '' },
  })
  city = await testCity({ more: [supervision, ledgerRoom(log)] })
  const me = await city.citizen()
  const as = (role: string) => city.officer('350200-jianshe', role)
  for (const outcome of ['grant', 'refuse'] as const) {
    const { caseId, number } = await apply(city, me)
    await city.run(
      c.issueCorrection,
      { caseId, notice: '请补正第一份材料的盖章页。', materials: ['land'] },
      await as('clerk'),
    )
    await city.run(c.answerCorrection, { caseId, answer: '已补齐。' }, me)
    await city.run(c.acceptCase, { caseId }, await as('clerk'))
    await city.run(c.review, { caseId, opinion: '符合条件。' }, await as('reviewer'))
    await city.run(c.decide, { caseId, outcome, reason: '不具备法定条件。' }, await as('approver'))
    if (outcome === 'grant') await city.run(c.issueLicence, { caseId }, await as('clerk'))
    await city.run(c.serve, { caseId, how: 'in-person', receiver: '本人' }, await as('clerk'))
    await city.run(c.getCase, { number }, me)
    await city.run(cases.unitCases, { kind: 'approval' }, await as('clerk'))
    await city.settle()
  }
})
afterAll(() => city.close())

type Plan = {
  'Node Type': string
  Schema?: string
  'Relation Name'?: string
  'Index Cond'?: string
  'Recheck Cond'?: string
  Filter?: string
  Plans?: Plan[]
}
const ONE_PLACE = /\bjurisdiction = (\$\d+|'[^']*'::text)/

function crossing(plan: Plan): string[] {
  const table = plan['Relation Name'] && `${plan.Schema}.${plan['Relation Name']}`
  const said = [
    plan['Index Cond'],
    plan['Recheck Cond'],
    plan.Filter,
    ...(plan.Plans ?? []).map((p) => p['Index Cond']),
  ]
  const here =
    table &&
    plan['Node Type'] !== 'ModifyTable' &&
    kindOf(table) === 'spread' &&
    !table.startsWith('pg_catalog') &&
    !ONE_PLACE.test(said.join(' '))
      ? [table]
      : []
  return [...here, ...(plan.Plans ?? []).flatMap(crossing)]
}

/** The spread tables that a statement reads in more than one place. */
async function crosses(statement: string): Promise<string[]> {
  const n = Math.max(0, ...[...statement.matchAll(/\$(\d+)/g)].map((m) => Number(m[1])))
  let found: string[] = []
  const done = new Error('done')
  await city.database.owner
    .begin(async (tx) => {
      await tx.unsafe('set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off')
      await tx.unsafe(`prepare shape as ${statement}`)
      const [row] = await tx.unsafe(
        `explain (format json, verbose, costs off) execute shape${n ? `(${Array(n).fill('null')})` : ''}`,
      )
      found = crossing(row!['QUERY PLAN'][0].Plan)
      throw done
    })
    .catch((error) => {
      // What cannot be planned with nothing for its parameters is a test's own (a division by zero, a table that is gone).
      if (error !== done && !process.env.GNOMON_STATEMENTS_FROM) throw new Error(`${error.message}: ${statement}`)
    })
  await city.database.owner.unsafe('deallocate all').catch(() => {})
  return [...new Set(found)]
}

/** What the whole run sent, where it was kept; else what the scenario above sent. */
function sent(): string[] {
  const folder = process.env.GNOMON_STATEMENTS_FROM
  const kept = folder
    ? readdirSync(folder).flatMap((f) => JSON.parse(readFileSync(join(folder, f), 'utf8')) as string[])
    : [...statements]
  return [...new Set(kept)].filter(
    (s) =>
      /^\s*(select|insert|update|delete|with)\b/i.test(s) &&
      !/pg_stat_get|pg_backend_pid|public\./.test(s) &&
      /\b(from|into|update|join) [a-z_]+\.[a-z_]+/i.test(s),
  )
}
const short = (statement: string) => statement.replace(/\s+/g, ' ').trim()

describe('the statements of the product', () => {
  test('ask one place, but for those that stand in the list with a reason', async () => {
    const all = sent()
    expect(all.length).toBeGreaterThan(60)
    const odd: string[] = []
    for (const statement of all) {
      const tables = await crosses(statement)
      if (tables.length > 0 && !CROSSING.some(([allowed]) => allowed.test(short(statement))))
        odd.push(`${tables}: ${short(statement)}`)
    }
    expect(odd).toEqual([])
  })

  test('what they ask of every place comes to the centre, or is asked in each database', async () => {
    const missing = new Set<string>()
    for (const statement of sent())
      for (const table of await crosses(statement))
        if (!(table in INWARD) && !(table in ACTS) && !(table in IN_EACH)) missing.add(`${table}: ${short(statement)}`)
    expect([...missing]).toEqual([])
  })

  test('write one table each, and what they write they are told', () => {
    const odd = sent()
      .map(short)
      .filter((s) => !SHAPES.some(([allowed]) => allowed.test(s)))
      .filter((s) => {
        const writes = s.match(/\b(insert into|update [a-z_]+\.[a-z_]+|delete from)\b/gi) ?? []
        const table = /insert into ([a-z_]+\.[a-z_]+)/i.exec(s)?.[1]
        return (
          writes.length > 1 ||
          (table && kindOf(table) === 'spread' && /^insert.*\) select\b/i.test(s)) ||
          /with recursive/i.test(s)
        )
      })
    expect(odd).toEqual([])
  })

  test('the check finds a statement without a place', async () => {
    expect(await crosses('select 1 from cases.case where id = $1')).toEqual(['cases.case'])
    expect(await crosses('select 1 from cases.case where jurisdiction = any($1) and id = $2')).toEqual(['cases.case'])
    expect(await crosses('select 1 from cases.case where jurisdiction = $1 and id = $2')).toEqual([])
    expect(
      await crosses(
        'select 1 from platform.ordered o join platform.act a on a.jurisdiction = o.jurisdiction and a.id = o.act_id where o.jurisdiction = $1',
      ),
    ).toEqual([])
  })
})
