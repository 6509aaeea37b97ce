import { action, type FormValues, page, postOf, text } from '../../../kernel/platform/index.ts'
import { DeskPage, type FormField, fieldsOf, readFields, StepForm } from '../../../web/ui/index.ts'
import { KEEPER } from '../application.kind.ts'
import { agreements } from '../contract.ts'
import { close, publish } from '../open.contract.ts'
import { catalogue, deskApplications } from '../paths.ts'

const fields: FormField[] = fieldsOf(publish, {
  title: text('名称', 'Name'),
  titleEn: text('英文名称', 'Name in English'),
  category: {
    label: text('类别', 'Category'),
    options: { goods: text('货物', 'Goods'), services: text('服务', 'Services') },
  },
  about: {
    label: text('买什么、什么质量、谁可以加入', 'What is bought, of which quality, and who may join'),
    kind: 'lines',
    lines: 5,
  },
  measure: { label: text('计价单位', 'Unit of measure'), hint: text('例如 人次、台', 'as visit, piece') },
  price: { label: text('公布的价格', 'Published price'), kind: 'money' },
  days: { label: text('有效天数', 'Days in force'), kind: 'number' },
})
const closing: FormField[] = [
  { name: 'agreement', kind: 'choice', options: [], decides: true, label: text('框架协议', 'Framework') },
  ...fieldsOf(close, { reason: { label: text('理由', 'Reason'), kind: 'lines' } }),
]

/** The centre publishes an open framework, or closes one. */
export default page({
  path: `${deskApplications}/publish`,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, KEEPER) !== undefined,
  actions: {
    publish: action({
      operation: publish,
      input: (f: FormValues) => readFields(fields, f) as never,
      next: ({ number }) => `${catalogue}?published=1#${number}`,
    }),
    close: action({
      operation: close,
      input: (f: FormValues) => readFields(closing, f) as never,
      next: () => `${catalogue}?closed=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const open = (await p.call(agreements, {})).filter((a) => a.open && !a.over)
    const title = text('公布开放式框架协议', 'Publish an open framework')
    return {
      title,
      scripts: ['/assets/careful-form.js'],
      body: (
        <DeskPage
          p={p}
          title={title[lang]}
          back={{ href: deskApplications, text: t('申请', 'Applications') }}
          labels={Object.fromEntries([...fields, ...closing].map((f) => [f.name, t(f.label)]))}
        >
          <StepForm
            p={p}
            name="publish"
            button={t('公布', 'Publish')}
            fields={fields}
            tells={t(
              '符合条件的供应商在有效期内随时申请，七个工作日内审核（期限未核实）；价格就是公布的价格。',
              'Suppliers apply at any time while it lasts and are decided on within seven working days (not confirmed); the price is the published one.',
            )}
          />
          {open.length > 0 && (
            <details class="more" open={p.form?.action === 'close'}>
              <summary>{t('终止一个', 'Close one')}</summary>
              <StepForm
                p={p}
                name="close"
                button={t('终止', 'Close')}
                fields={closing.map((f) =>
                  f.name === 'agreement'
                    ? { ...f, kind: 'choice' as const, options: open.map((a) => ({ value: a.number, text: a.title })) }
                    : f,
                )}
              />
            </details>
          )}
        </DeskPage>
      ),
    }
  },
})
