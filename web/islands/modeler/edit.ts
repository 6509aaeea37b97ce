import type Modeler from 'bpmn-js/lib/Modeler'
import { asksConditions, chartElement, MESSAGE, TASKS, TIMER } from '../../../kernel/procedure/vocabulary.ts'

/** A shape or flow on the canvas; `businessObject` is its BPMN element. */
export type Shape = {
  id: string
  type: string
  parent?: Shape
  waypoints?: unknown
  labelTarget?: Shape
  businessObject: any
}

/** What has somebody who performs it; the checker refuses scripts, and the panel changes them to what runs. */
const STEPS = [...Object.keys(TASKS), 'bpmn:ScriptTask', 'bpmn:CallActivity']
const CATCHING = ['bpmn:IntermediateCatchEvent', 'bpmn:BoundaryEvent']

const names: Record<string, { zh: string; en: string }> = {
  StartEvent: { zh: '开始', en: 'start' },
  EndEvent: { zh: '结束', en: 'end' },
  SequenceFlow: { zh: '连线', en: 'flow' },
  ExclusiveGateway: { zh: '选择', en: 'choice' },
  ParallelGateway: { zh: '并行', en: 'parallel' },
  InclusiveGateway: { zh: '选几条', en: 'inclusive' },
  EventBasedGateway: { zh: '看哪个先来', en: 'whichever comes first' },
  SubProcess: { zh: '子流程', en: 'subprocess' },
}

/** The editor's commands in the words of a chart; each is one step of undo. */
export class Edit {
  private modeler: Modeler
  private lang: 'zh' | 'en'
  constructor(modeler: Modeler, lang: 'zh' | 'en') {
    this.modeler = modeler
    this.lang = lang
  }
  private service(name: string): any {
    return this.modeler.get(name)
  }

  onChange(changed: () => void): () => void {
    const bus = this.service('eventBus')
    const events = ['selection.changed', 'commandStack.changed', 'import.done']
    bus.on(events, changed)
    return () => bus.off(events, changed)
  }

  selected(): Shape | undefined {
    const list = this.service('selection').get() as Shape[]
    const one = list.length === 1 ? (list[0]!.labelTarget ?? list[0]) : undefined
    return one?.businessObject?.$instanceOf('bpmn:FlowElement') ? one : undefined
  }
  select(id: string): void {
    const element = this.service('elementRegistry').get(id)
    this.service('selection').select(element ?? null)
    if (element) this.service('canvas').scrollToElement(element, 80)
  }
  /** Every element that a panel can speak of, in the order of the file. */
  all(): Shape[] {
    return (this.service('elementRegistry').getAll() as Shape[]).filter(
      (e) => !e.labelTarget && e.parent && e.businessObject?.$instanceOf('bpmn:FlowElement'),
    )
  }
  /** The process itself; undefined where the canvas shows several in a collaboration. */
  process(): Shape | undefined {
    const root = this.service('canvas').getRootElement() as Shape
    return root.businessObject?.$type === 'bpmn:Process' ? root : undefined
  }
  title(e: Shape): string {
    const b = e.businessObject
    const word = names[e.type.slice(5)]?.[this.lang]
    const name = (this.lang === 'en' && b.get('gnomon:nameEn')) || b.name
    if (e.type === 'bpmn:SequenceFlow') {
      const end = (x: any) => (x ? (this.lang === 'en' && x.get('gnomon:nameEn')) || x.name || x.id : '?')
      return `${word}${name ? ` ${name}` : ''}：${end(b.sourceRef)} → ${end(b.targetRef)}`
    }
    return `${word ? `${word} ` : ''}${name ?? e.id}`
  }
  type(e: Shape): string {
    return e.businessObject.$type
  }
  kind(e: Shape): 'task' | 'catch' | 'flow' | 'other' {
    if (e.waypoints) return 'flow'
    return STEPS.includes(this.type(e)) ? 'task' : CATCHING.includes(this.type(e)) ? 'catch' : 'other'
  }

  get(e: Shape, property: string): string {
    return String(e.businessObject.get(property) ?? '')
  }
  private set(e: Shape, properties: Record<string, unknown>): void {
    this.service('modeling').updateProperties(e, properties)
  }
  /** One of our attributes as a field: an empty field takes the attribute away. */
  own(e: Shape, attribute: string) {
    return {
      value: this.get(e, `gnomon:${attribute}`),
      onChange: (value: string) => this.set(e, { [`gnomon:${attribute}`]: value || undefined }),
    }
  }
  name(e: Shape, value: string): void {
    this.service('modeling').updateLabel(e, value || undefined)
  }
  become(e: Shape, type: string): void {
    this.service('bpmnReplace').replaceElement(e, { type })
  }

  isBranch(e: Shape): boolean {
    return asksConditions(e.businessObject.sourceRef?.$type ?? '')
  }
  condition(e: Shape): string {
    return e.businessObject.conditionExpression?.body ?? ''
  }
  setCondition(e: Shape, body: string): void {
    const conditionExpression = body && this.service('bpmnFactory').create('bpmn:FormalExpression', { body })
    this.set(e, { conditionExpression: conditionExpression || undefined })
  }
  isDefault(e: Shape): boolean {
    return e.businessObject.sourceRef?.default === e.businessObject
  }
  setDefault(e: Shape, yes: boolean): void {
    const gateway = this.service('elementRegistry').get(e.businessObject.sourceRef.id)
    this.set(gateway, { default: yes ? e.businessObject : undefined })
  }

  private definition(e: Shape, type: string): any {
    return e.businessObject.eventDefinitions?.find((d: any) => d.$type === type)
  }
  takesTimer(e: Shape): boolean {
    return this.definition(e, TIMER) !== undefined
  }
  timer(e: Shape): string {
    const timer = this.definition(e, TIMER)
    return timer?.timeDuration?.body ?? timer?.timeDate?.body ?? ''
  }
  /** An ISO 8601 duration begins with P; anything else is a date. */
  setTimer(e: Shape, value: string): void {
    const expression = value ? this.service('bpmnFactory').create('bpmn:FormalExpression', { body: value }) : undefined
    this.service('modeling').updateModdleProperties(e, this.definition(e, TIMER), {
      timeDuration: value.startsWith('P') ? expression : undefined,
      timeDate: value.startsWith('P') ? undefined : expression,
    })
  }

  private messageHolder(e: Shape): any {
    return /^bpmn:(ReceiveTask|SendTask)$/.test(this.type(e)) ? e.businessObject : this.definition(e, MESSAGE)
  }
  takesMessage(e: Shape): boolean {
    return this.messageHolder(e) !== undefined
  }
  message(e: Shape): string {
    return this.messageHolder(e)?.messageRef?.name ?? ''
  }
  /** Two elements that name the same message share it. */
  setMessage(e: Shape, name: string): void {
    const modeling = this.service('modeling')
    const definitions = this.modeler.getDefinitions() as any
    let messageRef = name && definitions.rootElements.find((r: any) => r.$type === 'bpmn:Message' && r.name === name)
    if (name && !messageRef) {
      messageRef = this.service('bpmnFactory').create('bpmn:Message', { name })
      messageRef.$parent = definitions
      modeling.updateModdleProperties(e, definitions, { rootElements: [...definitions.rootElements, messageRef] })
    }
    modeling.updateModdleProperties(e, this.messageHolder(e), { messageRef: messageRef || undefined })
  }

  mayAppend(e: Shape): boolean {
    return this.kind(e) !== 'flow' && this.type(e) !== 'bpmn:EndEvent'
  }
  append(e: Shape, type: string): void {
    const shape = this.service('elementFactory').createShape({ type })
    this.service('autoPlace').append(e, shape)
    this.select(shape.id)
  }
  connect(e: Shape, to: string): void {
    const target = this.service('elementRegistry').get(to)
    this.service('modeling').connect(e, target, { type: 'bpmn:SequenceFlow' })
  }
  remove(e: Shape): void {
    this.service('modeling').removeElements([e])
  }
  undo(): void {
    if (this.service('commandStack').canUndo()) this.service('commandStack').undo()
  }
  redo(): void {
    if (this.service('commandStack').canRedo()) this.service('commandStack').redo()
  }
  /** The whole chart beside the palette, not under it; on a narrow screen its beginning at a size that can be read. */
  fit(): void {
    const canvas = this.service('canvas')
    const box = canvas.getContainer() as HTMLElement
    const palette = box.querySelector<HTMLElement>('.djs-palette')
    const left = palette ? palette.offsetLeft + palette.offsetWidth + 16 : 16
    const { inner, outer } = canvas.viewbox()
    if (!inner.width || !outer.width) return
    const whole = Math.min(1.6, (outer.width - left - 16) / inner.width, (outer.height - 48) / inner.height)
    const scale = outer.width < 500 ? Math.max(whole, 0.6) : whole
    canvas.viewbox({
      x: inner.x - left / scale,
      y: inner.y + inner.height / 2 - outer.height / scale / 2,
      width: outer.width / scale,
      height: outer.height / scale,
    })
  }
  zoom(by: number): void {
    const canvas = this.service('canvas')
    canvas.zoom(Math.min(4, Math.max(0.2, canvas.zoom() * by)))
  }

  /** Marks the elements that have problems with a flag that says why, and the way to the first with numbers; earlier marks go. */
  mark(problems: { element?: string; path?: string[]; message: { zh: string; en: string } }[]): void {
    const canvas = this.service('canvas')
    const registry = this.service('elementRegistry')
    const overlays = this.service('overlays')
    overlays.remove({ type: 'gnomon-problem' })
    for (const e of registry.getAll()) if (canvas.hasMarker(e.id, 'is-problem')) canvas.removeMarker(e.id, 'is-problem')
    const way = new Set((problems.find((p) => p.path)?.path ?? []).map(chartElement).filter((id) => registry.get(id)))
    for (const [i, id] of [...way].entries()) {
      const stop = document.createElement('span')
      stop.className = 'modeler-stop'
      stop.textContent = String(i + 1)
      overlays.add(id, 'gnomon-problem', { position: { top: -10, left: -10 }, html: stop })
    }
    for (const { element, message } of problems) {
      const id = element && chartElement(element)
      if (!id || !registry.get(id)) continue
      canvas.addMarker(id, 'is-problem')
      const flag = document.createElement('button')
      flag.type = 'button'
      flag.className = 'modeler-flag'
      flag.textContent = '!'
      flag.title = message[this.lang]
      flag.setAttribute('aria-label', message[this.lang])
      flag.addEventListener('click', () => this.select(id))
      overlays.add(id, 'gnomon-problem', { position: { top: -12, right: 12 }, html: flag })
    }
  }
}
