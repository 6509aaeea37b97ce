// Browser-safe.
import { z } from 'zod'
import { publicList } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { announce as announceBox, submit as submitEnvelope, take as takeEnvelope } from '../envelope/contract.ts'
import { signedManifest } from '../envelope/manifest.shape.ts'
import { profile } from '../profile/profile.shape.ts'
import { SIGNS } from './alike.rules.ts'
import { forWhom } from './for-whom.shape.ts'
import { line, outcome, terms } from './log.shape.ts'

const number = z.string().regex(/^\d{6}-[0-9A-Z-]{4,40}$/i)
/** Whole 分, or units of the second quantity. */
const amount = z.int().positive().max(1e15)
const bidder = z.int().positive()
const fen = z.int().positive()
const said = z.string().trim().min(2).max(500)
const bilingual = z.object({ zh: z.string(), en: z.string() })
const named = z.object({ number })

const NO_AUCTION = { status: 404, ...text('没有这场竞价。', 'There is no such sale.') } as const
const refusals = {
  NO_AUCTION,
  NOT_YET: { status: 409, ...text('还没有开始。', 'It has not begun.') },
  FROZEN: {
    status: 409,
    ...text(
      '竞价已中止，恢复以后剩余时间一秒不少。',
      'The sale is frozen; it goes on with exactly the time that was left.',
    ),
  },
  LATE: {
    status: 409,
    ...text('服务器收到时已过截止时刻，这次报价无效。', 'It reached the server after the end; the bid does not count.'),
  },
  NO_BIDS_NOW: { status: 409, ...text('这个阶段不能这样报价。', 'Such a bid is not taken in this stage.') },
  TOO_LOW: { status: 422, ...text('报价低于现在的最低可报价。', 'The bid is below the least that is taken now.') },
  TOO_HIGH: { status: 422, ...text('报价高于现在的最高可报价。', 'The bid is above the most that is taken now.') },
  ABOVE_CAP: { status: 422, ...text('超过最高限价。', 'The bid is above the cap.') },
  NOT_IN_UNITS: { status: 422, ...text('报价不是整单位数。', 'The bid is not in whole units.') },
  NOT_ENTITLED: { status: 403, ...text('您在这个阶段没有报价资格。', 'You may not bid in this stage.') },
  NOT_YOUR_TURN: { status: 409, ...text('现在不是您的轮次。', 'It is not your turn.') },
  ALREADY: { status: 409, ...text('已经办过了。', 'It was done already.') },
  ENDED: { status: 409, ...text('竞价已经结束。', 'The sale has ended.') },
  RESERVE_TIME: { status: 409, ...text('现在不在录入底价的时间内。', 'The reserve cannot be entered now.') },
} as const
const NO_LONGER_SPEAKS = {
  status: 403,
  ...text(
    '您代别人竞买的授权已经结束，现在不能报价；已经报的仍然有效，不能撤回。请委托人续办授权，办好以后马上可以继续。',
    'Your authority to bid for somebody has ended, so you cannot bid now. What you bid stands and cannot be withdrawn. Have the authority renewed; you go on at once when it is.',
  ),
} as const
const NOT_A_BIDDER = {
  status: 403,
  ...text('您没有这场竞价的竞买号。', 'You have no bidder number in this sale.'),
} as const
const took = z.object({ number: z.string(), n: z.int(), at: z.date(), until: z.date().nullable() })

export const announce = defineContract({
  id: 'auction.announce',
  kind: 'write',
  title: text('竞价公告', 'Announce a sale'),
  summary: text(
    '由市场的那一步调用：哪一块、谁出让、按哪个规则、起始价和时间。',
    'Called by the market’s step: which lot, whose, by which profile, start price and times.',
  ),
  input: z.object({
    jurisdiction: z.string().regex(/^\d{6}$/),
    number,
    title: bilingual,
    seller: z.string(),
    caseId: z.uuid().optional(),
    profile: z.string(),
    terms,
  }),
  output: z.object({ id: z.uuid(), number: z.string() }),
  errors: {
    NO_PROFILE: { status: 422, ...text('没有这个规则。', 'There is no such profile.') },
    TERMS: { status: 422, ...text('竞价条件互相矛盾。', 'The terms contradict one another.') },
    EXISTS: { status: 409, ...text('这一块已经公告。', 'This lot was announced.') },
    TRUSTEES: {
      status: 422,
      ...text(
        '按这个规则要密封报价：请选三个以上受托人（利益不同的单位）。',
        'Bids are sealed by this profile: please name three trustees or more, units of opposed interests.',
      ),
    },
    NO_KEY: announceBox.errors.NO_KEY,
  },
})

export const admit = defineContract({
  id: 'auction.admit',
  kind: 'write',
  title: text('给竞买号', 'Admit a bidder'),
  input: z.object({
    number,
    personId: z.uuid(),
    name: z.string().min(1).max(200),
    rank: bidder.optional(),
    /** The deposit that was paid, by its order. */
    order: z.string().optional(),
    deposit: fen.optional(),
    forWhom: forWhom.optional(),
  }),
  output: z.object({ bidder }),
  errors: { NO_AUCTION, ENDED: refusals.ENDED, ALREADY: refusals.ALREADY },
})

export const whose = defineContract({
  id: 'auction.whose',
  kind: 'read',
  title: text('竞买号是谁的', 'Whose a number is'),
  input: z.object({ number, bidder }),
  output: z.object({ personId: z.uuid(), name: z.string() }),
  errors: { NO_AUCTION },
})

export const placeBid = defineContract({
  id: 'auction.place-bid',
  kind: 'write',
  title: text('报价', 'Bid'),
  turns: (input) => input.number,
  summary: text(
    '以服务器收到的时间为准；一经接受不能撤回。跳得太高要再确认一次。',
    'Arrival at the server counts; once taken it cannot be withdrawn. A leap is asked about once more.',
  ),
  input: z.object({
    number,
    amount,
    /** A leap is meant: it was shown in words and confirmed. */
    sure: z.boolean().default(false),
  }),
  output: took,
  errors: {
    ...refusals,
    NOT_A_BIDDER,
    NO_LONGER_SPEAKS,
    OVER_OWN_LIMIT: {
      status: 422,
      ...text(
        '超过您自己设定的限价。要报这个价，请先改限价。',
        'It is above your own limit. To bid it, change the limit first.',
      ),
    },
    LEAP: {
      status: 422,
      ...text(
        '比最低可报价高出很多，请核对金额后再确认一次。',
        'It is far above the least that is taken; check the amount and confirm it once more.',
      ),
    },
  },
})

export const sealBid = defineContract({
  id: 'auction.seal-bid',
  kind: 'write',
  title: text('密封报价', 'Bid under seal'),
  turns: (input) => input.number,
  summary: text(
    '在竞买人的浏览器里加密，服务器读不到；公开的只有摘要，截止以后由受托人一起开启。',
    'Encrypted in the bidder’s browser, where no server can read it; only its digest is published, and the trustees open all at once after the end.',
  ),
  input: z.object({ number, digest: z.string().regex(/^[0-9a-f]{64}$/), signed: signedManifest }),
  output: took.extend({ envelope: z.string() }),
  longest: 400_000,
  errors: { ...takeEnvelope.errors, ...refusals, NOT_A_BIDDER, NO_LONGER_SPEAKS },
})

export const withdrawBid = defineContract({
  id: 'auction.withdraw-bid',
  kind: 'write',
  title: text('撤回密封报价', 'Withdraw a sealed bid'),
  turns: (input) => input.number,
  summary: text('截止以前，而且规则允许撤回的，才能撤回。', 'Before the end, and only where the profile allows it.'),
  input: named,
  output: took,
  errors: { ...refusals, NOT_A_BIDDER, NO_LONGER_SPEAKS },
})

export const goOn = defineContract({
  id: 'auction.go-on',
  kind: 'write',
  title: text('愿意继续竞价', 'Go on bidding'),
  input: named,
  output: took,
  errors: { ...refusals, NOT_A_BIDDER, NO_LONGER_SPEAKS },
})

export const setLimit = defineContract({
  id: 'auction.set-limit',
  kind: 'write',
  title: text('设定自己的最高限价', 'Set your own limit'),
  summary: text('只有您自己看得到；超过它的报价不会发出。', 'Only you see it; no bid above it is sent.'),
  input: z.object({ number, limit: amount.nullable() }),
  output: named,
  errors: { NO_AUCTION, NOT_A_BIDDER },
})

export const prepareReserve = defineContract({
  id: 'auction.prepare-reserve',
  kind: 'write',
  title: text('领取底价密封单', 'Prepare the reserve'),
  summary: text(
    '选定受托人：钥匙分给他们，过半数到齐、竞价结束以后才能开封。谁领取，谁录入。',
    'Names the trustees among whom the key is shared: more than half of them open it, after the end. Who prepares it enters it.',
  ),
  input: z.object({ number, trustees: z.array(z.string().max(100)).min(3).max(9) }),
  output: named.extend({ box: z.string() }),
  errors: {
    NO_AUCTION,
    RESERVE_TIME: refusals.RESERVE_TIME,
    ALREADY: refusals.ALREADY,
    NO_KEY: announceBox.errors.NO_KEY,
    TRUSTEES: { status: 422, ...text('受托人重复了。', 'A trustee is named twice.') },
  },
})

export const setReserve = defineContract({
  id: 'auction.set-reserve',
  kind: 'write',
  title: text('录入底价', 'Enter the reserve'),
  summary: text(
    '在录入人的浏览器里密封，服务器读不到；公开的只有摘要，不能再改，竞价结束以后由受托人开封。',
    'Sealed in the browser of who enters it, where no server can read it; only its digest is published; it cannot be changed, and its trustees open it after the end.',
  ),
  input: z.object({ number, digest: z.string().regex(/^[0-9a-f]{64}$/), signed: signedManifest }),
  output: named.extend({ envelope: z.string() }),
  longest: 400_000,
  errors: {
    NO_AUCTION,
    RESERVE_TIME: refusals.RESERVE_TIME,
    ALREADY: refusals.ALREADY,
    NOT_PREPARED: { status: 409, ...text('请先领取底价密封单。', 'Please prepare the reserve first.') },
    ...submitEnvelope.errors,
  },
})

export const openReserve = defineContract({
  id: 'auction.open-reserve',
  kind: 'write',
  title: text('底价开封', 'The reserve is open'),
  input: named,
  output: named.extend({ opened: z.boolean() }),
  errors: { NO_AUCTION, NOT_NOW: { status: 409, ...text('现在不开封。', 'It is not opened now.') } },
})

export const openBids = defineContract({
  id: 'auction.open-bids',
  kind: 'write',
  title: text('密封报价开封', 'The sealed bids are open'),
  input: named,
  output: named,
  errors: { NO_AUCTION },
})

export const HALTS = ['freeze', 'resume', 'terminate'] as const
export const askHalt = defineContract({
  id: 'auction.ask-halt',
  kind: 'write',
  title: text('提请中止、恢复、终止', 'Ask for a freeze, resumption or end'),
  summary: text('写明理由；由另一个人确认后生效。', 'With its reason; it takes effect when a second person confirms.'),
  input: z.object({
    number,
    what: z.enum(HALTS),
    reason: said,
    /** When it goes on, where that is later than the notice asks for. */
    from: z.iso.datetime().optional(),
  }),
  output: named,
  errors: {
    NO_AUCTION,
    ENDED: refusals.ENDED,
    NOT_FROZEN: { status: 409, ...text('现在没有中止。', 'It is not frozen.') },
    ALREADY: {
      status: 409,
      ...text('已经中止，或已有一项待确认。', 'It is frozen, or something waits to be confirmed.'),
    },
  },
})

export const confirmHalt = defineContract({
  id: 'auction.confirm-halt',
  kind: 'write',
  title: text('确认', 'Confirm'),
  input: z.object({ number, agree: z.boolean() }),
  output: z.object({ number: z.string(), done: z.boolean() }),
  errors: {
    NO_AUCTION,
    NOTHING: { status: 409, ...text('没有待确认的事项。', 'Nothing waits to be confirmed.') },
    SAME_PERSON: { status: 403, ...text('要由另一个人确认。', 'Another person must confirm it.') },
    ENDED: refusals.ENDED,
  },
})

export const say = defineContract({
  id: 'auction.say',
  kind: 'write',
  title: text('大厅发言', 'Say in the hall'),
  summary: text('公开，记入竞价记录。', 'Public, and kept in the record.'),
  input: z.object({ number, words: said }),
  output: named,
  errors: { NO_AUCTION },
})

export const signRecord = defineContract({
  id: 'auction.sign-record',
  kind: 'write',
  title: text('签署竞价记录', 'Sign the record'),
  input: named,
  output: z.object({ number: z.string(), entries: z.int(), digest: z.string() }),
  errors: {
    NO_AUCTION,
    NOT_ENDED: { status: 409, ...text('竞价还没有结束。', 'The sale has not ended.') },
    ALREADY: refusals.ALREADY,
  },
})

export const tick = defineContract({
  id: 'auction.tick',
  kind: 'write',
  title: text('到时', 'An instant has come'),
  /** `rang`: by its timer, which is gone with it. */
  input: named.extend({ rang: z.boolean().default(false) }),
  output: named,
  errors: { NO_AUCTION },
})

const bid = z.object({ bidder, amount: z.int(), n: z.int(), at: z.date() })
export const auctionView = z.object({
  id: z.uuid(),
  number: z.string(),
  title: bilingual,
  seller: z.string(),
  caseId: z.uuid().nullable(),
  profile,
  terms,
  /** The server’s time, by which all clocks on a page run. */
  now: z.date(),
  n: z.int(),
  stage: z.string(),
  since: z.date(),
  until: z.date().nullable(),
  from: z.date(),
  frozen: z.boolean(),
  best: bid.nullable(),
  second: bid.nullable(),
  bids: z.int(),
  bidders: z.int(),
  reserveSet: z.boolean(),
  turn: z.object({ round: z.int(), bidder: bidder.nullable() }).nullable(),
  outcome: outcome.nullable(),
  asked: z.object({ what: z.enum(HALTS), reason: z.string(), by: bilingual, mine: z.boolean() }).nullable(),
  /** What would be taken next of somebody who may bid. */
  next: z.int().nullable(),
  /** What the seller may do. */
  reserveOpen: z.boolean(),
  /** The box that keeps the reserve; whether its trustees are called; whose fault it is where it could not be opened. */
  reserve: z.object({ box: z.string(), called: z.boolean(), fault: z.string().nullable() }).nullable(),
  /** The box that keeps the sealed bids; whether its trustees are called. */
  sealing: z.object({ box: z.string(), called: z.boolean() }).nullable(),
  me: z
    .object({
      bidder,
      amount: z.int().nullable(),
      second: z.int().nullable(),
      leads: z.boolean(),
      limit: z.int().nullable(),
      agreed: z.boolean(),
      sealed: z.boolean(),
      next: z.int().nullable(),
      turn: z.boolean(),
      /** For whom he bids, and whether he still may. */
      forWhom: z.object({ name: z.string(), until: z.iso.date().nullable(), stands: z.boolean() }).nullable(),
    })
    .nullable(),
  /** Of the hall: who may ask for a halt, enter the reserve, sign. */
  hall: z.enum(['seller', 'keeper', 'notary', 'watcher']).nullable(),
})
export type AuctionView = z.output<typeof auctionView>

export const view = defineContract({
  id: 'auction.view',
  kind: 'read',
  title: text('一场竞价', 'A sale'),
  input: named,
  output: auctionView,
  errors: { NO_AUCTION },
})

export const hall = defineContract({
  id: 'auction.hall',
  kind: 'read',
  title: text('大厅所见', 'What the hall sees'),
  summary: text(
    '保证金够不够、谁的授权已经结束；可能是一个人的几个竞买号只给监督和公证看，是线索，不影响报价。',
    'Deposits, whose authority ended; numbers that may be one bidder are shown to supervision and notary alone: a sign, never a block.',
  ),
  input: named,
  output: z.object({
    /** `known`: of how many the deposit is known; together, and the least of them. */
    deposits: z.object({ bidders: z.int(), known: z.int(), total: z.int(), least: z.int().nullable() }),
    lapsed: z.array(bidder),
    signs: z
      .array(
        z.object({
          kind: z.enum(SIGNS),
          /** The last digits of an account, an address; a browser has no name. */
          value: z.string(),
          bidders: z.array(bidder),
          seen: z.array(z.object({ bidder, at: z.date(), n: z.int().nullable(), act: z.uuid().nullable() })),
        }),
      )
      .nullable(),
    /** By the notary, over all entries before it. */
    signed: z.object({ at: z.date(), entries: z.int(), digest: z.string(), act: z.uuid() }).nullable(),
  }),
  errors: { NO_AUCTION },
})
export type HallView = z.output<typeof hall.output>

export const log = defineContract({
  id: 'auction.log',
  kind: 'read',
  title: text('竞价记录', 'Log of a sale'),
  summary: text(
    '公告和此后每一条，谁都能照着重算：gnomon auction verify。',
    'The announcement and every entry after it; anybody can recompute it: gnomon auction verify.',
  ),
  input: z.object({ number, after: z.coerce.number().int().min(0).default(0) }),
  output: z.object({
    header: z.object({
      format: z.string(),
      number: z.string(),
      announced: z.string(),
      profile,
      terms,
    }),
    lines: z.array(line),
    /** Words that stand beside lines: reasons, what was said. */
    words: z.record(z.string(), bilingual),
  }),
  errors: { NO_AUCTION },
})

/** Stages as the list tells them apart. */
export const STATES = ['coming', 'open', 'ended'] as const
/** Its unit is the seller, its status the stage. */
export const list = publicList({
  id: 'auction.list',
  title: text('竞价一览', 'Sales'),
  row: {
    ...{ title: bilingual, profile: bilingual, until: z.date().nullable(), frozen: z.boolean() },
    ...{ start: z.int(), best: z.int().nullable(), bids: z.int(), outcome: outcome.nullable(), announcedAt: z.date() },
  },
  where: { state: z.enum(STATES).optional() },
  sorts: ['start', 'best', 'until'],
})
