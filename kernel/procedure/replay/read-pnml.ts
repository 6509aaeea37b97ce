import { SaxesParser } from 'saxes'
import type { Marking, Net } from '../net.ts'
import { LogError } from './read-log.ts'

/**
 * A place/transition net from PNML (ISO/IEC 15909-2): places with initial markings, transitions, arcs of weight 1; invisible
 * transitions as ProM and pm4py mark them (`$invisible$`, or without a name); the final marking, or else the one sink.
 */
export function readPnml(xml: string): { net: Net; initial: Marking; final?: Marking } {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml))
    throw new LogError(
      '文件里有 DOCTYPE 或实体声明，出于安全不接收。',
      'The file declares a document type or entities, which is refused for safety.',
    )
  const places: { id: string; tokens: number }[] = []
  const transitions: { id: string; label: string | null; invisible: boolean }[] = []
  const arcs: { source: string; target: string; weight: number }[] = []
  const finals: [string, number][] = []
  const path: string[] = []
  let node: { id: string; tokens: number; name: string; invisible: boolean } | undefined
  let arc: (typeof arcs)[number] | undefined
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
    path.push(name)
    words = ''
    if (path.includes('finalmarkings')) {
      if (name === 'place') finalPlace = a.idref
    } else if (name === 'place' || name === 'transition')
      node = { id: a.id ?? '', tokens: 0, name: '', invisible: false }
    else if (name === 'arc') arc = { source: a.source ?? '', target: a.target ?? '', weight: 1 }
    else if (name === 'toolspecific' && node && a.activity === '$invisible$') node.invisible = true
  })
  parser.on('text', (t) => {
    words += t
  })
  parser.on('closetag', (tag) => {
    const name = tag.name.replace(/^.*:/, '')
    const parent = path.at(-2)
    const value = words.trim()
    if (path.includes('finalmarkings')) {
      if (name === 'text' && finalPlace && Number(value) > 0) finals.push([finalPlace, Number(value)])
    } else if (name === 'text' && parent === 'name' && node) node.name = value
    else if (name === 'text' && parent === 'initialMarking' && node) node.tokens = Number(value)
    else if (name === 'text' && parent === 'inscription' && arc) arc.weight = Number(value) || 1
    else if (name === 'place' && node) places.push({ id: node.id, tokens: node.tokens })
    else if (name === 'transition' && node)
      transitions.push({ id: node.id, label: node.name || null, invisible: node.invisible || node.name === '' })
    else if (name === 'arc' && arc) arcs.push(arc)
    if (name === 'place' || name === 'transition') node = undefined
    path.pop()
    words = ''
  })
  parser.write(xml).close()
  if (failed) throw failed
  if (places.length === 0 || transitions.length === 0)
    throw new LogError('文件里没有 Petri 网。', 'There is no Petri net in the file.')
  const heavy = arcs.find((a) => a.weight !== 1)
  if (heavy)
    throw new LogError(
      `弧 ${heavy.source} → ${heavy.target} 的权重是 ${heavy.weight}，这里只支持 1。`,
      `The arc ${heavy.source} → ${heavy.target} has weight ${heavy.weight}; only 1 is supported.`,
    )
  const at = new Map(places.map((p, i) => [p.id, i]))
  for (const a of arcs)
    if (
      !(at.has(a.source) || transitions.some((t) => t.id === a.source)) ||
      !(at.has(a.target) || transitions.some((t) => t.id === a.target))
    )
      throw new LogError(
        `弧 ${a.source} → ${a.target} 有一头不存在。`,
        `The arc ${a.source} → ${a.target} leads to or from nothing.`,
      )
  const sink = places.findIndex((p) => !arcs.some((a) => a.source === p.id))
  const source = Math.max(
    0,
    places.findIndex((p) => p.tokens > 0),
  )
  if (sink < 0 && finals.length === 0)
    throw new LogError(
      '没有终止标识，也没有没有出弧的库所。',
      'There is neither a final marking nor a place without outgoing arcs.',
    )
  const net: Net = {
    places: places.map((p) => p.id),
    transitions: transitions.map((t) => ({
      id: t.id,
      element: t.id,
      label: t.invisible ? null : t.label,
      kind: 'task',
      pre: arcs.filter((a) => a.target === t.id).map((a) => at.get(a.source)!),
      post: arcs.filter((a) => a.source === t.id).map((a) => at.get(a.target)!),
    })),
    source,
    sink: finals[0] ? at.get(finals[0][0])! : sink,
  }
  const marking = (tokens: [string, number][]): Marking =>
    places.map((p) => tokens.find(([id]) => id === p.id)?.[1] ?? 0)
  const start = places.some((p) => p.tokens > 0)
    ? places.map((p) => p.tokens)
    : places.map((_, i) => (i === source ? 1 : 0))
  return { net, initial: start, ...(finals.length > 0 ? { final: marking(finals) } : {}) }
}
