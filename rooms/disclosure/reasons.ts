import { addWorkingDays, dayOf } from '../../kernel/calendar/index.ts'
import { isParty } from '../../kernel/cases/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { postOf } from '../../kernel/platform/index.ts'
import { actOf, OFFICER } from './case.kind.ts'
import { askReasons, giveReasons } from './contract.ts'
import { reasonsLetter } from './documents.ts'
import { figures } from './outcomes.ts'

const basis = [{ law: '政府信息公开条例', article: 35 }]

/** Of whom asks clearly too much or too often the reasons may be asked, and only then (art. 35); nothing waits for them. */
export const asked = actOf(askReasons, {
  act: 'request.reasons-asked',
  who: (at, actor) => postOf(actor, OFFICER)?.unitCode === at.found.unit,
  check({ at, problem }) {
    if (!['searching', 'drafting'].includes(at.facts.status)) throw problem('NOT_OPEN')
    if (at.facts.reasons) throw problem('ONCE')
  },
  async prepare(ctx) {
    const today = dayOf(ctx.clock.now())
    const by = addWorkingDays(today, figures.at('reasons', today).value)
    return { by, ...(await issueDocument(ctx, ctx.at, reasonsLetter, { why: ctx.input.why, by })) }
  },
  says: ({ input, made }) => ({
    basis,
    public: { by: made.by, document: made.said },
    private: { why: input.why, document: made.content },
  }),
})

export const given = actOf(giveReasons, {
  act: 'request.reasoned',
  as: 'citizen',
  who: (at, actor) => isParty(at, actor, 'requester'),
  check({ at, problem }) {
    if (!at.facts.reasons || at.facts.reasons.given || at.facts.replied) throw problem('NOT_OPEN')
  },
  says: ({ input }) => ({ basis, private: { reasons: input.reasons } }),
})
