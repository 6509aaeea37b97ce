import { scenarios } from '../../../kernel/catalog/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { lookUp } from '../../../kernel/ledger/contract.ts'
import {
  anyone,
  type Output,
  type PageContext,
  Problem,
  page,
  type Text,
  text,
} from '../../../kernel/platform/index.ts'
import { contract as search } from '../../../kernel/search/index.ts'
import { day, Empty, listQuery, Notice, PortalPage, sayDay, words as typed } from '../../../web/ui/index.ts'
import { Icon } from './icons.tsx'

const query = listQuery({ kind: typed, unit: typed, place: typed, from: day, to: day })
const WHY: Record<string, Text> = {
  text: text('在内容里', 'in its text'),
  same: text('同义', 'another name'),
  sound: text('读音或字形相近', 'like it by sound or shape'),
}
type Hit = Output<typeof search.find>['hits'][number]
/** The number of a case, or the id of an act or case: what the ledger is asked by. */
const NUMBER = /^(\d{6}-\d{4}-\d{4,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

/** Everything that was published, in one field. Not kept in memory: what was found changes with every act. */
export const searchPage = page({
  path: '/search',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const { q: _q, ...address } = p.query
    const q = (p.query.q ?? '').slice(0, 20_000)
    const list = query({ query: address, url: p.url })
    const href = (changes: Record<string, string | number | null>) => {
      const [path, tail = ''] = list.href(changes).split('?')
      const next = new URLSearchParams(tail)
      next.set('q', [...q].slice(0, 100).join(''))
      return `${path}?${next}`
    }
    const number = NUMBER.test(q.trim()) ? q.trim() : undefined
    const [found, suggested, events, all, acts] = await Promise.all([
      p.call(search.find, { q, page: Math.min(list.page, 100), ...list.filters }),
      p.call(search.suggest, {}),
      scenarios(p.tx),
      units(p.tx),
      // A number that the ledger does not have is no error here.
      number &&
        p
          .call(lookUp, { query: number })
          .then((l) => l.acts.length)
          .catch((error) => (error instanceof Problem ? 0 : Promise.reject(error))),
    ])
    const unitName = new Map(all.map((u) => [u.code, u.name]))
    const placeName = new Map(all.filter((u) => u.kind === 'government').map((u) => [u.jurisdiction, u.name]))
    const life = q.trim()
      ? events.filter((s) => found.hits.some((h) => h.kind === 'item' && s.items.some((i) => h.href.endsWith(`/${i}`))))
      : []
    const shown = q.slice(0, 60)
    const filtered = Object.values(list.filters).some(Boolean)
    return {
      title: text(`搜索：${shown}`, `Search: ${shown}`),
      body: (
        <PortalPage p={p} title={t('搜索', 'Search')}>
          <search>
            <form class="search" action="/search" method="get">
              <input
                type="search"
                name="q"
                value={q.slice(0, 200)}
                list="suggested"
                aria-label={t('搜索公开的一切', 'Search everything published')}
                required
              />
              <datalist id="suggested">
                {[...new Set(suggested.map((s) => s.title[lang]))].map((s) => (
                  <option value={s} />
                ))}
              </datalist>
              <button class="button" type="submit">
                {t('搜索', 'Search')}
              </button>
            </form>
            {q && <Narrow p={p} q={q} list={list.filters} places={placeName} />}
          </search>
          {found.note === 'person' && (
            <Notice
              kind="info"
              title={t(
                '这里不按身份证号查人。查本人的办件、信用，请登录后在“我的”里看。',
                'Nobody is looked up by a resident number here. For your own cases and credit, please log in.',
              )}
            />
          )}
          {found.note === 'cut' && (
            <Notice kind="info" title={t('只看前 100 个字。', 'Only the first 100 characters were looked for.')} />
          )}
          {number && acts ? (
            <p>
              <a href={`/ledger?q=${encodeURIComponent(number)}`}>
                {t(`账本里有 ${number} 的 ${acts} 个公开的行为`, `The ledger has ${acts} public acts of ${number}`)}
              </a>
            </p>
          ) : null}
          {life.length > 0 && (
            <ul class="plain tiles">
              {life.slice(0, 3).map((s) => (
                <li>
                  <a href={`/scenarios/${s.id}`}>
                    <Icon name={s.id} />
                    <b>{s.name[lang]}</b>
                    <small>{s.line[lang]}</small>
                  </a>
                </li>
              ))}
            </ul>
          )}
          {(found.kinds.length > 1 || list.filters.kind) && (
            <ul class="chips" aria-label={t('种类', 'Kind')}>
              {found.kinds.map((k) => {
                const current = list.filters.kind === k.kind
                return (
                  <li>
                    <a href={href({ kind: current ? null : k.kind })} aria-current={current ? 'true' : undefined}>
                      {k.title[lang]} <span class="num">{k.n}</span>
                    </a>
                  </li>
                )
              })}
            </ul>
          )}
          {found.total > 0 && (
            <p class="small">
              {found.more
                ? t(`超过 ${found.total} 条，按相关程度排列`, `More than ${found.total}, the likeliest first`)
                : t(`找到 ${found.total} 项`, `${found.total} found`)}
            </p>
          )}
          {found.hits.length > 0 && (
            <ul class="plain links">
              {grouped(found.hits).map((group) => (
                <Found group={group} p={p} unitName={unitName} placeName={placeName} />
              ))}
            </ul>
          )}
          {found.total > 20 && (
            <nav class="pages no-print" aria-label={t('翻页', 'Pages')}>
              {list.page > 1 && (
                <a rel="prev" href={href({ page: list.page - 1 })}>
                  ← {t('上一页', 'Previous')}
                </a>
              )}
              {list.page * 20 < found.total && (
                <a rel="next" href={href({ page: list.page + 1 })}>
                  {t('下一页', 'Next')} →
                </a>
              )}
            </nav>
          )}
          {q.trim() && found.total === 0 && !acts && found.note !== 'person' && (
            <Empty>
              {found.near.length > 0 && (
                <>
                  {t('您是不是要找：', 'Did you mean: ')}
                  {found.near.map((n, i) => (
                    <>
                      {i > 0 && t('、', ', ')}
                      <a href={n.href}>{n.title[lang]}</a>
                    </>
                  ))}
                  <br />
                </>
              )}
              {t(
                `没有找到“${shown}”。没有找到不等于没有：这里只有公开的内容。`,
                `Nothing found for “${shown}”. That is not “there is none”: only what is published is here. `,
              )}
              {filtered ? (
                <a href={href({ kind: null, unit: null, place: null, from: null, to: null })}>
                  {t('去掉条件再找', 'Search without filters')}
                </a>
              ) : (
                <>
                  {t('换个说法试试，例如“营业执照”；或按', 'Try other words, or look by ')}
                  <a href="/departments">{t('部门', 'department')}</a>
                  {t('找；没有公开的，可以', '; what is not published can be ')}
                  <a href="/disclosure">{t('依申请公开', 'asked for')}</a>
                  {t('。', '.')}
                </>
              )}
            </Empty>
          )}
        </PortalPage>
      ),
    }
  },
})

/** Place and time, as a form of its own below the field. */
function Narrow({
  p,
  q,
  list,
  places,
}: {
  p: PageContext
  q: string
  list: Record<string, unknown>
  places: Map<string, Text>
}) {
  const { t, lang } = p
  const value = (name: string) => (typeof list[name] === 'string' ? (list[name] as string) : '')
  return (
    <details class="more no-print" open={value('place') !== '' || value('from') !== '' || value('to') !== ''}>
      <summary>{t('按地区、时间筛选', 'By place and time')}</summary>
      <form method="get" action="/search" class="query-bar">
        <input type="hidden" name="q" value={q.slice(0, 200)} />
        {value('kind') && <input type="hidden" name="kind" value={value('kind')} />}
        <label>
          {t('地区', 'Place')}{' '}
          <select name="place">
            <option value="">{t('全部', 'All')}</option>
            {[...places].map(([code, name]) => (
              <option value={code} selected={value('place') === code}>
                {name[lang]}
              </option>
            ))}
          </select>
        </label>{' '}
        <label>
          {t('从', 'From')} <input type="date" name="from" value={value('from')} />
        </label>{' '}
        <label>
          {t('到', 'To')} <input type="date" name="to" value={value('to')} />
        </label>{' '}
        <button class="button secondary small" type="submit">
          {t('筛选', 'Filter')}
        </button>
      </form>
    </details>
  )
}

/** Items of one name in several districts stand once, in the place of the best of them. */
function grouped(list: Hit[]): Hit[][] {
  const groups = new Map<string, Hit[]>()
  for (const h of list) {
    const key = h.kind === 'item' ? h.title.zh : h.href
    const group = groups.get(key)
    if (group) group.push(h)
    else groups.set(key, [h])
  }
  return [...groups.values()]
}

const Marked = ({ pieces }: { pieces: { text: string; hit: boolean }[] }) => (
  <>{pieces.map((piece) => (piece.hit ? <mark>{piece.text}</mark> : piece.text))}</>
)

function Found({
  group,
  p,
  unitName,
  placeName,
}: {
  group: Hit[]
  p: PageContext
  unitName: Map<string, Text>
  placeName: Map<string, Text>
}) {
  const { t, lang } = p
  const [first] = group as [Hit]
  const why = WHY[first.why]
  return (
    <li>
      {group.length === 1 ? (
        <a href={first.href}>
          <Marked pieces={first.marked.title[lang]} />
        </a>
      ) : (
        <b>
          <Marked pieces={first.marked.title[lang]} />
        </b>
      )}{' '}
      <span class="badge">{first.kindTitle[lang]}</span>
      <p>
        <Marked pieces={first.marked.line[lang]} />
      </p>
      {group.length > 1 && (
        <p class="links-row">
          {group.map((h) => (
            <a href={h.href}>
              {placeName.get(h.place)?.[lang].replace('人民政府', '') ?? t('市级', 'City')}
              <span class="visually-hidden">{`：${h.title[lang]}`}</span>
            </a>
          ))}
        </p>
      )}
      <p class="small">
        {[
          group.length === 1 && first.unit && unitName.get(first.unit)?.[lang],
          first.kind !== 'item' && first.kind !== 'law' && first.kind !== 'unit' && sayDay(first.at, lang),
          why &&
            t(
              `命中：${why.zh}${first.because ? `（${first.because}）` : ''}`,
              `Found ${why.en}${first.because ? ` (${first.because})` : ''}`,
            ),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  )
}
