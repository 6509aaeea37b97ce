import { action, type FormValues, type PageContext, text } from '../../../kernel/platform/index.ts'
import { Act, Button, Field, Light, sayDay, sayTime } from '../../../web/ui/index.ts'
import { answerOrder, closeOrder, type MeasureView } from '../contract.ts'
import { pathOfCase } from '../paths.ts'

const here = (_: unknown, p: PageContext) => `${p.url.pathname}?done=1`

/** What a page with measures takes: an answer, and its acceptance, each for the one measure that the form names. */
export const answering = {
  answer: action({
    operation: answerOrder,
    input: (f: FormValues) => ({ id: String(f.id), answer: String(f.answer ?? '') }),
    next: here,
  }),
  close: action({ operation: closeOrder, input: (f: FormValues) => ({ id: String(f.id) }), next: here }),
}
export const ANSWER_LABELS: Record<'zh' | 'en', Record<string, string>> = {
  zh: { answer: '答复', said: '内容', days: '几个工作日内答复', unit: '发给' },
  en: { answer: 'Answer', said: 'Words', days: 'Working days to answer', unit: 'To' },
}

/** One measure with what it says, how it stands, and its own answer: a form says which measure it answers. */
export function MeasureCard({ p, m, link }: { p: PageContext; m: MeasureView; link?: boolean }) {
  const { t, lang } = p
  const refused = p.form?.values.id === m.id ? p.form : undefined
  const name = t(
    `${m.officeName.zh} ${sayDay(m.issuedAt, 'zh')} 的${m.title.zh}`,
    `${m.title.en} of ${sayDay(m.issuedAt, 'en')} by ${m.officeName.en}`,
  )
  const colour = m.state === 'waiting' ? (m.kind === 'order' || m.late ? 'red' : 'yellow') : 'off'
  return (
    <section class={`measure ${colour === 'off' ? '' : colour}`} id={`m-${m.id}`} aria-labelledby={`mt-${m.id}`}>
      <h3 id={`mt-${m.id}`}>
        <Light colour={colour}>{m.title[lang]}</Light> {link && <a href={pathOfCase(m.number)}>{m.number}</a>}
      </h3>
      <p class="small">
        {m.officeName[lang]} → {m.unitName[lang]} · {sayTime(m.issuedAt, lang)}
        {m.due && t(` · 最迟 ${sayDay(m.due, 'zh')} 答复`, ` · answer by ${sayDay(m.due, 'en')}`)}
        {m.late && ` · ${t('已逾期', 'overdue')}`}
      </p>
      <p>{m.said}</p>
      {m.answer && (
        <p>
          <strong>{t('答复：', 'Answer: ')}</strong>
          {m.answer} <span class="small">{m.answeredAt && sayTime(m.answeredAt, lang)}</span>
        </p>
      )}
      {m.closedAt && (
        <p class="small">{t(`办结于 ${sayTime(m.closedAt, 'zh')}`, `Closed ${sayTime(m.closedAt, 'en')}`)}</p>
      )}
      {m.state === 'waiting' && !m.mayAnswer && <p class="small">{t('等待单位答复。', 'Waiting for the answer.')}</p>}
      {m.mayAnswer && (
        <form method="post" novalidate>
          <Act p={p} name="answer" />
          <input type="hidden" name="id" value={m.id} />
          <Field
            scope={`answer-${m.id}`}
            name="answer"
            type="textarea"
            lines={3}
            label={t(`答复：${name}`, `Answer to the ${name}`)}
            hint={t('说明原因、已采取的措施和完成日期。', 'Say why, what was done and by when it will be finished.')}
            value={refused && String(refused.values.answer ?? '')}
            error={refused?.fields.answer?.[lang]}
            required
          />
          <Button>{t(`提交对${m.title.zh}的答复`, `Send the answer to the ${m.title.en.toLowerCase()}`)}</Button>
        </form>
      )}
      {m.mayClose && (
        <form method="post" class="actions">
          <Act p={p} name="close" />
          <input type="hidden" name="id" value={m.id} />
          <Button>
            {t(`认可答复，${m.title.zh}办结`, `Accept the answer and close the ${m.title.en.toLowerCase()}`)}
          </Button>
        </form>
      )}
    </section>
  )
}

export const stateWords = {
  waiting: text('等待答复', 'Awaiting the answer'),
  answered: text('已答复，待办结', 'Answered, to be closed'),
  closed: text('已办结', 'Closed'),
}
