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

type Reader = { controller: ReadableStreamDefaultController<Uint8Array> }

/**
 * What many readers follow at once. A message is framed once for all of them. Each reader has a queue of its own, bounded: one
 * that cannot keep up is cut off and comes back by itself, finding the newest state; nobody waits for it, no memory grows.
 */
export class Channel {
  #readers = new Set<Reader>()
  #last: { event: string; data: string } | undefined
  #id = 0
  readonly #bound: number

  constructor(bound = 64) {
    this.#bound = bound
  }

  get readers(): number {
    return this.#readers.size
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

  #send(bytes: Uint8Array): number {
    let reached = 0
    for (const reader of this.#readers) {
      if ((reader.controller.desiredSize ?? 0) <= 0) {
        this.#readers.delete(reader)
        reader.controller.error(new Error('too slow a reader; it connects again'))
        continue
      }
      reader.controller.enqueue(bytes)
      reached++
    }
    return reached
  }

  /** A stream for one reader, beginning with the newest message unless the reader has seen it. */
  open(lastSeen?: string): ReadableStream<Uint8Array> {
    let mine: Reader | undefined
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          mine = { controller }
          this.#readers.add(mine)
          controller.enqueue(encoder.encode('retry: 2000\n\n'))
          if (this.#last && lastSeen !== String(this.#id))
            controller.enqueue(frame(this.#last.event, this.#last.data, this.#id))
        },
        cancel: () => {
          if (mine) this.#readers.delete(mine)
        },
      },
      new CountQueuingStrategy({ highWaterMark: this.#bound }),
    )
  }

  /** Ends every connection, at shutdown. */
  close(): void {
    for (const reader of this.#readers) reader.controller.close()
    this.#readers.clear()
  }
}
