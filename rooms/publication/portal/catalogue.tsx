import { z } from 'zod'
import { units } from '../../../kernel/identity/index.ts'
import { formatCitation, lawLink } from '../../../kernel/law/index.ts'
import { anyone, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { contract as search } from '../../../kernel/search/index.ts'
import { type Column, csvFile, Light, List, listQuery, PortalPage, sayDay, words } from '../../../web/ui/index.ts'
import { counts, list } from '../contract.ts'
import { itemOf, items, LAW } from '../items.ts'
import * as paths from '../paths.ts'

const TITLE = text('政府信息公开目录', 'Catalogue of government information')

/** By the items of the regulations (arts. 19–21, 50): what there is of each, whose it is, what is late. */
export const catalogue = page({
  path: paths.portal,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const [docs, found] = await Promise.all([p.call(counts, {}), p.call(search.kinds, {})])
    const rows = items.map((i) => {
      const mine = docs.find((d) => d.item === i.code)
      const projected = found.filter((k) => i.finds.includes(k.kind))
      return {
        ...i,
        documents: mine?.n ?? 0,
        overdue: mine?.overdue ?? 0,
        newest: [mine?.newest ?? '', ...projected.map((k) => k.newest ?? '')].sort().at(-1) ?? '',
        projected: projected.reduce((n, k) => n + k.n, 0),
      }
    })
    return {
      title: TITLE,
      body: (
        <PortalPage
          p={p}
          title={t(TITLE)}
          lead={t(
            '按《政府信息公开条例》第二十条、第二十一条逐项列出。许可、处罚、检查、出让等由办理时的行为自动公开，别的以文件公开，二十个工作日内。',
            'By the items of arts. 20 and 21 of the regulations. Licences, penalties, inspections and sales are published by the acts themselves; all else as documents, within twenty working days.',
          )}
        >
          <p>
            <a href={paths.guide}>{t('公开指南', 'Guide')}</a> ·{' '}
            <a href="/disclosure">{t('没有找到？依申请公开', 'Not found? Ask for it')}</a> ·{' '}
            <a href="/open">{t('开放数据', 'Open data')}</a> ·{' '}
            <a href={paths.feed}>{t('订阅（Atom）', 'Feed (Atom)')}</a>
          </p>
          <div class="scroll">
            <table class="table cards-on-phone">
              <caption class="visually-hidden">{t(TITLE)}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('条款', 'Item')}</th>
                  <th scope="col">{t('内容', 'What')}</th>
                  <th scope="col">{t('责任单位', 'Owner')}</th>
                  <th scope="col" class="num">
                    {t('文件', 'Documents')}
                  </th>
                  <th scope="col" class="num">
                    {t('办理中自动公开', 'By acts')}
                  </th>
                  <th scope="col">{t('最近', 'Newest')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((r) => (
                  <tr>
                    <td data-title={t('条款', 'Item')}>
                      <a href={lawLink({ law: LAW, article: r.article })}>
                        {formatCitation(
                          { law: LAW, article: r.article, ...(r.item ? { item: r.item } : {}) },
                          lang,
                        ).replace(/^《?政府信息公开条例》?/, '')}
                      </a>
                    </td>
                    <td class="heading">
                      <a href={`${paths.items}/${r.code}`}>{r.title[lang]}</a>{' '}
                      {r.overdue > 0 && (
                        <Light colour="red">{t(`逾期未公开 ${r.overdue} 件`, `${r.overdue} overdue`)}</Light>
                      )}
                    </td>
                    <td data-title={t('责任单位', 'Owner')}>{r.owner[lang]}</td>
                    <td class="num" data-title={t('文件', 'Documents')}>
                      {r.documents}
                    </td>
                    <td class="num" data-title={t('办理中自动公开', 'By acts')}>
                      {r.projected}
                    </td>
                    <td data-title={t('最近', 'Newest')}>{r.newest ? sayDay(r.newest, lang) : '—'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p class="small">{t(`截至 ${p.clock.now().toISOString()}。`, `As of ${p.clock.now().toISOString()}.`)}</p>
        </PortalPage>
      ),
    }
  },
})

const read = listQuery({ q: words, unit: z.string().max(100).optional(), all: z.enum(['1']).optional() }, { size: 40 })
type Row = { title: string; summary: string; unit: string; on: string; href: string; state: string; proof: string }

/** All of one item: documents, and what acts published by themselves; each leads to its proof. */
export const itemPage = page({
  path: `${paths.items}/:code`,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const item = itemOf(p.params.code ?? '')
    if (!item) throw standardProblem('NOT_FOUND')
    const q = read(p)
    const all = await units(p.tx)
    const nameOf = (code: string | null) => all.find((u) => u.code === code)?.name[lang] ?? code ?? ''
    const { q: typed, unit, all: whole } = q.filters
    const asked = { ...(typed ? { q: typed } : {}), ...(unit ? { unit } : {}) }
    const docs = await p.call(list, { item: item.code, ...asked, all: whole === '1', page: q.page, size: q.size })
    const projected =
      item.finds.length === 0
        ? { rows: [], total: 0 }
        : await p.call(search.listed, { kinds: item.finds, ...asked, page: q.page, size: q.size })
    const rows: Row[] = [
      ...docs.rows.map((d) => ({
        title: d.title,
        summary: d.summary,
        unit: nameOf(d.unit),
        on: d.publishedOn,
        href: `${paths.portal}/${d.number}`,
        state: d.withdrawnOn
          ? t(`已撤下 ${d.withdrawnOn}`, `withdrawn ${d.withdrawnOn}`)
          : d.amendedBy
            ? t(`已由 ${d.amendedBy} 更正`, `amended by ${d.amendedBy}`)
            : t('有效', 'in force'),
        proof: `${paths.portal}/${d.number}`,
      })),
      ...projected.rows.map((e) => ({
        title: e.title[lang],
        summary: e.line[lang],
        unit: nameOf(e.unit),
        on: e.on,
        href: e.href,
        state: t('由行为公开', 'by an act'),
        proof: e.actId ? `/ledger/acts/${e.actId}/receipt` : e.href,
      })),
    ]
    const columns: Column<Row>[] = [
      { key: 'title', title: text('名称', 'Title'), value: (r) => r.title, phone: 'heading' },
      { key: 'summary', title: text('内容概述', 'Summary'), value: (r) => r.summary },
      { key: 'unit', title: text('单位', 'Unit'), value: (r) => r.unit },
      { key: 'on', title: text('公开日期', 'Published'), value: (r) => r.on },
      { key: 'state', title: text('状态', 'State'), value: (r) => r.state },
      {
        key: 'proof',
        title: text('证明', 'Proof'),
        value: (r) => r.proof,
        cell: (r) => <a href={r.proof}>{t('回执', 'receipt')}</a>,
      },
    ]
    if (q.csv) return csvFile(item.title, columns, rows, p)
    return {
      title: item.title,
      body: (
        <PortalPage
          p={p}
          title={t(item.title)}
          back={{ href: paths.portal, text: t(TITLE) }}
          lead={`${t('责任单位', 'Owner')}：${item.owner[lang]}`}
        >
          {item.pages.map((x) => (
            <p>
              <a href={x.path}>{x.title[lang]}</a>
            </p>
          ))}
          {item.open.length > 0 && (
            <p class="small">
              {t('开放数据：', 'Open data: ')}
              {item.open.map((id) => (
                <>
                  <a href={`/open/${id}.csv`}>{id}.csv</a> <a href={`/open/${id}.json`}>{id}.json</a>{' '}
                </>
              ))}
            </p>
          )}
          <List
            lang={lang}
            title={item.title}
            columns={columns}
            rows={rows}
            total={docs.total + projected.total}
            query={q}
            href={(r) => r.href}
            filters={[
              { name: 'q', title: text('名称里的词', 'Words'), kind: 'search' },
              {
                name: 'unit',
                title: text('单位', 'Unit'),
                kind: 'choice',
                options: all
                  .filter((u) => u.kind !== 'supervision-office')
                  .map((u) => ({ value: u.code, text: u.name })),
              },
              {
                name: 'all',
                title: text('范围', 'Which'),
                kind: 'choice',
                options: [{ value: '1', text: text('包括已撤下和已更正的', 'withdrawn and amended, too') }],
              },
            ]}
            empty={text('现在没有。可以依申请公开。', 'None now. You may ask for it.')}
          />
        </PortalPage>
      ),
    }
  },
})

/** 公开指南 (art. 12): how information is arranged and got, and who answers for it. */
export const guide = page({
  path: paths.guide,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const offices = (await units(p.tx)).filter((u) => u.kind === 'office' || u.kind === 'government')
    const title = text('政府信息公开指南', 'Guide to government information')
    return {
      title,
      body: (
        <PortalPage p={p} title={t(title)} back={{ href: paths.portal, text: t(TITLE) }} narrow>
          <h2>{t('怎样分类', 'How it is arranged')}</h2>
          <p>
            {t(
              '按《政府信息公开条例》的条款分类，每条有名称、内容概述、单位、公开日期和证明。',
              'By the items of the regulations; each entry has a title, a summary, its unit, the day of publication and its proof.',
            )}
          </p>
          <h2>{t('怎样获取', 'How to get it')}</h2>
          <ul>
            <li>
              <a href={paths.portal}>{t('目录', 'catalogue')}</a>、<a href="/search">{t('搜索', 'search')}</a>、
              <a href="/open">{t('开放数据（CSV、JSON、DCAT）', 'open data (CSV, JSON, DCAT)')}</a>、
              <a href={paths.feed}>{t('订阅', 'feed')}</a>
            </li>
            <li>
              {t('没有主动公开的，可以', 'What is not published can be ')}
              <a href="/disclosure">{t('依申请公开', 'asked for')}</a>
              {t(
                '：不用说明理由，二十个工作日内答复，一般不收费。',
                ': no reasons needed, answered within twenty working days, free of charge as a rule.',
              )}
            </li>
            <li>
              {t(
                '办事窗口和国家档案馆、公共图书馆设有查阅场所。',
                'Service counters, archives and public libraries have places to read it.',
              )}
            </li>
          </ul>
          <h2>{t('公开工作机构', 'Who answers for it')}</h2>
          <ul>
            {offices.map((u) => {
              const { address, hours, phone } = u.details as Record<
                string,
                { zh: string; en: string } | string | undefined
              >
              const say = (v: { zh: string; en: string } | string | undefined) => (typeof v === 'object' ? v[lang] : v)
              return (
                <li>
                  <a href={`/departments/${u.code}`}>{u.name[lang]}</a>
                  {[say(address), say(hours), say(phone)].filter(Boolean).map((x) => ` · ${x}`)}
                </li>
              )
            })}
          </ul>
          <h2>{t('权利受到侵犯', 'If your rights are infringed')}</h2>
          <p>
            {t(
              '可以向上一级机关或者公开工作主管部门投诉、举报，也可以申请行政复议、提起行政诉讼（第五十一条）。',
              'You may complain to the authority above or the office in charge, ask for reconsideration, or sue (art. 51).',
            )}
          </p>
        </PortalPage>
      ),
    }
  },
})
