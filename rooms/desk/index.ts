import { workCount } from '../../kernel/cases/index.ts'
import { defineRoom, type Room, text } from '../../kernel/platform/index.ts'
import { home } from './home.tsx'
import inbox from './inbox.tsx'
import mine from './mine.tsx'

/** What the desks of all systems share: the front door, and one inbox. */
export const deskRoom = (rooms: () => Room[]): Room =>
  defineRoom({
    name: 'desk',
    title: text('工作台', 'Desk'),
    pages: [home(rooms), inbox, mine],
    menu: {
      desk: [
        {
          group: text('工作', 'Work'),
          title: text('待办', 'Inbox'),
          path: '/desk/inbox',
          order: 1,
          count: (post) => workCount(post),
        },
        {
          group: text('工作', 'Work'),
          title: text('筛选、常用语、代班', 'Filters, phrases, leave'),
          path: '/desk/mine',
          order: 90,
        },
      ],
    },
  })
