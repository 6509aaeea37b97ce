// A million cases (or as many as the argument says): how long a list, a search, my cases, the wall and a case's page take from the real
// server with its default settings: asked by sixteen users who look at each answer for a second, by sixteen who ask again at once (which
// is what one core gives in all), and by one.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { openDatabase } from '../../kernel/platform/database/open.ts'
import { manyCases, whole } from './many-cases.ts'
import { agent, end, logIn, measurePages, start } from './users.ts'

/** `folder`: kept afterwards, and what it holds is measured the next time; else one that is deleted at the end. */
export async function benchMillion(
  print: (line: string) => void,
  size = Number(process.argv[3] ?? 1_000_000),
  folder = process.argv[4],
): Promise<void> {
  const data = folder ?? mkdtempSync(join(tmpdir(), 'gnomon-million-'))
  if (!existsSync(join(data, 'secret'))) {
    // The worker rings timers and lights before it is stopped: the copies have theirs.
    const founded = await start(data, /are all there/)
    await new Promise((done) => setTimeout(done, 8000))
    await end(founded.child)
  }
  const { owner: ownerUrl, embedded } = await openDatabase(data, {})
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  const [before] = await owner`select count(*)::int as n from cases.standing`
  if (before!.n < 1000) {
    const began = performance.now()
    await manyCases(owner, size, print)
    const [made] =
      await owner`select (select count(*) from cases.standing)::int as n, pg_database_size(current_database()) as bytes`
    const seconds = ((performance.now() - began) / 1000).toFixed(0)
    print(`${made!.n.toLocaleString('en')} cases in ${seconds} s, ${(Number(made!.bytes) / 1e9).toFixed(1)} GB`)
  }
  const numbers = (
    await owner.unsafe(
      `select number from cases.standing s where jurisdiction = '350200' and unit = '350200-jianshe' ${whole('approval')} order by md5(number) limit 500`,
    )
  ).map((r) => r.number as string)
  const ours = (
    await owner`select s.number from cases.standing s join cases.party p using (jurisdiction, case_id)
      join identity.password w on w.person_id = p.person_id where w.login = 'citizen' and s.kind = 'approval' and exists (select from platform.act a where a.jurisdiction = s.jurisdiction and a.subject_id = s.case_id)
      order by md5(s.number) limit 500`
  ).map((r) => r.number as string)
  const names = (
    await owner`select party from cases.standing where unit = '350200-jianshe' order by md5(number) limit 200`
  ).map((r) => r.party as string)
  await owner.end()
  const { child, url } = await start(data, /http/, ['--only', 'server'])
  try {
    const [clerk, citizen, office, chief] = await Promise.all(
      ['clerk', 'citizen', 'supervisor', 'chief'].map((login) => logIn(url, login)),
    )
    const at = <T>(list: T[], n: number) => list[n % list.length]!
    const word = (n: number) => encodeURIComponent(at(names, n).slice(0, 5))
    const pages: [name: string, cookie: string, path: (n: number) => string][] = [
      ['inbox', clerk!, () => '/desk/inbox'],
      ['cases of the unit, open', clerk!, (n) => `/desk/cases${n % 3 ? '' : '?page=3'}`],
      ['cases of the unit, closed', clerk!, (n) => `/desk/cases?closed=1${n % 3 ? '' : '&page=20'}`],
      ['search by name', clerk!, (n) => `/desk/cases?closed=1&q=${word(n)}`],
      ['search by number', clerk!, (n) => `/desk/cases?closed=1&q=${at(numbers, n)}`],
      ['search by a common word', clerk!, () => `/desk/cases?closed=1&q=${encodeURIComponent('施工许可')}`],
      ['my cases', citizen!, () => '/my'],
      ['wall of an office', office!, () => '/desk/supervision'],
      ['wall of the city, lights', chief!, () => '/desk/supervision'],
      ['wall of the city, all open', chief!, () => '/desk/supervision?show=open'],
      ['case, officer', clerk!, (n) => `/desk/cases/${at(numbers, n)}`],
      ['case, citizen', citizen!, (n) => `/cases/${at(ours, n)}`],
    ]
    await measurePages(url, pages, print)
  } finally {
    agent.destroy()
    await end(child)
    await embedded?.release()
    if (!folder) rmSync(data, { recursive: true, force: true })
  }
}
