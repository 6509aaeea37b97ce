import { text } from '../../../kernel/platform/index.ts'
import { unitListPage } from '../../../web/ui/index.ts'
import { procurement } from '../case.kind.ts'
import { desk } from '../paths.ts'

export default unitListPage({ kind: procurement, path: desk, title: text('政府采购', 'Procurement') })
