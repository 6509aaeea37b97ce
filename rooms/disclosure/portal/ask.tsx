import { contract as cases } from '../../../kernel/cases/index.ts'
import { postsOfUnits, units } from '../../../kernel/identity/index.ts'
import { action, anyone, page, text } from '../../../kernel/platform/index.ts'
import { Empty, fieldsOf, PortalPage, readFields, StepForm, sayDay } from '../../../web/ui/index.ts'
import { disclosure, OFFICER } from '../case.kind.ts'
import { CATEGORIES, request } from '../contract.ts'
import * as paths from '../paths.ts'

const TITLE = text('依申请公开', 'Ask for information')
const fields = fieldsOf(request, {
  category: { label: text('您是', 'You are'), options: { ...CATEGORIES } },
  asked: {
    label: text('要公开什么，每行写一项', 'What you ask for, one thing a line'),
    hint: text(
      '写得越具体越快：名称、文号、时间。不用说明理由。',
      'The more exact the faster: name, number, time. No reasons are asked for.',
    ),
    kind: 'lines',
    lines: 6,
  },
})

/** The form, and one's own requests. Standing is never asked here: it is a right. */
export default page({
  path: paths.portal,
  shell: 'portal',
  allow: anyone,
  actions: {
    ask: action({
      operation: request,
      input: (f) => ({ ...readFields(fields, f), unit: f.unit }) as never,
      next: ({ number }) => `${paths.portal}/${number}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const taking = new Set((await postsOfUnits(p.tx)).filter((x) => x.role === OFFICER).map((x) => x.unit))
    const all = (await units(p.tx)).filter((u) => taking.has(u.code))
    const person = p.actor.kind === 'person'
    const mine = person ? (await p.call(cases.myCases, { kind: disclosure.kind })).cases : []
    const typed = typeof p.form?.values.unit === 'string' ? p.form.values.unit : ''
    return {
      title: TITLE,
      body: (
        <PortalPage
          p={p}
          title={t(TITLE)}
          lead={t(
            '没有主动公开的政府信息，可以申请。不用说明理由，不收费；二十个工作日内逐项答复，每一天怎么算都看得到。',
            'Government information that is not yet published can be asked for. No reasons, no fee; answered item by item within twenty working days, and you see how each day is counted.',
          )}
          labels={{
            unit: t('向哪个单位', 'Which unit'),
            asked: t('要公开什么', 'What you ask for'),
            category: t('您是', 'You are'),
          }}
          narrow
        >
          {person ? (
            <StepForm p={p} name="ask" button={t('提交申请', 'Submit')} fields={fields}>
              <div class="field">
                <label for="f-unit">{t('向哪个单位申请', 'Which unit')}</label>
                <select id="f-unit" name="unit" required>
                  <option value="">{t('请选择', 'Please choose')}</option>
                  {all.map((u) => (
                    <option value={u.code} selected={u.code === typed}>
                      {u.name[lang]}
                    </option>
                  ))}
                </select>
              </div>
            </StepForm>
          ) : (
            <p>
              <a class="button" href={`/login?next=${paths.portal}`}>
                {t('登录后申请', 'Log in to ask')}
              </a>{' '}
              {t('也可以当面、邮寄提出，效力一样。', 'In person or by post it is as good.')}
            </p>
          )}
          <p class="small">
            {t('投诉、举报、信访请走', 'Complaints and reports go to ')}
            <a href="/complaints">{t('投诉', 'Complaints')}</a>
            {t('；查自己的办件请走', '; your own cases to ')}
            <a href="/my">{t('我的办件', 'My cases')}</a>
            {t('。', '.')}{' '}
            <a href={`${paths.annual}/${p.clock.now().getFullYear()}`}>{t('年度报告', 'Yearly report')}</a>
          </p>
          {person && (
            <section>
              <h2>{t('我的申请', 'My requests')}</h2>
              {mine.length === 0 ? (
                <Empty>{t('还没有。', 'None yet.')}</Empty>
              ) : (
                <ul class="plain links">
                  {mine.map((r) => (
                    <li>
                      <a href={`${paths.portal}/${r.number}`}>{r.number}</a>
                      <p>
                        {r.statusText[lang]} · {sayDay(r.submittedAt, lang)}
                      </p>
                    </li>
                  ))}
                </ul>
              )}
            </section>
          )}
        </PortalPage>
      ),
    }
  },
})
