// Browser-safe: how projects are read.
import { z } from 'zod'
import { caseView, publicList } from '../../kernel/cases/contract.ts'
import { citation, defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { projectForm, SECTORS } from './contract.ts'
import { STATES } from './words.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const NO_PROJECT = { status: 404, ...text('没有这个项目。', 'There is no such project.') } as const

/** One link of the chain of money, with both its sums. */
export const linkView = z.object({
  id: z.string(),
  less: bilingual,
  left: z.int(),
  more: bilingual,
  right: z.int(),
  holds: z.boolean(),
  basis: z.array(citation),
})
const money = z.object({
  estimate: z.int().nullable(),
  design: z.int().nullable(),
  adjusted: z.boolean(),
  budget: z.int().nullable(),
  contracts: z.int(),
  changes: z.int(),
  certified: z.int(),
  paid: z.int(),
  settled: z.int().nullable(),
})
export const ledger = z.object({
  form: projectForm,
  money,
  links: z.array(linkView),
  tenders: z.array(
    z.object({ lot: z.string(), market: z.string().nullable(), exempt: z.string().nullable(), at: z.date() }),
  ),
  contracts: z.array(
    z.object({
      contract: z.string(),
      lot: z.string(),
      contractor: z.string(),
      from: z.string(),
      to: z.string(),
      amount: z.int(),
      changes: z.int(),
      certified: z.int(),
      paid: z.int(),
    }),
  ),
  started: z.object({ on: z.string(), approved: z.boolean(), permit: z.string().nullable() }).nullable(),
  reports: z.array(z.object({ at: z.date(), percent: z.int(), planned: z.int(), late: z.boolean(), said: z.string() })),
  photos: z.array(z.object({ sha256: z.string(), at: z.date() })),
  acceptedOn: z.string().nullable(),
  handed: z.object({ to: z.string(), surplus: z.int(), returned: z.boolean() }).nullable(),
})
export type Ledger = z.output<typeof ledger>

export const viewProject = defineContract({
  id: 'projects.case',
  kind: 'read',
  title: text('查看项目办件', 'A project’s case'),
  summary: text('项目的台账，和读的人现在可以办的事。', 'The project’s ledger, and what its reader may do now.'),
  input: z.object({ number: z.string() }),
  output: caseView.extend({ ledger, may: z.array(z.string()) }),
  errors: { NO_CASE: NO_PROJECT },
})

export const project = defineContract({
  id: 'projects.project',
  kind: 'read',
  title: text('一个政府投资项目', 'A government investment project'),
  summary: text(
    '审批、实施、资金和监督检查的信息依法公开（政府投资条例第三十条）。',
    'What was approved, done and spent is public (Regulations on Government Investment, art. 30).',
  ),
  input: z.object({ number: z.string() }),
  output: z.object({
    number: z.string(),
    unit: bilingual,
    status: z.string(),
    statusText: bilingual,
    ledger,
    chartDigest: z.string().nullable(),
    steps: z.record(z.string(), z.string()),
    acts: z.array(
      z.object({
        id: z.uuid(),
        type: z.string(),
        title: bilingual,
        at: z.date(),
        who: bilingual,
        basis: z.array(citation),
        amount: z.int().nullable(),
      }),
    ),
  }),
  errors: { NO_PROJECT },
})

export const projects = publicList({
  id: 'projects.projects',
  title: text('政府投资重大项目', 'Major government investment projects'),
  row: {
    ...{ code: z.string(), name: z.string(), nameEn: z.string(), sector: z.enum(SECTORS), place: z.string() },
    ...{ estimate: z.int().nullable(), budget: z.int().nullable(), contracts: z.int(), paid: z.int() },
    ...{ percent: z.int().nullable(), late: z.boolean() },
  },
  where: { sector: z.enum(SECTORS).optional(), state: z.enum(STATES).optional() },
  sorts: ['budget', 'paid', 'percent'],
})
