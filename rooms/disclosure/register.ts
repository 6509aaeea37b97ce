import { addWorkingDays, dayOf } from '../../kernel/calendar/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { stepOf } from './case.kind.ts'
import { register } from './contract.ts'
import { correctionLetter } from './documents.ts'
import { figures } from './outcomes.ts'
import { changeRequest } from './request.store.ts'

/** Confirmed: from now on the days count; where it is not clear that is said once, within seven working days (art. 30). */
export default stepOf(register, {
  act: 'request.registered',
  outcome: (i) => i.outcome,
  check({ at, clock, input, problem }) {
    if (input.outcome === 'go') return
    if (input.notice.length < 2 || !input.until) throw problem('NOTICE')
    const today = dayOf(clock.now())
    const received = (at.acts[0]!.public.receivedOn as string | undefined) ?? today
    if (today > addWorkingDays(received, figures.at('correction', today).value)) throw problem('TOO_LATE')
    if (input.until < addWorkingDays(today, figures.at('corrected', today).value)) throw problem('TOO_SHORT')
  },
  async prepare(ctx) {
    const { at, input, clock } = ctx
    const receivedOn = (at.acts[0]!.public.receivedOn as string | undefined) ?? dayOf(clock.now())
    const letter =
      input.outcome === 'correct'
        ? await issueDocument(ctx, at, correctionLetter, { notice: input.notice, until: input.until! })
        : undefined
    return { receivedOn, letter }
  },
  says: ({ input, made: { receivedOn, letter } }) => ({
    basis: [{ law: '政府信息公开条例', article: letter ? 30 : 31 }],
    public: { receivedOn, outcome: input.outcome, ...(letter ? { until: input.until!, document: letter.said } : {}) },
    private: { notice: input.notice, document: letter?.content ?? null },
  }),
  also: ({ tx, at, made }) => changeRequest(tx, at.found, { receivedOn: made.receivedOn }),
})
