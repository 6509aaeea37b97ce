import { addDays, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import { casesByIds } from '../../kernel/cases/index.ts'
import { units } from '../../kernel/identity/index.ts'
import { type ActDraft, actsOfTypes, operation, systemOnly } from '../../kernel/platform/index.ts'
import { bookOf, declared, outages, rulesOn, windowFindings } from '../../kernel/watch/index.ts'
import { watchWindows } from './contract.ts'
import { lighter } from './lighter.ts'
import { lightsOfCases } from './supervision.store.ts'
import { failures, orWatched } from './watch-cases.ts'

/** Acts of one place that are counted at most, the newest first. */
const MOST = 100_000

/** Rules over many cases. A light stands on the case of the group's newest act, and its acts say which others. */
export default operation(watchWindows, {
  allow: systemOnly,
  async run({ tx, input: { jurisdiction }, clock }) {
    const at = clock.now()
    const [rules, spans, all] = await Promise.all([rulesOn(tx, dayOf(at)), outages(tx), units(tx)])
    const offices = new Map(all.map((u) => [u.code, u.supervisedBy ?? u.code]))
    const book = bookOf(rules, declared(), spans)
    const days = Math.max(0, ...book.windows.map((w) => w.looks.days))
    const types = [...new Set(book.windows.flatMap((w) => w.looks.acts))]
    const counted =
      types.length === 0 ? [] : await actsOfTypes(tx, jurisdiction, types, startOfDay(addDays(dayOf(at), -days)), MOST)
    const findings = windowFindings(book, counted, at)
    const ids = [...new Set(findings.map((f) => f.act.subjectId))]
    const [cases, lights] = await Promise.all([casesByIds(tx, jurisdiction, ids), lightsOfCases(tx, jurisdiction, ids)])
    const drafts: ActDraft[] = []
    for (const f of findings) {
      const c = cases.find((c) => c.id === f.act.subjectId)
      if (!c || lights.some((l) => l.rule === f.rule.id && l.actId === f.act.id)) continue
      const of = { actId: f.act.id, facts: f.facts, evidence: f.evidence }
      await lighter(tx, c, at, drafts, offices).raise(f.rule, c.unit, dayOf(f.act.happenedAt), of)
    }
    drafts.push(...(await failures(tx, jurisdiction, book.failed, rules, at)))
    const said = orWatched(drafts, jurisdiction, at, ids.length)
    return { acts: said, output: { raised: said.length } }
  },
})
