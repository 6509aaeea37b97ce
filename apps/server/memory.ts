import { gzipSync } from 'node:zlib'
import type { Act, Lang } from '../../kernel/platform/index.ts'

export type KeptPage = { plain: Uint8Array; zipped: Uint8Array; until: string[]; at: number }

/**
 * Pages that are the same for everybody, as bytes. An act of this process drops the pages that it changes before whoever performed it
 * has the answer; what other processes do, the calendar and the demonstration clock show within MOST_AGE.
 */
export class PageMemory {
  readonly #pages = new Map<string, KeptPage>()
  #acts = 0
  /** Measured on the machine's own clock: it bounds staleness and decides nothing. */
  static readonly MOST_AGE = 1000
  /** Some 30 MB at the most; the oldest go first. */
  static readonly MOST_PAGES = 1000

  static key(lang: Lang, path: string): string {
    return `${lang} ${path}`
  }

  get(key: string, now = performance.now()): KeptPage | undefined {
    const page = this.#pages.get(key)
    if (!page) return undefined
    if (now - page.at < PageMemory.MOST_AGE) return page
    this.#pages.delete(key)
    return undefined
  }

  /** To be asked before a page is made: what was made before an act that changes it is not kept after it. */
  begin(): (key: string, html: string, until: string[]) => KeptPage {
    const acts = this.#acts
    const at = performance.now()
    return (key, html, until) => {
      const plain = new TextEncoder().encode(html)
      const page = { plain, zipped: gzipSync(plain, { level: 9 }), until, at }
      if (acts !== this.#acts) return page
      this.#pages.set(key, page)
      if (this.#pages.size > PageMemory.MOST_PAGES) this.#pages.delete(this.#pages.keys().next().value!)
      return page
    }
  }

  committed(acts: Pick<Act, 'type'>[]): void {
    this.#acts++
    for (const [key, page] of this.#pages)
      if (acts.some((a) => page.until.some((t) => (t.endsWith('.') ? a.type.startsWith(t) : a.type === t))))
        this.#pages.delete(key)
  }

  clear(): void {
    this.#acts++
    this.#pages.clear()
  }
}
