import { contract as cases } from '../../../kernel/cases/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { action, anyone, type FormValues, type PageContext, page, text } from '../../../kernel/platform/index.ts'
import { Act, Button, Empty, Field, PortalPage, sayDay } from '../../../web/ui/index.ts'
import { ticket } from '../case.kind.ts'
import { submit } from '../contract.ts'
import * as paths from '../paths.ts'
import { ways } from '../routes.ts'

const one = (v: FormValues[string] | undefined): string => (typeof v === 'string' ? v.trim() : '')
const TITLE = text('咨询投诉', 'Ask, ask for help, suggest, complain')

/** One form for everything that is said to the government; nobody is asked to know which department it is for. */
export default page({
  path: paths.portal,
  shell: 'portal',
  allow: anyone,
  actions: {
    submit: action({
      operation: submit,
      input: (f: FormValues) => ({
        said: one(f.said),
        place: one(f.place),
        district: one(f.district) || undefined,
        unit: one(f.unit) || undefined,
        against: f.against === 'true',
      }),
      next: ({ number }) => `${paths.portal}/${number}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const all = await units(p.tx)
    const typed = (name: string) => one(p.form?.values[name]) || p.query[name] || ''
    const wrong = (name: string) => p.form?.fields[name]?.[lang]
    const person = p.actor.kind === 'person'
    const { cases: mine } = person ? await p.call(cases.myCases, { kind: ticket.kind }) : { cases: [] }
    return {
      title: TITLE,
      body: (
        <PortalPage
          p={p}
          title={t(TITLE)}
          lead={t(
            '不用分类，写清楚什么事、在哪里就行。派给谁、谁在办、哪天答复都看得到；不满意可以要求重办。',
            'No category: say what it is and where. You see whom it was sent to, who handles it and by which day; not satisfied, it is done anew.',
          )}
          labels={{ said: t('什么事', 'What it is about'), unit: t('涉及的单位', 'Unit') }}
          narrow
        >
          {person ? (
            <form method="post" class="form" novalidate>
              <Act p={p} name="submit" />
              <Field
                name="said"
                type="textarea"
                lines={6}
                label={t('什么事，希望怎样', 'What it is about, and what you ask for')}
                hint={t('别写身份证号；只有承办的人看得到。', 'No identity numbers; only those who handle it read it.')}
                value={typed('said')}
                error={wrong('said')}
                required
              />
              <Field
                name="place"
                label={t('在哪里（有就填）', 'Where, if anywhere')}
                value={typed('place')}
                error={wrong('place')}
              />
              <div class="field">
                <label for="f-district">{t('哪个区（不知道就不选）', 'District, if you know')}</label>
                <select id="f-district" name="district">
                  <option value="">{t('不选', 'none')}</option>
                  {districts(all).map((d) => (
                    <option value={d.jurisdiction} selected={d.jurisdiction === typed('district')}>
                      {d.name[lang]}
                    </option>
                  ))}
                </select>
              </div>
              <div class="field">
                <label for="f-unit">{t('涉及哪个单位（不知道就不选）', 'Unit, if you know')}</label>
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
              </div>
              <label class="choice">
                <input type="checkbox" name="against" value="true" checked={typed('against') === 'true'} />{' '}
                {t(
                  '这是对这个单位的投诉（由别的单位办，它看不到是谁提的）',
                  'It is a complaint against this unit (handled by another; it does not see who complains)',
                )}
              </label>
              <Button>{t('提交', 'Submit')}</Button>
            </form>
          ) : (
            <p>
              <a class="button" href={`/login?next=${paths.portal}`}>
                {t('登录后提交', 'Log in to submit')}
              </a>{' '}
              {t('不登录可以拨打 12345。', 'Without logging in, please call 12345.')}
            </p>
          )}
          <nav aria-label={t('别的入口', 'Other ways')}>
            <p class="small">
              {t('先看看有没有现成的答案：', 'Perhaps it was answered already: ')}
              <a href={paths.answers}>{t('公开的问答', 'published questions')}</a> ·{' '}
              <a href={paths.track}>{t('按编号查进度', 'progress by number')}</a>
            </p>
            <p class="small">
              {t('这些事有专门的途径和期限：', 'These have ways and limits of their own: ')}
              {ways.map((w, i) => (
                <>
                  {i > 0 && ' · '}
                  <a href={w.path}>{w.title[lang]}</a>
                </>
              ))}
            </p>
          </nav>
          {person && (
            <section>
              <h2>{t('我提过的', 'Mine')}</h2>
              {mine.length === 0 ? <Empty>{t('还没有。', 'None yet.')}</Empty> : <Mine rows={mine} p={p} />}
            </section>
          )}
        </PortalPage>
      ),
    }
  },
})

const districts = (all: Awaited<ReturnType<typeof units>>) => all.filter((u) => u.kind === 'government')

function Mine({
  rows,
  p,
}: {
  rows: { number: string; statusText: { zh: string; en: string }; submittedAt: Date }[]
  p: PageContext
}) {
  return (
    <ul class="plain links">
      {rows.map((r) => (
        <li>
          <a href={`${paths.portal}/${r.number}`}>{r.number}</a>
          <p>
            {r.statusText[p.lang]} · {sayDay(r.submittedAt, p.lang)}
          </p>
        </li>
      ))}
    </ul>
  )
}
