// Clarifications and objections, until the deadline (实施条例 arts. 21, 22). Who objects is not published: he may be an applicant.
import { cite } from '../../kernel/law/index.ts'
import { loggedIn, type PersonActor, postOf } from '../../kernel/platform/index.ts'
import { OFFICER } from '../tenders/contract.ts'
import { act, figure, waiting } from './case.kind.ts'
import { answer, clarify, object } from './clarify.contract.ts'
import { CLOSE } from './notice.ts'

const DAY = 86_400_000
const lead = (at: { found: { unit: string } }, actor: Parameters<typeof postOf>[0]) =>
  postOf(actor, OFFICER)?.unitCode === at.found.unit

export const clarified = act(clarify, {
  act: 'prequalification.clarified',
  who: lead,
  check({ at, input, clock, problem }) {
    const { status, deadline } = at.facts
    const now = clock.now()
    if (status !== 'open' || now >= new Date(deadline!)) throw problem('NOT_NOW')
    if (input.deadline && Date.parse(input.deadline) <= Date.parse(deadline!)) throw problem('EARLIER')
    const until = Date.parse(input.deadline ?? deadline!)
    if (input.affects && until < now.getTime() + figure('clarify', now) * DAY) throw problem('POSTPONE')
  },
  async prepare({ at, input, timer }) {
    if (!input.deadline) return
    const { jurisdiction, id } = at.found
    await timer.cancel(jurisdiction, id, CLOSE)
    await timer.set({ kind: CLOSE, jurisdiction, subjectId: id, due: new Date(input.deadline) })
  },
  says: ({ input }) => ({
    basis: [cite('招标投标法实施条例', 21)],
    public: {
      ...{ words: input.words, affects: input.affects },
      deadline: input.deadline ? new Date(input.deadline).toISOString() : null,
    },
  }),
})

export const objected = act(object, {
  act: 'prequalification.objected',
  as: 'citizen',
  who: (at, actor) => loggedIn(actor) && at.facts.announced !== null,
  check({ at, actor, clock, problem }) {
    const { status, deadline } = at.facts
    const now = clock.now()
    if ((actor as PersonActor).posts.some((p) => p.unitCode === at.found.unit)) throw problem('OWN')
    const last = status === 'open' ? Date.parse(deadline!) - figure('object', now) * DAY : 0
    if (now.getTime() > last) throw problem('NOT_NOW')
  },
  says: ({ input }) => ({ basis: [cite('招标投标法实施条例', 22)], public: {}, private: { words: input.words } }),
})

export const answered = act(answer, {
  act: 'prequalification.answered',
  who: lead,
  check({ at, input, problem }) {
    if (!waiting(at.facts).some((o) => o.n === input.objection)) throw problem('NONE')
  },
  says: ({ input }) => ({
    basis: [cite('招标投标法实施条例', 22)],
    public: { objection: input.objection, words: input.words },
  }),
})
