import { anyone, operation } from '../platform/index.ts'
import { acts } from './acts.ts'
import { register } from './contract.ts'
import { insertPerson } from './enrol-person.ts'
import { openSession } from './identity.store.ts'
import { hashPassword } from './password.ts'

export default operation(register, {
  allow: anyone,
  prepare: ({ input }) => hashPassword(input.password),
  async run({ tx, home, input, prepared, problem }) {
    const { id, warnings } = await insertPerson(
      tx,
      { ...input, hash: prepared, demonstration: false, verified: false },
      () => problem('LOGIN_TAKEN', { fields: { login: register.errors.LOGIN_TAKEN } }),
    )
    const { token } = await openSession(tx, id, { strong: false })
    const act = acts['person.enrolled']({
      jurisdiction: home,
      subject: { kind: 'person', id },
      public: {},
      private: { login: input.login },
    })
    return { act, output: { id, token, warnings } }
  },
})
