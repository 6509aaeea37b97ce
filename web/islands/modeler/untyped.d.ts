declare module 'bpmn-js-i18n/translations/zn.js' {
  const words: Record<string, string>
  export default words
}
declare module '*.css'
declare module 'bpmn-js/lib/features/align-elements'
declare module 'bpmn-js/lib/features/distribute-elements'
// What the editor uses of bpmn-js, whose own declarations are written for bundlers' module resolution.
declare module 'bpmn-js/lib/Modeler' {
  export default class Modeler {
    constructor(options: Record<string, unknown>)
    get<T = unknown>(service: string): T
    on(event: string, listener: () => void): void
    importXML(xml: string): Promise<{ warnings: unknown[] }>
    saveXML(options?: { format?: boolean }): Promise<{ xml?: string }>
    getDefinitions(): unknown
  }
}
