// Penalty cases by the hundred thousand (or as many as the argument says), ten years of them: how long the unit's list, an officer's,
// the public list of decisions with its search, and the statistics take from the real server.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { openDatabase } from '../../kernel/platform/database/open.ts'
import { type Copied, manyCases, whole } from './many-cases.ts'
import { agent, end, logIn, measurePages, start } from './users.ts'

/** An officer of a demonstration's case is in charge of one of so many copies: about two thousand of a million. */
const IN_CHARGE = 499
const published = (value: string, none: string) => `case when t.published is null then ${none} else ${value} end`
const OWN: Copied[] = [
  {
    table: 'enforcement.officer',
    from: 't.case_id',
    key: 't',
    own: {
      case_id: 'c.id',
      person_id: `case when c.n % ${IN_CHARGE} = 0 then t.person_id else md5((c.n % 3000)::text)::uuid end`,
    },
  },
  {
    table: 'enforcement.register',
    from: '(select k.id from cases.case k where k.number = t.number)',
    key: 't',
    own: {
      number: 'c.number',
      subject: `'uscc:' || upper(left(md5(c.name), 18))`,
      published: published(`jsonb_set(t.published, '{subject}', to_jsonb(c.name))`, 'null'),
      shown_until: published('current_date + 300 + c.n % 60', 'null'),
      words: published('c.words', `'{}'`),
    },
  },
]

/** What the consumers of statistics would have counted: the demonstration's cells and points on every day of ten years. */
async function count(owner: postgres.Sql, size: number): Promise<void> {
  const days = 3600
  const [{ cases }] =
    (await owner`select count(*)::int as cases from cases.standing where kind = 'penalty'`) as never as [
      { cases: number },
    ]
  const each = Math.max(1, Math.round(size / days / Math.min(cases, 8)))
  await owner`insert into statistics.cell (jurisdiction, statistic, grain, day, key, n, total)
    select jurisdiction, statistic, 'day', current_date - d, key, sum(n) * ${each}::int, sum(total) * ${each}::int
    from statistics.cell, generate_series(200, ${days}::int) d where grain = 'day' group by 1, 2, 4, 5 on conflict do nothing`
  await owner`insert into statistics.cell (jurisdiction, statistic, grain, day, key, n, total)
    select jurisdiction, statistic, 'month', date_trunc('month', day)::date, key, sum(n), sum(total)
    from statistics.cell where grain = 'day' group by 1, 2, 4, 5 on conflict do nothing`
  const [point] = await owner`select count(*)::int as n from statistics.point`
  if (point!.n > 0)
    await owner`insert into statistics.point (jurisdiction, dispersion, act_id, subject_id, day, group_key, unit, officer, low, high, value)
      select t.jurisdiction, t.dispersion, md5(d || t.act_id::text)::uuid, t.subject_id, current_date - d % ${days}::int, t.group_key, t.unit,
        'officer-' || d % 40, t.low, t.high, t.low + d * 7919::bigint % (t.high - t.low + 1)
      from (select *, row_number() over () as k from statistics.point) t, generate_series(1, ${size}::int) d where t.k = 1 + d % ${point!.n}::int`
}

/** `folder`: kept afterwards, and what it holds is measured the next time; else one that is deleted at the end. */
export async function benchPenalties(
  print: (line: string) => void,
  size = Number(process.argv[3] ?? 100_000),
  folder = process.argv[4],
): Promise<void> {
  const data = folder ?? mkdtempSync(join(tmpdir(), 'gnomon-penalties-'))
  if (!existsSync(join(data, 'secret'))) {
    const founded = await start(data, /are all there/)
    await new Promise((done) => setTimeout(done, 8000))
    await end(founded.child)
  }
  const { owner: url, embedded } = await openDatabase(data, {})
  const owner = postgres(url, { max: 1, onnotice: () => {} })
  const [before] = await owner`select count(*)::int as n from enforcement.register`
  if (before!.n < 1000) {
    const began = performance.now()
    await manyCases(owner, size, print, 'penalty', OWN)
    await count(owner, size)
    await owner.unsafe('vacuum analyze')
    print(`made in ${((performance.now() - began) / 1000).toFixed(0)} s`)
  }
  const [held] = await owner`select (select count(*)::int from enforcement.register) as cases,
    (select count(*)::int from enforcement.register where published is not null) as published,
    (select count(*)::int from statistics.cell) as cells, (select count(*)::int from statistics.point) as points`
  print(JSON.stringify(held))
  const some = await owner`select number, published ->> 'subject' as name from enforcement.register
    where published is not null order by md5(number) limit 500`
  const ours = await owner.unsafe(
    `select number from cases.standing s where unit = '350203-shichang' ${whole('penalty')} order by md5(number) limit 500`,
  )
  await owner.end()
  const server = await start(data, /http/, ['--only', 'server'])
  try {
    const [head, officer, chief] = await Promise.all(
      ['approver-siming-shichang', 'enforce-siming-shichang', 'chief'].map((login) => logIn(server.url, login)),
    )
    const at = (list: postgres.RowList<postgres.Row[]>, n: number) => list[n % list.length]!
    const name = (n: number) => encodeURIComponent(at(some, n).name.slice(0, 5))
    const common = encodeURIComponent('有限公司')
    print(`load average ${loadavg()[0]!.toFixed(1)}`)
    await measurePages(
      server.url,
      [
        ['penalties of the unit', head!, () => '/desk/penalties'],
        ['penalties of the unit, closed', head!, (n) => `/desk/penalties?state=closed${n % 3 ? '' : '&page=20'}`],
        ['penalties of the unit, by name', head!, (n) => `/desk/penalties?q=${name(n)}`],
        ['penalties of the unit, by number', head!, (n) => `/desk/penalties?q=${at(ours, n).number}`],
        ['penalties of an officer', officer!, () => '/desk/penalties'],
        ['case, head', head!, (n) => `/desk/penalties/${at(ours, n).number}`],
        ['public list', '', (n) => `/penalties${n % 3 ? '' : '?page=50'}`],
        ['public list, by name', '', (n) => `/penalties?q=${name(n)}`],
        ['public list, by a common word', '', () => `/penalties?q=${common}`],
        ['public list, of a unit', '', () => '/penalties?unit=350203-shichang'],
        ['public decision', '', (n) => `/penalties/${at(some, n).number}`],
        ['statistics, public', '', () => '/statistics?id=penalties-decided'],
        ['statistics, desk', chief!, () => '/desk/statistics?id=penalties-decided'],
        ['dispersion, desk', chief!, () => '/desk/statistics/dispersion'],
      ],
      print,
    )
  } finally {
    agent.destroy()
    await end(server.child)
    await embedded?.release()
    if (!folder) rmSync(data, { recursive: true, force: true })
  }
}
