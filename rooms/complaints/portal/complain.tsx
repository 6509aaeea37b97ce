import { contract as cases } from '../../../kernel/cases/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { action, type FormValues, type PageContext, page, text } from '../../../kernel/platform/index.ts'
import { Act, Button, Empty, Field, PortalPage, sayDay } from '../../../web/ui/index.ts'
import { complaint } from '../case.kind.ts'
import { submit } from '../contract.ts'
import { portal } from '../paths.ts'

const one = (v: FormValues[string] | undefined): string => (typeof v === 'string' ? v.trim() : '')

/** The form, and the complaints that the person made. */
export default page({
  path: portal,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    submit: action({
      operation: submit,
      input: (f: FormValues) => ({
        unit: one(f.unit),
        about: one(f.about) || undefined,
        complaint: one(f.complaint),
        electronic: f.electronic === 'true',
      }),
      next: ({ number }) => `${portal}/${number}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const all = (await units(p.tx)).filter((u) => u.kind !== 'supervision-office')
    const { cases: rows } = await p.call(cases.myCases, { kind: complaint.kind })
    const typed = (name: string) => one(p.form?.values[name]) || p.query[name] || ''
    return {
      title: text('投诉办理情况', 'Complain about handling'),
      body: (
        <PortalPage
          p={p}
          title={t('投诉办理情况', 'Complain about handling')}
          lead={t(
            '由被投诉单位以外的机关办理；被投诉的单位看不到是谁提的。15 天内告知您谁在办，60 天内答复。',
            'Handled by an office other than the unit complained about, which does not see who complains. Within 15 days you hear who handles it, within 60 the answer.',
          )}
          labels={{ unit: t('单位', 'Unit'), complaint: t('情况', 'What happened') }}
          narrow
        >
          <form method="post" class="form" novalidate>
            <Act p={p} name="submit" />
            <div class="field">
              <label for="f-unit">{t('投诉哪个单位', 'Which unit')}</label>
              {wrong(p, 'unit') && <span class="error">{wrong(p, 'unit')}</span>}
              <select id="f-unit" name="unit" required>
                <option value="">{t('请选择', 'Please choose')}</option>
                {all.map((u) => (
                  <option value={u.code} selected={typed('unit') === u.code}>
                    {u.name[lang]}
                  </option>
                ))}
              </select>
            </div>
            <Field
              name="about"
              label={t('办件编号（有就填）', 'Number of the case, if any')}
              value={typed('about')}
              error={wrong(p, 'about')}
            />
            <Field
              name="complaint"
              type="textarea"
              lines={8}
              label={t('发生了什么，希望怎样解决', 'What happened, and what you ask for')}
              value={typed('complaint')}
              error={wrong(p, 'complaint')}
              required
            />
            <label class="choice">
              <input type="checkbox" name="electronic" value="true" checked={typed('electronic') === 'true'} />{' '}
              {t(
                '同意在本网站接收答复书（电子送达）',
                'I agree to receive the answer on this site (electronic service)',
              )}
            </label>
            <Button>{t('提交投诉', 'Submit')}</Button>
          </form>
          <section>
            <h2>{t('我的投诉', 'My complaints')}</h2>
            {rows.length === 0 ? (
              <Empty>{t('还没有。', 'None yet.')}</Empty>
            ) : (
              <ul class="plain links">
                {rows.map((r) => (
                  <li>
                    <a href={`${portal}/${r.number}`}>{r.number}</a>
                    <p>
                      {r.statusText[lang]} · {sayDay(r.submittedAt, lang)}
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

const wrong = (p: PageContext, field: string): string | undefined => {
  const said = p.form?.fields[field]
  return said && p.t(said)
}
