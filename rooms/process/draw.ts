// The map as a picture: steps from top to bottom in the order in which they usually come, ways between neighbours straight, over
// others in arcs to the right, back in arcs to the left; as broad as they are frequent. SVG without script or style.
import type { Lang } from '../../kernel/platform/index.ts'
import type { Edge, ProcessMap } from './map.rules.ts'

const BOX = { width: 190, height: 46, gap: 54 }
const LEFT = 150
const ARC = 26
/** Steps and ways that a picture holds; the tables have them all. */
const MOST = { nodes: 30, edges: 60 }

const safe = (s: string) => s.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)
const short = (s: string) => ([...s].length > 13 ? `${[...s].slice(0, 12).join('')}…` : s)

type Said = { begin: string; end: string; cases: (n: number) => string; days: (n: number) => string; title: string }
const SAID: Record<Lang, Said> = {
  zh: { begin: '开始', end: '结束', cases: (n) => `${n} 件`, days: (n) => `${n} 天`, title: '实际走法图' },
  en: { begin: 'begin', end: 'end', cases: (n) => `${n}`, days: (n) => `${n} d`, title: 'Map of what happened' },
}

export function drawMap(map: ProcessMap, lang: Lang, id = 'map'): string {
  const said = SAID[lang]
  const nodes = map.nodes.slice(0, MOST.nodes)
  const order = new Map<string | null, number>(nodes.map((n, i) => [n.activity, i + 1]))
  const last = nodes.length + 1
  const y = (i: number) => 20 + i * (BOX.height + BOX.gap)
  const middle = LEFT + BOX.width / 2
  const rank = (e: Edge): [number, number] | undefined => {
    const from = e.from === null ? 0 : order.get(e.from)
    const to = e.to === null ? last : order.get(e.to)
    return from === undefined || to === undefined ? undefined : [from, to]
  }
  const most = Math.max(1, ...map.edges.map((e) => e.n))
  const width = (n: number) => (1 + (6 * n) / most).toFixed(1)
  const label = (e: Edge) => `${said.cases(e.n)}${e.median === null ? '' : ` · ${said.days(e.median)}`}`
  const lanes = { right: 0, left: 0 }
  const parts: string[] = []
  for (const e of map.edges.slice(0, MOST.edges)) {
    const at = rank(e)
    if (!at) continue
    const [from, to] = at
    const line = `fill="none" stroke="var(--sea)" stroke-opacity=".55" stroke-width="${width(e.n)}"`
    const text = (x: number, ty: number, anchor: string) =>
      `<text x="${x}" y="${ty}" text-anchor="${anchor}" font-size="12" fill="var(--ink)" stroke="var(--paper)" stroke-width="3" paint-order="stroke">${safe(label(e))}</text>`
    if (to === from + 1) {
      const [y1, y2] = [y(from) + BOX.height, y(to)]
      parts.push(`<path d="M${middle} ${y1}V${y2 - 4}" ${line} marker-end="url(#${id}-arrow)"/>`)
      parts.push(text(middle + 10, (y1 + y2) / 2 + 4, 'start'))
      continue
    }
    const back = to <= from
    const lane = back ? ++lanes.left : ++lanes.right
    const edge = back ? LEFT : LEFT + BOX.width
    const far = back ? edge - ARC - (lane % 4) * 24 : edge + ARC + (lane % 6) * 36
    const [y1, y2] = [y(from) + BOX.height / 2 + 8, y(to) + BOX.height / 2 - 8]
    parts.push(
      `<path d="M${edge} ${y1}C${far} ${y1} ${far} ${y2} ${edge + (back ? -4 : 4)} ${y2}" ${line}${back ? ' stroke-dasharray="6 4"' : ''} marker-end="url(#${id}-arrow)"/>`,
    )
    // Beside the arc's middle, each a little lower than the one before, so that they do not lie on one another.
    const x = edge + (far - edge) * 0.75 + (back ? -4 : 4)
    parts.push(text(x, (y1 + y2) / 2 + ((lane % 3) - 1) * 15, back ? 'end' : 'start'))
  }
  const end = (i: number, name: string) =>
    `<circle cx="${middle}" cy="${y(i) + BOX.height / 2}" r="20" fill="var(--paper)" stroke="var(--ink)" stroke-width="1.5"/><text x="${middle}" y="${y(i) + BOX.height / 2 + 4}" text-anchor="middle" font-size="12" fill="var(--ink)">${said[name as 'begin' | 'end']}</text>`
  parts.push(end(0, 'begin'), end(last, 'end'))
  nodes.forEach((n, i) => {
    const top = y(i + 1)
    parts.push(
      `<rect x="${LEFT}" y="${top}" width="${BOX.width}" height="${BOX.height}" rx="6" fill="var(--paper)" stroke="var(--ink)" stroke-width="1.5"/><text x="${middle}" y="${top + 20}" text-anchor="middle" font-size="14" fill="var(--ink)">${safe(short(n.activity))}</text><text x="${middle}" y="${top + 37}" text-anchor="middle" font-size="12" fill="var(--soft)">${safe(said.cases(n.cases))}${n.again > 0 ? ` · +${n.again}` : ''}</text>`,
    )
  })
  const w = LEFT + BOX.width + 320
  const h = y(last) + BOX.height + 20
  const described = nodes.map((n) => `${n.activity} ${said.cases(n.cases)}`).join('; ')
  return `<svg class="drawn" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${said.title}</title><desc id="${id}-d">${safe(described)}</desc><defs><marker id="${id}-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 1 L10 5 L0 9z" fill="var(--sea)"/></marker></defs>${parts.join('')}</svg>`
}
