import { contract as archive } from '../../../kernel/archive/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { action, holdsPost, type PageContext, page, text } from '../../../kernel/platform/index.ts'
import { Act, DeskPage, Facts, fieldsOf, Light, readFields, StepForm, sayDay, sayTime } from '../../../web/ui/index.ts'
import { Contents } from '../contents.tsx'
import * as paths from '../paths.ts'
import { partWords } from '../words.ts'
import { ROLES } from './lists.tsx'

const login = { label: text('谁（登录名）', 'Who (log-in name)') }
const until = text('到哪天', 'Until')
const reason = text('为什么', 'Why')
const lendFields = fieldsOf(archive.lend, {
  login,
  part: { label: text('哪部分', 'Which part'), options: partWords },
  until,
  reason,
})
const openFields = fieldsOf(archive.open, { login, until, reason })
const keepFields = fieldsOf(archive.keepOn, {
  years: { label: text('再保管几年', 'For how many more years'), hint: text('不填就是永久', 'Left out: for ever') },
  reason,
})
const id = (p: PageContext) => p.params.id!
const done = (_: unknown, p: PageContext) => `${paths.volume(id(p))}?done=1`

/** One volume on the desk: contents and files, who has it, what the archive does with it. */
export const volume = page({
  path: `${paths.desk}/:id`,
  shell: 'desk',
  allow: holdsPost(ROLES),
  actions: {
    lend: action({
      operation: archive.lend,
      input: (form, p) => ({ id: id(p), ...readFields(lendFields, form) }),
      next: done,
    }),
    open: action({
      operation: archive.open,
      input: (form, p) => ({ id: id(p), ...readFields(openFields, form) }),
      next: done,
    }),
    back: action({ operation: archive.giveBack, input: (form, p) => ({ id: id(p), loan: form.loan }), next: done }),
    keep: action({
      operation: archive.keepOn,
      input: (form, p) => ({ id: id(p), ...readFields(keepFields, form) }),
      next: done,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const v = await p.call(archive.viewVolume, { id: id(p) })
    const unit = (await units(p.tx)).find((u) => u.code === v.unit)?.name[lang] ?? v.unit
    return {
      title: text('案卷', 'Volume'),
      body: (
        <DeskPage
          p={p}
          title={`${v.number} ${v.title[lang]}`}
          back={{ href: paths.desk, text: t('档案', 'Archive') }}
          said={[[p.query.done, text('已办。', 'Done.')]]}
          labels={{
            login: t(login.label),
            until: t(until),
            reason: t(reason),
            part: t('哪部分', 'Which part'),
            years: t('几年', 'Years'),
          }}
        >
          <Facts
            rows={[
              [t('办件', 'Case'), v.caseNumber],
              [t('立卷单位', 'Unit'), unit],
              [t('归档', 'Archived'), sayDay(v.archivedAt, lang)],
              [
                t('保管期限', 'Kept for'),
                `${v.retention[lang]}${v.unconfirmed ? t('（依据未核实）', ' (source not confirmed)') : ''}${v.keepUntil ? t(`，至 ${v.keepUntil}`, `, until ${v.keepUntil}`) : ''}`,
              ],
              ...(v.boundAt ? ([[t('装订', 'Bound'), sayTime(v.boundAt, lang)]] as [string, string][]) : []),
              ...(v.manifest
                ? ([[t('清单 SHA-256', 'Manifest SHA-256'), <code class="small">{v.manifest}</code>]] as [
                    string,
                    never,
                  ][])
                : []),
            ]}
          />
          {!v.boundAt && <p>{t('卷宗正在装订。', 'The volume is being bound.')}</p>}
          {v.boundAt && !v.main && <p>{t('要看卷内，请向档案室借阅。', 'To read it, borrow it from the archive.')}</p>}
          {v.main && <Contents id={v.id} part="main" bound={v.main} lang={lang} />}
          {v.secondary && <Contents id={v.id} part="secondary" bound={v.secondary} lang={lang} />}
          {v.loans.length > 0 && (
            <section aria-label={t('借阅记录', 'Loans')}>
              <h2>{t('借阅记录', 'Loans')}</h2>
              <ul class="plain">
                {v.loans.map((l) => (
                  <li>
                    {l.kind === 'lend' ? t('借出', 'Lent to') : t('查阅', 'Opened to')} {l.name}（{t(partWords[l.part])}
                    ），
                    {sayDay(l.from, lang)} – {l.until}：{l.reason}{' '}
                    {l.returnedAt ? (
                      t(`${sayDay(l.returnedAt, lang)} 归还`, `returned ${sayDay(l.returnedAt, lang)}`)
                    ) : (
                      <>
                        {l.late && <Light colour="red">{t('逾期', 'overdue')}</Light>}
                        <form method="post">
                          <Act p={p} name="back" />
                          <input type="hidden" name="loan" value={l.id} />
                          <button
                            class="button"
                            type="submit"
                            aria-label={t(`${l.name} 归还`, `Returned by ${l.name}`)}
                          >
                            {t('归还', 'Returned')}
                          </button>
                        </form>
                      </>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {v.mine.keeps && v.boundAt && (
            <>
              <section>
                <h2>{t('借给本地方的工作人员', 'Lend to an officer')}</h2>
                <StepForm p={p} name="lend" button={t('借出', 'Lend')} fields={lendFields} />
              </section>
              <section>
                <h2>{t('提供给个人查阅', 'Open to a person')}</h2>
                <StepForm
                  p={p}
                  name="open"
                  button={t('提供查阅', 'Open')}
                  fields={openFields}
                  tells={t('只看正卷。', 'The main volume only.')}
                />
              </section>
            </>
          )}
          {v.mine.keeps && v.over && (
            <section>
              <h2>{t('保管期满，鉴定', 'Its term is over: appraise')}</h2>
              <StepForm p={p} name="keep" button={t('继续保管', 'Keep on')} fields={keepFields} />
            </section>
          )}
        </DeskPage>
      ),
    }
  },
})
