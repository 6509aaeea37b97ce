import { normalName } from '../feel/parse.ts'
import type { Code } from '../feel/scope.ts'
import type { FeelType } from '../feel/types.ts'
import type { Problem } from './problem.ts'
import { ItemTypes } from './types.ts'
import { childrenOf, type Xml } from './xml.ts'

export type ElementKind = 'input' | 'decision' | 'knowledge' | 'service'
/** One element of a requirement graph. */
export type DrgElement = {
  kind: ElementKind
  id: string
  name: string
  model: Model
  xml: Xml
  type: FeelType
  /** Linked elements, by what the expression calls them. */
  requires: { name: string; prefix: string | null; element: DrgElement }[]
  code: Code | null
}

/** A model that was read and linked: its decisions can be evaluated as often as wanted. */
export class Model {
  readonly name: string
  readonly namespace: string
  readonly problems: Problem[] = []
  readonly elements = new Map<string, DrgElement>()
  /** By the name under which they are imported; several may have none. */
  readonly imports: { name: string; model: Model }[] = []
  readonly types: ItemTypes
  readonly xml: Xml

  constructor(xml: Xml) {
    this.xml = xml
    this.name = xml.attributes.name ?? ''
    this.namespace = xml.attributes.namespace ?? ''
    this.types = new ItemTypes(childrenOf(xml, 'itemDefinition'), (name) => this.importedType(name))
  }

  private importedType(name: string): FeelType | undefined {
    for (const i of this.imports) {
      if (i.name && name.startsWith(`${i.name}.`)) {
        const found = i.model.types.get(name.slice(i.name.length + 1))
        if (found) return found
      }
    }
    for (const m of this.merged()) if (m !== this && m.types.names().includes(name)) return m.types.get(name)
    return undefined
  }

  named(name: string, kind?: ElementKind): DrgElement | undefined {
    const wanted = normalName(name)
    for (const e of this.elements.values())
      if ((!kind || e.kind === kind) && (e.name === wanted || e.id === name)) return e
    return undefined
  }

  decisions(): DrgElement[] {
    return [...this.elements.values()].filter((e) => e.kind === 'decision')
  }

  /** Decisions and knowledge, each after what it requires. */
  inOrder(): DrgElement[] {
    const seen = new Set<DrgElement>()
    const visit = (e: DrgElement): void => {
      if (seen.has(e)) return
      seen.add(e)
      for (const r of e.requires) visit(r.element)
      done.push(e)
    }
    const done: DrgElement[] = []
    for (const e of this.elements.values()) visit(e)
    return done
  }

  /**
   * A model that declares no input data at all, as Camunda's modeler writes them: its expressions mean whatever the caller gives,
   * and call a required decision also by its id or its outputs, as they do there.
   */
  get isUndeclared(): boolean {
    this.undeclared ??= this.imports.length === 0 && ![...this.elements.values()].some((e) => e.kind === 'input')
    return this.undeclared
  }
  private undeclared: boolean | undefined

  /** Every model that this one imports, itself first. */
  all(seen = new Set<Model>()): Model[] {
    if (seen.has(this)) return []
    seen.add(this)
    return [this, ...this.imports.flatMap((i) => i.model.all(seen))]
  }

  /** Itself and what it imports without a name, in order: their elements stand in one namespace, the first of a name first (6.3.3). */
  merged(seen = new Set<Model>()): Model[] {
    if (seen.has(this)) return []
    seen.add(this)
    return [this, ...this.imports.flatMap((i) => (i.name ? [] : i.model.merged(seen)))]
  }
}
