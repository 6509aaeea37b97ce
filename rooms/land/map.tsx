import type { Lang } from '../../kernel/platform/index.ts'
import type { Polygon } from './contract.ts'

const WIDTH = 480
const METRES = 111_320

/**
 * The parcel as its GeoJSON says it, with a scale and north: our own drawing, no map of anybody else’s. Near the equator-ward edge of
 * a parcel a degree of longitude is as long as the cosine of its latitude.
 */
export function Parcel({ shape, lang, title }: { shape: Polygon; lang: Lang; title: string }) {
  const points = shape.coordinates.flat()
  const [west, east] = [Math.min(...points.map((p) => p[0])), Math.max(...points.map((p) => p[0]))]
  const [south, north] = [Math.min(...points.map((p) => p[1])), Math.max(...points.map((p) => p[1]))]
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const [w, h] = [Math.max((east - west) * squeeze, 1e-9), Math.max(north - south, 1e-9)]
  const scale = (WIDTH - 80) / Math.max(w, h)
  const height = Math.round(h * scale + 110)
  const left = (WIDTH - w * scale) / 2
  const x = (lon: number) => left + (lon - west) * squeeze * scale
  const y = (lat: number) => 40 + (north - lat) * scale
  const path = shape.coordinates
    .map((ring) => `M${ring.map(([lon, lat]) => `${x(lon).toFixed(1)} ${y(lat).toFixed(1)}`).join('L')}Z`)
    .join('')
  // A round length that takes about a quarter of the width.
  const metre = scale / METRES
  const length = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find((m) => m * metre > WIDTH / 6) ?? 10_000
  const foot = height - 30
  const centre = `${((south + north) / 2).toFixed(5)}°N ${((west + east) / 2).toFixed(5)}°E`
  const said = lang === 'zh' ? `${title}：边界图，中心 ${centre}` : `${title}: boundary, centre ${centre}`
  return (
    <figure class="sale-map">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} width={WIDTH} height={height} role="img" aria-label={said}>
        <path d={path} fill="var(--sea)" fill-opacity="0.14" stroke="var(--sea)" stroke-width="2" fill-rule="evenodd" />
        <g stroke="var(--ink)" stroke-width="2" fill="none">
          <path d={`M40 ${foot}h${(length * metre).toFixed(1)}m0 -6v12M40 ${foot - 6}v12`} />
          <path d={`M${WIDTH - 30} 40V14m-6 8 6-8 6 8`} />
        </g>
        <g fill="var(--ink)" font-size="13">
          <text x="40" y={foot + 20}>
            {length >= 1000 ? `${length / 1000} km` : `${length} m`}
          </text>
          <text x={WIDTH - 34} y="56">
            {lang === 'zh' ? '北' : 'N'}
          </text>
        </g>
      </svg>
      <figcaption class="small">{said}</figcaption>
    </figure>
  )
}
