import { loggedIn, operation, type PersonActor, putSetting, setting } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { behave, markRead, prefer } from './contract.ts'
import { putPreference, readAll } from './message.store.ts'

// What a person changes of the own inbox, and what somebody who tries the demonstration may make its channel do.

export const preferred = operation(prefer, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run({ tx, actor, input, home }) {
    const { personId } = actor as PersonActor
    const { email, sms, digest } = input
    await putPreference(tx, home, personId, { email: email || null, sms: sms || null, digest })
    const act = acts['messages.preferred']({
      jurisdiction: home,
      subject: { kind: 'person', id: personId },
      public: { email: email !== '', sms: sms !== '', digest },
    })
    return { act, output: {} }
  },
})

export const read = operation(markRead, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run({ tx, actor, clock, home }) {
    const { personId } = actor as PersonActor
    const count = await readAll(tx, home, personId, clock.now())
    const act = acts['messages.read']({
      jurisdiction: home,
      subject: { kind: 'person', id: personId },
      public: { count },
    })
    return { act, output: { count } }
  },
})

export const behaved = operation(behave, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run({ tx, actor, input, home, problem }) {
    if ((await setting<boolean>(tx, 'demonstration')) !== true) throw problem('NOT_HERE')
    await putSetting(tx, 'messages.mode', input.mode)
    const act = acts['messages.behaved']({
      jurisdiction: home,
      subject: { kind: 'person', id: (actor as PersonActor).personId },
      public: input,
    })
    return { act, output: input }
  },
})
