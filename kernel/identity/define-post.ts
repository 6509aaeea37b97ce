import { newId, operation, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { definePost } from './contract.ts'
import { findUnit } from './identity.store.ts'
import { administers } from './policy.ts'

export default operation(definePost, {
  allow: administers,
  async run({ tx, input, problem }) {
    const unit = await findUnit(tx, input.unit)
    if (!unit) throw problem('NO_UNIT')
    const id = newId()
    await sql`insert into identity.post (code, id, unit, title, role, seats)
      values (${input.code}, ${id}::uuid, ${input.unit}, ${input.title}::jsonb, ${input.role}, ${input.seats})`.execute(
      tx,
    )
    const act = acts['post.defined']({
      jurisdiction: unit.jurisdiction,
      subject: { kind: 'unit', id: unit.id },
      public: { postCode: input.code, unitCode: unit.code, role: input.role },
    })
    return { act, output: { id } }
  },
})
