/** An element of a chart as the parser gives it. */
export type Element = {
  $type: string
  id: string
  name?: string
  $attrs?: Record<string, string>
  [property: string]: any
}
export type Definitions = Element & { rootElements: Element[]; diagrams?: Element[] }
