import { newId, operation, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { defineUnit } from './contract.ts'
import { unitsChanged } from './identity.store.ts'
import { administers } from './policy.ts'

export default operation(defineUnit, {
  allow: administers,
  async run({ tx, input }) {
    const id = newId()
    await sql`insert into identity.unit (code, id, jurisdiction, level, kind, name, parent, supervised_by, details)
      values (${input.code}, ${id}::uuid, ${input.jurisdiction}, ${input.level}, ${input.kind}, ${input.name}::jsonb, ${input.parent ?? null},
        ${input.supervisedBy ?? null}, ${input.details}::jsonb)`.execute(tx)
    unitsChanged(tx)
    const act = acts['unit.defined']({
      jurisdiction: input.jurisdiction,
      subject: { kind: 'unit', id },
      public: { code: input.code, name: input.name },
    })
    return { act, output: { id } }
  },
})
