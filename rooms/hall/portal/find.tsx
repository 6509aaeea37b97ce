import {
  exerciseLevels,
  type ItemSummary,
  listPublished,
  powerTypes,
  scenarios,
  searchItems,
} from '../../../kernel/catalog/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { anyone, type PageContext, page, standardProblem, type Text, text } from '../../../kernel/platform/index.ts'
import { Empty, Pagination } from '../../../web/ui/index.ts'

const names = async (p: PageContext) => new Map((await units(p.tx)).map((u) => [u.code, u.name]))

function Items({ list, p, unitNames }: { list: ItemSummary[]; p: PageContext; unitNames: Map<string, Text> }) {
  const { t, lang } = p
  return (
    <ul class="plain links">
      {list.map((i) => (
        <li>
          <a href={`/items/${i.code}`}>{i.name[lang]}</a>{' '}
          <span class="badge">{powerTypes[i.powerType as keyof typeof powerTypes]?.[lang]}</span>
          <p>{i.inOneSentence[lang]}</p>
          <p class="small">
            {unitNames.get(i.unit)?.[lang]} ·{' '}
            {t(
              `承诺 ${i.promised} 个工作日（法定 ${i.statutory}）`,
              `${i.promised} working days promised (${i.statutory} by law)`,
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}

export const search = page({
  path: '/search',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t } = p
    const q = (p.query.q ?? '').slice(0, 100)
    const found = q ? await searchItems(p.tx, p.clock.now(), q) : []
    const events = (await scenarios(p.tx)).filter(
      (s) => q && (s.name.zh.includes(q) || s.name.en.toLowerCase().includes(q.toLowerCase())),
    )
    return {
      title: text(`搜索：${q}`, `Search: ${q}`),
      body: (
        <main class="page" id="main">
          <h1>{t('搜索', 'Search')}</h1>
          <search>
            <form class="search" action="/search" method="get">
              <input type="search" name="q" value={q} aria-label={t('搜索事项', 'Search')} required />
              <button class="button" type="submit">
                {t('搜索', 'Search')}
              </button>
            </form>
          </search>
          {events.map((s) => (
            <p>
              <a href={`/scenarios/${s.id}`}>{p.t(s.name)}</a>：{p.t(s.line)}
            </p>
          ))}
          {q && found.length === 0 && events.length === 0 ? (
            <Empty>
              {t(
                `没有找到“${q}”。换个说法试试，例如“营业执照”；或按`,
                `Nothing found for “${q}”. Try other words, or look by `,
              )}
              <a href="/departments">{t('部门', 'department')}</a>
              {t('找。', '.')}
            </Empty>
          ) : (
            <>
              {q && <p class="small">{t(`找到 ${found.length} 项`, `${found.length} found`)}</p>}
              <Items list={found} p={p} unitNames={await names(p)} />
            </>
          )}
        </main>
      ),
    }
  },
})

export const scenario = page({
  path: '/scenarios/:id',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const found = (await scenarios(p.tx)).find((s) => s.id === p.params.id)
    if (!found) throw standardProblem('NOT_FOUND')
    const list = await listPublished(p.tx, p.clock.now(), { codes: found.items })
    const ordered = found.items.flatMap((code) => list.filter((i) => i.code === code))
    return {
      title: found.name,
      body: (
        <main class="page narrow" id="main">
          <h1>{found.name[lang]}</h1>
          <p class="lead">{found.line[lang]}</p>
          <h2>{t('按这个顺序办', 'In this order')}</h2>
          <ol class="links">
            {ordered.map((i) => (
              <li>
                <a href={`/items/${i.code}`}>{i.name[lang]}</a>
                <p>{i.inOneSentence[lang]}</p>
                <p class="small">{t(`承诺 ${i.promised} 个工作日`, `${i.promised} working days promised`)}</p>
              </li>
            ))}
          </ol>
        </main>
      ),
    }
  },
})

export const departments = page({
  path: '/departments',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const all = await units(p.tx)
    const counted = new Map<string, number>()
    for (const i of await listPublished(p.tx, p.clock.now())) counted.set(i.unit, (counted.get(i.unit) ?? 0) + 1)
    const line = (u: (typeof all)[number]) => (
      <li>
        <a href={`/departments/${u.code}`}>{u.name[lang]}</a>{' '}
        {counted.has(u.code) && (
          <span class="small num">{t(`${counted.get(u.code)} 项`, `${counted.get(u.code)} items`)}</span>
        )}
      </li>
    )
    return {
      title: text('部门', 'Departments'),
      body: (
        <main class="page" id="main">
          <h1>{t('部门', 'Departments')}</h1>
          <h2>{t('市级', 'City')}</h2>
          <ul class="plain columns">
            {all.filter((u) => u.level === 'city' && u.kind !== 'supervision-office').map(line)}
          </ul>
          {all
            .filter((u) => u.kind === 'government')
            .map((g) => (
              <>
                <h2>{g.name[lang].replace('人民政府', '')}</h2>
                <ul class="plain columns">
                  {all.filter((u) => u.jurisdiction === g.jurisdiction && u.level === 'district').map(line)}
                </ul>
                <p class="small">
                  {all
                    .filter((u) => u.jurisdiction === g.jurisdiction && u.level === 'street')
                    .map((u) => u.name[lang])
                    .join(lang === 'zh' ? '、' : ', ')}
                </p>
              </>
            ))}
        </main>
      ),
    }
  },
})

export const department = page({
  path: '/departments/:code',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const unitNames = await names(p)
    const name = unitNames.get(p.params.code!)
    if (!name) throw standardProblem('NOT_FOUND')
    const list = await listPublished(p.tx, p.clock.now(), { unit: p.params.code })
    return {
      title: name,
      body: (
        <main class="page" id="main">
          <p class="small">
            <a href="/departments">← {t('部门', 'Departments')}</a>
          </p>
          <h1>{name[lang]}</h1>
          {list.length === 0 ? (
            <Empty>{t('这个单位还没有公布网上办理的事项。', 'This unit has not published items yet.')}</Empty>
          ) : (
            <Items list={list} p={p} unitNames={unitNames} />
          )}
        </main>
      ),
    }
  },
})

const PAGE = 20

export const powers = page({
  path: '/powers',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const pick = (name: string) => p.query[name] || undefined
    const list = await listPublished(p.tx, p.clock.now(), {
      powerType: pick('type'),
      level: pick('level'),
      unit: pick('unit'),
      jurisdiction: pick('jurisdiction'),
    })
    const unitNames = await names(p)
    const page = Math.max(1, Number(p.query.page) || 1)
    const option = (value: string, label: string, current: string | undefined) => (
      <option value={value} selected={value === current}>
        {label}
      </option>
    )
    return {
      title: text('权力清单', 'Powers list'),
      body: (
        <main class="page" id="main">
          <h1>{t('权力清单', 'Powers list')}</h1>
          <p>
            {t(
              '市和各区公布的全部事项，每一项都过了合法性审查。',
              'Every published item of city and districts; each passed legality review.',
            )}
          </p>
          <form class="query" method="get">
            <label>
              {t('类型', 'Type')}
              <br />
              <select name="type">
                {option('', t('全部', 'All'), pick('type') ?? '')}
                {Object.entries(powerTypes).map(([code, name]) => option(code, name[lang], pick('type')))}
              </select>
            </label>
            <label>
              {t('行使层级', 'Level')}
              <br />
              <select name="level">
                {option('', t('全部', 'All'), pick('level') ?? '')}
                {Object.entries(exerciseLevels).map(([code, name]) => option(code, name[lang], pick('level')))}
              </select>
            </label>
            {pick('jurisdiction') && <input type="hidden" name="jurisdiction" value={pick('jurisdiction')} />}
            <button class="button secondary" type="submit">
              {t('筛选', 'Filter')}
            </button>
          </form>
          {list.length === 0 ? (
            <Empty>{t('没有这样的事项。换个条件试试。', 'No such item; try other filters.')}</Empty>
          ) : (
            <p class="small">{t(`共 ${list.length} 项`, `${list.length} items`)}</p>
          )}
          <Items list={list.slice((page - 1) * PAGE, page * PAGE)} p={p} unitNames={unitNames} />
          <Pagination
            page={page}
            more={list.length > page * PAGE}
            href={(n) => `/powers?${new URLSearchParams({ ...p.query, page: String(n) })}`}
            t={t as (zh: string, en: string) => string}
          />
        </main>
      ),
    }
  },
})
