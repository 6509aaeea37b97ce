import { addDays, dayOf, startOfDay } from '../../../kernel/calendar/index.ts'
import { text } from '../../../kernel/platform/index.ts'
import { step } from '../case.kind.ts'
import { decideVisit } from '../contract.ts'
import { findSubject } from '../draw/pool.store.ts'
import { capOf } from '../draw/pools.rules.ts'
import { figureOn } from '../list/list.shape.ts'
import { listNumbered } from '../list/list.store.ts'
import { cardsNamed, enough } from '../officers.ts'
import { issueNotice } from './notice.ts'
import { stampDropped, stampWindow, visitsOfYear } from './visit.store.ts'

/** 国办发〔2024〕54号: no visit without approval. The cap is said, not enforced here: what goes beyond it gets a red light. */
export default step(decideVisit, {
  act: 'inspection.approved',
  outcome: (i) => i.outcome,
  async check({ tx, at, input, clock, problem }) {
    const { outcome, from, to, reason } = input
    if (outcome === 'drop') {
      if (!reason) throw problem('REASON', { fields: { reason: decideVisit.errors.REASON } })
      return
    }
    const now = clock.now()
    if (!from || !to) throw problem('NO_WINDOW', { fields: { [from ? 'to' : 'from']: decideVisit.errors.NO_WINDOW } })
    if (from < dayOf(now) || to < from) throw problem('PAST', { fields: { from: decideVisit.errors.PAST } })
    const longest = figureOn((await listNumbered(tx, at.facts.list))?.content.window ?? [], dayOf(now))?.value
    if (longest !== undefined && to > addDays(from, longest))
      throw problem('FIGURE', {
        fields: { to: text(`从起始日起最多 ${longest} 天。`, `At most ${longest} days from the first.`) },
      })
    const officers = await cardsNamed(tx, at.facts.officers, startOfDay(to))
    if (!enough(officers)) throw problem('TOO_FEW')
    const without = officers.filter((c) => !c.valid).map((c) => c.number)
    if (without.length > 0)
      throw problem('NO_CARD', {
        detail: text(
          `这些执法证在检查期内无效：${without.join('、')}。请不批准这一件，另行安排。`,
          `These cards are not valid for the whole time: ${without.join(', ')}. Refuse this one and arrange another.`,
        ),
      })
  },
  async prepare(ctx) {
    const { tx, at, input, clock } = ctx
    const now = clock.now()
    const { jurisdiction, unit, form } = at.found
    const year = Number(dayOf(now).slice(0, 4))
    const [from, to] = [startOfDay(`${year}-01-01`), startOfDay(`${year + 1}-01-01`)]
    const visits = (await visitsOfYear(tx, { jurisdiction, unit, from, to })).get(at.facts.uscc) ?? 0
    const list = await listNumbered(tx, at.facts.list)
    const risk = (await findSubject(tx, jurisdiction, unit, at.facts.uscc))?.risk
    const cap = (list && risk && capOf(list.content, risk, dayOf(now))?.value) ?? null
    const said = { visits, cap, cause: at.facts.cause }
    if (input.outcome === 'drop') {
      await stampDropped(tx, at.found)
      return { said, issued: undefined, name: form.name as string }
    }
    await stampWindow(tx, at.found, input.from!, input.to!)
    const issued = await issueNotice(ctx, at, at.facts.officers, { from: input.from!, to: input.to! })
    return { said, issued, name: form.name as string }
  },
  says: ({ input, made }) => ({
    basis: [{ law: '行政处罚法', article: 55 }],
    public: {
      outcome: input.outcome,
      from: input.outcome === 'approve' ? input.from! : null,
      to: input.outcome === 'approve' ? input.to! : null,
      ...made.said,
      ...(made.issued ? { document: made.issued.said } : {}),
    },
    private: {
      ...(input.reason ? { reason: input.reason } : {}),
      ...(made.issued ? { document: made.issued.content } : {}),
    },
  }),
})
