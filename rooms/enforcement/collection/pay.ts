import { operation, systemOnly } from '../../../kernel/platform/index.ts'
import { act } from '../case.kind.ts'
import { pay } from '../contract.ts'

/** 缴款 (行政处罚法 art. 67): what came to the collecting bank, as the books of money took it. */
const entered = act(pay, {
  act: 'fine.paid',
  who: () => false,
  says: ({ input: { caseId: _, ...said } }) => ({ basis: [{ law: '行政处罚法', article: 67 }], public: said }),
})
export default operation(pay, { allow: systemOnly, run: entered.run as never })
