import { addWorkingDays, dayOf } from '../../kernel/calendar/index.ts'
import { caseOfKind } from '../../kernel/cases/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import { consumer, postOf, text } from '../../kernel/platform/index.ts'
import { actOf, disclosure, OFFICER } from './case.kind.ts'
import { fee, feePaid, unpaid } from './contract.ts'
import { feeLetter } from './documents.ts'
import { feeOf } from './fee.rules.ts'
import { feeTable, figures } from './outcomes.ts'
import { changeRequest } from './request.store.ts'

const officer = (at: { found: { unit: string } }, actor: Parameters<typeof postOf>[0]) =>
  postOf(actor, OFFICER)?.unitCode === at.found.unit
const basis = [{ law: '政府信息公开条例', article: 42 }]

/**
 * Only what is clearly beyond a reasonable number costs anything (art. 42). The notice shows how it was computed, in the one way that
 * the authority chose, and names the order to be paid at a bank, never at the unit.
 */
export default actOf(fee, {
  act: 'fee.noticed',
  who: officer,
  check({ at, input, problem }) {
    if (!['searching', 'drafting'].includes(at.facts.status)) throw problem('NOT_OPEN')
    if (at.facts.fee) throw problem('ONCE')
    if (input.by !== feeTable.chosen) throw problem('OTHER_WAY')
    if (feeOf(feeTable, input.by, input.n) === 0) throw problem('FREE')
  },
  async prepare(ctx) {
    const { at, input, clock } = ctx
    const fen = feeOf(feeTable, input.by, input.n)
    const today = dayOf(clock.now())
    const due = addWorkingDays(today, figures.at('fee-paid', today).value)
    const payer = at.parties.find((p) => p.role === 'requester')!
    const { jurisdiction, id, number, unit } = at.found
    const order = await ctx.callAsSystem(money.issueOrder, {
      jurisdiction,
      kind: 'fee',
      unit,
      case: { id, number },
      payer: {
        name: payer.name,
        ...(payer.personId ? { personId: payer.personId } : {}),
        ...(payer.organisationId ? { organisationId: payer.organisationId } : {}),
      },
      purpose: text(`信息处理费 ${number}`, `Processing fee, ${number}`),
      amount: fen,
      due,
      basis,
    })
    return {
      fen,
      due,
      order: order.number,
      ...(await issueDocument(ctx, at, feeLetter, { ...input, fen, due, order: order.number })),
    }
  },
  says: ({ input, made }) => ({
    basis,
    public: { by: input.by, n: input.n, fen: made.fen, order: made.order, due: made.due, document: made.said },
    private: { document: made.content, reason: input.reason },
  }),
  output: ({ made }) => ({ fen: made.fen, order: made.order }),
})

/** By the system, when the bank has shown that the order is settled: the days go on. */
export const paid = actOf(feePaid, {
  act: 'fee.paid',
  who: () => false,
  check({ at, problem }) {
    if (!at.facts.fee || at.facts.fee.paid) throw problem('NOT_OPEN')
  },
  says: ({ input }) => ({ basis, public: { order: input.order, on: input.on } }),
})

export const feesPaid = consumer('disclosure.fees', {
  types: ['money.received'],
  async run({ tx, acts, callAsSystem }) {
    for (const a of acts) {
      const { case: number, kind, settled, number: order, day } = a.public
      if (!number || kind !== 'fee' || !settled) continue
      const at = await caseOfKind(tx, disclosure, number)
      if (!at) continue
      const { fee: due, replied } = at.facts
      if (due?.order === order && !due?.paid && !replied)
        await callAsSystem(feePaid, { caseId: at.found.id, order, on: day })
    }
  },
})

/** Not paid in time: not gone on with, and counted so (row 6.2 of the form). */
export const dropUnpaid = actOf(unpaid, {
  act: 'request.abandoned',
  who: officer,
  ends: true,
  check({ at, clock, problem }) {
    const { fee } = at.facts
    if (!fee || fee.paid || at.facts.replied) throw problem('NOT_OPEN')
    if (dayOf(clock.now()) <= fee.due) throw problem('NOT_YET')
  },
  prepare: ({ at, callAsSystem }) =>
    callAsSystem(money.cancelOrder, { number: at.facts.fee!.order, reason: '逾期没有缴纳，申请不再处理' }),
  says: ({ at, input }) => ({
    basis,
    public: { outcomes: Array.from({ length: at.facts.items }, (_, i) => ({ n: i + 1, code: '6.2' })) },
    private: { reason: input.reason },
  }),
  also: ({ tx, at, clock }) => changeRequest(tx, at.found, { repliedOn: dayOf(clock.now()), row: '6.2' }),
})
