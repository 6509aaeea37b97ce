import { type Rendered, type Text, text } from '../../../kernel/platform/index.ts'

const type = 'application/json; charset=utf-8'
/** A page that is data, for programs. */
export const jsonFile = (title: Text, value: unknown): Rendered => ({
  title,
  bytes: { data: new TextEncoder().encode(JSON.stringify(value)), type },
})

/** A file that somebody else wrote: never shown as a page of ours. */
export const foreignFile = (name: string, data: Uint8Array, type: string): Rendered => ({
  title: text(name, name),
  bytes: {
    ...{ data, type, name },
    headers: { 'content-security-policy': "sandbox; default-src 'none'", 'x-content-type-options': 'nosniff' },
  },
})
