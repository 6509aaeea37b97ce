import { dayOf } from '../../kernel/calendar/index.ts'
import { caseOfKind, openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { holdsPost, operation, postOf } from '../../kernel/platform/index.ts'
import { methodOn } from '../../trade/scoring/index.ts'
import { acts } from './acts.ts'
import { BUYER, figure, procurement, step, threshold } from './case.kind.ts'
import { CHARTS } from './charts.ts'
import { approve, commit, plan } from './contract.ts'
import { alsoLots } from './lots.ts'
import { chartOf, formProblem, leastOn, mustPublicise } from './method.rules.ts'

/** Methods of evaluation that a process may be announced with. */
export const offered = (day: string) =>
  ['procurement-lowest', 'procurement-composite'].flatMap((id) => methodOn(id, day) ?? [])

/** 政府采购法 arts. 6, 26–33: within the budget, by a method whose condition is met. */
export const planned = operation(plan, {
  allow: holdsPost(BUYER),
  async run(ctx) {
    const { tx, input: form, actor, clock, problem, callAsSystem } = ctx
    const { jurisdiction, unitCode: unit, unitName } = postOf(actor, BUYER)!
    const now = clock.now()
    const least = leastOn((id) => figure(id, now).value)
    const wrong = formProblem(form, least, offered(dayOf(now)).find((m) => m.id === form.scoring)?.kind)
    if (wrong) throw problem(wrong)
    if ((form.bond ?? 0) * 100 > form.budget * figure('bond', now).value) throw problem('BOND')
    if (form.replaces) {
      const before = await caseOfKind(tx, procurement, form.replaces)
      if (before?.found.unit !== unit || !['failed', 'annulled'].includes(before.facts.status))
        throw problem('NOT_FAILED')
      // What the failed one took from the budget is free for this one.
      await callAsSystem(commit, {
        jurisdiction,
        number: form.replaces,
        unit,
        year: before.facts.form!.year,
        line: before.facts.form!.line,
        amount: 0,
      })
    }
    const made = await openCase(ctx, {
      ...{ kind: procurement.kind, jurisdiction, unit, form },
      chartDigest: await roomChart(tx, procurement, CHARTS[chartOf(form.method)]),
      parties: [{ role: 'buyer', personId: null, organisationId: null, unit, name: unitName.zh, hidden: false }],
    })
    const { number, id } = made.found
    await callAsSystem(commit, { jurisdiction, number, unit, year: form.year, line: form.line, amount: form.budget })
    const over = form.budget >= threshold(form.category, jurisdiction, now).value
    const act = acts['procurement.planned']({
      jurisdiction,
      subject: made.subject,
      basis: [cite('政府采购法', 33), cite('政府采购法', form.method === 'open' ? 26 : 27)],
      public: { ...made.stamp, number, form, over },
    })
    await opened(ctx, made, act)
    return { act, output: { caseId: id, number } }
  },
})

/** 政府采购法 art. 27: from the threshold on another method needs the finance office’s leave; below it the plan is filed with it. */
export const approved = step(approve, {
  act: 'procurement.approved',
  prepare({ at, input, clock }) {
    if (input.outcome === 'return') return 'return' as const
    const limit = threshold(at.facts.form!.category, at.found.jurisdiction, clock.now()).value
    return mustPublicise(at.facts.form!, limit) ? ('publicise' as const) : ('approve' as const)
  },
  variables: ({ made }) => ({ outcome: made }),
  async also({ tx, at, input, call, callAsSystem }) {
    await alsoLots({ tx, at }, 'planned', (caseId) => call(approve, { ...input, caseId }))
    const { form } = at.facts
    const { jurisdiction, number, unit } = at.found
    if (input.outcome === 'return')
      await callAsSystem(commit, { jurisdiction, number, unit, year: form!.year, line: form!.line, amount: 0 })
  },
  says: ({ input, made }) => ({
    basis: [cite('政府采购法', 27)],
    public: { outcome: made },
    private: { opinion: input.opinion },
  }),
})
