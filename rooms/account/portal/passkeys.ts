import { contract } from '../../../kernel/identity/index.ts'
import { action, anyone, type FormValues, inside, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { said } from './entries.ts'

/** What the browser's authenticator answered, as the script sent it. */
const answer = (f: FormValues) => {
  try {
    return { challengeId: said(f.challengeId), response: JSON.parse(said(f.response)) as unknown }
  } catch {
    throw standardProblem('INVALID')
  }
}

/** Passkeys are a conversation with a script (`/assets/passkey.js`): begin, then the authenticator's answer. No page of its own. */
export const passkeys = page({
  path: '/account/passkey',
  shell: 'portal',
  allow: anyone,
  actions: {
    begin: action({
      operation: contract.beginPasskey,
      input: (f: FormValues) => ({ purpose: f.purpose === 'enrol' ? ('enrol' as const) : ('log-in' as const) }),
      next: (output) => ({ json: output }),
    }),
    enrol: action({
      operation: contract.enrolPasskey,
      input: answer,
      next: () => ({ json: { next: '/account?done=passkey' } }),
    }),
    'log-in': action({
      operation: contract.logInWithPasskey,
      input: answer,
      session: (output) => (output.ok ? { open: output.token } : undefined),
      next(output, p) {
        if (!output.ok) throw standardProblem('FORBIDDEN')
        return { json: { next: inside(p.query.next, output.officer ? '/desk' : '/my') } }
      },
    }),
  },
  render: () => ({ title: text('通行密钥', 'Passkeys'), redirect: '/account' }),
})
