import { randomBytes } from 'node:crypto'
import { dayOf } from '../../kernel/calendar/index.ts'
import { holdsPost, newId, operation, query } from '../../kernel/platform/index.ts'
import { clientActs } from './acts.ts'
import { OFFICE } from './case.kind.ts'
import { admitClient, clients, endClient } from './contract.ts'
import { digestOf } from './report.ts'
import { clientsOf, endClient as end, putClient } from './ticket.store.ts'

const atHome = holdsPost<unknown>(OFFICE, (post, { home }) => post.jurisdiction === home)

/** The key is shown once; what is kept is its digest. */
export const admitted = operation(admitClient, {
  allow: atHome,
  async run({ tx, input, clock, home }) {
    const id = newId(clock.now().getTime(), home)
    const client = `c-${id.slice(-12)}`
    const key = randomBytes(24).toString('base64url')
    await putClient(tx, { jurisdiction: home, client, name: input.name, key: digestOf(key), on: dayOf(clock.now()) })
    const act = clientActs['client.admitted']({
      jurisdiction: home,
      subject: { kind: 'system', id },
      public: { client, name: input.name },
      private: {},
    })
    return { act, output: { client, key } }
  },
})

export const ended = operation(endClient, {
  allow: atHome,
  async run({ tx, input, clock, home, problem }) {
    if (!(await end(tx, home, input.client, dayOf(clock.now())))) throw problem('NO_CLIENT')
    const act = clientActs['client.ended']({
      jurisdiction: home,
      subject: { kind: 'system', id: newId(clock.now().getTime(), home) },
      public: { client: input.client },
      private: {},
    })
    return { act, output: { client: input.client } }
  },
})

export const list = query(clients, { allow: atHome, run: ({ tx, home }) => clientsOf(tx, home) })
