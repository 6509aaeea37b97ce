import { caseAt } from '../../kernel/cases/index.ts'
import { operation, postOf } from '../../kernel/platform/index.ts'
import { acceptCase, decide, issueLicence, serve } from '../approvals/contract.ts'
import { acts } from './acts.ts'
import { decideOnTheSpot } from './contract.ts'

/** 行政许可法 art. 34 para 2: complete, in legal form and ready to be decided, it is decided there and then, in writing. */
export default operation(decideOnTheSpot, {
  allow: ({ actor }) => postOf(actor, 'clerk') !== undefined,
  async run({ tx, actor, input, call, problem }) {
    const { caseId, receiver } = input
    const { found, item } = await caseAt(tx, { caseId }, { lock: true })
    if (item?.content.caseType !== '1') throw problem('NOT_SPOT')
    await call(acceptCase, { caseId })
    await call(decide, { caseId, outcome: 'grant' })
    const { licence } = await call(issueLicence, { caseId })
    await call(serve, { caseId, how: 'in-person', receiver })
    const act = acts['case.decided-on-the-spot']({
      jurisdiction: found.jurisdiction,
      subject: { kind: 'unit', id: postOf(actor)!.unitId },
      public: { number: found.number },
    })
    return { act, output: { caseId, number: found.number, licence } }
  },
})
