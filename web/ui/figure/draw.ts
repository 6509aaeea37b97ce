import { createRequire } from 'node:module'
import type { BarSeriesOption, EChartsCoreOption, HeatmapSeriesOption, LineSeriesOption } from 'echarts'
import type * as Charts from 'echarts/charts'
import type * as Components from 'echarts/components'
import type * as Core from 'echarts/core'
import type * as Renderers from 'echarts/renderers'
import type { Lang, Text } from '../../../kernel/platform/index.ts'

/** Numbers along `x`; of a heat map each series is a row. */
export type Drawing = {
  kind: 'bar' | 'stack' | 'line' | 'heat'
  x: string[]
  series: { name: Text; values: (number | undefined)[]; light?: 'yellow' | 'red' }[]
  width?: number
  height?: number
}

/** ECharts is loaded when the first picture is drawn (a tenth of a second): a server or test without pictures does not pay for it. */
const load = createRequire(import.meta.url)
let core: typeof Core | undefined
function echarts(): typeof Core {
  if (core) return core
  const c = load('echarts/core') as typeof Core
  const { BarChart, HeatmapChart, LineChart } = load('echarts/charts') as typeof Charts
  const { GridComponent, LegendComponent, VisualMapContinuousComponent } = load(
    'echarts/components',
  ) as typeof Components
  const { SVGRenderer } = load('echarts/renderers') as typeof Renderers
  c.use([BarChart, HeatmapChart, LineChart, GridComponent, LegendComponent, VisualMapContinuousComponent, SVGRenderer])
  core = c
  return c
}

/** Stand-ins that ECharts computes with; the page's own colours take their place, so that a picture follows light and dark. */
const COLOURS = {
  '#010101': 'var(--ink)',
  '#020202': 'var(--soft)',
  '#030303': 'var(--line)',
  '#040404': 'var(--sea)',
  '#050505': 'var(--figure-2)',
  '#060606': 'var(--figure-3)',
  '#070707': 'var(--figure-4)',
  '#080808': 'var(--paper)',
  '#090909': 'var(--yellow)',
  '#0b0b0b': 'var(--red)',
} as const
const [INK, SOFT, LINE, ONE, TWO, THREE, FOUR, PAPER] = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `#0${n}0${n}0${n}`) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
]
/** A series that is a light has its colour. */
const LIGHTS = { yellow: '#090909', red: '#0b0b0b' } as const
const DASHES = ['solid', 'dashed', 'dotted', [8, 3, 2, 3]] as const

/** A line of numbers without axes, in a row of text: a hundred of them cost less than one chart. */
function spark({ series, width = 160, height = 32 }: Drawing): string {
  const most = Math.max(1, ...series.flatMap((s) => s.values.map((v) => v ?? 0)))
  const lines = series.map(({ values }, n) => {
    const step = (width - 4) / Math.max(values.length - 1, 1)
    const points = values.map(
      (v, i) => `${(2 + i * step).toFixed(1)},${(height - 2 - ((height - 5) * (v ?? 0)) / most).toFixed(1)}`,
    )
    const colour = n === 0 ? 'var(--sea)' : `var(--figure-${n + 1})`
    return `<polygon points="2,${height - 2} ${points.join(' ')} ${width - 2},${height - 2}" fill="${colour}" fill-opacity=".12"/><polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="1.6"/>`
  })
  return `<svg class="drawn" width="${width}" viewBox="0 0 ${width} ${height}">${lines.join('')}</svg>`
}

export function draw(drawing: Drawing, lang: Lang, small: boolean): string {
  if (small) return spark(drawing)
  const { kind, x, series, width, height } = drawing
  const key = JSON.stringify([kind, x, series, width, height, lang])
  const known = drawn.get(key)
  if (known !== undefined) return known
  if (drawn.size >= MOST_DRAWN) drawn.clear()
  const svg = drawWith(drawing, lang)
  drawn.set(key, svg)
  return svg
}

/** The same numbers give the same picture: many look at one wall, and ECharts takes a dozen milliseconds for it. */
const drawn = new Map<string, string>()
const MOST_DRAWN = 100

function drawWith(drawing: Drawing, lang: Lang): string {
  const width = drawing.width ?? 720
  const height = drawing.height ?? (drawing.kind === 'heat' ? 90 + drawing.series.length * 26 : 260)
  const chart = echarts().init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption(options(drawing, lang))
    return inPage(chart.renderToSVGString(), width)
  } finally {
    // An undisposed chart keeps its timer and with it the process.
    chart.dispose()
  }
}

function options({ kind, x, series }: Drawing, lang: Lang): EChartsCoreOption {
  const text = { color: SOFT, fontSize: 12 }
  const name = (s: Drawing['series'][number]) => s.name[lang]
  const axis = {
    axisLabel: { ...text, hideOverlap: true },
    axisLine: { lineStyle: { color: INK } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: LINE } },
  }
  const common = {
    animation: false,
    color: [ONE, TWO, THREE, FOUR],
    textStyle: { fontFamily: 'inherit' },
    grid: {
      left: 8,
      right: 12,
      top: series.length > 1 && kind !== 'heat' ? 36 : 12,
      bottom: 4,
      outerBoundsMode: 'same',
    },
    ...(series.length > 1 && kind !== 'heat'
      ? {
          legend: {
            left: 0,
            itemStyle: { borderWidth: 0 },
            inactiveColor: SOFT,
            inactiveBorderColor: SOFT,
            top: 0,
            itemWidth: 18,
            itemHeight: 10,
            textStyle: text,
            data: series.map(name),
          },
        }
      : {}),
  }
  if (kind === 'heat') {
    const most = Math.max(1, ...series.flatMap((s) => s.values.map((v) => v ?? 0)))
    const cells: HeatmapSeriesOption['data'] = series.flatMap((s, row) =>
      s.values.map((v, column) => ({
        value: [column, row, v ?? 0],
        itemStyle: { borderColor: PAPER, borderWidth: 2 },
        label: { show: v !== undefined && v > 0, color: (v ?? 0) / most > 0.45 ? PAPER : INK, fontSize: 12 },
      })),
    )
    return {
      ...common,
      xAxis: { type: 'category', data: x, ...axis, splitLine: { show: false } },
      yAxis: { type: 'category', data: series.map(name), inverse: true, ...axis, splitLine: { show: false } },
      visualMap: { show: false, min: 0, max: most, inRange: { color: [ONE, ONE], colorAlpha: [0, 1] } },
      series: [{ type: 'heatmap', data: cells }],
    }
  }
  const drawn: (BarSeriesOption | LineSeriesOption)[] = series.map((s, i) =>
    kind === 'line'
      ? {
          type: 'line',
          name: name(s),
          data: s.values.map((v) => v ?? null),
          // Told apart by dash as well as by colour.
          lineStyle: { width: 2, type: DASHES[i % DASHES.length] as 'solid' },
          symbol: 'circle',
          symbolSize: 5,
        }
      : {
          type: 'bar',
          name: name(s),
          data: s.values.map((v) => v ?? null),
          barMaxWidth: 34,
          ...(s.light ? { itemStyle: { color: LIGHTS[s.light] } } : {}),
          ...(kind === 'stack' ? { stack: 'all' } : {}),
        },
  )
  return {
    ...common,
    xAxis: { type: 'category', data: x, boundaryGap: kind !== 'line', ...axis, splitLine: { show: false } },
    yAxis: { type: 'value', minInterval: 1, ...axis, axisLine: { show: false } },
    series: drawn,
  }
}

/** Into a page under a strict CSP: no style element, no style attributes, no marks of a script that is not there. */
function inPage(svg: string, width: number): string {
  return (
    svg
      .replace(/<style[\s\S]*?<\/style>/g, '')
      .replace(/ (?:class|ecmeta_\w+|pointer-events|xmlns:xlink|version|baseProfile)="[^"]*"/g, '')
      // Boxes that nobody sees.
      .replace(/<path[^>]* fill-opacity="0"[^>]* stroke-width="0"[^>]*><\/path>\n?/g, '')
      .replace(/ style="([^"]*)"/g, (_, style: string) => {
        const size = /font-size:(\d+)px/.exec(style)?.[1]
        return size ? ` font-size="${size}"` : ''
      })
      .replace(/ (fill|stroke)="(#[0-9a-f]{6}|rgba?\([^)]*\))"/g, (whole, attribute: string, colour: string) => {
        const own = COLOURS[hex(colour) as keyof typeof COLOURS]
        return own ? ` ${attribute}="${own}"` : whole
      })
      .replace(/^<svg width="\d+" height="\d+"/, `<svg class="drawn" width="${width}"`)
      .trim()
  )
}

/** ECharts writes a colour that it mixed as rgb(4,4,4). */
const hex = (colour: string) =>
  colour.startsWith('#')
    ? colour
    : `#${[...colour.matchAll(/\d+/g)]
        .slice(0, 3)
        .map(([n]) => Number(n).toString(16).padStart(2, '0'))
        .join('')}`
