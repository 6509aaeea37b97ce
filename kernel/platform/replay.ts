import type { z } from 'zod'

/**
 * What a command answered, as it was kept in JSON: times come back as times, wherever the contract has them. @throws ZodError where
 * the contract has changed since.
 */
export function replayed(schema: z.ZodType, kept: unknown): unknown {
  const found = schema.safeParse(kept)
  if (found.success) return found.data
  for (const issue of found.error.issues) {
    if (issue.code !== 'invalid_type' || issue.expected !== 'date') continue
    const at = issue.path.slice(0, -1).reduce<any>((o, key) => o?.[key as string], kept)
    const key = issue.path.at(-1) as string
    if (typeof at?.[key] === 'string') at[key] = new Date(at[key])
  }
  return schema.parse(kept)
}
