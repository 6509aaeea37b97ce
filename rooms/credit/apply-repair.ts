import { readFileSync } from 'node:fs'
import { dayOf } from '../../kernel/calendar/index.ts'
import { caseAt, isParty, openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { loggedIn, operation, text } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { applyRepair } from './contract.ts'
import { changeListing, listingByNumber, listingOf } from './credit.store.ts'
import type { Listing } from './listing.kind.ts'
import { figures, listOf } from './lists.ts'
import { repair } from './repair.kind.ts'
import { repairFrom } from './term.rules.ts'

const chart = readFileSync(new URL('procedures/repair.bpmn', import.meta.url), 'utf8')

/** After the least term, once: who listed it decides (认定者修复). */
export default operation(applyRepair, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run(ctx) {
    const { tx, actor, input, clock, problem } = ctx
    const named = await listingByNumber(tx, input.listing)
    const of = named && (await caseAt<Listing>(tx, { caseId: named.caseId }, { lock: true }))
    if (!of || !isParty(of, actor, 'subject')) throw problem('NO_LISTING')
    // Read again under the lock: of ten clicks at once one opens a repair.
    const row = await listingOf(tx, of.found.jurisdiction, of.found.id)
    if (of.facts.status !== 'listed') throw problem('NOT_LISTED')
    const list = listOf(row.list)!
    if (!list.repairable) throw problem('NO_EXIT')
    const { from } = of.facts.term!
    const first = repairFrom(from, figures.at(`least-${list.weight}`, from).value)
    if (dayOf(clock.now()) < first)
      throw problem('TOO_EARLY', {
        detail: text(`最早 ${first} 可以申请。`, `It may be applied for from ${first} on.`),
      })
    if (row.repair !== '') throw problem('OPEN')
    const made = await openCase(ctx, {
      kind: repair.kind,
      jurisdiction: row.jurisdiction,
      unit: row.unit,
      chartDigest: await roomChart(tx, repair, chart),
      parties: of.parties,
      form: {},
    })
    const act = acts['repair.applied']({
      jurisdiction: row.jurisdiction,
      subject: made.subject,
      basis: list.basis,
      public: { ...made.stamp, number: made.found.number, listing: row.number },
      private: { corrected: input.corrected, promise: input.promise },
    })
    await opened(ctx, made, act)
    await changeListing(tx, row, { repair: made.found.number })
    return { act, output: { caseId: made.found.id, number: made.found.number } }
  },
})
