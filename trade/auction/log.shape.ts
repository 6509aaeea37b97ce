// Browser-safe: what a sale leaves to everybody, a line each (log.jsonl): first what was announced, then every entry in its order.
import { z } from 'zod'
import { profile } from '../profile/profile.shape.ts'
import type { Event, Outcome, Rules, Terms } from './state.shape.ts'

const at = z.iso.datetime()
const fen = z.int()
const bidder = z.int().positive()
const hex = z.string().regex(/^[0-9a-f]{64}$/)

export const FORMAT = 'gnomon-auction/1'
export const terms = z.object({
  start: fen.positive(),
  step: fen.positive(),
  steps: z.record(z.string(), fen.positive()).optional(),
  opens: at,
  closes: at,
  reserve: z.boolean(),
  cap: fen.positive().optional(),
  second: z.object({ start: fen, step: fen.positive(), unit: z.object({ zh: z.string(), en: z.string() }) }).optional(),
  /** Who keeps the sealed bids shut until the end; more than half of them open. */
  trustees: z.array(z.string().max(100)).min(3).max(9).optional(),
})
export type SaidTerms = z.output<typeof terms>
export const header = z.object({
  format: z.literal(FORMAT),
  number: z.string(),
  announced: at,
  profile,
  terms,
})
export const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('dealt'), bidder, price: fen, second: fen.nullable(), n: z.int() }),
  z.object({ kind: z.literal('failed'), why: z.enum(['no-bids', 'below-reserve', 'too-few']) }),
  z.object({ kind: z.literal('terminated') }),
]) satisfies z.ZodType<Outcome>
const ranked = z.object({ bidder, amount: fen, second: fen.nullable(), n: z.int() })

const numbered = { n: z.int().positive(), at, act: z.uuid().optional() }
/** How it stood after the entry, as it was said then. */
const stood = { stage: z.string(), until: at.nullable() }
export const line = z.discriminatedUnion('type', [
  z.object({ ...numbered, ...stood, type: z.literal('join'), bidder, rank: z.int().optional() }),
  z.object({ ...numbered, ...stood, type: z.literal('bid'), bidder, amount: fen }),
  /** `envelope`: the digest by which the record of the opening knows it. */
  z.object({ ...numbered, ...stood, type: z.literal('seal'), bidder, digest: hex, envelope: hex.optional() }),
  z.object({ ...numbered, ...stood, type: z.literal('retract'), bidder }),
  z.object({
    ...numbered,
    ...stood,
    type: z.literal('unseal'),
    bids: z.array(z.object({ bidder, amount: fen, n: z.int(), salt: hex })),
    void: z.array(z.object({ bidder, n: z.int(), fault: z.enum(['platform', 'bidder', 'unclear']) })).optional(),
  }),
  z.object({ ...numbered, ...stood, type: z.literal('agree'), bidder }),
  z.object({ ...numbered, ...stood, type: z.literal('reserve'), digest: hex }),
  z.object({ ...numbered, ...stood, type: z.literal('reveal'), reserve: fen, salt: hex }),
  z.object({ ...numbered, ...stood, type: z.literal('freeze') }),
  z.object({ ...numbered, ...stood, type: z.literal('resume'), from: at }),
  z.object({ ...numbered, ...stood, type: z.literal('outage'), from: at }),
  z.object({ ...numbered, ...stood, type: z.literal('terminate') }),
  z.object({
    ...numbered,
    ...stood,
    type: z.literal('move'),
    to: z.string(),
    turn: z.object({ round: z.int(), bidder: bidder.nullable() }).optional(),
  }),
  z.object({ ...numbered, ...stood, type: z.literal('closed'), outcome, ranking: z.array(ranked) }),
  z.object({ ...numbered, ...stood, type: z.literal('note') }),
])
export type Line = z.output<typeof line>
export type Header = z.output<typeof header>

const ms = (iso: string) => Date.parse(iso)

export const rulesOf = (h: Pick<Header, 'profile' | 'terms'>): Rules => {
  const { opens, closes, trustees: _, ...rest } = h.terms
  return { profile: h.profile, terms: { ...rest, opens: ms(opens), closes: ms(closes) } satisfies Terms }
}

/** The event that a line says; a move is time’s, no event. */
export function eventOf(l: Exclude<Line, { type: 'move' }>): Event {
  const when = ms(l.at)
  switch (l.type) {
    case 'resume':
    case 'outage':
      return { type: l.type, at: when, from: ms(l.from) }
    case 'closed':
      return { type: 'note', at: when }
    default:
      return { ...l, at: when } as Event
  }
}
