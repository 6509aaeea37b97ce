import { dayOf } from '../../kernel/calendar/index.ts'
import {
  type Case,
  type CaseAt,
  type CaseView,
  caseAt,
  findCase,
  isParty,
  sees,
  viewOfCase,
} from '../../kernel/cases/index.ts'
import { warningsOf } from '../../kernel/catalog/index.ts'
import { units } from '../../kernel/identity/index.ts'
import { isFar } from '../../kernel/nodes/index.ts'
import { type Actor, asCitizen, postOf, query, type Tx, text } from '../../kernel/platform/index.ts'
import { procedureOf } from '../../kernel/procedure/index.ts'
import type { CaseFacts } from './case.fold.ts'
import { getCase } from './contract.ts'
import { hearingFor, hearingOf } from './hearing/view.ts'
import { jointViewOf } from './joint-view.ts'
import { quotaViewOf } from './quota/quota.ts'
import { offerOf, visitAbilities, visitOf, visitorsFor } from './site-visit/view.ts'
import { visitCase } from './site-visit/who.ts'

const ofApprovals = (found: Case | undefined): found is Case => found?.kind === 'approval'

export default query(getCase, {
  allow: async ({ tx, input, actor }) => {
    const found = await findCase(tx, input.number)
    // An unknown number is answered like a forbidden one to strangers, and as not found to those logged in.
    if (!ofApprovals(found)) return actor.kind !== 'anonymous'
    return sees(tx, await caseAt(tx, { number: input.number }), actor)
  },
  async run({ input, problem, ...ctx }) {
    if (!ofApprovals(await findCase(ctx.tx, input.number))) throw problem('NO_CASE')
    const at = await caseAt<CaseFacts>(ctx.tx, { number: input.number })
    const { facts, item } = at
    const view = await viewOfCase(ctx, at)
    const visitAt = await visitCase(ctx.tx, at)
    const applicant = isParty(at, asCitizen(ctx.actor), 'applicant')
    const hearing = await hearingFor(ctx, at, applicant)
    return {
      ...view,
      joint: await jointViewOf(ctx, at),
      quota: await quotaViewOf(ctx, at),
      warnings: warningsOf(item!.form, at.found.form),
      rated: facts.rated ?? null,
      outcome: facts.outcome ?? null,
      advice: facts.advice ?? null,
      abilities: {
        ...abilitiesOf(at, view.work, ctx.actor, await decidedAtTheCounter(ctx.tx, at)),
        ...visitAbilities(visitAt, ctx.actor, applicant, ctx.clock.now()),
        ...hearing.abilities,
      },
      deferred: facts.deferred.map((d) => ({
        ...d,
        name: item!.content.materials.find((m) => m.id === d.material)?.name ?? text(d.material, d.material),
      })),
      promised: facts.promised,
      hearing: hearingOf(at),
      chairs: hearing.chairs,
      visit: await visitOf(ctx, visitAt),
      visitOffer: await offerOf(ctx, visitAt),
      visitable: await visitorsFor(ctx, visitAt),
      opinions: await opinionsOf(ctx.tx, at, dayOf(ctx.clock.now())),
      specialDays: at.acts.findLast((a) => a.type === 'special-procedure.started')?.public.days ?? null,
    }
  },
})

/** Who was asked in a joint review: those who answered, then those whose task is open. */
async function opinionsOf(tx: Tx, { facts, work }: CaseAt<CaseFacts>, today: string) {
  const waiting = work.filter((w) => w.act === 'opinion.given')
  if (waiting.length + facts.opinions.length === 0) return []
  const all = await units(tx)
  const nameOf = (code: string | null) => all.find((u) => u.code === code)?.name ?? text(code ?? '', code ?? '')
  return [
    ...facts.opinions.map((o) => ({ unitName: nameOf(o.unit), opinion: o.opinion, at: o.at, due: null, late: false })),
    ...waiting.map((w) => ({
      unitName: nameOf(w.unit),
      opinion: null,
      at: null,
      due: w.due,
      late: w.due !== null && w.due < today,
    })),
  ]
}

/** What the reader can do now: steps that are open and the reader's, and the acts beside the chart. */
/** 即办件: its chart has the counter decide, too. */
async function decidedAtTheCounter(tx: Tx, { found, item }: CaseAt<CaseFacts>): Promise<boolean> {
  if (item?.content.caseType !== '1' || !found.chartDigest) return false
  const { steps } = await procedureOf(tx, found.chartDigest)
  return Object.values(steps).some((s) => s.act === 'case.decided' && s.post === 'clerk')
}

/** It went on to another installation, and nobody asked yet that it be withdrawn there. */
const withFar = ({ facts, acts }: CaseAt<CaseFacts>): boolean =>
  facts.status === 'transferred' &&
  acts.some((a) => a.type === 'file.received' && isFar(String(a.public.by))) &&
  !acts.some((a) => a.type === 'withdrawal.sent')

function abilitiesOf(
  at: CaseAt<CaseFacts>,
  work: CaseView['work'],
  actor: Actor,
  atTheCounter: boolean,
): Record<string, boolean> {
  const { facts } = at
  const mine = (act: string) => work.some((w) => w.mine && w.act === act)
  const applicant = isParty(at, asCitizen(actor), 'applicant')
  const special = at.item!.content.specialProcedures.length > 0
  return {
    'issue-correction': mine('case.accepted') && facts.corrections === 0,
    'accept-case': mine('case.accepted'),
    'refuse-acceptance': mine('case.accepted'),
    spot: mine('case.accepted') && atTheCounter,
    transfer: mine('case.accepted') && !(at.found.parent && at.found.parentElement !== 'transfer'),
    'answer-correction': mine('correction.answered'),
    review: mine('case.reviewed'),
    'apply-rule': work.some((w) => w.mine && w.kind === 'business-rule'),
    'start-special-procedure': mine('case.reviewed') && special,
    'end-special-procedure': mine('special-procedure.ended'),
    decide: mine('case.decided'),
    'issue-licence': mine('licence.issued'),
    serve: mine('case.served'),
    extend:
      postOf(actor, 'approver')?.unitCode === at.found.unit &&
      facts.acceptedAt !== undefined &&
      !facts.decidedAt &&
      !facts.closedAt &&
      facts.extensions.length === 0,
    'answer-objection':
      (postOf(actor, 'reviewer') ?? postOf(actor, 'approver'))?.unitCode === at.found.unit &&
      facts.unanswered > 0 &&
      !facts.closedAt,
    'withdraw-decision':
      postOf(actor, 'approver')?.unitCode === at.found.unit &&
      facts.decidedAt !== undefined &&
      !facts.closedAt &&
      !facts.servedAt &&
      !at.acts.some((a) => a.type === 'licence.issued'),
    object: applicant && !facts.decidedAt && !facts.closedAt,
    'end-licence':
      postOf(actor, 'approver')?.unitCode === at.found.unit &&
      facts.ended === undefined &&
      at.acts.some((a) => a.type === 'licence.issued'),
    withdraw: applicant && !facts.decidedAt && !facts.closedAt,
    'withdraw-there': applicant && withFar(at),
    rate:
      applicant &&
      facts.closedAt !== undefined &&
      facts.rated === undefined &&
      facts.status !== 'transferred' &&
      facts.status !== 'returned',
  }
}
