import { defineRoom, text } from '../../kernel/platform/index.ts'
import { department, departments, powers, scenario, search } from './portal/find.tsx'
import { guide, law } from './portal/guide.tsx'
import { home, today } from './portal/home.tsx'
import { component, components, help } from './portal/pages.tsx'

export default defineRoom({
  name: 'hall',
  title: text('网上政务大厅', 'Service hall'),
  menu: {
    portal: [
      { group: text('大厅', 'Hall'), title: text('权力清单', 'Powers'), path: '/powers', order: 10 },
      { group: text('大厅', 'Hall'), title: text('部门', 'Departments'), path: '/departments', order: 20 },
    ],
  },
  pages: [home, today, search, scenario, departments, department, powers, guide, law, components, component, help],
})
