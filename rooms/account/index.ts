import { defineRoom, text } from '../../kernel/platform/index.ts'
import { persons } from './desk/persons.tsx'
import { account } from './portal/account.tsx'
import { authorityFile, capacities } from './portal/capacities.tsx'
import { logIn } from './portal/log-in.tsx'
import { passkeys } from './portal/passkeys.ts'
import { recover } from './portal/recover.tsx'
import { register } from './portal/register.tsx'

export default defineRoom({
  name: 'account',
  centre: true,
  title: text('账号', 'Accounts'),
  menu: {
    desk: [
      {
        group: text('系统', 'System'),
        title: text('人员', 'Persons'),
        path: '/desk/persons',
        roles: ['administrator', 'chief-supervisor'],
        order: 910,
      },
    ],
  },
  pages: [logIn, register, recover, account, capacities, authorityFile, passkeys, persons],
})
