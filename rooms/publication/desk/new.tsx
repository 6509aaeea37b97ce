import { dayOf } from '../../../kernel/calendar/index.ts'
import { action, type FormValues, holdsPost, page, text } from '../../../kernel/platform/index.ts'
import { Act, Button, DeskPage, Field } from '../../../web/ui/index.ts'
import { PUBLICIST } from '../case.kind.ts'
import { make } from '../contract.ts'
import { items } from '../items.ts'
import * as paths from '../paths.ts'

const one = (v: FormValues[string] | undefined): string => (typeof v === 'string' ? v.trim() : '')
const TITLE = text('登记应公开的信息', 'Record information to be published')

export default page({
  path: paths.deskNew,
  shell: 'desk',
  allow: holdsPost(PUBLICIST),
  actions: {
    make: action({
      operation: make,
      input: (f: FormValues) => ({
        item: one(f.item),
        title: one(f.title),
        on: one(f.on),
        amends: one(f.amends) || undefined,
      }),
      next: ({ number }) => `${paths.desk}/${number}?done=1`,
    }),
  },
  render(p) {
    const { t, lang } = p
    const typed = (name: string) => one(p.form?.values[name]) || p.query[name] || ''
    const wrong = (name: string) => p.form?.fields[name]?.[lang]
    return {
      title: TITLE,
      body: (
        <DeskPage
          p={p}
          title={t(TITLE)}
          lead={t(
            '从形成或者变更之日起，二十个工作日内公开（第二十六条）。',
            'Published within twenty working days from when it was made or changed (art. 26).',
          )}
        >
          <form method="post" class="form" novalidate>
            <Act p={p} name="make" />
            <div class="field">
              <label for="f-item">{t('属于哪一类', 'Item')}</label>
              {wrong('item') && <span class="error">{wrong('item')}</span>}
              <select id="f-item" name="item" required>
                <option value="">{t('请选择', 'Please choose')}</option>
                {items.map((i) => (
                  <option value={i.code} selected={i.code === typed('item')}>
                    {i.code} {i.title[lang]}
                  </option>
                ))}
              </select>
            </div>
            <Field name="title" label={t('名称', 'Title')} value={typed('title')} error={wrong('title')} required />
            <Field
              name="on"
              type="date"
              label={t('哪天形成', 'Made on')}
              value={typed('on') || dayOf(p.clock.now())}
              error={wrong('on')}
              required
            />
            <Field
              name="amends"
              label={t('更正哪一份（编号，没有就空着）', 'Which one it amends (number, if any)')}
              value={typed('amends')}
              error={wrong('amends')}
            />
            <Button>{t('登记', 'Record')}</Button>
          </form>
        </DeskPage>
      ),
    }
  },
})
