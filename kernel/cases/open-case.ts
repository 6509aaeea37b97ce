import { dayOf } from '../calendar/index.ts'
import type { ItemVersion } from '../catalog/index.ts'
import { type ActDraft, actOfActor, newId, type ReadContext, type Subject, type Timers } from '../platform/index.ts'
import { procedureOf, startProcedure } from '../procedure/index.ts'
import { type Case, insertCase, insertParties, nextNumber, type Party } from './case.store.ts'
import { around, type CaseAt } from './case-at.ts'
import { asAct, restate } from './standing.ts'
import { awaitChildren, tell } from './step.ts'

type Ctx = Pick<ReadContext, 'tx' | 'actor' | 'clock' | 'callAsSystem'> & { timer: Timers }
export type Opening = {
  kind: string
  jurisdiction: string
  unit: string
  /** The item's version, or only a chart where the kind has no items. */
  item?: ItemVersion
  chartDigest?: string
  parties: Party[]
  form: Record<string, unknown>
  parent?: { number: string; element: string }
}
export type Opened = { found: Case; subject: Subject; stamp: { itemVersion?: number; chartDigest?: string } }

/**
 * Opens a case: number, row, parties, the start of its chart. The act that it began with is the caller's; `opened` then writes its
 * standing and work.
 */
export async function openCase(ctx: Ctx, o: Opening): Promise<Opened> {
  const { tx, clock } = ctx
  const now = clock.now()
  const id = newId(now.getTime(), o.jurisdiction)
  const chartDigest = o.item?.chartDigest ?? o.chartDigest ?? null
  const { correlation: field } = chartDigest ? await procedureOf(tx, chartDigest) : { correlation: undefined }
  const found: Case = {
    jurisdiction: o.jurisdiction,
    id,
    number: await nextNumber(tx, o.jurisdiction, Number(dayOf(now).slice(0, 4))),
    kind: o.kind,
    itemCode: o.item?.code ?? null,
    versionId: o.item?.id ?? null,
    chartDigest,
    correlation: (field === undefined ? '' : String(o.form[field] ?? '')) || null,
    parent: o.parent?.number ?? null,
    parentElement: o.parent?.element ?? null,
    unit: o.unit,
    form: o.form,
    submittedAt: now,
  }
  await insertCase(tx, found)
  await insertParties(tx, o.jurisdiction, id, o.parties)
  return {
    found,
    subject: { kind: 'case', id },
    stamp: { ...(o.item ? { itemVersion: o.item.number } : {}), ...(chartDigest ? { chartDigest } : {}) },
  }
}

/** After the first act is made: the chart starts, and how the case stands is written. */
export async function opened(ctx: Ctx, { found }: Opened, act: ActDraft): Promise<void> {
  const { tx, clock, timer, actor } = ctx
  const at: CaseAt = await around(tx, found)
  const first = [asAct(at, act, clock.now(), actOfActor(actor))]
  if (!found.chartDigest) {
    await restate(tx, at, first, clock)
    return
  }
  const started = await startProcedure(tx, {
    jurisdiction: found.jurisdiction,
    caseId: found.id,
    digest: found.chartDigest,
    variables: {},
    clock,
    timerKind: 'cases.chart-timer',
    ...(found.correlation ? { correlation: found.correlation } : {}),
  })
  await restate(tx, at, first, clock, started)
  await awaitChildren({ timer, clock }, found, started.opened)
  await tell(ctx, found, started.thrown)
}
