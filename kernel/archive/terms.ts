import { addDays, dayOf, startOfDay } from '../calendar/index.ts'
import { holdsPost, operation, type PersonActor, systemOnly } from '../platform/index.ts'
import { acts } from './acts.ts'
import { lockVolume, putTerm } from './archive.store.ts'
import { keepOn, termOver } from './contract.ts'
import { ARCHIVIST } from './role.ts'

/** The end of a term is told, in the ledger and on the list; nothing is deleted by it. */
export const over = operation(termOver, {
  allow: systemOnly,
  async run({ tx, input, problem }) {
    const volume = await lockVolume(tx, input.id)
    if (!volume?.keepUntil) throw problem('NO_VOLUME')
    return {
      act: acts['volume.term-over']({
        jurisdiction: volume.jurisdiction,
        subject: { kind: 'file', id: volume.id },
        public: { number: volume.number, case: volume.caseNumber, keepUntil: volume.keepUntil },
      }),
      output: { id: volume.id },
    }
  },
})

/** 鉴定: an archivist keeps it on, for years or for ever, with a reason. */
export const appraise = operation(keepOn, {
  allow: holdsPost(ARCHIVIST),
  async run({ tx, actor, input, clock, timer, problem }) {
    const volume = await lockVolume(tx, input.id)
    if (!volume || volume.jurisdiction !== (actor as PersonActor).post!.jurisdiction) throw problem('NO_VOLUME')
    const today = dayOf(clock.now())
    if (!volume.keepUntil || volume.keepUntil >= today) throw problem('NOT_OVER')
    const keepUntil = input.years === undefined ? null : `${Number(today.slice(0, 4)) + input.years}-12-31`
    await putTerm(tx, volume, keepUntil)
    const { jurisdiction, id: subjectId } = volume
    if (keepUntil)
      await timer.set({ kind: 'archive.term-over', jurisdiction, subjectId, due: startOfDay(addDays(keepUntil, 1)) })
    return {
      act: acts['volume.kept-on']({
        jurisdiction,
        subject: { kind: 'file', id: subjectId },
        public: { number: volume.number, case: volume.caseNumber, keepUntil },
        private: { reason: input.reason },
      }),
      output: { keepUntil },
    }
  },
})
