import type { Context } from 'hono'
import { type FormValues, standardProblem, text, type UploadedFile } from '../../kernel/platform/index.ts'
import type { Gnomon } from '../gnomon.ts'
import { bodyOf } from './body.ts'

/** Reads a form post: text as strings (repeated names as arrays), files whole; empty file fields are left out. */
export async function readBody(gnomon: Gnomon, c: Context): Promise<FormValues> {
  const type = c.req.header('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(type))
    throw standardProblem('INVALID', { detail: text('表单的格式不对。', 'The form has an unknown format.') })
  const bytes = await bodyOf(gnomon, c, 'form')
  const parsed = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw standardProblem('INVALID', {
        detail: text('表单没有传完整，请再提交一次。', 'The form did not arrive whole; please send it again.'),
      })
    })
  // Without a prototype: a field may be called `__proto__`.
  const values: FormValues = Object.create(null)
  for (const [name, value] of parsed.entries()) {
    let kept: string | UploadedFile
    if (typeof value === 'string') kept = value
    else {
      if (value.size === 0 && value.name === '') continue
      kept = { name: value.name, size: value.size, bytes: new Uint8Array(await value.arrayBuffer()) }
    }
    const before = values[name]
    if (before === undefined) values[name] = kept
    else if (Array.isArray(before)) (before as unknown[]).push(kept)
    else values[name] = [before, kept] as never
  }
  return values
}

/** The typed text of a form, without files and tokens: what can be kept and shown again. */
export function typed(values: FormValues): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of Object.entries(values)) {
    if (name === 'csrf' || /password|密码/i.test(name)) continue
    if (typeof value === 'string') kept[name] = value
    else if (Array.isArray(value)) kept[name] = (value as unknown[]).filter((v): v is string => typeof v === 'string')
  }
  return kept
}
