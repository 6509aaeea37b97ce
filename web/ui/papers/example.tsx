import { text } from '../../../kernel/platform/text.ts'
import type { Example } from '../example.ts'
import { sayIn } from '../say.ts'
import { type Paper, PaperPreview, Papers } from './papers.tsx'
import { EnterSaves, PaperUpload } from './upload.tsx'

export const example: Example = {
  name: 'papers',
  title: text('材料', 'Papers'),
  line: text(
    '谁交的、哪一份、能预览；上传带着整张表一起走。',
    'Who gave it, for which slot, with a preview; an upload takes the whole form along.',
  ),
  render(p) {
    const t = sayIn(p.lang)
    const papers: Paper[] = [
      {
        id: 'a',
        slot: t('用地批准文件', 'Land approval'),
        name: '用地批准.png',
        href: '/favicon.svg',
        preview: '/favicon.svg',
        type: 'image/svg+xml',
        size: 734_003,
        sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        at: new Date('2026-11-20T02:00:00Z'),
        by: t('鹭岛建设有限公司', 'Ludao Construction'),
      },
      {
        id: 'b',
        slot: t('施工合同', 'Contract'),
        name: '合同.docx',
        href: '#download',
        type: 'application/octet-stream',
        size: 2_340_030,
        sha256: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
        at: new Date('2026-11-24T02:00:00Z'),
        fresh: true,
      },
    ]
    return (
      <>
        <div class="columns">
          <Papers list={papers} lang={p.lang} shown="a" choose={(id) => `?paper=${id}`} />
          <PaperPreview paper={papers.find((x) => x.id === (p.query.paper ?? 'a'))} lang={p.lang} />
        </div>
        <form method="post" enctype="multipart/form-data">
          <EnterSaves />
          <PaperUpload
            lang={p.lang}
            path={p.path}
            several
            slots={[
              { id: 'land', name: t('用地批准文件', 'Land approval'), required: true, maxBytes: 10_485_760 },
              { id: 'safety', name: t('质量安全措施', 'Safety measures'), required: true, maxBytes: 10_485_760 },
            ]}
            papers={{ land: [papers[0]!] }}
            errors={{ 'material.safety': text('请上传这份材料。', 'Please upload this material.') }}
          />
        </form>
      </>
    )
  },
}
