import { issueDocument } from '../../kernel/documents/index.ts'
import { postOf } from '../../kernel/platform/index.ts'
import { actOf, OFFICER } from './case.kind.ts'
import { fee } from './contract.ts'
import { feeLetter } from './documents.ts'
import { feeOf } from './fee.rules.ts'
import { feeTable } from './outcomes.ts'

/** Only what is clearly beyond a reasonable number costs anything, and the notice shows how it was computed (art. 42). */
export default actOf(fee, {
  act: 'fee.noticed',
  who: (at, actor) => postOf(actor, OFFICER)?.unitCode === at.found.unit,
  check({ at, input, problem }) {
    if (!['searching', 'drafting'].includes(at.facts.status)) throw problem('NOT_OPEN')
    if (feeOf(feeTable, input.by, input.n) === 0) throw problem('FREE')
  },
  async prepare(ctx) {
    const fen = feeOf(feeTable, ctx.input.by, ctx.input.n)
    return { fen, ...(await issueDocument(ctx, ctx.at, feeLetter, { ...ctx.input, fen })) }
  },
  says: ({ input, made }) => ({
    basis: [{ law: '政府信息公开条例', article: 42 }],
    public: { by: input.by, n: input.n, fen: made.fen, document: made.said },
    private: { document: made.content },
  }),
  output: ({ made }) => ({ fen: made.fen }),
})
