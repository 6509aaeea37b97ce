import { newId, operation, systemOnly } from '../platform/index.ts'
import { acts } from './acts.ts'
import { nameSubject } from './contract.ts'
import { putSubject } from './mark.store.ts'

/** Subjects are known in the whole city by one name: who meets one says it here, wherever he works. */
export default operation(nameSubject, {
  allow: systemOnly,
  async run({ tx, input, clock, home }) {
    await putSubject(tx, input.key, input.name)
    const subject = { kind: 'system', id: newId(clock.now().getTime(), home) } as const
    return { act: acts['subject.named']({ jurisdiction: home, subject, public: {}, private: input }), output: {} }
  },
})
