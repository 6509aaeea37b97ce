import { text } from '../../../kernel/platform/index.ts'
import { unitListPage } from '../../../web/ui/index.ts'
import { levy } from '../case.kind.ts'
import { desk } from '../paths.ts'

export default unitListPage({ kind: levy, path: desk, title: text('行政征收', 'Levies') })
