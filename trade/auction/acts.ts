import { z } from 'zod'
import { type Act, type ActDraft, defineActs, says, text } from '../../kernel/platform/index.ts'
import { profile } from '../profile/profile.shape.ts'
import { type Line, line, outcome, terms } from './log.shape.ts'

const at = z.iso.datetime()
const stood = { at, stage: z.string(), until: at.nullable() }
const bilingual = z.object({ zh: z.string(), en: z.string() })
const none = z.object({})
const bidder = z.int().positive()
const fen = z.int()
const hex = z.string()
/** Where a bid came from, said where that changed: the address, and a digest of the browser's own mark. */
const came = z.object({
  from: says(z.object({ address: z.string(), browser: z.string().nullable() }).optional(), {
    to: [],
    sealed: true,
    quiet: true,
  }),
})
const why = z.object({ reason: z.string(), by: z.array(bilingual), ...stood })

/** All that stands on the stream of a sale: every entry is one line of its log. Bidders are numbers, nobody is named. */
export const acts = defineActs('auction', {
  'auction.announced': {
    title: text('竞价公告', 'Sale announced'),
    published: true,
    public: z.object({
      number: z.string(),
      title: bilingual,
      seller: z.string(),
      case: z.string().nullable(),
      announced: at,
      profile,
      terms,
    }),
    private: none,
  },
  'auction.joined': {
    title: text('取得竞买号', 'Bidder admitted'),
    published: true,
    public: z.object({ ...stood, bidder, rank: z.int().optional() }),
    private: z.object({ who: says(z.string(), { to: [], sealed: true }) }),
  },
  'auction.bid': {
    title: text('报价', 'Bid'),
    published: true,
    public: z.object({ ...stood, bidder, amount: fen }),
    private: came,
  },
  'auction.sealed': {
    title: text('密封报价', 'Sealed bid'),
    published: true,
    public: z.object({ ...stood, bidder, digest: hex, envelope: hex }),
    private: came,
  },
  'auction.seal-withdrawn': {
    title: text('撤回密封报价', 'Sealed bid withdrawn'),
    published: true,
    public: z.object({ ...stood, bidder }),
    private: none,
  },
  'auction.unsealed': {
    title: text('开封', 'Sealed bids opened'),
    published: true,
    public: z.object({
      ...stood,
      bids: z.array(z.object({ bidder, amount: fen, n: z.int(), salt: hex })),
      void: z.array(z.object({ bidder, n: z.int(), fault: z.enum(['platform', 'bidder', 'unclear']) })),
    }),
    private: none,
  },
  'auction.agreed': {
    title: text('愿意继续竞价', 'Goes on'),
    published: true,
    public: z.object({ ...stood, bidder }),
    private: none,
  },
  'auction.reserve-prepared': {
    title: text('领取底价密封单', 'Reserve prepared'),
    published: true,
    public: z.object({ ...stood, box: z.string(), trustees: z.array(z.string()) }),
    private: none,
  },
  'auction.reserve-set': {
    title: text('录入底价（密封）', 'Reserve entered, sealed'),
    published: true,
    public: z.object({ ...stood, digest: hex, box: z.string() }),
    private: none,
  },
  'auction.reserve-failed': {
    title: text('底价信封打不开', 'The reserve could not be opened'),
    published: true,
    public: z.object({ ...stood, box: z.string(), fault: z.string() }),
    private: none,
  },
  'auction.reserve-opened': {
    title: text('公开底价', 'Reserve opened'),
    published: true,
    public: z.object({ ...stood, reserve: fen, salt: hex }),
    private: none,
  },
  'auction.halt-asked': {
    title: text('提请中止、恢复或终止', 'A halt, resumption or end is asked for'),
    published: true,
    public: z.object({ ...why.shape, what: z.enum(['freeze', 'resume', 'terminate']) }),
    private: none,
  },
  'auction.frozen': { title: text('中止', 'Frozen'), published: true, public: why, private: none },
  'auction.resumed': {
    title: text('恢复', 'Resumed'),
    published: true,
    public: z.object({ ...why.shape, from: at }),
    private: none,
  },
  'auction.outage': {
    title: text('平台不可用，时间顺延', 'The platform was away: time was given back'),
    published: true,
    public: z.object({ ...stood, from: at }),
    private: none,
  },
  'auction.terminated': { title: text('终止', 'Terminated'), published: true, public: why, private: none },
  'auction.moved': {
    title: text('进入下一阶段', 'Next stage'),
    published: true,
    public: z.object({
      ...stood,
      to: z.string(),
      turn: z.object({ round: z.int(), bidder: bidder.nullable() }).optional(),
    }),
    private: none,
  },
  'auction.closed': {
    title: text('竞价结束', 'Sale closed'),
    published: true,
    public: z.object({
      ...stood,
      number: z.string(),
      outcome,
      ranking: z.array(z.object({ bidder, amount: fen, second: fen.nullable(), n: z.int() })),
    }),
    private: none,
  },
  'auction.said': {
    title: text('大厅发言', 'Said in the hall'),
    published: true,
    public: z.object({ ...stood, words: z.string() }),
    private: none,
  },
  'auction.recorded': {
    title: text('公证员签署记录', 'The notary signed the record'),
    published: true,
    public: z.object({ ...stood, entries: z.int(), digest: hex }),
    private: none,
  },
  // Beside the stream, seen by nobody else.
  'auction.limit-set': {
    title: text('设定自己的最高限价', 'Own limit set'),
    published: false,
    public: z.object({ number: z.string() }),
    private: z.object({ limit: z.int().nullable() }),
  },
  'auction.looked': {
    title: text('到时查看', 'Looked at'),
    published: false,
    public: z.object({ number: z.string() }),
    private: none,
  },
})

const TYPES: Record<string, Line['type']> = {
  'auction.joined': 'join',
  'auction.bid': 'bid',
  'auction.sealed': 'seal',
  'auction.seal-withdrawn': 'retract',
  'auction.unsealed': 'unseal',
  'auction.agreed': 'agree',
  'auction.reserve-set': 'reserve',
  'auction.reserve-opened': 'reveal',
  'auction.frozen': 'freeze',
  'auction.resumed': 'resume',
  'auction.outage': 'outage',
  'auction.terminated': 'terminate',
  'auction.moved': 'move',
  'auction.closed': 'closed',
}

/** An act of the stream as a line of the log. */
export const lineOf = (act: Pick<Act, 'number' | 'type' | 'public'> & { id?: string }): Line =>
  line.parse({ ...act.public, n: act.number, type: TYPES[act.type] ?? 'note', ...(act.id ? { act: act.id } : {}) })

export type AuctionAct = ActDraft
