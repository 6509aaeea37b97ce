import { action, type FormValues, type PageContext, type Text, text, uploaded } from '../../../kernel/platform/index.ts'
import { Act, Button, Field, Light, sayDay, sayTime } from '../../../web/ui/index.ts'
import { answerOrder, closeOrder, type MeasureView } from '../contract.ts'
import {
  acknowledgeMeasure,
  askExtension,
  handBack,
  returnAnswer,
  settleExtension,
  takeOver,
} from '../ladder.contract.ts'
import { pathOfCase, pathOfPaper } from '../paths.ts'

const here = (_: unknown, p: PageContext) => `${p.url.pathname}?done=1`
const one = (f: FormValues) => ({ id: String(f.id) })

/** What a page with measures takes, each for the one measure that the form names. */
export const answering = {
  answer: action({
    operation: answerOrder,
    input(f: FormValues) {
      const paper = uploaded(f.paper)
      return { ...one(f), answer: String(f.answer ?? ''), ...(paper && paper.size > 0 ? { paper } : {}) }
    },
    next: here,
  }),
  close: action({ operation: closeOrder, input: one, next: here }),
  acknowledge: action({ operation: acknowledgeMeasure, input: one, next: here }),
  extend: action({
    operation: askExtension,
    input: (f: FormValues) => ({ ...one(f), days: String(f.days ?? ''), why: String(f.why ?? '') }),
    next: here,
  }),
  settle_extension: action({
    operation: settleExtension,
    input: (f: FormValues) => ({
      ...one(f),
      outcome: f.outcome === 'grant' ? ('grant' as const) : ('refuse' as const),
    }),
    next: here,
  }),
  send_back: action({
    operation: returnAnswer,
    input: (f: FormValues) => ({ ...one(f), why: String(f.why ?? '') }),
    next: here,
  }),
  take_over: action({ operation: takeOver, input: one, next: here }),
  hand_back: action({ operation: handBack, input: one, next: here }),
}
export const ANSWER_LABELS: Record<'zh' | 'en', Record<string, string>> = {
  zh: {
    answer: '答复',
    said: '内容',
    days: '工作日',
    unit: '发给',
    why: '理由',
    paper: '证明材料',
    reason: '申诉理由',
    words: '意见',
    cause: '误报原因',
    outcome: '结论',
  },
  en: {
    answer: 'Answer',
    said: 'Words',
    days: 'Working days',
    unit: 'To',
    why: 'Reasons',
    paper: 'Paper',
    reason: 'Reasons of the appeal',
    words: 'Words',
    cause: 'Why it was false',
    outcome: 'Outcome',
  },
}

type Card = { p: PageContext; m: MeasureView }

/** A form that only says which measure it is about. */
const Press = ({
  p,
  m,
  name,
  extra = {},
  secondary,
  children,
}: Card & { name: string; extra?: Record<string, string>; secondary?: boolean; children: string }) => (
  <form method="post" class="actions">
    <Act p={p} name={name} />
    <input type="hidden" name="id" value={m.id} />
    {Object.entries(extra).map(([key, value]) => (
      <input type="hidden" name={key} value={value} />
    ))}
    <Button secondary={secondary ?? false}>{children}</Button>
  </form>
)

const refusedOf = ({ p, m }: Card, name: string) =>
  p.form?.action === name && p.form.values.id === m.id ? p.form : undefined

/** Words and, where asked, a number, for one measure. */
function Say({
  p,
  m,
  name,
  summary,
  label,
  days,
  button,
}: Card & { name: string; summary: string; label: Text; days?: Text; button: string }) {
  const { lang } = p
  const refused = refusedOf({ p, m }, name)
  return (
    <details class="more no-print" open={refused !== undefined}>
      <summary>{summary}</summary>
      <form method="post" novalidate>
        <Act p={p} name={name} />
        <input type="hidden" name="id" value={m.id} />
        {days && (
          <Field
            scope={`${name}-${m.id}`}
            name="days"
            type="number"
            label={days[lang]}
            value={refused && String(refused.values.days ?? '')}
            error={refused?.fields.days?.[lang]}
            required
          />
        )}
        <Field
          scope={`${name}-${m.id}`}
          name="why"
          type="textarea"
          lines={2}
          label={label[lang]}
          value={refused && String(refused.values.why ?? '')}
          error={refused?.fields.why?.[lang]}
          required
        />
        <Button secondary>{button}</Button>
      </form>
    </details>
  )
}

/** How a measure stands: acknowledged, put off, sent back, taken over, gone up. */
function Standing({ p: { t }, m }: Card) {
  const lines: (string | false | null)[] = [
    m.acknowledgedAt && t(`${sayTime(m.acknowledgedAt, 'zh')} 签收`, `acknowledged ${sayTime(m.acknowledgedAt, 'en')}`),
    !m.acknowledgedAt &&
      m.state === 'waiting' &&
      m.acknowledgeBy &&
      t(`${sayDay(m.acknowledgeBy, 'zh')} 前签收`, `to be acknowledged by ${sayDay(m.acknowledgeBy, 'en')}`),
    m.extended > 0 && t(`已延期 ${m.extended} 个工作日`, `${m.extended} working days more were granted`),
    m.asked &&
      t(
        `申请延期 ${m.asked.days} 个工作日：${m.asked.why}`,
        `asks for ${m.asked.days} working days more: ${m.asked.why}`,
      ),
    m.returnedWhy && t(`答复曾退回：${m.returnedWhy}`, `an answer was sent back: ${m.returnedWhy}`),
    m.takenFromName && t(`再监察从${m.takenFromName.zh}提级办理`, `taken over from ${m.takenFromName.en}`),
    m.escalatedAt &&
      t(
        `逾期没有答复，${sayTime(m.escalatedAt, 'zh')} 升到上一级`,
        `unanswered, went up ${sayTime(m.escalatedAt, 'en')}`,
      ),
  ]
  return (
    <>
      {lines.filter(Boolean).map((line) => (
        <p class="small">{line}</p>
      ))}
      {m.papers.length > 0 && (
        <ul class="small">
          {m.papers.map((paper) => (
            <li>
              <a href={pathOfPaper(m.id, paper.sha256)}>{paper.name}</a> {Math.ceil(paper.size / 1024)} KB
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** One measure with what it says, how it stands, and its own forms: each says which measure it is about. */
export function MeasureCard({ p, m, link }: Card & { link?: boolean }) {
  const { t, lang } = p
  const refused = refusedOf({ p, m }, 'answer')
  const name = t(
    `${m.officeName.zh} ${sayDay(m.issuedAt, 'zh')} 的${m.title.zh}`,
    `${m.title.en} of ${sayDay(m.issuedAt, 'en')} by ${m.officeName.en}`,
  )
  const colour = m.state === 'waiting' ? (m.kind !== 'reminder' || m.late ? 'red' : 'yellow') : 'off'
  return (
    <section class={`measure ${colour === 'off' ? '' : colour}`} id={`m-${m.id}`} aria-labelledby={`mt-${m.id}`}>
      <h3 id={`mt-${m.id}`}>
        <Light colour={colour}>{m.title[lang]}</Light> {link && <a href={pathOfCase(m.number)}>{m.number}</a>}
      </h3>
      <p class="small">
        {m.officeName[lang]} → {m.unitName[lang]} · {sayTime(m.issuedAt, lang)}
        {m.due && t(` · 最迟 ${sayDay(m.due, 'zh')} 答复`, ` · answer by ${sayDay(m.due, 'en')}`)}
        {m.late && ` · ${t('已逾期', 'overdue')}`}
        {m.quiet && ` · ${t('系统提醒，不必答复', 'a prompt of the system; no answer is asked for')}`}
      </p>
      <p>{m.said}</p>
      {m.answer && (
        <p>
          <strong>{t('答复：', 'Answer: ')}</strong>
          {m.answer} <span class="small">{m.answeredAt && sayTime(m.answeredAt, lang)}</span>
        </p>
      )}
      <Standing p={p} m={m} />
      {m.closedAt && !m.escalatedAt && (
        <p class="small">{t(`办结于 ${sayTime(m.closedAt, 'zh')}`, `Closed ${sayTime(m.closedAt, 'en')}`)}</p>
      )}
      {m.state === 'waiting' && !m.mayAnswer && !m.quiet && (
        <p class="small">{t('等待单位答复。', 'Waiting for the answer.')}</p>
      )}
      {m.mayAcknowledge && (
        <Press p={p} m={m} name="acknowledge" secondary>
          {t(`签收${m.title.zh}`, `Acknowledge the ${m.title.en.toLowerCase()}`)}
        </Press>
      )}
      {m.mayAnswer && (
        <form method="post" novalidate enctype="multipart/form-data">
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
          <Field
            scope={`answer-${m.id}`}
            name="paper"
            type="file"
            label={t('证明材料（可不交）', 'A paper that proves it (optional)')}
            hint={t('PDF 或图片，10 MB 以内', 'PDF or picture, up to 10 MB')}
            error={refused?.fields.paper?.[lang]}
          />
          <Button>{t(`提交对${m.title.zh}的答复`, `Send the answer to the ${m.title.en.toLowerCase()}`)}</Button>
        </form>
      )}
      {m.mayAskExtension && (
        <Say
          p={p}
          m={m}
          name="extend"
          summary={t('申请延期', 'Ask for more time')}
          days={text('延几个工作日', 'How many working days more')}
          label={text('为什么', 'Why')}
          button={t('提交延期申请', 'Ask')}
        />
      )}
      {m.maySettleExtension && (
        <>
          <Press p={p} m={m} name="settle_extension" extra={{ outcome: 'grant' }}>
            {t(`同意延期 ${m.asked!.days} 个工作日`, `Grant ${m.asked!.days} working days`)}
          </Press>
          <Press p={p} m={m} name="settle_extension" extra={{ outcome: 'refuse' }} secondary>
            {t('不同意延期', 'Refuse')}
          </Press>
        </>
      )}
      {m.mayClose && (
        <>
          <Press p={p} m={m} name="close">
            {t(`认可答复，${m.title.zh}办结`, `Accept the answer and close the ${m.title.en.toLowerCase()}`)}
          </Press>
          <Say
            p={p}
            m={m}
            name="send_back"
            summary={t('退回答复', 'Send the answer back')}
            label={text('哪里没有说清、没有改到位', 'What it does not say or do')}
            button={t('退回，重新答复', 'Send back')}
          />
        </>
      )}
      {m.mayTakeOver && (
        <Press p={p} m={m} name="take_over" secondary>
          {t('提级办理', 'Take over')}
        </Press>
      )}
      {m.mayHandBack && (
        <Press p={p} m={m} name="hand_back" secondary>
          {t('交回初级监察', 'Hand back')}
        </Press>
      )}
    </section>
  )
}

export const stateWords = {
  waiting: text('等待答复', 'Awaiting the answer'),
  answered: text('已答复，待办结', 'Answered, to be closed'),
  closed: text('已办结', 'Closed'),
}
