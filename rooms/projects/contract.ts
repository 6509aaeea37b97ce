// Browser-safe: the stages of a project on its chart, and how it is read.
import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { grounds, sectors, simplified, stages } from './words.ts'

const keys = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]]
export const STAGES = keys(stages)
export const GROUNDS = keys(grounds)
export const SECTORS = keys(sectors)
export const SIMPLIFIED = keys(simplified)
/** Whole 分, up to a hundred billion yuan. */
export const fen = z.int().positive().max(1e13)
export const said = z.string().trim().min(2).max(2000)
export const short = z.string().trim().min(2).max(100)
export const caseId = z.uuid()
export const done = z.object({ caseId: z.uuid(), number: z.string() })
const day = z.iso.date()

/** What stops an act because the money would not hang together any more; its detail names the link and both sums. */
export const LINK = {
  status: 422,
  ...text(
    '这样一来，已支付 ≤ 已核定 ≤ 合同加变更 ≤ 预算 ≤ 批准的概算和估算就不成立了。',
    'Then paid ≤ certified ≤ contracts and changes ≤ budget ≤ approved estimates would not hold any more.',
  ),
} as const
export const NOT_NOW = {
  status: 409,
  ...text('项目现在不在能办这件事的阶段。', 'The project is not at a stage at which this can be done.'),
} as const

export const projectForm = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{4}-\d{6}-\d{2}-\d{2}-\d{6}$/),
  name: short,
  nameEn: short,
  sector: z.enum(SECTORS),
  place: z.string().trim().min(2).max(200),
  purpose: said,
  scale: said,
  from: day,
  to: day,
  /** Art. 13: procedures may be made simpler. */
  simplified: z.enum(SIMPLIFIED),
})
export type ProjectForm = z.output<typeof projectForm>

export const propose = defineContract({
  id: 'projects.propose',
  kind: 'write',
  title: text('报送项目建议书', 'Propose a project'),
  summary: text(
    '用在线平台生成的项目代码（政府投资条例第十条）；一个项目一个代码。',
    'Under the code that the state’s platform gave (art. 10); one project, one code.',
  ),
  input: projectForm,
  output: done,
  errors: {
    CODE_TAKEN: {
      status: 409,
      ...text('这个项目代码已经有一个项目。', 'There is a project of this code already.'),
    },
    TIMES: { status: 422, ...text('计划竣工要在计划开工之后。', 'Works have to end after they begin.') },
    NO_OFFICE: {
      status: 409,
      ...text('本市还没有哪个单位承担投资审批职责。', 'No unit of the city has the duty to decide on investment.'),
    },
  },
})

export const decide = defineContract({
  id: 'projects.decide',
  kind: 'write',
  title: text('投资审批', 'Decide on a stage'),
  summary: text(
    '建议书、可行性研究报告、概算各批一次；不批准的写明理由（第十一条）。',
    'Proposal, study and estimate, one after another; refused with reasons (art. 11).',
  ),
  input: z.object({ caseId, outcome: z.enum(['approve', 'return', 'restudy']), opinion: said }),
  output: done,
  errors: {
    ...stepErrors,
    RESTUDY: {
      status: 422,
      ...text(
        '只有核定概算、而且编过可行性研究报告时，才能要求重新报送。',
        'A new study can be asked for only of an estimate, where there was a study.',
      ),
    },
  },
})

export const study = defineContract({
  id: 'projects.study',
  kind: 'write',
  title: text('编报可行性研究报告', 'Submit the feasibility study'),
  input: z.object({ caseId, amount: fen, summary: said }),
  output: done,
  errors: stepErrors,
})

export const estimate = defineContract({
  id: 'projects.estimate',
  kind: 'write',
  title: text('编报初步设计概算', 'Submit the design estimate'),
  summary: text(
    '超过批准的估算百分之十的，要报告原因（第十二条）；审批部门可以要求重新报送可行性研究报告。',
    'Where it is more than a tenth over the approved estimate that is told with reasons (art. 12); a new study may be asked for.',
  ),
  input: z.object({ caseId, amount: fen, over: said.optional() }),
  output: done,
  errors: {
    ...stepErrors,
    OVER: {
      status: 422,
      ...text(
        '概算超过批准的估算百分之十，请写明报告的原因。',
        'The estimate is more than a tenth over the approved one: please say why.',
      ),
    },
  },
})

export const budget = defineContract({
  id: 'projects.budget',
  kind: 'write',
  title: text('下达预算', 'Give the budget'),
  input: z.object({ caseId, amount: fen, fund: short }),
  output: done,
  errors: { ...stepErrors, LINK },
})

export const rebudget = defineContract({
  id: 'projects.rebudget',
  kind: 'write',
  title: text('调整预算', 'Change the budget'),
  input: z.object({ caseId, amount: fen, fund: short }),
  output: done,
  errors: { ...stepErrors, LINK, NOT_NOW },
})

export const adjust = defineContract({
  id: 'projects.adjust',
  kind: 'write',
  title: text('调整概算', 'Adjust the design estimate'),
  summary: text(
    '国家政策调整、价格上涨、地质条件重大变化等原因，由原核定部门核定（第二十三条）。',
    'Policy, prices, the ground: by the office that settled it (art. 23).',
  ),
  input: z.object({ caseId, amount: fen, ground: z.enum(GROUNDS), reason: said }),
  output: done,
  errors: { ...stepErrors, LINK, NOT_NOW },
})

export const accept = defineContract({
  id: 'projects.accept',
  kind: 'write',
  title: text('竣工验收', 'Accept the works'),
  input: z.object({ caseId, on: day, said }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_STARTED: {
      status: 409,
      ...text('还没有合同或开工，不能验收。', 'There is no contract yet, or works have not begun.'),
    },
    DAY: { status: 422, ...text('验收日期要在开工之后、今天以前。', 'The day lies between begin and today.') },
  },
})

export const file = defineContract({
  id: 'projects.file',
  kind: 'write',
  title: text('竣工验收备案', 'File the acceptance'),
  input: z.object({ caseId, record: short }),
  output: done,
  errors: stepErrors,
})

export const settle = defineContract({
  id: 'projects.settle',
  kind: 'write',
  title: text('竣工结算', 'Settle the works'),
  summary: text(
    '结算价不超过合同加变更，不少于已核定的。',
    'Not over contracts and changes, not under what was certified.',
  ),
  input: z.object({ caseId, amount: fen, opinion: said }),
  output: done,
  errors: { ...stepErrors, LINK },
})

export const audit = defineContract({
  id: 'projects.audit',
  kind: 'write',
  title: text('决算审计', 'Audit the accounts'),
  input: z.object({ caseId, found: z.coerce.number().int().min(0).max(10_000), opinion: said }),
  output: done,
  errors: stepErrors,
})

export const handOver = defineContract({
  id: 'projects.hand-over',
  kind: 'write',
  title: text('资产移交', 'Hand over'),
  summary: text(
    '结余的财政资金缴回国库（第二十五条）。',
    'What is left of the money goes back to the treasury (art. 25).',
  ),
  input: z.object({ caseId, to: short, returned: z.boolean().default(false) }),
  output: done,
  errors: stepErrors,
})
