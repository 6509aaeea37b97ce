import { addMonths, dayOf } from '../../../kernel/calendar/index.ts'
import type { CaseAt } from '../../../kernel/cases/index.ts'
import type { PenaltyFacts } from '../case.fold.ts'
import { act } from '../case.kind.ts'
import { publish, withdraw, withhold } from '../contract.ts'
import { secretsOf } from '../forms/forms.ts'
import { ownOf } from '../item.rules.ts'
import { figure } from '../law.ts'
import { shownName } from '../opening/subject.rules.ts'
import { head } from '../who.rules.ts'
import { setMarks } from './mark.ts'

const served = (f: PenaltyFacts) =>
  f.decided?.outcome === 'penalise' && f.servedOn !== undefined && (!f.annulled || f.annulled.what === 'changed')

/** 公开 (行政处罚法 art. 48): organisations by name and code, persons without; with the day after which it goes. */
export default act(publish, {
  act: 'penalty.published',
  who: head,
  check({ at, problem }) {
    if (!served(at.facts) || at.facts.published) throw problem('NOT_DECIDED')
  },
  async prepare(ctx) {
    const { at, tx, clock } = ctx
    const { subject } = await secretsOf(tx, at)
    const now = clock.now()
    const term = figure(subject.kind === 'person' ? 'shown-for-persons' : 'shown-for-organisations', now).value
    return { subject, until: addMonths(dayOf(now), 12 * term), marks: await setMarks(ctx, at) }
  },
  says: ({ at, made: { subject, until, marks } }) => ({
    basis: [{ law: '行政处罚法', article: 48 }],
    public: {
      subject: shownName(subject),
      ...(subject.kind === 'organisation' ? { uscc: subject.code } : {}),
      conduct: ownOf(at.item).conduct,
      fine: at.facts.decided!.fine,
      decision: at.facts.decided!.document ?? '',
      until,
      ...(marks.length > 0 ? { marks } : {}),
    },
  }),
})

export const keepBack = act(withhold, {
  act: 'publication.withheld',
  who: head,
  check({ at, problem }) {
    if (!served(at.facts) || at.facts.published) throw problem('NOT_DECIDED')
  },
  // Whether it is shown or not, what the law makes of it follows.
  prepare: (ctx) => setMarks(ctx, ctx.at),
  says: ({ input, made: marks }) => ({
    basis: [{ law: '行政处罚法', article: 48 }],
    public: marks.length > 0 ? { marks } : {},
    private: { reason: input.reason },
  }),
})

/** It is on display; or an annulment took it off, and nobody has said why in public (art. 48 para 2). */
export const toWithdraw = ({ acts }: Pick<CaseAt<PenaltyFacts>, 'acts'>): boolean =>
  acts.findLast((a) => ['penalty.published', 'publication.withdrawn'].includes(a.type))?.type === 'penalty.published'

/** 撤回公开: with its reasons, which are public too (art. 48 para 2). */
export const takeBack = act(withdraw, {
  act: 'publication.withdrawn',
  who: head,
  check({ at, problem }) {
    if (!toWithdraw(at)) throw problem('NOT_PUBLISHED')
  },
  says: ({ input }) => ({
    basis: [{ law: '行政处罚法', article: 48, paragraph: 2 }],
    public: { reason: input.reason },
  }),
})
