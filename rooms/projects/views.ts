import { caseOfKind, seesNumber, showing, viewOfCase } from '../../kernel/cases/index.ts'
import { anyone, query } from '../../kernel/platform/index.ts'
import { mayNow } from './beside.ts'
import type { Project } from './case.fold.ts'
import { project as kind } from './case.kind.ts'
import { figure } from './figures.ts'
import { links } from './money.rules.ts'
import { type Ledger, project, viewProject } from './views.contract.ts'

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

export const listProjects = showing(kind)
