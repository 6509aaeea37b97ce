import { text } from '../../../kernel/platform/text.ts'
import type { Example } from '../example.ts'
import { Money } from '../money/money.tsx'
import { Live, LivePart } from './live.tsx'

export const example: Example = {
  name: 'live',
  title: text('实时', 'Live'),
  line: text(
    '服务器推送，队列有界；没有脚本时是一张会刷新的页。',
    'Server-sent events with bounded queues; a page to reload where there is no script.',
  ),
  render: ({ lang, path }) => (
    <Live src="/components/live/stream" here={path} lang={lang} label={lang === 'zh' ? '当前最高价' : 'Highest bid'}>
      <LivePart name="bid">
        <p>
          <Money fen={88_000_000_00} lang={lang} large />
        </p>
      </LivePart>
    </Live>
  ),
}
