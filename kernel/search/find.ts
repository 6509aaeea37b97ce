import { addDays, startOfDay } from '../calendar/index.ts'
import { lawLink, statutes } from '../law/index.ts'
import { anyone, type Findable, type Operation, query, type Text, type Tx, text } from '../platform/index.ts'
import { find } from './contract.ts'
import { type Column, common, type Filters, holding, holdingAny, type Row, walk } from './entry.store.ts'
import { isResidentId, judge, MOST_ASKED, marked, oneWrong, variants } from './question.rules.ts'
import { digest, innerTerms, nearTerms, plain, termsOf } from './terms.ts'
import { heard, words } from './words.ts'

const PAGE = 20
/** How many hits are looked at and put in order, and how far a walk goes through what half the city holds. */
const MOST = 200
const REACH = 15_000
const RARE = 4000
/** With fewer hits than these, what is less than all is looked for, too. */
const FEW = 5
/** Alike enough: the share of the question's terms that a hit must carry where none carries all. */
const LEAST = 0.5

type Share = Awaited<ReturnType<typeof common>>
const kept: Partial<Record<Column, { at: number; share: Share }>> = {}
/** Asked again after a minute of the reader's time: it only chooses the way. */
async function shares(tx: Tx, column: Column, now: number): Promise<(term: number) => number> {
  let known = kept[column]
  if (!known || Math.abs(now - known.at) > 60_000) known = kept[column] = { at: now, share: await common(tx, column) }
  const { share, total } = known.share
  return (term) => (share.get(term) ?? 0) * total
}

type Hit = Row & { score: number; why: 'title' | 'text' | 'same' | 'sound'; because: string | null }

const rarest = (terms: number[], often: (term: number) => number) => ({
  by: [...terms].sort((a, b) => often(a) - often(b)).slice(0, 4),
  all: terms,
})

/** All of a question's terms: through the rarest, or by rank where all are common. */
async function exact(tx: Tx, column: Column, terms: number[], f: Filters, now: Date): Promise<Row[]> {
  const often = await shares(tx, column, now.getTime())
  if (Math.min(...terms.map(often)) > RARE) {
    const first = await walk(tx, column, terms, f, now, { most: MOST, reach: REACH })
    // One term in half of all: what stands first by rank is what can be said. Several together may be rare again.
    if (first.length >= PAGE || terms.length === 1) return first
  }
  return holding(tx, column, [rarest(terms, often)], f, now, MOST)
}

async function search(tx: Tx, question: string, f: Filters, now: Date): Promise<Hit[]> {
  const found = new Map<string, Hit>()
  // Who typed all of a title or a number has what was looked for: nothing less than it is looked for then.
  let whole = false
  const wants = (few: number) => !whole && found.size < few
  const take = (rows: Row[], phrase: string, terms: string[], least: number, because?: string) => {
    for (const row of rows) {
      const j = judge({ title: row.title.zh, says: row.says, weight: row.weight }, { phrase, terms })
      whole ||= j.whole && !because && phrase.length > 3
      const score = because ? j.score * 0.8 : j.score
      if (j.carried >= least && (found.get(row.key)?.score ?? -1) < score)
        found.set(row.key, { ...row, score, why: because ? 'same' : j.why, because: because ?? null })
    }
  }
  const asked = variants(plain(question), words)
  for (const v of asked) {
    const terms = termsOf(v.text)
    if (terms.length > 0) take(await exact(tx, 'terms', terms.map(digest), f, now), v.text, terms, 1, v.because)
  }
  const typed = asked.find((v) => !v.because)?.text ?? ''
  const terms = termsOf(typed)
  const inner = innerTerms(typed)
  if (wants(FEW) && inner.length > 0 && inner.length < terms.length)
    take(await exact(tx, 'terms', inner.map(digest), f, now), typed, inner, 1)
  if (wants(FEW) && terms.length > 1) {
    const often = await shares(tx, 'terms', now.getTime())
    const rare = terms.map(digest).filter((t) => often(t) <= RARE)
    const slips = oneWrong(terms)
      .map((left) => left.map(digest))
      .filter((left) => left.some((t) => rare.includes(t)))
    if (slips.length > 0)
      take(
        await holding(
          tx,
          'terms',
          slips.map((left) => rarest(left, often)),
          f,
          now,
          MOST,
        ),
        typed,
        terms,
        LEAST,
      )
    if (wants(FEW) && rare.length > 0)
      take(
        await holdingAny(tx, 'terms', rare.sort((a, b) => often(a) - often(b)).slice(0, 8), f, now, 2 * MOST),
        typed,
        terms,
        LEAST,
      )
  }
  if (found.size === 0)
    for (const v of heard(typed)) {
      const terms = termsOf(v.text)
      take(await exact(tx, 'terms', terms.map(digest), f, now), v.text, terms, 1, v.because)
    }
  if (wants(3)) for (const hit of await alike(tx, typed, f, now)) if (!found.has(hit.key)) found.set(hit.key, hit)
  return [...found.values()].sort(
    (a, b) => b.score - a.score || b.at.getTime() - a.at.getTime() || (a.key < b.key ? -1 : 1),
  )
}

/** By sound, by initials, with a character wrong: all of what was typed in letters; of characters as much as one wrong one leaves. */
async function alike(tx: Tx, typed: string, f: Filters, now: Date): Promise<Hit[]> {
  const near = nearTerms(typed)
  if (near.length === 0) return []
  const hit = (row: Row, share: number): Hit => ({
    ...row,
    score: share + row.weight / 10,
    why: 'sound',
    because: typed,
  })
  const sounds = near.filter((n) => !n.startsWith('g:'))
  const all = sounds.length > 0 ? await exact(tx, 'near', sounds.map(digest), f, now) : []
  if (all.length > 0) return all.map((row) => hit(row, 1))
  const often = await shares(tx, 'near', now.getTime())
  const asked = near.map(digest)
  const rare = asked.filter((t) => often(t) <= RARE).slice(0, 24)
  const rows = rare.length > 0 ? await holdingAny(tx, 'near', rare, f, now, 2 * MOST) : []
  return rows.flatMap((row) => {
    const held = new Set(row.held)
    const share = asked.filter((t) => held.has(t)).length / asked.length
    return share >= (asked.length > 3 ? 0.4 : LEAST) ? [hit(row, share)] : []
  })
}

/** 行政许可法第三十二条: a statute by its name, its article where one is said. They change by no act, so they are asked here. */
function laws(question: string): { title: Text; line: Text; href: string }[] {
  const q = plain(question).replace(/[《》\s]/g, '')
  const [, name = q, said] = /^(.*?)(?:第([0-9一二三四五六七八九十百零]+)条)?$/.exec(q) ?? []
  if (name.length < 2) return []
  return statutes()
    .filter((s) => s.name.includes(name) || s.full.includes(name) || s.en.toLowerCase().includes(name))
    .sort((a, b) => a.name.length - b.name.length)
    .slice(0, 5)
    .map((s) => {
      const article = said ? articleOf(said) : 1
      const stands = article >= 1 && article <= s.paragraphs.length
      return {
        title:
          said && stands ? text(`《${s.name}》第${said}条`, `${s.en}, art. ${article}`) : text(`《${s.name}》`, s.en),
        line: text(`${s.full}（${s.version}）`, `${s.en} (${s.version})`),
        href: lawLink({ law: s.name, article: stands ? article : 1 }),
      }
    })
}
const DIGITS = '零一二三四五六七八九'
function articleOf(said: string): number {
  if (/^\d+$/.test(said)) return Number(said)
  let [sum, digit] = [0, 0]
  for (const c of said) {
    if (c === '百') [sum, digit] = [sum + (digit || 1) * 100, 0]
    else if (c === '十') [sum, digit] = [sum + (digit || 1) * 10, 0]
    else digit = DIGITS.indexOf(c)
  }
  return sum + digit
}

export const findOperation = (sources: readonly Findable[]): Operation =>
  query(find, {
    allow: anyone,
    async run({ tx, input, clock }) {
      const none = { hits: [], total: 0, more: false, kinds: [], near: [] }
      const q = input.q.trim()
      if (q === '') return { ...none, note: null }
      if (isResidentId(q)) return { ...none, note: 'person' as const }
      const asked = [...q].slice(0, MOST_ASKED).join('')
      const filters: Filters = {
        kind: input.kind,
        unit: input.unit,
        place: input.place,
        from: input.from ? startOfDay(input.from) : undefined,
        to: input.to ? startOfDay(addDays(input.to, 1)) : undefined,
      }
      const found = input.kind === 'law' ? [] : await search(tx, asked, filters, clock.now())
      const named = input.kind === undefined || input.kind === 'law' ? laws(asked) : []
      const others = input.unit || input.place || input.from || input.to
      const all: Hit[] = [
        ...(others ? [] : named).map((l) => ({
          ...l,
          key: l.href,
          kind: 'law',
          says: ['', '', ''] as Row['says'],
          unit: null,
          jurisdiction: '',
          at: new Date(0),
          weight: 3,
          score: 9,
          why: 'title' as const,
          because: null,
        })),
        ...found,
      ]
      const titleOf = (kind: string) =>
        kind === 'law'
          ? text('法律法规', 'Statutes')
          : (sources.find((s) => s.kind === kind)?.title ?? text(kind, kind))
      const terms = variants(plain(asked), words).flatMap((v) => termsOf(v.text))
      const marks = (t: Text) => ({ zh: marked(t.zh, terms), en: marked(t.en, terms) })
      const kinds = [...new Set(all.map((h) => h.kind))]
      return {
        hits: all.slice((input.page - 1) * PAGE, input.page * PAGE).map((h) => ({
          kind: h.kind,
          kindTitle: titleOf(h.kind),
          title: h.title,
          line: h.line,
          href: h.href,
          unit: h.unit,
          place: h.jurisdiction,
          at: h.at,
          why: h.why,
          because: h.because,
          marked: { title: marks(h.title), line: marks(h.line) },
        })),
        total: all.length,
        more: found.length >= MOST,
        kinds: kinds.map((kind) => ({ kind, title: titleOf(kind), n: all.filter((h) => h.kind === kind).length })),
        near: all.length === 0 ? await nearest(tx, asked, clock.now(), Object.values(filters).some(Boolean)) : [],
        note: [...q].length > MOST_ASKED ? ('cut' as const) : null,
      }
    },
  })

/** Nothing was found under these filters: what is nearest without them, however little it shares. */
async function nearest(tx: Tx, asked: string, now: Date, filtered: boolean): Promise<{ title: Text; href: string }[]> {
  const without = filtered ? await search(tx, asked, {}, now) : []
  if (without.length > 0) return without.slice(0, 5).map(({ title, href }) => ({ title, href }))
  const like = [...new Set([...nearTerms(asked)])].map(digest)
  const rows = like.length > 0 ? await holdingAny(tx, 'near', like.slice(0, 24), {}, now, MOST) : []
  const shared = (r: Row) => [...new Set(r.title.zh)].filter((c) => asked.includes(c)).length
  return rows
    .sort((a, b) => shared(b) - shared(a) || b.weight - a.weight)
    .slice(0, 5)
    .map(({ title, href }) => ({ title, href }))
}
