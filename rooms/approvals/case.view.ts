import { type Case, documentsOfCase, materialsOfCase } from '../../kernel/cases/index.ts'
import type { ItemVersion } from '../../kernel/catalog/index.ts'
import { warningsOf } from '../../kernel/catalog/index.ts'
import { findPerson, findUnit } from '../../kernel/identity/index.ts'
import {
  type Act,
  type Actor,
  actTypes,
  privateOf,
  type ReadContext,
  type Text,
  text,
} from '../../kernel/platform/index.ts'
import { chartElement, openTasks, procedureOf } from '../../kernel/procedure/index.ts'
import { clockNow, clocksOf, factsOf, statusWords } from './case.fold.ts'
import * as contract from './contract.ts'

export const whoOf = (act: Act): Text => {
  switch (act.actor.kind) {
    case 'post':
      return text(`${act.actor.unit.zh} ${act.actor.post.zh}`, `${act.actor.post.en}, ${act.actor.unit.en}`)
    case 'citizen':
      return text('申请人', 'Applicant')
    case 'system':
      return text('系统（按期限自动）', 'System, by the clock')
    case 'anonymous':
      return text('未登录者', 'Anonymous')
  }
}

/** The private field of each act that the applicant and the unit may read as the reason why. */
const REASON: Record<string, string> = {
  'correction.requested': 'notice',
  'correction.answered': 'answer',
  'acceptance.refused': 'reason',
  'case.reviewed': 'opinion',
  'special-procedure.started': 'reason',
  'special-procedure.ended': 'result',
  'case.extended': 'reason',
  'case.decided': 'reason',
  'case.withdrawn': 'reason',
  'rule.applied': 'reasons',
  'case.rated': 'comment',
}

const only = <T>(all: T[]): T | undefined => (all.length === 1 ? all[0] : undefined)

export async function viewCase(
  ctx: ReadContext,
  found: Case,
  version: ItemVersion,
  acts: Act[],
): Promise<contract.CaseView> {
  const { tx, clock } = ctx
  const facts = factsOf(acts, version.content.specialProcedures)
  const clocks = clocksOf(facts, version.content, clock.now())
  const now = clockNow(facts, clocks)
  const opened = await openTasks(tx, found.jurisdiction, found.id)
  const secrets = await privateOf(
    tx,
    found.jurisdiction,
    acts.map((a) => a.id),
  )
  const onChart = (await procedureOf(tx, version.chartDigest!)).steps
  const steps: Record<string, string> = {}
  for (const act of acts) {
    // Acts of before steps were kept: the chart's one step of that act.
    const step = act.public.step ?? only(Object.values(onChart).filter((s) => s.act === act.type))?.element
    if (step)
      steps[chartElement(step)] =
        act.type === 'acceptance.refused' || (act.type === 'case.decided' && act.public.outcome === 'refuse')
          ? 'refused'
          : 'done'
  }
  for (const task of opened) steps[chartElement(task.element)] = now?.count.overdue ? 'late' : 'active'
  const caseId = found.id
  const hasSpecial = version.content.specialProcedures.some((special) => onChart[special.element])
  const open = new Set(opened.map((t) => t.act))
  const may = async (act: string, c: Parameters<ReadContext['can']>[0], input: Record<string, unknown>) =>
    open.has(act) && (await ctx.can(c, input as never))
  const reason = { reason: '——' }
  const closed = facts.closedAt !== undefined
  const abilities = {
    'issue-correction':
      facts.corrections === 0 && (await may('case.accepted', contract.issueCorrection, { caseId, notice: '——' })),
    'accept-case': await may('case.accepted', contract.acceptCase, { caseId }),
    'refuse-acceptance': await may('case.accepted', contract.refuseAcceptance, { caseId, ...reason }),
    'answer-correction': await may('correction.answered', contract.answerCorrection, { caseId, answer: '——' }),
    review: await may('case.reviewed', contract.review, { caseId, opinion: '——' }),
    'apply-rule': opened.some((t) => t.kind === 'business-rule') && (await ctx.can(contract.applyRule, { caseId })),
    'start-special-procedure':
      hasSpecial && (await may('case.reviewed', contract.startSpecialProcedure, { caseId, days: 1, ...reason })),
    'end-special-procedure': await may('special-procedure.ended', contract.endSpecialProcedure, {
      caseId,
      result: '——',
    }),
    extend:
      !!facts.acceptedAt &&
      !facts.decidedAt &&
      !closed &&
      facts.extensions.length === 0 &&
      (await ctx.can(contract.extend, { caseId, ...reason })),
    decide: await may('case.decided', contract.decide, { caseId, outcome: 'grant' }),
    'issue-licence': await may('licence.issued', contract.issueLicence, { caseId }),
    serve: await may('case.served', contract.serve, { caseId }),
    withdraw: !facts.decidedAt && !closed && (await ctx.can(contract.withdraw, { caseId })),
    rate: closed && facts.rated === undefined && (await ctx.can(contract.rate, { caseId, score: 1 })),
  }
  const unit = await findUnit(tx, found.unit)
  const person = await findPerson(tx, found.applicant)
  return {
    id: found.id,
    jurisdiction: found.jurisdiction,
    number: found.number,
    itemCode: found.itemCode,
    itemName: version.content.name,
    itemVersion: version.number,
    itemDigest: version.digest!,
    chartDigest: version.chartDigest!,
    unit: found.unit,
    unitName: unit?.name ?? text(found.unit, found.unit),
    submittedAt: found.submittedAt,
    status: facts.status,
    statusText: statusWords[facts.status],
    steps,
    clocks,
    now: now ?? null,
    applicant: person?.name ?? '',
    form: found.form,
    warnings: warningsOf(version.form, found.form),
    materials: (await materialsOfCase(tx, found.jurisdiction, found.id)).map(
      ({ id, material, name, size, type, sha256, uploadedAt }) => ({
        id,
        material,
        name,
        size: Number(size),
        type,
        sha256,
        uploadedAt,
      }),
    ),
    documents: (await documentsOfCase(tx, found.jurisdiction, found.id)).map(({ number, kind, issuedAt }) => ({
      number,
      kind,
      issuedAt,
    })),
    acts: acts.map((act) => {
      const why = secrets.get(act.id)?.[REASON[act.type] ?? '']?.value
      return {
        id: act.id,
        number: act.number,
        type: act.type,
        title: actTypes.get(act.type)?.title ?? text(act.type, act.type),
        at: act.happenedAt,
        recordedAt: act.recordedAt,
        who: whoOf(act),
        ...(typeof why === 'string' && why !== '' ? { why } : {}),
        facts: act.public,
        basis: act.basis,
      }
    }),
    rated: facts.rated ?? null,
    outcome: facts.outcome ?? null,
    specialDays: acts.findLast((a) => a.type === 'special-procedure.started')?.public.days ?? null,
    abilities,
  }
}

/** Whether the reader sees a case as its applicant. */
export const isApplicant = (actor: Actor, found: Pick<Case, 'applicant'>): boolean =>
  actor.kind === 'person' && actor.personId === found.applicant
