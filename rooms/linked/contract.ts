import { z } from 'zod'
import * as cases from '../../kernel/cases/contract.ts'
import { citation, defineContract } from '../../kernel/platform/contract.ts'
import { type Text, text } from '../../kernel/platform/text.ts'

const caseId = z.uuid()
const words = z.string().trim().min(2).max(4000)
const done = z.object({ caseId, number: z.string() })
const bilingual = z.object({ zh: z.string().min(2), en: z.string().min(2) })
export const itemCode = z.string().regex(/^\d{6}-\d{2}-\d{4}$/)
const { stepErrors, caseErrors } = cases

/** What an item says of other organs; part of `own` of items that are applied for. */
export const linkedItem = {
  /** First reviewed here; decided under the item that is named. */
  above: z.object({ item: itemCode, basis: z.array(citation).min(1) }).optional(),
  /** Decided here, after the organs below reviewed it: nobody applies here. */
  below: z.object({ basis: z.array(citation).min(1) }).optional(),
  /** 委托: decided here in the name of the unit, as it made public (行政许可法 art. 24 para 1). */
  entrusted: z.object({ by: z.string(), notice: bilingual, unconfirmed: z.boolean().default(false) }).optional(),
}
const linked = z.object(linkedItem)
export type LinkedItem = z.output<typeof linked>
export const linkedOf = (content: { own?: unknown } | undefined): LinkedItem =>
  linked.safeParse(content?.own ?? {}).data ?? {}

/** Why such an item could not work; `above`: the item that is to decide, as it is published now. */
export function linkedProblems(
  content: { own?: unknown; unit: string; bodyNature: string },
  opens: readonly string[],
  above: { own?: unknown } | 'far' | undefined,
): Text[] {
  const said = linkedOf(content)
  const problems: Text[] = []
  if (said.above) {
    const { item } = said.above
    // What another installation decides is published there.
    if (above !== 'far' && !linkedOf(above).below)
      problems.push(
        text(
          `决定事项 ${item} 没有公布，或者没有写由下级先审查（own.below）。`,
          `The deciding item ${item} is not published, or does not say that it is reviewed below first (own.below).`,
        ),
      )
    if (!opens.includes(item))
      problems.push(
        text(
          `流程图没有把办件报到 ${item}（gnomon:opens）。`,
          `No step of the chart hands it up to ${item} (gnomon:opens).`,
        ),
      )
  }
  if (said.above && said.below)
    problems.push(text('一个事项不能既是初审又是终审。', 'An item cannot be reviewed first and decided at once.'))
  if (said.entrusted && (said.entrusted.by === content.unit || content.bodyNature !== '3'))
    problems.push(
      text(
        '委托事项的实施机关性质应为“受委托组织”，委托机关不能是自己（行政许可法第二十四条）。',
        'An entrusted item is carried out by an entrusted body, for another unit (Administrative Licensing Law art. 24).',
      ),
    )
  return problems
}

export const handUp = defineContract({
  id: 'linked.hand-up',
  kind: 'write',
  title: text('报上级机关决定', 'Hand up for decision'),
  summary: text(
    '初步审查意见和全部申请材料直接报上级，不再向申请人要（行政许可法第三十五条）。',
    'The opinion and all materials go up directly; nothing is asked of the applicant again (art. 35).',
  ),
  input: z.object({ caseId, advice: z.enum(['grant', 'refuse']), opinion: words }),
  output: done,
  errors: {
    ...stepErrors,
    UNANSWERED: {
      status: 409,
      ...text(
        '还有陈述、申辩没有答复，答复以后才能上报。',
        'An objection waits for its answer; it is handed up after that.',
      ),
    },
  },
})

export const takeOver = defineContract({
  id: 'linked.take-over',
  kind: 'write',
  title: text('接收下级上报', 'Take over from below'),
  summary: text(
    '收下，或者写明缺什么退回下级；不得要求申请人重复提供材料（行政许可法第三十五条）。',
    'Taken, or returned to the organ below with what is missing; the applicant may not be asked again (art. 35).',
  ),
  input: z
    .object({ caseId, outcome: z.enum(['take', 'return']), reason: z.string().trim().max(4000).default('') })
    .refine((v) => v.outcome === 'take' || v.reason.length >= 2, {
      path: ['reason'],
      params: text('退回要写明缺什么。', 'To return it, say what is missing.'),
    }),
  output: done,
  errors: stepErrors,
})

export const transfer = defineContract({
  id: 'linked.transfer',
  kind: 'write',
  title: text('移送有权机关', 'Transfer to the competent organ'),
  summary: text(
    '不属于本机关职权的：告知申请人，连同材料移送；期限从有权机关收到之日起重新算（行政许可法第三十二条）。',
    'Outside this organ’s powers: the applicant is told, the papers go along, and limits run anew from receipt there (art. 32).',
  ),
  input: z.object({ caseId, to: itemCode, reason: words }),
  output: done,
  errors: {
    ...stepErrors,
    NO_ITEM: { status: 422, ...text('没有公布这样的事项。', 'No such item is published.') },
    NOT_ALIKE: {
      status: 422,
      ...text(
        '只能移送到同一个基本事项；别的请不予受理，并告知向哪里申请。',
        'It can go to the same basic item only; otherwise refuse acceptance and say where to apply.',
      ),
    },
    BACK: {
      status: 409,
      ...text(
        '这一件是那个机关移送来的，不能再送回去；有争议的，报共同的上一级机关指定。',
        'It came from that organ and cannot go back; where you disagree, ask the organ above both to decide.',
      ),
    },
    IN_PARTS: {
      status: 409,
      ...text(
        '这一件是别的办件开出的一部分，不能单独移送。',
        'It is a part of another case and cannot be transferred by itself.',
      ),
    },
  },
})

export const sendOn = defineContract({
  id: 'linked.send-on',
  kind: 'write',
  title: text('移送的办件在对方开出', 'The transferred case opens where it belongs'),
  input: z.object({ caseId, to: itemCode }),
  output: done.extend({ child: z.string() }),
  errors: { ...stepErrors, NO_ITEM: transfer.errors.NO_ITEM },
})

export const sendAway = defineContract({
  id: 'linked.send-away',
  kind: 'write',
  title: text('移送的办件发往另一套系统', 'The transferred case goes to another installation'),
  input: z.object({ caseId, to: itemCode }),
  output: done,
  errors: stepErrors,
})

/** What another installation said of a case that was transferred to it. */
export const noteSent = defineContract({
  id: 'linked.note-sent',
  kind: 'write',
  title: text('收到另一套系统的移送回执', 'Note another installation’s receipt of a transfer'),
  input: z.object({
    caseId,
    itemCode,
    /** Null where it was not taken there. */
    child: z.object({ number: z.string().min(1).max(40), unit: z.string(), stand: cases.sentStand }).nullable(),
  }),
  output: done,
  errors: stepErrors,
})

export const withdrawThere = defineContract({
  id: 'linked.withdraw-there',
  kind: 'write',
  title: text('撤回移送到另一套系统的申请', 'Withdraw what was transferred to another installation'),
  input: z.object({ caseId, reason: z.string().trim().max(4000).optional() }),
  output: done,
  errors: {
    ...caseErrors,
    NOT_THERE: {
      status: 409,
      ...text(
        '它不在另一套系统，或者已经请那里撤回，等答复。',
        'It is not with another installation, or was asked to be withdrawn there already.',
      ),
    },
    DECIDED: {
      status: 409,
      ...text('那里已经办结，不能撤回。', 'It has ended there and can no longer be withdrawn.'),
    },
  },
})

/** What another installation did with a withdrawal. */
export const noteWithdrawal = defineContract({
  id: 'linked.note-withdrawal',
  kind: 'write',
  title: text('收到另一套系统对撤回的答复', 'Note another installation’s answer to a withdrawal'),
  input: z.object({ caseId, child: z.string().min(1).max(40), outcome: z.enum(['taken', 'refused']) }),
  output: done,
  errors: stepErrors,
})

/** Asked by who looks: whether it can be withdrawn there, and what became of that. */
export const withdrawalIn = (acts: readonly { type: string; facts: Record<string, unknown> }[]) => {
  const sent = acts.some((a) => a.type === 'withdrawal.sent')
  const answer = acts.findLast((a) => a.type === 'withdrawal.answered')?.facts.outcome
  return { sent, answer: answer === 'taken' || answer === 'refused' ? answer : undefined } as const
}

/** The other organ has taken it over, or returned it: its receipt on the case that was handed up. */
export const noteReceipt = defineContract({
  id: 'linked.note-receipt',
  kind: 'write',
  twice: true,
  title: text('收到对方的收件回执', 'Note the other organ’s receipt'),
  input: z.object({ number: z.string(), by: z.string(), actId: z.uuid(), outcome: z.string() }),
  output: done,
  errors: caseErrors,
})

/** Items to which a case may be transferred: the same basic item at other organs. */
export const targets = defineContract({
  id: 'linked.targets',
  kind: 'read',
  title: text('可以移送到哪里', 'Where it can be transferred'),
  input: z.object({ number: z.string() }),
  output: z.array(
    z.object({
      code: z.string(),
      title: z.object({ zh: z.string(), en: z.string() }),
      unitName: z.object({ zh: z.string(), en: z.string() }),
    }),
  ),
  errors: caseErrors,
})
