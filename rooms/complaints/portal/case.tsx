import { action, type FormValues, text } from '../../../kernel/platform/index.ts'
import { citizenPage, fieldsOf, readFields, StepForm } from '../../../web/ui/index.ts'
import { complaint } from '../case.kind.ts'
import { askReview } from '../contract.ts'
import { portal } from '../paths.ts'

const asking = fieldsOf(askReview, {
  complaint: { label: text('为什么不服', 'Why you disagree'), kind: 'lines', lines: 5 },
})

/** Progress by number: for who complained, and for the unit that it is about (without the name). */
export default citizenPage({
  kind: complaint,
  path: portal,
  back: { href: portal, text: text('我的投诉', 'My complaints') },
  actions: {
    review: action({
      operation: askReview,
      input: (f: FormValues) => ({ ...readFields(asking, f), caseId: f.caseId }) as never,
      next: ({ number }) => `${portal}/${number}?done=1`,
    }),
  },
  title(c) {
    const about = c.parties.find((x) => x.role === 'about')?.name
    return c.parent
      ? text(`请求复查${about}的答复`, `Review of the answer of ${about}`)
      : text(`对${about}的投诉`, `Complaint about ${about}`)
  },
  said: (_, p) => [[p.query.done, text('已收到。', 'It was received.')]],
  next: ({ c, p }) =>
    c.closed
      ? p.t('已经办结。', 'It is closed.')
      : p.t(`由${c.work[0]?.who.zh ?? c.unitName.zh}办理。`, `With ${c.work[0]?.who.en ?? c.unitName.en}.`),
  foot: ({ c, p }) =>
    !c.parent &&
    c.documents.some((d) => d.served) &&
    c.parties.some((x) => x.me && x.role === 'complainant') && (
      <details class="more no-print">
        <summary>{p.t('不服答复，请求复查', 'Ask for a review of the answer')}</summary>
        <StepForm
          p={p}
          name="review"
          button={p.t('请求复查', 'Ask for a review')}
          fields={asking}
          tells={p.t(
            '由答复单位的上一级机关办理；自收到答复书之日起三十日内可以提出。',
            'By the office above the one that answered; within thirty days of receiving its letter.',
          )}
        >
          <input type="hidden" name="caseId" value={c.id} />
        </StepForm>
      </details>
    ),
})
