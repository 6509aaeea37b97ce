import { randomBytes } from 'node:crypto'
import { dayOf } from '../../../kernel/calendar/index.ts'
import { openCase, opened } from '../../../kernel/cases/index.ts'
import { units as allUnits, organisationByCode } from '../../../kernel/identity/index.ts'
import type { ActDraft, ReadContext, Timers } from '../../../kernel/platform/index.ts'
import { acts } from '../acts.ts'
import { type Cause, inspection } from '../case.kind.ts'
import type { PoolSubject } from '../draw/pool.store.ts'
import { figureOn, type Item } from '../list/list.shape.ts'
import type { List } from '../list/list.store.ts'
import { insertVisit } from './visit.store.ts'

export type Opening = {
  unit: string
  subject: PoolSubject
  list: List
  items: Item[]
  cause: Cause
  reason: string
  /** Cards. */
  officers: string[]
  draw: { task: string; id: string } | null
}

/** Opens the inspection of one subject along the list's chart, with who was drawn for it; its act is the caller's to return. */
export async function openInspection(
  ctx: Pick<ReadContext, 'tx' | 'actor' | 'clock' | 'callAsSystem'> & { timer: Timers },
  o: Opening,
): Promise<{ number: string; caseId: string; act: ActDraft }> {
  const { tx, clock } = ctx
  const { subject, items, list } = o
  const at = clock.now()
  const { jurisdiction, uscc, name, address } = subject
  const units = [...new Set([o.unit, ...items.map((i) => i.unit)])]
  const known = await organisationByCode(tx, uscc)
  const nameOf = new Map((await allUnits(tx)).map((u) => [u.code, u.name.zh]))
  const none = { personId: null, organisationId: null, unit: null, hidden: false }
  const codes = items.map((i) => i.code)
  const made = await openCase(ctx, {
    kind: inspection.kind,
    jurisdiction,
    unit: o.unit,
    chartDigest: list.chartDigest,
    parties: [
      { ...none, role: 'subject', personId: known?.members[0] ?? null, organisationId: known?.id ?? null, name },
      ...units.slice(1).map((unit) => ({ ...none, role: 'joint', unit, name: nameOf.get(unit) ?? unit })),
    ],
    form: { uscc, name, address, list: list.number },
  })
  const { id: caseId, number } = made.found
  const publish = list.content.publish
  // Of several fields the shortest time holds.
  const limits = items.flatMap((i) => figureOn(publish, dayOf(at), (f) => f.field === i.field) ?? [])
  const limit = limits.sort((a, b) => a.value - b.value)[0] ?? figureOn(publish, dayOf(at), (f) => f.field === '*')
  const act = acts['inspection.opened']({
    jurisdiction,
    subject: made.subject,
    basis: items.flatMap((i) => i.basis).slice(0, 6),
    public: {
      ...made.stamp,
      number,
      unit: o.unit,
      units,
      uscc,
      items: codes,
      cause: o.cause,
      draw: o.draw?.id ?? null,
      officers: o.officers,
      list: list.number,
      limit: {
        value: limit?.value ?? 20,
        unit: limit?.unit === 'calendar-day' ? 'calendar-day' : 'working-day',
        basis: limit?.basis ?? [],
      },
    },
    private: { reason: o.reason },
  })
  await insertVisit(tx, {
    jurisdiction,
    caseId,
    number,
    task: o.draw?.task ?? null,
    unit: o.unit,
    units,
    uscc,
    name,
    cause: o.cause,
    items: codes,
    token: `${jurisdiction}-${randomBytes(15).toString('base64url')}`,
    openedAt: at,
  })
  await opened(ctx, made, act)
  return { number, caseId, act }
}
