import { text } from '../../../kernel/platform/text.ts'
import type { Example } from '../example.ts'
import { sayIn } from '../say.ts'
import { SealedBid } from './sealed-bid.tsx'

export const example: Example = {
  name: 'sealed-bid',
  title: text('密封投标', 'Sealed bid'),
  line: text(
    '在本机加密以后才发出；没有脚本就说清楚要什么。',
    'Encrypted here before it is sent; without scripts it says what is needed.',
  ),
  render(p) {
    const t = sayIn(p.lang)
    return (
      <SealedBid
        p={p}
        terms={{}}
        bidder={4711}
        next={2}
        open
        ceiling={1_000_000_00}
        receipts={[
          {
            version: 1,
            receivedAt: '2026-11-27T01:00:00Z',
            digest: 'c0ffee00c0ffee00c0ffee00',
            act: null,
            counts: true,
            withdrawn: false,
          },
        ]}
        fields={[
          { name: 'price', part: 'sheet', kind: 'money', label: t('报价（元）', 'Price (yuan)') },
          { name: 'name', part: 'identity', kind: 'text', label: t('名称', 'Name'), value: t('某公司', 'A company') },
          { name: 'members', part: 'identity', kind: 'members', label: t('联合体其他成员', 'Other members') },
        ]}
        words={{
          sheet: t('开标一览表', 'Opening sheet'),
          identity: t('投标人', 'The bidder'),
          files: t('投标文件', 'Documents'),
        }}
      />
    )
  },
}
