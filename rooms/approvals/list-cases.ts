import { type Case, casesOfApplicant, casesOfUnit, countByAct, draftsOf } from '../../kernel/cases/index.ts'
import { type ItemVersion, itemVersion, publishedItem } from '../../kernel/catalog/index.ts'
import { findPerson, units } from '../../kernel/identity/index.ts'
import {
  type Act,
  actsOfMany,
  loggedIn,
  type PersonActor,
  postOf,
  query,
  type ReadContext,
  text,
} from '../../kernel/platform/index.ts'
import { openTasks } from '../../kernel/procedure/index.ts'
import { clockNow, clocksOf, factsOf, statusWords } from './case.fold.ts'
import { type CaseRow, myCases, unitCases } from './contract.ts'

// The two lists fold the same acts into the same rows, so they stand together.

const PAGE = 40

async function rowsOf(ctx: ReadContext, cases: (Case & { elements?: string[] })[]): Promise<CaseRow[]> {
  const { tx, clock } = ctx
  const versions = new Map<string, ItemVersion>()
  const persons = new Map<string, string>()
  const names = new Map((await units(tx)).map((u) => [u.code, u.name]))
  const acts = new Map<string, Act[]>()
  for (const jurisdiction of new Set(cases.map((c) => c.jurisdiction))) {
    const ids = cases.filter((c) => c.jurisdiction === jurisdiction).map((c) => c.id)
    for (const [id, list] of await actsOfMany(tx, jurisdiction, ids)) acts.set(id, list)
  }
  const rows: CaseRow[] = []
  for (const c of cases) {
    if (!versions.has(c.versionId)) versions.set(c.versionId, (await itemVersion(tx, c.versionId))!)
    if (!persons.has(c.applicant)) persons.set(c.applicant, (await findPerson(tx, c.applicant))?.name ?? '')
    const version = versions.get(c.versionId)!
    const facts = factsOf(acts.get(c.id) ?? [], version.content.specialProcedures)
    rows.push({
      id: c.id,
      number: c.number,
      itemName: version.content.name,
      unitName: names.get(c.unit) ?? text(c.unit, c.unit),
      applicant: persons.get(c.applicant)!,
      submittedAt: c.submittedAt,
      status: facts.status,
      statusText: statusWords[facts.status],
      elements: c.elements ?? (await openTasks(tx, c.jurisdiction, c.id)).map((t) => t.element),
      now: clockNow(facts, clocksOf(facts, version.content, clock.now())) ?? null,
    })
  }
  return rows
}

/** Due first; a suspended clock after all running ones; closed cases last, newest first. */
const byDue = (a: CaseRow, b: CaseRow) =>
  (a.now?.count.due ?? (a.now ? '9998' : '9999')).localeCompare(b.now?.count.due ?? (b.now ? '9998' : '9999')) ||
  b.submittedAt.getTime() - a.submittedAt.getTime()

export const mine = query(myCases, {
  allow: ({ actor }) => loggedIn(actor),
  async run(ctx) {
    const { personId } = ctx.actor as PersonActor
    const drafts = []
    for (const draft of await draftsOf(ctx.tx, personId)) {
      const item = await publishedItem(ctx.tx, draft.itemCode, ctx.clock.now())
      if (item) drafts.push({ ...draft, itemName: item.content.name })
    }
    return { cases: await rowsOf(ctx, await casesOfApplicant(ctx.tx, personId)), drafts }
  },
})

export const ofUnit = query(unitCases, {
  allow: ({ actor }) => postOf(actor, 'clerk', 'reviewer', 'approver') !== undefined,
  async run({ input, ...ctx }) {
    const { jurisdiction, unitCode } = (ctx.actor as PersonActor).post!
    const open = !input.closed
    // Open cases are few and are ordered by what their acts say; closed ones are many and come a page at a time.
    const cases = await casesOfUnit(ctx.tx, {
      jurisdiction,
      unit: unitCode,
      text: input.text || undefined,
      act: input.step || undefined,
      open: input.step ? undefined : open,
      limit: open ? 500 : PAGE + 1,
      offset: open ? 0 : (input.page - 1) * PAGE,
    })
    const rows = await rowsOf(ctx, open ? cases : cases.slice(0, PAGE))
    const sorted = open ? rows.sort(byDue) : rows
    const shown = open ? sorted.slice((input.page - 1) * PAGE, input.page * PAGE) : sorted
    return {
      cases: shown,
      counts: await countByAct(ctx.tx, jurisdiction, unitCode),
      more: open ? sorted.length > input.page * PAGE : cases.length > PAGE,
    }
  },
})
