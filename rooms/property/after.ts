// After the deal: contract, comparison, certificate, result.
import { addMonths, addWorkingDays, dayOf } from '../../kernel/calendar/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { postOf, text } from '../../kernel/platform/index.ts'
import { WATCHER } from '../../trade/auction/index.ts'
import { chargePrice, giveBack, instalmentsOf } from '../../trade/entry/index.ts'
import { formOf, lawOf } from './before.ts'
import { APPROVER, act, figure, longEnough, step } from './case.kind.ts'
import { certificate } from './certificate.ts'
import { compare, open } from './compare.rules.ts'
import { attest, certify, FIELDS, publish, sign, waive } from './contract.ts'
import { buyerOf, papersOf } from './papers.ts'
import { fields } from './words.ts'

export const signed = step(sign, {
  act: 'property.contracted',
  check({ input, clock, problem }) {
    if (input.first < figure('first', clock.now()).value) throw problem('FIRST')
    if (input.first >= 100) return
    if (!input.guarantee || !input.until || input.until > addMonths(input.day, 12)) throw problem('REST')
  },
  async prepare({ at, input, clock, ...ctx }) {
    const { title, titleEn } = formOf(at)
    const holder = (await buyerOf(ctx, at))!
    const due = addWorkingDays(dayOf(clock.now()), figure('settle', clock.now()).value)
    // What was agreed is charged; that the contract says the same is what the comparison asks.
    const parts = instalmentsOf(
      at.facts.price!,
      at.facts.disclosed!.deposit,
      { percent: input.first, due },
      input.first < 100 ? input.until : undefined,
    )
    const order = await chargePrice(ctx, at, {
      holder,
      parts,
      purpose: text(`成交价款 ${title}`, `Price of ${titleEn}`),
    })
    return { holder, parts, order }
  },
  also: ({ at, made, ...ctx }) => giveBack(ctx, at.facts.entries, made.holder.entry.order, '未受让，退还交易保证金'),
  says: ({ input: { contract, asset, buyer, price, day }, made }) => ({
    public: {
      contract,
      asset,
      price,
      day,
      order: made.order,
      instalments: made.parts,
      deposit: made.holder.entry.order,
    },
    private: { buyer },
  }),
})

/** Not by whoever attests: supervision, or who approved the sale, with a reason that everybody reads. */
export const waived = act(waive, {
  act: 'property.waived',
  who: (_, actor) => postOf(actor, WATCHER) !== undefined || postOf(actor, APPROVER) !== undefined,
  async check({ at, input, problem, ...ctx }) {
    const papers = await papersOf(ctx, at)
    const differ = papers ? open(compare(papers), at.facts.waived) : []
    if (!differ.includes(input.field)) throw problem('SAME')
  },
  says: ({ input }) => ({ public: { field: input.field, reason: input.reason } }),
})

export const attested = step(attest, {
  act: 'property.attested',
  async prepare({ at, problem, ...ctx }) {
    const rows = compare((await papersOf(ctx, at))!)
    const differ = open(rows, at.facts.waived)
    if (differ.length > 0)
      throw problem('MISMATCH', {
        detail: text(
          `不符：${differ.map((f) => fields[f].zh).join('、')}。改正，或由监管人员放行。`,
          `These differ: ${differ.map((f) => fields[f].en).join(', ')}. Mend them, or have them waived by supervision.`,
        ),
      })
    return rows
  },
  says: ({ at, input, made }) => ({
    public: {
      same: FIELDS.filter((f) => made.some((r) => r.field === f && r.same)),
      waived: at.facts.waived.map((w) => w.field),
    },
    private: { opinion: input.opinion },
  }),
})

export const certified = step(certify, {
  act: 'property.certified',
  async prepare(ctx) {
    const { at } = ctx
    const papers = (await papersOf(ctx, at))!
    const transferor = at.parties.find((p) => p.role === 'transferor')?.name ?? ''
    const waivedOf = at.facts.waived.map((w) => `${fields[w.field].zh}：${w.reason}`)
    return issueDocument(ctx, at, certificate, { papers, waived: waivedOf, transferor, law: lawOf(formOf(at).kind) })
  },
  says: ({ made }) => ({ public: { document: made.said } as object, private: { document: made.content } }),
})

export const published = step(publish, {
  act: 'property.published',
  check({ input, clock, problem }) {
    const instant = clock.now()
    if (!longEnough(dayOf(instant), input.until, figure('publish', instant))) throw problem('SHORT')
  },
  says: ({ at, input }) => ({ public: { price: at.facts.price!, until: input.until } }),
})
