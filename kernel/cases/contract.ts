import { z } from 'zod'
import type { Count } from '../calendar/index.ts'
import { citation, defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'
import { MOST_BYTES, partsIn } from './upload.shape.ts'

export * from './desk.contract.ts'
export * from './shown.contract.ts'

const caseId = z.uuid()
const done = z.object({ caseId, number: z.string() })
export const caseErrors = {
  NO_CASE: { status: 404, ...text('没有这个办件。', 'There is no such case.') },
} as const
export const stepErrors = {
  ...caseErrors,
  NOT_OPEN: {
    status: 409,
    ...text(
      '这一步现在没有打开，可能刚被别人办了。请刷新后查看。',
      'This step is not open now; somebody may just have done it. Please reload.',
    ),
  },
} as const
const file = z.object({
  name: z.string(),
  size: z.int(),
  bytes: z.custom<Uint8Array>((v) => v instanceof Uint8Array),
})

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** A file with the form, or by its digest one whose parts came before (`keepPart`). */
export const sentFile = z.union([file, z.object({ sha256 })])
export type SentFile = z.infer<typeof sentFile>

export const ringTimer = defineContract({
  id: 'cases.ring-timer',
  kind: 'write',
  title: text('流程图上的定时到时', 'A timer of the chart is due'),
  input: z.object({ caseId, element: z.string() }),
  output: done,
  errors: stepErrors,
})

export const receiveMessage = defineContract({
  id: 'cases.receive-message',
  kind: 'write',
  title: text('收到别的办件的消息或信号', 'Receive a message or signal from another case'),
  input: z.object({ caseId, element: z.string(), from: z.string(), outcome: z.string().optional() }),
  output: done,
  errors: stepErrors,
})

export const openChild = defineContract({
  id: 'cases.open-child',
  kind: 'write',
  title: text('流程图开出另一个办件', 'The chart opens another case'),
  summary: text(
    '发送任务写了 gnomon:opens 的，开出那个事项的办件：自己的流程图、编号、时钟、证照。',
    'A send task with gnomon:opens opens a case of that item, with its own chart, number, clock and licence.',
  ),
  input: z.object({ caseId, element: z.string() }),
  output: done.extend({ child: z.string().nullable() }),
  errors: stepErrors,
})

const party = z.object({
  role: z.string(),
  personId: z.string().nullable(),
  organisationId: z.string().nullable(),
  unit: z.string().nullable(),
  name: z.string(),
  hidden: z.boolean(),
  authority: z.string().nullish(),
})
/** What a case hands to one that it opens, which may live in another place. */
export const handOver = defineContract({
  id: 'cases.hand-over',
  kind: 'read',
  title: text('交给开出的办件的内容', 'What a case hands to one that it opens'),
  input: z.object({ number: z.string() }),
  output: z.object({
    unit: z.string(),
    /** The version of its item. */
    versionId: z.string().nullable(),
    form: z.record(z.string(), z.unknown()),
    parties: z.array(party),
    /** What the organ below found, where it hands its opinion up. */
    opinion: z.string().nullable(),
    papers: z.array(
      z.object({
        personId: z.string(),
        slot: z.string(),
        sha256: z.string(),
        name: z.string(),
        size: z.number(),
        type: z.string(),
        uploadedAt: z.date(),
      }),
    ),
  }),
  errors: caseErrors,
})

export type HandedOver = z.output<typeof handOver.output>

const number = z.string()
/** The case that a step of another opened, if it did. */
export const openedBy = defineContract({
  id: 'cases.opened-by',
  kind: 'read',
  title: text('某一步开出的办件', 'The case that a step opened'),
  input: z.object({ jurisdiction: z.string(), parent: number, element: z.string() }),
  output: z.object({ number, unit: z.string() }).nullable(),
})

/** Asked when a receive task opens: the case that it waits for may have ended before. */
export const childEnded = defineContract({
  id: 'cases.child-ended',
  kind: 'write',
  twice: true,
  title: text('开出的办件是否已经办结', 'Whether the opened case has ended'),
  input: z.object({ caseId, element: z.string() }),
  output: z.object({ told: z.boolean() }),
  errors: stepErrors,
})
/** How a case that another waits for has ended, once it has. */
export const endOf = defineContract({
  id: 'cases.end-of',
  kind: 'read',
  title: text('办件怎么办结的', 'How a case has ended'),
  input: z.object({ number }),
  output: z.object({ outcome: z.string() }).nullable(),
})

const bothTongues = z.object({ zh: z.string(), en: z.string() })
const linkedCase = z.object({
  number,
  title: bothTongues,
  unitName: bothTongues,
  submittedAt: z.date(),
  status: z.string(),
  statusText: bothTongues,
  closed: z.boolean(),
  /** How it ended, in the word that charts hear. */
  outcome: z.string().nullable(),
  /** The clock that runs against its unit now. */
  count: z.custom<Count>().nullable(),
  licence: z.string().nullable(),
  /** Whether it is a joint application, whose parts have a table of their own. */
  joint: z.boolean(),
})
export type LinkedCase = z.output<typeof linkedCase>
/** What other organs' pages say of a case: where it stands and until when, no words of its file. */
export const standOf = defineContract({
  id: 'cases.stand-of',
  kind: 'read',
  title: text('办件在哪一步', 'Where a case stands'),
  input: z.object({ number }),
  output: linkedCase,
  errors: caseErrors,
})
/** Days are texts on the wire between installations. */
export const day = z.union([z.iso.datetime().transform((said) => new Date(said)), z.date()])
/** How a case stands, as another installation tells it. */
export const sentStand = standOf.output.extend({ submittedAt: day, count: z.unknown() })
/** The cases of one matter at other organs: what opened this one, and what it opened or was sent on as. */
export const linkedCases = defineContract({
  id: 'cases.linked-cases',
  kind: 'read',
  title: text('同一件事在别的机关的办件', 'The cases of the same matter at other organs'),
  input: z.object({ number }),
  output: z.object({ from: linkedCase.nullable(), to: z.array(linkedCase) }),
  errors: caseErrors,
})

/** A case that another opened has ended: the steps of that other which wait for it. */
export const waitingFor = defineContract({
  id: 'cases.waiting-for',
  kind: 'read',
  title: text('哪些步骤在等', 'Which steps wait'),
  input: z.object({ number, child: number }),
  output: z.array(z.object({ caseId, element: z.string() })),
  errors: caseErrors,
})

const jurisdiction = z.string().regex(/^\d{6}$/)
const upload = z.object({ jurisdiction, keptFor: z.string().min(1).max(300), sha256 })
const progress = z.object({ have: z.int(), parts: z.int() })
const place = (i: { jurisdiction: string }) => i.jurisdiction

export const keepPart = defineContract({
  id: 'cases.keep-part',
  kind: 'write',
  place,
  title: text('上传文件的一段', 'Upload a part of a file'),
  summary: text(
    '大文件分段上传，断了以后从断的地方接着传；三天没有传完的清除。',
    'A large file comes in parts and goes on where its line broke; what is not whole after three days is dropped.',
  ),
  input: upload.extend({
    name: z.string().max(1000),
    size: z.coerce.number().int().min(1).max(MOST_BYTES),
    part: z.coerce.number().int().min(0).max(partsIn(MOST_BYTES)),
    file,
  }),
  output: progress,
  errors: {
    NO_PLACE: { status: 404, ...text('没有这个地区。', 'There is no such place.') },
    BAD_FILE: { status: 422, ...text('这个文件不能收。', 'The file cannot be taken.') },
    TOO_MUCH: {
      status: 409,
      ...text(
        '您没有传完的文件太多了。请先把已经开始的传完，或者三天后再传。',
        'Too many of your files are on the way. Please finish those that you began, or come back in three days.',
      ),
    },
    NO_UPLOAD: {
      status: 409,
      ...text('这一段接不上，请重新选择这个文件。', 'This part does not fit on; please choose the file again.'),
    },
    BROKEN: {
      status: 422,
      ...text('这一段没有传完整，请再传一次。', 'The part did not come whole; please send it again.'),
    },
  },
})

export const keptParts = defineContract({
  id: 'cases.kept-parts',
  kind: 'read',
  place,
  title: text('文件传到哪里了', 'How much of a file came'),
  input: upload,
  output: progress,
})

export const dropUpload = defineContract({
  id: 'cases.drop-upload',
  kind: 'write',
  place,
  title: text('清除没有传完的文件', 'Drop an unfinished upload'),
  input: z.object({ jurisdiction, id: z.uuid() }),
  output: z.object({}),
})

export const addPaper = defineContract({
  id: 'cases.add-paper',
  kind: 'write',
  title: text('补入材料', 'Add a paper'),
  summary: text(
    '轮到谁办，谁可以补；每份材料是这一件的一个公开行为。',
    'Whoever’s step is open may add; each paper is a published act of the case.',
  ),
  input: z.object({ caseId, slot: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/), file: sentFile }),
  output: done.extend({ id: z.uuid(), name: z.string(), sha256: z.string(), size: z.int(), type: z.string() }),
  errors: {
    ...caseErrors,
    CLOSED: {
      status: 409,
      ...text(
        '这一件现在不等您补材料，不能再加。',
        'The case is not waiting for papers from you now; nothing can be added.',
      ),
    },
    NO_MATERIAL: { status: 422, ...text('这个事项不需要这份材料。', 'The item does not ask for this material.') },
    BAD_FILE: { status: 422, ...text('这个文件不能收。', 'The file cannot be taken.') },
  },
})

export const recuse = defineContract({
  id: 'cases.recuse',
  kind: 'write',
  title: text('回避', 'Step back from a case'),
  summary: text('写明后，本人不再办这一件的任何一步。', 'From then on the officer does no step of the case.'),
  input: z.object({ caseId, reason: z.string().trim().min(2).max(1000) }),
  output: done,
  errors: caseErrors,
})

export const migrateCase = defineContract({
  id: 'cases.migrate-case',
  kind: 'write',
  title: text('迁到流程图的新版', 'Move a case to the new version of its chart'),
  summary: text(
    '法制机构办：正在办的步骤在新版里都有、走得完的才能迁；期限和材料还按受理时的版本。',
    'By the legal office: only where the new chart has every open step and can finish from there; limits and materials stay those of the version under which it was accepted.',
  ),
  input: z.object({ caseId, reason: z.string().trim().min(2).max(1000) }),
  output: done,
  errors: {
    ...caseErrors,
    NOT_RUNNING: {
      status: 409,
      ...text('这一件已经办结，或者没有流程图。', 'The case is closed, or has no chart.'),
    },
    NO_NEWER: {
      status: 409,
      ...text('这一件已经在现行的流程图上。', 'The case is on the chart in force already.'),
    },
    CANNOT_MIGRATE: { status: 409, ...text('这一件迁不过去。', 'This case cannot be moved.') },
  },
})

export const migratable = defineContract({
  id: 'cases.migratable',
  kind: 'read',
  title: text('能迁到新版的在办件', 'Running cases that can be moved to the new version'),
  input: z.object({ itemCode: z.string() }),
  output: z.array(
    z.object({
      caseId,
      number: z.string(),
      statusText: z.object({ zh: z.string(), en: z.string() }),
      /** Why it cannot be; null where it can. */
      stops: z.object({ zh: z.string(), en: z.string() }).nullable(),
    }),
  ),
})

export const restateCase = defineContract({
  id: 'cases.restate-case',
  kind: 'write',
  title: text('按行为重算办件状态', 'Compute a case’s standing anew from its acts'),
  input: z.object({ caseId }),
  output: done,
  errors: caseErrors,
})

const bilingual = z.object({ zh: z.string(), en: z.string() })

/** Who did what, and when, as everybody may know it. */
export const publicAct = z.object({
  id: z.uuid(),
  type: z.string(),
  title: bilingual,
  at: z.date(),
  who: bilingual,
  basis: z.array(citation),
})

export const readableFields = defineContract({
  id: 'cases.readable-fields',
  kind: 'read',
  title: text('可以看的不公开内容', 'Private fields that the reader may open'),
  summary: text('行为里哪些不公开的内容，读的人可以打开。', 'Which private fields of an act the reader may open.'),
  input: z.object({ actId: z.uuid(), fields: z.array(z.string()).max(50) }),
  output: z.array(z.string()),
})

/** What telling an act takes that stands in the case's place alone: private words of it, and who did acts of these types on the case. */
export const toTell = defineContract({
  id: 'cases.to-tell',
  kind: 'read',
  title: text('告诉谁、告诉什么', 'Whom to tell, and what'),
  input: z.object({ caseId: z.uuid(), actId: z.uuid(), fields: z.array(z.string()), did: z.array(z.string()) }),
  output: z.object({ said: z.record(z.string(), z.string()), persons: z.array(z.uuid()) }),
  errors: caseErrors,
})

export const inboxRow = z.object({
  number: z.string(),
  kind: z.string(),
  title: bilingual,
  party: z.string(),
  status: bilingual,
  act: z.string().nullable(),
  step: bilingual,
  due: z.string().nullable(),
  own: z.boolean(),
  since: z.date(),
  /** Its page on the desk. */
  path: z.string(),
})
export const inbox = defineContract({
  id: 'cases.inbox',
  kind: 'read',
  title: text('待办', 'Inbox'),
  summary: text('轮到本岗位办的步骤，先到期的在前。', 'Steps that wait for the post, what is due first on top.'),
  input: z.object({
    kind: z.string().max(60).optional(),
    /** A number, or words of the case. */
    text: z.string().max(100).optional(),
    /** Past its day; due today; in the reader's own hand. */
    state: z.enum(['late', 'today', 'mine']).optional(),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  output: z.object({ work: z.array(inboxRow), total: z.int() }),
})

const countView = z.custom<Count>()
export const caseView = z.object({
  id: z.uuid(),
  jurisdiction: z.string(),
  number: z.string(),
  kind: z.string(),
  title: bilingual,
  itemCode: z.string().nullable(),
  itemVersion: z.int().nullable(),
  itemDigest: z.string().nullable(),
  chartDigest: z.string().nullable(),
  parent: z.string().nullable(),
  unit: z.string(),
  unitName: bilingual,
  submittedAt: z.date(),
  status: z.string(),
  statusText: bilingual,
  closed: z.boolean(),
  /** Elements of the chart: done, refused, active, late. */
  steps: z.record(z.string(), z.string()),
  clocks: z.record(z.string(), countView),
  now: z.object({ name: z.string(), count: countView }).nullable(),
  parties: z.array(z.object({ role: z.string(), title: bilingual, name: z.string(), me: z.boolean() })),
  form: z.record(z.string(), z.unknown()),
  papers: z.array(
    z.object({
      id: z.uuid(),
      slot: z.string(),
      name: z.string(),
      size: z.int(),
      type: z.string(),
      sha256: z.string(),
      uploadedAt: z.date(),
      mine: z.boolean(),
    }),
  ),
  documents: z.array(
    z.object({
      number: z.string(),
      kind: z.string(),
      title: bilingual,
      issuedAt: z.date(),
      /** Only for the file: nobody is served with it. */
      inside: z.boolean(),
      /** Signed when it was made. */
      signed: z.boolean(),
      /** Its proof of service: how, and from when it counts. */
      served: z.object({ how: z.string(), on: z.string() }).nullable(),
    }),
  ),
  acts: z.array(
    z.object({
      id: z.uuid(),
      number: z.int(),
      type: z.string(),
      title: bilingual,
      at: z.date(),
      recordedAt: z.date(),
      who: bilingual,
      why: z.string().optional(),
      facts: z.record(z.string(), z.unknown()),
      basis: z.array(citation),
    }),
  ),
  /** The open steps: whose, by when. */
  work: z.array(
    z.object({
      element: z.string(),
      act: z.string().nullable(),
      kind: z.string(),
      title: bilingual,
      who: bilingual,
      unit: z.string().nullable(),
      post: z.string().nullable(),
      due: z.string().nullable(),
      own: z.boolean(),
      mine: z.boolean(),
    }),
  ),
  /** Acts of the open steps that are the reader's to do. */
  mine: z.array(z.string()),
  /** Why the reader must do none of them (回避). */
  recusal: bilingual.nullable(),
  /** For officers of the unit: who has it in hand, to whom it can be handed, what they noted. */
  inHand: z.object({
    assignee: z.object({ name: z.string(), me: z.boolean(), since: z.date() }).nullable(),
    notes: z.array(z.object({ name: z.string(), body: z.string(), at: z.date() })),
  }),
})

export const viewCase = defineContract({
  id: 'cases.view-case',
  kind: 'read',
  title: text('查看办件', 'View a case'),
  summary: text(
    '任何一种办件：状态、时钟、经过、轮到谁。',
    'A case of any kind: status, clocks, acts, whose turn it is.',
  ),
  input: z.object({ number: z.string() }),
  output: caseView,
  errors: caseErrors,
})

/** A case as lists show it. */
export const caseRow = z.object({
  number: z.string(),
  itemName: bilingual,
  unitName: bilingual,
  applicant: z.string(),
  submittedAt: z.date(),
  status: z.string(),
  statusText: bilingual,
  closed: z.boolean(),
  due: z.string().nullable(),
  /** Acts of the steps that are open. */
  waits: z.array(z.object({ act: z.string().nullable(), post: z.string().nullable() })),
  now: z.object({ name: z.string(), count: countView }).nullable(),
})
export type CaseRow = z.output<typeof caseRow>
const page = z.coerce.number().int().min(1).max(100_000).default(1)

export const myCases = defineContract({
  id: 'cases.my-cases',
  kind: 'read',
  title: text('我的办件', 'My cases'),
  input: z.object({
    kind: z.string().max(60).optional(),
    text: z.string().max(100).optional(),
    closed: z.boolean().optional(),
    page,
  }),
  output: z.object({ cases: z.array(caseRow), total: z.int() }),
})

export const openCasesOf = defineContract({
  id: 'cases.open-cases-of',
  kind: 'read',
  title: text('某人的在办件', 'Open cases of a person'),
  input: z.object({ personId: z.uuid(), kind: z.string().max(60).optional() }),
  output: z.object({ cases: z.array(caseRow) }),
})

export const unitCases = defineContract({
  id: 'cases.unit-cases',
  kind: 'read',
  title: text('本单位办件', 'Cases of the unit'),
  summary: text('先到期的在前；可按步骤、事项、文字筛选。', 'Due first; by step, item or words where asked.'),
  input: z.object({
    kind: z.string().max(60),
    step: z.string().max(100).optional(),
    item: z.string().max(100).optional(),
    text: z.string().max(100).optional(),
    closed: z.coerce.boolean().optional(),
    order: z.enum(['due', 'number', 'opened']).optional(),
    descending: z.boolean().optional(),
    page,
  }),
  output: z.object({
    cases: z.array(caseRow),
    /** By act; left out where more than a thousand cases are open. */
    counts: z.record(z.string(), z.int()).optional(),
    total: z.int(),
    more: z.boolean(),
  }),
})

export const lookUpLicence = defineContract({
  id: 'cases.look-up-licence',
  kind: 'read',
  title: text('按编号核对证照', 'Look up a licence by its number'),
  summary: text(
    '有没有这张证照、谁颁发、何时颁发；带上二维码里的校验码，还给出持证人和内容。',
    'Whether there is such a licence, by whom and when it was issued; with the code that its QR code carries, holder and content, too.',
  ),
  input: z.object({ number: z.string().trim().min(1).max(60), code: z.string().max(60).optional() }),
  place: ({ number }) => /^[A-Z](\d{6})\d{10}$/.exec(number)?.[1],
  output: z.object({
    title: bilingual,
    number: z.string(),
    issuedBy: z.string(),
    issuedOn: z.string(),
    validity: z.string(),
    /** The last day, where it has one; whether that has passed. */
    until: z.string().nullable(),
    expired: z.boolean(),
    /** Revoked, withdrawn or cancelled, and since when. */
    ended: z.object({ said: bilingual, on: z.string() }).nullable(),
    demonstration: z.boolean(),
    /** Only for who holds the licence, or was shown it. */
    holder: z.string().nullable(),
    lines: z.array(z.tuple([z.string(), z.string()])),
  }),
  errors: {
    NO_LICENCE: {
      status: 404,
      ...text('没有颁发过这个编号的证照。', 'No licence of this number was issued.'),
    },
  },
})
