import { text } from '../../../kernel/platform/index.ts'
import { unitListPage } from '../../../web/ui/index.ts'
import { lot } from '../case.kind.ts'
import { desk } from '../paths.ts'

export default unitListPage({ kind: lot, path: desk, title: text('土地和矿业权出让', 'Land and mining rights') })
