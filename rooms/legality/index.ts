import { versionCount } from '../../kernel/catalog/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import checkChart from './check-chart.ts'
import { found } from './found.ts'
import moveCases from './move-cases.ts'
import openDraft from './open-draft.ts'
import { pages } from './pages.ts'
import passReview from './pass-review.ts'
import publish from './publish.ts'
import putScenarios from './put-scenarios.ts'
import retire from './retire.ts'
import returnWithOpinion from './return-with-opinion.ts'
import saveDraft from './save-draft.ts'
import submitForReview from './submit-for-review.ts'

export * as contract from './contract.ts'

export default defineRoom({
  name: 'legality',
  centre: true,
  title: text('合法性审查', 'Legality review'),
  roles: { drafter: text('起草', 'Drafter'), 'legal-officer': text('法制审查', 'Legal officer') },
  publishes: { find: [found] },
  menu: {
    desk: [
      {
        group: text('事项', 'Items'),
        title: text('事项编制', 'Drafts'),
        path: '/desk/drafts',
        roles: ['drafter'],
        order: 30,
        count: ({ unitCode }) => versionCount({ statuses: ['draft', 'returned', 'passed'], unit: unitCode }),
      },
      {
        group: text('事项', 'Items'),
        title: text('合法性审查', 'Legality review'),
        path: '/desk/review',
        roles: ['legal-officer'],
        order: 31,
        count: () => versionCount({ statuses: ['in-review', 'passed'] }),
      },
      {
        group: text('事项', 'Items'),
        title: text('在办件迁新版', 'Running cases and new charts'),
        path: '/desk/running',
        roles: ['legal-officer'],
        order: 32,
      },
    ],
  },
  operations: [
    openDraft,
    saveDraft,
    checkChart,
    submitForReview,
    returnWithOpinion,
    passReview,
    publish,
    retire,
    moveCases,
    putScenarios,
  ],
  pages,
})
