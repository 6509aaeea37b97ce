import type { DrgElement, Model } from './model.ts'

/** Where an href leads: among a model's own elements, those imported without a name, or another model's by its namespace. */
export function resolve(model: Model, href: string | undefined): DrgElement | undefined {
  if (!href) return undefined
  const [namespace, id] = href.includes('#') ? (href.split('#') as [string, string]) : ['', href]
  if (namespace === '' || namespace === model.namespace) {
    for (const m of model.merged()) {
      const found = m.elements.get(id)
      if (found) return found
    }
    return undefined
  }
  for (const m of model.all()) if (m.namespace === namespace) return m.elements.get(id)
  return undefined
}

/** What a model calls an element: by its import, where it is another model's (DMN 1.5, 10.4). */
export function qualifiedName(model: Model, e: DrgElement): string {
  const prefix = e.model === model ? null : prefixOf(model, e.model)
  return joined(prefix, e.name)
}
export const joined = (prefix: string | null, name: string): string => (prefix ? `${prefix}.${name}` : name)

/** The name under which a model is imported; null where its elements stand among our own. */
export const prefixOf = (model: Model, target: Model): string | null =>
  model.imports.find((i) => i.model === target)?.name || null
