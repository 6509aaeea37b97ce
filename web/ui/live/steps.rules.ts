// Browser-safe: the price as a picture, the same from the server and in the page that goes on drawing it.
export const WIDTH = 640
export const HEIGHT = 180
const EDGE = 6

/** A price holds until the next: steps, a bid each, from the least to the most; the last one holds still. */
export function stepsOf(values: readonly number[]): { line: string; area: string } {
  const least = Math.min(...values)
  const spread = Math.max(...values) - least || 1
  const each = (WIDTH - 2 * EDGE) / values.length
  const points = values.map((v, i): [number, number] => [
    Math.round((EDGE + i * each) * 10) / 10,
    Math.round((HEIGHT - EDGE - ((v - least) / spread) * (HEIGHT - 2 * EDGE)) * 10) / 10,
  ])
  const [first, ...rest] = points as [[number, number], ...[number, number][]]
  const line = `M${first[0]} ${first[1]}${rest.map(([x, y]) => `H${x}V${y}`).join('')}H${WIDTH - EDGE}`
  return { line, area: `${line}V${HEIGHT}H${first[0]}Z` }
}
