import { dayOf, workingDaysBetween } from '../../../kernel/calendar/index.ts'
import { type BodyContext, defineDocument } from '../../../kernel/documents/index.ts'
import { type Text, text } from '../../../kernel/platform/index.ts'
import type { CaseFacts } from '../case.fold.ts'

type Of<I> = BodyContext<CaseFacts, I>
const to = ({ at }: Of<any>): string => at.parties.find((p) => p.role === 'applicant')?.name ?? ''
const about = ({ at }: Of<any>): Text =>
  text(
    `关于“${at.item!.content.name.zh}”申请（办件编号 ${at.found.number}）：`,
    `On the application for “${at.item!.content.name.en}” (case ${at.found.number}):`,
  )
const asWritten = (said: string): Text => text(said, said)
const FREE = text(
  '申请人、利害关系人不承担听证的费用。',
  'The hearing costs the applicant and those concerned nothing.',
)

export const hearingOffer = defineDocument<
  CaseFacts,
  { why: 'others' | 'public'; matter: string; until: string | null }
>({
  kind: 'licence-hearing-offer',
  title: text('听证告知书', 'Notice of the right to a hearing'),
  series: '听告',
  body: (of) => ({
    to: to(of),
    paragraphs: [
      about(of),
      asWritten(of.input.matter),
      of.input.why === 'others'
        ? text(
            `它直接涉及他人的重大利益。申请人和利害关系人可以在 ${of.input.until} 以前要求听证。`,
            `It directly touches weighty interests of others. The applicant and those concerned may ask for a hearing until ${of.input.until}.`,
          )
        : text(
            '它涉及公共利益，本机关将举行听证，时间和地点另行公告。',
            'It touches the public interest: a hearing will be held, whose time and place will be announced.',
          ),
      FREE,
    ],
    basis: [{ law: '行政许可法', article: of.input.why === 'others' ? 47 : 46 }],
  }),
})

export const hearingCall = defineDocument<
  CaseFacts,
  { on: string; time: string; place: string; presider: string; reason: string }
>({
  kind: 'licence-hearing-notice',
  title: text('听证通知书', 'Notice of the hearing'),
  series: '听通',
  body(of) {
    const { on, time, place, presider, reason } = of.input
    const before = of.at.facts.hearing?.called
    const days = workingDaysBetween(dayOf(of.on), on)
    return {
      to: to(of),
      paragraphs: [
        about(of),
        ...(before
          ? [
              text(
                `原定 ${before.on} ${before.time} 的听证改期：${reason}`,
                `The hearing of ${before.on} ${before.time} is moved: ${reason}`,
              ),
            ]
          : []),
        text(
          '听证公开举行。认为主持人与这一件有直接利害关系的，可以申请回避。',
          'The hearing is public. Who thinks that the chair has a direct interest in it may challenge the chair.',
        ),
        text(
          `听证需要约 ${days} 个工作日，不计入作出决定的期限。`,
          `The hearing takes about ${days} working days, which do not count against the limit of the decision.`,
        ),
        FREE,
      ],
      lines: [
        [text('时间', 'When'), text(`${on} ${time}`, `${on} ${time}`)],
        [text('地点', 'Where'), asWritten(place)],
        [text('主持人', 'Chair'), asWritten(presider)],
      ],
      basis: [
        { law: '行政许可法', article: 48 },
        { law: '行政许可法', article: 45 },
      ],
    }
  },
})

export const hearingRecord = defineDocument<
  CaseFacts,
  { present: string; unsigned: string; record: string; opinion: string }
>({
  kind: 'licence-hearing-record',
  title: text('听证笔录', 'Record of the hearing'),
  series: '听录',
  signed: true,
  body: (of) => ({
    to: to(of),
    paragraphs: [about(of), asWritten(of.input.record)],
    lines: [
      ...(of.input.present
        ? [[text('到场并签字的人', 'Who was there and signed'), asWritten(of.input.present)] as [Text, Text]]
        : []),
      ...(of.input.unsigned
        ? [
            [text('到场没有签字的人和原因', 'Who would not sign, and why'), asWritten(of.input.unsigned)] as [
              Text,
              Text,
            ],
          ]
        : []),
      [text('主持人的意见', 'What the chair makes of it'), asWritten(of.input.opinion)],
    ],
    basis: [{ law: '行政许可法', article: 48 }],
  }),
})

export const hearingDocuments = [hearingOffer, hearingCall, hearingRecord]
