import { readFileSync } from 'node:fs'

const MOST_BYTES = 64 * 1024 * 1024
const PATIENCE = 20_000

/** What stands in a file or at an address; what is too long to be a record, or does not come, is an error. */
export async function contentOf(from: string): Promise<string> {
  if (!/^https?:\/\//.test(from)) return readFileSync(from, 'utf8')
  const answer = await fetch(from, { signal: AbortSignal.timeout(PATIENCE) })
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
  const parts: Uint8Array[] = []
  let size = 0
  const reader = answer.body?.getReader()
  for (let read = await reader?.read(); read && !read.done; read = await reader!.read()) {
    size += read.value.length
    if (size > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes`)
    parts.push(read.value)
  }
  return Buffer.concat(parts).toString('utf8')
}
