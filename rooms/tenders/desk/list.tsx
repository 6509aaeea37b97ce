import { text } from '../../../kernel/platform/index.ts'
import { unitListPage } from '../../../web/ui/index.ts'
import { tender } from '../case.kind.ts'
import { desk } from '../paths.ts'

export default unitListPage({ kind: tender, path: desk, title: text('工程招标', 'Construction tenders') })
