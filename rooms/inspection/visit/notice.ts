import type { CaseAt } from '../../../kernel/cases/index.ts'
import { defineDocument, type Issued, issueDocument } from '../../../kernel/documents/index.ts'
import { type RunContext, text } from '../../../kernel/platform/index.ts'
import type { Inspection } from '../case.kind.ts'
import { itemOf, listNumbered } from '../list/list.store.ts'
import { cardsNamed } from '../officers.ts'
import { scanPath } from '../paths.ts'
import { visitOfCase } from './visit.store.ts'

export type NoticeInput = {
  items: { title: { zh: string; en: string } }[]
  officers: { name: string; number: string; unitName: { zh: string; en: string } }[]
  from: string
  to: string
  /** The address behind the QR code. */
  address: string
}

/** 行政检查通知书: shown before the visit (国办发〔2024〕54号); who is visited may refuse who does not show a card (行政处罚法 art. 55). */
export const notice = defineDocument<Inspection, NoticeInput>({
  kind: 'inspection-notice',
  title: text('行政检查通知书', 'Notice of inspection'),
  series: '检通',
  body: ({ at, input }) => ({
    to: at.parties.find((p) => p.role === 'subject')?.name ?? '',
    paragraphs: [
      text(
        `经批准，下列人员将在 ${input.from} 至 ${input.to} 之间的一天到你单位检查。检查人员应当主动出示执法证；不出示的，你单位有权拒绝。`,
        `As approved, these officers will visit on one day from ${input.from} to ${input.to}. They must show their cards; whoever does not may be refused.`,
      ),
      text(
        '扫下面网址的二维码，可以核对今天来的人、查的事是不是通知书上的；也可以写下你看到的情况。',
        'The code leads to a page where you can compare who came and for what with this notice, and say what you saw.',
      ),
    ],
    lines: [
      [
        text('检查事项', 'Items'),
        text(input.items.map((i) => i.title.zh).join('、'), input.items.map((i) => i.title.en).join(', ')),
      ],
      ...input.officers.map((o): [ReturnType<typeof text>, ReturnType<typeof text>] => [
        text('检查人员', 'Officer'),
        text(`${o.name}，${o.unitName.zh}，执法证 ${o.number}`, `${o.name}, ${o.unitName.en}, card ${o.number}`),
      ]),
      [text('核对网址', 'Address'), text(input.address, input.address)],
    ],
    basis: [{ law: '行政处罚法', article: 55 }],
  }),
})

/** Issues the notice for these cards and days; its code is the visit's, so whoever scanned an older one sees who comes now. */
export async function issueNotice(
  ctx: Pick<RunContext<any>, 'tx' | 'clock' | 'site'>,
  at: CaseAt<Inspection>,
  cards: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<Issued> {
  const { tx, clock, site } = ctx
  const list = await listNumbered(tx, at.facts.list)
  const visit = (await visitOfCase(tx, at.found.jurisdiction, at.found.id))!
  return issueDocument(ctx, at, notice, {
    items: at.facts.items.flatMap((code) => (list && itemOf(list, code)) ?? []),
    officers: await cardsNamed(tx, cards, clock.now()),
    from,
    to,
    address: `${site.replace(/\/$/, '')}${scanPath(visit.token)}`,
  })
}
