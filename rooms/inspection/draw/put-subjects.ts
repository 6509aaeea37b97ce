import { createHash } from 'node:crypto'
import { findUnit } from '../../../kernel/identity/index.ts'
import { operation } from '../../../kernel/platform/index.ts'
import { acts } from '../acts.ts'
import { putSubjects } from '../contract.ts'
import { keepsPools } from '../policy.ts'
import { putSubject, subjectsOf } from './pool.store.ts'

/** The act holds the digest of the whole pool after it: `USCC RISK FIELDS`, a line a subject, sorted. */
export default operation(putSubjects, {
  allow: keepsPools,
  async run({ tx, input, problem }) {
    const unit = await findUnit(tx, input.unit)
    if (!unit) throw problem('NO_UNIT')
    const { jurisdiction } = unit
    for (const s of input.subjects) await putSubject(tx, { ...s, jurisdiction, unit: unit.code })
    const all = await subjectsOf(tx, jurisdiction, unit.code)
    const lines = all.map((s) => `${s.uscc} ${s.risk} ${s.fields.toSorted().join(',')}\n`)
    const act = acts['inspection-pool.changed']({
      jurisdiction,
      subject: { kind: 'unit', id: unit.id },
      public: {
        unit: unit.code,
        put: input.subjects.length,
        total: all.length,
        digest: createHash('sha256').update(lines.join('')).digest('hex'),
      },
    })
    return { act, output: { put: input.subjects.length, total: all.length } }
  },
})
