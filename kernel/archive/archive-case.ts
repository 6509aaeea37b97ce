import { addDays, dayOf, startOfDay } from '../calendar/index.ts'
import { caseOperations, markOf } from '../cases/index.ts'
import { findUnit } from '../identity/index.ts'
import { cite } from '../law/index.ts'
import { newId, postOf } from '../platform/index.ts'
import { acts } from './acts.ts'
import { dropWaiting, insertVolume, nextSerial, volumeOfCase } from './archive.store.ts'
import { archiveNumber, keepUntil, retentionOn } from './arrange.rules.ts'
import { archiveCase } from './contract.ts'
import { volumeOf } from './kind.ts'
import { ARCHIVIST } from './role.ts'

const { act } = caseOperations(acts)
const NO_PART = ['drafter', 'supervisor', 'administrator']

/**
 * By an officer of the unit that led the case, or an archivist of the place. Number, term and what holds are settled here; the binding
 * follows in a transaction of its own, so that a thick volume holds nobody up.
 */
export default act(archiveCase, {
  act: 'case.archived',
  who(at, actor) {
    const post = postOf(actor)
    if (!post || post.jurisdiction !== at.found.jurisdiction) return false
    return post.role === ARCHIVIST || (post.unitCode === at.found.unit && !NO_PART.includes(post.role))
  },
  async prepare({ at, tx, clock, problem }) {
    const { jurisdiction, id: caseId, number: caseNumber, unit, kind } = at.found
    if (!at.kind.status(at.facts).closed) throw problem('OPEN')
    if (await volumeOfCase(tx, jurisdiction, caseId)) throw problem('ARCHIVED')
    const now = clock.now()
    const today = dayOf(now)
    const year = Number(today.slice(0, 4))
    const volumeKind = volumeOf(kind)
    const row = retentionOn(volumeKind, volumeKind.retains?.(at), today)
    const led = await findUnit(tx, unit)
    const serial = await nextSerial(tx, jurisdiction, unit, year)
    const number = archiveNumber(year, led ? markOf(led) : unit, serial)
    const closedOn = dayOf(at.acts.at(-1)!.happenedAt)
    return {
      ...{ jurisdiction, id: newId(now.getTime(), jurisdiction), number, caseId, caseNumber, kind, unit },
      title: at.item?.content.name ?? at.kind.title,
      archivedAt: now,
      retention: row.id,
      keepUntil: keepUntil(row, closedOn) ?? null,
    }
  },
  async also({ tx, timer, clock, made }) {
    await insertVolume(tx, made)
    await dropWaiting(tx, made.jurisdiction, [made.caseId])
    const { jurisdiction, id: subjectId } = made
    await timer.set({ kind: 'archive.bind', jurisdiction, subjectId, due: clock.now() })
    if (made.keepUntil) {
      const due = startOfDay(addDays(made.keepUntil, 1))
      await timer.set({ kind: 'archive.term-over', jurisdiction, subjectId, due })
    }
  },
  says: ({ made }) => ({
    basis: [cite('档案法', 14)],
    public: { archive: made.number, retention: made.retention, keepUntil: made.keepUntil },
  }),
  output: ({ made }) => ({ id: made.id, number: made.number }),
})
