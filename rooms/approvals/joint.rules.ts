import { isDeepStrictEqual } from 'node:util'
import type { Composed } from '../../kernel/cases/index.ts'
import { type ItemContent, type ItemVersion, type Joint, jointOf, type Material } from '../../kernel/catalog/index.ts'
import { type Text, text } from '../../kernel/platform/text.ts'
import { quotaOf } from './quota/quota.contract.ts'
import { SPECIAL } from './special.rules.ts'

// 并联审批: one application, several licences (行政许可法 art. 26). Its item names its parts; form and materials are what they ask.

type Part = Joint['parts'][number]
type Asked = Pick<ItemVersion, 'code' | 'content' | 'form'>
type Property = Record<string, any>
type Schema = { properties?: Record<string, Property>; required?: string[]; [more: string]: any }

/** The entry of the common form by which the applicant says which optional parts to take along. */
export const ALSO = 'also'
/** Of an entry: which items ask it, and what each of them calls it. */
const OF = 'x-of'

const SHAPE = ['type', 'format', 'enum', 'items', 'pattern', 'properties'] as const
const alike = (a: Property, b: Property) => SHAPE.every((k) => JSON.stringify(a[k]) === JSON.stringify(b[k]))
const stricter: Record<string, (a: number, b: number) => number> = {
  minLength: Math.max,
  minimum: Math.max,
  maxLength: Math.min,
  maximum: Math.min,
}

/** The draft with one form of the union of what its parts ask, each question once, and one list of materials. */
export function unionOf(draft: Composed, asked: readonly Asked[]): Composed {
  const joint = jointOf(draft.content)
  if (!joint) return draft
  const form = draft.form as Schema
  const own = Object.entries(form.properties ?? {}).filter(([key, p]) => !p[OF] && key !== ALSO)
  const properties: Record<string, Property> = Object.fromEntries(own)
  const required = new Set((form.required ?? []).filter((key) => key in properties))
  const materials = new Map<string, Material>()
  for (const m of draft.content.materials) if (!m.of) materials.set(m.id, m)
  const parts = joint.parts.flatMap((part) => {
    const item = asked.find((i) => i.code === part.item)
    return item ? [{ part, item }] : []
  })
  const optional = parts.filter(({ part }) => part.optional)
  if (optional.length > 0) properties[ALSO] = choiceOf(optional.map(({ item }) => item))
  const allOf: Schema[] = []
  for (const { part, item } of parts) {
    const needs = takeQuestions(properties, part, item)
    if (part.optional) {
      const chosen = { [ALSO]: { type: 'array', contains: { const: item.content.name.zh } } }
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own word
      if (needs.length > 0) allOf.push({ if: { properties: chosen, required: [ALSO] }, then: { required: needs } })
    } else for (const key of needs) required.add(key)
    takeMaterials(materials, part, item)
  }
  const { allOf: _, ...head } = form
  return {
    ...draft,
    form: {
      ...head,
      properties,
      required: Object.keys(properties).filter((key) => required.has(key)),
      ...(allOf.length > 0 ? { allOf } : {}),
    },
    content: { ...draft.content, materials: [...materials.values()] },
  }
}

const choiceOf = (items: Asked[]): Property => ({
  type: 'array',
  title: '还要一起办',
  'x-en': 'Also apply for',
  description: '不选的不办，也不用填它要的内容。',
  'x-description-en': 'What is not ticked is not opened, and its questions need no answer.',
  uniqueItems: true,
  items: {
    enum: items.map((i) => i.content.name.zh),
    'x-enum-en': items.map((i) => i.content.name.en),
    'x-items': items.map((i) => i.code),
  },
})

/** Adds what a part asks to the common form; which of its entries it cannot do without. */
function takeQuestions(properties: Record<string, Property>, part: Part, item: Asked): string[] {
  const needs: string[] = []
  for (const [key, asked] of Object.entries((item.form as Schema).properties ?? {})) {
    const wanted = part.fields[key]
    // What one item offers beside the common way is not offered for all of them.
    if (wanted === null || (SPECIAL.includes(key) && asked['x-special'])) continue
    const name = free(wanted ?? key, item.code, (n) => !properties[n] || alike(properties[n]!, asked))
    const before = properties[name]
    const of = { ...before?.[OF], [item.code]: key }
    const only = part.optional && !before ? hintFor(asked, item.content.name) : {}
    const merged: Property = { ...(before ?? { ...asked, ...only }), [OF]: of }
    for (const [bound, take] of Object.entries(stricter))
      if (before && asked[bound] !== undefined) merged[bound] = take(asked[bound], before[bound] ?? asked[bound])
    // What a part asks of everybody is no longer asked of some alone.
    if (before && !part.optional && before['x-only']) {
      delete merged['x-only']
      delete merged.description
      delete merged['x-description-en']
    }
    properties[name] = merged
    if ((item.form as Schema).required?.includes(key)) needs.push(name)
  }
  return needs
}

const hintFor = (asked: Property, name: Text): Property => ({
  'x-only': true,
  description: `办“${name.zh}”时填。${asked.description ?? ''}`,
  'x-description-en': `For “${name.en}”. ${asked['x-description-en'] ?? ''}`.trim(),
})

function takeMaterials(materials: Map<string, Material>, part: Part, item: Asked): void {
  for (const m of item.content.materials) {
    const wanted = part.materials[m.id]
    if (wanted === null) continue
    const same = (id: string) => {
      const known = materials.get(id)
      return !known || wanted !== undefined || known.name.zh === m.name.zh
    }
    const id = free(wanted ?? m.id, item.code, same)
    const before = materials.get(id)
    const mandatory = m.mandatory && !part.optional
    const requiredWith = m.mandatory && part.optional ? [item.code] : []
    const { deferrable: _, ...common } = before ?? m
    const all = [...(before?.requiredWith ?? []), ...requiredWith]
    materials.set(id, {
      ...common,
      id,
      mandatory: (before?.mandatory ?? false) || mandatory,
      maxBytes: Math.min(before?.maxBytes ?? m.maxBytes, m.maxBytes),
      of: { ...before?.of, [item.code]: m.id },
      ...(all.length > 0 ? { requiredWith: all } : {}),
    })
  }
}

/** The name itself where it may be shared, else one that tells whose it is. */
const free = (name: string, code: string, fits: (name: string) => boolean): string =>
  fits(name) ? name : `${name}-${code.slice(-4)}`

type Filled = { form: Record<string, any>; item: Pick<ItemVersion, 'content' | 'form'> }

/** Whether an application asks for a part. */
export function asksFor({ form, item }: Filled, itemCode: string): boolean {
  const part = jointOf(item.content)?.parts.find((p) => p.item === itemCode)
  if (!part?.optional) return true
  const options = item.form.properties?.[ALSO]?.items
  const title = options?.enum?.[options['x-items'].indexOf(itemCode)]
  return title !== undefined && (form[ALSO] ?? []).includes(title)
}

/** What an application holds of one part's form, under the names that the part uses. */
export const formOfPart = ({ form, item }: Filled, itemCode: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries<Property>(item.form.properties ?? {}).flatMap(([name, p]) => {
      const key = p[OF]?.[itemCode]
      return key !== undefined && form[name] !== undefined ? [[key, form[name]]] : []
    }),
  )

/** Which of a part's materials a paper of the application is. */
export const slotOfPart = (content: ItemContent, slot: string, itemCode: string): string | undefined =>
  content.materials.find((m) => m.id === slot)?.of?.[itemCode]

/** Why a joint item cannot be published: parts that are not there, parts that its chart never opens, a form that is not theirs. */
export function jointProblems(draft: Composed, asked: readonly Asked[], opens: readonly string[]): Text[] {
  const joint = jointOf(draft.content)
  const problems: Text[] = []
  const parts = joint?.parts.map((p) => p.item) ?? []
  for (const code of parts) {
    if (!asked.some((i) => i.code === code))
      problems.push(text(`联办的事项 ${code} 没有公布。`, `The part ${code} is not published.`))
    if (!opens.includes(code))
      problems.push(
        text(
          `流程图没有开出联办的事项 ${code}（gnomon:opens）。`,
          `No step of the chart opens the part ${code} (gnomon:opens).`,
        ),
      )
  }
  if (!joint) return problems
  // Who comes first is told by when one's own application came, not by when a lead department opened it.
  for (const { code, content } of asked)
    if (quotaOf(content))
      problems.push(
        text(
          `有数量限制的事项要单独申请，不能并进联办：${code} ${content.name.zh}。`,
          `A licence of a limited number is applied for by itself, not in a joint application: ${code} ${content.name.en}.`,
        ),
      )
  const now = unionOf(draft, asked)
  const same = isDeepStrictEqual([now.form, now.content.materials], [draft.form, draft.content.materials])
  if (problems.length === 0 && !same)
    problems.push(
      text(
        '联办的事项改了要填的内容或材料。请重新保存草稿，表单会跟着更新。',
        'A part now asks for other entries or materials. Save the draft again, and its form follows.',
      ),
    )
  return problems
}
