// Browser-safe.

/** The place that an id carries; undefined for one without (a v7 id, also of cases from before ids carried a place). */
export function placeOf(id: string): string | undefined {
  const hex = id.replaceAll('-', '')
  if (hex[12] !== '8') return undefined
  const code = Number.parseInt(hex.slice(13, 16) + hex.slice(18, 20), 16)
  return code < 1_000_000 ? String(code).padStart(6, '0') : undefined
}
