import { timingSafeEqual } from 'node:crypto'
import { anyone, query } from '../platform/index.ts'
import { lookUpLicence } from './contract.ts'
import { findDocument } from './document.store.ts'
import type { LicenceContent } from './licence.ts'

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
