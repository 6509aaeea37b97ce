import { type FormValues, type PageContext, text } from '../../../kernel/platform/index.ts'
import { type FormField, fieldsOf, Light, Notice, StepForm } from '../../../web/ui/index.ts'
import type { CaseView } from '../contract.ts'
import { visitFile } from './calendar.ts'
import { askVisitTime } from './visit.contract.ts'
import { conclusionWords } from './words.ts'

const COLOUR = { pass: 'green', amend: 'yellow', fail: 'red' } as const

/** 联合勘验 on one page: when and where, who comes, what each unit found, who is late. */
export function SiteVisit({
  c: { number, visit, visitOffer: offer },
  p,
  applicant = false,
}: {
  c: Pick<CaseView, 'number' | 'visit' | 'visitOffer'>
  p: PageContext
  /** The reader is the applicant, and is spoken to. */
  applicant?: boolean
}) {
  const { t, lang } = p
  if (offer)
    return (
      <section id="site-visit">
        <h3>{t('联合勘验', 'Joint site visit')}</h3>
        <p>
          {applicant
            ? t('请您选一个时间：', 'Please choose among: ')
            : t('等申请人选一个时间：', 'The applicant chooses among: ')}
          <span class="num">{offer.times.join(t('、', ', '))}</span>
          {offer.place && ` · ${offer.place}`}
        </p>
      </section>
    )
  if (!visit) return null
  return (
    <section id="site-visit">
      <h3>{t('联合勘验', 'Joint site visit')}</h3>
      <p>
        <strong class="num">
          {visit.on} {visit.time}
        </strong>
        {visit.said && ` · ${visit.said}`}
        {!visit.recorded && (
          <>
            {' · '}
            <a href={visitFile(number)}>{t('放进日历', 'Add to calendar')}</a>
          </>
        )}
        {visit.recorded && ` · ${t('已出勘验记录', 'the record is made')}`}
      </p>
      <ul class="plain">
        {visit.units.map((u) => (
          <li>
            <strong>{u.unitName[lang]}</strong>{' '}
            {u.conclusion ? (
              <>
                <Light colour={COLOUR[u.conclusion]}>{t(conclusionWords[u.conclusion])}</Light> {u.finding}
              </>
            ) : u.late ? (
              <Light colour="red">{t('逾期没有填意见', 'its part is overdue')}</Light>
            ) : (
              t(`勘验后填意见，${u.due} 前`, `records its part after the visit, by ${u.due}`)
            )}
            <br />
            <span class="small">{u.who ?? t('谁去，等它确认', 'has not said who comes')}</span>
          </li>
        ))}
      </ul>
      {visit.wish && (
        <Notice
          kind="warning"
          title={
            applicant
              ? t('您请求改时间，等牵头单位答复', 'You asked for another time; the lead unit answers')
              : t('申请人请求改时间', 'The applicant asks for another time')
          }
        >
          <p>{visit.wish}</p>
        </Notice>
      )}
    </section>
  )
}

const choosing = (times: readonly string[]): FormField[] => [
  {
    name: 'time',
    kind: 'choice',
    label: text('哪个时间', 'Which time'),
    options: times.map((value) => ({ value, text: text(value, value) })),
  },
]
export const chosen = (f: FormValues) => ({ time: String(f.time ?? '') })

/** Times that suit all units: the applicant takes one. */
export const ChooseTime = ({ offer, p }: { offer: NonNullable<CaseView['visitOffer']>; p: PageContext }) =>
  offer.times.length === 0 ? (
    <p>
      {p.t(
        '给的时间都过了或者被占了，牵头单位会另约，您不用做什么。',
        'None of the times is left; the lead unit will fix another, and there is nothing for you to do.',
      )}
    </p>
  ) : (
    <StepForm
      p={p}
      name="choose-visit-time"
      button={p.t('就选这个', 'Take it')}
      fields={choosing(offer.times)}
      tells={p.t(
        '各单位在这些时间都有空。选了就定下来，以后还可以请求改一次。',
        'All units are free at these times. It is fixed when you take it; you may still ask once for another.',
      )}
    />
  )

export const asking = fieldsOf(askVisitTime, {
  wish: {
    label: text('想改到什么时候、为什么', 'When instead, and why'),
    kind: 'lines',
  },
})

/** Once, before the day. */
export const AskTime = ({ p }: { p: PageContext }) => (
  <details class="more no-print" open={p.form?.action === 'ask-visit-time'}>
    <summary>{p.t('这个时间不行，请求改一次', 'I cannot be there: ask for another time')}</summary>
    <StepForm
      p={p}
      name="ask-visit-time"
      button={p.t('提交', 'Send')}
      fields={asking}
      tells={p.t(
        '只能请求一次；牵头单位另约，或者说明理由。',
        'Only once; the lead unit fixes another, or says why not.',
      )}
    />
  </details>
)
