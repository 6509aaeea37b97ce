import { caseAt } from '../../../kernel/cases/index.ts'
import {
  action,
  type FormValues,
  holdsPost,
  page,
  postOf,
  standardProblem,
  text,
} from '../../../kernel/platform/index.ts'
import { Act, Button, DeskPage, Field } from '../../../web/ui/index.ts'
import { type Disclosure, disclosure, linesOf, OFFICER } from '../case.kind.ts'
import { draft } from '../contract.ts'
import { outcomes } from '../outcomes.ts'
import * as paths from '../paths.ts'
import { askedOf } from '../view.ts'

const one = (v: FormValues[string] | undefined) => (typeof v === 'string' ? v.trim() : '')

/** One outcome an item, and what is said to it. */
export default page({
  path: `${paths.desk}/:number/draft`,
  shell: 'desk',
  allow: holdsPost(OFFICER),
  actions: {
    draft: action({
      operation: draft,
      input: (f) => ({
        caseId: one(f.caseId),
        answers: Array.from({ length: Math.min(Number(one(f.items)) || 0, 30) }, (_, i) => ({
          n: i + 1,
          code: one(f[`code.${i + 1}`]),
          text: one(f[`text.${i + 1}`]),
        })),
      }),
      next: ({ number }) => `${paths.desk}/${number}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const at = await caseAt<Disclosure>(p.tx, { number: p.params.number! })
    if (at.kind.kind !== disclosure.kind || postOf(p.actor)?.unitCode !== at.found.unit)
      throw standardProblem('NOT_FOUND')
    const lines = linesOf(await askedOf(p.tx, at))
    const title = text('逐项拟答复', 'Draft the answer')
    return {
      title,
      body: (
        <DeskPage
          p={p}
          title={t(title)}
          back={{ href: `${paths.desk}/${at.found.number}`, text: at.found.number }}
          lead={t(
            '每一项一个结果，用官方表格的代码；不公开的写明理由。',
            'One outcome an item, by the official codes; what is not granted needs its reasons.',
          )}
        >
          <form method="post" class="form" novalidate>
            <Act p={p} name="draft" />
            <input type="hidden" name="caseId" value={at.found.id} />
            <input type="hidden" name="items" value={String(lines.length)} />
            {lines.map((line, i) => {
              const n = i + 1
              const wrong = p.form?.fields[`code.${n}`] ?? p.form?.fields[`answers[${i}].code`]
              const typed = one(p.form?.values[`code.${n}`])
              return (
                <fieldset class="field">
                  <legend>
                    {n}. {line}
                  </legend>
                  <p class="small">
                    {at.facts.searched?.[n]
                      ? t('检索：找到', 'Search: found')
                      : t('检索：没有找到', 'Search: not found')}
                    {at.facts.consultations
                      .filter((c) => c.item === n)
                      .map((c) => ` · ${t('第三方：', 'third party: ')}${c.answer ?? t('未答', 'no answer yet')}`)}
                  </p>
                  <label for={`f-code-${n}`}>{t('结果', 'Outcome')}</label>
                  {wrong && <span class="error">{wrong[lang]}</span>}
                  <select id={`f-code-${n}`} name={`code.${n}`} required>
                    <option value="">{t('请选择', 'Please choose')}</option>
                    {outcomes.map((o) => (
                      <option value={o.code} selected={o.code === typed}>
                        {o.code} {o.title[lang]}
                      </option>
                    ))}
                  </select>
                  <Field
                    name={`text.${n}`}
                    type="textarea"
                    lines={4}
                    label={t('公开的内容，或者理由', 'What is disclosed, or why not')}
                    value={one(p.form?.values[`text.${n}`])}
                    error={p.form?.fields[`answers[${i}].text`]?.[lang]}
                    required
                  />
                </fieldset>
              )
            })}
            <Button>{t('报请审查', 'Send to review')}</Button>
          </form>
        </DeskPage>
      ),
    }
  },
})
