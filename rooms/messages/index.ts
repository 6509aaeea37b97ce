import { defineRoom, type Room, text } from '../../kernel/platform/index.ts'
import { deliver as deliverContract } from './contract.ts'
import deliver from './deliver.ts'
import inbox from './portal/inbox.tsx'
import { behaved, preferred, read } from './prefer.ts'
import { tell } from './tell.ts'
import { toldBy } from './words.rules.ts'

/** Tells what the systems say that they tell. */
export const messagesRoom = (systems: Room[]): Room =>
  defineRoom({
    name: 'messages',
    title: text('消息', 'Messages'),
    menu: {
      desk: [{ group: text('工作', 'Work'), title: text('我的消息', 'My messages'), path: '/my/messages', order: 2 }],
    },
    // Who is told has the account at the centre.
    centre: true,
    operations: [preferred, read, behaved, deliver],
    consumers: [tell(toldBy(systems))],
    pages: [inbox],
    timers: { 'messages.deliver': (timer) => ({ contract: deliverContract, input: { id: timer.subjectId } }) },
  })
