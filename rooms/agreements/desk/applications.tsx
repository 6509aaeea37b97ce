import { text } from '../../../kernel/platform/index.ts'
import { unitListPage } from '../../../web/ui/index.ts'
import { application } from '../application.kind.ts'
import { deskApplications } from '../paths.ts'

export default unitListPage({
  kind: application,
  path: deskApplications,
  title: text('加入框架协议的申请', 'Applications to frameworks'),
})
