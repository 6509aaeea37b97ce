import { receiptOfAct } from '../../kernel/ledger/contract.ts'
import { actsOf, anyone, placeOf, query } from '../../kernel/platform/index.ts'
import { type CreditRecord, reportOf } from './contract.ts'
import { findReport } from './credit.store.ts'

/** A report as it was given. One of a person is shown to who made it. */
export default query(reportOf, {
  allow: anyone,
  async run({ tx, actor, input, home, call, problem }) {
    const jurisdiction = placeOf(input.id) ?? home
    const found = await findReport(tx, jurisdiction, input.id)
    const own = actor.kind === 'person' && actor.personId === found?.personId
    if (!found || (found.subject.startsWith('person:') && !own)) throw problem('NO_REPORT')
    const [act] = await actsOf(tx, jurisdiction, input.id)
    const receipt = await call(receiptOfAct, { actId: act!.id }).catch(() => undefined)
    return {
      content: found.content as CreditRecord,
      sha256: found.sha256,
      act: act!.id,
      receipt: receipt?.file ?? null,
    }
  },
})
