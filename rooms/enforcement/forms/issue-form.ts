import { text } from '../../../kernel/platform/index.ts'
import { act } from '../case.kind.ts'
import { issueForm } from '../contract.ts'
import { officer } from '../who.rules.ts'
import { formOf, issue } from './forms.ts'

/** Any form of the field that no act issues by itself: records, summonses, orders, lists. */
export default act(issueForm, {
  act: 'form.issued',
  who: officer,
  async prepare(ctx) {
    const { at, input, problem } = ctx
    const form = formOf(input.form)
    if (!form || form.act) throw problem('NO_FORM')
    if (at.facts.closedAt && !form.kind.startsWith('volume-')) throw problem('CLOSED')
    const missing = form.asks.filter((a) => !input.fields[a.name]?.trim())
    if (missing.length > 0)
      throw problem('INCOMPLETE', {
        fields: Object.fromEntries(
          missing.map((a) => [`fields.${a.name}`, text(`请填“${a.zh}”。`, `Please fill in “${a.en}”.`)]),
        ),
      })
    return issue(ctx, at, form.kind, input.fields)
  },
  says: ({ input, made }) => ({
    basis: formOf(input.form)!.basis,
    public: { form: input.form, document: made.said },
    private: { fields: input.fields, document: made.content },
  }),
  output: ({ made }) => ({ document: made.said.number }),
})
