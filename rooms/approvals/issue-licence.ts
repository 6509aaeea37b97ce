import { dayOf } from '../../kernel/calendar/index.ts'
import { insertDocument, type LicenceContent } from '../../kernel/cases/index.ts'
import { findPerson, findUnit } from '../../kernel/identity/index.ts'
import { operation, setting } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { issueLicence } from './contract.ts'
import { handles } from './policy.ts'
import { caseAt, fire, output } from './step.ts'

/** 行政许可法 arts. 39 and 44. The licence's content is committed to in the act; its PDF is made from content and receipt. */
export default operation(issueLicence, {
  allow: handles('clerk', 'approver'),
  async run(ctx) {
    const { tx, input, clock, problem } = ctx
    const at = await caseAt(tx, input.caseId, problem)
    const { stamp } = await fire(ctx, at, 'licence.issued')
    const { content, form } = at.version
    const person = await findPerson(tx, at.found.applicant)
    const unit = await findUnit(tx, at.found.unit)
    const number = `${content.result.kind === 'licence' ? 'L' : 'D'}${at.found.number.replaceAll('-', '')}`
    const properties = Object.entries<any>(form.properties ?? {}).filter(
      ([key, p]) => p.format !== 'resident-id' && key !== 'phone' && at.found.form[key] !== undefined,
    )
    const holder = Object.entries<any>(form.properties ?? {}).find(([key]) =>
      /^(builder|shopName|name|applicant)$/.test(key),
    )
    const licence: LicenceContent = {
      number,
      title: content.result.name,
      holder: holder ? String(at.found.form[holder[0]]) : (person?.name ?? ''),
      lines: properties
        .filter(([key]) => key !== holder?.[0])
        .slice(0, 9)
        .map(([key, p]) => [String(p.title), shown(at.found.form[key])]),
      issuedBy: unit?.name.zh ?? at.found.unit,
      issuedOn: dayOf(clock.now()),
      validity: content.result.validity.zh,
      caseNumber: at.found.number,
      demonstration: (await setting<boolean>(tx, 'demonstration')) === true,
    }
    await insertDocument(tx, {
      jurisdiction: at.found.jurisdiction,
      caseId: at.found.id,
      number,
      kind: content.result.kind,
      content: licence,
      issuedAt: clock.now(),
    })
    const act = acts['licence.issued']({
      jurisdiction: at.found.jurisdiction,
      subject: at.subject,
      basis: [{ law: '行政许可法', article: 44 }],
      public: { ...stamp, number, kind: content.result.kind },
      private: { licence },
    })
    return { act, output: { ...output(at), licence: number } }
  },
})

const shown = (value: unknown): string =>
  Array.isArray(value) ? value.join('、') : typeof value === 'boolean' ? (value ? '是' : '否') : String(value)
