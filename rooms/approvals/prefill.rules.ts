import { formFields } from '../../kernel/catalog/index.ts'
import { type Text, text } from '../../kernel/platform/index.ts'

/** What is known of whoever applies, by kind of entry; each with where it is from. */
export type Known = {
  /** The person who types. */
  me: { name: string; phone: string; address: string; residentId: string }
  as: 'self' | 'organisation' | 'authority'
  /** The company, or whoever gave the authority. */
  other?: { name: string; uscc?: string }
  /** The last application for this item in the same capacity. */
  before?: { number: string; form: Record<string, unknown> }
}

const ACCOUNT = text('来自您的账号资料', 'from your account')
const COMPANY = text('来自单位登记', 'from the organisation’s registration')
const AUTHORITY = text('来自授权委托书', 'from the written authority')

/** Entries for the applicant's name, as the items' forms call them. */
const COMPANY_NAMES = ['applicant', 'builder', 'company']
/** The entry for an enterprise's name, among those of its form. */
export const isCompanyName = (key: string, keys: readonly string[]): boolean =>
  COMPANY_NAMES.includes(key) || (key === 'name' && keys.includes('uscc'))

const PERSON_NAMES = ['person', 'applicantName']

/**
 * What a new form begins with, and for each entry where that is from. Only entries whose meaning is plain from key and format; what
 * decides (choices) is never filled. Of whom one is an agent of, nothing is known but the name on the authority.
 */
export function prefill(
  schema: Record<string, any>,
  known: Known,
): { values: Record<string, unknown>; from: Record<string, Text> } {
  const values: Record<string, unknown> = {}
  const from: Record<string, Text> = {}
  const put = (key: string, value: unknown, source: Text) => {
    if (value === undefined || value === '' || values[key] !== undefined) return
    values[key] = value
    from[key] = source
  }
  const keys = Object.keys(schema.properties ?? {})
  for (const { key, schema: entry, kind } of formFields(schema).fields) {
    if (kind !== 'text' && kind !== 'lines' && kind !== 'code') continue
    if (key === 'phone') put(key, known.me.phone, ACCOUNT)
    if (key === 'contact') put(key, known.me.name, ACCOUNT)
    if (known.as === 'organisation') {
      if (entry.format === 'uscc') put(key, known.other?.uscc, COMPANY)
      if (isCompanyName(key, keys)) put(key, known.other?.name, COMPANY)
    }
    if (known.as === 'authority' && PERSON_NAMES.includes(key)) put(key, known.other?.name, AUTHORITY)
    if (known.as === 'self') {
      if (PERSON_NAMES.includes(key)) put(key, known.me.name, ACCOUNT)
      if (key === 'personId') put(key, known.me.residentId, ACCOUNT)
      if (key === 'address' && keys.some((k) => PERSON_NAMES.includes(k))) put(key, known.me.address, ACCOUNT)
    }
    const last = known.before?.form[key]
    if (typeof last === 'string')
      put(key, last, text(`来自您的申请 ${known.before!.number}`, `from your application ${known.before!.number}`))
  }
  return { values, from }
}
