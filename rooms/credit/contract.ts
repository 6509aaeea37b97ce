import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { subject } from '../../kernel/parties/contract.ts'
import { citation, defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const caseId = z.uuid()
const done = z.object({ caseId, number: z.string() })
const said = z.string().trim().min(2).max(4000)
const bilingual = z.object({ zh: z.string(), en: z.string() })
export const uscc = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-HJ-NP-RT-UW-Y]{18}$/)

export const FACTS = {
  penalty: text('行政处罚', 'Penalty'),
  judgment: text('生效裁判文书', 'Judgment'),
  decision: text('其他行政决定', 'Other decision'),
  licence: text('行政许可', 'Licence'),
  registration: text('登记', 'Registration'),
  qualification: text('资质', 'Qualification'),
  'commitment-kept': text('履行承诺', 'Commitment kept'),
  'commitment-broken': text('未履行承诺', 'Commitment broken'),
  award: text('表彰', 'Award'),
} as const
export type FactKind = keyof typeof FACTS
const kinds = Object.keys(FACTS) as [FactKind, ...FactKind[]]
/** Only final documents can be the ground of a listing. */
export const GROUNDS: readonly FactKind[] = ['penalty', 'judgment', 'decision']

export const recordFact = defineContract({
  id: 'credit.record-fact',
  kind: 'write',
  title: text('记入信用事实', 'Record a fact'),
  summary: text('记入事实不等于列入名单。', 'A fact on record is not a listing.'),
  input: z.object({
    subject,
    name: z.string().trim().min(1).max(200),
    kind: z.enum(kinds),
    title: bilingual,
    document: z.string().trim().min(1).max(100),
    on: z.iso.date(),
    until: z.iso.date().optional(),
    unit: z.string().max(100).optional(),
    source: z.string().max(100).default('officer'),
    act: z.uuid().optional(),
    jurisdiction: z.string().optional(),
  }),
  output: z.object({ id: z.uuid() }),
  errors: {
    KNOWN: { status: 409, ...text('这份文书已经记入。', 'This document is on record already.') },
    BACKWARDS: { status: 422, ...text('截止日早于文书日期。', 'It ends before its document.') },
    PERSON: {
      status: 422,
      ...text('自然人的这类信息不归集。', 'Of natural persons this is not collected.'),
    },
  },
})

export const openListing = defineContract({
  id: 'credit.open-listing',
  kind: 'write',
  title: text('启动列入', 'Open a listing'),
  input: z.object({ factId: z.uuid(), list: z.string().max(60), reason: said }),
  output: done,
  errors: {
    NO_FACT: { status: 422, ...text('没有这条事实，或者它已经终止。', 'There is no such fact, or it has ended.') },
    GROUND: {
      status: 422,
      ...text(
        '只有生效的处罚、裁判和决定文书可以作为列入的依据。',
        'Only final documents can be the ground of a listing.',
      ),
    },
    NO_LIST: { status: 422, ...text('没有这份名单。', 'There is no such list.') },
    NO_BASIS: {
      status: 422,
      ...text(
        '这份名单没有经核实的法律依据（地方名单要有地方性法规），不能据此列入任何人。',
        'This list has no confirmed basis in law (a local one needs a local regulation); nobody can be put on it.',
      ),
    },
    TWICE: {
      status: 409,
      ...text('同一份文书已经用来列入这份名单。', 'The same document was used for this list already.'),
    },
  },
})

export const notice = defineContract({
  id: 'credit.notice',
  kind: 'write',
  title: text('告知', 'Give notice'),
  summary: text(
    '写明事实、理由、依据、措施和权利，出具告知书。',
    'Facts, reasons, basis, measures and rights, as a document.',
  ),
  input: z.object({ caseId, reasons: said }),
  output: done.extend({ document: z.string() }),
  errors: stepErrors,
})

export const object = defineContract({
  id: 'credit.object',
  kind: 'write',
  title: text('提出意见', 'Object'),
  input: z.object({ caseId, objection: said }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_NOW: { status: 409, ...text('现在不是提出意见的时候。', 'Objections are heard between notice and decision.') },
  },
})

export const weigh = defineContract({
  id: 'credit.weigh',
  kind: 'write',
  title: text('复核意见', 'Weigh what was said'),
  input: z.object({
    caseId,
    outcome: z.enum(['go', 'drop']),
    adopted: z.enum(['none-made', 'adopted', 'partly', 'not']),
    opinion: said,
  }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_SERVED: { status: 409, ...text('告知书还没有送达。', 'The notice is not served yet.') },
    TOO_EARLY: { status: 409, ...text('提出意见的期限还没有到。', 'The days for objections are not over.') },
    ANSWER: {
      status: 422,
      ...text('当事人提出了意见，要写明采纳与否。', 'An objection was made; say whether it is adopted.'),
    },
  },
})

export const decide = defineContract({
  id: 'credit.decide',
  kind: 'write',
  title: text('决定', 'Decide'),
  summary: text('期限自决定书之日起算。', 'The term counts from the decision.'),
  input: z.object({ caseId, outcome: z.enum(['list', 'drop']), to: z.iso.date().optional(), reason: said }),
  output: done.extend({ document: z.string().nullable() }),
  errors: {
    ...stepErrors,
    NO_END: { status: 422, ...text('请写明到哪天为止。', 'Please say until when.') },
    BACKWARDS: { status: 422, ...text('最后一日早于起算日。', 'It ends before it starts.') },
    TERM: { status: 422, ...text('期限超出这份名单的规定。', 'The term is not what the list provides.') },
  },
})

export const tell = defineContract({
  id: 'credit.tell',
  kind: 'write',
  title: text('出具修复告知书', 'Tell how it is repaired'),
  input: z.object({ caseId }),
  output: done.extend({ document: z.string() }),
  errors: stepErrors,
})

export const publish = defineContract({
  id: 'credit.publish',
  kind: 'write',
  title: text('公布', 'Publish'),
  summary: text(
    '决定书和修复告知书同时送达以后公布；公示、共享和措施从这一刻起生效。',
    'Once decision and repair notice were served together; display, sharing and measures begin.',
  ),
  input: z.object({ caseId }),
  output: done.extend({ mark: z.uuid() }),
  errors: {
    ...stepErrors,
    NOT_SERVED: {
      status: 409,
      ...text('决定书和修复告知书要在同一天送达。', 'Decision and repair notice are served on the same day.'),
    },
  },
})

export const flag = defineContract({
  id: 'credit.flag',
  kind: 'write',
  title: text('标注', 'Flag'),
  summary: text(
    '提出异议立即标注；复议、诉讼期间标注；处理后更新。',
    'An objection is shown at once; so is a review or a suit; updated when settled.',
  ),
  input: z.object({ caseId, flag: z.enum(['objection', 'review']), on: z.boolean(), reason: said }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_LISTED: { status: 409, ...text('它现在不在名单上。', 'It is not on the list now.') },
    SAME: { status: 409, ...text('已经是这样标注的。', 'It is flagged so already.') },
  },
})

export const annul = defineContract({
  id: 'credit.annul',
  kind: 'write',
  title: text('撤销列入', 'Annul a listing'),
  summary: text(
    '撤销后公示、共享和措施同时停止，并给出依据它作出的全部行为。',
    'Display, sharing and measures end together, and every act that leaned on it is given.',
  ),
  input: z.object({ caseId, reason: said }),
  output: done.extend({ leaned: z.int() }),
  errors: {
    ...stepErrors,
    NOT_LISTED: { status: 409, ...text('它现在不在名单上。', 'It is not on the list now.') },
  },
})

/** By the system: a term that ended, a repair that was granted. */
export const endListing = defineContract({
  id: 'credit.end-listing',
  kind: 'write',
  title: text('停止公示、共享和措施', 'End display, sharing and measures'),
  input: z.object({ caseId, how: z.enum(['repaired', 'expired']), by: z.string().optional() }),
  output: done,
  errors: { NOT_LISTED: { status: 409, ...text('它现在不在名单上。', 'It is not on the list now.') } },
})

export const applyRepair = defineContract({
  id: 'credit.apply-repair',
  kind: 'write',
  title: text('申请信用修复', 'Apply for repair'),
  summary: text(
    '写明怎样改正、怎样履行，作出承诺；不收费。',
    'What was put right and performed, with a promise; free of charge.',
  ),
  input: z.object({ listing: z.string().trim().min(1).max(40), corrected: said, promise: said }),
  output: done,
  errors: {
    NO_LISTING: {
      status: 404,
      ...text('没有这条列入记录，或者不是您的。', 'There is no such listing, or it is not yours.'),
    },
    NOT_LISTED: {
      status: 409,
      ...text('它现在不在名单上，不用修复。', 'It is not on the list now; there is nothing to repair.'),
    },
    NO_EXIT: {
      status: 409,
      ...text('法律没有规定这份名单可以提前移出。', 'The law provides no earlier exit from this list.'),
    },
    TOO_EARLY: { status: 409, ...text('还没有满最短公示期。', 'The least term is not over.') },
    OPEN: { status: 409, ...text('已经有一件修复申请在办。', 'An application is open already.') },
  },
})

export const acceptRepair = defineContract({
  id: 'credit.accept-repair',
  kind: 'write',
  title: text('受理修复', 'Accept'),
  input: z.object({ caseId, outcome: z.enum(['accept', 'refuse']), reason: said }),
  output: done,
  errors: stepErrors,
})

export const decideRepair = defineContract({
  id: 'credit.decide-repair',
  kind: 'write',
  title: text('修复决定', 'Decide on a repair'),
  summary: text(
    '谁认定谁修复；准予的，公示、共享和措施同时停止。',
    'By who listed it; where granted, display, sharing and measures end together.',
  ),
  input: z.object({ caseId, outcome: z.enum(['grant', 'refuse']), reason: said }),
  output: done.extend({ document: z.string() }),
  errors: stepErrors,
})

export const closeRepair = defineContract({
  id: 'credit.close-repair',
  kind: 'write',
  title: text('办结修复', 'Close a repair'),
  input: z.object({ caseId }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_SERVED: { status: 409, ...text('决定书送达以后才能办结。', 'It can be closed once the letter is served.') },
  },
})

const file = z.object({ name: z.string(), size: z.int(), bytes: z.instanceof(Uint8Array) })
export const bringRegister = defineContract({
  id: 'credit.bring-register',
  kind: 'write',
  title: text('上传登记簿', 'Bring a register'),
  input: z.object({ register: z.string().max(60), file }),
  output: z.object({ sha256: z.string(), register: z.string() }),
  errors: {
    NO_REGISTER: { status: 422, ...text('没有这种登记簿。', 'There is no such register.') },
    UNREADABLE: { status: 422, ...text('读不出表格。', 'It cannot be read as a table.') },
  },
})
export const importRegister = defineContract({
  id: 'credit.import-register',
  kind: 'write',
  title: text('导入登记簿', 'Import a register'),
  summary: text(
    '按列的对应关系导入；校验码不对只提醒，不合格的行退回并说明原因。',
    'By a mapping of columns; a wrong check digit warns, rows that cannot be taken come back with reasons.',
  ),
  input: z.object({
    register: z.string().max(60),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** Field → number of its column, from 0. */
    mapping: z.record(z.string(), z.int().min(0).max(200)),
  }),
  output: z.object({ id: z.uuid(), taken: z.int(), warned: z.int(), refused: z.int() }),
  errors: {
    NO_REGISTER: { status: 422, ...text('没有这种登记簿。', 'There is no such register.') },
    NO_FILE: { status: 404, ...text('没有这个文件，请重新上传。', 'There is no such file; please bring it again.') },
    MAPPING: { status: 422, ...text('有必需的列没有对应。', 'A column that is needed has no counterpart.') },
    AGAIN: { status: 409, ...text('同一个文件已经这样导入过。', 'The same file was imported already.') },
  },
})

const listed = z.object({
  number: z.string(),
  caseId: z.uuid(),
  list: z.string(),
  title: bilingual,
  level: z.string(),
  measures: z.array(bilingual),
  basis: z.array(citation),
  decision: z.string(),
  unit: z.string(),
  unitName: bilingual,
  from: z.string(),
  to: z.string().nullable(),
  exit: bilingual,
  flags: z.array(z.string()),
})
export type Listed = z.output<typeof listed>
const known = z.object({
  kind: z.enum(kinds),
  title: bilingual,
  document: z.string(),
  on: z.string(),
  until: z.string().nullable(),
  unitName: bilingual,
  source: z.string(),
  act: z.string().nullable(),
})
export const record = z.object({
  uscc: z.string().nullable(),
  name: z.string(),
  warning: bilingual.nullable(),
  asOf: z.string(),
  checkpoint: z.object({ size: z.int(), root: z.string() }).nullable(),
  lists: z.array(z.object({ list: z.string(), version: z.int(), asOf: z.string().nullable() })),
  listings: z.array(listed),
  facts: z.array(known),
})
export type CreditRecord = z.output<typeof record>

export const recordOf = defineContract({
  id: 'credit.record',
  kind: 'read',
  title: text('信用记录', 'Credit record'),
  summary: text('按统一社会信用代码查现在公示的全部记录。', 'By credit code: everything that is on display now.'),
  input: z.object({ uscc }),
  output: record,
  errors: {
    UNKNOWN: {
      status: 404,
      ...text(
        '这里没有这个代码的记录。没有记录不等于没有这个主体，也不等于信用良好。',
        'There is no record of this code. That is neither “no such subject” nor “in good standing”.',
      ),
    },
  },
})

export const findSubjects = defineContract({
  id: 'credit.find-subjects',
  kind: 'read',
  title: text('按代码或名称查主体', 'Find subjects'),
  summary: text('名称只是线索，以代码为准。', 'A name is a hint; the code counts.'),
  input: z.object({ q: z.string().trim().max(200) }),
  output: z.object({ subjects: z.array(z.object({ uscc: z.string(), name: z.string() })), more: z.boolean() }),
})

export const listings = defineContract({
  id: 'credit.listings',
  kind: 'read',
  title: text('现在在名单上的', 'Who is listed now'),
  input: z.object({ list: z.string().max(60).optional() }),
  output: z.array(listed.extend({ uscc: z.string(), name: z.string() })),
})

export const mine = defineContract({
  id: 'credit.mine',
  kind: 'read',
  title: text('我的信用', 'My credit'),
  input: z.object({}),
  output: z.array(
    z.object({
      uscc: z.string().nullable(),
      name: z.string(),
      listings: z.array(
        listed.extend({ ended: z.string().nullable(), repairFrom: z.string().nullable(), open: z.boolean() }),
      ),
      facts: z.array(known),
      asked: z.array(z.object({ at: z.date(), who: bilingual, what: bilingual })),
    }),
  ),
})

export const facts = defineContract({
  id: 'credit.facts',
  kind: 'read',
  title: text('信用事实', 'Facts'),
  input: z.object({ q: z.string().trim().max(100).optional(), page: z.int().min(1).default(1) }),
  output: z.object({
    total: z.int(),
    rows: z.array(known.extend({ id: z.uuid(), name: z.string(), uscc: z.string().nullable(), grounds: z.boolean() })),
  }),
})

export const imported = defineContract({
  id: 'credit.imported',
  kind: 'read',
  title: text('导入结果', 'Result of an import'),
  input: z.object({ id: z.uuid() }),
  output: z.object({
    register: z.string(),
    taken: z.int(),
    warned: z.int(),
    head: z.array(z.string()),
    refused: z.array(z.object({ row: z.int(), cells: z.array(z.string()), reasons: z.array(bilingual) })),
  }),
  errors: { NO_IMPORT: { status: 404, ...text('没有这次导入。', 'There is no such import.') } },
})

export const makeReport = defineContract({
  id: 'credit.make-report',
  kind: 'write',
  title: text('出具信用报告', 'Make a credit report'),
  summary: text(
    '法人按代码；自然人只能出具自己的。报告写明截止时刻和账本检查点，摘要记入账本。',
    'Of organisations by code, of persons by themselves; as of an instant and a checkpoint, its digest in the ledger.',
  ),
  input: z.object({ uscc: uscc.optional() }),
  output: z.object({ id: z.uuid() }),
  errors: {
    UNKNOWN: { status: 404, ...text('这里没有这个代码的记录。', 'There is no record of this code.') },
    WHOSE: {
      status: 422,
      ...text('请写明代码，或者登录后出具自己的。', 'Please give a code, or log in for your own.'),
    },
  },
})

export const reportOf = defineContract({
  id: 'credit.report',
  kind: 'read',
  title: text('信用报告', 'Credit report'),
  input: z.object({ id: z.uuid() }),
  output: z.object({
    content: record,
    sha256: z.string(),
    act: z.uuid(),
    /** The receipt of the act that made it, once the ledger has it. */
    receipt: z.string().nullable(),
  }),
  errors: {
    NO_REPORT: {
      status: 404,
      ...text('没有这份报告，或者您看不到它。', 'There is no such report, or it is not yours to see.'),
    },
  },
})
