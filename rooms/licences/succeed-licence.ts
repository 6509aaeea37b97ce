import { act, issuedIn } from './case.ts'
import { succeedLicence } from './contract.ts'
import { ARTICLE } from './documents.ts'

/** Only by what was granted on its holder's application: the chain of versions is these acts. */
export default act(succeedLicence, {
  act: 'licence.ended',
  who: () => false,
  check({ at: { acts, kind, facts }, problem }) {
    if (kind.licenceEnd?.(facts) || !issuedIn(acts)) throw problem('NO_LICENCE')
  },
  says: ({ at, input: { how, from, by } }) => ({
    basis: [{ law: '行政许可法', article: ARTICLE[how] }],
    public: { number: issuedIn(at.acts)!, how, from, ...(by ? { by } : {}) },
  }),
})
