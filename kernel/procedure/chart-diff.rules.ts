import { type Text, text } from '../platform/text.ts'
import type { ChartState } from './chart.ts'
import type { ChartFlow, ChartNode, ChartParts } from './chart-parts.ts'

/** How a value of an attribute is said: a post by its title, an act by its own. */
export type SayValue = (attribute: string, value: string) => Text
export type ChartDiff = {
  before: Record<string, ChartState>
  now: Record<string, ChartState>
  /** One sentence a change, steps before flows, in the order of the chart. */
  lines: Text[]
}

const ATTRIBUTES: Record<string, Text> = {
  type: text('种类', 'kind'),
  nameEn: text('英文名称', 'English name'),
  by: text('由谁办', 'performed by'),
  post: text('岗位', 'post'),
  posts: text('几个岗位', 'posts'),
  limit: text('期限', 'limit'),
  act: text('行为', 'act'),
  basis: text('依据', 'basis'),
  decision: text('裁量基准', 'standard'),
  opens: text('开出的事项', 'opens'),
  of: text('等待', 'waits for'),
  timer: text('定时', 'timer'),
  message: text('消息', 'message'),
  attachedTo: text('附在哪一步', 'on the edge of'),
  nonInterrupting: text('不打断', 'leaves the step open'),
}
const TYPES: Record<string, Text> = {
  UserTask: text('人工任务', 'user task'),
  ManualTask: text('线下任务', 'manual task'),
  ServiceTask: text('系统任务', 'service task'),
  SendTask: text('发送任务', 'send task'),
  ReceiveTask: text('接收任务', 'receive task'),
  BusinessRuleTask: text('裁量任务', 'business rule task'),
  Task: text('任务', 'task'),
  StartEvent: text('开始', 'start'),
  EndEvent: text('结束', 'end'),
  IntermediateCatchEvent: text('等待事件', 'catching event'),
  IntermediateThrowEvent: text('发出事件', 'throwing event'),
  BoundaryEvent: text('边界事件', 'boundary event'),
  ExclusiveGateway: text('选择', 'choice'),
  InclusiveGateway: text('选几条', 'inclusive choice'),
  ParallelGateway: text('并行', 'parallel'),
  EventBasedGateway: text('看哪个先来', 'whichever comes first'),
  SubProcess: text('子流程', 'subprocess'),
  CallActivity: text('调用的流程', 'called procedure'),
}
const nothing = text('（没有）', '(none)')
const typeOf = (type: string): Text => TYPES[type.replace('bpmn:', '')] ?? text(type, type)

/** The elements of one chart by those of the other: of the same id, else the only one of that kind with that name. */
function matches(before: ChartNode[], now: ChartNode[]): Map<string, string> {
  const ids = new Set(now.map((n) => n.id))
  const found = new Map(before.filter((n) => ids.has(n.id)).map((n) => [n.id, n.id]))
  const taken = new Set(found.values())
  for (const old of before) {
    if (found.has(old.id) || old.name === '') continue
    const same = (n: ChartNode) => n.type === old.type && n.name === old.name
    const there = now.filter((n) => same(n) && !taken.has(n.id))
    if (there.length !== 1 || before.filter((n) => same(n) && !ids.has(n.id)).length !== 1) continue
    found.set(old.id, there[0]!.id)
    taken.add(there[0]!.id)
  }
  return found
}

/** What a reviewer must see of a changed chart: steps and flows added, removed and changed; where they stand on the page is nothing. */
export function chartDiff(before: ChartParts, now: ChartParts, sayValue: SayValue): ChartDiff {
  const diff: ChartDiff = { before: {}, now: {}, lines: [] }
  const counterpart = matches(before.nodes, now.nodes)
  const back = new Map([...counterpart].map(([old, id]) => [id, old]))
  const [oldNodes, newNodes] = [before, now].map((c) => new Map(c.nodes.map((n) => [n.id, n])))
  const change = (line: Text, old: string | undefined, id: string | undefined) => {
    const state: ChartState = old === undefined ? 'added' : id === undefined ? 'removed' : 'changed'
    if (old !== undefined) diff.before[old] = state
    if (id !== undefined) diff.now[id] = state
    diff.lines.push(line)
  }
  for (const node of now.nodes) {
    const old = back.get(node.id)
    const was = old === undefined ? undefined : oldNodes!.get(old)!
    const name = nameOf(node)
    if (!was) {
      const said = facts(node, (id) => id)
      const list = Object.entries(said)
        .filter(([a]) => a !== 'type')
        .map(([a, v]) => both((l) => `${word(a)[l]} ${value(a, v, newNodes!, sayValue)[l]}`))
      const more = both((l) =>
        list.length > 0
          ? l === 'zh'
            ? `：${list.map((x) => x.zh).join('，')}`
            : `: ${list.map((x) => x.en).join(', ')}`
          : '',
      )
      change(
        text(
          `新增「${name.zh}」（${typeOf(node.type).zh}）${more.zh}`,
          `Added “${name.en}” (${typeOf(node.type).en})${more.en}`,
        ),
        undefined,
        node.id,
      )
      continue
    }
    if (was.name !== node.name)
      change(
        text(`「${nameOf(was).zh}」改名为「${name.zh}」`, `“${nameOf(was).en}” is now called “${name.en}”`),
        was.id,
        node.id,
      )
    const a = facts(was, (id) => counterpart.get(id) ?? id)
    const b = facts(node, (id) => id)
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      if (a[key] === b[key]) continue
      const [x, y] = [a[key], b[key]].map((v) => (v === undefined ? nothing : value(key, v, newNodes!, sayValue)))
      change(
        text(`${name.zh}：${word(key).zh} ${x!.zh} → ${y!.zh}`, `${name.en}: ${word(key).en} ${x!.en} → ${y!.en}`),
        was.id,
        node.id,
      )
    }
  }
  for (const node of before.nodes)
    if (!counterpart.has(node.id))
      change(
        text(
          `删去「${nameOf(node).zh}」（${typeOf(node.type).zh}）`,
          `Removed “${nameOf(node).en}” (${typeOf(node.type).en})`,
        ),
        node.id,
        undefined,
      )
  flowsOf(before, now, counterpart, [oldNodes!, newNodes!], change)
  return diff
}

function flowsOf(
  before: ChartParts,
  now: ChartParts,
  counterpart: Map<string, string>,
  [oldNodes, newNodes]: [Map<string, ChartNode>, Map<string, ChartNode>],
  change: (line: Text, old: string | undefined, id: string | undefined) => void,
) {
  const end = (f: ChartFlow) => `${counterpart.get(f.from) ?? `-${f.from}`} ${counterpart.get(f.to) ?? `-${f.to}`}`
  const left = [...now.flows]
  const take = (old: ChartFlow): ChartFlow | undefined => {
    const there = left.filter((f) => `${f.from} ${f.to}` === end(old))
    const best =
      there.find((f) => f.id === old.id) ??
      there.find((f) => f.name === old.name && f.condition === old.condition) ??
      there[0]
    if (best) left.splice(left.indexOf(best), 1)
    return best
  }
  const pairs = before.flows.map((old) => [old, take(old)] as const)
  for (const [old, flow] of pairs) {
    if (!flow) continue
    const way = wayOf(flow, newNodes)
    const changes: [Text, string | undefined, string | undefined][] = [
      [text('条件', 'condition'), old.condition, flow.condition],
      [text('文字', 'label'), old.name || undefined, flow.name || undefined],
      [
        text('别的都不走时走这条', 'taken when no other is'),
        old.isDefault ? '是' : undefined,
        flow.isDefault ? '是' : undefined,
      ],
    ]
    for (const [what, a, b] of changes)
      if (a !== b)
        change(
          text(
            `连线 ${way.zh}：${what.zh} ${a ?? nothing.zh} → ${b ?? nothing.zh}`,
            `Flow ${way.en}: ${what.en} ${(a === '是' ? 'yes' : a) ?? nothing.en} → ${(b === '是' ? 'yes' : b) ?? nothing.en}`,
          ),
          old.id,
          flow.id,
        )
  }
  for (const flow of left) {
    const way = wayOf(flow, newNodes)
    const when = flow.condition ? text(`，条件 ${flow.condition}`, `, condition ${flow.condition}`) : text('', '')
    change(text(`新增连线 ${way.zh}${when.zh}`, `Added flow ${way.en}${when.en}`), undefined, flow.id)
  }
  for (const [old, flow] of pairs) {
    if (flow) continue
    const way = wayOf(old, oldNodes)
    change(text(`删去连线 ${way.zh}`, `Removed flow ${way.en}`), old.id, undefined)
  }
}

const both = (of: (lang: 'zh' | 'en') => string): Text => text(of('zh'), of('en'))
const word = (attribute: string): Text => ATTRIBUTES[attribute] ?? text(attribute, attribute)
const nameOf = (n: ChartNode | undefined): Text =>
  n ? text(n.name || typeOf(n.type).zh, n.nameEn || n.name || typeOf(n.type).en) : text('？', '?')
const wayOf = (f: ChartFlow, nodes: Map<string, ChartNode>): Text =>
  both((l) => `${nameOf(nodes.get(f.from))[l]} → ${nameOf(nodes.get(f.to))[l]}`)

/** What a node says of itself, limit with its unit; ids of other nodes as `here` has them. */
function facts(n: ChartNode, here: (id: string) => string): Record<string, string> {
  const { limit, limitUnit, attachedTo, of, ...rest } = n.said
  return {
    type: n.type,
    ...(n.nameEn ? { nameEn: n.nameEn } : {}),
    ...rest,
    ...(limit ? { limit: `${limit} ${limitUnit ?? 'working-day'}` } : {}),
    ...(attachedTo ? { attachedTo: here(attachedTo) } : {}),
    ...(of ? { of: here(of) } : {}),
  }
}

function value(attribute: string, said: string, nodes: Map<string, ChartNode>, sayValue: SayValue): Text {
  if (attribute === 'type') return typeOf(said)
  if (attribute === 'attachedTo' || attribute === 'of') return nameOf(nodes.get(said))
  if (attribute === 'nonInterrupting') return text('是', 'yes')
  if (attribute === 'limit') {
    const [n, unit] = said.split(' ')
    return unit === 'calendar-day' ? text(`${n} 日`, `${n} days`) : text(`${n} 个工作日`, `${n} working days`)
  }
  return sayValue(attribute, said)
}
