import type { Lang } from '../../kernel/platform/index.ts'
import { sayIn } from './say.ts'

export type Outlined = {
  name: string
  outline: readonly (readonly [number, number])[]
  /** Where it leads; then the map is links, each called by its name. */
  href?: string
  /** Its colour, and the mark and number that say the same. */
  light?: 'green' | 'yellow' | 'red'
  mark?: string
}
const EDGE = 4

/** Places as the city's data outlines them: a schematic, not a survey. `said`: what the whole picture says. */
export function OutlineMap({ places, said, lang }: { places: readonly Outlined[]; said: string; lang: Lang }) {
  const t = sayIn(lang)
  const [xs, ys] = [0, 1].map((i) => places.flatMap((d) => d.outline.map((p) => p[i]!))) as [number[], number[]]
  const [left, top] = [Math.min(...xs) - EDGE, Math.min(...ys) - EDGE]
  const [width, height] = [Math.max(...xs) + EDGE - left, Math.max(...ys) + EDGE - top]
  const links = places.some((d) => d.href)
  return (
    <figure class="district-map">
      <svg viewBox={`${left} ${top} ${width} ${height}`} {...(links ? {} : { role: 'img', 'aria-label': said })}>
        {links && <title>{said}</title>}
        {places.map((d) =>
          d.href ? (
            <a href={d.href} aria-label={d.name}>
              <Shape {...d} />
            </a>
          ) : (
            <g class={d.light}>
              <Shape {...d} />
            </g>
          ),
        )}
      </svg>
      <figcaption class="small">{t('示意图，不是测绘的界线', 'A schematic, not surveyed boundaries')}</figcaption>
    </figure>
  )
}

function Shape({ name, outline, mark }: Outlined) {
  const middle = (i: 0 | 1) => outline.reduce((n, p) => n + p[i], 0) / outline.length
  const [x, y] = [middle(0), middle(1)]
  return (
    <>
      <polygon points={outline.map((p) => p.join(',')).join(' ')} />
      <text x={x} y={mark === undefined ? y + 1 : y - 0.6} text-anchor="middle" font-size="3.4">
        {name}
      </text>
      {mark !== undefined && (
        <text x={x} y={y + 3.6} text-anchor="middle" font-size="3.4">
          {mark}
        </text>
      )}
    </>
  )
}
