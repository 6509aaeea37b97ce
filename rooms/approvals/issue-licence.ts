import { randomBytes } from 'node:crypto'
import { addMonths, dayOf } from '../../kernel/calendar/index.ts'
import {
  findDocument,
  insertDocument,
  type LicenceContent,
  makeSheet,
  verifyAddress,
} from '../../kernel/cases/index.ts'
import { findUnit } from '../../kernel/identity/index.ts'
import { sheetOf } from '../../kernel/ledger/contract.ts'
import { setting } from '../../kernel/platform/index.ts'
import type { Change } from '../licences/contract.ts'
import { linkedOf } from '../linked/contract.ts'
import { succeed } from './about-licence.ts'
import { step } from './case.kind.ts'
import { issueLicence } from './contract.ts'
import { SPECIAL } from './special.rules.ts'
import { ownOf } from './standing.ts'

type Field = { title?: string; format?: string }

/** 行政许可法 arts. 39 and 44. The act commits to the licence's content, and to its sheet, byte for byte. */
export default step(issueLicence, {
  act: 'licence.issued',
  check({ at: { facts }, problem }) {
    if (facts.deferred.some((d) => !d.given)) throw problem('DEFERRED')
  },
  async prepare({ at, tx, clock, files, site }) {
    const { found } = at
    const { content, form } = at.item!
    const number = `${content.result.kind === 'licence' ? 'L' : 'D'}${found.number.replaceAll('-', '')}`
    const fields = Object.entries<Field>(form.properties ?? {})
    const holder = fields.find(([key]) => /^(builder|shopName|name|applicant)$/.test(key))
    const today = dayOf(clock.now())
    const { follows } = ownOf(content)
    const old = follows && ((await findDocument(tx, at.acts[0]!.public.licence))!.content as LicenceContent)
    const lines = fields
      .filter(([key, p]) => p.format !== 'resident-id' && key !== 'phone' && found.form[key] !== undefined)
      .filter(([key]) => key !== holder?.[0] && !SPECIAL.includes(key))
      .map(([key, p]): [string, string] => [String(p.title), shown(found.form[key])])
    const until = untilOf(follows?.how, old?.until, content.result.months, today)
    const licence: LicenceContent = {
      number,
      title: content.result.name,
      holder: holder ? String(found.form[holder[0]]) : (old?.holder ?? at.parties[0]?.name ?? ''),
      // What the application does not say anew stands as it was.
      lines: [...(old?.lines.filter(([name]) => !lines.some(([n]) => n === name)) ?? []), ...lines].slice(0, 9),
      // 行政许可法 art. 24 para 3: an entrusted body decides in the name of who entrusted it.
      issuedBy: (await findUnit(tx, linkedOf(content).entrusted?.by ?? found.unit))?.name.zh ?? found.unit,
      issuedOn: today,
      validity: content.result.validity.zh,
      ...(until ? { until } : {}),
      ...(old ? { replaces: old.number } : {}),
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
  async also(ctx) {
    const { at, tx, made } = ctx
    if (made.replaces) await succeed(ctx, at, (await findDocument(tx, made.replaces))!, made.number)
  },
  says: ({ at, made: licence }) => ({
    basis: [{ law: '行政许可法', article: 44 }],
    public: { number: licence.number, kind: at.item!.content.result.kind },
    private: { licence },
  }),
  output: ({ made }) => ({ licence: made.number }),
})

/** A renewal goes on from the end of the one before; what is changed or replaced keeps its last day (行政许可法 arts. 49, 50). */
function untilOf(how: Change | undefined, old: string | undefined, months: number | undefined, today: string) {
  if (how === 'change' || how === 'replace') return old
  return months ? addMonths(how === 'renew' && old && old > today ? old : today, months) : undefined
}

const shown = (value: unknown): string =>
  Array.isArray(value) ? value.join('、') : typeof value === 'boolean' ? (value ? '是' : '否') : String(value)
