import { action, type FormValues, page, text } from '../../../kernel/platform/index.ts'
import { Empty, fieldsOf, PortalPage, readFields, StepForm, sayDay } from '../../../web/ui/index.ts'
import { join, list } from '../contract.ts'
import * as paths from '../paths.ts'

const fields = fieldsOf(join, {
  number: { label: text('案号', 'Case number'), hint: text('如 350203-2026-000012', 'like 350203-2026-000012') },
  code: {
    label: text('校验码', 'Code'),
    hint: text('印在告知书、决定书上，十位', 'ten signs, printed on the notice and the decision'),
  },
})

/** The party finds its case by the number and code of its letter, once; from then on it stands in this list. */
export default page({
  path: paths.mine,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    join: action({
      operation: join,
      input: (f: FormValues) => readFields(fields, f) as never,
      next: ({ number }) => `${paths.mine}/${number}`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const { rows } = await p.call(list, {})
    const title = text('我的处罚案件', 'My penalty cases')
    return {
      title,
      body: (
        <PortalPage p={p} title={t(title)} narrow labels={Object.fromEntries(fields.map((f) => [f.name, t(f.label)]))}>
          {rows.length === 0 ? (
            <Empty>
              {t(
                '还没有。收到告知书、决定书的，在下面填案号和校验码。',
                'None yet. If you received a letter, enter its number and code below.',
              )}
            </Empty>
          ) : (
            <ul class="plain links">
              {rows.map((r) => (
                <li>
                  <a href={`${paths.mine}/${r.number}`}>
                    {r.title[lang]} {r.number}
                  </a>
                  <p>
                    {r.status[lang]} · {sayDay(r.openedAt, lang)}
                  </p>
                </li>
              ))}
            </ul>
          )}
          <section>
            <h2>{t('凭告知书、决定书进入', 'Open a case by your letter')}</h2>
            <StepForm
              p={p}
              name="join"
              button={t('进入', 'Open')}
              fields={fields}
              values={{ number: p.query.number }}
              tells={t(
                '进入后，您可以在网上查看文书、陈述申辩、要求听证、缴款。',
                'Then you can read letters, state your case, ask for a hearing and pay here.',
              )}
            />
          </section>
        </PortalPage>
      ),
    }
  },
})
