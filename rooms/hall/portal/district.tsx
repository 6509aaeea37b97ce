import { listPublished } from '../../../kernel/catalog/index.ts'
import { type UnitView, units } from '../../../kernel/identity/index.ts'
import { anyone, type PageContext, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { contract as search } from '../../../kernel/search/index.ts'
import { Empty, OutlineMap, PortalPage, sayDay } from '../../../web/ui/index.ts'
import { Items } from './find.tsx'

const PATH = '/districts'
const TITLE = text('各区大厅', 'District halls')
const NOTICES = ['publication']
const MOST_NOTICES = 10

/** 思明区人民政府 governs 思明区: a district's hall bears its name. */
const nameOf = (government: UnitView) => ({
  zh: government.name.zh.replace('人民政府', ''),
  en: government.name.en.replace(/ (District )?Government$/, ''),
})
const governments = async (p: PageContext) => (await units(p.tx)).filter((u) => u.kind === 'government')

/** Where the halls are, and each by its name. */
export const districts = page({
  path: PATH,
  shell: 'portal',
  sameForAll: { until: ['item.', 'unit.'] },
  allow: anyone,
  async render(p) {
    const { t } = p
    const all = await governments(p)
    const items = await listPublished(p.tx, p.clock.now())
    const count = (code: string) => items.filter((i) => i.jurisdiction === code).length
    return {
      title: TITLE,
      body: (
        <PortalPage
          p={p}
          title={t(TITLE)}
          lead={t(
            '每个区有自己的大厅：事项、单位、通知、窗口，地址不变。',
            'Each district has its hall: items, units, notices and counters, at an address of its own.',
          )}
        >
          <HallMap list={all} p={p} />
          <ul class="plain links">
            {all.map((g) => (
              <li>
                <a href={`${PATH}/${g.jurisdiction}`}>{t(`${nameOf(g).zh}政务大厅`, `Hall of ${nameOf(g).en}`)}</a>{' '}
                <span class="small num">{t(`${count(g.jurisdiction)} 项`, `${count(g.jurisdiction)} items`)}</span>
              </li>
            ))}
          </ul>
        </PortalPage>
      ),
    }
  },
})

/** The districts as the city's data outlines them, each a link to its hall; the list beside it says the same. */
function HallMap({ list, p }: { list: UnitView[]; p: PageContext }) {
  const shown = list.flatMap((g) => {
    const outline = g.details.outline as [number, number][] | undefined
    return outline ? [{ g, outline }] : []
  })
  if (shown.length < 2) return null
  return (
    <OutlineMap
      lang={p.lang}
      said={p.t('各区大厅的地图', 'Map of the halls')}
      places={shown.map(({ g, outline }) => ({
        name: p.t(nameOf(g)),
        outline,
        href: `${PATH}/${g.jurisdiction}`,
      }))}
    />
  )
}

/** A district's hall at its own address. */
export const district = page({
  path: `${PATH}/:code`,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const all = await units(p.tx)
    const government = all.find((u) => u.kind === 'government' && u.jurisdiction === p.params.code)
    if (!government) throw standardProblem('NOT_FOUND')
    const { jurisdiction } = government
    const name = nameOf(government)
    const own = all.filter((u) => u.jurisdiction === jurisdiction)
    const items = await listPublished(p.tx, p.clock.now(), { jurisdiction })
    const notices = await noticesOf(p, jurisdiction)
    const counters = own.filter((u) => items.some((i) => i.unit === u.code))
    const title = text(`${name.zh}政务大厅`, `Hall of ${name.en}`)
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={title[lang]}
          back={{ href: PATH, text: t(TITLE) }}
          lead={t(
            `${name.zh}的事项都能在这里办；市里的事项在市大厅。`,
            `What ${name.en} decides is applied for here; the city’s own items are in the city’s hall.`,
          )}
        >
          <search>
            <form class="search" action="/search" method="get">
              <input type="hidden" name="place" value={jurisdiction} />
              <input type="search" name="q" aria-label={t(`在${name.zh}找`, `Search in ${name.en}`)} required />
              <button class="button" type="submit">
                {t('搜索', 'Search')}
              </button>
            </form>
          </search>
          <h2>{t('办事事项', 'Items')}</h2>
          {items.length === 0 ? (
            <Empty>{t('这个区还没有公布自己的事项。', 'This district has published no items of its own yet.')}</Empty>
          ) : (
            <Items list={items} p={p} unitNames={new Map(all.map((u) => [u.code, u.name]))} />
          )}
          <h2>{t('窗口和预约', 'Counters')}</h2>
          <ul class="plain links">
            {counters.map((u) => (
              <li>
                <a href={`/appointments?unit=${u.code}`}>{t(`预约 ${u.name.zh}`, `Book: ${u.name.en}`)}</a>
              </li>
            ))}
          </ul>
          <h2>{t('单位', 'Units')}</h2>
          <ul class="plain columns">
            {own
              .filter((u) => u.level === 'district')
              .map((u) => (
                <li>
                  <a href={`/departments/${u.code}`}>{u.name[lang]}</a>
                </li>
              ))}
          </ul>
          <h2>{t('街道和镇', 'Streets and towns')}</h2>
          <ul class="plain columns">
            {own
              .filter((u) => u.level === 'street')
              .map((u) => (
                <li>
                  <a href={`${PATH}/${jurisdiction}/${u.code}`}>{u.name[lang]}</a>
                </li>
              ))}
          </ul>
          <h2>{t('通知', 'Notices')}</h2>
          <Notices list={notices} p={p} />
        </PortalPage>
      ),
    }
  },
})

/** A street's or town's page: what it does itself, and what is decided above it. */
export const street = page({
  path: `${PATH}/:code/:unit`,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const all = await units(p.tx)
    const unit = all.find(
      (u) => u.code === p.params.unit && u.jurisdiction === p.params.code && ['street', 'community'].includes(u.level),
    )
    const government = all.find((u) => u.kind === 'government' && u.jurisdiction === p.params.code)
    if (!unit || !government) throw standardProblem('NOT_FOUND')
    const names = new Map(all.map((u) => [u.code, u.name]))
    const items = await listPublished(p.tx, p.clock.now(), { jurisdiction: unit.jurisdiction })
    const own = items.filter((i) => i.unit === unit.code)
    const above = items.filter((i) => i.unit !== unit.code)
    return {
      title: unit.name,
      body: (
        <PortalPage
          p={p}
          title={unit.name[lang]}
          back={{
            href: `${PATH}/${unit.jurisdiction}`,
            text: t(`${nameOf(government).zh}政务大厅`, `Hall of ${nameOf(government).en}`),
          }}
        >
          <h2>{t('本街道（镇）办的', 'Done here')}</h2>
          {own.length === 0 ? (
            <Empty>
              {t(
                '还没有自己决定的事项；区里的事项可以在这里的窗口收件。',
                'None decided here yet; its counter takes the district’s items.',
              )}
            </Empty>
          ) : (
            <Items list={own} p={p} unitNames={names} />
          )}
          <h2>{t('可以在这里交件、由区里决定的', 'Taken here, decided by the district')}</h2>
          <Items list={above} p={p} unitNames={names} />
        </PortalPage>
      ),
    }
  },
})

const noticesOf = async (p: PageContext, place: string) =>
  (await p.call(search.listed, { kinds: NOTICES, place, size: MOST_NOTICES })).rows

function Notices({ list, p }: { list: Awaited<ReturnType<typeof noticesOf>>; p: PageContext }) {
  const { t, lang } = p
  if (list.length === 0) return <p>{t('最近没有通知。', 'No notices lately.')}</p>
  return (
    <ul class="plain links">
      {list.map((n) => (
        <li>
          <a href={n.href}>{n.title[lang]}</a> <span class="small">{sayDay(n.at, lang)}</span>
        </li>
      ))}
    </ul>
  )
}
