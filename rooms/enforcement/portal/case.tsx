import {
  action,
  type Contract,
  type FormValues,
  type Output,
  type PageContext,
  text,
} from '../../../kernel/platform/index.ts'
import { citizenPage, Facts, type FormField, fieldsOf, readFields, StepForm, sayDay } from '../../../web/ui/index.ts'
import { penalty } from '../case.kind.ts'
import { askDeferral, defend, view } from '../contract.ts'
import * as paths from '../paths.ts'
import { BandOf, DueOf, MarksOf } from '../shown.tsx'

type View = Output<typeof view>

const defending = fieldsOf(defend, {
  statement: { label: text('我要陈述、申辩', 'What I have to say'), kind: 'lines', lines: 6, required: false },
  hearing: { label: text('我要求听证', 'I ask for a hearing'), required: false },
  waived: { label: text('我没有意见，放弃陈述申辩', 'I have nothing to say and waive it'), required: false },
})
const deferring = fieldsOf(askDeferral, {
  reason: { label: text('为什么要暂缓或分期', 'Why you ask to pay later or in parts'), kind: 'lines' },
})

const on = (operation: Contract<any, any, any, 'write'>, fields: FormField[]) =>
  action({
    operation,
    input: (f: FormValues) => ({ ...readFields(fields, f), caseId: f.caseId }) as never,
    next: (_, p: PageContext) => `${p.url.pathname}?done=1`,
  })

/** For the party: notices, defence, hearing, payment with its surcharge, redress. */
export default citizenPage<View>({
  kind: penalty,
  path: paths.mine,
  back: { href: paths.mine, text: text('我的处罚案件', 'My penalty cases') },
  view,
  begun: text('立案于', 'filed'),
  scale: { statutory: 'penalty.decide' },
  // What is seized has its days in its own letter; above all stands by when the matter is decided, then by when it is paid.
  head: ['penalty.decide', 'penalty.serve', 'penalty.pay'],
  ends: 'penalty.decided',
  actions: { defend: on(defend, defending), defer: on(askDeferral, deferring) },
  said: (_, p) => [[p.query.done, text('已收到。', 'It was received.')]],
  next: ({ c, p: { t } }) => {
    if (c.closed) return t('已经结案。', 'It is closed.')
    if (c.due && c.due.balance > 0)
      return t('请缴款；过期每日加处百分之三。', 'Please pay; three per cent a day are added when it is late.')
    if (c.noticed && !c.decided)
      return c.noticed.until
        ? t(
            `${c.noticed.until} 前可以陈述申辩${c.noticed.hearing ? '、要求听证' : ''}。`,
            `Until ${c.noticed.until} you may state your case${c.noticed.hearing ? ' and ask for a hearing' : ''}.`,
          )
        : t('告知书正在送达。', 'The notice is being served.')
    return t(`由${c.work[0]?.who.zh ?? c.unitName.zh}办理。`, `With ${c.work[0]?.who.en ?? c.unitName.en}.`)
  },
  todo: ({ c, p }) => {
    const { t, lang } = p
    const id = <input type="hidden" name="caseId" value={c.id} />
    return (
      <>
        <Facts
          rows={[
            [t('涉嫌的违法行为', 'What it is about'), t(c.conduct)],
            [t('行为日期、地点', 'Day and place'), `${c.actOn} ${c.place}`],
          ]}
        />
        {c.noticed && !c.decided && (
          <StepForm
            p={p}
            name="defend"
            button={t('提交', 'Send')}
            fields={c.noticed.hearing && !c.noticed.asked ? defending : defending.filter((f) => f.name !== 'hearing')}
            tells={t(
              '您说的都会复核，不会因为申辩加重处罚（行政处罚法第四十五条）。',
              'All that you say is weighed; a defence makes nothing heavier (Administrative Penalty Law art. 45).',
            )}
          >
            {id}
          </StepForm>
        )}
        {c.computed && c.decided && <BandOf v={c} lang={lang} />}
        {c.due && <DueOf v={c} lang={lang} />}
        <MarksOf v={c} lang={lang} />
        {c.due && c.due.balance > 0 && !c.due.deferralAsked && (
          <details class="more no-print">
            <summary>{t('有困难，申请暂缓或分期', 'Ask to pay later or in parts')}</summary>
            <StepForm p={p} name="defer" button={t('申请', 'Ask')} fields={deferring}>
              {id}
            </StepForm>
          </details>
        )}
        {c.due?.deferralAsked && <p>{t('暂缓、分期的申请在办理中。', 'Your wish to pay later is being decided.')}</p>}
      </>
    )
  },
  foot: ({ c, p: { t, lang } }) => {
    const served = c.acts.findLast((a) => a.type === 'document.served' && a.facts.number === c.decided?.document)
    const last = served?.facts.lastDays as Record<string, string> | undefined
    if (!c.decided) return null
    return (
      <section>
        <h2>{t('不服怎么办', 'If you disagree')}</h2>
        <p>
          {c.simple
            ? t(
                '当场处罚的，先申请行政复议，对复议不服再起诉（行政复议法第二十三条）。',
                'Against a penalty on the spot a review comes first, then a suit (Administrative Review Law art. 23).',
              )
            : t('可以申请行政复议，也可以直接起诉。', 'You may ask for a review, or sue at once.')}{' '}
          {last &&
            Object.entries(last).map(([name, day]) => (
              <span>
                {name === 'review' || name === 'reconsideration'
                  ? t('复议最后一日', 'last day for a review')
                  : t('起诉最后一日', 'last day to sue')}{' '}
                {sayDay(day, lang)}；
              </span>
            ))}
          {t('复议、诉讼期间不加处罚款。', 'No surcharge runs meanwhile.')}
        </p>
      </section>
    )
  },
})
