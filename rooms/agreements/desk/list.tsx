import { text } from '../../../kernel/platform/index.ts'
import { unitListPage } from '../../../web/ui/index.ts'
import { order } from '../case.kind.ts'
import { desk } from '../paths.ts'

export default unitListPage({ kind: order, path: desk, title: text('协议订单', 'Framework orders') })
