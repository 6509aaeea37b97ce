import { z } from 'zod'
import { caseErrors } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { type Text, text } from '../../kernel/platform/text.ts'

const caseId = z.uuid()
const words = z.string().trim().min(2).max(4000)
const done = z.object({ caseId, number: z.string() })
const bilingual = z.object({ zh: z.string(), en: z.string() })

/** How a licence ends before its time (行政许可法 arts. 69, 8, 70). */
export const ENDINGS = ['revoked', 'recalled', 'cancelled'] as const
export type Ending = (typeof ENDINGS)[number]
export const endingWords: Record<Ending, Text> = {
  revoked: text('撤销', 'revoked'),
  recalled: text('撤回', 'recalled'),
  cancelled: text('注销', 'cancelled'),
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
  input: z.object({ titles: z.array(z.string()).max(100).optional() }),
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
  input: z.object({ itemCode: z.string(), material: z.string(), number: z.string() }),
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
