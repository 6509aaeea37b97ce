import { dayOf } from '../../kernel/calendar/index.ts'
import { around, findCase, isParty, sees } from '../../kernel/cases/index.ts'
import { units } from '../../kernel/identity/index.ts'
import { type Actor, postOf, query, type Text, type Tx, text } from '../../kernel/platform/index.ts'
import * as contract from './contract.ts'
import { LADDER, RUNG_TITLES } from './ladder.ts'
import { listMeasures, type Measure, type MeasureFilter, measuresOf } from './measure.store.ts'

/** Measures as the reader's pages show them, with what the reader may do about each. */
export async function viewsOf(tx: Tx, list: Measure[], actor: Actor, now: Date): Promise<contract.MeasureView[]> {
  if (list.length === 0) return []
  const all = await units(tx)
  const nameOf = (code: string): Text => all.find((u) => u.code === code)?.name ?? text(code, code)
  const post = postOf(actor)
  const today = dayOf(now)
  return list.map((m): contract.MeasureView => {
    const state = m.closedAt ? 'closed' : m.answeredAt ? 'answered' : 'waiting'
    const quiet = m.rule !== null
    const mine = post?.unitCode === m.unit
    const chief = post?.role === 'chief-supervisor'
    const issuer = chief || (post?.role === 'supervisor' && post.unitCode === m.office)
    return {
      id: m.id,
      caseId: m.caseId,
      number: m.number,
      unit: m.unit,
      unitName: nameOf(m.unit),
      officeName: nameOf(m.office),
      kind: m.kind,
      title: RUNG_TITLES[m.kind],
      said: m.said,
      due: m.due,
      late: m.due !== null && m.due < (m.answeredAt ? dayOf(m.answeredAt) : today),
      issuedAt: m.issuedAt,
      state,
      escalatedAt: m.escalatedAt,
      acknowledgeBy: m.acknowledgeBy,
      acknowledgedAt: m.acknowledgedAt,
      quiet,
      asked: m.askedAt ? { days: m.askedDays!, why: m.askedWhy ?? '', at: m.askedAt } : null,
      extended: m.extended,
      returnedWhy: m.returnedWhy,
      papers: m.papers,
      takenFromName: m.takenFrom ? nameOf(m.takenFrom) : null,
      answer: m.answer,
      answeredAt: m.answeredAt,
      closedAt: m.closedAt,
      mayAnswer: state === 'waiting' && mine && !quiet,
      mayClose: state === 'answered' && issuer,
      mayAcknowledge: state === 'waiting' && mine && !m.acknowledgedAt,
      mayAskExtension:
        state === 'waiting' &&
        mine &&
        !m.askedAt &&
        m.due !== null &&
        m.due >= today &&
        m.extended < LADDER.extension.most,
      maySettleExtension: state === 'waiting' && m.askedAt !== null && issuer,
      mayTakeOver: state !== 'closed' && chief && m.office !== post.unitCode,
      mayHandBack: state !== 'closed' && chief && m.takenFrom !== null && m.office === post.unitCode,
    }
  })
}

export const open = query(contract.openMeasures, {
  async allow({ tx, actor, input }) {
    if (!postOf(actor)) return false
    if (input.number === undefined) return true
    const found = await findCase(tx, input.number)
    if (!found) return true
    const at = await around(tx, found)
    return !isParty(at, actor) && (await sees(tx, at, actor))
  },
  async run({ tx, actor, input, clock }) {
    const found = input.number === undefined ? undefined : await findCase(tx, input.number)
    const list =
      input.number === undefined
        ? (await listMeasures(tx, { unit: postOf(actor)!.unitCode, state: 'waiting' }, { limit: 200 })).rows
        : found
          ? (await measuresOf(tx, found.jurisdiction, found.id)).filter((m) => m.closedAt === null)
          : []
    return { measures: await viewsOf(tx, list, actor, clock.now()) }
  },
})

/** Whose measures a post sees. */
export async function visibleTo(tx: Tx, actor: Actor): Promise<MeasureFilter> {
  const { role, unitCode } = postOf(actor)!
  if (role === 'chief-supervisor') return {}
  if (role !== 'supervisor') return { unit: unitCode }
  const watched = (await units(tx)).filter((u) => u.supervisedBy === unitCode).map((u) => u.code)
  return { office: unitCode, units: watched }
}

export const list = query(contract.measures, {
  allow: ({ actor }) => postOf(actor) !== undefined,
  async run({ tx, actor, input, clock }) {
    const { page, size, ...asked } = input
    const { rows, total } = await listMeasures(
      tx,
      { ...(await visibleTo(tx, actor)), ...asked },
      { limit: size, offset: (page - 1) * size },
    )
    return { measures: await viewsOf(tx, rows, actor, clock.now()), total }
  },
})
