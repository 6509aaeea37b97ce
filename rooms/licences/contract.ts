import { z } from 'zod'
import { caseErrors, stepErrors } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { type Text, text } from '../../kernel/platform/text.ts'

/** What its holder may ask of it: 延续、变更、补证、注销 (行政许可法 arts. 49, 50, 70). */
export const CHANGES = ['renew', 'change', 'replace', 'cancel'] as const
export type Change = (typeof CHANGES)[number]
export const changeWords: Record<Change, Text> = {
  renew: text('延续', 'Renew'),
  change: text('变更', 'Change'),
  replace: text('补证', 'Replace'),
  cancel: text('注销', 'Cancel'),
}
/** Of an item: to which licences it does what. */
export const follows = z
  .object({
    /** The items under which they were issued. */
    items: z.array(z.string()).min(1),
    how: z.enum(CHANGES),
    /** Of a renewal: how long before its end it must be asked (art. 50). */
    before: z.object({ value: z.int().min(1), unit: z.enum(['working-day', 'calendar-day']) }).optional(),
  })
  .refine((f) => f.how !== 'renew' || f.before !== undefined)

const caseId = z.uuid()
const words = z.string().trim().min(2).max(4000)
const done = z.object({ caseId, number: z.string() })
const bilingual = z.object({ zh: z.string(), en: z.string() })

/** How a licence ends before its time (行政许可法 arts. 69, 8, 70). */
export const ENDINGS = ['revoked', 'recalled', 'cancelled'] as const
/** How one is valid no more: ended, or another took its place. */
export const ENDED = [...ENDINGS, 'replaced'] as const
export type Ending = (typeof ENDED)[number]
export const endingWords: Record<Ending, Text> = {
  revoked: text('撤销', 'revoked'),
  recalled: text('撤回', 'recalled'),
  cancelled: text('注销', 'cancelled'),
  replaced: text('已换发新证', 'replaced by a new one'),
}

export const endLicence = defineContract({
  id: 'licences.end-licence',
  kind: 'write',
  title: text('撤销、撤回、注销证照', 'End a licence'),
  summary: text(
    '撤销：不该准予的（行政许可法第六十九条）；撤回：依据变了，为公共利益（第八条）；注销：到期、死亡、终止或者自己申请（第七十条）。',
    'Revoked: it should not have been granted (art. 69); recalled: its basis changed (art. 8); cancelled: expired, ended, or asked for (art. 70).',
  ),
  input: z.object({ caseId, how: z.enum(ENDINGS), reason: words }),
  output: done,
  errors: {
    ...caseErrors,
    NO_LICENCE: {
      status: 409,
      ...text('这一件没有有效的证照。', 'There is no licence in force in this case.'),
    },
  },
})

export const myLicences = defineContract({
  id: 'licences.my-licences',
  kind: 'read',
  title: text('我的证照', 'My licences'),
  /** `titles`: only those called so, as they were issued. */
  input: z.object({
    titles: z.array(z.string()).max(100).optional(),
    /** Those of a capacity (`capacityOf` of kernel/identity). */
    capacity: z.string().max(80).optional(),
  }),
  output: z.array(
    z.object({
      number: z.string(),
      title: bilingual,
      holder: z.string(),
      issuedBy: z.string(),
      issuedOn: z.string(),
      validity: z.string(),
      until: z.string().nullable(),
      /** Days left, where it has a last day. */
      left: z.int().nullable(),
      ended: z.object({ said: bilingual, on: z.string() }).nullable(),
      caseNumber: z.string(),
      /** The version before it, and the one that took its place. */
      replaces: z.string().nullable(),
      replacedBy: z.string().nullable(),
      /** What its holder may ask for now. */
      changes: z.array(z.object({ itemCode: z.string(), how: z.enum(CHANGES), title: bilingual })),
      /** It can be handed in again as it was issued. */
      usable: z.boolean(),
      /** Where it was handed in as a material. */
      used: z.array(z.object({ itemName: bilingual, at: z.date() })),
    }),
  ),
})

export const useLicence = defineContract({
  id: 'licences.use-licence',
  kind: 'write',
  title: text('用已有的证照当材料', 'Hand in a licence that one holds'),
  summary: text(
    '不用再上传；谁用了、用在哪里，持证人都看得到。',
    'Nothing is uploaded again; the holder sees where it was used.',
  ),
  input: z.object({
    itemCode: z.string(),
    material: z.string(),
    number: z.string(),
    capacity: z.string().max(80).default(''),
    /** Into the draft of several at once: attached to each. */
    batch: z.boolean().default(false),
  }),
  output: z.object({ id: z.uuid() }),
  errors: {
    NO_ITEM: { status: 404, ...text('这个事项没有公布，或已停用。', 'The item is not published or was retired.') },
    NO_MATERIAL: { status: 422, ...text('这个事项不需要这份材料。', 'The item does not ask for this material.') },
    NO_LICENCE: {
      status: 409,
      ...text(
        '没有这张证照，不是您的，或已经无效。',
        'There is no such licence, it is not yours, or it is valid no more.',
      ),
    },
  },
})

export const checkChange = defineContract({
  id: 'licences.check-change',
  kind: 'read',
  title: text('能不能就这张证照申请', 'Whether a licence may be changed so'),
  input: z.object({ number: z.string(), person: z.string(), ...follows.shape }),
  output: z.object({ number: z.string(), caseId, until: z.string().nullable() }),
  errors: {
    LICENCE: {
      status: 422,
      ...text('这张证照不能这样办。', 'This cannot be done with the licence.'),
    },
  },
})

export const succeedLicence = defineContract({
  id: 'licences.succeed-licence',
  kind: 'write',
  title: text('按申请换发或注销证照', 'Replace or cancel a licence as asked'),
  summary: text(
    '持证人申请的延续、变更、补证、注销办成以后，原证照这样失效。',
    'What its holder asked for was granted: this is how the licence before it ends.',
  ),
  input: z.object({ caseId, how: z.enum(['replaced', 'cancelled']), from: z.string(), by: z.string().optional() }),
  output: done,
  errors: { ...caseErrors, NO_LICENCE: endLicence.errors.NO_LICENCE },
})

export const prolongLicence = defineContract({
  id: 'licences.prolong-licence',
  kind: 'write',
  title: text('视为准予延续', 'Counts as renewed'),
  input: z.object({ caseId, from: z.string(), until: z.iso.date() }),
  output: done,
  errors: { ...caseErrors, NO_LICENCE: endLicence.errors.NO_LICENCE },
})

export const revokeOnChart = defineContract({
  id: 'licences.revoke-on-chart',
  kind: 'write',
  title: text('承诺不实，撤销证照', 'Revoke: the promise was false'),
  input: z.object({ caseId, reason: words }),
  output: done,
  errors: stepErrors,
})
