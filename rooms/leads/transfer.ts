import { handOver } from '../../kernel/cases/index.ts'
import { defineDocument, issueDocument } from '../../kernel/documents/index.ts'
import { findUnit, postsOfUnits } from '../../kernel/identity/index.ts'
import { text } from '../../kernel/platform/index.ts'
import { type Lead, OFFICER, step } from './case.kind.ts'
import { assign, receive, transfer } from './contract.ts'

export const letter = defineDocument<Lead, { to: string; reason: string }>({
  kind: 'lead-transfer',
  title: text('案件线索移送函', 'Letter of transfer'),
  series: '线移',
  body: ({ at, input }) => ({
    to: input.to,
    paragraphs: [
      text(
        `线索 ${at.found.number} 依法应由你单位管辖，现予移送，请接收后回执。`,
        `Lead ${at.found.number} is for you to handle by law; please acknowledge receipt.`,
      ),
      text(input.reason, input.reason),
    ],
    basis: [22, 25].map((article) => ({ law: '行政处罚法', article })),
  }),
})

/** 移送: the lead is the other unit's from here on; its receipt is the next step. */
export default step(transfer, {
  act: 'lead.transferred',
  async prepare(ctx) {
    const { at, tx, input } = ctx
    const from = at.found.unit
    const to = at.facts.checked!.to!
    const name = (await findUnit(tx, to))?.name.zh ?? to
    const document = await issueDocument(ctx, at, letter, { to: name, reason: input.reason })
    await handOver(tx, at.found, to)
    return { from, to, document }
  },
  says: ({ input, made: { from, to, document } }) => ({
    basis: [{ law: '行政处罚法', article: 22 }],
    public: { from, to, document: document.said },
    private: { reason: input.reason, document: document.content },
  }),
  output: ({ made }) => ({ document: made.document.said.number }),
})

export const received = step(receive, {
  act: 'lead.received',
  outcome: (input) => input.outcome,
  says: ({ input }) => ({
    basis: [{ law: '行政处罚法', article: 25 }],
    public: { outcome: input.outcome },
    private: { opinion: input.opinion },
  }),
})

/** 指定管辖 (行政处罚法 art. 25): by the common superior, to whom it pleases. */
export const assigned = step(assign, {
  act: 'lead.assigned',
  async prepare({ at, tx, input, problem }) {
    const posts = await postsOfUnits(tx)
    if (!posts.some((p) => p.unit === input.unit && p.role === OFFICER)) throw problem('NO_UNIT')
    await handOver(tx, at.found, input.unit)
  },
  says: ({ input }) => ({
    basis: [{ law: '行政处罚法', article: 25 }],
    public: { unit: input.unit },
    private: { reason: input.reason },
  }),
})
