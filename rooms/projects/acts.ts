import { z } from 'zod'
import { COMMON_ACTS, stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'
import { GROUNDS, projectForm, STAGES } from './contract.ts'
import { CHANGE_GROUNDS, CLAIMS } from './works.contract.ts'

const inside = says(z.string(), { to: ['actor', 'unit', 'performers', 'supervision'] })
const fen = z.int()
const day = z.string()
const act = <P extends z.ZodRawShape, Q extends z.ZodRawShape>(zh: string, en: string, pub: P, priv: Q = {} as Q) => ({
  title: text(zh, en),
  published: true as const,
  public: stamped(pub),
  private: z.object(priv),
})

/** What was approved, spent and done is public (政府投资条例 art. 30); opinions and reasons are the units'. Sums are those after the act. */
export const acts = defineActs('projects', {
  'project.proposed': act('报送项目建议书', 'Project proposed', { number: z.string(), form: projectForm }),
  'project.decided': act(
    '投资审批',
    'Decided on',
    { stage: z.enum(STAGES), outcome: z.enum(['approve', 'return', 'restudy']), amount: fen.optional() },
    { opinion: inside },
  ),
  'project.studied': act('编报可行性研究报告', 'Feasibility study submitted', { amount: fen, summary: z.string() }),
  'project.estimated': act('编报初步设计概算', 'Design estimate submitted', {
    amount: fen,
    /** Why it is over what the study allows: told, as art. 12 wants. */
    over: z.string().optional(),
  }),
  'project.adjusted': act(
    '调整概算',
    'Design estimate adjusted',
    { amount: fen, ground: z.enum(GROUNDS) },
    { reason: inside },
  ),
  'project.budgeted': act('下达预算', 'Budget given', { amount: fen, fund: z.string() }),
  'project.tendered': act('招标采购', 'Put to tender', {
    lot: z.string(),
    /** The number under which a market ran it. */
    market: z.string().optional(),
    exempt: z.string().optional(),
  }),
  'project.contracted': act('签订合同', 'Contract signed', {
    project: z.string(),
    contract: z.string(),
    lot: z.string(),
    contractor: z.string(),
    amount: fen,
    advance: fen,
    payWithin: z.int(),
    from: day,
    to: day,
    /** The category of works that were given without a tender; left out where there was one. */
    direct: z.string().optional(),
    afterAudit: z.boolean(),
    prefinanced: z.boolean(),
    total: fen,
    budget: fen,
  }),
  'project.started': act('开工', 'Works begun', {
    on: day,
    permit: z.string().optional(),
    /** All approvals were there by that day. */
    approved: z.boolean(),
    emergency: z.boolean(),
  }),
  'project.reported': act('报送进度', 'Progress reported', {
    percent: z.int(),
    planned: z.int(),
    late: z.boolean(),
    photos: z.int(),
    said: z.string(),
  }),
  'project.changed': act(
    '工程变更',
    'Contract changed',
    {
      contract: z.string(),
      amount: fen,
      ground: z.enum(CHANGE_GROUNDS),
      /** Checked jointly by owner, design, supervision and finance. */
      joint: z.boolean(),
      changes: fen,
      contracts: fen,
      total: fen,
      budget: fen,
    },
    { reason: inside },
  ),
  'project.certified': act('核定工程量', 'Work certified', {
    what: z.enum(CLAIMS),
    contract: z.string(),
    amount: fen,
    payBy: day,
    certified: fen,
  }),
  'project.paid': act('支付', 'Paid', {
    contract: z.string(),
    amount: fen,
    voucher: z.string(),
    total: fen,
    certified: fen,
  }),
  'project.accepted': act('竣工验收', 'Works accepted', { on: day, said: z.string() }),
  'project.filed': act('竣工验收备案', 'Acceptance filed', { record: z.string() }),
  'project.settled': act('竣工结算', 'Settled', { amount: fen, cut: fen }, { opinion: inside }),
  'project.audited': act('决算审计', 'Accounts audited', { amount: fen, found: z.int() }, { opinion: inside }),
  'project.handed-over': act('资产移交', 'Handed over', { to: z.string(), surplus: fen, returned: z.boolean() }),
})
export const projectActs = [...(Object.keys(acts) as (keyof typeof acts)[]), ...COMMON_ACTS]
