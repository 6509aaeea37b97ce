import { text } from '../../../kernel/platform/text.ts'
import type { Example } from '../example.ts'
import { sayIn } from '../say.ts'
import { Documents } from './documents.tsx'

export const example: Example = {
  name: 'documents',
  title: text('文书', 'Documents'),
  line: text('文号、日期、送达情况。', 'Number, date and service of each document.'),
  render({ lang }) {
    const t = sayIn(lang)
    return (
      <Documents
        lang={lang}
        list={[
          {
            number: '厦建许受〔2026〕31号',
            title: t('受理通知书', 'Notice of acceptance'),
            href: '#1',
            issuedAt: new Date('2026-11-18T02:00:00Z'),
            served: { at: new Date('2026-11-18T03:00:00Z'), how: t('网上', 'online') },
          },
          {
            number: '厦建许〔2026〕12号',
            title: t('准予许可决定书', 'Decision'),
            href: '#2',
            issuedAt: new Date('2026-11-25T02:00:00Z'),
          },
        ]}
      />
    )
  },
}
