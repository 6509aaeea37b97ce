// Lots 分包 of one procedure: each a case of its own with its own budget, box, committee, result and contract (ADR 0021).
import { type CaseAt, openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { operation, postOf, systemOnly, type Tx } from '../../kernel/platform/index.ts'
import { alsoLots as also, fullHands as handsFull, lotsOf as lots } from '../../trade/entry/index.ts'
import { acts } from './acts.ts'
import { act, BUYER, figure, type Process, procurement, threshold } from './case.kind.ts'
import { CHARTS } from './charts.ts'
import { addLot, commit, openLot } from './contract.ts'
import { chartOf, committeeLeast, leastOn } from './method.rules.ts'
import { ENDED } from './process.fold.ts'

export const lotAdded = act(addLot, {
  act: 'procurement.lot-added',
  who: ({ found }, actor) => postOf(actor, BUYER)?.unitCode === found.unit,
  async check({ at, tx, input, clock, problem }) {
    const form = at.facts.form!
    const now = clock.now()
    if (form.lot) throw problem('NOT_FIRST')
    if (at.facts.status !== 'planned') throw problem('NOT_NOW')
    if (form.method === 'single') throw problem('SINGLE')
    if (input.ceiling > input.budget) throw problem('CEILING')
    if ((input.bond ?? 0) * 100 > input.budget * figure('bond', now).value) throw problem('BOND')
    // The project is all its lots: cutting it up makes no committee smaller (and no threshold higher, see `over`).
    const least = leastOn((id) => figure(id, now).value)
    if (form.committee < committeeLeast({ method: form.method, budget: await budgetOf(tx, at, input.budget) }, least))
      throw problem('COMMITTEE')
  },
  async prepare({ at, tx, input, actor, clock, callAsSystem }) {
    const { caseId: _, ...own } = input
    const { jurisdiction, number, unit } = at.found
    const first = at.facts.form!
    const no = at.facts.lots.length + 2
    const total = await budgetOf(tx, at, input.budget)
    const over = total >= threshold(first.category, jurisdiction, clock.now()).value
    const { replaces: _of, bond: _bond, ...shared } = first
    const made = await callAsSystem(openLot, {
      ...{ jurisdiction, unit, over, unitName: postOf(actor, BUYER)!.unitName.zh },
      form: { ...shared, ...own, lot: { of: number, no } },
    })
    return { no, lot: made.number, case: made.caseId, over }
  },
  says: ({ made }) => ({ basis: [cite('政府采购法', 33)], public: made! }),
  output: ({ made }) => ({ lot: made!.lot }),
})

export const lotOpened = operation(openLot, {
  allow: systemOnly,
  async run(ctx) {
    const { jurisdiction, unit, unitName, over, form } = ctx.input
    const made = await openCase(ctx, {
      ...{ kind: procurement.kind, jurisdiction, unit, form },
      chartDigest: await roomChart(ctx.tx, procurement, CHARTS[chartOf(form.method)]),
      parties: [{ role: 'buyer', personId: null, organisationId: null, unit, name: unitName, hidden: false }],
    })
    const { number, id } = made.found
    const { year, line, budget: amount } = form
    await ctx.callAsSystem(commit, { jurisdiction, number, unit, year, line, amount })
    const act = acts['procurement.planned']({
      ...{ jurisdiction, subject: made.subject, basis: [cite('政府采购法', 33)] },
      public: { ...made.stamp, number, form, over },
    })
    await opened(ctx, made, act)
    return { act, output: { caseId: id, number } }
  },
})

/** All lots of the procedure that this one belongs to, in their order. */
export const lotsOf = (tx: Tx, at: CaseAt<Process>) => lots(tx, procurement, at)
const budgetOf = async (tx: Tx, at: CaseAt<Process>, more: number): Promise<number> =>
  (await lotsOf(tx, at)).reduce((sum, l) => sum + l.facts.form!.budget, more)

/** Does with every other lot of the procedure what was done with the first. */
export const alsoLots = (
  ctx: { tx: Tx; at: CaseAt<Process> },
  waits: Process['status'],
  go: (caseId: string) => Promise<unknown>,
) => also(ctx, procurement, waits, go)

/** Codes of the companies that won as many other lots as they may; undefined where an earlier lot has no result yet. */
export const fullHands = (tx: Tx, at: CaseAt<Process>): Promise<Set<string> | undefined> =>
  handsFull(tx, procurement, at, async ({ facts: f }) => {
    if (f.confirmed) return f.winners.flatMap((w) => [w, ...(w.members ?? [])].map((c) => c.uscc))
    return ENDED.includes(f.status) ? [] : undefined
  })
