import { text } from '../../../kernel/platform/text.ts'
import type { Example } from '../example.ts'
import { Figure } from './figure.tsx'

const days = Array.from({ length: 14 }, (_, i) => `11-${String(i + 10)}`)
const wave = (a: number, b: number) => days.map((_, i) => Math.round(a + b * Math.abs(Math.sin(i))))

export const example: Example = {
  name: 'figure',
  title: text('图', 'Figure'),
  line: text(
    '服务器画成 SVG，随明暗变色，数字同时是一张表；不用脚本。',
    'Drawn on the server as SVG in the page’s colours, its numbers as a table; no script.',
  ),
  render: ({ lang }) => {
    const received = { name: text('收到', 'received'), values: wave(20, 12) }
    const decided = { name: text('办结', 'decided'), values: wave(14, 9) }
    return (
      <>
        <Figure
          lang={lang}
          kind="line"
          x={days}
          series={[received, decided]}
          of={text('日', 'Day')}
          unit={text('件', 'cases')}
          caption={lang === 'zh' ? '两周来每天收到和办结的件数' : 'Cases received and decided a day, two weeks'}
        />
        <Figure
          lang={lang}
          kind="stack"
          x={days}
          series={[received, decided]}
          of={text('日', 'Day')}
          caption={lang === 'zh' ? '同样的数，叠起来' : 'The same, stacked'}
        />
        <Figure
          lang={lang}
          kind="heat"
          x={['9 月', '10 月', '11 月']}
          series={[
            { name: text('市建设局', 'Construction'), values: [3, 0, 7] },
            { name: text('市环保局', 'Environment'), values: [1, 2, undefined] },
          ]}
          of={text('月', 'Month')}
          caption={lang === 'zh' ? '各单位每月逾期件数' : 'Late cases by unit and month'}
        />
        <p>
          {lang === 'zh' ? '一行里：今天 31 件 ' : 'In a line: 31 today '}
          <Figure
            lang={lang}
            kind="line"
            x={days}
            series={[received]}
            small
            caption={lang === 'zh' ? '两周走势' : 'Trend of two weeks'}
          />
        </p>
      </>
    )
  },
}
