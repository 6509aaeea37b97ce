import { defineRoom, text } from '../../kernel/platform/index.ts'
import { LEADS } from '../../kernel/statistics/index.ts'
import { dispersion } from './desk/dispersion.tsx'
import { statistics as desk } from './desk/statistics.tsx'
import { unit } from './desk/unit.tsx'
import * as paths from './paths.ts'
import { acts } from './portal/acts.tsx'
import { statistics } from './portal/statistics.tsx'

const group = text('统计', 'Statistics')

/** The pages of `kernel/statistics`. */
export default defineRoom({
  name: 'statistics-pages',
  title: text('统计的页面', 'Pages of the statistics'),
  menu: {
    portal: [{ group: text('大厅', 'Hall'), title: text('统计', 'Statistics'), path: paths.portal, order: 35 }],
    desk: [
      { group, title: text('本单位统计', 'My unit'), path: paths.unit, order: 79 },
      { group, title: text('统计', 'Statistics'), path: paths.desk, order: 80 },
      { group, title: text('裁量离散度', 'Dispersion'), path: paths.dispersion, roles: LEADS, order: 81 },
    ],
  },
  pages: [statistics, acts, desk, unit, dispersion],
})
