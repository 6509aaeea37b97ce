// What passes between two installations about one case; each is asked by a message (kernel/nodes) and by nobody else.
import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'
import { caseErrors, day, handOver, sentStand as stand, standOf, stepErrors } from './contract.ts'

const caseId = z.uuid()
/** That each side speaks of its own is judged before (kernel/nodes). */
const number = z.string().min(1).max(40)
const element = z.string().min(1).max(200)
const itemCode = z.string().regex(/^\d{6}-\d{2}-\d{4}$/)
const nothing = z.object({})
const papers = handOver.output.shape.papers.element.extend({ uploadedAt: day }).array()
const handed = handOver.output.extend({ papers })

export const takePiece = defineContract({
  id: 'cases.take-piece',
  kind: 'write',
  title: text('收到材料的一段', 'Take a piece of a paper'),
  longest: 300_000,
  place: ({ jurisdiction }) => jurisdiction,
  input: z.object({
    jurisdiction: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    type: z.string(),
    part: z.int().min(1),
    parts: z.int().min(1).max(400),
    bytes: z.base64(),
  }),
  output: z.object({ whole: z.boolean() }),
  errors: { ALTERED: { status: 422, ...text('材料和它的摘要不符。', 'The paper does not have its digest.') } },
})

export const openForFar = defineContract({
  id: 'cases.open-for-far',
  kind: 'write',
  title: text('为另一套系统的办件开出一件', 'Open a case for one of another installation'),
  place: ({ itemCode: code }) => code.slice(0, 6),
  /** `basicCode`: what it has to be, where it was sent on as the same item of another organ. */
  input: z.object({ itemCode, parent: number, element, stand, handed, basicCode: z.string().optional() }),
  output: z.object({ number, unit: z.string(), stand: standOf.output }),
  errors: {
    NO_ITEM: { status: 422, ...text('这个事项没有公布。', 'The item is not published.') },
    NOT_ALIKE: { status: 422, ...text('不是同一个基本事项。', 'It is not the same basic item.') },
    NO_PAPER: { status: 422, ...text('有材料没有收到。', 'A paper did not come.') },
  },
})

export const openedFar = defineContract({
  id: 'cases.opened-far',
  kind: 'write',
  title: text('另一套系统已开出', 'Opened at another installation'),
  input: z.object({
    caseId,
    element,
    itemCode,
    as: z.string(),
    /** Null where it was refused there. */
    child: z.object({ number, unit: z.string(), stand }).nullable(),
  }),
  output: nothing,
  errors: stepErrors,
})

export const hearFarEnd = defineContract({
  id: 'cases.hear-far-end',
  kind: 'write',
  title: text('另一套系统的办件已办结', 'A case at another installation has ended'),
  place: ({ parent }) => parent.slice(0, 6),
  input: z.object({ parent: number, child: number, outcome: z.string(), stand }),
  output: z.object({ told: z.int() }),
  errors: stepErrors,
})

export const withdrawForFar = defineContract({
  id: 'cases.withdraw-for-far',
  kind: 'write',
  title: text('另一套系统撤回了开出它的办件', 'What opened it was withdrawn at another installation'),
  place: ({ child }) => child.slice(0, 6),
  input: z.object({ parent: number, child: number, reason: z.string() }),
  output: nothing,
  errors: { NO_CASE: caseErrors.NO_CASE },
})

/** Kept where far places stand: at the centre. */
export const keepFarCase = defineContract({
  id: 'cases.keep-far-case',
  kind: 'write',
  twice: true,
  title: text('记下另一套系统的办件', 'Keep what is known of a case elsewhere'),
  input: z.object({
    number,
    parent: number.nullable(),
    parentElement: z.string().nullable(),
    unit: z.string(),
    stand,
    handed: handed.nullable(),
    outcome: z.string().nullable(),
  }),
  output: nothing,
})
