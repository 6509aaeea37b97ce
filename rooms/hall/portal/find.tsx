import { z } from 'zod'
import { exerciseLevels, type ItemSummary, listPublished, powerTypes } from '../../../kernel/catalog/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { anyone, type PageContext, page, standardProblem, type Text, text } from '../../../kernel/platform/index.ts'
import { type Column, csvFile, Empty, List, listQuery, PortalPage } from '../../../web/ui/index.ts'

const names = async (p: PageContext) => new Map((await units(p.tx)).map((u) => [u.code, u.name]))

export function Items({ list, p, unitNames }: { list: ItemSummary[]; p: PageContext; unitNames: Map<string, Text> }) {
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
        <PortalPage p={p} title={t('部门', 'Departments')}>
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
        </PortalPage>
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
        <PortalPage p={p} title={name[lang]} back={{ href: '/departments', text: t('部门', 'Departments') }}>
          {list.length === 0 ? (
            <Empty>{t('这个单位还没有公布网上办理的事项。', 'This unit has not published items yet.')}</Empty>
          ) : (
            <Items list={list} p={p} unitNames={unitNames} />
          )}
        </PortalPage>
      ),
    }
  },
})

const query = listQuery(
  {
    type: z.string().optional(),
    level: z.string().optional(),
    unit: z.string().optional(),
    jurisdiction: z.string().optional(),
  },
  { sort: ['name', 'unit', 'promised'], size: 50 },
)

export const powers = page({
  path: '/powers',
  shell: 'portal',
  sameForAll: { until: ['item.', 'unit.'] },
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const { type, level, unit, jurisdiction } = q.filters
    const list = await listPublished(p.tx, p.clock.now(), { powerType: type, level, unit, jurisdiction })
    const all = await units(p.tx)
    const unitNames = new Map(all.map((u) => [u.code, u.name]))
    const place = all.find((u) => u.kind === 'government' && u.jurisdiction === jurisdiction)?.name
    const columns = columnsOf(p, unitNames)
    if (q.sort) {
      const value = columns.find((c) => c.key === q.sort!.by)!.value!
      const order = new Intl.Collator(lang, { numeric: true })
      list.sort((a, b) => (q.sort!.down ? -1 : 1) * order.compare(String(value(a)), String(value(b))))
    }
    const title = text(`权力清单${place ? ` · ${place.zh}` : ''}`, `Powers list${place ? ` · ${place.en}` : ''}`)
    if (q.csv) return csvFile(title, columns, list, p)
    if (p.query.format === 'json')
      return {
        title,
        bytes: {
          data: new TextEncoder().encode(
            JSON.stringify(list.map((i) => ({ ...i, unitName: unitNames.get(i.unit) ?? null }))),
          ),
          type: 'application/json',
        },
      }
    const options = (words: Record<string, Text>) =>
      Object.entries(words).map(([value, word]) => ({ value, text: word }))
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={title[lang]}
          lead={t(
            '市和各区公布的全部事项，每一项都过了合法性审查。',
            'Every published item of city and districts; each passed legality review.',
          )}
        >
          <p class="small no-print">
            {t('开放数据：', 'Open data: ')}
            <a href={q.href({ format: 'csv' })}>CSV</a> · <a href={q.href({ format: 'json' })}>JSON</a>
          </p>
          <List
            lang={lang}
            title={title}
            query={q}
            columns={columns}
            rows={list}
            href={(i) => `/items/${i.code}`}
            empty={text('没有这样的事项。换个条件试试。', 'No such item; try other filters.')}
            filters={[
              {
                name: 'jurisdiction',
                title: text('地区', 'Place'),
                kind: 'choice',
                options: all
                  .filter((u) => u.kind === 'government')
                  .map((u) => ({ value: u.jurisdiction, text: u.name })),
              },
              {
                name: 'unit',
                title: text('部门', 'Department'),
                kind: 'choice',
                options: all
                  .filter((u) => list.some((i) => i.unit === u.code) || u.code === unit)
                  .map((u) => ({ value: u.code, text: u.name })),
              },
              { name: 'type', title: text('类型', 'Type'), kind: 'choice', options: options(powerTypes) },
              { name: 'level', title: text('行使层级', 'Level'), kind: 'choice', options: options(exerciseLevels) },
            ]}
          />
        </PortalPage>
      ),
    }
  },
})

const columnsOf = ({ lang }: PageContext, unitNames: Map<string, Text>): Column<ItemSummary>[] => [
  { key: 'name', title: text('事项', 'Item'), value: (i) => i.name[lang], sort: 'up', phone: 'heading' },
  { key: 'unit', title: text('单位', 'Unit'), value: (i) => unitNames.get(i.unit)?.[lang], sort: 'up' },
  {
    key: 'type',
    title: text('类型', 'Type'),
    value: (i) => powerTypes[i.powerType as keyof typeof powerTypes]?.[lang],
  },
  {
    key: 'promised',
    title: text('承诺（工作日）', 'Promised (days)'),
    value: (i) => i.promised,
    number: true,
    sort: 'up',
  },
  { key: 'statutory', title: text('法定', 'By law'), value: (i) => i.statutory, number: true, phone: 'none' },
  { key: 'code', title: text('编码', 'Code'), value: (i) => i.code, phone: 'none' },
]
