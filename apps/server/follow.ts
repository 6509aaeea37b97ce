import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Context } from 'hono'
import type { Followed } from '../../kernel/platform/index.ts'

/** What waits for one reader beyond what the machine’s own buffers hold; more, and its line is cut. */
const MOST_WAITING = 256 * 1024
/** The same for an app that is asked in memory, in messages. */
const MOST_MESSAGES = 64

type Handle = { writeQueueSize: number; writeBuffer(request: object, bytes: Uint8Array): number }
type Request = { handle?: Handle; bytes?: Uint8Array; oncomplete?(status: number): void }
/** What Node itself writes with, below its streams; undefined where a Node has it no more: then the stream is written to. */
const WriteWrap: (new () => Request) | undefined = (() => {
  try {
    const found: unknown = (process as never as { binding(name: string): Record<string, unknown> }).binding(
      'stream_wrap',
    ).WriteWrap
    return typeof found === 'function' ? (found as new () => Request) : undefined
  } catch {
    return undefined
  }
})()

/**
 * Straight to the connection's handle: among five thousand readers a message through their streams takes twice as long to reach the
 * last. What the machine does not take at once waits in the handle's queue, whose length is bounded. False: the line is cut.
 */
function writeTo(socket: Socket, bytes: Uint8Array): boolean {
  if (!socket.writable) return false
  const handle = (socket as never as { _handle?: Handle | null })._handle
  if (socket.writableLength + (handle?.writeQueueSize ?? 0) > MOST_WAITING) {
    socket.destroy()
    return false
  }
  if (!WriteWrap || !handle?.writeBuffer || socket.writableLength > 0) return socket.write(bytes) || true
  const request = Object.assign(new WriteWrap(), {
    ...{ handle, bytes },
    oncomplete: (status: number) => void (status < 0 && socket.destroy()),
  })
  if (handle.writeBuffer(request, bytes) === 0) return true
  socket.destroy()
  return false
}

/**
 * Server-sent events. The body is a stream that never says anything: once the head is out, messages are written straight to the
 * connection, neither chunked nor through that stream, which costs more for each reader (`npm run bench observers`).
 */
export function follow(c: Context, followed: Followed): Response {
  const { outgoing } = (c.env ?? {}) as { outgoing?: ServerResponse }
  // It ends with the connection: its length needs no chunks.
  if (outgoing) outgoing.useChunkedEncodingByDefault = false
  let leave: (() => void) | undefined
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (leave) return
        while (outgoing && !outgoing.headersSent && !outgoing.destroyed) await new Promise(setImmediate)
        const socket = outgoing?.socket
        leave = followed(
          socket
            ? {
                write: (bytes) => writeTo(socket, bytes),
                end: () => void socket.end(),
              }
            : {
                write(bytes) {
                  if ((controller.desiredSize ?? 0) <= 0) {
                    controller.error(new Error('too slow a reader; it connects again'))
                    return false
                  }
                  controller.enqueue(bytes)
                  return true
                },
                end: () => controller.close(),
              },
        )
        if (outgoing?.destroyed) leave()
      },
      cancel: () => leave?.(),
    },
    new CountQueuingStrategy({ highWaterMark: outgoing ? 0 : MOST_MESSAGES }),
  )
  return c.body(body, 200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
}
