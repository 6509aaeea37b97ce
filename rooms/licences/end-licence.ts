import { issueDocument } from '../../kernel/documents/index.ts'
import { postOf } from '../../kernel/platform/index.ts'
import { act } from './case.ts'
import { endLicence } from './contract.ts'
import { ARTICLE, licenceEnded } from './documents.ts'

/** By whoever decides in the unit that issued it, in writing and with its reasons; the case stays as it ended. */
export default act(endLicence, {
  act: 'licence.ended',
  who: (at, actor) => postOf(actor, 'approver')?.unitCode === at.found.unit,
  check({ at: { acts, kind, facts }, problem }) {
    if (kind.licenceEnd?.(facts) || !acts.some((a) => a.type === 'licence.issued')) throw problem('NO_LICENCE')
  },
  prepare: (ctx) => issueDocument(ctx, ctx.at, licenceEnded, ctx.input),
  says: ({ at, input, made }) => ({
    basis: [{ law: '行政许可法', article: ARTICLE[input.how] }],
    public: {
      number: at.acts.findLast((a) => a.type === 'licence.issued')!.public.number,
      how: input.how,
      document: made.said,
    },
    private: { reason: input.reason, document: made.content },
  }),
})
