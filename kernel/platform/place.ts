// Browser-safe.

/** The place that an id carries; undefined for one without (a v7 id, also of cases from before ids carried a place). */
export function placeOf(id: string): string | undefined {
  const hex = id.replaceAll('-', '')
  if (hex[12] !== '8') return undefined
  const code = Number.parseInt(hex.slice(13, 16) + hex.slice(18, 20), 16)
  return code < 1_000_000 ? String(code).padStart(6, '0') : undefined
}

/** The place of the matter that an address names, by its number or id; undefined for what is of the whole city. */
export function placeOfPath(path: string): string | undefined {
  for (const segment of path.split('/')) {
    const place = /^(\d{6})-\d{4}-/.exec(segment)?.[1] ?? /^[A-Z](\d{6})\d{10}$/.exec(segment)?.[1]
    if (place) return place
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(segment) && placeOf(segment)) return placeOf(segment)
  }
  return undefined
}
