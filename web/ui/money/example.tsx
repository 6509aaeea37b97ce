import { text } from '../../../kernel/platform/text.ts'
import type { Example } from '../example.ts'
import { Money } from './money.tsx'

export const example: Example = {
  name: 'money',
  title: text('金额', 'Money'),
  line: text('整数分，右对齐，逐位相加不差一分。', 'Integer 分, aligned, exact to the last digit.'),
  render: ({ lang }) => (
    <>
      <p>
        <Money fen={1_234_567_89} lang={lang} large />
      </p>
      <p>
        <Money fen={-5} lang={lang} /> · <Money fen={9_007_199_254_740_993n} lang={lang} />
      </p>
    </>
  ),
}
