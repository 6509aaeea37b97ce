import { createHash } from 'node:crypto'
import type { Lang } from '../platform/text.ts'
import type { ChartState } from './chart.ts'
import { type Element, readBpmn } from './read-bpmn.ts'
import { isGateway } from './vocabulary.ts'

/** One step of a chart in words: what may come after it, and under which answer. */
export type ChartStep = { id: string; name: string; state?: ChartState; next: string[] }

const said = new Map<string, ChartStep[]>()

/** The chart as a list for those who read rather than look: every event and activity in flow order, gateways as the answers that they ask for. */
export async function sayChart(
  xml: string,
  { lang = 'zh', states = {} }: { lang?: Lang; states?: Record<string, ChartState> } = {},
): Promise<ChartStep[]> {
  const key = createHash('sha256').update(xml).update(lang).digest('hex')
  let steps = said.get(key)
  if (!steps) {
    const { definitions } = await readBpmn(xml)
    steps = definitions ? inWords(definitions, lang) : []
    if (said.size > 300) said.clear()
    said.set(key, steps)
  }
  return steps.map((s) => (Object.hasOwn(states, s.id) ? { ...s, state: states[s.id]! } : s))
}

function inWords(definitions: Element, lang: Lang): ChartStep[] {
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const named = (e: Element): string => (lang === 'en' && e.nameEn ? String(e.nameEn) : (e.name ?? ''))
  const name = (e: Element) =>
    named(e) ||
    (e.$type === 'bpmn:StartEvent' ? t('开始', 'start') : e.$type === 'bpmn:EndEvent' ? t('结束', 'end') : e.id)
  const processes = ((definitions.rootElements ?? []) as Element[]).filter((e) => e.$type === 'bpmn:Process')
  const nodes: Element[] = []
  const collect = (scope: Element) => {
    for (const e of (scope.flowElements ?? []) as Element[]) {
      if (e.$type === 'bpmn:SequenceFlow') continue
      nodes.push(e)
      if (e.flowElements) collect(e)
    }
  }
  processes.forEach(collect)
  const flows = new Map<string, Element[]>()
  for (const scope of [...processes, ...nodes])
    for (const f of (scope.flowElements ?? []) as Element[])
      if (f.$type === 'bpmn:SequenceFlow' && f.sourceRef && f.targetRef)
        flows.set(f.sourceRef.id, [...(flows.get(f.sourceRef.id) ?? []), f])

  /** Where one gets from here, through any gateways, with the words on the way. */
  const after = (e: Element, words: string[] = [], passed = new Set<string>()): { to: Element; words: string[] }[] =>
    (flows.get(e.id) ?? []).flatMap((f) => {
      const on = named(f) ? [...words, named(f)] : words
      if (!isGateway(f.targetRef.$type)) return [{ to: f.targetRef, words: on }]
      if (passed.has(f.targetRef.id)) return []
      return after(f.targetRef, on, new Set([...passed, f.targetRef.id]))
    })

  // From the starts along the flows; what nothing leads to comes last, so that nothing is left out.
  const order: Element[] = []
  const waiting = nodes.filter((e) => e.$type === 'bpmn:StartEvent')
  const attached = (e: Element) => nodes.filter((b) => b.$type === 'bpmn:BoundaryEvent' && b.attachedToRef?.id === e.id)
  while (waiting.length > 0) {
    const e = waiting.shift()!
    if (order.includes(e)) continue
    order.push(e)
    waiting.push(...attached(e), ...after(e).map((a) => a.to))
  }
  order.push(...nodes.filter((e) => !isGateway(e.$type) && !/^bpmn:Data/.test(e.$type) && !order.includes(e)))
  return order.map((e) => ({
    id: e.id,
    name:
      e.$type === 'bpmn:BoundaryEvent'
        ? t(`${name(e.attachedToRef)}期间：${name(e)}`, `during ${name(e.attachedToRef)}: ${name(e)}`)
        : name(e),
    next: after(e).map(({ to, words }) => (words.length > 0 ? `${words.join(t('、', ', '))} → ` : '') + name(to)),
  }))
}
