import { issueDocument } from '../../kernel/documents/index.ts'
import { issuedIn, step } from './case.ts'
import { revokeOnChart } from './contract.ts'
import { licenceEnded } from './documents.ts'

/** Where the chart itself leads to revocation: what was promised to get the licence was false (行政许可法 art. 69 para 2). */
export default step(revokeOnChart, {
  act: 'licence.ended',
  prepare: (ctx) => issueDocument(ctx, ctx.at, licenceEnded, { ...ctx.input, how: 'revoked' as const }),
  says: ({ at, input, made, ended }) => ({
    basis: [{ law: '行政许可法', article: 69, paragraph: 2 }],
    public: { number: issuedIn(at.acts)!, how: 'revoked', closed: ended, document: made.said },
    private: { reason: input.reason, document: made.content },
  }),
})
