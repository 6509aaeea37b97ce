import { STEP_ATTRIBUTES } from './extension.ts'
import { type Element, readBpmn } from './read-bpmn.ts'

/** A step, gateway or event of a chart, with what it says of itself. */
export type ChartNode = { id: string; type: string; name: string; nameEn?: string; said: Record<string, string> }
export type ChartFlow = { id: string; from: string; to: string; name: string; condition?: string; isDefault?: true }
export type ChartParts = { nodes: ChartNode[]; flows: ChartFlow[] }

const NOTHING: ChartParts = { nodes: [], flows: [] }
const bodyOf = (e: Element | undefined): string | undefined => {
  const body = e?.body
  return typeof body === 'string' && body.trim() !== '' ? body.trim() : undefined
}

/** What a chart consists of, for comparing two of them: without coordinates, in the order of the file. A file that cannot be read has no parts. */
export async function chartParts(xml: string): Promise<ChartParts> {
  const { definitions } = await readBpmn(xml)
  if (!definitions) return NOTHING
  const parts: ChartParts = { nodes: [], flows: [] }
  const collect = (scope: Element) => {
    for (const e of (scope.flowElements ?? []) as Element[]) {
      if (e.$type === 'bpmn:SequenceFlow') {
        const condition = bodyOf(e.conditionExpression)
        if (e.sourceRef && e.targetRef)
          parts.flows.push({
            id: e.id,
            from: e.sourceRef.id,
            to: e.targetRef.id,
            name: e.name ?? '',
            ...(condition ? { condition } : {}),
            ...(e.sourceRef.default?.id === e.id ? { isDefault: true as const } : {}),
          })
        continue
      }
      if (/^bpmn:Data/.test(e.$type)) continue
      parts.nodes.push(nodeOf(e))
      if (e.flowElements) collect(e)
    }
  }
  for (const e of definitions.rootElements ?? []) if (e.$type === 'bpmn:Process') collect(e)
  return parts
}

function nodeOf(e: Element): ChartNode {
  const said: Record<string, string> = {}
  for (const name of STEP_ATTRIBUTES) if (e[name] !== undefined && e[name] !== '') said[name] = String(e[name])
  for (const d of (e.eventDefinitions ?? []) as Element[]) {
    const when = bodyOf(d.timeDuration) ?? bodyOf(d.timeDate) ?? bodyOf(d.timeCycle)
    if (when) said.timer = when
    const message = d.messageRef?.name ?? d.signalRef?.name ?? d.errorRef?.name
    if (message) said.message = message
  }
  if (e.messageRef?.name) said.message = e.messageRef.name
  if (e.attachedToRef?.id) said.attachedTo = e.attachedToRef.id
  if (e.cancelActivity === false) said.nonInterrupting = 'true'
  const { nameEn, ...rest } = said
  return { id: e.id, type: e.$type, name: e.name ?? '', ...(nameEn ? { nameEn } : {}), said: rest }
}
