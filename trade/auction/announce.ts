import { dayOf } from '../../kernel/calendar/index.ts'
import { newId, operation, systemOnly, text } from '../../kernel/platform/index.ts'
import { contract as envelope } from '../envelope/index.ts'
import { profiles } from '../profile/index.ts'
import { acts } from './acts.ts'
import { type Auction, findAuction, insertAuction } from './auction.store.ts'
import { announce } from './contract.ts'
import { rulesOf, type SaidTerms } from './log.shape.ts'
import { begin } from './move.rules.ts'
import { TICK } from './sitting.ts'

/** What terms must not say. */
export function termsProblem(t: SaidTerms, now: Date, unit: number): string | undefined {
  const [opens, closes] = [Date.parse(t.opens), Date.parse(t.closes)]
  if (opens < now.getTime()) return 'opens'
  if (closes <= opens) return 'closes'
  if (t.start % unit !== 0) return 'start'
  if (t.cap !== undefined && t.cap <= t.start) return 'cap'
  if (t.trustees && new Set(t.trustees).size !== t.trustees.length) return 'trustees'
  return undefined
}

/** In the transaction of the market’s step, which holds the power. The sale keeps its profile, whole. */
export default operation(announce, {
  allow: systemOnly,
  async run({ tx, clock, input, timer, problem, callAsSystem }) {
    const now = clock.now()
    const { jurisdiction, number, title, seller, terms } = input
    const day = dayOf(now)
    const [profile] = profiles
      .filter((p) => p.id === input.profile && p.from <= day && (p.to === undefined || day <= p.to))
      .sort((a, b) => b.version - a.version)
    if (!profile) throw problem('NO_PROFILE')
    const wrong =
      termsProblem(terms, now, profile.unit) ?? (terms.reserve && !profile.reserve.allowed ? 'reserve' : undefined)
    if (wrong) throw problem('TERMS', { detail: { zh: `${wrong} 不对。`, en: `${wrong} does not stand.` } })
    if (await findAuction(tx, number)) throw problem('EXISTS')
    // Who keeps the sealed bids is known before anybody bids, and can.
    if (profile.stages.some((s) => s.kind === 'sealed')) {
      if (!terms.trustees) throw problem('TRUSTEES')
      const keys = await callAsSystem(envelope.keys, { jurisdiction })
      const missing = terms.trustees.find((unit) => !keys.some((k) => k.unit === unit))
      if (missing)
        throw problem('NO_KEY', { detail: text(`${missing} 还没有登记公钥。`, `${missing} has registered no key.`) })
    }
    const id = newId(now.getTime(), jurisdiction)
    const ringsAt = new Date(Date.parse(terms.opens) + profile.settle + 1)
    const auction: Auction = {
      ...{ jurisdiction, id, number, title, seller, profile, terms, ringsAt },
      caseId: input.caseId ?? null,
      state: { ...begin(rulesOf({ profile, terms }), now.getTime()), n: 1 },
      announcedAt: now,
      reserve: null,
      sealing: null,
      asked: null,
    }
    await insertAuction(tx, auction)
    await timer.set({ kind: TICK, jurisdiction, subjectId: id, due: ringsAt, payload: { number } })
    return {
      act: acts['auction.announced']({
        jurisdiction,
        subject: { kind: 'auction', id },
        public: { number, title, seller, case: input.caseId ?? null, announced: now.toISOString(), profile, terms },
      }),
      output: { id, number },
    }
  },
})
