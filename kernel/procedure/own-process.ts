// A file of several pools is the picture of several parties; one of its processes is the unit's own.

import { calledBy } from './compile/graph.ts'
import { GNOMON_NS } from './extension.ts'
import { type Element, readBpmn } from './read-bpmn.ts'

export type OwnProcess = { id: string; name: string; own: boolean }

/** The processes of a file that could be the unit's own: those with something in them that no other calls. */
export function ownCandidates(processes: Element[], called: ReadonlySet<string>): Element[] {
  return processes.filter((p) => !called.has(p.id))
}

/** What a file says itself: the process marked as the unit's own, else the only one that is to be executed. */
export function statedOwn(candidates: Element[]): Element | undefined {
  const marked = candidates.filter((p) => String(p.own) === 'true')
  if (marked.length > 0) return marked.length === 1 ? marked[0] : undefined
  const executable = candidates.filter((p) => p.isExecutable === true)
  return executable.length === 1 ? executable[0] : undefined
}

/** What a drafter may choose from; empty where there is nothing to choose. */
export async function ownChoices(xml: string): Promise<OwnProcess[]> {
  const { definitions } = await readBpmn(xml)
  const processes = ((definitions?.rootElements ?? []) as Element[]).filter(
    (e) => e.$type === 'bpmn:Process' && (e.flowElements?.length ?? 0) > 0,
  )
  const candidates = ownCandidates(processes, new Set(processes.flatMap(calledBy)))
  const stated = statedOwn(candidates)
  const pools = ((definitions?.rootElements ?? []) as Element[]).flatMap((e) => (e.participants ?? []) as Element[])
  if (candidates.length < 2) return []
  return candidates.map((p) => ({
    id: p.id,
    name: p.name ?? pools.find((x) => x.processRef === p)?.name ?? p.id,
    own: p === stated,
  }))
}

const PROCESS = /<((?:[\w.-]+:)?process)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/gu
const OWN = /\s+[\w.-]+:own\s*=\s*("[^"]*"|'[^']*')/u

/** The same file with one process marked as the unit's own, and no other; as it was where it has no such process. */
export function withOwnProcess(xml: string, id: string): string {
  const idOf = (attributes: string) => /\sid\s*=\s*(?:"([^"]*)"|'([^']*)')/u.exec(attributes)
  if (![...xml.matchAll(PROCESS)].some(([, , attributes = '']) => idOf(attributes)?.slice(1).includes(id))) return xml
  return xml.replace(PROCESS, (tag, name: string, attributes: string) => {
    const bare = attributes.replace(OWN, '')
    if (!idOf(attributes)?.slice(1).includes(id)) return bare === attributes ? tag : `<${name}${bare}>`
    const prefix = new RegExp(`xmlns:([\\w.-]+)\\s*=\\s*["']${GNOMON_NS}["']`, 'u').exec(xml)?.[1]
    return `<${name}${prefix ? '' : ` xmlns:gnomon="${GNOMON_NS}"`} ${prefix ?? 'gnomon'}:own="true"${bare}>`
  })
}
