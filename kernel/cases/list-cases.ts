import { actorOfPerson, units } from '../identity/index.ts'
import {
  type Act,
  actsOfMany,
  loggedIn,
  type PersonActor,
  postOf,
  query,
  type ReadContext,
  systemOnly,
  text,
} from '../platform/index.ts'
import { versionsOfCases } from './case.store.ts'
import { versionOf } from './case-at.ts'
import { type CaseRow, myCases, openCasesOf, unitCases } from './contract.ts'
import { caseKinds, kindOf, ownActs } from './kind.ts'
import { countByAct, listStanding, type StandingRow, standingOfPerson } from './standing.store.ts'
import { dutyNow } from './standing.ts'
import { type Work, workOfMany } from './work.store.ts'

// The two lists make the same rows, so they stand together. The page is chosen by standing; its clocks are folded from acts.

export const CASES_PAGE = 40
const MOST_TOLD = 200

async function rowsOf({ tx, clock }: ReadContext, standing: StandingRow[]): Promise<CaseRow[]> {
  const names = new Map((await units(tx)).map((u) => [u.code, u.name]))
  // A closed case has no clock that runs and no open step: its standing says all.
  const open = standing.filter((s) => !s.closed)
  const places = [...new Set(open.map((s) => s.jurisdiction))].sort()
  const ids = open.map((s) => s.caseId)
  const [acts, work, versions] =
    open.length === 0
      ? [new Map<string, Act[]>(), new Map<string, Work[]>(), new Map<string, string>()]
      : await Promise.all([actsOfMany(tx, places, ids), workOfMany(tx, places, ids), versionsOfCases(tx, places, ids)])
  return Promise.all(
    standing.map(async (s): Promise<CaseRow> => {
      const version = versions.get(s.caseId)
      const item = version ? await versionOf(tx, version) : undefined
      const kind = kindOf(s.kind)
      const duties = s.closed
        ? []
        : kind.duties(kind.fold(ownActs(kind, acts.get(s.caseId) ?? []), item), item, s.unit, clock.now())
      const now = dutyNow(duties)
      return {
        number: s.number,
        itemName: s.title,
        unitName: names.get(s.unit) ?? text(s.unit, s.unit),
        applicant: s.party,
        submittedAt: s.openedAt,
        status: s.status,
        statusText: s.statusText,
        closed: s.closed,
        due: s.due,
        waits: (work.get(s.caseId) ?? []).map(({ act, post }) => ({ act, post })),
        now: now ? { name: now.clock, count: now.count } : null,
      }
    }),
  )
}

export const standsFor = ({ personId, capacities }: PersonActor) => ({
  person: personId,
  organisations: capacities?.organisations.filter((o) => o.scopes.includes('read')).map((o) => o.id) ?? [],
  authorities: capacities?.authorities.map((a) => a.id) ?? [],
})

/** One's own cases, of one kind or of all. */
export const mine = query(myCases, {
  allow: ({ actor }) => loggedIn(actor),
  async run({ input, ...ctx }) {
    const { rows, total } = await standingOfPerson(ctx.tx, {
      ...standsFor(ctx.actor as PersonActor),
      kind: input.kind,
      text: input.text || undefined,
      closed: input.closed,
      limit: CASES_PAGE,
      offset: (input.page - 1) * CASES_PAGE,
    })
    return { cases: await rowsOf(ctx, rows), total }
  },
})

/** Those that a person would see as open now, the due first; for who is told of them without being there. */
export const openOf = query(openCasesOf, {
  allow: systemOnly,
  async run({ input, ...ctx }) {
    const who = await actorOfPerson(ctx.tx, input.personId)
    if (who.kind !== 'person') return { cases: [] }
    const page = { kind: input.kind, closed: false, limit: MOST_TOLD, offset: 0 }
    const { rows } = await standingOfPerson(ctx.tx, { ...standsFor(who), ...page })
    return { cases: await rowsOf(ctx, rows) }
  },
})

/** The unit's cases of a kind: for the posts that its steps name, unless the kind says itself who reads a case. */
export const ofUnit = query(unitCases, {
  allow({ actor, input }) {
    const kind = caseKinds.get(input.kind)
    if (!kind || kind.reads) return false
    return postOf(actor, ...Object.values(kind.steps).flatMap((s) => s.post ?? [])) !== undefined
  },
  async run({ input, ...ctx }) {
    const { jurisdiction, unitCode: unit } = (ctx.actor as PersonActor).post!
    const { kind, step, item, text: words, closed = false, page, order, descending } = input
    const filter = {
      jurisdiction,
      unit,
      kind,
      text: words || undefined,
      item,
      act: step,
      closed: step ? undefined : closed,
    }
    const { rows: standing, total } = await listStanding(ctx.tx, {
      ...filter,
      order: order ?? (closed ? 'opened' : 'due'),
      descending: descending ?? closed,
      limit: CASES_PAGE,
      offset: (page - 1) * CASES_PAGE,
    })
    return {
      cases: await rowsOf(ctx, standing),
      counts: await countByAct(ctx.tx, jurisdiction, unit),
      total,
      more: total > page * CASES_PAGE,
    }
  },
})
