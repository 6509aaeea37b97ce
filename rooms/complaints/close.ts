import { step } from './case.kind.ts'
import { close } from './contract.ts'

/** Not before the letter is served: an answer that nobody got is none. */
export default step(close, {
  act: 'complaint.closed',
  check({ at, problem }) {
    if (!at.acts.some((a) => a.type === 'document.served')) throw problem('NOT_SERVED')
  },
  says: () => ({ basis: [{ law: '信访工作条例', article: 34 }] }),
})
