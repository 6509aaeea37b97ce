import { text } from '../../../kernel/platform/text.ts'
import type { Example } from '../example.ts'
import { sayIn } from '../say.ts'
import { Bench } from './bench.tsx'

export const example: Example = {
  name: 'committee',
  title: text('评审台', 'A committee’s desk'),
  line: text(
    '每一份打分，或写明理由否决；各评各的，交一次。',
    'Points for each bid, or a rejection with its reason; alone, once.',
  ),
  render(p) {
    const t = sayIn(p.lang)
    return (
      <Bench
        p={p}
        {...{ caseId: 'x', page: '#', members: 5, handedIn: ['E-1'], mine: false, reported: false, signedMine: false }}
        criteria={[{ id: 'technical', title: text('技术', 'Technical'), points: '30' }]}
        codes={{ '1': text('没有盖章和签字', 'not sealed and signed') }}
        bids={[
          {
            ...{ bidder: 4711, name: t('某公司', 'A company'), asked: null, answer: null },
            facts: [[t('报价', 'Price'), t('9,800,000.00 元', '¥9,800,000.00')]],
            warns: [t('与 1203 号联系方式相同', 'the same contact as bidder 1203')],
          },
        ]}
        signing={[]}
        asking={[{ name: 'words', kind: 'lines', label: text('请说明什么', 'What is to be explained') }]}
        signTells=""
      />
    )
  },
}
