import { type DocumentContent, makeLetter } from '../../../kernel/documents/index.ts'
import { anyone, type Output, page, text } from '../../../kernel/platform/index.ts'
import { Facts, PortalPage, sayDay, sayTime } from '../../../web/ui/index.ts'
import { FACTS, reportOf } from '../contract.ts'
import * as paths from '../paths.ts'
import { Known, Listings } from './listed.tsx'

const TITLE = text('信用报告', 'Credit report')

/** The letter says what the record says, and carries the receipt of the act that holds its digest. */
function letterOf({ content: r, sha256 }: Output<typeof reportOf>, id: string): DocumentContent {
  const line = (zh: string, en: string, value: string) =>
    [text(zh, en), text(value, value)] as [typeof TITLE, typeof TITLE]
  return {
    number: id,
    kind: 'credit-report',
    title: TITLE,
    to: r.name,
    paragraphs: [
      text(
        `截止 ${r.asOf}。没有记录不等于信用良好，也不等于在别处没有记录。`,
        `As of ${r.asOf}. No record is not “in good standing”, nor that there is nothing elsewhere.`,
      ),
      ...(r.listings.length === 0 ? [text('不在任何名单上。', 'On no list.')] : []),
    ],
    lines: [
      ...(r.uscc ? [line('统一社会信用代码', 'Credit code', r.uscc)] : []),
      ...r.listings.flatMap((l) => [
        line('名单', 'List', l.title.zh),
        line('期限', 'Term', `${l.from} — ${l.to ?? ''}`),
        line('措施', 'Measures', l.measures.map((m) => m.zh).join('；')),
        line('移出', 'Exit', l.exit.zh),
        ...(l.flags.length > 0 ? [line('标注', 'Flags', l.flags.join(' '))] : []),
      ]),
      ...r.facts.map((f) => line(FACTS[f.kind].zh, FACTS[f.kind].en, `${f.title.zh} ${f.document} ${f.on}`)),
      line('账本检查点', 'Checkpoint', r.checkpoint ? `${r.checkpoint.size} ${r.checkpoint.root}` : '—'),
      line('报告摘要', 'Digest (SHA-256)', sha256),
    ],
    basis: [],
    remedies: [],
    issuedBy: text('市信用信息平台', 'City credit platform'),
    issuedOn: r.asOf.slice(0, 10),
    caseNumber: '—',
    demonstration: true,
  }
}

export default page({
  path: `${paths.reports}/:id`,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const id = (p.params.id ?? '').replace(/\.(pdf|json)$/, '')
    const found = await p.call(reportOf, { id })
    const name = `credit-report-${id}`
    if (p.params.id?.endsWith('.json'))
      return {
        title: TITLE,
        bytes: {
          data: new TextEncoder().encode(JSON.stringify(found, null, 2)),
          type: 'application/json',
          name: `${name}.json`,
        },
      }
    if (p.params.id?.endsWith('.pdf')) {
      const receipt = found.receipt ? new TextEncoder().encode(found.receipt) : undefined
      return {
        title: TITLE,
        bytes: { data: await makeLetter(letterOf(found, id), receipt), type: 'application/pdf', name: `${name}.pdf` },
      }
    }
    const r = found.content
    return {
      title: text(`${r.name} 信用报告`, `Credit report of ${r.name}`),
      body: (
        <PortalPage p={p} title={t(TITLE)} back={{ href: paths.portal, text: t('信用查询', 'Credit query') }}>
          <Facts
            rows={[
              [t('主体', 'Subject'), r.name],
              ...(r.uscc ? [[t('统一社会信用代码', 'Credit code'), r.uscc] as [string, string]] : []),
              [t('截止', 'As of'), sayTime(new Date(r.asOf), lang)],
              [t('账本检查点', 'Checkpoint'), r.checkpoint ? `${r.checkpoint.size} · ${r.checkpoint.root}` : '—'],
              [t('报告摘要（SHA-256）', 'Digest (SHA-256)'), <code>{found.sha256}</code>],
              [
                t('名单版本', 'Versions of lists'),
                r.lists.map((l) => `${l.list} v${l.version}${l.asOf ? ` (${sayDay(l.asOf, lang)})` : ''}`).join(', ') ||
                  '—',
              ],
            ]}
          />
          <p class="no-print">
            <a href={`${paths.reports}/${id}.pdf`}>{t('下载 PDF', 'Download PDF')}</a> ·{' '}
            <a href={`${paths.reports}/${id}.json`}>{t('下载 JSON', 'Download JSON')}</a> ·{' '}
            <a href={`/ledger/acts/${found.act}/receipt`}>{t('账本回执', 'Receipt')}</a> ·{' '}
            <a href="/verify">{t('怎样验证', 'How to verify')}</a>
          </p>
          <h2>{t('名单', 'Lists')}</h2>
          <Listings p={p} list={r.listings} />
          <h2>{t('处罚、许可和其他记录', 'Penalties, licences and other records')}</h2>
          <Known p={p} list={r.facts} />
        </PortalPage>
      ),
    }
  },
})
