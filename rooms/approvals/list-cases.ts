import {
  countByAct,
  countStanding,
  draftsOf,
  dutyNow,
  kindOf,
  listStanding,
  ownActs,
  type StandingRow,
  standingOfPerson,
  versionOf,
  versionsOfCases,
  workOfMany,
} from '../../kernel/cases/index.ts'
import { publishedItem } from '../../kernel/catalog/index.ts'
import { units } from '../../kernel/identity/index.ts'
import {
  actsOfMany,
  loggedIn,
  type PersonActor,
  postOf,
  query,
  type ReadContext,
  text,
} from '../../kernel/platform/index.ts'
import { approval } from './case.kind.ts'
import { type CaseRow, myCases, unitCases } from './contract.ts'

// The two lists make the same rows, so they stand together. The page is chosen by standing; its clocks are folded from acts.

export const PAGE = 40

async function rowsOf({ tx, clock }: ReadContext, standing: StandingRow[]): Promise<CaseRow[]> {
  const names = new Map((await units(tx)).map((u) => [u.code, u.name]))
  const rows = new Map<string, CaseRow>()
  for (const [jurisdiction, list] of Map.groupBy(standing, (s) => s.jurisdiction)) {
    const ids = list.map((s) => s.caseId)
    const [acts, work, versions] = await Promise.all([
      actsOfMany(tx, jurisdiction, ids),
      workOfMany(tx, jurisdiction, ids),
      versionsOfCases(tx, jurisdiction, ids),
    ])
    for (const s of list) {
      const version = versions.get(s.caseId)
      const item = version ? await versionOf(tx, version) : undefined
      const kind = kindOf(s.kind)
      const duties = s.closed
        ? []
        : kind.duties(kind.fold(ownActs(kind, acts.get(s.caseId) ?? []), item), item, s.unit, clock.now())
      const now = dutyNow(duties)
      rows.set(s.caseId, {
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
      })
    }
  }
  return standing.map((s) => rows.get(s.caseId)!)
}

export const mine = query(myCases, {
  allow: ({ actor }) => loggedIn(actor),
  async run({ input, ...ctx }) {
    const { personId } = ctx.actor as PersonActor
    const drafts = []
    for (const draft of await draftsOf(ctx.tx, personId)) {
      const item = await publishedItem(ctx.tx, draft.itemCode, ctx.clock.now())
      if (item) drafts.push({ ...draft, itemName: item.content.name })
    }
    const { rows, total } = await standingOfPerson(ctx.tx, {
      person: personId,
      kind: approval.kind,
      text: input.text || undefined,
      closed: input.closed,
      limit: PAGE,
      offset: (input.page - 1) * PAGE,
    })
    return { cases: await rowsOf(ctx, rows), total, drafts }
  },
})

export const ofUnit = query(unitCases, {
  allow: ({ actor }) => postOf(actor, 'clerk', 'reviewer', 'approver') !== undefined,
  async run({ input, ...ctx }) {
    const { jurisdiction, unitCode: unit } = (ctx.actor as PersonActor).post!
    const { step, item, text: words, closed = false, page, order, descending } = input
    const filter = {
      jurisdiction,
      unit,
      kind: approval.kind,
      text: words || undefined,
      item,
      act: step,
      closed: step ? undefined : closed,
    }
    const standing = await listStanding(ctx.tx, {
      ...filter,
      order: order ?? (closed ? 'opened' : 'due'),
      descending: descending ?? closed,
      limit: PAGE,
      offset: (page - 1) * PAGE,
    })
    const total = await countStanding(ctx.tx, filter)
    return {
      cases: await rowsOf(ctx, standing),
      counts: await countByAct(ctx.tx, jurisdiction, unit),
      total,
      more: total > page * PAGE,
    }
  },
})
