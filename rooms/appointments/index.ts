import { defineRoom, text } from '../../kernel/platform/index.ts'
import { arrived, cancelled, confirmed } from './change.ts'
import desk from './desk/today.tsx'
import hold from './hold.ts'
import { outingOperations } from './outing.ts'
import calendar from './portal/calendar.ts'
import mine from './portal/mine.tsx'
import { followQueues, screen, screenStream } from './portal/screen.tsx'
import slots from './portal/slots.tsx'
import { callEnded, calledAgain, nextCalled, numberTaken } from './queue.ts'

export default defineRoom({
  name: 'appointments',
  title: text('预约', 'Appointments'),
  menu: {
    portal: [
      { group: text('大厅', 'Hall'), title: text('预约窗口', 'Appointments'), path: '/appointments', order: 30 },
    ],
    desk: [
      {
        group: text('工作', 'Work'),
        title: text('预约和叫号', 'Appointments, queue'),
        path: '/desk/appointments',
        roles: ['clerk'],
        order: 14,
      },
    ],
  },
  operations: [
    hold,
    confirmed,
    cancelled,
    arrived,
    numberTaken,
    nextCalled,
    calledAgain,
    callEnded,
    ...outingOperations,
  ],
  pages: [slots, mine, calendar, desk, screen, screenStream],
  serves: followQueues,
})
