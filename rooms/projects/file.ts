import { cite } from '../../kernel/law/index.ts'
import { step } from './case.kind.ts'
import { file } from './contract.ts'

export default step(file, {
  act: 'project.filed',
  says: ({ input }) => ({ basis: [cite('建设工程质量管理条例', 49)], public: { record: input.record } }),
})
