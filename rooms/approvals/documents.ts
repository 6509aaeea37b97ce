import { dayOf } from '../../kernel/calendar/index.ts'
import { type BodyContext, defineDocument } from '../../kernel/documents/index.ts'
import { type Text, text } from '../../kernel/platform/index.ts'
import { type CaseFacts, missingBy } from './case.fold.ts'

type Of<I> = BodyContext<CaseFacts, I>
const applicant = ({ at }: Of<any>): string => at.parties.find((p) => p.role === 'applicant')?.name ?? ''
const matter = ({ at }: Of<any>): Text => at.item!.content.name
const received = ({ at }: Of<any>): Text =>
  text(
    `您（单位）于 ${dayOf(at.found.submittedAt)} 提出的“${at.item!.content.name.zh}”申请（办件编号 ${at.found.number}）收悉。`,
    `Your application of ${dayOf(at.found.submittedAt)} for “${at.item!.content.name.en}” (case ${at.found.number}) was received.`,
  )
/** What an officer wrote stands as it was written, in both parts. */
const asWritten = (said: string): Text => text(said, said)

type Deferral = { material: string; until: string }
export const acceptanceNotice = defineDocument<
  CaseFacts,
  { by: 'clerk' | 'silence'; from: Date; deferred: Deferral[] }
>({
  kind: 'acceptance-notice',
  title: text('受理通知书', 'Notice of acceptance'),
  series: '受',
  body(of) {
    const { promised } = of.at.item!.content.limits
    const working = promised.unit === 'working-day'
    return {
      to: applicant(of),
      paragraphs: [
        received(of),
        of.input.by === 'silence'
          ? text(
              `法定期限内没有告知需要补正，依法自收到申请材料之日（${dayOf(of.input.from)}）起即为受理。`,
              `No notice of correction was given within the legal limit; by law the application is accepted from the day it was received, ${dayOf(of.input.from)}.`,
            )
          : text(
              '经审核，材料齐全，符合法定形式，予以受理。',
              'The papers are complete and in legal form; it is accepted.',
            ),
        text(
          `本机关承诺自受理之日起 ${promised.value} 个${working ? '工作日' : '自然日'}内作出决定；依法需要检验、检测、鉴定、听证、专家评审的时间不计入。`,
          `We promise a decision within ${promised.value} ${working ? 'working' : 'calendar'} days of acceptance; the time of inspections, appraisals, hearings and expert reviews required by law is not counted.`,
        ),
      ],
      lines: of.input.deferred.map((d): [Text, Text] => [
        materialName(of, d.material),
        text(`容缺后补，${d.until} 前补交`, `to come later, by ${d.until}`),
      ]),
      basis: [{ law: '行政许可法', article: 32 }],
    }
  },
})

/** What a material of the item is called. */
const materialName = ({ at }: Of<any>, id: string): Text =>
  at.item!.content.materials.find((m) => m.id === id)?.name ?? text(id, id)

export const deferralLapsed = defineDocument<CaseFacts, { day: string }>({
  kind: 'deferral-lapsed',
  title: text('容缺材料逾期告知书', 'Notice that a promised material is overdue'),
  series: '容',
  body(of) {
    const missing = missingBy(of.at.facts, of.input.day)
    return {
      to: applicant(of),
      paragraphs: [
        received(of),
        text(
          '下列材料您承诺在期限内补交，至今没有收到。补齐之前不颁发证照；不能补交的，本机关将依法不予许可。',
          'The following was promised within its limit and has not come. No licence is issued before it is there; if it cannot be given, the application will be refused as the law has it.',
        ),
      ],
      lines: missing.map((d): [Text, Text] => [
        materialName(of, d.material),
        text(`应在 ${d.until} 前补交`, `due ${d.until}`),
      ]),
      basis: [{ law: '行政许可法', article: 31 }],
    }
  },
})

export const decisionWithdrawn = defineDocument<CaseFacts, { reason: string }>({
  kind: 'decision-withdrawn',
  title: text('撤回决定通知书', 'Notice that a decision is withdrawn'),
  series: '撤决',
  body: (of) => ({
    to: applicant(of),
    paragraphs: [
      received(of),
      text(
        '本机关就这一申请作出的决定尚未送达，现予撤回，这一件就此终止；您可以重新申请。理由：',
        'The decision on it was not served yet and is withdrawn, and the case ends; you may apply anew. Reasons:',
      ),
      asWritten(of.input.reason),
    ],
    basis: [{ law: '行政许可法', article: 69 }],
    remedies: true,
  }),
})

export const correctionNotice = defineDocument<CaseFacts, { notice: string; materials: string[] }>({
  kind: 'correction-notice',
  title: text('补正告知书', 'Notice of correction'),
  series: '补',
  body(of) {
    const named = of.input.materials.map((id) => of.at.item!.content.materials.find((m) => m.id === id)?.name)
    return {
      to: applicant(of),
      paragraphs: [
        received(of),
        text('经审核，需要补正以下全部内容：', 'On examination, all of the following is to be corrected:'),
        asWritten(of.input.notice),
      ],
      lines: named.flatMap((name): [Text, Text][] => (name ? [[text('材料', 'Material'), name]] : [])),
      basis: [{ law: '行政许可法', article: 32, paragraph: 1, item: 4 }],
    }
  },
})

export const refusalOfAcceptance = defineDocument<CaseFacts, { reason: string }>({
  kind: 'acceptance-refused',
  title: text('不予受理决定书', 'Decision not to accept'),
  series: '不受',
  body: (of) => ({
    to: applicant(of),
    paragraphs: [
      received(of),
      text('经审核，决定不予受理。理由：', 'On examination it is not accepted. Reasons:'),
      asWritten(of.input.reason),
    ],
    basis: [{ law: '行政许可法', article: 32 }],
    remedies: true,
  }),
})

export const grantDecision = defineDocument<CaseFacts, { reason: string }>({
  kind: 'granted',
  title: text('准予行政许可决定书', 'Decision to grant'),
  series: '准许',
  body: (of) => ({
    to: applicant(of),
    paragraphs: [
      received(of),
      text(
        `经审查，符合法定条件、标准，决定准予“${matter(of).zh}”。`,
        `On review it meets the conditions and standards of the law; “${matter(of).en}” is granted.`,
      ),
      ...(of.input.reason ? [asWritten(of.input.reason)] : []),
    ],
    basis: [
      { law: '行政许可法', article: 38, paragraph: 1 },
      ...of.at.item!.content.limits.statutory.basis.filter((b) => b.law !== '行政许可法'),
    ],
    remedies: true,
  }),
})

export const refusalDecision = defineDocument<CaseFacts, { reason: string }>({
  kind: 'refused',
  title: text('不予行政许可决定书', 'Decision to refuse'),
  series: '不许',
  body: (of) => ({
    to: applicant(of),
    paragraphs: [
      received(of),
      text(`经审查，决定不予“${matter(of).zh}”许可。理由：`, `On review, “${matter(of).en}” is refused. Reasons:`),
      asWritten(of.input.reason),
    ],
    basis: [{ law: '行政许可法', article: 38, paragraph: 2 }],
    remedies: true,
  }),
})

export const documents = [
  deferralLapsed,
  decisionWithdrawn,
  acceptanceNotice,
  correctionNotice,
  refusalOfAcceptance,
  grantDecision,
  refusalDecision,
]
