import type { Lang, Text } from '../../../kernel/platform/index.ts'

type District = { name: Text; yellow: number; red: number; outline: [number, number][] | null }
const EDGE = 4
const MARK = { red: '■', yellow: '▲', green: '●' } as const
const lightOf = (d: District): keyof typeof MARK => (d.red > 0 ? 'red' : d.yellow > 0 ? 'yellow' : 'green')

/** Districts as the city's data outlines them: a schematic, not a survey. Each says its name and its light in a mark and a number. */
export function DistrictMap({ districts, lang }: { districts: District[]; lang: Lang }) {
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const shown = districts.flatMap((d) => (d.outline ? [{ ...d, outline: d.outline }] : []))
  const [xs, ys] = [0, 1].map((i) => shown.flatMap((d) => d.outline.map((p) => p[i]!))) as [number[], number[]]
  const [left, top] = [Math.min(...xs) - EDGE, Math.min(...ys) - EDGE]
  const [width, height] = [Math.max(...xs) + EDGE - left, Math.max(...ys) + EDGE - top]
  const said = shown
    .map((d) => t(`${d.name.zh}：红牌 ${d.red}，黄牌 ${d.yellow}`, `${d.name.en}: ${d.red} red, ${d.yellow} yellow`))
    .join(t('；', '; '))
  return (
    <figure class="district-map">
      <svg viewBox={`${left} ${top} ${width} ${height}`} role="img" aria-label={said}>
        {shown.map((d) => {
          const light = lightOf(d)
          const middle = (i: 0 | 1) => d.outline.reduce((n, p) => n + p[i], 0) / d.outline.length
          return (
            <g class={light}>
              <polygon points={d.outline.map((p) => p.join(',')).join(' ')} />
              <text x={middle(0)} y={middle(1) - 0.6} text-anchor="middle" font-size="3.4">
                {d.name[lang]}
              </text>
              <text x={middle(0)} y={middle(1) + 3.6} text-anchor="middle" font-size="3.4">
                {MARK[light]} {light === 'red' ? d.red : light === 'yellow' ? d.yellow : ''}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption class="small">{t('示意图，不是测绘的界线', 'A schematic, not surveyed boundaries')}</figcaption>
    </figure>
  )
}
