import { randomBytes } from 'node:crypto'
import { addMonths, dayOf } from '../../kernel/calendar/index.ts'
import { insertDocument, type LicenceContent, makeSheet, verifyAddress } from '../../kernel/cases/index.ts'
import { findUnit } from '../../kernel/identity/index.ts'
import { sheetOf } from '../../kernel/ledger/contract.ts'
import { setting } from '../../kernel/platform/index.ts'
import { step } from './case.kind.ts'
import { issueLicence } from './contract.ts'

type Field = { title?: string; format?: string }

/** 行政许可法 arts. 39 and 44. The act commits to the licence's content, and to its sheet, byte for byte. */
export default step(issueLicence, {
  act: 'licence.issued',
  async prepare({ at, tx, clock, files, site }) {
    const { found } = at
    const { content, form } = at.item!
    const number = `${content.result.kind === 'licence' ? 'L' : 'D'}${found.number.replaceAll('-', '')}`
    const fields = Object.entries<Field>(form.properties ?? {})
    const holder = fields.find(([key]) => /^(builder|shopName|name|applicant)$/.test(key))
    const licence: LicenceContent = {
      number,
      title: content.result.name,
      holder: holder ? String(found.form[holder[0]]) : (at.parties[0]?.name ?? ''),
      lines: fields
        .filter(([key, p]) => p.format !== 'resident-id' && key !== 'phone' && found.form[key] !== undefined)
        .filter(([key]) => key !== holder?.[0])
        .slice(0, 9)
        .map(([key, p]) => [String(p.title), shown(found.form[key])]),
      issuedBy: (await findUnit(tx, found.unit))?.name.zh ?? found.unit,
      issuedOn: dayOf(clock.now()),
      validity: content.result.validity.zh,
      ...(content.result.months ? { until: addMonths(dayOf(clock.now()), content.result.months) } : {}),
      caseNumber: found.number,
      demonstration: (await setting<boolean>(tx, 'demonstration')) === true,
    }
    // The founding of the demonstration issues hundreds in a row, each a tenth of a second: theirs are drawn when asked for.
    if ((await setting<string>(tx, 'seeded')) !== 'begun') {
      licence.code = randomBytes(9).toString('base64url')
      const sheet = await makeSheet(licence, verifyAddress(site, licence))
      licence.pdf = await sheetOf(sheet)
      await files.put(tx, sheet, 'application/pdf')
    }
    const { kind } = content.result
    await insertDocument(tx, {
      jurisdiction: found.jurisdiction,
      caseId: found.id,
      number,
      kind,
      content: licence,
      issuedAt: clock.now(),
    })
    return licence
  },
  says: ({ at, made: licence }) => ({
    basis: [{ law: '行政许可法', article: 44 }],
    public: { number: licence.number, kind: at.item!.content.result.kind },
    private: { licence },
  }),
  output: ({ made }) => ({ licence: made.number }),
})

const shown = (value: unknown): string =>
  Array.isArray(value) ? value.join('、') : typeof value === 'boolean' ? (value ? '是' : '否') : String(value)
