import { action, type FormValues, type PageContext, page, postOf, text } from '../../../kernel/platform/index.ts'
import {
  type Column,
  csvFile,
  DeskPage,
  type FormField,
  List,
  listQuery,
  type Option,
  oneOf,
  readFields,
  StepForm,
  words,
} from '../../../web/ui/index.ts'
import { getList, putSubjects } from '../contract.ts'
import { findSubject, type PoolSubject, subjectsOf } from '../draw/pool.store.ts'
import { RISKS } from '../list/list.shape.ts'
import { desk, openPath, poolPath } from '../paths.ts'
import { plansVisits } from '../policy.ts'

const title = text('检查对象名录', 'The pool of subjects')
const query = listQuery({ q: words, risk: oneOf(RISKS) }, { size: 40 })
const riskWords = (r: string) => text(`${r} 类`, `class ${r}`)
const fieldsWith = (fields: Option[]): FormField[] => [
  { name: 'uscc', kind: 'text', label: text('统一社会信用代码', 'Credit code'), most: 18 },
  { name: 'name', kind: 'text', label: text('名称', 'Name'), most: 200 },
  { name: 'address', kind: 'text', label: text('地址', 'Address'), most: 200 },
  { name: 'fields', kind: 'choices', label: text('属于哪些检查事项', 'Which items it is under'), options: fields },
  {
    name: 'risk',
    kind: 'choice',
    label: text('风险等级', 'Risk class'),
    options: RISKS.map((value) => ({ value, text: riskWords(value) })),
    decides: false,
  },
  {
    name: 'active',
    kind: 'yes',
    label: text('正在经营（不勾选的移出名录）', 'In business (else it leaves the pool)'),
    required: false,
  },
]

/** Fields of the list in force, each by the items that it stands for. */
async function fieldsOfList(p: PageContext): Promise<Map<string, { zh: string; en: string }>> {
  const items = (await p.call(getList, {}))?.content.items ?? []
  return new Map(
    [...new Set(items.map((i) => i.field))].map((f) => {
      const of = items.filter((i) => i.field === f)
      return [f, text(of.map((i) => i.title.zh).join('、'), of.map((i) => i.title.en).join(', '))]
    }),
  )
}

/** Whom a unit may draw: kept by whoever plans and inspects; each change is an act with the digest of the whole pool. */
export default page({
  path: poolPath,
  shell: 'desk',
  allow: plansVisits,
  actions: {
    put: action({
      operation: putSubjects,
      input: (f: FormValues, p) => ({
        unit: postOf(p.actor)!.unitCode,
        subjects: [
          {
            ...readFields(fieldsWith([]), f),
            uscc: String(f.uscc ?? '')
              .trim()
              .toUpperCase(),
          } as never,
        ],
      }),
      next: () => `${poolPath}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const { done, uscc, ...address } = p.query
    const { unitCode, jurisdiction } = postOf(p.actor)!
    const q = query({ query: address, url: p.url })
    const names = await fieldsOfList(p)
    const typed = q.filters.q?.trim().toLowerCase() ?? ''
    const rows = (await subjectsOf(p.tx, jurisdiction, unitCode)).filter(
      (s) =>
        (!q.filters.risk || s.risk === q.filters.risk) &&
        (typed === '' || `${s.uscc} ${s.name} ${s.address}`.toLowerCase().includes(typed)),
    )
    const columns: Column<PoolSubject>[] = [
      { key: 'name', title: text('名称', 'Name'), value: (s) => s.name, phone: 'heading' },
      { key: 'uscc', title: text('信用代码', 'Credit code'), value: (s) => s.uscc },
      { key: 'address', title: text('地址', 'Address'), value: (s) => s.address },
      { key: 'risk', title: text('风险', 'Risk'), value: (s) => t(riskWords(s.risk)) },
      {
        key: 'fields',
        title: text('检查事项', 'Items'),
        value: (s) => s.fields.map((f) => names.get(f)?.[lang] ?? f).join(t('；', '; ')),
        phone: 'none',
      },
    ]
    if (q.csv) return csvFile(title, columns, rows, p)
    const fields = fieldsWith([...names].map(([value, said]) => ({ value, text: said })))
    const chosen = uscc ? await findSubject(p.tx, jurisdiction, unitCode, uscc) : undefined
    // What is refused is about the one subject of the form.
    const form = p.form && {
      ...p.form,
      fields: Object.fromEntries(Object.entries(p.form.fields).map(([k, v]) => [k.replace(/^subjects\[0\]\./, ''), v])),
    }
    const shown = { ...p, ...(form ? { form } : {}) }
    return {
      title,
      body: (
        <DeskPage
          p={shown}
          title={t(title)}
          back={{ href: desk, text: t('行政检查', 'Inspections') }}
          said={[[done, text('名录已更新，变更已公布。', 'The pool was changed, and the change published.')]]}
          labels={Object.fromEntries(fields.map((f) => [f.name, t(f.label)]))}
        >
          <List
            lang={lang}
            title={title}
            query={q}
            rows={rows}
            columns={columns}
            href={(s) => `${poolPath}?uscc=${s.uscc}#put`}
            empty={text('名录里还没有人。', 'Nobody is in the pool yet.')}
            filters={[
              { name: 'q', title: text('名称、代码、地址', 'Name, code, address'), kind: 'search' },
              {
                name: 'risk',
                title: text('风险', 'Risk'),
                kind: 'choice',
                options: RISKS.map((value) => ({ value, text: riskWords(value) })),
              },
            ]}
          />
          <section id="put" class="narrow">
            <h2>{chosen ? t('更新', 'Change') : t('新增', 'Add')}</h2>
            <StepForm
              p={shown}
              name="put"
              button={t('保存', 'Save')}
              fields={fields}
              values={chosen ? { ...chosen } : { active: true }}
              tells={t(
                '按信用代码新增或更新；名录变更要公布，抽取时按当时的名录。',
                'By credit code. Changes are published, and a draw takes the pool as it then is.',
              )}
            />
            {chosen && (
              <p>
                <a href={`${openPath}?uscc=${chosen.uscc}`}>{t('对它开出检查', 'Open an inspection of it')}</a>
              </p>
            )}
          </section>
        </DeskPage>
      ),
    }
  },
})
