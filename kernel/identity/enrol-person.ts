import { newId, operation, type Problem, sql, type Tx } from '../platform/index.ts'
import { acts } from './acts.ts'
import { residentIdWarning } from './check-digit.rules.ts'
import { enrolPerson } from './contract.ts'
import { skeletonOf } from './names.rules.ts'
import { hashDemonstrationPassword, hashPassword } from './password.ts'
import { administers } from './policy.ts'

type NewPerson = {
  name: string
  residentId?: string
  phone?: string
  login?: string
  hash?: string | undefined
  demonstration: boolean
  /** Somebody saw the paper: the number is this person's alone. */
  verified: boolean
}

/** Inserts a person with a password where one is given; shared with self-registration. */
export async function insertPerson(
  tx: Tx,
  person: NewPerson,
  taken: () => Problem,
): Promise<{ id: string; warnings: { field: string; zh: string; en: string }[] }> {
  const id = newId()
  if (person.login) {
    const found =
      await sql`select 1 from identity.password where skeleton = ${skeletonOf(person.login)} or login = ${person.login}`.execute(
        tx,
      )
    if (found.rows.length > 0) throw taken()
  }
  await sql`insert into identity.person (id, name, resident_id, resident_id_verified, phone, demonstration)
    values (${id}::uuid, ${person.name}, ${person.residentId || null}, ${person.verified && Boolean(person.residentId)},
      ${person.phone || null}, ${person.demonstration})`.execute(tx)
  if (person.login && person.hash)
    await sql`insert into identity.password (person_id, login, skeleton, hash)
      values (${id}::uuid, ${person.login}, ${skeletonOf(person.login)}, ${person.hash})`.execute(tx)
  const warning = person.residentId ? residentIdWarning(person.residentId) : undefined
  return { id, warnings: warning ? [{ field: 'residentId', ...warning }] : [] }
}

export default operation(enrolPerson, {
  allow: administers,
  prepare: async ({ input }) =>
    input.password && (input.demonstration ? hashDemonstrationPassword : hashPassword)(input.password),
  async run({ tx, home, input, prepared, problem }) {
    const output = await insertPerson(tx, { ...input, hash: prepared, verified: true }, () =>
      problem('LOGIN_TAKEN', { fields: { login: enrolPerson.errors.LOGIN_TAKEN } }),
    )
    const act = acts['person.enrolled']({
      jurisdiction: home,
      subject: { kind: 'person', id: output.id },
      public: {},
      private: { login: input.login },
    })
    return { act, output }
  },
})
