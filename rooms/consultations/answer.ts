import { stepOf } from './case.kind.ts'
import { answer } from './contract.ts'
import { closesBySilence } from './silent.ts'

/** To whoever asked, and to all whose matter was merged into it (`row.ts`). */
export default stepOf(answer, {
  act: 'ticket.answered',
  says: ({ input }) => ({ private: { answer: input.answer } }),
  also: (ctx) => closesBySilence(ctx, ctx.at.found),
})
