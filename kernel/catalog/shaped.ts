import type { z } from 'zod'

type Def = {
  type: string
  shape?: Record<string, z.ZodType>
  element?: z.ZodType
  innerType?: z.ZodType
  entries?: Record<string, string>
}
const defOf = (schema: z.ZodType) => (schema as unknown as { _zod: { def: Def } })._zod.def

/**
 * The value in the shape of the schema, however little of it there is: what is missing or of another kind is empty. A draft may be
 * incomplete, which its check says field by field; but every page may rely on its shape.
 */
export function shaped(schema: z.ZodType, value: unknown): unknown {
  const def = defOf(schema)
  const { innerType } = def
  switch (def.type) {
    case 'object': {
      const from: Record<string, unknown> =
        value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {}
      return Object.fromEntries(
        Object.entries(def.shape!).flatMap(([key, child]) => {
          if (defOf(child).type === 'optional' && from[key] === undefined) return []
          return [[key, shaped(child, Object.hasOwn(from, key) ? from[key] : undefined)]]
        }),
      )
    }
    case 'array':
      return Array.isArray(value) ? value.map((v) => shaped(def.element!, v)) : []
    case 'string':
      return typeof value === 'string' ? value : ''
    case 'number':
    case 'int':
      return typeof value === 'number' ? value : 0
    case 'boolean':
      return value === true
    case 'enum':
      return typeof value === 'string' ? value : Object.values(def.entries!)[0]
    default:
      return innerType ? shaped(innerType, value) : value
  }
}
