// A million entries (or as many as the argument says) of the shapes that rooms publish, beside the city's own: how long a question takes
// from the real server, asked one after another, by kind of question; and how many of 200 labelled questions are answered on the first page.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readItems } from '../../apps/demonstration/found-city.ts'
import { projectRoot } from '../../kernel/platform/harness.ts'
import { type Entry, text } from '../../kernel/platform/index.ts'
import { rankOf } from '../../kernel/search/entry.store.ts'
import { contract as c, searchRoom } from '../../kernel/search/index.ts'
import { indexed } from '../../kernel/search/indexer.ts'
import disclosure from '../../rooms/disclosure/index.ts'
import discretion from '../../rooms/discretion/index.ts'
import enforcement from '../../rooms/enforcement/index.ts'
import legality from '../../rooms/legality/index.ts'
import { CITY, testCity } from '../city.ts'

const PLACES = ['350200', '350203', '350205', '350206', '350211', '350212', '350213']
const A = [...'鹭海环岛五缘集美湖滨同安翔思明杏林前埔莲花中山鼓浪金尚仙岳嘉禾筼筜云顶高崎枋']
const TRADE = [
  '餐饮',
  '建设',
  '物流',
  '文化',
  '石材',
  '燃气',
  '贸易',
  '科技',
  '装饰',
  '运输',
  '食品',
  '劳务',
  '医药',
  '园林',
]
const CONDUCT = [
  '未取得食品经营许可从事经营',
  '擅自施工',
  '未取得道路货运许可擅自经营',
  '占用消防车通道',
  '超过保质期销售食品',
  '未按规定公示收费',
  '虚假宣传',
  '未落实实名登记',
]
const THINGS = [
  '食品经营许可',
  '施工许可',
  '道路运输许可',
  '燃气经营许可',
  '采购公告',
  '中标结果',
  '土地成交公示',
  '抽查结果',
  '环评批复',
  '行政复议决定',
]

/** The i-th made entry: the same every time. */
function made(i: number): { kind: string; e: Entry } {
  const r = (n: number, salt: number) => Math.floor((((i + 1) * 2654435761 + salt * 40503) >>> 0) / 7) % n
  const company = `${A[r(A.length, 1)]}${A[r(A.length, 2)]}${A[r(A.length, 3)]}${TRADE[r(TRADE.length, 4)]}有限公司`
  const at = new Date(Date.UTC(2020, 0, 1) + r(6 * 365, 5) * 86_400_000)
  const place = PLACES[r(PLACES.length, 6)]!
  const title = i % 2 ? `${company} ${CONDUCT[r(CONDUCT.length, 7)]}` : `${company} ${THINGS[r(THINGS.length, 8)]}`
  const line = `厦${place.slice(4)}罚〔${at.getUTCFullYear()}〕${i}号 · 9135${String(i).padStart(14, '0')}`
  return {
    kind: i % 2 ? 'penalty' : 'notice',
    e: { key: String(i), title: text(title, title), line: text(line, line), href: `/x/${i}`, place, at },
  }
}

export async function benchSearch(
  print: (line: string) => void,
  size = Number(process.argv[3] ?? 1_000_000),
): Promise<void> {
  const search = searchRoom([legality, discretion, enforcement, disclosure])
  const city = await testCity({
    items: readItems(CITY).map((i) => i.code),
    more: [enforcement, discretion, disclosure, search],
  })
  try {
    await city.settle()
    const { owner } = city.database
    const began = performance.now()
    await owner.unsafe('drop index search.entry_terms; drop index search.entry_near; drop index search.entry_rank')
    const out =
      await owner`copy search.entry (key, kind, title, line, says, href, unit, jurisdiction, at, rank, terms, near) from stdin`.writable()
    for (let i = 0; i < size; i += 1000) {
      let chunk = ''
      for (let n = i; n < Math.min(i + 1000, size); n++) {
        const { kind, e } = made(n)
        const x = indexed(kind, 1, e.place!, e)
        chunk += `${[x.key, kind, JSON.stringify(x.title), JSON.stringify(x.line), `{"${x.says[0]}","${x.says[1]}",""}`, x.href, '\\N', x.jurisdiction, x.at.toISOString(), rankOf(1, x.at), `{${x.terms}}`, `{${x.near}}`].join('\t')}\n`
      }
      if (!out.write(chunk)) await new Promise((done) => out.once('drain', done))
    }
    await new Promise<void>((done, failed) => {
      out.on('finish', () => done())
      out.on('error', failed)
      out.end()
    })
    const copied = performance.now()
    await owner.unsafe(`set maintenance_work_mem = '512MB';
      create index entry_terms on search.entry using gin (terms) with (fastupdate = off);
      create index entry_near on search.entry using gin (near) with (fastupdate = off);
      create index entry_rank on search.entry (rank desc); analyze search.entry`)
    const [room] =
      await owner`select count(*)::int as n, pg_total_relation_size('search.entry') as bytes from search.entry`
    print(
      `${room!.n.toLocaleString('en')} entries: made and copied in ${((copied - began) / 1000).toFixed(0)} s, indexed in ${((performance.now() - copied) / 1000).toFixed(0)} s, ${(Number(room!.bytes) / 1e9).toFixed(1)} GB`,
    )
    const questions: { q: string; finds: string }[] = JSON.parse(
      readFileSync(join(projectRoot, 'test/bench/questions.json'), 'utf8'),
    )
    const some = Array.from({ length: 200 }, (_, i) => made((i * 4999) % size).e)
    const groups: [string, string[]][] = [
      ['labelled questions', questions.map((x) => x.q)],
      ['a company by name', some.map((e) => e.title.zh.split(' ')[0]!)],
      ['a company and what it did', some.map((e) => e.title.zh)],
      ['a number of a document', some.map((e) => e.line.zh.split(' ')[0]!)],
      [
        'what half the city holds',
        ['公司', '有限公司', '许可', '处罚', '食品', '经营', '罚', '2024', '餐饮有限公司', '未取得许可'],
      ],
      ['nothing', ['量子纠缠', 'qwertyz', '乌有之乡大学堂', '%', '麒麟凤凰']],
    ]
    const all: number[] = []
    for (const [name, list] of groups) {
      const times: number[] = []
      for (const round of [0, 1])
        for (const q of list) {
          const start = performance.now()
          await city.run(c.find, { q })
          if (round === 1) times.push(performance.now() - start)
        }
      all.push(...times)
      times.sort((a, b) => a - b)
      print(
        `${name}: median ${times[Math.floor(times.length / 2)]!.toFixed(1)} ms, p95 ${times[Math.floor(times.length * 0.95)]!.toFixed(1)} ms, slowest ${times.at(-1)!.toFixed(1)} ms`,
      )
    }
    all.sort((a, b) => a - b)
    print(`all ${all.length} questions: p95 ${all[Math.floor(all.length * 0.95)]!.toFixed(1)} ms (goal 50 ms)`)
    const missed: string[] = []
    for (const { q, finds } of questions)
      if (!(await city.run(c.find, { q })).hits.slice(0, 10).some((h) => h.title.zh.includes(finds))) missed.push(q)
    print(
      `recall at 10 among them: ${questions.length - missed.length} of ${questions.length}; missed: ${missed.join(', ')}`,
    )
  } finally {
    await city.close()
  }
}
