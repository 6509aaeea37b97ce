import { timingSafeEqual } from 'node:crypto'
import { dayOf } from '../calendar/index.ts'
import { anyone, query } from '../platform/index.ts'
import { caseAt } from './case-at.ts'
import { lookUpLicence } from './contract.ts'
import { findDocument } from './document.store.ts'
import type { LicenceContent } from './licence.ts'

/** Numbers can be guessed, so a number alone names nobody. */
export default query(lookUpLicence, {
  allow: anyone,
  async run({ tx, input, clock, problem }) {
    const found = /^[A-Z]\d{16}$/.test(input.number) ? await findDocument(tx, input.number) : undefined
    if (!found) throw problem('NO_LICENCE')
    const content = found.content as LicenceContent
    const { kind, facts } = await caseAt(tx, { caseId: found.caseId })
    const until = kind.licenceUntil?.(facts) ?? content.until
    const ended = kind.licenceEnd?.(facts)
    const [said, right] = [Buffer.from(input.code ?? ''), Buffer.from(content.code ?? '')]
    const shown = right.length > 0 && said.length === right.length && timingSafeEqual(said, right)
    return {
      title: content.title,
      number: content.number,
      issuedBy: content.issuedBy,
      issuedOn: content.issuedOn,
      validity: content.validity,
      until: until ?? null,
      ended: ended ? { said: ended.said, on: dayOf(ended.at) } : null,
      expired: until !== undefined && until < dayOf(clock.now()),
      demonstration: content.demonstration,
      holder: shown ? content.holder : null,
      lines: shown ? content.lines : [],
    }
  },
})
