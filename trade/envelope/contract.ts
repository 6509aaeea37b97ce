// Browser-safe.
import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { boxTerms, PACKAGES, sealedPackage, signedManifest } from './manifest.shape.ts'
import { bidReceipt, openingRecord } from './record.shape.ts'

/** `shut`: its procedure failed, and it is never opened. */
export const STATES = ['open', 'sealed', 'opened', 'shut'] as const
const number = z.string().max(40)
const hex32 = z.string().regex(/^[0-9a-f]{64}$/)
const instant = z.iso.datetime()
const file = z.object({
  name: z.string(),
  size: z.int(),
  bytes: z.custom<Uint8Array>((v) => v instanceof Uint8Array),
})
const place = ({ number: n }: { number: string }) => n.slice(0, 6)

export const NO_BOX = { status: 404, ...text('没有这个投标箱。', 'There is no such box.') } as const
const NOT_A_BIDDER = { status: 403, ...text('您没有登记投标。', 'You have not registered as a bidder.') } as const
const NOT_A_TRUSTEE = {
  status: 403,
  ...text('您所在的单位不是这次开标的受托人。', 'Your unit is no trustee of this opening.'),
} as const
const HOSTED = {
  status: 409,
  ...text('请在这场竞价的报价页递交和撤回。', 'Please submit and withdraw on the page of the sale.'),
} as const
const LATE = {
  status: 409,
  ...text(
    '截止时间已过，没有收下；这一次已经记录。',
    'The deadline has passed: it was not taken, and that it came is on record.',
  ),
} as const

export const registerKey = defineContract({
  id: 'envelope.register-key',
  kind: 'write',
  title: text('登记受托人公钥', 'Register a trustee’s key'),
  summary: text(
    '私钥在受托人自己的浏览器里生成，从不离开；这里只登记公钥。',
    'The private key is made in the trustee’s browser and never leaves it; only the public one is registered.',
  ),
  input: z.object({ key: hex32 }),
  output: z.object({ unit: z.string(), key: hex32 }),
})

export const keys = defineContract({
  id: 'envelope.keys',
  kind: 'read',
  title: text('已登记的受托人', 'Registered trustees'),
  input: z.object({ jurisdiction: z.string().regex(/^\d{6}$/) }),
  output: z.array(
    z.object({
      unit: z.string(),
      title: z.object({ zh: z.string(), en: z.string() }),
      key: hex32,
      registeredAt: z.date(),
    }),
  ),
})

export const announce = defineContract({
  id: 'envelope.announce',
  kind: 'write',
  title: text('设立投标箱', 'Set up a box for bids'),
  input: z.object({
    jurisdiction: z.string().regex(/^\d{6}$/),
    number,
    lot: z.string().max(20),
    deadline: instant,
    threshold: z.int().min(2).max(20),
    /** Units whose keys are registered, in the order of their shares. */
    trustees: z.array(z.string().max(100)).min(2).max(20),
    /** What is opened stays with the room until it says so: nobody in a negotiation learns another's price (政府采购法 art. 38). */
    withheld: z.boolean().default(false),
    /** The room takes, gives back and shuts: nothing comes into the box, and nothing out of it, but by its own steps. */
    hosted: z.boolean().default(false),
  }),
  output: boxTerms,
  errors: {
    EXISTS: { status: 409, ...text('已经有投标箱。', 'There is a box already.') },
    NO_KEY: {
      status: 409,
      ...text('有受托人还没有登记公钥，不能设立投标箱。', 'A trustee has not registered a key yet.'),
    },
    TIMES: { status: 422, ...text('截止时间已过，或人数不对。', 'The deadline is past, or the threshold is wrong.') },
  },
})

export const moveDeadline = defineContract({
  id: 'envelope.move-deadline',
  kind: 'write',
  title: text('推迟截止时间', 'Move the deadline'),
  summary: text('只能推迟；已经收下的投标照样有效。', 'Only to later; what was received stays.'),
  input: z.object({ number, deadline: instant }),
  output: z.object({ number, deadline: instant }),
  errors: {
    NO_BOX,
    TIMES: { status: 409, ...text('只能在截止前推迟。', 'It moves only to later, and only before it passed.') },
  },
})

export const admit = defineContract({
  id: 'envelope.admit',
  kind: 'write',
  title: text('登记投标人', 'Admit a bidder'),
  /** `bidder`: the number by which the room knows him already; else one by chance. */
  input: z.object({
    ...{ number, personId: z.uuid(), name: z.string().min(1).max(200) },
    bidder: z.int().positive().optional(),
  }),
  output: z.object({ bidder: z.int() }),
  errors: { NO_BOX, LATE, ONCE: { status: 409, ...text('已经登记过。', 'Registered already.') } },
})

export const challenge = defineContract({
  id: 'envelope.challenge',
  kind: 'write',
  title: text('演练：取一份密封的随机数', 'Rehearsal: get a sealed number'),
  input: z.object({ number }),
  output: z.object({ no: z.int(), enc: hex32, box: z.string() }),
  errors: { NO_BOX, NOT_A_TRUSTEE },
})

export const rehearse = defineContract({
  id: 'envelope.rehearse',
  kind: 'write',
  title: text('演练：证明钥匙能开', 'Rehearsal: prove that the key opens'),
  input: z.object({ number, value: hex32 }),
  output: z.object({ no: z.int() }),
  errors: {
    NO_BOX,
    NOT_A_TRUSTEE,
    WRONG: {
      status: 422,
      ...text('开出来的不对，请核对钥匙文件。', 'That is not what was sealed: please check the key file.'),
    },
  },
})

export const keepPart = defineContract({
  id: 'envelope.keep-part',
  kind: 'write',
  title: text('收一个加密分块', 'Take an encrypted part'),
  input: z.object({ number, sha256: hex32, file }),
  output: z.object({ sha256: hex32, size: z.int() }),
  errors: {
    NO_BOX,
    NOT_A_BIDDER,
    LATE,
    BROKEN: {
      status: 422,
      ...text('这一块没有传完整，请再传一次。', 'The part did not come whole; please send it again.'),
    },
    TOO_MUCH: { status: 413, ...text('上传的总量超过上限。', 'More was sent than is allowed.') },
  },
})

export const keptParts = defineContract({
  id: 'envelope.kept-parts',
  kind: 'read',
  title: text('已经收下的分块', 'Parts that were taken'),
  input: z.object({ number }),
  output: z.array(hex32),
  errors: { NO_BOX, NOT_A_BIDDER },
})

export const submit = defineContract({
  id: 'envelope.submit',
  kind: 'write',
  title: text('递交投标', 'Submit a bid'),
  summary: text(
    '收下的是加密的分块和签名的清单；截止前可以替换，最后一份算数。',
    'What is taken are encrypted parts and a signed manifest; it can be replaced until the deadline, and the last one counts.',
  ),
  longest: 400_000,
  input: z.object({ number, signed: signedManifest }),
  output: bidReceipt,
  errors: {
    NO_BOX,
    NOT_A_BIDDER,
    LATE,
    NOT_THIS: {
      status: 422,
      ...text('清单不是这次招标的，或签名不对。', 'The manifest is not of this tender, or not signed.'),
    },
    OLD_VERSION: {
      status: 409,
      ...text('您已经递交过更新的一份，请刷新后再试。', 'You have submitted a newer one; please reload and try again.'),
    },
    PARTS: { status: 422, ...text('有分块没有传到，请继续上传。', 'Parts are missing; please go on uploading.') },
    HOSTED,
  },
  place,
  turns: ({ number: n }) => `envelope ${n}`,
})

const { HOSTED: _, ...refused } = submit.errors
/** By the room of a hosted box, in its own step: what that person sealed. */
export const take = defineContract({
  id: 'envelope.take',
  kind: 'write',
  title: text('收下一份密封报价', 'Take a sealed bid'),
  longest: 400_000,
  input: submit.input.extend({ personId: z.uuid() }),
  output: bidReceipt,
  errors: refused,
})

export const withdraw = defineContract({
  id: 'envelope.withdraw',
  kind: 'write',
  title: text('撤回投标', 'Withdraw a bid'),
  input: z.object({ number }),
  output: z.object({ number, digest: hex32 }),
  errors: {
    NO_BOX,
    NOT_A_BIDDER,
    LATE,
    NONE: { status: 409, ...text('没有可撤回的投标。', 'There is no bid to withdraw.') },
    HOSTED,
  },
  place,
  turns: ({ number: n }) => `envelope ${n}`,
})

export const giveBack = defineContract({
  id: 'envelope.give-back',
  kind: 'write',
  title: text('退回一份密封报价', 'Give a sealed bid back'),
  input: z.object({ number, personId: z.uuid() }),
  output: withdraw.output,
  errors: { NO_BOX, NOT_A_BIDDER, LATE, NONE: withdraw.errors.NONE },
})

export const recordLate = defineContract({
  id: 'envelope.record-late',
  kind: 'write',
  title: text('记录迟到的投标', 'Record a late bid'),
  input: z.object({ number, digest: hex32 }),
  output: z.object({ number }),
  errors: { NO_BOX },
})

export const seal = defineContract({
  id: 'envelope.seal',
  kind: 'write',
  title: text('截止：固定名单', 'The deadline: the list is fixed'),
  /** `early`: shut before the deadline by the room whose box it is; what came can be neither replaced nor withdrawn. */
  input: z.object({ number, early: z.boolean().default(false) }),
  output: z.object({ number, count: z.int() }),
  errors: { NO_BOX },
})

/** What a trustee needs to make his shares: of each envelope what ties it, and what was sealed to him. */
export const toRelease = defineContract({
  id: 'envelope.to-release',
  kind: 'read',
  title: text('待开启的信封', 'Envelopes to open'),
  input: z.object({ number }),
  output: z.object({
    no: z.int(),
    key: hex32,
    released: z.boolean(),
    envelopes: z.array(
      z.object({
        digest: hex32,
        bound: z.object({
          box: z.uuid(),
          number,
          lot: z.string(),
          bidder: z.int(),
          version: z.int(),
          deadline: instant,
        }),
        shares: z.array(z.object({ name: z.enum(PACKAGES), share: sealedPackage.shape.shares.element })),
      }),
    ),
  }),
  errors: {
    NO_BOX,
    NOT_A_TRUSTEE,
    NOT_SEALED: { status: 409, ...text('截止以后才能开启。', 'It opens only after the deadline.') },
  },
})

export const release = defineContract({
  id: 'envelope.release',
  kind: 'write',
  title: text('受托人交出份额', 'A trustee releases shares'),
  summary: text(
    '在受托人自己的浏览器里解出；够数以后全部信封同时开启、同时公布。',
    'Made in the trustee’s own browser; once there are enough, all envelopes open and are published at once.',
  ),
  longest: 400_000,
  // A share is four entries, an envelope has up to three packages: some thousand bids are more than any form.
  parts: 100_000,
  input: z.object({
    number,
    shares: z.array(z.object({ digest: hex32, name: z.enum(PACKAGES), value: hex32.nullable() })).max(20_000),
  }),
  output: z.object({ number, no: z.int(), have: z.int(), need: z.int() }),
  errors: {
    NO_BOX,
    NOT_A_TRUSTEE,
    NOT_SEALED: { status: 409, ...text('截止以后才能开启。', 'It opens only after the deadline.') },
    NOT_CALLED: { status: 409, ...text('投标人不足，不得开标。', 'There are too few bidders: it must not be opened.') },
    ONCE: { status: 409, ...text('您的份额已经交出。', 'Your shares were released.') },
    ALL: { status: 422, ...text('要为名单上的每一份交出份额。', 'Shares of every envelope on the list are needed.') },
  },
})

export const call = defineContract({
  id: 'envelope.call',
  kind: 'write',
  title: text('宣布开标', 'Call the opening'),
  input: z.object({ number }),
  output: z.object({ number }),
  errors: { NO_BOX, NOT_SEALED: { status: 409, ...text('还没有截止。', 'The deadline has not passed.') } },
})

/** By the room: what was opened is no secret any more. */
export const disclose = defineContract({
  id: 'envelope.disclose',
  kind: 'write',
  title: text('公开开启结果', 'Publish what was opened'),
  input: z.object({ number }),
  output: z.object({ number }),
  errors: { NO_BOX },
})

/** By the system, in the market's step that ends the procedure without an opening: no trustee is asked for anything any more. */
export const shut = defineContract({
  id: 'envelope.shut',
  kind: 'write',
  title: text('不再开启', 'Never to be opened'),
  input: z.object({ number }),
  output: z.object({ number }),
  errors: {
    NO_BOX,
    NOT_SEALED: {
      status: 409,
      ...text('还没有截止，或者已经宣布开启。', 'The deadline has not passed, or its opening was called.'),
    },
  },
})

/** For a trustee: boxes that need him. */
export const boxes = defineContract({
  id: 'envelope.boxes',
  kind: 'read',
  title: text('待开启的投标箱', 'Boxes to be opened'),
  input: z.object({}),
  output: z.array(
    z.object({
      number,
      deadline: instant,
      state: z.enum(STATES),
      called: z.boolean(),
      rehearsed: z.boolean(),
      released: z.boolean(),
    }),
  ),
})

export const open = defineContract({
  id: 'envelope.open',
  kind: 'write',
  title: text('开启', 'Open'),
  input: z.object({ number }),
  output: z.object({ number, opened: z.boolean() }),
  errors: { NO_BOX },
})

export const checkDocuments = defineContract({
  id: 'envelope.check-documents',
  kind: 'write',
  title: text('核对投标文件', 'Check the documents of a bid'),
  input: z.object({ number, digest: hex32 }),
  output: z.object({ outcome: z.string() }),
  errors: { NO_BOX },
})

export const view = defineContract({
  id: 'envelope.view',
  kind: 'read',
  title: text('投标箱', 'A box for bids'),
  input: z.object({ number }),
  output: z.object({
    terms: boxTerms,
    state: z.enum(STATES),
    called: z.boolean(),
    /** By share number. */
    rehearsed: z.array(z.int()),
    released: z.array(z.int()),
    sealed: openingRecord.shape.sealed.nullable(),
    openedAt: z.date().nullable(),
    short: z.object({ have: z.int(), need: z.int() }).nullable(),
    /** The reader’s own: number, versions, and what counts now. */
    mine: z
      .object({
        bidder: z.int(),
        next: z.int(),
        signer: hex32.nullable(),
        receipts: z.array(bidReceipt.extend({ counts: z.boolean(), withdrawn: z.boolean() })),
      })
      .nullable(),
    trustee: z.int().nullable(),
  }),
  errors: { NO_BOX },
})

export const record = defineContract({
  id: 'envelope.record',
  kind: 'read',
  title: text('开标记录', 'Record of an opening'),
  summary: text(
    '名单、清单、份额、密文、结果：谁都能照着重算。',
    'List, manifests, shares, encrypted sheets, results: anybody can recompute it.',
  ),
  input: z.object({ number }),
  output: openingRecord,
  errors: { NO_BOX, NOT_OPENED: { status: 409, ...text('还没有开标。', 'It is not opened yet.') } },
})

const opened = z.object({
  bidder: z.int(),
  personId: z.uuid(),
  digest: hex32,
  receivedAt: z.date(),
  outcome: z.string(),
  why: z.string().nullable(),
  sheet: z.record(z.string(), z.union([z.string(), z.int()])).nullable(),
  identity: z.record(z.string(), z.union([z.string(), z.int()])).nullable(),
  files: z.array(z.object({ name: z.string(), type: z.string(), size: z.int(), sha256: z.string() })).nullable(),
  checked: z.string().nullable(),
})
/** For the room whose tender it is: what was opened. */
export const results = defineContract({
  id: 'envelope.results',
  kind: 'read',
  title: text('开标结果', 'What was opened'),
  input: z.object({ number }),
  output: z.array(opened),
  errors: { NO_BOX },
})
export type Opened = z.output<typeof opened>

export const readFile = defineContract({
  id: 'envelope.read-file',
  kind: 'read',
  title: text('读投标文件', 'Read a file of a bid'),
  input: z.object({ number, bidder: z.coerce.number().int(), nth: z.coerce.number().int().nonnegative() }),
  output: z.object({ name: z.string(), type: z.string(), bytes: z.custom<Uint8Array>((v) => v instanceof Uint8Array) }),
  errors: {
    NO_BOX,
    NO_FILE: { status: 404, ...text('没有这个文件，或还没有开启。', 'There is no such file, or it is not open yet.') },
    TOO_LARGE_HERE: {
      status: 413,
      ...text('这个文件太大，不能在页面上打开。', 'This file is too large to be opened on a page.'),
    },
  },
})
