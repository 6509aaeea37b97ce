import { step } from '../case.kind.ts'
import { report } from '../contract.ts'
import { chosen, compute, spared } from '../decision/compute.ts'
import { offersHearing } from '../decision/hearing.rules.ts'
import type { Proposal } from '../decision/proposal.ts'
import { issue, secretsOf, yuan } from '../forms/forms.ts'
import { openMeasures } from '../measures/measure.rules.ts'
import { keyOf } from '../opening/subject.rules.ts'

/**
 * 调查终结 (行政处罚法 art. 57): what was found, and what is proposed. The facts go through the published standard; what leaves its band,
 * spares where the standard does not, or is heavy enough for a hearing, goes to the legal review (art. 58), whatever the officer says.
 */
export default step(report, {
  act: 'penalty.reported',
  check({ at, problem }) {
    if (openMeasures(at.facts).some((m) => m.kind === 'preservation')) throw problem('MEASURES_OPEN')
  },
  async prepare(ctx) {
    const { at, tx, input } = ctx
    const secrets = await secretsOf(tx, at)
    const found = await compute(ctx, at.item!, {
      facts: input.facts,
      subject: [keyOf(secrets.subject)],
      actOn: at.facts.actOn,
    })
    const penalises = input.conclusion === 'penalise'
    const fine = penalises ? input.fine : 0
    const confiscate = penalises ? input.confiscate : 0
    const choice = penalises ? chosen(found, fine, input.deviationReason) : spared(found)
    const hearing = offersHearing(at.item, secrets.subject.kind, { fine, confiscate, kinds: input.kinds })
    const reviewed = input.conclusion !== 'refer' && (hearing || choice.deviation)
    const outcome = reviewed
      ? ('review' as const)
      : input.conclusion === 'penalise'
        ? ('notice' as const)
        : input.conclusion
    const document = await issue(
      ctx,
      at,
      'investigation-report',
      {
        facts: Object.values(found.facts).map(String).join('，'),
        rule: found.reasons.at(-1)?.zh ?? '',
        ruleEn: found.reasons.at(-1)?.en ?? '',
        band: `${yuan(found.band.from)} 至 ${yuan(found.band.to)}`,
        fine: yuan(fine),
        confiscate: yuan(confiscate),
        reason: [input.reasons, input.deviationReason].filter(Boolean).join('；'),
      },
      secrets,
    )
    const discuss = (penalises && choice.deviation) || input.kinds.some((k) => k === 'suspension' || k === 'revocation')
    const proposal: Proposal = { conclusion: input.conclusion, kinds: input.kinds, fine, confiscate, ...choice }
    return { found, proposal, outcome, discuss, document }
  },
  variables: ({ made }) => ({ outcome: made.outcome }),
  says: ({ input, made }) => ({
    basis: [{ law: '行政处罚法', article: 57 }, ...made.found.basis],
    public: {
      outcome: made.outcome,
      discuss: made.discuss,
      document: made.document.said,
    },
    private: {
      facts: made.found.facts,
      proposal: made.proposal,
      reasons: input.reasons,
      document: made.document.content,
      ...(input.deviationReason ? { deviationReason: input.deviationReason } : {}),
    },
  }),
  output: ({ made }) => ({ document: made.document.said.number }),
})
