import { holdersOfUnit, contract as identity, units } from '../../../kernel/identity/index.ts'
import { action, type FormValues, holdsPost, page, text } from '../../../kernel/platform/index.ts'
import {
  Act,
  Button,
  DeskPage,
  Empty,
  Field,
  type FormField,
  Light,
  type Option,
  readFields,
  StepForm,
} from '../../../web/ui/index.ts'
import { cardsPath } from '../paths.ts'

const title = text('行政执法证件', 'Enforcement cards')
const granting = (options: Option[]): FormField[] => [
  { name: 'personId', kind: 'choice', label: text('发给谁', 'To whom'), options, decides: true },
  { name: 'number', kind: 'text', label: text('证号', 'Number'), most: 24 },
  { name: 'zh', kind: 'text', label: text('执法类别（中文）', 'Field (Chinese)'), most: 60 },
  { name: 'en', kind: 'text', label: text('执法类别（英文）', 'Field (English)'), most: 120 },
  { name: 'from', kind: 'day', label: text('有效期的第一天', 'First day') },
  { name: 'until', kind: 'day', label: text('有效期的最后一天', 'Last day') },
]

/** The register as the legal office keeps it, a unit at a time: grant, and take back with a reason. */
export default page({
  path: cardsPath,
  shell: 'desk',
  allow: holdsPost('legal-officer', (post, { home }) => post.jurisdiction === home),
  actions: {
    grant: action({
      operation: identity.grantCard,
      input: (f: FormValues, p) => {
        const { zh = '', en = '', ...rest } = readFields(granting([]), f)
        return { ...rest, unit: p.query.unit ?? '', scope: { zh, en } } as never
      },
      next: (_, p) => `${p.url.pathname}?unit=${encodeURIComponent(p.query.unit ?? '')}&done=1`,
    }),
    withdraw: action({
      operation: identity.withdrawCard,
      input: (f: FormValues) => ({ number: String(f.number ?? ''), reason: String(f.reason ?? '') }),
      next: (_, p) => `${p.url.pathname}?unit=${encodeURIComponent(p.query.unit ?? '')}&done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const all = (await units(p.tx)).filter((u) => u.kind === 'department')
    const unit = all.find((u) => u.code === p.query.unit)
    const cards = unit ? await p.call(identity.listCards, { unit: unit.code }) : []
    const holders = unit ? await holdersOfUnit(p.tx, unit.code, p.clock.now()) : []
    const refused = p.form?.action === 'withdraw' ? p.form : undefined
    return {
      title,
      body: (
        <DeskPage
          p={p}
          title={t(title)}
          lead={t(
            '由法制机构发放和收回，单位自己不能发。',
            'Granted and taken back by the legal office, never by the unit itself.',
          )}
          said={[[p.query.done, text('已办理。', 'Done.')]]}
          labels={Object.fromEntries([
            ...granting([]).map((f) => [f.name, t(f.label)]),
            ['reason', t('收回的理由', 'Why it is taken back')],
          ])}
        >
          <form method="get" class="actions">
            <div class="field">
              <label for="f-unit">{t('单位', 'Unit')}</label>
              <select id="f-unit" name="unit">
                {all.map((u) => (
                  <option value={u.code} selected={u.code === unit?.code}>
                    {u.name[lang]}
                  </option>
                ))}
              </select>
            </div>
            <Button secondary>{t('看这个单位', 'Show')}</Button>
          </form>
          {unit && (
            <>
              <h2>{unit.name[lang]}</h2>
              {cards.length === 0 && <Empty>{t('还没有证件。', 'No cards yet.')}</Empty>}
              {cards.map((c) => (
                <details class="card" open={refused?.values.number === c.number}>
                  <summary>
                    <strong>{c.name}</strong> <span class="num">{c.number}</span> · {c.scope[lang]} · {c.from} —{' '}
                    {c.until}{' '}
                    <Light colour={c.valid ? 'green' : 'off'}>
                      {c.valid ? t('有效', 'valid') : c.withdrawn ? t('已收回', 'taken back') : t('无效', 'not valid')}
                    </Light>
                  </summary>
                  {!c.withdrawn && (
                    <form method="post" class="actions" novalidate>
                      <Act p={p} name="withdraw" />
                      <input type="hidden" name="number" value={c.number} />
                      <Field
                        scope={c.number}
                        name="reason"
                        label={t('收回的理由（不公开）', 'Why it is taken back (not public)')}
                        value={refused?.values.number === c.number ? String(refused.values.reason ?? '') : ''}
                        error={
                          refused?.values.number === c.number
                            ? refused.fields.reason && t(refused.fields.reason)
                            : undefined
                        }
                        required
                      />
                      <Button danger>{t('收回', 'Take back')}</Button>
                    </form>
                  )}
                </details>
              ))}
              <details class="more" open={p.form?.action === 'grant'}>
                <summary>{t('发证', 'Grant a card')}</summary>
                <StepForm
                  p={p}
                  name="grant"
                  button={t('发证', 'Grant')}
                  fields={granting(
                    holders.map((h) => ({
                      value: h.id,
                      text: text(`${h.name} · ${h.post.zh}`, `${h.name} · ${h.post.en}`),
                    })),
                  )}
                />
              </details>
            </>
          )}
        </DeskPage>
      ),
    }
  },
})
