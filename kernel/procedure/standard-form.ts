import type { Definitions, Element } from './element.ts'

/**
 * Brings what tools write in several ways into one form, so that nothing is lost by the way in which it was written:
 * - an event may name definitions that stand at the root of the file (`eventDefinitionRef`, 10.5.5);
 * - a condition may be there and empty, which is none;
 * - `incoming` and `outgoing` may be left out: the flows' own ends say where they lead;
 * - a link event is a flow that is not drawn, to the catching event of the same name in its scope (10.5.1).
 */
export function standardForm(definitions: Definitions): void {
  const scopes: Element[] = definitions.rootElements?.filter((e) => e.$type === 'bpmn:Process') ?? []
  for (const scope of scopes) {
    const elements: Element[] = scope.flowElements ?? []
    const ends = new Map<Element, { incoming: Element[]; outgoing: Element[] }>()
    for (const e of elements) {
      if (e.$type === 'bpmn:SequenceFlow') continue
      ends.set(e, { incoming: [], outgoing: [] })
      if (e.flowElements) scopes.push(e)
      if ((e.eventDefinitionRef?.length ?? 0) > 0)
        e.eventDefinitions = [...(e.eventDefinitions ?? []), ...e.eventDefinitionRef]
    }
    for (const f of elements) {
      if (f.$type !== 'bpmn:SequenceFlow') continue
      if (f.conditionExpression && !String(f.conditionExpression.body ?? '').trim()) f.conditionExpression = undefined
      ends.get(f.sourceRef)?.outgoing.push(f)
      ends.get(f.targetRef)?.incoming.push(f)
    }
    for (const [e, { incoming, outgoing }] of ends) {
      e.incoming = inOrder(e.incoming, incoming)
      e.outgoing = inOrder(e.outgoing, outgoing)
    }
    joinLinks(elements)
  }
}

const linkOf = (e: Element): string | undefined => {
  const [d, more] = (e.eventDefinitions ?? []) as Element[]
  return d?.$type === 'bpmn:LinkEventDefinition' && !more ? String(d.name ?? '') : undefined
}

function joinLinks(elements: Element[]): void {
  const named = (type: string) => elements.filter((e) => e.$type === type && linkOf(e) !== undefined)
  for (const target of named('bpmn:IntermediateCatchEvent')) {
    const sources = named('bpmn:IntermediateThrowEvent').filter((e) => linkOf(e) === linkOf(target))
    if (sources.length === 0 || target.incoming.length > 0) continue
    for (const source of sources) {
      const flow = { $type: 'bpmn:SequenceFlow', id: `${source.id}-${target.id}`, sourceRef: source, targetRef: target }
      source.outgoing = [flow]
      target.incoming.push(flow)
      source.eventDefinitions = []
    }
    target.eventDefinitions = []
    target.isLink = true
  }
}

/** The flows that there are, those that the node itself lists first and in its order. */
function inOrder(listed: Element[] | undefined, flows: Element[]): Element[] {
  const there = new Set(flows)
  return [...new Set([...(listed ?? []).filter((f) => there.has(f)), ...flows])]
}

const DRAWN: Record<string, { zh: string; en: string }> = {
  participants: { zh: '泳池', en: 'pools' },
  lanes: { zh: '泳道', en: 'lanes' },
  messageFlows: { zh: '消息流', en: 'message flows' },
  annotations: { zh: '注释', en: 'text annotations' },
  groups: { zh: '分组', en: 'groups' },
  data: { zh: '数据对象和存储', en: 'data objects and stores' },
  extensions: { zh: '带别家扩展的元素', en: 'elements with extensions of other tools' },
}
export type DrawnOnly = { what: string; count: number; said: { zh: string; en: string } }

/** What a file holds that is there for its readers and does not run: counted, so that nobody thinks that it does. */
export function drawnOnly(definitions: Definitions): DrawnOnly[] {
  const counts: Record<string, number> = {}
  const add = (what: string, n: number) => (counts[what] = (counts[what] ?? 0) + n)
  const stack: Element[] = [...(definitions.rootElements ?? [])]
  for (let e = stack.pop(); e; e = stack.pop()) {
    if (e.$type === 'bpmn:Participant') add('participants', 1)
    else if (e.$type === 'bpmn:Lane') add('lanes', 1)
    else if (e.$type === 'bpmn:TextAnnotation') add('annotations', 1)
    else if (e.$type === 'bpmn:Group') add('groups', 1)
    else if (/^bpmn:Data(ObjectReference|StoreReference)$/.test(e.$type)) add('data', 1)
    if ((e.extensionElements?.values?.length ?? 0) > 0) add('extensions', 1)
    add('messageFlows', e.messageFlows?.length ?? 0)
    for (const key of ['flowElements', 'artifacts', 'participants', 'laneSets', 'lanes']) stack.push(...(e[key] ?? []))
    if (e.childLaneSet) stack.push(e.childLaneSet)
  }
  return Object.entries(DRAWN)
    .filter(([what]) => (counts[what] ?? 0) > 0)
    .map(([what, said]) => ({ what, count: counts[what]!, said }))
}
