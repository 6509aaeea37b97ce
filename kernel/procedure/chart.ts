import { createHash } from 'node:crypto'
import { layoutProcess } from 'bpmn-auto-layout'
import type { Lang } from '../platform/text.ts'
import { type Box, type Edge, edgesOf, geometryOf, shapesOf } from './chart-geometry.ts'
import { type Element, readBpmn } from './read-bpmn.ts'
import type { Refusal } from './refusal.ts'
import { chartElement, isGateway, MESSAGE, TIMER } from './vocabulary.ts'

/** How a step of a case stands; or, between two versions of a chart, what was done to it. */
export type ChartState = 'done' | 'active' | 'late' | 'refused' | 'added' | 'changed' | 'removed'
export type ChartOptions = {
  lang?: Lang
  states?: Record<string, ChartState>
  problems?: Refusal[]
  title?: string
  id?: string
}

/** Ids are the file's, so they are asked for as own entries only. */
const stateOf = ({ states }: ChartOptions, id: string): ChartState | undefined =>
  states && Object.hasOwn(states, id) ? states[id] : undefined

const escapeXml = (s: string) =>
  s.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)
/** Each state with a mark and a word, so that nobody needs the colour. */
export const chartStates: Record<ChartState, { zh: string; en: string; mark: string }> = {
  done: { zh: '已办', en: 'done', mark: '✓' },
  active: { zh: '办理中', en: 'open', mark: '▶' },
  late: { zh: '已逾期', en: 'late', mark: '!' },
  refused: { zh: '不通过', en: 'refused', mark: '✕' },
  added: { zh: '新增', en: 'added', mark: '＋' },
  changed: { zh: '改动', en: 'changed', mark: '≠' },
  removed: { zh: '删去', en: 'removed', mark: '－' },
}

/**
 * A chart as SVG without script or style attribute (strict CSP): classes and presentation attributes only, a title and a
 * description for those who do not see it, each state with a mark and a word, so that it prints in black and white.
 */
export async function drawChart(xml: string, options: ChartOptions = {}): Promise<string> {
  const key = createHash('sha256').update(xml).update(JSON.stringify(options)).digest('hex')
  const known = drawn.get(key)
  if (known !== undefined) return known
  const svg = await draw(xml, options)
  if (drawn.size > 300) drawn.clear()
  drawn.set(key, svg)
  return svg
}

// A chart with the same states is the same picture: a guide is read a thousand times between two publications.
const drawn = new Map<string, string>()

async function draw(xml: string, options: ChartOptions): Promise<string> {
  const read = await readBpmn(xml)
  if (!read.definitions) return ''
  let definitions = read.definitions
  if (shapesOf(definitions).size === 0) {
    // A file without coordinates is laid out before it is drawn. Where the layouter finds no flows (it reads the lists that nodes
    // may leave out) or no shapes, all is placed as what a diagram leaves out.
    const laid = await layoutProcess(xml).catch(() => undefined)
    const again = laid ? await readBpmn(laid) : undefined
    if (again?.definitions && edgesOf(again.definitions).length > 0) definitions = again.definitions
  }
  const { shapes, edges, titles } = geometryOf(definitions)
  const lang = options.lang ?? 'zh'
  const all = [...shapes.values()]
    .map((s) => s.box)
    .concat([...edges.flatMap((e) => e.points), ...titles].map(({ x, y }) => ({ x, y: y - 10, width: 0, height: 10 })))
  if (all.length === 0) return ''
  const least = (of: (b: Box) => number) => all.reduce((n, b) => Math.min(n, of(b)), Number.POSITIVE_INFINITY)
  const left = least((b) => b.x) - 24
  const top = least((b) => b.y) - 24
  const right = 24 - least((b) => -b.x - b.width)
  const bottom = 44 - least((b) => -b.y - b.height)
  const problems = new Map((options.problems ?? []).filter((p) => p.element).map((p) => [chartElement(p.element!), p]))
  // The way to the first problem: each element with its place on it.
  const way = new Map<string, number>()
  for (const element of options.problems?.find((p) => p.path)?.path ?? [])
    if (!way.has(chartElement(element))) way.set(chartElement(element), way.size + 1)
  const id = options.id ?? 'chart'
  const name = options.title ?? definitions.rootElements.find((e: Element) => e.$type === 'bpmn:Process')?.name ?? ''
  const label = (e: Element) => (lang === 'en' && e.nameEn ? String(e.nameEn) : (e.name ?? ''))
  const described = [...shapes.values()]
    .filter((s) => /Task$|Activity$|SubProcess$/.test(s.element.$type))
    .map((s) => {
      const state = stateOf(options, s.element.id)
      return label(s.element) + (state ? `（${chartStates[state][lang]}）` : '')
    })
  const enteredFromBelow = new Set(
    edges
      .filter(
        (e) =>
          e.points.length > 1 &&
          e.points.at(-1)!.y < e.points.at(-2)!.y &&
          Math.abs(e.points.at(-1)!.x - e.points.at(-2)!.x) < 2,
      )
      .map((e) => e.element.targetRef?.id),
  )
  const parts: string[] = []
  for (const e of edges) parts.push(drawEdge(e, label(e.element), id, stateOf(options, e.element.id)))
  for (const { x, y, text } of titles) parts.push(`<text class="bpmn-note" x="${x}" y="${y}">${escapeXml(text)}</text>`)
  for (const s of shapes.values())
    parts.push(
      drawShape(
        s.element,
        s.box,
        label(s.element),
        stateOf(options, s.element.id),
        problems.get(s.element.id),
        lang,
        enteredFromBelow.has(s.element.id),
        way.get(s.element.id),
      ),
    )
  return `<svg class="bpmn${right - left > 950 ? ' wide' : ''}" xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${right - left} ${bottom - top}" width="${right - left}" height="${bottom - top}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${escapeXml(name)}</title><desc id="${id}-d">${escapeXml(
    (lang === 'zh' ? '步骤：' : 'Steps: ') + described.join(lang === 'zh' ? '、' : ', '),
  )}</desc><defs><marker id="${id}-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" orient="auto"><path class="bpmn-arrow" d="M0 1 L10 5 L0 9z"/></marker></defs>${parts.join('')}</svg>`
}

/** Characters count by their width: a Chinese one is two. */
const units = (s: string) => [...s].reduce((n, c) => n + (/[ -ɏ]/.test(c) ? 1 : 2), 0)
function wrap(label: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const word of label.match(/[ -ɏ]+?(?:\s|$)|[ -ɏ]+|./gu) ?? []) {
    const size = units(word)
    if (used + size > width && line) {
      lines.push(line.trim())
      line = ''
      used = 0
    }
    line += word
    used += size
  }
  if (line.trim()) lines.push(line.trim())
  return lines
}

function textAt(x: number, y: number, label: string, width: number, kind: string, anchor = 'middle'): string {
  const lines = wrap(label, width)
  const start = y - ((lines.length - 1) * 18) / 2
  return `<text class="${kind}" text-anchor="${anchor}">${lines.map((l, i) => `<tspan x="${x}" y="${start + i * 18}" dy="0.35em">${escapeXml(l)}</tspan>`).join('')}</text>`
}

function drawEdge({ element, points }: Edge, label: string, id: string, state: ChartState | undefined): string {
  const middle = between(points[points.length === 2 ? 0 : points.length - 2]!, points.at(-1)!)
  const vertical = points.length === 2 && Math.abs(points[0]!.x - points[1]!.x) < 2
  const dashes = element.$type === 'bpmn:MessageFlow' ? ' stroke-dasharray="6 4"' : ''
  return `<polyline class="bpmn-flow${state ? ` is-${state}` : ''}" data-element="${escapeXml(element.id)}"${dashes} fill="none" marker-end="url(#${id}-arrow)" points="${points.map((p) => `${p.x},${p.y}`).join(' ')}"/>${label ? (vertical ? textAt(middle.x + 6, middle.y, label, 16, 'bpmn-note', 'start') : textAt(beside(middle.x, points.at(-1)!.x, label), middle.y - 10, label, 16, 'bpmn-note')) : ''}`
}
/** Where a label over a flow is centred: in the middle, but never under the shape that the flow leads to. */
const beside = (middle: number, end: number, label: string) => {
  const half = (Math.min(16, units(label)) * 6.5) / 2
  return end < middle ? middle : Math.min(middle, end - half - 3)
}
const between = (a: { x: number; y: number }, b: { x: number; y: number }) => ({
  x: (a.x + b.x) / 2,
  y: (a.y + b.y) / 2,
})

function drawShape(
  e: Element,
  box: Box,
  label: string,
  state: ChartState | undefined,
  problem: Refusal | undefined,
  lang: Lang,
  above: boolean,
  stop?: number,
): string {
  const { x, y, width, height } = box
  const cx = x + width / 2
  const cy = y + height / 2
  const classes = ['bpmn-node', state ? `is-${state}` : '', problem ? 'is-problem' : '', stop ? 'is-on-way' : '']
    .filter(Boolean)
    .join(' ')
  let body: string
  if (/Event$/.test(e.$type)) {
    const definition = e.eventDefinitions?.[0]?.$type as string | undefined
    const inner =
      e.$type === 'bpmn:IntermediateCatchEvent' || e.$type === 'bpmn:BoundaryEvent'
        ? `<circle class="bpmn-shape" cx="${cx}" cy="${cy}" r="${width / 2 - 4}"/>`
        : ''
    const sign =
      definition === TIMER
        ? `<path class="bpmn-sign" d="M${cx} ${cy - 8} V${cy} L${cx + 6} ${cy + 4}"/>`
        : definition === MESSAGE
          ? `<path class="bpmn-sign" d="M${cx - 8} ${cy - 6} h16 v12 h-16 z l8 7 l8 -7"/>`
          : ''
    body = `<circle class="bpmn-shape${e.$type === 'bpmn:EndEvent' ? ' bpmn-end' : ''}" cx="${cx}" cy="${cy}" r="${width / 2}"/>${inner}${sign}${label ? textAt(cx, above ? y - 12 : y + height + 14, label, 16, 'bpmn-note') : ''}`
  } else if (isGateway(e.$type)) {
    const sign = {
      'bpmn:ParallelGateway': `M${cx} ${cy - 11} V${cy + 11} M${cx - 11} ${cy} H${cx + 11}`,
      'bpmn:ExclusiveGateway': `M${cx - 7} ${cy - 7} L${cx + 7} ${cy + 7} M${cx + 7} ${cy - 7} L${cx - 7} ${cy + 7}`,
    }[e.$type as string]
    const round =
      e.$type === 'bpmn:InclusiveGateway' || e.$type === 'bpmn:EventBasedGateway'
        ? `<circle class="bpmn-sign" fill="none" cx="${cx}" cy="${cy}" r="10"/>`
        : ''
    body = `<path class="bpmn-shape" d="M${cx} ${y} L${x + width} ${cy} L${cx} ${y + height} L${x} ${cy} Z"/>${sign ? `<path class="bpmn-sign" d="${sign}"/>` : ''}${round}${label ? textAt(cx + 8, y - 8, label, 18, 'bpmn-note', 'start') : ''}`
  } else if (e.$type === 'bpmn:Participant' || e.$type === 'bpmn:Lane') {
    return `<g class="bpmn-lane"><rect class="bpmn-lane-box" x="${x}" y="${y}" width="${width}" height="${height}"/>${textAt(x + 14, cy, label, 2, 'bpmn-note')}</g>`
  } else {
    body = `<rect class="bpmn-shape" x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>${textAt(cx, cy, label, Math.floor(width / 8) - 1, 'bpmn-label')}`
  }
  const word = state ? chartStates[state] : undefined
  const badge = word
    ? `<g class="bpmn-badge"><circle cx="${x + width - 2}" cy="${y + 2}" r="9"/><text x="${x + width - 2}" y="${y + 2}" dy="0.35em" text-anchor="middle">${word.mark}</text></g>`
    : ''
  const flag = problem
    ? `<g class="bpmn-flag"><circle cx="${x + width - 2}" cy="${y + 2}" r="10"/><text x="${x + width - 2}" y="${y + 2}" dy="0.35em" text-anchor="middle">!</text></g>`
    : ''
  const order = stop
    ? `<g class="bpmn-order"><circle cx="${x + 2}" cy="${y + 2}" r="9"/><text x="${x + 2}" y="${y + 2}" dy="0.35em" text-anchor="middle">${stop}</text></g>`
    : ''
  const title = [label, word?.[lang], problem?.message[lang]].filter(Boolean).join(' · ')
  return `<g class="${classes}" data-element="${escapeXml(e.id)}"><title>${escapeXml(title)}</title>${body}${badge}${flag}${order}</g>`
}
