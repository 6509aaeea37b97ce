import type { CaseView } from '../../../kernel/cases/index.ts'
import { action, type PageContext, text } from '../../../kernel/platform/index.ts'
import { citizenPage, fieldsOf, Money, readFields, StepForm } from '../../../web/ui/index.ts'
import { disclosure } from '../case.kind.ts'
import { correct, giveReasons } from '../contract.ts'
import { outcomeOf } from '../outcomes.ts'
import * as paths from '../paths.ts'

const correcting = fieldsOf(correct, {
  asked: {
    label: text('补正后的内容，每行写一项', 'What you ask for, made clear, one thing a line'),
    kind: 'lines',
    lines: 6,
  },
})
const reasoning = fieldsOf(giveReasons, {
  reasons: { label: text('为什么申请这么多', 'Why you ask for so much'), kind: 'lines', lines: 4 },
})
type Codes = { n: number; code: string }[]

/** Every day counted, and why; the answer item by item. */
export default citizenPage({
  kind: disclosure,
  path: paths.portal,
  back: { href: paths.portal, text: text('我的申请', 'My requests') },
  scale: { statutory: 'disclosure.reply' },
  actions: {
    correct: action({
      operation: correct,
      input: (f) => ({ ...readFields(correcting, f), caseId: f.caseId }) as never,
      next: ({ number }) => `${paths.portal}/${number}?done=1`,
    }),
    reasons: action({
      operation: giveReasons,
      input: (f) => ({ ...readFields(reasoning, f), caseId: f.caseId }) as never,
      next: ({ number }) => `${paths.portal}/${number}?done=1`,
    }),
  },
  said: (_, p) => [[p.query.done, text('已收到。', 'It was received.')]],
  next: ({ c, p }) =>
    c.status === 'made'
      ? p.t(
          `${c.unitName.zh}确认后开始计算期限（双方确认之日为收到之日）。`,
          `The days count once ${c.unitName.en} has confirmed (received when both sides confirm).`,
        )
      : c.status === 'correcting'
        ? p.t(
            '请您补正；收到补正之日起重新计算答复期限。',
            'Please make it clear; the time to answer then begins anew.',
          )
        : c.closed
          ? c.statusText[p.lang]
          : p.t(`由${c.work[0]?.who.zh ?? c.unitName.zh}办理。`, `With ${c.work[0]?.who.en ?? c.unitName.en}.`),
  adds: (a) => {
    const codes = a.facts.outcomes as Codes | undefined
    return codes
      ? text(
          codes.map((x) => `第 ${x.n} 项 ${outcomeOf(x.code)?.title.zh ?? x.code}`).join('；'),
          codes.map((x) => `item ${x.n}: ${outcomeOf(x.code)?.title.en ?? x.code}`).join('; '),
        )
      : undefined
  },
  todo: ({ c, p }) => (
    <>
      {asksWhy(c) && (
        <StepForm p={p} name="reasons" button={p.t('提交理由', 'Send')} fields={reasoning}>
          <input type="hidden" name="caseId" value={c.id} />
        </StepForm>
      )}
      <Fee c={c} p={p} />
      {c.papers.length > 0 && (
        <ul class="plain">
          {c.papers.map((f) => (
            <li>
              <a href={`/materials/${f.id}`}>{f.name}</a>{' '}
              <span class="small">
                {f.slot === 'redacted' ? p.t('部分内容已遮盖', 'parts are blackened') : p.t('公开的文件', 'disclosed')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {correctionOf(c, p)}
    </>
  ),
})

const asksWhy = (c: CaseView) =>
  !c.closed &&
  c.acts.some((a) => a.type === 'request.reasons-asked') &&
  !c.acts.some((a) => a.type === 'request.reasoned' || a.type === 'request.replied')

/** What is to be paid, by when and where; a fee is never a surprise. */
function Fee({ c, p }: { c: CaseView; p: PageContext }) {
  const fee = c.acts.find((a) => a.type === 'fee.noticed')?.facts
  if (!fee) return null
  const paid = c.acts.some((a) => a.type === 'fee.paid')
  return (
    <p>
      {p.t('信息处理费', 'Processing fee')} <Money fen={fee.fen as number} lang={p.lang} /> ·{' '}
      {paid
        ? p.t('已缴清', 'paid')
        : p.t(
            `请在 ${fee.due} 前缴纳，等待缴费的时间不计入期限`,
            `to be paid by ${fee.due}; the days do not count until then`,
          )}{' '}
      · <a href={`/pay/${fee.order}`}>{String(fee.order)}</a>
    </p>
  )
}

function correctionOf(c: CaseView, p: PageContext) {
  return (
    c.mine.includes('request.corrected') && (
      <StepForm p={p} name="correct" button={p.t('提交补正', 'Send')} fields={correcting}>
        <input type="hidden" name="caseId" value={c.id} />
      </StepForm>
    )
  )
}
