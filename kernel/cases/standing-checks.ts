import { isDeepStrictEqual } from 'node:util'
import { type Check, type Mismatch, sql, type Tx, text } from '../platform/index.ts'
import { instanceOf, type Leg, mayStand, openStepsOf, procedureOf } from '../procedure/index.ts'
import { type Case, casesAfter } from './case.store.ts'
import { around } from './case-at.ts'
import { type CaseAt, caseKinds } from './kind.ts'
import { shownOf } from './shown.store.ts'
import { shownFrom } from './shown.ts'
import { standingOf } from './standing.store.ts'
import { besideFrom, standingFrom, workFrom } from './standing.ts'
import { BESIDE, onChart } from './work.store.ts'

const START = '00000000-0000-0000-0000-000000000000'
/** Each case is folded anew: fewer at once than rows that are only read. */
const MOST = 40

/** Every case with what its acts make of it. One that cannot be folded (a kind or version that does not exist) is told by its number. */
async function eachCase(
  tx: Tx,
  after: string,
  limit: number,
  differs: (at: CaseAt) => Promise<string[]>,
  name: { zh: string; en: string },
): ReturnType<Check['piece']> {
  const [place, id] = (after === '' ? ['', START] : after.split(' ')) as [string, string]
  const rows = await casesAfter(tx, place, id, Math.min(limit, MOST))
  const found: Mismatch[] = []
  const tell = (c: Case, fields: string[]) =>
    found.push({
      name: c.id,
      said: text(
        `办件 ${c.number} 的${name.zh}与行为不符：${fields.join('、')}。`,
        `The ${name.en} of case ${c.number} is not what its acts make of it: ${fields.join(', ')}.`,
      ),
    })
  for (const row of rows) {
    if (!caseKinds.has(row.kind)) {
      tell(row, ['kind'])
      continue
    }
    const fields = await differs(await around(tx, row))
    if (fields.length > 0) tell(row, fields)
  }
  const last = rows.at(-1)
  return { found, next: rows.length < Math.min(limit, MOST) || !last ? null : `${last.jurisdiction} ${last.id}` }
}

const COMPARED = ['number', 'kind', 'itemCode', 'unit', 'status', 'closed', 'clock', 'due'] as const

/**
 * How a case stands is what its acts make of it. A clock is counted at the last act; a case restated by a timer since then stands as
 * of now, which is right as well.
 */
export const standingCheck: Check = {
  name: 'standing',
  async piece(tx, after, limit) {
    const { rows } = await sql<{ now: Date }>`select now() as now`.execute(tx)
    return eachCase(
      tx,
      after,
      limit,
      async (at) => {
        const row = await standingOf(tx, at.found.jurisdiction, at.found.id)
        if (!row) return ['standing']
        const wrong = [at.acts.at(-1)?.happenedAt ?? at.found.submittedAt, rows[0]!.now].map((when) => {
          const made = standingFrom(at, at.acts, when, at.facts)
          return COMPARED.filter((f) => row[f] !== made[f])
        })
        return [...(wrong.find((w) => w.length === 0) ?? wrong[0]!), ...(await shownDiffers(tx, at))]
      },
      { zh: '现状', en: 'standing' },
    )
  },
}

/** What its kind’s public list shows of it; words more than those are the name that its unit had. */
async function shownDiffers(tx: Tx, at: CaseAt): Promise<string[]> {
  if (!at.kind.shows) return []
  const made = shownFrom(at, at.facts)
  const row = await shownOf(tx, at.found.jurisdiction, at.found.id)
  if (!made || !row) return made || row ? ['shown'] : []
  const same =
    isDeepStrictEqual({ ...row, words: [] }, { ...made, said: JSON.parse(JSON.stringify(made.said)), words: [] }) &&
    made.words.every((w) => row.words.includes(w))
  return same ? [] : ['shown']
}

/** Whose turn it is follows from the steps that are open on the chart, and beside it from the acts; a step opened before a case was handed over stays where it was. */
export const workCheck: Check = {
  name: 'work',
  piece: (tx, after, limit) =>
    eachCase(
      tx,
      after,
      limit,
      async (at) => {
        const { jurisdiction, id, unit } = at.found
        const open = await openStepsOf(tx, jurisdiction, id)
        const led = new Set([unit, ...at.acts.flatMap((a) => (typeof a.public.unit === 'string' ? a.public.unit : []))])
        const made = await Promise.all(
          [...led].map((lead) => workFrom(tx, { ...at, found: { ...at.found, unit: lead } }, open, new Date(0), null)),
        )
        const whose = ({ element, kind, act, unit, post, party, message, correlation }: CaseAt['work'][number]) => ({
          element,
          kind,
          act,
          unit,
          post,
          party,
          message,
          correlation,
        })
        const steps = onChart(at.work)
        const extra = steps.filter((w) => !open.some((s) => s.element === w.element)).map((w) => w.element)
        const wrong = open.flatMap((s, i) => {
          const row = steps.find((w) => w.element === s.element)
          return row && made.some((m) => isDeepStrictEqual(whose(m[i]!), whose(row))) ? [] : [s.element]
        })
        const due = (list: CaseAt['work']) => list.map((w) => `${w.element} ${w.post} ${w.due}`).sort()
        const beside = due(at.work.filter((w) => w.kind === BESIDE))
        const waits = due(besideFrom(at, at.facts, new Date(0)))
        return [...extra, ...wrong, ...(isDeepStrictEqual(beside, waits) ? [] : [BESIDE])]
      },
      { zh: '待办', en: 'work' },
    ),
}

/** Where a case stands on its chart follows from the steps that its acts name; one ended beside the chart stands nowhere. */
export const markingCheck: Check = {
  name: 'marking',
  piece: (tx, after, limit) =>
    eachCase(
      tx,
      after,
      limit,
      async (at) => {
        const { jurisdiction, id, chartDigest } = at.found
        const instance = await instanceOf(tx, jurisdiction, id)
        if (!instance) return chartDigest ? ['instance'] : []
        if (instance.digest !== chartDigest) return ['chart']
        if (instance.ended && instance.marking.every((n) => n === 0))
          return at.kind.status(at.facts).closed ? [] : ['ended']
        return mayStand(await legsOf(tx, at, instance.digest), instance.marking) === false ? ['marking'] : []
      },
      { zh: '流程位置', en: 'place on the chart' },
    ),
}

/** What was performed on each chart that the case went by, as its acts name them; the last is the one it stands on. */
async function legsOf(tx: Tx, { acts }: CaseAt, last: string): Promise<Leg[]> {
  const legs: { digest: string; elements: string[] }[] = [{ digest: '', elements: [] }]
  for (const act of acts) {
    if (act.type === 'case.migrated') {
      legs.at(-1)!.digest = act.public.from
      legs.push({ digest: '', elements: [] })
    } else if (typeof act.public.step === 'string') legs.at(-1)!.elements.push(act.public.step)
  }
  legs.at(-1)!.digest = last
  return Promise.all(legs.map(async (l) => ({ procedure: await procedureOf(tx, l.digest), elements: l.elements })))
}
