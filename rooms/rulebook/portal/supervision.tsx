import { anyone, type PageContext, page, text } from '../../../kernel/platform/index.ts'
import { contract as watch } from '../../../kernel/watch/index.ts'
import {
  type Column,
  csvFile,
  Figure,
  Light,
  List,
  listQuery,
  oneOf,
  PortalPage,
  sayDay,
  words,
} from '../../../web/ui/index.ts'
import { publicSupervision, ruleHealth } from '../../supervision/contract.ts'
import { precision, warnings } from '../health.rules.ts'
import { paths } from '../paths.ts'
import { COLOURS, markOf } from '../words.ts'

const queryOf = listQuery({ unit: words, kind: oneOf(['reminder', 'order', 'rectification', 'accountability']) })
const title = text('监察公开', 'Supervision')
const kinds = [
  { value: 'reminder', text: text('催办', 'Reminder') },
  { value: 'order', text: text('督办单', 'Order') },
  { value: 'rectification', text: text('整改通知', 'Rectification notice') },
  { value: 'accountability', text: text('责任追究', 'Accountability') },
]

async function records(p: PageContext) {
  const [{ rules }, { cases, since, rules: health }] = await Promise.all([
    p.call(watch.ruleBook, {}),
    p.call(ruleHealth, {}),
  ])
  const now = p.clock.now()
  return rules
    .filter((r) => r.waits.length === 0)
    .map((r) => {
      const record = health.find((h) => h.rule === r.rule)
      return { ...r, record, said: warnings(record, cases, r.from, since, now) }
    })
    .sort((a, b) => (b.record?.raised ?? 0) - (a.record?.raised ?? 0))
}

/** What supervision shows to everybody: lights by unit and month, the measures and whether they were answered, how each rule does. */
export default page({
  path: paths.public,
  shell: 'portal',
  allow: anyone,
  sameForAll: { until: ['light.', 'order.', 'reminder.', 'extension.', 'appeal.', 'rule.'] },
  async render(p) {
    const { t, lang } = p
    const q = queryOf(p)
    const { unit, kind } = q.filters
    const found = await p.call(publicSupervision, {
      ...(unit ? { unit } : {}),
      ...(kind ? { kind } : {}),
      page: q.page,
      size: q.size,
    } as never)
    type Row = (typeof found)['measures'][number]
    const columns: Column<Row>[] = [
      { key: 'number', title: text('办件', 'Case'), value: (m) => m.number, phone: 'heading' },
      { key: 'kind', title: text('种类', 'Kind'), value: (m) => m.kind[lang] },
      { key: 'unit', title: text('发给', 'To'), value: (m) => m.unitName[lang] },
      { key: 'office', title: text('发出', 'From'), value: (m) => m.officeName[lang], phone: 'none' },
      { key: 'issued', title: text('日期', 'Date'), value: (m) => sayDay(m.issuedAt, lang) },
      { key: 'due', title: text('答复期限', 'Answer by'), value: (m) => (m.due ? sayDay(m.due, lang) : '—') },
      {
        key: 'answered',
        title: text('答复', 'Answered'),
        value: (m) => (m.answeredAt ? sayDay(m.answeredAt, lang) : ''),
        cell: (m) =>
          m.escalatedAt ? (
            <Light colour="red">{t('逾期，已升级', 'late, escalated')}</Light>
          ) : m.late ? (
            <Light colour="red">{t('逾期', 'late')}</Light>
          ) : m.answeredAt ? (
            sayDay(m.answeredAt, lang)
          ) : m.due ? (
            t('等待答复', 'waiting')
          ) : (
            '—'
          ),
      },
    ]
    if (q.csv) return csvFile(title, columns, found.measures, p)
    const shown = (await records(p)).filter((r) => (r.record?.raised ?? 0) > 0 || r.said.length > 0)
    const total = (of: 'yellow' | 'red') => found.months.map((_, i) => found.units.reduce((n, u) => n + u[of][i]!, 0))
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={title[lang]}
          lead={t(
            '牌由系统按公开的规则从公开的行为算出；申诉成立的不计。',
            'Lights are computed by public rules from published acts; those that an appeal found false do not count.',
          )}
        >
          <p>
            <a href={paths.book}>{t('监察管理办法：现行的全部规则', 'The rule book: all rules in force')}</a>
          </p>
          <h2>{t('各单位每月的牌', 'Lights by unit and month')}</h2>
          {found.units.length === 0 ? (
            <p>{t('十二个月来没有亮过牌。', 'No light in twelve months.')}</p>
          ) : (
            <>
              <Figure
                lang={lang}
                kind="stack"
                x={found.months}
                series={[
                  { name: text('黄牌', 'yellow'), values: total('yellow'), light: 'yellow' },
                  { name: text('红牌', 'red'), values: total('red'), light: 'red' },
                ]}
                of={text('月', 'Month')}
                unit={text('张', 'lights')}
                caption={t('全市每月亮的牌', 'Lights of the city, by month')}
              />
              <Figure
                lang={lang}
                kind="heat"
                x={found.months.map((m) => m.slice(2))}
                series={found.units.map((u) => ({ name: u.name, values: u.red }))}
                of={text('月', 'Month')}
                unit={text('张红牌', 'red lights')}
                caption={t('各单位每月的红牌', 'Red lights by unit and month')}
              />
            </>
          )}
          <h2>{t('催办、督办和答复', 'Reminders, orders and answers')}</h2>
          <List
            lang={lang}
            title={text('催办、督办和答复', 'Reminders, orders and answers')}
            query={q}
            rows={found.measures}
            total={found.total}
            columns={columns}
            edge={(m) => (m.late || m.escalatedAt ? 'red' : m.closedAt ? 'off' : 'yellow')}
            empty={text('没有催办和督办。', 'No reminders or orders.')}
            filters={[
              {
                name: 'kind',
                title: text('种类', 'Kind'),
                kind: 'choice',
                options: kinds,
              },
            ]}
          />
          <h2>{t('规则准不准', 'How each rule does')}</h2>
          <p class="small">
            {t(
              '一年里：亮了几次，申诉几件、成立几件；没有被申诉推翻的占多少。',
              'In a year: how often it fired, appeals and how many were upheld; the share that no appeal found false.',
            )}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls; keyboards must reach it */}
          <section class="scroll" tabIndex={0} aria-label={t('规则准不准', 'How each rule does')}>
            <table class="table dense">
              <thead>
                <tr>
                  <th scope="col">{t('规则', 'Rule')}</th>
                  <th scope="col" class="num">
                    {t('亮牌', 'Fired')}
                  </th>
                  <th scope="col" class="num">
                    {t('申诉', 'Appeals')}
                  </th>
                  <th scope="col" class="num">
                    {t('成立', 'Upheld')}
                  </th>
                  <th scope="col" class="num">
                    {t('没有推翻', 'Not found false')}
                  </th>
                  <th scope="col">{t('该看一看', 'To be looked at')}</th>
                </tr>
              </thead>
              <tbody>
                {shown.map((r) => (
                  <tr>
                    <th scope="row">
                      <Light colour={markOf(r.light)}>{COLOURS[r.light][lang]}</Light>{' '}
                      <a href={`${paths.book}#r-${r.rule}`}>{r.name[lang]}</a>
                    </th>
                    <td class="num">{r.record?.raised ?? 0}</td>
                    <td class="num">{r.record?.appeals ?? 0}</td>
                    <td class="num">{r.record?.upheld ?? 0}</td>
                    <td class="num">{precision(r.record)}</td>
                    <td>{r.said.map((s) => s[lang]).join(t('；', '; ')) || '—'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </PortalPage>
      ),
    }
  },
})
