// Releases against the standard's own JSON Schema, which is not part of this project: whoever has it, has it asked.
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Obj = { [key: string]: Json }
const isObj = (v: Json | undefined): v is Obj => typeof v === 'object' && v !== null && !Array.isArray(v)

/** RFC 7386: how the standard adds an extension to its schema. */
function patched(before: Json | undefined, patch: Json): Json {
  if (!isObj(patch)) return patch
  const out: Obj = isObj(before) ? { ...before } : {}
  for (const [key, v] of Object.entries(patch)) {
    if (v === null) delete out[key]
    else out[key] = patched(out[key], v)
  }
  return out
}

/**
 * What the schema, with its extensions, has against a release. It is of draft 4, of which it uses what later drafts have as well, but
 * for its own name.
 */
export function officialProblems(schema: unknown, extensions: readonly unknown[]): (release: unknown) => string[] {
  const whole = extensions.reduce<Json>((s, e) => patched(s, e as Json), schema as Json)
  const { id: _, $schema: __, ...plain } = whole as Obj
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true })
  ;(addFormats as unknown as (a: Ajv) => void)(ajv)
  const validate = ajv.compile(plain)
  return (release) =>
    validate(release) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath || '/'} ${e.message ?? e.keyword}`)
}
