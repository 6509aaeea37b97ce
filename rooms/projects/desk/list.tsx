import { text } from '../../../kernel/platform/index.ts'
import { unitListPage } from '../../../web/ui/index.ts'
import { project } from '../case.kind.ts'
import { desk } from '../paths.ts'

export default unitListPage({ kind: project, path: desk, title: text('政府投资项目', 'Investment projects') })
