import { defineRoom, sql, system, text } from '../../kernel/platform/index.ts'
import { contract as watch } from '../../kernel/watch/index.ts'
import deskRules from './desk/rules.tsx'
import { paths } from './paths.ts'
import publicBook from './portal/book.tsx'
import publicSupervision from './portal/supervision.tsx'
import { sheetRules } from './sheet.ts'

const YEAR = 365 * 86_400_000

export default defineRoom({
  name: 'rulebook',
  centre: true,
  title: text('监察规则和监察公开', 'Rule book and public side of supervision'),
  watch: sheetRules,
  menu: {
    desk: [
      {
        group: text('监察', 'Supervision'),
        title: text('监察规则', 'Rules'),
        path: paths.rules,
        roles: ['supervisor', 'chief-supervisor'],
        order: 52,
        count: () => sql<number>`(select count(*) from watch.rule_change where settled_at is null)`,
      },
    ],
    portal: [{ group: text('大厅', 'Hall'), title: text('监察', 'Supervision'), path: paths.public, order: 36 }],
  },
  pages: [deskRules, publicSupervision, publicBook],
  // The demonstration writes its past at once, and its clock can be moved: when its acts arrived says nothing.
  async demo({ perform, now }) {
    const why = text(
      '演示城市：历史是补录的，时钟可以拨动。',
      'A demonstration: its past is entered at once and its clock can be moved.',
    )
    const span = {
      from: new Date(now.getTime() - YEAR).toISOString(),
      to: new Date(now.getTime() + 3 * YEAR).toISOString(),
      why,
    }
    await perform(watch.declareOutage, span, { as: system('founding'), at: new Date(now.getTime() - 60 * 86_400_000) })
  },
})
