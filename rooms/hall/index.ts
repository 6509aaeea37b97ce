import { defineRoom, type Room, text } from '../../kernel/platform/index.ts'
import { compare } from './portal/compare.tsx'
import { component, componentStream, components } from './portal/components.tsx'
import { district, districts, street } from './portal/district.tsx'
import { department, departments, powers } from './portal/find.tsx'
import { guide } from './portal/guide.tsx'
import { help } from './portal/help.tsx'
import { home } from './portal/home.tsx'
import { law } from './portal/law.tsx'
import { scenario } from './portal/scenario.tsx'
import { searchPage } from './portal/search.tsx'
import { today } from './portal/today.tsx'
import { shownOf } from './today.ts'

/** The hall shows what the city's rooms publish. */
export function hallRoom(rooms: readonly Pick<Room, 'publishes'>[]): Room {
  const shown = shownOf(rooms)
  return defineRoom({
    name: 'hall',
    centre: true,
    title: text('网上政务大厅', 'Service hall'),
    menu: {
      portal: [
        { group: text('大厅', 'Hall'), title: text('权力清单', 'Powers'), path: '/powers', order: 10 },
        { group: text('大厅', 'Hall'), title: text('部门', 'Departments'), path: '/departments', order: 20 },
        { group: text('大厅', 'Hall'), title: text('各区大厅', 'District halls'), path: '/districts', order: 25 },
      ],
    },
    pages: [
      home(shown),
      today(shown),
      searchPage,
      scenario,
      departments,
      department,
      powers,
      districts,
      district,
      street,
      compare,
      guide,
      law,
      components,
      component,
      componentStream,
      help,
    ],
  })
}

export default hallRoom([])
