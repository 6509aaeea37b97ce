import { dayOf } from '../../kernel/calendar/index.ts'
import { documentsOfCase, issuedBy } from '../../kernel/cases/index.ts'
import { contract as documents } from '../../kernel/documents/index.ts'
import { step } from './case.kind.ts'
import { serve } from './contract.ts'

/** Acts whose documents are served with this step. */
const SERVED = ['case.decided', 'licence.issued']

/**
 * Within ten days of the decision (行政许可法 art. 44); serving closes the case. The decision and the licence each get their proof of
 * service, an act of its own; notices on the way were served when they were given.
 */
export default step(serve, {
  act: 'case.served',
  variables: ({ at }) => ({ promised: at.facts.promised && at.facts.outcome === 'grant' }),
  async prepare({ at, tx, call, clock, input }) {
    const service = { ...input, on: input.on ?? dayOf(clock.now()) }
    for (const { number } of await documentsOfCase(tx, at.found.jurisdiction, at.found.id)) {
      const before = at.acts.some((a) => a.type === 'document.served' && a.public.number === number)
      if (!before && SERVED.includes(issuedBy(at.acts, number)?.act.type ?? ''))
        await call(documents.serveDocument, { ...service, document: number })
    }
    return undefined
  },
  also: ({ at, timer, ended }) => ended && timer.cancel(at.found.jurisdiction, at.found.id),
  says: ({ input, ended }) => ({
    basis: [{ law: '行政许可法', article: 44 }],
    public: { how: input.how, closed: ended },
  }),
})
