import { text } from '../../../kernel/platform/index.ts'
import { unitListPage } from '../../../web/ui/index.ts'
import { approval } from '../case.kind.ts'

export default unitListPage({
  kind: approval,
  path: approval.pages!.desk,
  title: text('本单位办件', 'Cases of the unit'),
})
