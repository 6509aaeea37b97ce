import { addWorkingDays } from '../../kernel/calendar/index.ts'
import type { Composed } from '../../kernel/cases/index.ts'
import type { ItemVersion, Material } from '../../kernel/catalog/index.ts'
import { ownOf } from './standing.ts'

// 容缺后补 and 告知承诺: what an item offers beside the common way becomes an entry of its form, so that a choice is kept, checked and
// shown like any other answer. A licence that the application is about is an entry, too.

/** Materials that come later. */
export const DEFERRED = 'deferred'
/** That it be decided on a promise. */
export const PROMISED = 'promised'
/** The number of the licence that it is about. */
export const LICENCE = 'licence'
export const SPECIAL: readonly string[] = [DEFERRED, PROMISED, LICENCE]

type Schema = { properties?: Record<string, any>; required?: string[]; [more: string]: any }
type Filled = { form: Record<string, any>; item: Pick<ItemVersion, 'content' | 'form'> }

/** The draft's form with the entries that its item's special ways need, and none that they do not. */
export function withSpecial(draft: Composed): Composed {
  const { promise, follows, joint } = ownOf(draft.content)
  const { properties = {}, required = [], ...rest } = draft.form as Schema
  const made: Record<string, any> = {}
  if (follows) made[LICENCE] = licenceEntry
  for (const [key, p] of Object.entries(properties)) if (!p['x-special']) made[key] = p
  const later = joint ? [] : draft.content.materials.filter((m) => m.mandatory && m.deferrable)
  if (later.length > 0) made[DEFERRED] = deferredEntry(later)
  if (promise) made[PROMISED] = promisedEntry(promise.conditions)
  const needs = required.filter((key) => key in made && key !== LICENCE)
  return {
    ...draft,
    form: { ...rest, properties: made, required: follows ? [LICENCE, ...needs] : needs },
  }
}

const licenceEntry = {
  type: 'string',
  title: '原证照编号',
  'x-en': 'Number of the licence',
  pattern: '^[A-Z]\\d{16}$',
  description: '证照上的编号；从“我的证照”点过来的已填好。',
  'x-description-en': 'As printed on it; filled in where you came from “My licences”.',
  'x-special': true,
}
const deferredEntry = (later: Material[]) => ({
  type: 'array',
  title: '容缺后补的材料',
  'x-en': 'Materials to come later',
  description: `勾选即承诺受理后按期补交：${later.map((m) => `${m.name.zh} ${m.deferrable!.days} 个工作日`).join('，')}。没补齐之前不发证。`,
  'x-description-en': `A tick promises it after acceptance: ${later.map((m) => `${m.name.en}, ${m.deferrable!.days} working days`).join('; ')}. No licence is issued before it is there.`,
  uniqueItems: true,
  items: {
    enum: later.map((m) => m.name.zh),
    'x-enum-en': later.map((m) => m.name.en),
    'x-items': later.map((m) => m.id),
  },
  'x-special': true,
})
const promisedEntry = (conditions: { zh: string; en: string }[]) => ({
  type: 'boolean',
  title: '采用告知承诺方式',
  'x-en': 'Decide it on my promise',
  description: `承诺：${conditions.map((c) => c.zh).join('；')}。材料齐全当场决定，之后核查；承诺不实的，撤销许可。`,
  'x-description-en': `I promise: ${conditions.map((c) => c.en).join('; ')}. Decided at once where the papers are complete, and checked afterwards; a false promise is revoked.`,
  'x-special': true,
})

/** Which materials the applicant promised to bring later. */
export function deferredOf({ form, item }: Filled): Material[] {
  const options = item.form.properties?.[DEFERRED]?.items
  const chosen: string[] = Array.isArray(form[DEFERRED]) ? form[DEFERRED] : []
  return item.content.materials.filter(
    (m) => m.deferrable && chosen.includes(options?.enum?.[options['x-items'].indexOf(m.id)]),
  )
}
export const promisedBy = ({ form, item }: Filled): boolean =>
  ownOf(item.content).promise !== undefined && form[PROMISED] === true

/** Of what was promised and is not there yet: by which day, counted from the day of acceptance. */
export const deferralsFrom = (filled: Filled, given: readonly string[], day: string) =>
  deferredOf(filled)
    .filter((m) => !given.includes(m.id))
    .map((m) => ({ material: m.id, until: addWorkingDays(day, m.deferrable!.days) }))
