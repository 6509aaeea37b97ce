import { defineDocument } from '../../kernel/documents/index.ts'
import { text } from '../../kernel/platform/index.ts'
import type { Listing } from './listing.kind.ts'
import { type ListRow, listOf } from './lists.ts'
import type { Repair } from './repair.kind.ts'

const nameOf = (at: { parties: { name: string }[] }) => at.parties[0]?.name ?? ''
const rowOf = (f: Listing): ListRow => listOf(f.list)!
const measures = (l: ListRow, lang: 'zh' | 'en') => l.measures.map((m) => m[lang]).join(lang === 'zh' ? '；' : '; ')

export const noticeLetter = defineDocument<Listing, { reasons: string }>({
  kind: 'listing-notice',
  title: text('列入名单告知书', 'Notice of a listing'),
  series: '信告',
  body({ at, input }) {
    const l = rowOf(at.facts)
    return {
      to: nameOf(at),
      paragraphs: [
        text(
          `根据生效文书（${at.facts.decision}），拟将您（单位）列入“${l.title.zh}”。事实和理由：${input.reasons}`,
          `By the final document ${at.facts.decision} you are to be put on the list “${l.title.en}”. Facts and reasons: ${input.reasons}`,
        ),
        text(`列入后的措施：${measures(l, 'zh')}。`, `Measures: ${measures(l, 'en')}.`),
        text(
          '您有权陈述、申辩，可以在收到本告知书之日起五个工作日内提出；提出的意见都会核实并答复。',
          'You may object within five working days of receiving this notice; every objection is verified and answered.',
        ),
      ],
      basis: l.basis,
    }
  },
})

export const decisionLetter = defineDocument<Listing, { from: string; to: string; reason: string }>({
  kind: 'listing-decision',
  title: text('列入名单决定书', 'Decision on a listing'),
  series: '信列',
  body({ at, input }) {
    const l = rowOf(at.facts)
    return {
      to: nameOf(at),
      paragraphs: [
        text(
          `决定将您（单位）列入“${l.title.zh}”，自本决定书之日 ${input.from} 起，至 ${input.to} 止。理由：${input.reason}`,
          `You are put on the list “${l.title.en}” from the day of this decision, ${input.from}, through ${input.to}. Reasons: ${input.reason}`,
        ),
        text(`措施：${measures(l, 'zh')}。`, `Measures: ${measures(l, 'en')}.`),
        text(`移出条件：${l.exit.zh}`, `Exit: ${l.exit.en}`),
      ],
      lines: [[text('依据的文书', 'Ground'), text(at.facts.decision, at.facts.decision)]],
      basis: l.basis,
      remedies: true,
    }
  },
})

export const repairGuide = defineDocument<Listing, { from: string | undefined }>({
  kind: 'listing-repair-guide',
  title: text('信用修复告知书', 'How a listing is repaired'),
  series: '信修告',
  body({ at, input }) {
    const l = rowOf(at.facts)
    return {
      to: nameOf(at),
      paragraphs: [
        text(`移出条件：${l.exit.zh}`, `Exit: ${l.exit.en}`),
        input.from
          ? text(
              `自 ${input.from} 起，已经改正并履行义务、作出信用承诺的，可以在本网站“我的信用”里申请修复，由作出认定的机关办理，不收任何费用。`,
              `From ${input.from} on, once put right and performed, with a promise, apply under “My credit” on this site; the authority that listed you decides, free of charge.`,
            )
          : text('法律没有规定可以提前移出；期满自动移出。', 'The law provides no earlier exit; it ends at its term.'),
      ],
    }
  },
})

export const repairLetter = defineDocument<Repair, { outcome: 'grant' | 'refuse'; reason: string }>({
  kind: 'repair-decision',
  title: text('信用修复决定书', 'Decision on a repair'),
  series: '信修',
  body: ({ at, input }) => ({
    to: nameOf(at),
    paragraphs: [
      input.outcome === 'grant'
        ? text(
            `准予修复（列入编号 ${at.facts.listing}）。自今日起停止公示、共享和限制措施。${input.reason}`,
            `The listing ${at.facts.listing} is repaired. Display, sharing and measures end today. ${input.reason}`,
          )
        : text(
            `不予修复（列入编号 ${at.facts.listing}）。理由：${input.reason}`,
            `The listing ${at.facts.listing} is not repaired. Reasons: ${input.reason}`,
          ),
    ],
    remedies: input.outcome === 'refuse',
  }),
})
