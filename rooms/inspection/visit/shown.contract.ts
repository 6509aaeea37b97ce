import { z } from 'zod'
import { citation, defineContract } from '../../../kernel/platform/contract.ts'
import { text } from '../../../kernel/platform/text.ts'
import { listContent } from '../list/list.shape.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const page = z.coerce.number().int().min(1).max(10_000).default(1)

export const getList = defineContract({
  id: 'inspection.get-list',
  kind: 'read',
  title: text('抽查事项清单', 'The list of items'),
  /** Of a day, or a former one by its number; the one in force where neither is given. */
  input: z.object({ day: z.iso.date().optional(), number: z.coerce.number().int().positive().optional() }),
  output: z
    .object({ number: z.int(), from: z.string(), digest: z.string(), chartDigest: z.string(), content: listContent })
    .nullable(),
})

const result = z.object({
  number: z.string(),
  unit: z.string(),
  unitName: bilingual,
  uscc: z.string(),
  name: z.string(),
  items: z.array(z.string()),
  cause: z.string(),
  visitedAt: z.date(),
  conclusion: z.string(),
  publishedAt: z.date(),
})
export const results = defineContract({
  id: 'inspection.results',
  kind: 'read',
  title: text('公开的检查结果', 'Published results'),
  input: z.object({
    q: z.string().trim().max(60).default(''),
    unit: z.string().max(60).optional(),
    conclusion: z.string().max(20).optional(),
    size: z.coerce.number().int().min(1).max(10_000).default(50),
    page,
  }),
  output: z.object({ rows: z.array(result), total: z.int() }),
})
/** The same without conditions, as open data. */
export const openResults = defineContract({
  id: 'inspection.open-results',
  kind: 'read',
  title: text('检查结果（开放数据）', 'Inspection results (open data)'),
  input: z.object({}),
  output: z.array(result),
})

export const tasks = defineContract({
  id: 'inspection.tasks',
  kind: 'read',
  title: text('抽查任务', 'Tasks and their draws'),
  input: z.object({ unit: z.string().max(60).optional(), page }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        draw: z.uuid(),
        unit: z.string(),
        unitName: bilingual,
        title: z.string(),
        items: z.array(z.string()),
        count: z.int(),
        openedAt: z.date(),
        closedAt: z.date().nullable(),
        drawnAt: z.date().nullable(),
        numbers: z.array(z.string()),
      }),
    ),
    total: z.int(),
  }),
})

export const plans = defineContract({
  id: 'inspection.plans',
  kind: 'read',
  title: text('年度抽查计划', 'Yearly plans'),
  input: z.object({ unit: z.string().max(60).optional() }),
  output: z.array(
    z.object({
      id: z.uuid(),
      unit: z.string(),
      unitName: bilingual,
      year: z.int(),
      title: z.string(),
      lines: z.array(
        z.object({ items: z.array(z.string()), month: z.int(), count: z.int(), task: z.uuid().nullable() }),
      ),
      state: z.enum(['proposed', 'approved', 'returned']),
      opinion: z.string().nullable(),
      mine: z.boolean(),
    }),
  ),
})

/** What the code on a notice leads to. */
export const scan = defineContract({
  id: 'inspection.scan',
  kind: 'read',
  title: text('扫码核对检查', 'Look at a visit by its code'),
  input: z.object({ token: z.string().min(10).max(60) }),
  output: z.object({
    number: z.string(),
    document: z.string().nullable(),
    unitName: bilingual,
    name: z.string(),
    uscc: z.string(),
    items: z.array(z.object({ code: z.string(), title: bilingual, basis: z.array(citation) })),
    officers: z.array(
      z.object({ card: z.string(), name: z.string(), unit: bilingual, until: z.string(), valid: z.boolean() }),
    ),
    approvedBy: bilingual,
    approvedAt: z.date(),
    from: z.string(),
    to: z.string(),
    /** What holds today. */
    state: z.enum(['valid', 'early', 'over', 'visited', 'no-card']),
    witnessed: z.boolean(),
  }),
  errors: {
    NO_VISIT: {
      status: 404,
      ...text('没有这张检查通知，请核对二维码。', 'There is no such notice; please check the code.'),
    },
  },
  place: (i) => /^(\d{6})-/.exec(i.token)?.[1],
})
