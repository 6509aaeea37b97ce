import type { CaseView } from '../../../kernel/cases/index.ts'
import { action, type FormValues, text } from '../../../kernel/platform/index.ts'
import { citizenPage, fieldsOf, readFields, StepForm } from '../../../web/ui/index.ts'
import { ticket } from '../case.kind.ts'
import { rate } from '../contract.ts'
import * as paths from '../paths.ts'
import { ways } from '../routes.ts'
import { sayAct } from '../say.ts'

const rating = fieldsOf(rate, {
  outcome: {
    label: text('解决了吗', 'Is it solved?'),
    options: {
      satisfied: text('解决了，满意', 'Solved, satisfied'),
      reopen: text('没有解决，要求重办', 'Not solved, do it anew'),
    },
  },
  words: {
    label: text('说明（要求重办的必须写）', 'Why (needed to have it done anew)'),
    kind: 'lines',
    required: false,
  },
})
const wayOf = (c: CaseView) => {
  const code = c.acts.findLast((a) => a.type === 'ticket.assigned')?.facts.way
  return ways.find((w) => w.code === code)
}

export default citizenPage({
  kind: ticket,
  path: paths.portal,
  back: { href: paths.portal, text: text('咨询投诉', 'Questions and complaints') },
  scale: { statutory: 'ticket.answer' },
  actions: {
    rate: action({
      operation: rate,
      input: (f: FormValues) => ({ ...readFields(rating, f), caseId: f.caseId }) as never,
      next: ({ number }) => `${paths.portal}/${number}?rated=1`,
    }),
  },
  adds: sayAct,
  said: (_, p) => [
    [
      p.query.done,
      text(
        '已收到。派给谁、哪天答复，这一页都会写。',
        'It was received. Whom it goes to and by which day is shown here.',
      ),
    ],
    [p.query.rated, text('谢谢，已记下。', 'Thank you, it was recorded.')],
  ],
  next: ({ c, p }) =>
    c.closed
      ? p.t('已经办结。', 'It is closed.')
      : c.status === 'answered'
        ? p.t('已经答复，请看看解决了没有。', 'It was answered; please say whether it is solved.')
        : c.status === 'merged'
          ? p.t(
              '和别人反映的同一件事一起办，答复也会给您。',
              'It is handled together with the same matter of somebody else; you get the answer, too.',
            )
          : p.t(`由${c.work[0]?.who.zh ?? c.unitName.zh}办理。`, `With ${c.work[0]?.who.en ?? c.unitName.en}.`),
  todo: ({ c, p }) => {
    const way = wayOf(c)
    return (
      <>
        {way && (
          <p>
            <a class="button secondary" href={way.path}>
              {way.title[p.lang]}
            </a>
          </p>
        )}
        {c.mine.includes('ticket.rated') && (
          <StepForm p={p} name="rate" button={p.t('提交评价', 'Rate')} fields={rating}>
            <input type="hidden" name="caseId" value={c.id} />
          </StepForm>
        )}
      </>
    )
  },
})
