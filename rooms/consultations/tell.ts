import { stepOf } from './case.kind.ts'
import { tell } from './contract.ts'
import { closesBySilence } from './silent.ts'

/** By the system: nobody whose matter was merged is lost; each reads the answer, rates it, and may have it done anew. */
export default stepOf(tell, {
  act: 'ticket.told',
  allow: ({ actor }) => actor.kind === 'system',
  says: ({ input }) => ({ public: { from: input.from }, private: { answer: input.answer } }),
  also: (ctx) => closesBySilence(ctx, ctx.at.found),
})
