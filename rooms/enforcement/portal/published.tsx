import { dayOf } from '../../../kernel/calendar/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { anyone, type Output, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import {
  type Column,
  csvFile,
  Facts,
  List,
  listQuery,
  Money,
  PortalPage,
  sayDay,
  words,
} from '../../../web/ui/index.ts'
import { published } from '../contract.ts'
import * as paths from '../paths.ts'
import { PAGE } from '../queries.ts'
import { entryOf } from '../register/enforcement.store.ts'

const read = listQuery({ q: words, unit: words }, { size: PAGE })
const TITLE = text('处罚决定公开', 'Published penalty decisions')
type Row = Output<typeof published>['rows'][number]

/** For everybody: companies by name and code, persons without; each goes after its term. */
export const list = page({
  path: paths.published,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const q = read(p)
    const { rows, total } = await p.call(published, {
      ...(q.filters.q ? { text: q.filters.q } : {}),
      ...(q.filters.unit ? { unit: q.filters.unit } : {}),
      page: q.page,
    })
    const columns: Column<Row>[] = [
      { key: 'subject', title: text('当事人', 'Party'), value: (r) => r.subject, phone: 'heading' },
      { key: 'conduct', title: text('违法行为', 'Conduct'), value: (r) => r.conduct[lang] },
      {
        key: 'fine',
        title: text('罚款', 'Fine'),
        value: (r) => r.fine / 100,
        cell: (r) => <Money fen={r.fine} lang={lang} />,
        number: true,
      },
      { key: 'decision', title: text('决定书', 'Decision'), value: (r) => r.decision },
      { key: 'unit', title: text('机关', 'Unit'), value: (r) => r.unitName[lang] },
      {
        key: 'until',
        title: text('公开到', 'Until'),
        value: (r) => r.shownUntil,
        cell: (r) => sayDay(r.shownUntil, lang),
        phone: 'none',
      },
    ]
    if (q.csv) return csvFile(TITLE, columns, rows, p)
    const all = (await units(p.tx)).filter((u) => rows.some((r) => r.unit === u.code) || u.code === q.filters.unit)
    return {
      title: TITLE,
      body: (
        <PortalPage
          p={p}
          title={t(TITLE)}
          lead={t(
            '有一定社会影响的处罚决定依法公开；被撤销、变更的随即撤下并说明理由，期满自动撤下。',
            'Decisions of public interest are published by law; what is annulled or changed goes at once with its reasons, all goes after its term.',
          )}
        >
          <p class="no-print">
            <a href={paths.mine}>
              {t('收到告知书、决定书？凭案号和校验码进入', 'Received a letter? Open your case by its number and code')}
            </a>
          </p>
          <List
            lang={lang}
            title={TITLE}
            query={q}
            rows={rows}
            total={total}
            columns={columns}
            href={(r) => `${paths.published}/${r.number}`}
            filters={[
              { name: 'q', title: text('企业名称、代码、文号', 'Company, code, document'), kind: 'search' },
              {
                name: 'unit',
                title: text('机关', 'Unit'),
                kind: 'choice',
                options: all.map((u) => ({ value: u.code, text: u.name })),
              },
            ]}
          />
        </PortalPage>
      ),
    }
  },
})

export const one = page({
  path: `${paths.published}/:number`,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const found = await entryOf(p.tx, p.params.number!)
    const today = dayOf(p.clock.now())
    if (!found?.published || (found.shownUntil ?? '') < today)
      throw standardProblem('NOT_FOUND', {
        detail: text(
          '没有公开，或者公开期已满、已经撤下。',
          'It is not published, its term is over, or it was withdrawn.',
        ),
      })
    const d = found.published
    const unit = (await units(p.tx)).find((u) => u.code === found.unit)
    return {
      title: text(`${d.decision} ${d.subject}`, `${d.decision} ${d.subject}`),
      body: (
        <PortalPage p={p} title={d.decision} narrow back={{ href: paths.published, text: t(TITLE) }}>
          <Facts
            rows={[
              [t('当事人', 'Party'), d.subject],
              ...(d.uscc ? [[t('统一社会信用代码', 'Credit code'), d.uscc] as [string, string]] : []),
              [t('违法行为', 'Conduct'), d.conduct[lang]],
              [t('罚款', 'Fine'), <Money fen={d.fine} lang={lang} large />],
              [t('机关', 'Unit'), unit?.name[lang] ?? found.unit],
              [t('决定日期', 'Decided'), found.decidedAt ? sayDay(found.decidedAt, lang) : '—'],
              [t('公开到', 'Published until'), sayDay(found.shownUntil!, lang)],
            ]}
          />
          <p class="small">
            {t(
              '每一步都在账本里，当事人和任何拿到回执的人可以验证。',
              'Every step stands in the ledger; whoever holds a receipt can verify it.',
            )}{' '}
            <a href="/verify">{t('怎样验证', 'How to verify')}</a>
          </p>
        </PortalPage>
      ),
    }
  },
})
