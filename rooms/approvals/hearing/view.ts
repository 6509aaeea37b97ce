import type { CaseAt } from '../../../kernel/cases/index.ts'
import type { Actor, Clock, Tx } from '../../../kernel/platform/index.ts'
import type { CaseFacts } from '../case.fold.ts'
import { leads } from '../site-visit/who.ts'
import type { HearingView } from './hearing.contract.ts'
import { mayAsk } from './hearing.rules.ts'
import { answersChallenge, type Chair, chairsOf, presides } from './who.ts'

type At = CaseAt<CaseFacts>
type Ctx = { tx: Tx; actor: Actor; clock: Clock }

export function hearingOf({ facts: { hearing: h } }: At): HearingView | null {
  if (!h) return null
  const { why, until, asked, called = null, challenges } = h
  return { why, until, asked, called, challenges, held: h.heldAt !== undefined }
}

/** What the reader can do about a hearing, and among whom to choose its chair. */
export async function hearingFor(
  { tx, actor, clock }: Ctx,
  at: At,
  applicant: boolean,
): Promise<{ abilities: Record<string, boolean>; chairs: Chair[] }> {
  const { hearing: h, acceptedAt, decidedAt, closedAt } = at.facts
  if (!acceptedAt || decidedAt || closedAt || h?.heldAt) return { abilities: {}, chairs: [] }
  const now = clock.now()
  const calls = leads(at, actor) && h !== undefined && (h.why === 'public' || h.asked > 0)
  return {
    abilities: {
      'offer-hearing': leads(at, actor) && !h,
      'call-hearing': calls,
      'answer-challenge': (h?.challenges ?? 0) > 0 && (await answersChallenge(tx, at, actor)),
      'hold-hearing': h?.called !== undefined && (await presides(tx, at, actor)),
      'ask-hearing': applicant && mayAsk(h, now),
      'challenge-chair': applicant && h?.called !== undefined,
    },
    chairs: calls ? await chairsOf(tx, at, now) : [],
  }
}
