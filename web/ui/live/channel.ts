import type { Followed, Follower } from '../../../kernel/platform/index.ts'

const encoder = new TextEncoder()

/** One server-sent event as bytes; `data` may have several lines. */
export const frame = (event: string, data: string, id?: number): Uint8Array =>
  encoder.encode(
    `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\n${data
      .replaceAll(/\r\n?|\n/g, '\n')
      .split('\n')
      .map((l) => `data: ${l}`)
      .join('\n')}\n\n`,
  )

/**
 * What many follow at once. A message is framed once for all of them and written straight to their lines: a web stream for each cost
 * three times as much (`npm run bench observers`). A line that is full is cut and comes back by itself, finding the newest state;
 * nobody waits for it, no memory grows.
 */
export class Channel {
  #lines = new Set<Follower>()
  #last: { event: string; data: string } | undefined
  #id = 0

  get readers(): number {
    return this.#lines.size
  }

  /** To all; returns how many got it. The newest message is kept for those who come later. */
  publish(event: string, data: string): number {
    this.#last = { event, data }
    return this.#send(frame(event, data, ++this.#id))
  }

  /** A comment that keeps proxies from closing a quiet connection. */
  beat(): number {
    return this.#send(encoder.encode(': \n\n'))
  }

  /** To so many of them, whose turn it is, and kept for nobody: what is old a moment later. Among thousands all at once would hold up a message. */
  pass(event: string, data: string, most: number): number {
    const turn: Follower[] = []
    for (const line of this.#lines) {
      if (turn.length >= most) break
      turn.push(line)
    }
    // To the end of the row.
    for (const line of turn) {
      this.#lines.delete(line)
      this.#lines.add(line)
    }
    return this.#send(frame(event, data), turn)
  }

  #send(bytes: Uint8Array, to: Iterable<Follower> = this.#lines): number {
    let reached = 0
    for (const line of to)
      if (line.write(bytes)) reached++
      else this.#lines.delete(line)
    return reached
  }

  /** For one reader: begins with the newest message unless the reader has seen it. */
  open(lastSeen?: string): Followed {
    return (line) => {
      this.#lines.add(line)
      line.write(encoder.encode('retry: 2000\n\n'))
      if (this.#last && lastSeen !== String(this.#id)) line.write(frame(this.#last.event, this.#last.data, this.#id))
      return () => void this.#lines.delete(line)
    }
  }

  /** Ends every connection, at shutdown. */
  close(): void {
    for (const line of this.#lines) line.end()
    this.#lines.clear()
  }
}
