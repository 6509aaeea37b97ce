import { text } from '../../../kernel/platform/index.ts'
import { unitListPage } from '../../../web/ui/index.ts'
import { complaint } from '../case.kind.ts'
import { desk } from '../paths.ts'

export default unitListPage({ kind: complaint, path: desk, title: text('投诉', 'Complaints') })
