import { z } from 'zod'
import { closeErrors, revealErrors } from '../../../kernel/draw/contract.ts'
import { defineContract } from '../../../kernel/platform/contract.ts'
import { text } from '../../../kernel/platform/text.ts'
import { listContent, risk } from '../list/list.shape.ts'

const id = z.uuid()
const day = z.iso.date()
const word = z.string().trim().min(1).max(200)
const NO_LIST = { status: 409, ...text('还没有公布抽查事项清单。', 'No list of items is published.') } as const
const NO_TASK = { status: 404, ...text('没有这个抽查任务。', 'There is no such task.') } as const

export const publishList = defineContract({
  id: 'inspection.publish-list',
  kind: 'write',
  title: text('公布抽查事项清单', 'Publish the list of items'),
  summary: text(
    '事项、依据、上限、公开期限和流程图一并公布，从某一天起施行。',
    'Items, their basis, caps, limits and the chart, together, from a day on.',
  ),
  longest: 500_000,
  input: z.object({ content: listContent, bpmn: z.string(), from: day }),
  output: z.object({ number: z.int() }),
  errors: {
    PAST: { status: 422, ...text('施行日期不能早于今天。', 'Not in force before today.') },
    LIST: { status: 422, ...text('清单有误。', 'The list is not right.') },
    CHART: { status: 422, ...text('流程图不能用。', 'The chart cannot be used.') },
  },
})

export const putSubjects = defineContract({
  id: 'inspection.put-subjects',
  kind: 'write',
  title: text('更新检查对象名录', 'Put subjects into the pool'),
  summary: text('按信用代码新增或更新；不再经营的置为停用。', 'By credit code; one that closed is set inactive.'),
  longest: 2_000_000,
  input: z.object({
    unit: z.string(),
    subjects: z
      .array(
        z.object({
          uscc: z.string().regex(/^[0-9A-HJ-NP-RT-UW-Y]{18}$/),
          name: word,
          address: word,
          fields: z.array(z.string().regex(/^[a-z][a-z-]{1,30}$/)).min(1),
          risk,
          active: z.boolean().default(true),
        }),
      )
      .min(1)
      .max(5000),
  }),
  output: z.object({ put: z.int(), total: z.int() }),
  errors: { NO_UNIT: { status: 422, ...text('没有这个单位。', 'There is no such unit.') } },
})

export const proposePlan = defineContract({
  id: 'inspection.propose-plan',
  kind: 'write',
  title: text('拟定年度抽查计划', 'Propose a yearly plan'),
  input: z.object({
    year: z.int().min(2010).max(2100),
    title: word,
    lines: z
      .array(
        z.object({
          items: z.array(z.string()).min(1).max(10),
          month: z.int().min(1).max(12),
          count: z.int().min(1).max(500),
        }),
      )
      .min(1)
      .max(100),
  }),
  output: z.object({ id }),
  errors: {
    NO_LIST,
    NO_ITEM: {
      status: 422,
      ...text('清单里没有这个事项，或者没有一项是本单位的。', 'No such item, or none is of this unit.'),
    },
  },
})

export const decidePlan = defineContract({
  id: 'inspection.decide-plan',
  kind: 'write',
  title: text('审批年度抽查计划', 'Decide on a plan'),
  input: z.object({ id, outcome: z.enum(['approve', 'return']), opinion: z.string().trim().min(2).max(1000) }),
  output: z.object({ id }),
  errors: {
    NO_PLAN: { status: 404, ...text('没有这个计划。', 'There is no such plan.') },
    DECIDED: { status: 409, ...text('这个计划已经审批过。', 'This plan was decided already.') },
    SAME_PERSON: { status: 403, ...text('拟定的人不能自己审批。', 'Nobody approves his own plan.') },
  },
})

export const openTask = defineContract({
  id: 'inspection.open-task',
  kind: 'write',
  title: text('开出抽查任务', 'Open a task'),
  summary: text(
    '执行计划的一行；同时公布抽取种子的承诺。',
    'A line of the plan; the commitment to the seed is published with it.',
  ),
  input: z.object({ id, line: z.coerce.number().int().min(0).max(99) }),
  output: z.object({ id, draw: id }),
  errors: {
    NO_PLAN: { status: 404, ...text('没有这个计划，或者没有批准。', 'There is no such plan, or it is not approved.') },
    OPENED: { status: 409, ...text('这一行已经开出任务。', 'This line is being carried out.') },
  },
})

export const declareInterest = defineContract({
  id: 'inspection.declare-interest',
  kind: 'write',
  title: text('抽取前申请回避', 'Step back before the draw'),
  summary: text(
    '不参加整个任务，或不检查其中一家；封池以后不能再提。',
    'From the task, or from one subject; not after the pools are closed.',
  ),
  input: z.object({ id, uscc: z.string().trim().max(18).default(''), reason: z.string().trim().min(2).max(500) }),
  output: z.object({ id }),
  errors: {
    NO_TASK,
    CLOSED: {
      status: 409,
      ...text('名单已经封定；请向负责人申请回避。', 'The pools are closed; please tell the head of your unit.'),
    },
    NO_CARD: {
      status: 409,
      ...text('您没有本任务单位的有效执法证，不在名单里。', 'You have no valid card of a unit of this task.'),
    },
    ALREADY: { status: 409, ...text('已经申请过。', 'You said so already.') },
  },
})

export const closePools = defineContract({
  id: 'inspection.close-pools',
  kind: 'write',
  title: text('封定名单', 'Close the pools'),
  summary: text(
    '检查对象和检查人员的名单按摘要封定，排除的写明原因；另一人加进几个字。',
    'Subjects and officers are fixed by digest, exclusions with their reason; another person adds some words.',
  ),
  input: z.object({
    id,
    words: z.string().trim().min(2).max(200),
    /** Mix in the root of the ledger’s first checkpoint after this. */
    checkpoint: z.boolean().default(true),
  }),
  output: z.object({ id, subjects: z.int(), officers: z.int() }),
  errors: { ...closeErrors, NO_TASK, NO_LIST },
})

export const revealTask = defineContract({
  id: 'inspection.reveal-task',
  kind: 'write',
  title: text('公开种子并抽取', 'Open the seed and draw'),
  summary: text(
    '抽出检查对象和人员，每个对象开出一件检查。',
    'Draws subjects and officers, and opens an inspection of each subject.',
  ),
  input: z.object({ id }),
  output: z.object({ id, numbers: z.array(z.string()) }),
  errors: { ...revealErrors, NO_TASK, NO_LIST },
})
