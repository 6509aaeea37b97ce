import { action, anyone, type FormValues, type Output, page, text } from '../../../kernel/platform/index.ts'
import {
  type Column,
  csvFile,
  fieldsOf,
  List,
  listQuery,
  oneOf,
  PortalPage,
  readFields,
  StepForm,
  sayDay,
  sift,
  words,
} from '../../../web/ui/index.ts'
import { mine, register, SIZES, suppliers } from '../contract.ts'
import { portal, sizes } from '../words.ts'

type Row = Output<typeof suppliers>[number]
const query = listQuery({ q: words, size: oneOf(SIZES) }, { sort: ['name', 'grade', 'registered'], size: 50 })
const fields = fieldsOf(register, {
  name: text('单位名称', 'Name'),
  uscc: text('统一社会信用代码', 'Credit code'),
  size: { label: text('企业规模（自行声明，负责任）', 'Size, as declared'), options: sizes },
  contact: text('联系人和电话', 'Contact'),
  agreed: text(
    '我声明：具备政府采购法第二十二条的条件，声明的规模属实。',
    'I declare that art. 22 is met and that the size is true.',
  ),
})

/** Suppliers, what buyers said of their performance, and registration. */
export default page({
  path: portal,
  shell: 'portal',
  allow: anyone,
  actions: {
    register: action({
      operation: register,
      input: (f: FormValues) => readFields(fields, f) as never,
      next: () => `${portal}?registered=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const rows = sift(q, await p.call(suppliers, {}), {
      words: (r) => `${r.name}${r.uscc}`,
      holds: (r) => !q.filters.size || r.size === q.filters.size,
      keys: { name: (r) => r.name, grade: (r) => r.grade ?? 0, registered: (r) => r.registeredAt.getTime() },
    })
    const columns: Column<Row>[] = [
      { key: 'name', title: text('单位', 'Supplier'), value: (r) => r.name, sort: 'up', phone: 'heading' },
      { key: 'uscc', title: text('信用代码', 'Credit code'), value: (r) => r.uscc },
      { key: 'size', title: text('规模', 'Size'), value: (r) => sizes[r.size][lang] },
      { key: 'graded', title: text('履约评价（次）', 'Graded'), number: true, value: (r) => r.graded },
      { key: 'grade', title: text('平均（1–5）', 'Mean, 1–5'), number: true, sort: 'down', value: (r) => r.grade },
      {
        key: 'registered',
        title: text('登记', 'Registered'),
        sort: 'down',
        value: (r) => r.registeredAt,
        cell: (r) => sayDay(r.registeredAt, lang),
      },
    ]
    const title = text('供应商库', 'Suppliers')
    if (q.csv) return csvFile(title, columns, rows, p)
    const me = p.actor.kind === 'person' ? await p.call(mine, {}) : null
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={title[lang]}
          lead={t(
            '登记一次，全市各区的采购都用；履约由采购单位验收时评价，公开。',
            'Register once for the city and its districts; buyers grade performance at acceptance, in public.',
          )}
          labels={Object.fromEntries(fields.map((f) => [f.name, t(f.label)]))}
          said={[[p.query.registered, text('已登记。', 'Registered.')]]}
        >
          <List
            lang={lang}
            title={title}
            columns={columns}
            rows={rows}
            query={q}
            filters={[
              { name: 'q', kind: 'search', title: text('名称或代码', 'Name or code') },
              {
                name: 'size',
                kind: 'choice',
                title: text('规模', 'Size'),
                options: SIZES.map((s) => ({ value: s, text: sizes[s] })),
              },
            ]}
            empty={text('还没有供应商登记。', 'Nobody has registered yet.')}
          />
          <section>
            <h2>{me ? t('我的登记', 'My registration') : t('登记为供应商', 'Register as a supplier')}</h2>
            {p.actor.kind === 'person' ? (
              <StepForm
                p={p}
                name="register"
                button={me ? t('更新登记', 'Update') : t('登记', 'Register')}
                fields={fields}
                values={me ?? {}}
              />
            ) : (
              <p>
                <a href={`/login?next=${portal}`}>{t('登录以后登记', 'Log in to register')}</a>
              </p>
            )}
          </section>
        </PortalPage>
      ),
    }
  },
})
