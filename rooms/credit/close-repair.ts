import { closeRepair } from './contract.ts'
import { repairStep } from './repair.kind.ts'

export default repairStep(closeRepair, {
  act: 'repair.closed',
  check({ at, problem }) {
    if (!at.acts.some((a) => a.type === 'document.served')) throw problem('NOT_SERVED')
  },
})
