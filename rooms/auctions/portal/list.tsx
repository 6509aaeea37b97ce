import { anyone, type Output, page, text } from '../../../kernel/platform/index.ts'
import { contract as auction } from '../../../trade/auction/index.ts'
import {
  type Column,
  csvFile,
  List,
  listQuery,
  oneOf,
  PortalPage,
  sayYuan,
  sift,
  words,
} from '../../../web/ui/index.ts'
import * as paths from '../paths.ts'
import { sayInstant } from '../words.ts'

type Row = Output<typeof auction.list>[number]
const STATES = { coming: text('未开始', 'coming'), open: text('进行中', 'open'), ended: text('已结束', 'ended') }
const stateOf = (r: Row): keyof typeof STATES => (r.outcome ? 'ended' : r.stage === 'before' ? 'coming' : 'open')

const query = listQuery(
  { state: oneOf(['coming', 'open', 'ended']), q: words },
  { sort: ['start', 'best', 'until'], size: 30 },
)

/** Sales of the city: what is coming, what is open, what ended and how. */
export default page({
  path: paths.portal,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const { state } = q.filters
    const all = sift(q, await p.call(auction.list, {}), {
      words: (r) => `${r.number}${r.title.zh}${r.title.en}`,
      holds: (r) => !state || stateOf(r) === state,
      keys: { start: (r) => r.start, best: (r) => r.best ?? 0, until: (r) => Number(r.until ?? 0) },
    })
    const columns: Column<Row>[] = [
      { key: 'title', title: text('标的', 'Lot'), value: (r) => r.title[lang], phone: 'heading' },
      { key: 'number', title: text('编号', 'Number'), value: (r) => r.number },
      {
        key: 'stage',
        title: text('阶段', 'Stage'),
        value: (r) => (r.frozen ? t('已中止', 'frozen') : r.stageTitle[lang]),
      },
      { key: 'until', title: text('截止', 'Ends'), sort: 'up', value: (r) => (r.until ? sayInstant(r.until) : null) },
      {
        key: 'start',
        title: text('起始价', 'Start price'),
        sort: 'down',
        number: true,
        value: (r) => sayYuan(r.start, lang),
      },
      {
        key: 'best',
        title: text('最高价', 'Highest bid'),
        sort: 'down',
        number: true,
        value: (r) => (r.best === null ? null : sayYuan(r.best, lang)),
      },
      { key: 'bids', title: text('报价次数', 'Bids'), number: true, value: (r) => r.bids },
    ]
    const title = text('公共资源竞价', 'Sales of public resources')
    if (q.csv) return csvFile(title, columns, all, p)
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={title[lang]}
          lead={t(
            '土地、矿权、国有资产。人人看到同一秒；每一次报价都有凭证，谁都能重算。',
            'Land, mining rights, state property. Everybody sees the same second; every bid has its receipt, and anybody can recompute it.',
          )}
        >
          <List
            lang={lang}
            title={title}
            columns={columns}
            rows={all}
            query={q}
            href={(r) => paths.sale(r.number)}
            filters={[
              { name: 'q', kind: 'search', title: text('标的或编号', 'Lot or number') },
              {
                name: 'state',
                kind: 'choice',
                title: text('状态', 'State'),
                options: Object.entries(STATES).map(([value, said]) => ({ value, text: said })),
              },
            ]}
            empty={text('现在没有公告的竞价。', 'No sale is announced now.')}
          />
        </PortalPage>
      ),
    }
  },
})
