import { type Count, dayOf } from '../../../kernel/calendar/index.ts'
import { contract as cases } from '../../../kernel/cases/index.ts'
import { action, type FormValues, type PageContext, page, postOf, text } from '../../../kernel/platform/index.ts'
import {
  Act,
  Button,
  ErrorSummary,
  Field,
  Light,
  Notice,
  ShadowScale,
  sayDay,
  sayTime,
  Timeline,
} from '../../../web/ui/index.ts'
import * as contract from '../contract.ts'

const of = async (p: PageContext) => p.call(contract.measuresOfCase, { number: p.params.number! })
const here = (_: unknown, p: PageContext) => p.url.pathname

/** One case under supervision: its clock, its lights, and the ladder of measures. */
export default page({
  path: '/desk/supervision/:number',
  shell: 'desk',
  allow: ({ actor }) => postOf(actor) !== undefined,
  actions: {
    reminder: action({
      operation: contract.sendReminder,
      input: async (f: FormValues, p: PageContext) => ({ caseId: (await of(p)).caseId, said: String(f.said ?? '') }),
      next: here,
    }),
    order: action({
      operation: contract.issueOrder,
      input: async (f: FormValues, p: PageContext) => ({
        caseId: (await of(p)).caseId,
        said: String(f.said ?? ''),
        days: Number(f.days ?? 0),
      }),
      next: here,
    }),
    answer: action({
      operation: contract.answerOrder,
      input: (f) => ({ id: String(f.id), answer: String(f.answer ?? '') }),
      next: here,
    }),
    close: action({ operation: contract.closeOrder, input: (f) => ({ id: String(f.id) }), next: here }),
  },
  async render(p) {
    const { t, lang } = p
    const m = await of(p)
    const c = await p.call(cases.viewCase, { number: p.params.number! })
    const clocks = c.clocks as Record<string, Count | undefined>
    const typed = (action: string, name: string) =>
      p.form?.action === action ? String(p.form.values[name] ?? '') : undefined
    const error = (action: string, name: string) =>
      p.form?.action === action ? p.form.fields[name]?.[lang] : undefined
    const open = m.measures.find((x) => x.answeredAt === null && x.closedAt === null)
    const answered = m.measures.find((x) => x.answeredAt !== null && x.closedAt === null)
    return {
      title: text(`监察 ${c.number}`, `Supervision of ${c.number}`),
      body: (
        <>
          <p class="small">
            <a href="/desk/supervision">← {t('监察', 'Supervision')}</a>
          </p>
          <h1>
            {c.title[lang]} <span class="num small">{c.number}</span>
          </h1>
          <p>
            {c.unitName[lang]} · {c.statusText[lang]} ·{' '}
            <a href={`/desk/cases/${c.number}`}>{t('看办件', 'the case')}</a>
          </p>
          {p.form && (
            <ErrorSummary
              fields={p.form.fields}
              lang={lang}
              title={(p.form.problem.detail ?? p.form.problem.title)[lang]}
            />
          )}
          <ShadowScale
            statutory={clocks.statutory}
            promised={clocks.promised}
            today={dayOf(p.clock.now())}
            lang={lang}
          />
          {m.lights.map((l) => (
            <p>
              <Light colour={l.clearedAt ? 'off' : (l.light as 'red' | 'yellow')}>
                {l.light === 'red' ? t('红牌', 'red') : t('黄牌', 'yellow')}
              </Light>{' '}
              {l.rule[lang]}，{t('期限', 'due')} {sayDay(l.due, lang)}，{t('亮于', 'raised')}{' '}
              {sayTime(l.raisedAt, lang)}
              {l.clearedAt && `，${t('灭于', 'cleared')} ${sayTime(l.clearedAt, lang)}`}
            </p>
          ))}
          <h2>{t('催办与督办', 'Reminders and orders')}</h2>
          {m.measures.length === 0 && <p class="small">{t('还没有。', 'None yet.')}</p>}
          <Timeline
            lang={lang}
            label={t('催办与督办', 'Reminders and orders')}
            entries={[...m.measures].reverse().map((x) => ({
              key: x.id,
              title: x.kind === 'order' ? t('督办单', 'Supervision order') : t('催办', 'Reminder'),
              at: x.issuedAt,
              who: x.due ? t(`最迟 ${x.due} 答复`, `answer by ${x.due}`) : '',
              why: x.said,
              more: (
                <>
                  {x.answer && (
                    <Notice
                      kind="info"
                      title={t(
                        `单位答复（${sayTime(x.answeredAt!, lang)}）`,
                        `The unit’s answer (${sayTime(x.answeredAt!, lang)})`,
                      )}
                    >
                      <p>{x.answer}</p>
                    </Notice>
                  )}
                  {x.closedAt && (
                    <p class="small">
                      {t(`办结于 ${sayTime(x.closedAt, lang)}`, `closed ${sayTime(x.closedAt, lang)}`)}
                    </p>
                  )}
                </>
              ),
            }))}
          />
          <section class="act-forms">
            {m.abilities['answer-order'] && open && (
              <form method="post">
                <Act p={p} name="answer" />
                <input type="hidden" name="id" value={open.id} />
                <Field
                  scope="answer"
                  name="answer"
                  type="textarea"
                  label={t('答复', 'Answer')}
                  hint={t(
                    '说明原因、已采取的措施和完成日期。',
                    'Say why, what was done and by when it will be finished.',
                  )}
                  value={typed('answer', 'answer')}
                  error={error('answer', 'answer')}
                  required
                />
                <Button>{t('提交答复', 'Send the answer')}</Button>
              </form>
            )}
            {m.abilities['close-order'] && answered && (
              <form method="post" class="actions">
                <Act p={p} name="close" />
                <input type="hidden" name="id" value={answered.id} />
                <Button>{t('认可答复，办结', 'Accept the answer and close')}</Button>
              </form>
            )}
            {m.abilities['send-reminder'] && (
              <details open={p.form?.action === 'reminder'}>
                <summary>{t('催办', 'Send a reminder')}</summary>
                <form method="post">
                  <Act p={p} name="reminder" />
                  <Field
                    scope="reminder"
                    name="said"
                    type="textarea"
                    label={t('催办的话', 'Words')}
                    value={typed('reminder', 'said')}
                    error={error('reminder', 'said')}
                    lines={2}
                    required
                  />
                  <Button>{t('催办', 'Send')}</Button>
                </form>
              </details>
            )}
            {m.abilities['issue-order'] && (
              <details open={p.form?.action === 'order'}>
                <summary>{t('发督办单', 'Issue an order')}</summary>
                <form method="post">
                  <Act p={p} name="order" />
                  <p class="small">
                    {t(
                      '单位须在期限内书面答复，再监察同时看到。',
                      'The unit must answer in writing by the deadline; the second level sees it too.',
                    )}
                  </p>
                  <Field
                    scope="order"
                    name="said"
                    type="textarea"
                    label={t('督办内容', 'The order')}
                    value={typed('order', 'said')}
                    error={error('order', 'said')}
                    lines={3}
                    required
                  />
                  <Field
                    scope="order"
                    name="days"
                    type="number"
                    label={t('几个工作日内答复', 'Working days to answer')}
                    value={typed('order', 'days') ?? '3'}
                    error={error('order', 'days')}
                    required
                  />
                  <Button>{t('发督办单', 'Issue')}</Button>
                </form>
              </details>
            )}
          </section>
        </>
      ),
    }
  },
})
