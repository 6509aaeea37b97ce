import { stepOf } from './case.kind.ts'
import { close } from './contract.ts'

/** An answer that nobody got is none. */
export default stepOf(close, {
  act: 'request.closed',
  check({ at, problem }) {
    const answer = at.acts.findLast((a) => a.type === 'request.replied' && a.public.document)?.public.document.number
    if (!at.acts.some((a) => a.type === 'document.served' && a.public.number === answer)) throw problem('NOT_SERVED')
  },
})
