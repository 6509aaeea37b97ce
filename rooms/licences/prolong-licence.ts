import { act, issuedIn } from './case.ts'
import { prolongLicence } from './contract.ts'

/** Valid on, though nobody decided in time (行政许可法 art. 50 para 2); the new licence takes its place when it is issued. */
export default act(prolongLicence, {
  act: 'licence.prolonged',
  who: () => false,
  check({ at: { acts, kind, facts }, problem }) {
    if (kind.licenceEnd?.(facts) || !issuedIn(acts)) throw problem('NO_LICENCE')
  },
  says: ({ at, input: { from, until } }) => ({
    basis: [{ law: '行政许可法', article: 50, paragraph: 2 }],
    public: { number: issuedIn(at.acts)!, until, from },
  }),
})
