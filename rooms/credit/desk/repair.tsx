import { postOf, text } from '../../../kernel/platform/index.ts'
import { fieldsOf, officerPage, serviceOf, unitListPage } from '../../../web/ui/index.ts'
import * as contract from '../contract.ts'
import * as paths from '../paths.ts'
import { repair } from '../repair.kind.ts'

const TITLE = text('信用修复', 'Repairs')
const reason = { label: text('理由', 'Reasons'), kind: 'lines' as const }

export const deskRepairs = unitListPage({ kind: repair, path: paths.deskRepairs, title: TITLE })
export const deskRepair = officerPage({
  kind: repair,
  path: paths.deskRepairs,
  list: TITLE,
  allow: ({ actor }) => postOf(actor) !== undefined,
  facts: (c, p) => [
    [p.t('列入编号', 'Listing'), String(c.acts[0]!.facts.listing)],
    [p.t('改正和承诺', 'What was put right, and the promise'), c.acts[0]?.why ?? ''],
  ],
  actions: {
    accept: {
      contract: contract.acceptRepair,
      title: text('受理', 'Accept'),
      when: 'repair.accepted',
      fields: fieldsOf(contract.acceptRepair, {
        outcome: {
          label: text('是否受理', 'Accept?'),
          options: { accept: text('受理', 'Accept'), refuse: text('不予受理', 'Do not accept') },
        },
        reason,
      }),
      tells: () => text('形式审查；受理后三个工作日内决定。', 'By form only; decided within three working days.'),
    },
    decide: {
      contract: contract.decideRepair,
      title: text('决定', 'Decide'),
      when: 'repair.decided',
      fields: fieldsOf(contract.decideRepair, {
        outcome: {
          label: text('决定', 'Decision'),
          options: { grant: text('准予修复', 'Grant'), refuse: text('不予修复', 'Refuse') },
        },
        reason,
      }),
      tells: () =>
        text('准予的，公示、共享和措施同时停止。', 'Where granted, display, sharing and measures end together.'),
    },
    serve: serviceOf((c) => c.mine.includes('repair.closed')),
    close: {
      contract: contract.closeRepair,
      title: text('办结', 'Close'),
      when: (c) => c.mine.includes('repair.closed') && c.documents.every((d) => d.served),
    },
  },
})
