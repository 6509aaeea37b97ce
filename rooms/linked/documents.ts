import { dayOf } from '../../kernel/calendar/index.ts'
import { type BodyContext, defineDocument } from '../../kernel/documents/index.ts'
import { type Text, text } from '../../kernel/platform/index.ts'

type Of<I> = BodyContext<unknown, I>
const asWritten = (said: string): Text => text(said, said)
const applicant = ({ at }: Of<unknown>) => at.parties.find((p) => p.role === 'applicant')?.name ?? ''
const papersOf = (n: number): [Text, Text] => [text('材料', 'Papers'), text(`${n} 份`, String(n))]

/** 行政许可法 art. 35: what goes up with all the materials. */
export const opinionAbove = defineDocument<
  unknown,
  { to: Text; advice: 'grant' | 'refuse'; opinion: string; papers: number }
>({
  kind: 'first-review',
  title: text('初步审查意见书', 'Opinion of the first review'),
  series: '初审',
  signed: true,
  body: ({ at, input }) => ({
    to: input.to.zh,
    paragraphs: [
      text(
        `${applicant({ at } as Of<unknown>)}申请“${at.item!.content.name.zh}”（办件 ${at.found.number}，${dayOf(at.found.submittedAt)} 收到），本机关已审查完毕，${input.advice === 'grant' ? '建议准予' : '建议不予许可'}，连同全部申请材料报请决定。意见：`,
        `“${at.item!.content.name.en}”, case ${at.found.number} received ${dayOf(at.found.submittedAt)}, was reviewed here; advice: ${input.advice === 'grant' ? 'to grant' : 'to refuse'}. It is handed up for decision with all its materials. Opinion:`,
      ),
      asWritten(input.opinion),
    ],
    lines: [papersOf(input.papers)],
    basis: [
      { law: '行政许可法', article: 35 },
      { law: '行政许可法', article: 43 },
    ],
  }),
})

export const receiptForBelow = defineDocument<
  unknown,
  { to: Text; from: string; outcome: 'take' | 'return'; reason: string; papers: number }
>({
  kind: 'receipt-for-below',
  title: text('上报材料收件回执', 'Receipt for what was handed up'),
  series: '收',
  signed: true,
  body: ({ input }) => ({
    to: input.to.zh,
    paragraphs: [
      input.outcome === 'take'
        ? text(
            `你单位上报的办件 ${input.from} 及全部申请材料收悉，由本机关决定。`,
            `Case ${input.from} and all its materials were received; this organ decides it.`,
          )
        : text(
            `你单位上报的办件 ${input.from} 还不能决定，退回补充；所缺由你单位查明，不得要求申请人重复提供申请材料。所缺：`,
            `Case ${input.from} cannot be decided yet and is returned; the organ below finds what is missing and asks the applicant for nothing again. Missing:`,
          ),
      ...(input.reason ? [asWritten(input.reason)] : []),
    ],
    lines: [papersOf(input.papers)],
    basis: [{ law: '行政许可法', article: 35 }],
  }),
})

export const transferNotice = defineDocument<unknown, { unit: Text; item: Text; reason: string }>({
  kind: 'transfer-notice',
  title: text('移送告知书', 'Notice of transfer'),
  series: '移',
  body: (of) => ({
    to: applicant(of),
    paragraphs: [
      text(
        `您（单位）于 ${dayOf(of.at.found.submittedAt)} 提出的“${of.at.item!.content.name.zh}”申请（办件编号 ${of.at.found.number}）依法不属于本机关职权范围，本机关不予受理，已连同全部材料移送${of.input.unit.zh}，按“${of.input.item.zh}”办理。您不用再交一遍。`,
        `Your application of ${dayOf(of.at.found.submittedAt)} for “${of.at.item!.content.name.en}” (case ${of.at.found.number}) is outside this organ’s powers and not accepted here. With all its papers it was transferred to ${of.input.unit.en}, as “${of.input.item.en}”; nothing needs to be handed in again.`,
      ),
      text(
        '审核材料和作出决定的期限，从有权机关收到之日起重新计算；它收到以后，您在原来的办件页上能看到新的编号。不愿意移送的，可以在那里撤回。理由：',
        'The limits run anew from the day the competent organ received it; its number then stands on the page of your case. If you do not want this, withdraw it there. Reasons:',
      ),
      asWritten(of.input.reason),
    ],
    basis: [{ law: '行政许可法', article: 32, paragraph: 1, item: 2 }],
    remedies: true,
  }),
})
