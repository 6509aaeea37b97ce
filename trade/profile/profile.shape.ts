// Browser-safe: how a market is run, as data.
import { z } from 'zod'

const ms = z.int().positive()
const bilingual = z.object({ zh: z.string().min(1), en: z.string().min(1) })
/** From, and to (null: without end). */
const count = z.tuple([z.int().nonnegative(), z.int().nonnegative().nullable()])

/** What must hold at the end of a stage for the way to be taken; all of what it says. */
const condition = z.object({
  /** Different bidders with a valid bid, in all. */
  bidders: count.optional(),
  /** Different bidders with a bid in the last while of the stage, counted without frozen time. */
  active: z.object({ within: ms, bidders: count }).optional(),
  /** Bidders who said yes when asked whether to go on. */
  agreed: count.optional(),
})
/** The first way whose condition holds: a stage, `decide` (the best bid wins if it reaches the reserve) or `fail`. */
const way = z.object({ if: condition.optional(), go: z.string() })

const ends = z.union([z.object({ at: z.literal('closes') }), z.object({ after: ms })])
const shared = { id: z.string(), title: bilingual, ways: z.array(way).min(1) }
/** Who may bid in it: all who qualified, those who bid before, those who said yes when asked. */
const entry = z.enum(['all', 'bid-before', 'agreed']).default('all')

export const stage = z.discriminatedUnion('kind', [
  /** Open bids. A bid inside the last `window` puts the end to bid + window. */
  z.object({
    ...shared,
    kind: z.literal('open'),
    ends,
    window: ms.optional(),
    /** How much better a bid must be: the lot’s step, or anything in whole units. */
    by: z.enum(['step', 'unit']).default('step'),
    entry,
    /** In which the bids are; `second` where the price stands at its cap and another quantity decides. */
    measure: z.enum(['price', 'second']).default('price'),
  }),
  /** Nobody bids; `asks`: bidders say whether they go on. */
  z.object({ ...shared, kind: z.literal('pause'), ends, asks: z.boolean().default(false), entry }),
  /** Unseen until its end has passed and the trustees have opened what came. The last bid of each counts; `once`: there is but one. */
  z.object({
    ...shared,
    kind: z.literal('sealed'),
    ends,
    entry,
    once: z.boolean().default(false),
    /** A bid may be taken back before the end; else it stands. */
    withdraw: z.boolean().default(false),
  }),
  /** One after another, from the worst to the best; a pause before each round. */
  z.object({ ...shared, kind: z.literal('turns'), turn: ms, pauses: z.array(ms).min(1) }),
  /** The price comes to meet the bidders, a step at a time; the first bid ends it. */
  z.object({ ...shared, kind: z.literal('clock'), every: ms, drops: z.int().positive() }),
  /** Only who took the clock’s price may better the best bid, once. */
  z.object({ ...shared, kind: z.literal('last-word'), ends }),
])
export type Stage = z.output<typeof stage>

export const profile = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.int().positive(),
  title: bilingual,
  from: z.iso.date(),
  to: z.iso.date().optional(),
  /** Where each rule was read; `confirmed` false: a secondary source, or our reading, and pages say so. */
  sources: z.array(z.object({ of: bilingual, confirmed: z.boolean() })).min(1),
  direction: z.enum(['up', 'down']),
  /** Amounts are whole multiples of this many 分. */
  unit: z.int().positive(),
  stages: z.array(stage).min(1),
  /** Whether what arrives at the very instant of the end still counts. */
  boundary: z.enum(['excluded', 'included']).default('excluded'),
  /** A holder of priority may match the best bid; equal bids go by priority, then by arrival. */
  priority: z.enum(['none', 'match']).default('none'),
  /** Where a price cap is reached the bidding goes on in this stage. */
  capped: z.string().optional(),
  reserve: z.object({
    allowed: z.boolean(),
    /** Milliseconds before the end of the listing from and until which it may be entered. */
    from: ms.nullable().default(null),
    until: z.int().nonnegative().default(0),
  }),
  freeze: z.object({
    /** Stage → the stage with which the sale begins again; any other goes on with exactly the time that was left. */
    restart: z.record(z.string(), z.string()).default({}),
    /** One that lasted shorter goes on at once; a longer one after notice. */
    atOnceBelow: ms.nullable().default(null),
    notice: ms.nullable().default(null),
  }),
  /** When nobody could bid because the platform was away: longer than `tolerance`, in a timed stage or the last `within` of the listing. */
  outage: z.object({ tolerance: ms, within: ms }),
  /** Bids that arrived in time are waited for as long as this before an end is an end. */
  settle: z.int().nonnegative(),
  deposit: z
    .object({
      percent: z.tuple([z.int(), z.int()]),
      refund: z.object({ value: z.int(), unit: z.enum(['working-day', 'hour']) }),
    })
    .optional(),
  /** Days of notice, days of listing. */
  notice: z.object({ value: z.int(), unit: z.enum(['calendar-day', 'working-day']) }).optional(),
})
export type Profile = z.output<typeof profile>
