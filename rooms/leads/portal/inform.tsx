import { postsOfUnits, units } from '../../../kernel/identity/index.ts'
import { action, type FormValues, type PageContext, page, text } from '../../../kernel/platform/index.ts'
import { Empty, type FormField, PortalPage, readFields, StepForm, sayDay } from '../../../web/ui/index.ts'
import { OFFICER } from '../case.kind.ts'
import { inform, list } from '../contract.ts'
import { portal } from '../paths.ts'

const fields = (options: { value: string; text: { zh: string; en: string } }[]): FormField[] => [
  { name: 'unit', kind: 'choice', label: text('向哪个机关举报', 'To which authority'), options, decides: true },
  { name: 'what', kind: 'lines', label: text('发生了什么', 'What happened'), lines: 6 },
  { name: 'place', kind: 'text', label: text('在哪里', 'Where') },
  { name: 'name', kind: 'text', label: text('涉及谁（知道就填）', 'Whom it is about, if you know'), required: false },
]
async function authorities({ tx }: PageContext) {
  const posts = await postsOfUnits(tx)
  return (await units(tx))
    .filter((u) => posts.some((p) => p.unit === u.code && p.role === OFFICER))
    .map((u) => ({ value: u.code, text: u.name }))
}

/** 举报: by anybody who is logged in; who informs stays hidden from whom it is about, and reads here what becomes of it. */
export default page({
  path: portal,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    inform: action({
      operation: inform,
      input: async (f: FormValues, p) => {
        const { name = '', ...rest } = readFields(fields(await authorities(p)), f) as Record<string, string>
        return { ...rest, about: { name, code: '' } } as never
      },
      next: ({ number }) => `${portal}/${number}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const all = fields(await authorities(p))
    const { rows } = await p.call(list, {})
    const title = text('举报违法行为', 'Inform of a violation')
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={t(title)}
          lead={t(
            '被举报的人和别的单位看不到您是谁。处理到哪一步，在这里看得到。',
            'Neither whom it is about nor other units see who you are. What becomes of it stands here.',
          )}
          labels={Object.fromEntries(all.map((f) => [f.name, t(f.label)]))}
          narrow
        >
          <StepForm p={p} name="inform" button={t('提交', 'Send')} fields={all} />
          <section>
            <h2>{t('我的举报', 'What I informed of')}</h2>
            {rows.length === 0 ? (
              <Empty>{t('还没有。', 'None yet.')}</Empty>
            ) : (
              <ul class="plain links">
                {rows.map((r) => (
                  <li>
                    <a href={`${portal}/${r.number}`}>{r.number}</a>
                    <p>
                      {r.status[lang]} · {sayDay(r.openedAt, lang)}
                    </p>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </PortalPage>
      ),
    }
  },
})
