import { text } from '../../../kernel/platform/text.ts'
import type { Example } from '../example.ts'
import { sayIn } from '../say.ts'
import { DeskPage } from './pages.tsx'

export const example: Example = {
  name: 'pages',
  title: text('页面', 'Pages'),
  line: text(
    'PortalPage 与 DeskPage：标题、返回、办好的一句话、出错的一栏。',
    'PortalPage and DeskPage: title, way back, what was done, what is wrong.',
  ),
  render(p) {
    const t = sayIn(p.lang)
    return (
      <DeskPage
        p={p}
        title={t('督办单 2026-17', 'Order 2026-17')}
        back={{ href: '#', text: t('全部督办单', 'All orders') }}
        lead={t('发给市建设局，三日内答复。', 'To the Construction Bureau, to be answered in three days.')}
        said={[[true, text('已发出。', 'Sent.')]]}
        actions={
          <a class="button secondary small" href="#print">
            {t('打印', 'Print')}
          </a>
        }
      />
    )
  },
}
