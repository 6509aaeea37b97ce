import { newId, operation, systemOnly } from '../platform/index.ts'
import { acts } from './acts.ts'
import { insertCheck } from './check.store.ts'
import { recordRefusal } from './contract.ts'

/** What was refused or held stands, so that an annulment finds whom it was done to. */
export default operation(recordRefusal, {
  allow: systemOnly,
  async run({ tx, input, clock }) {
    const { jurisdiction, purpose, effect, lists, subjects } = input
    const id = newId(clock.now().getTime(), jurisdiction)
    for (const { key: subject, hits } of subjects)
      await insertCheck(tx, {
        jurisdiction,
        id: newId(clock.now().getTime(), jurisdiction),
        subject,
        purpose,
        at: clock.now(),
        effect,
        marks: hits.map((h) => h.mark),
        leaning: 'standing.refused',
        streamKind: 'system',
        streamId: id,
        unit: input.unit ?? null,
      })
    const act = acts['standing.refused']({
      jurisdiction,
      subject: { kind: 'system', id },
      public: { purpose, effect, lists },
      private: { subjects: subjects.map((s) => s.key), hits: subjects.flatMap((s) => s.hits) },
    })
    return { act, output: { id } }
  },
})
