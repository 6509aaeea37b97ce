import { text } from '../../../kernel/platform/index.ts'
import { citizenPage } from '../../../web/ui/index.ts'
import { lead } from '../case.kind.ts'
import { portal } from '../paths.ts'

/** How it goes, for the informant. */
export default citizenPage({
  kind: lead,
  path: portal,
  back: { href: portal, text: text('我的举报', 'What I informed of') },
  said: (_, p) => [[p.query.done, text('已收到您的举报。', 'It was received.')]],
  next: ({ c, p: { t } }) =>
    c.closed ? t(c.statusText) : t(`由${c.unitName.zh}核查。`, `Being checked by ${c.unitName.en}.`),
})
