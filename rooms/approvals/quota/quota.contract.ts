import { z } from 'zod'
import { citation } from '../../../kernel/platform/contract.ts'
import { type Text, text } from '../../../kernel/platform/text.ts'

const bilingual = z.object({ zh: z.string().min(1), en: z.string().min(1) })
const instant = z.iso.datetime({ offset: true })

/** By the order of acceptance. */
export const ORDER_OF_ACCEPTANCE = [{ law: '行政许可法', article: 57 }]

/** 有数量限制的行政许可: what an item says of its limit; part of `own`. */
export const quota = z.object({
  /** The round or period whose places they are; another name begins to count anew. */
  round: z.string().regex(/^[a-z0-9-]{1,24}$/),
  name: bilingual,
  limit: z.int().min(1).max(100_000),
  /** From when applications are taken, and until when; without an end, until the item changes. */
  opens: instant,
  closes: instant.optional(),
  basis: z.array(citation).min(1),
  /** By the order of acceptance where left out; what law or administrative regulation provides otherwise (art. 57). */
  otherwise: z.object({ how: bilingual, basis: z.array(citation).min(1) }).optional(),
  /** That the figures were not confirmed by a source. */
  unconfirmed: z.boolean().default(false),
})
export type Quota = z.output<typeof quota>

const own = z.object({ quota: quota.optional() })
/** The item's limit, where it has one. */
export const quotaOf = (content: { own?: unknown } | undefined): Quota | undefined =>
  own.safeParse(content?.own ?? {}).data?.quota

/** Why an item with such a limit could not work. */
export function quotaProblems({ own: said }: { own?: any }): Text[] {
  const limited = quotaOf({ own: said })
  if (!limited) return []
  return [
    ...(limited.closes && Date.parse(limited.closes) <= Date.parse(limited.opens)
      ? [
          text(
            '名额的截止时间要在开始时间之后（own.quota）。',
            'Applications for the places must close after they open (own.quota).',
          ),
        ]
      : []),
    ...(said.joint || said.follows || said.below
      ? [
          text(
            '名额写在申请人直接申请的事项上：联办、延续变更、下级初审的事项不能写（own.quota）。',
            'A limit stands on an item that is applied for by itself: not on a joint one, nor one about a licence, nor one reviewed below (own.quota).',
          ),
        ]
      : []),
  ]
}

export const quotaErrors = {
  NOT_YET: {
    status: 409,
    ...text('这个事项还没有开始受理申请，您填的都还在。', 'Applications do not open yet; all that you typed is kept.'),
  },
  NO_LONGER: {
    status: 409,
    ...text('这一轮的申请已经截止，您填的都还在。', 'Applications for this round have closed; all you typed is kept.'),
  },
} as const

export const grantErrors = {
  QUOTA_FULL: {
    status: 409,
    ...text(
      '名额已经用完，不能再准予（行政许可法第五十七条）。',
      'The limit is used up; no more can be granted (Administrative Licensing Law art. 57).',
    ),
  },
  OUT_OF_TURN: {
    status: 409,
    ...text(
      '前面受理的还没有决定，剩下的名额不够，不能越过它们准予（行政许可法第五十七条）。',
      'Earlier ones are not decided and the places left are not enough: they cannot be passed over (art. 57).',
    ),
  },
} as const

export const quotaView = z.object({
  itemCode: z.string(),
  name: bilingual,
  limit: z.int(),
  /** Places that are granted, of all applicants. */
  granted: z.int(),
  arrived: z.int(),
  /** By which number it is decided; none while a correction is awaited. */
  turn: z.int().nullable(),
  /** Undecided ones with an earlier turn. */
  ahead: z.int(),
  /** It holds one of the places. */
  held: z.boolean(),
  /** It waits for a decision. */
  waits: z.boolean(),
  byOrder: z.boolean(),
  how: bilingual.nullable(),
  basis: z.array(citation),
})
export type QuotaView = z.output<typeof quotaView>

/** The public page of the places. */
export const quotaPath = (itemCode: string) => `/items/${itemCode}/quota`
