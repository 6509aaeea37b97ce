import { action, anyone, type FormValues, type Output, page, text } from '../../../kernel/platform/index.ts'
import {
  Citations,
  type Column,
  csvFile,
  type FormField,
  fieldsOf,
  Light,
  List,
  listQuery,
  oneOf,
  PortalPage,
  readFields,
  StepForm,
  sayYuan,
  words,
} from '../../../web/ui/index.ts'
import { declare, items } from '../contract.ts'
import { portal } from '../paths.ts'

type Row = Output<typeof items>[number]
const query = listQuery({ q: words, state: oneOf(['on', 'off']) }, { sort: ['paid'], size: 50 })
const fields = fieldsOf(declare, {
  quantity: { label: text('数量', 'Quantity'), kind: 'number' },
  said: { label: text('说明', 'What it is about'), kind: 'lines' },
})

/** What may be levied, on which basis and by which standard; and what no more. Whoever is logged in declares here. */
export default page({
  path: portal,
  shell: 'portal',
  allow: anyone,
  actions: {
    declare: action({
      operation: declare,
      input: (f: FormValues) => ({ ...readFields(fields, f), item: String(f.item ?? '') }) as never,
      next: ({ number }) => `${portal}/${number}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const all = await p.call(items, {})
    const found = all.filter(
      (r) =>
        (!q.filters.state || r.inForce === (q.filters.state === 'on')) &&
        (!q.filters.q || `${r.name.zh} ${r.name.en}`.toLowerCase().includes(q.filters.q.toLowerCase())),
    )
    if (q.sort) found.sort((a, b) => (a.paid - b.paid) * (q.sort!.down ? -1 : 1))
    const title = text('行政征收项目', 'Levies')
    const columns: Column<Row>[] = [
      {
        key: 'name',
        title: text('项目', 'Item'),
        value: (r) => r.name[lang],
        cell: (r) => (
          <>
            {r.name[lang]}{' '}
            {r.inForce ? null : <Light colour="off">{t(`已取消（${r.to} 止）`, `abolished (last day ${r.to})`)}</Light>}
          </>
        ),
        phone: 'heading',
      },
      {
        key: 'basis',
        title: text('依据', 'Basis'),
        value: (r) => r.basis.map((c) => `${c.law} ${c.article}`).join(' '),
        cell: (r) => <Citations list={r.basis} lang={lang} />,
      },
      {
        key: 'standard',
        title: text('标准', 'Standard'),
        value: (r) => `${(r.standard / 100).toFixed(2)} / ${r.of[lang]}`,
        cell: (r) => (
          <>
            {r.inForce ? `${sayYuan(r.standard, lang)} / ${r.of[lang]}` : '—'}
            {!r.confirmed && (
              <span class="small">
                {' '}
                {t('出处未核实', 'source not confirmed')}
                {r.note && `：${r.note[lang]}`}
              </span>
            )}
          </>
        ),
      },
      {
        key: 'reliefs',
        title: text('减免', 'Reliefs'),
        value: (r) => r.reliefs.map((x) => x.name[lang]).join('；'),
        cell: (r) =>
          r.reliefs.length === 0
            ? '—'
            : r.reliefs.map((x) => (
                <p class="small">
                  {x.name[lang]}
                  {t('，依据：', '; ground: ')}
                  {x.grounds[lang]}
                  {!x.confirmed && t('（未核实）', ' (not confirmed)')}
                </p>
              )),
      },
      { key: 'cases', title: text('一年件数', 'Cases in a year'), number: true, value: (r) => r.cases },
      {
        key: 'paid',
        title: text('一年缴入国库', 'Paid to the treasury in a year'),
        number: true,
        sort: 'down',
        value: (r) => (r.paid / 100).toFixed(2),
        cell: (r) => sayYuan(r.paid, lang),
      },
    ]
    if (q.csv) return csvFile(title, columns, found, p)
    const choice: FormField = {
      name: 'item',
      kind: 'choice',
      decides: true,
      label: text('项目', 'Item'),
      options: all.filter((r) => r.inForce).map((r) => ({ value: r.id, text: r.name })),
    }
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={title[lang]}
          lead={t(
            '没有列在这里的，不得征收；标准以外的，不得多收；钱只缴入国库，不交给办事的人。',
            'What is not listed here must not be levied, nor more than the standard; money goes to the treasury, never to whoever handles it.',
          )}
          labels={Object.fromEntries([choice, ...fields].map((f) => [f.name, t(f.label)]))}
        >
          <List
            lang={lang}
            title={title}
            columns={columns}
            rows={found}
            total={found.length}
            query={q}
            filters={[
              { name: 'q', kind: 'search', title: text('项目名称', 'Name') },
              {
                name: 'state',
                kind: 'choice',
                title: text('状态', 'State'),
                options: [
                  { value: 'on', text: text('在征收', 'levied') },
                  { value: 'off', text: text('已取消', 'abolished') },
                ],
              },
            ]}
            empty={text('没有这样的项目。', 'There is no such item.')}
          />
          <section>
            <h2>{t('申报', 'Declare')}</h2>
            {p.actor.kind === 'person' ? (
              <StepForm p={p} name="declare" button={t('申报', 'Declare')} fields={[choice, ...fields]} />
            ) : (
              <p>
                <a href={`/login?next=${encodeURIComponent(portal)}`}>{t('登录以后申报', 'Log in to declare')}</a>
              </p>
            )}
          </section>
        </PortalPage>
      ),
    }
  },
})
