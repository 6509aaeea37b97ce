import type { Followed } from '../../../kernel/platform/index.ts'
import { Channel } from './channel.ts'

const BEAT = 15_000
type Feed<Of> = { channel: Channel; of: Of; last: string }

/**
 * What readers follow, by a key: drawn once for all of one key, as the first of them sees it, and sent where it changed. While somebody
 * looks, a server that has begun is asked every so many milliseconds: there it is seen what other processes did.
 */
export class Feeds<Of> {
  readonly #feeds = new Map<string, Feed<Of>>()
  readonly #event: string
  readonly #every: number
  #look: (() => Promise<void>) | undefined
  #asking: NodeJS.Timeout | undefined
  #beaten = 0

  constructor(event: string, every: number) {
    this.#event = event
    this.#every = every
  }

  get size(): number {
    return this.#feeds.size
  }
  get first(): Of | undefined {
    return this.#feeds.values().next().value?.of
  }

  /** Returns what ends it and every line. */
  begin(look: () => Promise<void>): () => void {
    this.#look = look
    return () => {
      this.#look = undefined
      this.#stop()
      for (const { channel } of this.#feeds.values()) channel.close()
      this.#feeds.clear()
    }
  }

  open(key: string, of: Of): Followed {
    const feed = this.#feeds.get(key) ?? { channel: new Channel(), of, last: '' }
    this.#feeds.set(key, feed)
    const stream = feed.channel.open()
    if (this.#look && !this.#asking) {
      this.#asking = setInterval(() => void this.#ask(), this.#every)
      this.#asking.unref()
    }
    return stream
  }

  /** A picture that fails leaves the readers the last one; the next change tries again. */
  async draw(render: (of: Of) => Promise<string>): Promise<void> {
    for (const [key, feed] of this.#feeds) {
      if (feed.channel.readers === 0) {
        this.#feeds.delete(key)
        continue
      }
      try {
        const html = await render(feed.of)
        if (html === feed.last) continue
        feed.last = html
        feed.channel.publish(this.#event, html)
      } catch {}
    }
  }

  async #ask(): Promise<void> {
    if (this.#feeds.size === 0) return this.#stop()
    if (performance.now() - this.#beaten > BEAT) {
      this.#beaten = performance.now()
      for (const { channel } of this.#feeds.values()) channel.beat()
    }
    await this.#look?.().catch(() => {})
  }

  #stop(): void {
    clearInterval(this.#asking)
    this.#asking = undefined
  }
}
