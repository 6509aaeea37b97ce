import { caseOfKind, casesByIds, kindOf, ownActs, seesNumber, viewOfCase } from '../../kernel/cases/index.ts'
import { units } from '../../kernel/identity/index.ts'
import { actsOfMany, anyone, publishedActs, query, type Text, text } from '../../kernel/platform/index.ts'
import { mayNow } from './beside.ts'
import { type Project, STATUS } from './case.fold.ts'
import { project as kind } from './case.kind.ts'
import { figure } from './figures.ts'
import { links } from './money.rules.ts'
import { type Ledger, project, projects, viewProject } from './views.contract.ts'

/** A city has some hundreds of them. */
const MOST = 1000

function ledgerOf(f: Project): Ledger {
  const { form, money, tenders, contracts, started, reports, photos, accepted, handed } = f
  return {
    form: form!,
    money,
    links: links(money, figure('over-estimate', f.proposed).value),
    tenders,
    contracts,
    started,
    reports,
    photos: photos.map(({ sha256, at }) => ({ sha256, at })),
    acceptedOn: accepted?.on ?? null,
    handed,
  }
}

const nameIn = (all: Awaited<ReturnType<typeof units>>, code: string): Text =>
  all.find((u) => u.code === code)?.name ?? text(code, code)

export const deskProject = query(viewProject, {
  allow: seesNumber,
  async run({ input, problem, ...ctx }) {
    const at = await caseOfKind(ctx.tx, kind, input.number)
    if (!at) throw problem('NO_CASE')
    return { ...(await viewOfCase(ctx, at)), ledger: ledgerOf(at.facts), may: mayNow(at, ctx.actor) }
  },
})

/** Opinions and reasons are not told; who acted is a post. */
export const publicProject = query(project, {
  allow: anyone,
  async run({ input, problem, ...ctx }) {
    const at = await caseOfKind(ctx.tx, kind, input.number)
    if (!at) throw problem('NO_PROJECT')
    const v = await viewOfCase(ctx, at)
    return {
      number: v.number,
      unit: v.unitName,
      status: v.status,
      statusText: v.statusText,
      ledger: ledgerOf(at.facts),
      chartDigest: v.chartDigest,
      steps: v.steps,
      acts: v.acts.map(({ id, type, title, at: when, who, basis, facts }) => ({
        id,
        type,
        title,
        at: when,
        who,
        basis,
        amount: typeof facts.amount === 'number' ? facts.amount : null,
      })),
    }
  },
})

export const listProjects = query(projects, {
  allow: anyone,
  async run({ tx }) {
    const proposed = await publishedActs(tx, { act: 'project.proposed' }, new Date(0), new Date('9999-01-01'), MOST)
    const all = await units(tx)
    const rows = []
    for (const [place, list] of Map.groupBy(proposed, (a) => a.jurisdiction)) {
      const ids = list.map((a) => a.subjectId)
      const [streams, cases] = await Promise.all([actsOfMany(tx, place, ids), casesByIds(tx, place, ids)])
      for (const c of cases) {
        const f: Project = kindOf(kind.kind).fold(ownActs(kind, streams.get(c.id) ?? []), undefined)
        if (!f.form) continue
        const { code, name, nameEn, sector, place: where } = f.form
        const { estimate, budget, contracts, changes, paid } = f.money
        const [zh, en] = STATUS[f.status]
        rows.push({
          number: c.number,
          ...{ code, name, nameEn, sector, place: where },
          unit: nameIn(all, c.unit),
          status: f.status,
          statusText: text(zh, en),
          ...{ estimate, budget, paid },
          contracts: contracts + changes,
          percent: f.reports.at(-1)?.percent ?? null,
          late: f.reports.at(-1)?.late ?? false,
          at: f.proposed,
        })
      }
    }
    return rows.sort((a, b) => b.at.getTime() - a.at.getTime()).map(({ at: _, ...row }) => row)
  },
})
