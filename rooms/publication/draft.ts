import { stepOf } from './case.kind.ts'
import { draft } from './contract.ts'

export default stepOf(draft, {
  act: 'information.drafted',
  says: ({ input: { caseId: _, ...content } }) => ({ private: { content } }),
})
