import { listPublished } from '../../../kernel/catalog/index.ts'
import { action, type FormValues, type PageContext, page, postOf, text } from '../../../kernel/platform/index.ts'
import { DeskPage, type FormField, readFields, StepForm } from '../../../web/ui/index.ts'
import { sources } from '../../enforcement/contract.ts'
import { HEAD, OFFICER } from '../case.kind.ts'
import { register, SOURCES } from '../contract.ts'
import * as paths from '../paths.ts'

const line = (name: string, zh: string, en: string, more: object = {}): FormField =>
  ({ name, kind: 'text', label: text(zh, en), ...more }) as FormField
const fields = (items: { value: string; text: { zh: string; en: string } }[]): FormField[] => [
  {
    name: 'source',
    kind: 'choice',
    label: text('来源', 'Source'),
    options: SOURCES.map((value) => ({ value, text: sources[value]! })),
    decides: true,
  },
  { name: 'what', kind: 'lines', label: text('发现了什么', 'What was found') },
  line('place', '地点', 'Place'),
  line('name', '涉及谁（知道就填）', 'Whom it is about, if known', { required: false }),
  line('code', '身份证号或信用代码（知道就填）', 'Identity number or credit code, if known', { required: false }),
  {
    name: 'itemCode',
    kind: 'choice',
    label: text('可能的违法行为', 'Which violation it may be'),
    options: items,
    decides: false,
    required: false,
  },
  line('from', '来自哪一件（文号、办件编号）', 'Number of what it came from', { required: false }),
  line('informant', '举报人（只有登记岗能看）', 'Informant, only for the post that registers', { required: false }),
  line('contact', '举报人联系方式', 'How to reach the informant', { required: false }),
]
const itemsOf = async (p: PageContext) =>
  (await listPublished(p.tx, p.clock.now(), { unit: postOf(p.actor)!.unitCode, powerType: '02' })).map((i) => ({
    value: i.code,
    text: i.name,
  }))

export default page({
  path: paths.register,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, HEAD, OFFICER) !== undefined,
  actions: {
    register: action({
      operation: register,
      input: async (f: FormValues, p) => {
        const {
          name = '',
          code = '',
          informant,
          contact,
          ...rest
        } = readFields(fields(await itemsOf(p)), f) as Record<string, string>
        return {
          ...rest,
          about: { name, code },
          ...(informant ? { informant: { name: informant, contact: contact ?? '' } } : {}),
        } as never
      },
      next: ({ number }) => `${paths.desk}/${number}?done=1`,
    }),
  },
  async render(p) {
    const { t } = p
    const title = text('登记线索', 'Register a lead')
    const all = fields(await itemsOf(p))
    return {
      title,
      body: (
        <DeskPage
          p={p}
          title={t(title)}
          back={{ href: paths.desk, text: t('案件线索', 'Leads') }}
          labels={Object.fromEntries(all.map((f) => [f.name, t(f.label)]))}
        >
          <section class="narrow">
            <StepForm
              p={p}
              name="register"
              button={t('登记', 'Register')}
              fields={all}
              tells={t(
                '登记后开始计核查期限；同一地点、对象近期的线索会列出来，不会合并。',
                'The days for checking begin; recent leads of the same place or subject are shown, not merged.',
              )}
            />
          </section>
        </DeskPage>
      ),
    }
  },
})
