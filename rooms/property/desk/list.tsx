import { text } from '../../../kernel/platform/index.ts'
import { unitListPage } from '../../../web/ui/index.ts'
import { sale } from '../case.kind.ts'
import { desk } from '../paths.ts'

export default unitListPage({ kind: sale, path: desk, title: text('产权交易', 'Property sales') })
