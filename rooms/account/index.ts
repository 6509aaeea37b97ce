import { defineRoom, text } from '../../kernel/platform/index.ts'
import { account } from './portal/account.tsx'
import { logIn } from './portal/log-in.tsx'
import { passkeys } from './portal/passkeys.ts'
import { register } from './portal/register.tsx'

export default defineRoom({
  name: 'account',
  title: text('账号', 'Accounts'),
  pages: [logIn, register, account, passkeys],
})
