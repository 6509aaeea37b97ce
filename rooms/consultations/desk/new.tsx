import { units } from '../../../kernel/identity/index.ts'
import { action, type FormValues, holdsPost, page, text } from '../../../kernel/platform/index.ts'
import { Act, Button, DeskPage, Field } from '../../../web/ui/index.ts'
import { OFFICE } from '../case.kind.ts'
import { record } from '../contract.ts'
import * as paths from '../paths.ts'

const one = (v: FormValues[string] | undefined): string => (typeof v === 'string' ? v.trim() : '')
const TITLE = text('登记来电、来访', 'Record a call or visit')

/** What was said by telephone or at the counter, while the person is there. */
export default page({
  path: paths.deskNew,
  shell: 'desk',
  allow: holdsPost(OFFICE),
  actions: {
    record: action({
      operation: record,
      input: (f: FormValues) => ({
        channel: one(f.channel) as 'phone',
        said: one(f.said),
        place: one(f.place),
        unit: one(f.unit) || undefined,
        against: f.against === 'true',
        contact: { name: one(f.name), phone: one(f.phone), email: one(f.email) },
      }),
      next: ({ number }) => `${paths.desk}/${number}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const all = await units(p.tx)
    const typed = (name: string) => one(p.form?.values[name])
    const wrong = (name: string) => p.form?.fields[name]?.[lang]
    return {
      title: TITLE,
      body: (
        <DeskPage
          p={p}
          title={t(TITLE)}
          lead={t('登记后把编号告诉对方；可以按编号查进度。', 'Tell the number; progress is looked up by it.')}
        >
          <form method="post" class="form" novalidate>
            <Act p={p} name="record" />
            <fieldset class="field">
              <legend>{t('渠道', 'Channel')}</legend>
              {(['phone', 'counter'] as const).map((c) => (
                <label class="choice">
                  <input type="radio" name="channel" value={c} checked={typed('channel') === c} />{' '}
                  {c === 'phone' ? t('电话', 'telephone') : t('当面', 'in person')}
                </label>
              ))}
              {wrong('channel') && <span class="error">{wrong('channel')}</span>}
            </fieldset>
            <Field
              name="said"
              type="textarea"
              lines={6}
              label={t('什么事', 'What it is about')}
              value={typed('said')}
              error={wrong('said')}
              required
            />
            <Field name="place" label={t('在哪里', 'Where')} value={typed('place')} error={wrong('place')} />
            <Field
              name="name"
              label={t('怎么称呼（可不留）', 'Name (optional)')}
              value={typed('name')}
              error={wrong('contact.name')}
            />
            <Field
              name="phone"
              label={t('电话（可不留）', 'Telephone (optional)')}
              value={typed('phone')}
              error={wrong('contact.phone')}
            />
            <Field
              name="email"
              label={t('邮箱（可不留）', 'E-mail (optional)')}
              value={typed('email')}
              error={wrong('contact.email')}
            />
            <div class="field">
              <label for="f-unit">{t('涉及哪个单位', 'Unit')}</label>
              {wrong('unit') && <span class="error">{wrong('unit')}</span>}
              <select id="f-unit" name="unit">
                <option value="">{t('不选', 'none')}</option>
                {all
                  .filter((u) => u.kind !== 'supervision-office')
                  .map((u) => (
                    <option value={u.code} selected={u.code === typed('unit')}>
                      {u.name[lang]}
                    </option>
                  ))}
              </select>
              <label class="choice">
                <input type="checkbox" name="against" value="true" checked={typed('against') === 'true'} />{' '}
                {t('是对这个单位的投诉', 'It is against this unit')}
              </label>
            </div>
            <Button>{t('登记', 'Record')}</Button>
          </form>
        </DeskPage>
      ),
    }
  },
})
