// Budget lines of a place's units: set by its finance office, taken by plans and orders, given back where nothing came of it.
import { units } from '../../kernel/identity/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { holdsPost, newId, operation, postOf, query, systemOnly } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { commitmentOf, linesOf, lockLine, putCommitment, putLine } from './budget.store.ts'
import { BUYER, FINANCE } from './case.kind.ts'
import { budgets, commit, setBudget } from './contract.ts'

/** 政府采购法 art. 6, 33: by budget alone; each place its own. */
export const budgetSet = operation(setBudget, {
  allow: holdsPost(FINANCE),
  async run({ tx, actor, input, clock, problem }) {
    const { jurisdiction } = postOf(actor, FINANCE)!
    const { unit, year, line, title, amount } = input
    if (!(await units(tx)).some((u) => u.code === unit && u.jurisdiction === jurisdiction)) throw problem('NO_UNIT')
    const before = await lockLine(tx, { jurisdiction, unit, year, line })
    if (before && amount < before.taken) throw problem('UNDER')
    await putLine(tx, { jurisdiction, unit, year, line }, title, amount)
    return {
      act: acts['procurement.budget-set']({
        jurisdiction,
        subject: { kind: 'unit', id: newId(clock.now().getTime(), jurisdiction) },
        basis: [cite('政府采购法', 33)],
        public: { unit, year, line, amount },
      }),
      output: { line },
    }
  },
})

export const committed = operation(commit, {
  allow: systemOnly,
  async run({ tx, input, clock, problem }) {
    const { jurisdiction, number, unit, year, line, amount } = input
    const found = await lockLine(tx, { jurisdiction, unit, year, line })
    if (!found) throw problem('NO_LINE')
    const own = await commitmentOf(tx, jurisdiction, number)
    if (found.taken - own + amount > found.amount) throw problem('OVER')
    await putCommitment(tx, { jurisdiction, unit, year, line }, number, amount)
    return {
      act: acts['procurement.committed']({
        jurisdiction,
        subject: { kind: 'unit', id: newId(clock.now().getTime(), jurisdiction) },
        public: { number, amount },
      }),
      output: { number },
    }
  },
})

export const readBudgets = query(budgets, {
  allow: ({ actor }) => postOf(actor, BUYER, FINANCE) !== undefined,
  async run({ tx, actor, input }) {
    const post = postOf(actor, BUYER, FINANCE)!
    return linesOf(tx, post.jurisdiction, input.year, post.role === FINANCE ? undefined : post.unitCode)
  },
})
