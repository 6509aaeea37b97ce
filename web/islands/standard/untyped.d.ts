declare module 'dmn-js/lib/Modeler' {
  export default class DmnModeler {
    constructor(options: Record<string, unknown>)
    importXML(xml: string): Promise<{ warnings: unknown[] }>
    saveXML(options?: { format?: boolean }): Promise<{ xml?: string }>
    getViews(): unknown[]
    getActiveView(): unknown
    open(view: unknown): Promise<unknown>
    getActiveViewer(): { on(event: string, then: () => void): void; get<T>(service: string): T } | undefined
    on(event: string, then: () => void): void
  }
}
declare module '*.css'
