import { findCase } from '../../../kernel/cases/index.ts'
import { action, type FormValues, page, postOf, text } from '../../../kernel/platform/index.ts'
import { Button, DeskPage, type FormField, readFields, StepForm } from '../../../web/ui/index.ts'
import { issueForm, view } from '../contract.ts'
import { byHand, type Form, formOf } from '../forms/forms.ts'
import * as paths from '../paths.ts'
import { OFFICER } from '../who.rules.ts'

const fieldsFor = (form: Form): FormField[] =>
  form.asks.map((a) => ({ name: a.name, kind: a.lines ? 'lines' : 'text', label: text(a.zh, a.en), most: 4000 }))

/** The forms that no act makes by itself: choose one, fill in what the case does not know, and it is numbered and kept. */
export default page({
  path: `${paths.desk}/:number/forms`,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, OFFICER) !== undefined,
  actions: {
    issue: action({
      operation: issueForm,
      input: async (f: FormValues, p) => {
        const form = formOf(String(f.form ?? ''))
        return {
          caseId: (await findCase(p.tx, p.params.number!))?.id ?? '',
          form: String(f.form ?? ''),
          fields: form ? readFields(fieldsFor(form), f) : {},
        } as never
      },
      next: (_, p) => `${paths.desk}/${p.params.number}?done=1`,
    }),
  },
  async render(p) {
    const { t } = p
    const v = await p.call(view, { number: p.params.number! })
    const chosen = formOf(String(p.form?.values.form ?? p.query.form ?? ''))
    const shown = chosen && !chosen.act ? chosen : undefined
    const form = p.form && {
      ...p.form,
      fields: Object.fromEntries(Object.entries(p.form.fields).map(([k, said]) => [k.replace(/^fields\./, ''), said])),
    }
    const title = text(`制作文书 ${v.number}`, `Make a form ${v.number}`)
    return {
      title,
      body: (
        <DeskPage
          p={{ ...p, ...(form ? { form } : {}) }}
          title={t(title)}
          back={{ href: `${paths.desk}/${v.number}`, text: v.number }}
        >
          <form method="get" class="form narrow">
            <div class="field">
              <label for="f-form">{t('哪一种文书', 'Which form')}</label>
              <select id="f-form" name="form">
                {byHand.map((f) => (
                  <option value={f.kind} selected={f.kind === shown?.kind}>
                    {t(f.title)}
                  </option>
                ))}
              </select>
            </div>
            <Button secondary>{t('打开', 'Open')}</Button>
          </form>
          {shown && (
            <section class="narrow">
              <h2>{t(shown.title)}</h2>
              <StepForm
                p={{ ...p, ...(form ? { form } : {}) }}
                name="issue"
                button={t('出具并编号', 'Issue and number it')}
                fields={[...fieldsFor(shown), { name: 'form', kind: 'hidden', label: text('文书', 'Form') }]}
                values={{ form: shown.kind, place: v.place }}
                tells={t(
                  '案号、当事人、日期、证号由系统填写；出具后不能改，只能另出。',
                  'Number, party, day and cards are filled in; once issued it is not changed.',
                )}
              />
            </section>
          )}
        </DeskPage>
      ),
    }
  },
})
