import { dayOf } from '../../kernel/calendar/index.ts'
import { caseOfKind, showing } from '../../kernel/cases/index.ts'
import { anyone, holdsPost, postOf, privateOf, query } from '../../kernel/platform/index.ts'
import { WATCHER } from '../../trade/auction/index.ts'
import { holdersOf, JOINT } from '../../trade/entry/index.ts'
import { profiles } from '../../trade/profile/index.ts'
import { formOf } from './before.ts'
import { APPROVER, KEEPER, OFFICER, sale } from './case.kind.ts'
import { compare, open } from './compare.rules.ts'
import { saleKindOf } from './kinds.ts'
import { papersOf } from './papers.ts'
import { viewComparison, viewEntries, viewSale } from './views.contract.ts'

/** What is published of a sale; before its (pre-)disclosure only those concerned see it. */
export const oneSale = query(viewSale, {
  allow: anyone,
  async run({ tx, input, actor, clock, problem }) {
    const at = await caseOfKind(tx, sale, input.number)
    const officer = actor.kind === 'person' && actor.post !== undefined
    if (!at || (!at.facts.disclosed && !at.facts.predisclosed && !officer)) throw problem('NO_SALE')
    const f = at.facts
    const form = formOf(at)
    const kind = saleKindOf(form.kind)
    const { code, text: statusText } = sale.status(f)
    const d = f.disclosed
    const me = actor.kind === 'person' ? actor.personId : undefined
    const mine = me === undefined ? undefined : (await holdersOf(tx, at, f.entries)).findLast((h) => h.personId === me)
    const why = mine?.entry.decided
      ? (await privateOf(tx, at.found.jurisdiction, [mine.entry.decided])).get(mine.entry.decided)?.reason?.value
      : undefined
    const asking = at.work.some((w) => w.act === 'property.asked')
    return {
      ...{ caseId: at.found.id, number: at.found.number, form, kind: kind.title, status: code, statusText },
      appraised: f.appraised
        ? { appraised: f.appraised.appraised, base: f.appraised.base, report: f.appraised.report }
        : null,
      predisclosed: f.predisclosed ?? null,
      disclosed: d
        ? {
            ...{ floor: d.floor, deposit: d.deposit, until: d.until, round: d.round, one: kind.one },
            profile: profiles.find((p) => p.id === d.profile)!.title,
          }
        : null,
      price: f.price ?? null,
      sells: f.arranged?.outcome === 'bid',
      registering: d !== undefined && f.status === 'disclosed' && dayOf(clock.now()) <= d.until,
      mine: mine
        ? {
            ...{ order: mine.entry.order, paid: mine.entry.paid, late: mine.entry.late, outcome: mine.entry.outcome },
            reason: (why as string | undefined) ?? null,
            matches: asking && !f.matched && f.priority.includes(mine.entry.no),
            matched: f.matched !== undefined && f.priority.includes(mine.entry.no),
          }
        : null,
      waived: f.waived.map(({ field, reason }) => ({ field, reason })),
    }
  },
})

export const entriesOfSale = query(viewEntries, {
  allow: holdsPost(KEEPER),
  async run({ tx, input, problem }) {
    const at = await caseOfKind(tx, sale, input.number)
    if (!at) throw problem('NO_SALE')
    const said = await privateOf(
      tx,
      at.found.jurisdiction,
      at.facts.entries.map((e) => e.act),
    )
    const holders = await holdersOf(tx, at, at.facts.entries)
    return holders.map(({ entry: e, name }) => ({
      ...{ no: e.no, at: e.at, paid: e.paid, late: e.late, refunded: e.refunded, kept: e.kept, outcome: e.outcome },
      claims: said.get(e.act)?.claims?.value === true,
      joint: at.parties.filter((p) => p.role === JOINT && p.name.includes(`与 ${name} 联合`)).length,
    }))
  },
})

export const comparison = query(viewComparison, {
  allow: holdsPost([KEEPER, WATCHER, APPROVER, OFFICER]),
  async run({ tx, input, actor, callAsSystem, problem }) {
    const at = await caseOfKind(tx, sale, input.number)
    const post = postOf(actor)!
    if (!at || (post.role === OFFICER && post.unitCode !== at.found.unit)) throw problem('NO_SALE')
    const papers = await papersOf({ tx, callAsSystem }, at)
    if (!papers) throw problem('NOT_YET')
    const rows = compare(papers)
    const waived = at.facts.waived
    return {
      ...{ number: at.found.number, caseId: at.found.id, attested: at.facts.attested !== undefined },
      rows: rows.map((r) => ({ ...r, waived: waived.find((w) => w.field === r.field)?.reason ?? null })),
      open: open(rows, waived),
    }
  },
})

export const sales = showing(sale)
