import { operation, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { dismiss } from './contract.ts'
import { administers } from './policy.ts'

export default operation(dismiss, {
  allow: administers,
  async run({ tx, input, problem }) {
    const { rows } = await sql<{
      unit: string
      jurisdiction: string
    }>`update identity.appointment a set ends_on = current_date
      from identity.post p join identity.unit u on u.code = p.unit
      where a.post = p.code and a.post = ${input.post} and a.person_id = ${input.personId}::uuid and a.ends_on is null
      returning p.unit, u.jurisdiction`.execute(tx)
    if (!rows[0]) throw problem('NOT_HELD')
    const act = acts['person.dismissed']({
      jurisdiction: rows[0].jurisdiction,
      subject: { kind: 'person', id: input.personId },
      public: { postCode: input.post, unitCode: rows[0].unit },
      private: { personId: input.personId },
    })
    return { act, output: { ended: rows.length } }
  },
})
