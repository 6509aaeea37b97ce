import { dayOf } from '../../kernel/calendar/index.ts'
import { insertDocument, type LicenceContent } from '../../kernel/cases/index.ts'
import { findUnit } from '../../kernel/identity/index.ts'
import { setting } from '../../kernel/platform/index.ts'
import { step } from './case.kind.ts'
import { issueLicence } from './contract.ts'

type Field = { title?: string; format?: string }

/** 行政许可法 arts. 39 and 44. The licence's content is committed to in the act; its PDF is made from content and receipt. */
export default step(issueLicence, {
  act: 'licence.issued',
  async prepare({ at, tx, clock }) {
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
      caseNumber: found.number,
      demonstration: (await setting<boolean>(tx, 'demonstration')) === true,
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
