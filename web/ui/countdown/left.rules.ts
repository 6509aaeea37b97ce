/** h:mm:ss, as a countdown is read at a glance. */
export function left(ms: number): string {
  const s = Math.max(0, Math.ceil(ms / 1000))
  const [d, h, m] = [Math.floor(s / 86_400), Math.floor(s / 3600) % 24, Math.floor(s / 60) % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  return `${d > 0 ? `${d}d ` : ''}${d > 0 || h > 0 ? `${two(h)}:` : ''}${two(m)}:${two(s % 60)}`
}
