import { SaxesParser } from 'saxes'
import { type Marking, type Net, plainName } from '../net.ts'
import { LogError } from './log-error.ts'

export type ReadNet = { net: Net; initial: Marking; finals: Marking[] }

/** Nodes and arcs with their weights; a net of process mining has a few hundred. */
const MAX_PARTS = 200_000
const MAX_DEPTH = 200
const PIECE = 65_536
/** One arc's weight and one place's tokens. */
const MAX_TOKENS = 1000

type Node = { kind: 'place' | 'transition'; id: string; tokens: number; name: string; invisible: boolean }
type Arc = { source: string; target: string; weight: number; type: string }

/**
 * A place/transition net from PNML (ISO/IEC 15909-2): places with initial markings, transitions, weighted arcs, pages within
 * pages, reference nodes (7.1.3: they stand for the node that they refer to). Invisible transitions as ProM and pm4py mark them
 * (`$invisible$`, or without a name); the final markings that they add, or else one token in each place without outgoing arcs.
 */
export function readPnml(xml: string): ReadNet {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml))
    throw new LogError(
      '文件里有 DOCTYPE 或实体声明，出于安全不接收。',
      'The file declares a document type or entities, which is refused for safety.',
    )
  const { nodes, refers, arcs, finals, nets, types } = parse(xml)
  const odd = types.find((t) => /symmetric|high-?level|hlpn|coloured|colored/i.test(t))
  if (odd)
    throw new LogError(
      `网的类型是 ${odd}。这里只读库所/变迁网（ptnet）。`,
      `The net's type is ${odd}. Only place/transition nets (ptnet) are read.`,
    )
  if (nets > 1)
    throw new LogError(
      `文件里有 ${nets} 个网，不知道该用哪一个。请每个网一个文件。`,
      `The file holds ${nets} nets; it is not clear which is meant. Please keep one a file.`,
    )
  const places = nodes.filter((n) => n.kind === 'place')
  const transitions = nodes.filter((n) => n.kind === 'transition')
  if (places.length === 0 || transitions.length === 0)
    throw new LogError('文件里没有 Petri 网。', 'There is no Petri net in the file.')
  const byId = new Map<string, Node>()
  for (const n of nodes) {
    if (byId.has(n.id))
      throw new LogError(
        `编号 ${n.id || '（空）'} 用了两次。请改其中一个。`,
        `The id ${n.id || '(none)'} is used twice. Please change one.`,
      )
    byId.set(n.id, n)
  }
  const meant = (id: string): Node | undefined => {
    let at = id
    for (let i = 0; i <= refers.size && refers.has(at); i++) at = refers.get(at)!
    return byId.get(at)
  }
  const at = new Map(places.map((p, i) => [p, i]))
  const pre = new Map<Node, number[]>(transitions.map((t) => [t, []]))
  const post = new Map<Node, number[]>(transitions.map((t) => [t, []]))
  const left = new Set<Node>()
  for (const a of arcs) {
    const [source, target] = [meant(a.source), meant(a.target)]
    if (!source || !target)
      throw new LogError(
        `弧 ${a.source} → ${a.target} 有一头不存在。`,
        `The arc ${a.source} → ${a.target} leads to or from nothing.`,
      )
    if (source.kind === target.kind)
      throw new LogError(
        `弧 ${a.source} → ${a.target} 连的是两个同类的节点；弧只能连库所和变迁。`,
        `The arc ${a.source} → ${a.target} joins two nodes of one kind; arcs join a place and a transition.`,
      )
    if (!['', 'normal', 'ordinary'].includes(a.type))
      throw new LogError(
        `弧 ${a.source} → ${a.target} 是 ${a.type} 弧，这里只支持普通弧。`,
        `The arc ${a.source} → ${a.target} is of the type ${a.type}; only ordinary arcs are supported.`,
      )
    if (!Number.isInteger(a.weight) || a.weight < 1 || a.weight > MAX_TOKENS)
      throw new LogError(
        `弧 ${a.source} → ${a.target} 的权重要是 1 到 ${MAX_TOKENS} 的整数。`,
        `The weight of the arc ${a.source} → ${a.target} has to be a whole number from 1 to ${MAX_TOKENS}.`,
      )
    const [list, place] = source.kind === 'place' ? [pre.get(target)!, source] : [post.get(source)!, target]
    if (source.kind === 'place') left.add(source)
    for (let i = 0; i < a.weight; i++) list.push(at.get(place)!)
  }
  const marked = places.find((p) => !Number.isInteger(p.tokens) || p.tokens < 0 || p.tokens > MAX_TOKENS)
  if (marked)
    throw new LogError(
      `库所 ${marked.id} 的初始标识要是 0 到 ${MAX_TOKENS} 的整数。`,
      `The initial marking of the place ${marked.id} has to be a whole number from 0 to ${MAX_TOKENS}.`,
    )
  const empty = (): Marking => places.map(() => 0)
  const markings = finals
    .map((entries) => {
      const marking = empty()
      for (const [id, n] of entries) {
        const place = meant(id)
        if (place?.kind !== 'place')
          throw new LogError(
            `终止标识提到的库所 ${id} 不存在。`,
            `The final marking names the place ${id}, which does not exist.`,
          )
        marking[at.get(place)!] = n
      }
      return marking
    })
    .filter((m) => m.some((n) => n > 0))
  if (markings.length === 0) {
    const sinks = places.filter((p) => !left.has(p))
    if (sinks.length === 0)
      throw new LogError(
        '没有终止标识，也没有不再出去的库所。请在网里写明 finalmarkings。',
        'There is neither a final marking nor a place without outgoing arcs. Please state finalmarkings in the net.',
      )
    // Each of several sinks is an end of its own.
    for (const s of sinks) markings.push(empty().with(at.get(s)!, 1))
  }
  const begun = places.some((p) => p.tokens > 0)
  const entered = new Set([...post.values()].flat())
  const source = begun ? places.findIndex((p) => p.tokens > 0) : places.findIndex((_, i) => !entered.has(i))
  if (source < 0)
    throw new LogError(
      '没有初始标识，也没有不进来的库所。请在网里写明 initialMarking。',
      'There is neither an initial marking nor a place without incoming arcs. Please state initialMarking in the net.',
    )
  const net: Net = {
    places: places.map((p) => p.id),
    transitions: transitions.map((t) => {
      const heavy = several(pre.get(t)!)
      const label = t.invisible || t.name === '' ? null : t.name
      const arcsOf = { pre: pre.get(t)!, post: post.get(t)!, ...(heavy.length > 0 ? { heavy } : {}) }
      return { id: t.id, element: t.id, label, kind: 'task', ...arcsOf }
    }),
    source,
    sink: markings[0]!.findIndex((n) => n > 0),
  }
  return { net, initial: begun ? places.map((p) => p.tokens) : empty().with(source, 1), finals: markings }
}

function several(places: number[]): [number, number][] {
  const count = new Map<number, number>()
  for (const p of places) count.set(p, (count.get(p) ?? 0) + 1)
  return [...count].filter(([, n]) => n > 1)
}

function parse(xml: string) {
  const nodes: Node[] = []
  const refers = new Map<string, string>()
  const arcs: Arc[] = []
  const finals: [string, number][][] = []
  const types: string[] = []
  const path: string[] = []
  let nets = 0
  let node: Node | undefined
  let arc: Arc | undefined
  let words = ''
  let finalPlace: string | undefined
  let failed: Error | undefined
  const parser = new SaxesParser()
  parser.on('error', (e) => {
    failed ??= new LogError(`这不是完整的 XML：${e.message}`, `This is not well-formed XML: ${e.message}`)
  })
  parser.on('opentag', (tag) => {
    const a = tag.attributes as Record<string, string>
    const name = tag.name.replace(/^.*:/, '')
    const parent = path.at(-1)
    path.push(name)
    words = ''
    if (path.length > MAX_DEPTH)
      failed ??= new LogError('元素套得太深，这不是 PNML。', 'The elements are nested too deep; this is no PNML.')
    if (path.includes('finalmarkings')) {
      if (name === 'marking') finals.push([])
      else if (name === 'place') finalPlace = a.idref
    } else if (path.includes('toolspecific')) {
      if (name === 'toolspecific' && node && a.activity === '$invisible$') node.invisible = true
    } else if (name === 'net') {
      nets++
      if (a.type) types.push(a.type)
    } else if (name === 'place' || name === 'transition')
      node = { kind: name, id: a.id ?? '', tokens: 0, name: '', invisible: false }
    else if (name === 'referencePlace' || name === 'referenceTransition') refers.set(a.id ?? '', a.ref ?? '')
    else if (name === 'arc') arc = { source: a.source ?? '', target: a.target ?? '', weight: 1, type: '' }
    else if ((name === 'type' || name === 'arctype') && parent === 'arc' && arc) arc.type = a.value ?? arc.type
  })
  parser.on('text', (t) => {
    words += t
  })
  parser.on('closetag', (tag) => {
    const name = tag.name.replace(/^.*:/, '')
    const parent = path.at(-2)
    const value = words.trim()
    // `value` is how PNML before the standard wrote `text`.
    const text = name === 'text' || name === 'value'
    if (path.includes('finalmarkings')) {
      if (text && finalPlace && Number(value) > 0) {
        if (finals.length === 0) finals.push([])
        finals.at(-1)!.push([finalPlace, Number(value)])
      }
    } else if (!path.includes('toolspecific')) {
      if (text && parent === 'name' && node) node.name = plainName(value)
      else if (text && parent === 'initialMarking' && node) node.tokens = value === '' ? 0 : Number(value)
      else if (text && parent === 'inscription' && arc) arc.weight = value === '' ? 1 : Number(value)
      else if ((name === 'type' || text) && (parent === 'arctype' || parent === 'arc') && arc && value)
        arc.type = value.toLowerCase()
      else if ((name === 'place' || name === 'transition') && node) {
        nodes.push(node)
        node = undefined
      } else if (name === 'arc' && arc) {
        arcs.push(arc)
        arc = undefined
      }
      if (nodes.length + arcs.length > MAX_PARTS)
        failed ??= new LogError(
          `网里的节点和弧超过 ${MAX_PARTS} 个。`,
          `The net has more than ${MAX_PARTS} nodes and arcs.`,
        )
    }
    path.pop()
    words = ''
  })
  for (let i = 0; i < xml.length; i += PIECE) {
    parser.write(xml.slice(i, i + PIECE))
    if (failed) throw failed
  }
  parser.close()
  if (failed) throw failed
  return { nodes, refers, arcs, finals, nets, types }
}
