import { z } from 'zod'
import {
  type ItemSummary,
  listPublished,
  powerTypes,
  queryWords,
  scenarios,
  searchItems,
} from '../../../kernel/catalog/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { anyone, type PageContext, page, type Text, text } from '../../../kernel/platform/index.ts'
import { Empty, listQuery, PortalPage } from '../../../web/ui/index.ts'
import { asked, grouped, marked, nearest, weigh } from '../search.rules.ts'
import { Icon } from './icons.tsx'

const query = listQuery({
  q: z.string().trim().max(100).optional(),
  place: z.string().max(12).optional(),
  type: z.string().max(12).optional(),
})

export const search = page({
  path: '/search',
  shell: 'portal',
  sameForAll: { until: ['item.', 'scenarios.', 'unit.'] },
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const list = query(p)
    const { q = '', place, type } = list.filters
    const said = asked(q)
    const words = queryWords(said)
    const found = (q ? await searchItems(p.tx, p.clock.now(), said) : []).sort(
      (a, b) => weigh(b, words) - weigh(a, words),
    )
    const events = await scenarios(p.tx)
    const life = q
      ? events.filter((s) =>
          words.some((w) => w.length > 1 && (s.name.zh.includes(w) || s.name.en.toLowerCase().includes(w))),
        )
      : []
    const all = await units(p.tx)
    const nameOf = new Map(all.map((u) => [u.code, u.name]))
    const placeOf = new Map(all.filter((u) => u.kind === 'government').map((u) => [u.jurisdiction, u.name]))
    const shown = found.filter((i) => (!place || i.jurisdiction === place) && (!type || i.powerType === type))
    const near =
      q && found.length + life.length === 0
        ? nearest(
            said,
            [
              ...events.map((s) => ({ name: s.name, href: `/scenarios/${s.id}` })),
              ...(await listPublished(p.tx, p.clock.now())).map((i) => ({ name: i.name, href: `/items/${i.code}` })),
            ],
            (x) => x.name[lang],
          )
        : []
    const chips = (name: 'place' | 'type', values: [string, Text | undefined][]) =>
      values.length > 1 && (
        <ul class="chips" aria-label={name === 'place' ? t('哪个区', 'District') : t('类型', 'Type')}>
          {values.map(([value, word]) => {
            const current = list.filters[name] === value
            return (
              <li>
                <a href={list.href({ [name]: current ? null : value })} aria-current={current ? 'true' : undefined}>
                  {word?.[lang] ?? value}
                </a>
              </li>
            )
          })}
        </ul>
      )
    const several = (of: (i: ItemSummary) => string) => [...new Set(found.map(of))]
    return {
      title: text(`搜索：${q}`, `Search: ${q}`),
      body: (
        <PortalPage p={p} title={t('搜索', 'Search')}>
          <search>
            <form class="search" action="/search" method="get">
              <input type="search" name="q" value={q} aria-label={t('搜索事项', 'Search')} required />
              <button class="button" type="submit">
                {t('搜索', 'Search')}
              </button>
            </form>
          </search>
          {life.length > 0 && (
            <ul class="plain tiles">
              {life.map((s) => (
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
          {chips(
            'place',
            several((i) => i.jurisdiction).map((code) => [
              code,
              placeOf.get(code) ?? (code.endsWith('00') ? text('市级', 'City') : undefined),
            ]),
          )}
          {chips(
            'type',
            several((i) => i.powerType).map((code) => [code, powerTypes[code as keyof typeof powerTypes]]),
          )}
          {q && shown.length > 0 && <p class="small">{t(`找到 ${shown.length} 项`, `${shown.length} found`)}</p>}
          {shown.length > 0 && (
            <ul class="plain links">
              {grouped(shown).map((group) => (
                <Group group={group} p={p} words={words} unitName={nameOf} placeName={placeOf} />
              ))}
            </ul>
          )}
          {q && shown.length === 0 && (life.length === 0 || place || type) && (
            <Empty>
              {near.length > 0 && (
                <>
                  {t('您是不是要找：', 'Did you mean: ')}
                  {near.map((n, i) => (
                    <>
                      {i > 0 && t('、', ', ')}
                      <a href={n.href}>{n.name[lang]}</a>
                    </>
                  ))}
                  <br />
                </>
              )}
              {t(
                `没有找到“${q}”。换个说法试试，例如“营业执照”；或按`,
                `Nothing found for “${q}”. Try other words, or look by `,
              )}
              <a href="/departments">{t('部门', 'department')}</a>
              {t('找。', '.')}
            </Empty>
          )}
        </PortalPage>
      ),
    }
  },
})

const Marked = ({ words, children }: { words: string[]; children: string }) => (
  <>{marked(children, words).map((piece) => (piece.hit ? <mark>{piece.text}</mark> : piece.text))}</>
)

/** One item, or the same of several districts. */
function Group({
  group,
  p,
  words,
  unitName,
  placeName,
}: {
  group: ItemSummary[]
  p: PageContext
  words: string[]
  unitName: Map<string, Text>
  placeName: Map<string, Text>
}) {
  const { t, lang } = p
  const [first] = group as [ItemSummary]
  const days = t(
    `承诺 ${first.promised} 个工作日（法定 ${first.statutory}）`,
    `${first.promised} working days promised (${first.statutory} by law)`,
  )
  return (
    <li>
      {group.length === 1 ? (
        <a href={`/items/${first.code}`}>
          <Marked words={words}>{first.name[lang]}</Marked>
        </a>
      ) : (
        <b>
          <Marked words={words}>{first.name[lang]}</Marked>
        </b>
      )}{' '}
      <span class="badge">{powerTypes[first.powerType as keyof typeof powerTypes]?.[lang]}</span>
      <p>
        <Marked words={words}>{first.inOneSentence[lang]}</Marked>
      </p>
      {group.length === 1 ? (
        <p class="small">
          {unitName.get(first.unit)?.[lang]} · {days}
        </p>
      ) : (
        <p class="links-row">
          {group.map((i) => (
            <a href={`/items/${i.code}`}>
              {placeName.get(i.jurisdiction)?.[lang].replace('人民政府', '') ?? t('市级', 'City')}
              <span class="visually-hidden">{`：${i.name[lang]}`}</span>
            </a>
          ))}
          <span class="small">{days}</span>
        </p>
      )}
    </li>
  )
}
