import { z } from 'zod'
import { exactNumber } from '../../../kernel/platform/exact.rules.ts'
import type { FormValues, Text } from '../../../kernel/platform/index.ts'
import { readDate, readNumber } from '../../../kernel/platform/typed.rules.ts'
import { readFen } from '../money/money.rules.ts'

type Common = {
  name: string
  label: Text
  hint?: Text | undefined
  /** Required unless false. */
  required?: boolean
  /** A choice that decides the matter: never pre-selected, whatever the page gives. */
  decides?: boolean
  lines?: number
  /** Most characters. */
  most?: number | undefined
  autocomplete?: string
}
export type Option = { value: string; text: Text }
export type FormField = Common &
  (
    | { kind: 'text' | 'lines' | 'number' | 'day' | 'money' | 'phone' | 'yes' | 'hidden' }
    | { kind: 'file'; accept?: string }
    | { kind: 'choice' | 'choices'; options: Option[] }
  )

/** What a contract's input cannot say by itself: words, and how a field is entered. */
export type Words = Record<
  string,
  Text | (Partial<Omit<Common, 'name'>> & { label: Text; options?: Record<string, Text>; kind?: FormField['kind'] })
>

type Shape = Record<string, any>
const shapeOf = (schema: z.ZodType): Shape => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Shape

/**
 * The fields of a contract's input that a person fills in: those that `words` names, in its order. Kinds follow from the schema:
 * enumerations are choices (which decide, unless told otherwise), long strings are lines, dates days, integers numbers.
 */
export function fieldsOf(contract: { input: z.ZodType }, words: Words): FormField[] {
  const shape = shapeOf(contract.input)
  const required = new Set<string>(shape.required ?? [])
  return Object.entries(words).map(([name, said]): FormField => {
    const property: Shape | undefined = shape.properties?.[name]
    if (!property) throw new Error(`${name} is not a field of this input`)
    const own = 'label' in said ? said : { label: said }
    const common: Common = { name, most: property.maxLength, ...own, required: own.required ?? required.has(name) }
    const values: string[] | undefined = property.enum ?? property.items?.enum
    if (values) {
      const options = values.map((value) => {
        const word = own.options?.[value]
        if (!word) throw new Error(`${name}: the choice ${value} has no words`)
        return { value, text: word }
      })
      const kind = property.type === 'array' ? 'choices' : 'choice'
      return { ...common, decides: own.decides ?? kind === 'choice', kind, options }
    }
    return { ...common, kind: (own.kind ?? kindOf(property)) as 'text' }
  })
}

function kindOf(p: Shape): 'text' | 'lines' | 'number' | 'day' | 'yes' {
  if (p.type === 'boolean') return 'yes'
  if (p.type === 'integer' || p.type === 'number') return 'number'
  if (p.format === 'date') return 'day'
  return (p.maxLength ?? 0) > 200 ? 'lines' : 'text'
}

/** What a browser sent for such fields, as the operation takes it; what does not parse goes on as it was typed, to be named there. */
export function readFields(fields: FormField[], form: FormValues): Record<string, unknown> {
  const read: Record<string, unknown> = {}
  for (const f of fields) {
    const sent = form[f.name]
    if (f.kind === 'file') {
      const one = Array.isArray(sent) ? sent[0] : sent
      if (typeof one === 'object') read[f.name] = one
      continue
    }
    const list = (Array.isArray(sent) ? sent : [sent]).filter((v): v is string => typeof v === 'string')
    if (f.kind === 'choices') read[f.name] = list
    else if (f.kind === 'yes') read[f.name] = list[0] === 'true'
    else {
      const typed = list[0]?.trim()
      if (typed === undefined || typed === '') continue
      if (f.kind === 'number') {
        const said = readNumber(typed)
        read[f.name] = ('value' in said ? exactNumber(said.value) : undefined) ?? typed
      } else if (f.kind === 'day') {
        const said = readDate(typed)
        read[f.name] = 'value' in said ? said.value : typed
      } else if (f.kind === 'money') {
        const fen = readFen(typed)
        read[f.name] = fen === undefined || fen > 9_007_199_254_740_991n ? typed : Number(fen)
      } else read[f.name] = typed
    }
  }
  return read
}
