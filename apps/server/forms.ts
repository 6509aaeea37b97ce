import type { Context } from 'hono'
import { type FormValues, standardProblem, text, type UploadedFile } from '../../kernel/platform/index.ts'

export const MAX_BODY = 32 * 1024 * 1024

/** Reads a form post: text as strings (repeated names as arrays), files whole; empty file fields are left out. */
export async function readBody(c: Context): Promise<FormValues> {
  const type = c.req.header('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(type))
    throw standardProblem('INVALID', { detail: text('表单的格式不对。', 'The form has an unknown format.') })
  if (Number(c.req.header('content-length') ?? 0) > MAX_BODY) throw tooLarge()
  const parsed = await c.req.formData().catch(() => {
    throw standardProblem('INVALID', {
      detail: text('表单没有传完整，请再提交一次。', 'The form did not arrive whole; please send it again.'),
    })
  })
  const values: FormValues = {}
  let total = 0
  for (const [name, value] of parsed.entries()) {
    let kept: string | UploadedFile
    if (typeof value === 'string') kept = value
    else {
      total += value.size
      if (total > MAX_BODY) throw tooLarge()
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

const tooLarge = () =>
  standardProblem('TOO_LARGE', {
    detail: text(
      '一次最多提交 32 MB。请分几次上传，或把文件压缩后再传。',
      'At most 32 MB can be sent at once. Please upload in several steps or compress the files.',
    ),
  })

/** The typed text of a form, without files and tokens: what can be kept and shown again. */
export function typed(values: FormValues): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(values)) {
    if (name === 'csrf' || /password|密码/i.test(name)) continue
    if (typeof value === 'string') kept[name] = value
    else if (Array.isArray(value)) kept[name] = (value as unknown[]).filter((v): v is string => typeof v === 'string')
  }
  return kept
}
