// Where a chart's elements stand: as its file's diagrams have them, and completed by whatever runs and is drawn nowhere.
import type { Element } from './read-bpmn.ts'

export type Box = { x: number; y: number; width: number; height: number }
export type Point = { x: number; y: number }
export type Shape = { element: Element; box: Box }
export type Edge = { element: Element; points: Point[] }
export type Geometry = { shapes: Map<string, Shape>; edges: Edge[]; titles: (Point & { text: string })[] }

/** What the file's diagrams hold; where it has several (one for each subprocess that opens), they stand under one another. */
function planes(definitions: Element): { element: Element; down: number }[] {
  let down = 0
  let bottom = Number.NEGATIVE_INFINITY
  return (definitions.diagrams ?? []).flatMap((d: Element) => {
    const elements: Element[] = d.plane?.planeElement ?? []
    const boxes: Box[] = elements.flatMap((e) => (isBox(e.bounds) ? [e.bounds] : []))
    if (boxes.length === 0) return []
    const top = Math.min(...boxes.map((b) => b.y))
    if (bottom > Number.NEGATIVE_INFINITY) down = bottom + 80 - top
    bottom = Math.max(...boxes.map((b) => b.y + b.height)) + down
    return elements.map((element) => ({ element, down }))
  })
}

const isBox = (b: Box | undefined): b is Box =>
  b !== undefined && [b.x, b.y, b.width, b.height].every((n) => Number.isFinite(n))

export function shapesOf(definitions: Element): Map<string, Shape> {
  const found = new Map<string, Shape>()
  for (const { element: e, down } of planes(definitions)) {
    if (e.$type !== 'bpmndi:BPMNShape' || !e.bpmnElement?.id || !isBox(e.bounds)) continue
    if (/^bpmn:(Data|TextAnnotation|Group)/.test(e.bpmnElement.$type) || found.has(e.bpmnElement.id)) continue
    const { x, y, width, height } = e.bounds
    found.set(e.bpmnElement.id, { element: e.bpmnElement, box: { x, y: y + down, width, height } })
  }
  return found
}

export const edgesOf = (definitions: Element): Edge[] =>
  planes(definitions).flatMap(({ element: e, down }) => {
    const points: Point[] = (e.waypoint ?? [])
      .filter((p: Point) => Number.isFinite(p.x) && Number.isFinite(p.y))
      .map((p: Point) => ({ x: p.x, y: p.y + down }))
    const isFlow = /^bpmn:(Sequence|Message)Flow$/.test(e.bpmnElement?.$type ?? '')
    return isFlow && points.length > 1 ? [{ element: e.bpmnElement, points }] : []
  })

/** Everything of the chart, whatever its diagrams leave out: what runs is what is drawn. */
export function geometryOf(definitions: Element): Geometry {
  const geometry: Geometry = { shapes: shapesOf(definitions), edges: edgesOf(definitions), titles: [] }
  const roots: Element[] = definitions.rootElements ?? []
  for (const process of roots.filter((e) => e.$type === 'bpmn:Process')) complete(geometry, process)
  for (const c of roots.filter((e) => e.$type === 'bpmn:Collaboration'))
    connect(geometry, c.messageFlows ?? [], geometry.shapes)
  return geometry
}

const isNode = (e: Element): boolean => e.$type !== 'bpmn:SequenceFlow' && !/^bpmn:Data/.test(e.$type)
const lowest = ({ shapes, edges }: Geometry): number =>
  [...shapes.values()]
    .map((s) => s.box.y + s.box.height)
    .concat(edges.flatMap((e) => e.points.map((p) => p.y)))
    .reduce((a, b) => Math.max(a, b), 0)
const leftmost = ({ shapes }: Geometry): number => {
  const all = [...shapes.values()].map((s) => s.box.x)
  return all.length > 0 ? Math.min(...all) : 0
}

/** Places what one process or subprocess holds and no diagram shows, under all the rest. */
function complete(g: Geometry, scope: Element): void {
  const elements: Element[] = scope.flowElements ?? []
  const nodes = elements.filter(isNode)
  const missing = nodes.filter((e) => !g.shapes.has(e.id))
  if (missing.length > 0) {
    const whole = missing.length === nodes.length
    const at = { x: leftmost(g), y: lowest(g) + (g.shapes.size > 0 ? 60 : 0) }
    if (whole && g.shapes.size > 0) g.titles.push({ x: at.x, y: at.y - 14, text: scope.name ?? scope.id })
    place(g, missing, at, whole)
  }
  connect(
    g,
    elements.filter((e) => e.$type === 'bpmn:SequenceFlow'),
    g.shapes,
  )
  for (const e of nodes) if (e.flowElements?.length > 0) complete(g, e)
}

const COLUMN = 170
const ROW = 120

const sizeOf = (e: Element): { width: number; height: number } =>
  /Event$/.test(e.$type)
    ? { width: 36, height: 36 }
    : /Gateway$/.test(e.$type)
      ? { width: 50, height: 50 }
      : { width: 120, height: 80 }

/** In columns by how far from the start they are where nothing is drawn, else in one row. */
function place(g: Geometry, nodes: Element[], at: Point, whole: boolean): void {
  const onEdge = nodes.filter((e) => e.$type === 'bpmn:BoundaryEvent' && e.attachedToRef)
  const free = nodes.filter((e) => !onEdge.includes(e))
  const columns = whole ? layers(free, onEdge) : new Map(free.map((e, i) => [e, i]))
  const rows = new Map<number, number>()
  for (const e of free) {
    const column = columns.get(e)!
    const row = rows.get(column) ?? 0
    rows.set(column, row + 1)
    const { width, height } = sizeOf(e)
    const box = {
      x: at.x + column * COLUMN + (120 - width) / 2,
      y: at.y + row * ROW + (80 - height) / 2,
      width,
      height,
    }
    g.shapes.set(e.id, { element: e, box })
  }
  const many = new Map<Element, number>()
  for (const e of onEdge) {
    const host = g.shapes.get(e.attachedToRef.id)?.box
    if (!host) continue
    const n = many.get(e.attachedToRef) ?? 0
    many.set(e.attachedToRef, n + 1)
    const box = { x: host.x + host.width - 30 - n * 40, y: host.y + host.height - 18, width: 36, height: 36 }
    g.shapes.set(e.id, { element: e, box })
  }
}

/** How many steps from the start each node is, along the longest way that does not turn back. */
function layers(nodes: Element[], onEdge: Element[]): Map<Element, number> {
  const found = new Map<Element, number>(nodes.map((e) => [e, 0]))
  const next = (e: Element): Element[] =>
    [e, ...onEdge.filter((b) => b.attachedToRef === e)]
      .flatMap((x) => x.outgoing as Element[])
      .map((f) => f.targetRef as Element)
      .filter((t) => found.has(t))
  const state = new Map<Element, 'open' | 'done'>()
  const order: Element[] = []
  const back = new Set<string>()
  // Depth first, without calls in calls: a chart may be long.
  const starts = nodes.filter((e) => e.$type === 'bpmn:StartEvent')
  for (const first of [...starts, ...nodes]) {
    if (state.has(first)) continue
    const stack: { e: Element; to: Element[] }[] = [{ e: first, to: next(first) }]
    state.set(first, 'open')
    while (stack.length > 0) {
      const top = stack.at(-1)!
      const t = top.to.shift()
      if (!t) {
        state.set(top.e, 'done')
        order.unshift(top.e)
        stack.pop()
      } else if (state.get(t) === 'open') back.add(`${top.e.id} ${t.id}`)
      else if (!state.has(t)) {
        state.set(t, 'open')
        stack.push({ e: t, to: next(t) })
      }
    }
  }
  for (const e of order)
    for (const t of next(e)) if (!back.has(`${e.id} ${t.id}`)) found.set(t, Math.max(found.get(t)!, found.get(e)! + 1))
  return found
}

/** Flows without a line of their own: straight to the neighbouring column, else by a way beneath everything. */
function connect(g: Geometry, flows: Element[], shapes: Map<string, Shape>): void {
  const drawn = new Set(g.edges.map((e) => e.element))
  for (const f of flows) {
    const [a, b] = [shapes.get(f.sourceRef?.id)?.box, shapes.get(f.targetRef?.id)?.box]
    if (drawn.has(f) || !a || !b) continue
    g.edges.push({ element: f, points: beside(a, b, shapes) ?? beneath(a, b, lowest(g) + 24) })
  }
}

function beside(a: Box, b: Box, shapes: Map<string, Shape>): Point[] | undefined {
  const [from, to] = [
    { x: a.x + a.width, y: a.y + a.height / 2 },
    { x: b.x, y: b.y + b.height / 2 },
  ]
  const gap = to.x - from.x
  if (gap < 8 || gap > COLUMN) return undefined
  const middle = from.x + gap / 2
  const points = [from, { x: middle, y: from.y }, { x: middle, y: to.y }, to]
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)]
  // Nothing else may stand where the line goes.
  const blocked = [...shapes.values()].some(
    ({ box: s, element }) =>
      s !== a &&
      s !== b &&
      !/^bpmn:(Participant|Lane)$/.test(element.$type) &&
      !contains(s, a) &&
      s.x < to.x &&
      s.x + s.width > from.x &&
      s.y < bottom + 2 &&
      s.y + s.height > top - 2,
  )
  return blocked ? undefined : points
}
const contains = (outer: Box, inner: Box): boolean =>
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  outer.x + outer.width >= inner.x + inner.width &&
  outer.y + outer.height >= inner.y + inner.height

const beneath = (a: Box, b: Box, y: number): Point[] => {
  const [out, into] = [a.x + a.width / 2 + 6, b.x + b.width / 2 - 6]
  return [
    { x: out, y: a.y + a.height },
    { x: out, y },
    { x: into, y },
    { x: into, y: b.y + b.height },
  ]
}
