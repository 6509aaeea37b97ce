type Leaf = string | number | boolean | null | undefined
export type Tree = Leaf | readonly Tree[] | { readonly [name: string]: Tree }

const safe = (s: string): string =>
  s
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')

/** An element; a list inside `name` becomes one element `of` each. What XML cannot hold is left out. */
export function element(name: string, value: Tree, of = 'item'): string {
  if (value === null || value === undefined || value === '') return `<${name}/>`
  if (Array.isArray(value)) return `<${name}>${value.map((v) => element(of, v)).join('')}</${name}>`
  if (typeof value === 'object')
    return `<${name}>${Object.entries(value)
      .map(([k, v]) => element(k, v))
      .join('')}</${name}>`
  return `<${name}>${safe(String(value))}</${name}>`
}
export const xml = (root: string): string => `<?xml version="1.0" encoding="utf-8"?>\n${root}`
