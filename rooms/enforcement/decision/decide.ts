import type { CaseAt } from '../../../kernel/cases/index.ts'
import { Problem, type Tx, text } from '../../../kernel/platform/index.ts'
import type { PenaltyFacts } from '../case.fold.ts'
import { step } from '../case.kind.ts'
import { decide } from '../contract.ts'
import { issue, secretsOf, yuan } from '../forms/forms.ts'
import { seen } from '../opening/opening.ts'
import { keyOf } from '../opening/subject.rules.ts'
import { entriesOf } from '../register/enforcement.store.ts'
import { type Computed, chosen, compute, spared } from './compute.ts'
import { reportedOf } from './proposal.ts'

const NOTHING = {
  standard: '',
  version: 0,
  digest: '',
  rule: '',
  title: undefined,
  band: { from: 0, to: 0 },
  position: null,
  deviation: false,
}

/**
 * 决定 (行政处罚法 arts. 57–59): computed again by the standard in force; never more than the notice said (art. 45 para 2); what leaves
 * the band only after review and discussion, what is spared against the standard only after review. The act says the standard's digest, the rule, the band, and where in it the fine lies.
 */
export default step(decide, {
  act: 'penalty.decided',
  outcome: (input) => input.outcome,
  async prepare(ctx) {
    const { at, tx, input, problem } = ctx
    const secrets = await secretsOf(tx, at)
    const { facts, proposal } = (await reportedOf(tx, at))!
    if (input.outcome === 'return')
      return { fine: 0, confiscate: 0, choice: NOTHING, document: undefined, kinds: [] as string[] }
    const found = await compute(ctx, at.item!, { facts, subject: [keyOf(secrets.subject)], actOn: at.facts.actOn })
    if (input.outcome === 'spare') {
      if (spared(found).deviation && at.facts.reviews === 0) throw problem('NOT_REVIEWED')
      const document = await issue(ctx, at, 'no-penalty-decision', { reason: input.reasons }, secrets)
      const choice = spared(found)
      return { fine: 0, confiscate: 0, choice, document, kinds: [] as string[] }
    }
    await onceFined(tx, at, keyOf(secrets.subject))
    const choice = chosen(found, input.fine, input.reasons)
    mayDecide(at.facts, input, choice.deviation, problem)
    const document = await issue(ctx, at, 'penalty-decision', values(at.facts, input, found), secrets)
    return { fine: input.fine, confiscate: input.confiscate, choice, document, kinds: proposal.kinds }
  },
  says: ({ input, at, made: { fine, confiscate, choice, document, kinds } }) => ({
    basis: [{ law: '行政处罚法', article: 57 }, ...at.item!.content.basis],
    public: {
      outcome: input.outcome,
      kinds,
      fine,
      confiscate,
      ...choice,
      ...(document ? { document: document.said } : {}),
    },
    private: { reasons: input.reasons, document: document?.content ?? null },
  }),
  output: ({ made }) => (made.document ? { document: made.document.said.number } : {}),
})

/** 一事不二罚 (art. 29): two cases that were filed at once for one act end in one penalty. @throws SAME_ACT */
async function onceFined(tx: Tx, at: CaseAt<PenaltyFacts>, subject: string): Promise<void> {
  const other = (await entriesOf(tx, [subject], at.found.itemCode!)).find(
    (e) => e.number !== at.found.number && e.actOn === at.facts.actOn && e.decidedAt && e.fine && !e.annulled,
  )
  if (other) throw new Problem('SAME_ACT', decide.errors.SAME_ACT, { detail: seen(other.number, other.unit) })
}

type Wish = { fine: number; confiscate: number; reasons: string }
function mayDecide(
  f: PenaltyFacts,
  wish: Wish,
  deviation: boolean,
  problem: (code: any, more?: object) => Error,
): void {
  const { noticed, hearing, reviews, discussed } = f
  if (!noticed || wish.fine > noticed.fine || wish.confiscate > noticed.confiscate)
    throw problem('HEAVIER', {
      fields: {
        fine: text(
          `告知的是罚款 ${yuan(noticed?.fine ?? 0)}、没收 ${yuan(noticed?.confiscate ?? 0)}，不能更多。`,
          `The notice said a fine of ${yuan(noticed?.fine ?? 0)} and ${yuan(noticed?.confiscate ?? 0)} confiscated; it cannot be more.`,
        ),
      },
    })
  if ((noticed.hearing || deviation || hearing?.held) && reviews === 0) throw problem('NOT_REVIEWED')
  if (deviation && !discussed) throw problem('NOT_DISCUSSED')
}

const values = (f: PenaltyFacts, wish: Wish, found: Computed) => ({
  fine: yuan(wish.fine),
  confiscate: yuan(wish.confiscate),
  rule: found.reasons.at(-1)?.zh ?? '',
  ruleEn: found.reasons.at(-1)?.en ?? '',
  band: `${yuan(found.band.from)} 至 ${yuan(found.band.to)}`,
  facts: Object.values(found.facts).map(String).join('，'),
  defence: f.hearing?.held
    ? '要求听证，已经举行'
    : f.defended && !f.defended.waived
      ? '提出了陈述申辩，已经复核'
      : '没有提出陈述申辩',
  defenceEn: f.hearing?.held
    ? 'asked for a hearing, which was held'
    : f.defended && !f.defended.waived
      ? 'stated your case, which was weighed'
      : 'did not state your case',
  reason: wish.reasons,
})
