import { operation, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { placeUnderSupervision } from './contract.ts'
import { findUnit, unitsChanged } from './identity.store.ts'
import { administers } from './policy.ts'

export default operation(placeUnderSupervision, {
  allow: administers,
  async run({ tx, input, problem }) {
    const unit = await findUnit(tx, input.code)
    if (!unit || !(await findUnit(tx, input.supervisedBy))) throw problem('NO_UNIT')
    await sql`update identity.unit set supervised_by = ${input.supervisedBy} where code = ${input.code}`.execute(tx)
    unitsChanged(tx)
    const act = acts['unit.placed']({
      jurisdiction: unit.jurisdiction,
      subject: { kind: 'unit', id: unit.id },
      public: input,
    })
    return { act, output: {} }
  },
})
