import { type CaseAt, standingOfMany } from '../../../kernel/cases/index.ts'
import { type ItemVersion, publishedItem } from '../../../kernel/catalog/index.ts'
import { type ReadContext, type Timers, type Tx, text } from '../../../kernel/platform/index.ts'
import type { CaseFacts, CaseStatus } from '../case.fold.ts'
import { ORDER_OF_ACCEPTANCE, type Quota, type QuotaView, quotaOf } from './quota.contract.ts'
import {
  type Arrival,
  arrivalOf,
  countsOf,
  lockRound,
  nextArrival,
  putArrival,
  type Round,
  setGranted,
  setTurn,
  turnsOf,
  without,
} from './quota.store.ts'

// 行政许可法 art. 57: of several who all fulfil the conditions, licences of a limited number go by the order of *acceptance*, unless law
// or an administrative regulation provides otherwise.
//
// Acceptance is due the moment an application is complete (art. 32), so the order is that in which they were complete, and no clerk's
// order of work shifts it: an application's turn is its number of arrival; one that had to be corrected is complete when the correction
// is answered, and draws a new number then. While it is awaited it has no turn and holds nobody up. A refusal, a refused acceptance or
// a withdrawal moves everybody behind one forward; a place is taken by a grant alone, and given back where that is taken back before it
// was served. Its later end (revoked, given up) gives no place back in the round: that is another announcement.
//
// An earlier one that is undecided may yet fulfil the conditions, so a later one is granted only where enough places are left for all
// before it. Who is too late is refused by a decision with its reasons, never by silence.

/** Statuses in which an application may yet be granted, and has its turn. */
const IN_LINE: readonly CaseStatus[] = [
  'received',
  'accepted',
  'in-special-procedure',
  'reviewed',
  'from-below',
  'handed-up',
]
const WAITS: readonly CaseStatus[] = [...IN_LINE, 'correcting']

export const roundOf = ({ jurisdiction, code }: ItemVersion, { round }: Quota): Round => ({
  jurisdiction,
  itemCode: code,
  round,
})

/** The case's limit as it is published now for its round: one that is raised holds for those who wait. */
async function quotaNow(tx: Tx, item: ItemVersion | undefined, now: Date): Promise<Quota | undefined> {
  const own = quotaOf(item?.content)
  if (!own) return undefined
  const current = quotaOf((await publishedItem(tx, item!.code, now))?.content)
  return current?.round === own.round ? current : own
}

/** Before it opens and after it closes nothing is taken; what was typed stays. */
export function inTime(
  { content }: Pick<ItemVersion, 'content'>,
  { clock, problem }: Pick<ReadContext, 'clock'> & { problem(code: any, more?: object): Error },
): void {
  const limited = quotaOf(content)
  if (!limited) return
  const now = clock.now()
  if (now < new Date(limited.opens))
    throw problem('NOT_YET', {
      detail: text(
        `${sayInstant(limited.opens)} 开始受理，共 ${limited.limit} 个名额。草稿可以先存好，到时再交；早交不了，也不会排在前面。`,
        `Applications open on ${sayInstant(limited.opens)}, for ${limited.limit} places. Keep the draft and hand it in then; nobody can be earlier.`,
      ),
    })
  if (limited.closes && now >= new Date(limited.closes))
    throw problem('NO_LONGER', {
      detail: text(
        `${sayInstant(limited.closes)} 已经截止。下一轮什么时候开始，看办事指南。`,
        `They closed on ${sayInstant(limited.closes)}. The guide says when the next round opens.`,
      ),
    })
}
export const sayInstant = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/** Received: it draws the next number of its round. */
export async function arrive(tx: Tx, item: ItemVersion, found: { id: string; number: string }) {
  const limited = quotaOf(item.content)
  if (!limited) return {}
  const of = roundOf(item, limited)
  const number = await nextArrival(tx, of)
  await putArrival(tx, of, { caseId: found.id, number: found.number, arrived: number })
  return { arrival: { round: limited.round, number, limit: limited.limit } }
}

/** Complete again: from now on this number is its turn. */
export async function completeAgain(tx: Tx, { item, found }: CaseAt<CaseFacts>, now: Date) {
  const limited = await quotaNow(tx, item, now)
  if (!limited) return {}
  const number = await nextArrival(tx, roundOf(item!, limited))
  await setTurn(tx, found.jurisdiction, found.id, number)
  return { arrival: { round: limited.round, number, limit: limited.limit } }
}

/** Of these, the ones whose status is among those. */
async function standing(tx: Tx, { jurisdiction }: Round, list: Arrival[], among: readonly string[]) {
  const stands = await standingOfMany(
    tx,
    jurisdiction,
    list.map((a) => a.caseId),
  )
  return list.filter((a) => among.includes(stands.get(a.caseId)?.status ?? ''))
}

type Granting = Pick<ReadContext, 'tx' | 'clock'> & {
  at: CaseAt<CaseFacts>
  timer: Timers
  problem(code: any, more?: object): Error
}
/** Takes one of the places for this case, where there is one and it is its turn; the last one taken, all who wait are told. */
export async function takePlace({ tx, clock, at, timer, problem }: Granting) {
  const now = clock.now()
  const limited = await quotaNow(tx, at.item, now)
  if (!limited) return undefined
  const of = roundOf(at.item!, limited)
  const { jurisdiction, id } = at.found
  await lockRound(tx, of)
  const [mine, { granted }] = await Promise.all([arrivalOf(tx, jurisdiction, id), countsOf(tx, of)])
  if (granted >= limited.limit)
    throw problem('QUOTA_FULL', {
      detail: text(
        `${limited.name.zh}的 ${limited.limit} 个名额已经全部准予。请决定不予许可，并写明理由。`,
        `All ${limited.limit} places of ${limited.name.en} are granted. Please refuse it, with the reasons.`,
      ),
    })
  const ahead = limited.otherwise ? [] : await standing(tx, of, await without(tx, of, mine!.turn), IN_LINE)
  if (granted + ahead.length >= limited.limit) {
    const named = ahead.slice(0, 5).map((a) => a.number)
    throw problem('OUT_OF_TURN', {
      detail: text(
        `还剩 ${limited.limit - granted} 个名额，排在前面没有决定的有 ${ahead.length} 件：${named.join('、')}${ahead.length > 5 ? ' 等' : ''}。请先决定它们。`,
        `${limited.limit - granted} places are left and ${ahead.length} undecided applications come first: ${named.join(', ')}${ahead.length > 5 ? ' …' : ''}. Please decide these first.`,
      ),
    })
  }
  await setGranted(tx, jurisdiction, id, true)
  const place = granted + 1
  if (place === limited.limit)
    for (const a of await standing(tx, of, await without(tx, of), WAITS))
      if (a.caseId !== id)
        await timer.set({
          kind: 'approvals.used-up',
          jurisdiction,
          subjectId: a.caseId,
          due: now,
          payload: { limit: place },
        })
  return { quota: { round: limited.round, place, limit: limited.limit, turn: mine!.turn } }
}

/** The grant was taken back before anybody was served with it. */
export const givePlaceBack = (tx: Tx, { item, found, facts }: CaseAt<CaseFacts>) =>
  quotaOf(item?.content) && facts.outcome === 'grant'
    ? setGranted(tx, found.jurisdiction, found.id, false)
    : Promise.resolve()

/** How a case stands in its round; nothing where the item has no limit. */
export async function quotaViewOf(
  { tx, clock }: Pick<ReadContext, 'tx' | 'clock'>,
  { item, found, facts }: CaseAt<CaseFacts>,
): Promise<QuotaView | null> {
  const limited = await quotaNow(tx, item, clock.now())
  const mine = limited && (await arrivalOf(tx, found.jurisdiction, found.id))
  if (!limited || !mine) return null
  const of = roundOf(item!, limited)
  const waits = WAITS.includes(facts.status)
  const [{ granted }, ahead] = await Promise.all([
    countsOf(tx, of),
    waits ? without(tx, of, mine.turn).then((list) => standing(tx, of, list, IN_LINE)) : [],
  ])
  return {
    itemCode: item!.code,
    name: limited.name,
    limit: limited.limit,
    granted,
    arrived: mine.arrived,
    turn: facts.status === 'correcting' ? null : mine.turn,
    ahead: ahead.length,
    held: mine.granted,
    waits,
    byOrder: limited.otherwise === undefined,
    how: limited.otherwise?.how ?? null,
    basis: limited.otherwise?.basis ?? ORDER_OF_ACCEPTANCE,
  }
}

/** A page of the round for everybody: numbers and how each stands, no names. */
export async function roundView(tx: Tx, item: ItemVersion, limited: Quota, size: number, page: number) {
  const of = roundOf(item, limited)
  const [counts, turns] = await Promise.all([countsOf(tx, of), turnsOf(tx, of, size, (page - 1) * size)])
  const stands = await standingOfMany(
    tx,
    of.jurisdiction,
    turns.map((a) => a.caseId),
  )
  return { ...counts, turns: turns.map((a) => ({ ...a, stands: stands.get(a.caseId) })) }
}
