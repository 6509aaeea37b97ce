const HERE = 'http://here.invalid'

/** The path where it leads to a page of ours, however it is written: as a browser reads it, tabs, dots and backslashes included. */
export function inside(path: string | undefined, otherwise: string): string {
  if (!path?.startsWith('/') || !URL.canParse(path, HERE)) return otherwise
  const { origin, pathname, search, hash } = new URL(path, HERE)
  return origin === HERE && !pathname.startsWith('//') ? pathname + search + hash : otherwise
}
