import { text } from '../../../kernel/platform/index.ts'
import { unitListPage } from '../../../web/ui/index.ts'
import { kind } from '../case.kind.ts'
import { desk } from '../paths.ts'

export default unitListPage({ kind, path: desk, title: text('资格预审', 'Prequalifications') })
