import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import { anyone, query, text } from '../platform/index.ts'
import { findDocument } from './document.store.ts'
import type { LicenceContent } from './licence.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })

export const lookUpLicence = defineContract({
  id: 'cases.look-up-licence',
  kind: 'read',
  title: text('按编号核对证照', 'Look up a licence by its number'),
  summary: text(
    '有没有这张证照、谁颁发、何时颁发；带上二维码里的校验码，还给出持证人和内容。',
    'Whether there is such a licence, by whom and when it was issued; with the code that its QR code carries, holder and content, too.',
  ),
  input: z.object({ number: z.string().trim().min(1).max(60), code: z.string().max(60).optional() }),
  output: z.object({
    title: bilingual,
    number: z.string(),
    issuedBy: z.string(),
    issuedOn: z.string(),
    validity: z.string(),
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

/** Numbers can be guessed, so a number alone names nobody. */
export default query(lookUpLicence, {
  allow: anyone,
  async run({ tx, input, problem }) {
    const found = /^[A-Z]\d{16}$/.test(input.number) ? await findDocument(tx, input.number) : undefined
    if (!found) throw problem('NO_LICENCE')
    const content = found.content as LicenceContent
    const [said, right] = [Buffer.from(input.code ?? ''), Buffer.from(content.code ?? '')]
    const shown = right.length > 0 && said.length === right.length && timingSafeEqual(said, right)
    return {
      title: content.title,
      number: content.number,
      issuedBy: content.issuedBy,
      issuedOn: content.issuedOn,
      validity: content.validity,
      demonstration: content.demonstration,
      holder: shown ? content.holder : null,
      lines: shown ? content.lines : [],
    }
  },
})
