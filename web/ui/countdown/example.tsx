import { text } from '../../../kernel/platform/text.ts'
import type { Example } from '../example.ts'
import { Countdown } from './countdown.tsx'

const now = new Date('2026-11-27T01:00:00Z')
export const example: Example = {
  name: 'countdown',
  title: text('倒计时', 'Countdown'),
  line: text(
    '服务器先说一遍，脚本接着走；按服务器的钟。',
    'Said by the server, kept running by a small script, on the server’s clock.',
  ),
  render: ({ lang }) => (
    <Countdown
      lang={lang}
      now={now}
      until={new Date('2026-11-27T03:30:00Z')}
      what={lang === 'zh' ? '竞价还剩' : 'Bidding ends in'}
    />
  ),
}
