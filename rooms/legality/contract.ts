import { z } from 'zod'
import { scenarioShape } from '../../kernel/catalog/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const id = z.object({ id: z.uuid() })
const opinion = z.string().trim().min(4).max(2000)
const notFound = {
  NO_VERSION: { status: 404, ...text('没有这个事项版本。', 'There is no such item version.') },
} as const
const wrongState = {
  WRONG_STATE: {
    status: 409,
    ...text(
      '这个版本现在的状态不能这样办，请刷新后查看。',
      'The version is not in a state for this; please reload and look again.',
    ),
  },
} as const

export const openDraft = defineContract({
  id: 'legality.open-draft',
  longest: 5_000_000,
  kind: 'write',
  title: text('起草事项或新版本', 'Open a draft of an item or a new version'),
  summary: text('没有给内容时，以现行版本为底稿。', 'Starts from the version in force when no content is given.'),
  input: z.object({
    code: z.string().regex(/^\d{6}-\d{2}-\d{4}$/),
    content: z.unknown().optional(),
    form: z.unknown().optional(),
    bpmn: z.string().max(5_000_000).optional(),
  }),
  output: id,
  errors: {
    OPEN_DRAFT: {
      status: 409,
      ...text(
        '这个事项已有一份没办完的草稿，请先处理那一份。',
        'The item already has an open draft; please finish that one first.',
      ),
    },
    NOTHING_TO_START_FROM: {
      status: 422,
      ...text(
        '还没有现行版本，请给出事项内容、表单和流程图。',
        'There is no version in force; please give content, form and chart.',
      ),
    },
    OTHER_UNIT: { status: 403, ...text('只能起草本单位的事项。', 'Only items of your own unit can be drafted.') },
  },
})

export const saveDraft = defineContract({
  id: 'legality.save-draft',
  longest: 5_000_000,
  kind: 'write',
  title: text('保存草稿', 'Save the draft'),
  input: z.object({
    id: z.uuid(),
    revision: z.int(),
    content: z.unknown().optional(),
    form: z.unknown().optional(),
    bpmn: z.string().max(5_000_000).optional(),
  }),
  output: z.object({ id: z.uuid(), revision: z.int() }),
  errors: {
    ...notFound,
    ...wrongState,
    STALE: {
      status: 409,
      ...text(
        '有人在您之后改过这份草稿。您填的都还在，请对照后再保存。',
        'Somebody saved this draft after you opened it. What you typed is here; please compare and save again.',
      ),
    },
  },
})

const said = z.object({ zh: z.string(), en: z.string() })
export const checkChart = defineContract({
  id: 'legality.check-chart',
  longest: 5_000_000,
  kind: 'read',
  title: text('检查流程图', 'Check a chart'),
  summary: text(
    '能不能运行、是否健全；不保存。图长，用 POST 提交。',
    'Whether a chart runs and is sound; nothing is kept. Charts are long: please POST.',
  ),
  input: z.object({ bpmn: z.string().max(5_000_000), powerType: z.string().max(2).default('01') }),
  output: z.object({
    digest: z.string(),
    sound: z.boolean(),
    /** Reachable markings looked at; absent where the chart cannot run. */
    states: z.int().optional(),
    problems: z.array(
      z.object({
        code: z.string(),
        element: z.string().optional(),
        name: z.string().optional(),
        message: said,
        trace: z.array(z.string()).optional(),
        /** The elements of a shortest way to the problem, for drawing. */
        path: z.array(z.string()).optional(),
      }),
    ),
  }),
})

export const submitForReview = defineContract({
  id: 'legality.submit-for-review',
  kind: 'write',
  title: text('报送合法性审查', 'Submit for legality review'),
  input: id,
  output: id,
  errors: {
    ...notFound,
    ...wrongState,
    UNSOUND: {
      status: 422,
      ...text('流程图不能发布：见图上标出的问题。', 'The chart cannot be published: see the problems marked on it.'),
    },
    BAD_FORM: { status: 422, ...text('表单不能用。', 'The form cannot be used.') },
    BAD_BASIS: { status: 422, ...text('法律依据有误。', 'A legal basis does not stand.') },
  },
})

export const returnWithOpinion = defineContract({
  id: 'legality.return-with-opinion',
  kind: 'write',
  title: text('退回并附意见', 'Return with an opinion'),
  input: z.object({ id: z.uuid(), opinion }),
  output: id,
  errors: { ...notFound, ...wrongState },
})

export const passReview = defineContract({
  id: 'legality.pass-review',
  kind: 'write',
  title: text('审查通过', 'Pass the review'),
  input: z.object({ id: z.uuid(), opinion }),
  output: id,
  errors: {
    ...notFound,
    ...wrongState,
    OWN_DRAFT: { status: 403, ...text('不能审查自己起草的事项。', 'Nobody reviews their own draft.') },
  },
})

export const publish = defineContract({
  id: 'legality.publish',
  kind: 'write',
  title: text('公布', 'Publish'),
  summary: text(
    '编译流程图，不健全的拒绝公布；固定图的摘要和版本摘要。',
    'Compiles the chart, refuses it unless sound, pins its digest and the version’s.',
  ),
  input: z.object({ id: z.uuid(), from: z.iso.date().optional() }),
  output: z.object({ id: z.uuid(), digest: z.string(), chartDigest: z.string() }),
  errors: {
    ...notFound,
    ...wrongState,
    UNSOUND: submitForReview.errors.UNSOUND,
    PAST: { status: 422, ...text('生效日期不能早于今天。', 'It cannot take effect before today.') },
  },
})

export const retire = defineContract({
  id: 'legality.retire',
  kind: 'write',
  title: text('停用', 'Retire'),
  input: z.object({ id: z.uuid(), reason: opinion }),
  output: id,
  errors: { ...notFound, ...wrongState },
})

export const moveCases = defineContract({
  id: 'legality.move-cases',
  kind: 'write',
  title: text('把在办件迁到新版流程图', 'Move running cases to the new chart'),
  summary: text(
    '能迁的都迁，每件一个公开行为；迁不过去的留在旧版上，说明为什么。',
    'All that can be moved are, each with a published act; the others stay on the old chart, and it says why.',
  ),
  input: z.object({ id: z.uuid(), reason: opinion }),
  output: z.object({ id: z.uuid(), moved: z.array(z.string()), left: z.array(z.string()) }),
  errors: {
    ...notFound,
    ...wrongState,
    NONE: {
      status: 409,
      ...text('没有能迁的在办件。', 'No running case can be moved.'),
    },
  },
})

export const putScenarios = defineContract({
  id: 'legality.put-scenarios',
  kind: 'write',
  title: text('公布场景', 'Publish the life events'),
  input: z.object({
    scenarios: z.array(scenarioShape),
  }),
  output: z.object({ count: z.int() }),
})
