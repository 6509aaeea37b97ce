import type { ServerResponse } from 'node:http'
import type { Context } from 'hono'
import type { Followed } from '../../kernel/platform/index.ts'

/** What waits for one reader beyond what the machine’s own buffers hold; more, and its line is cut. */
const MOST_WAITING = 256 * 1024
/** The same for an app that is asked in memory, in messages. */
const MOST_MESSAGES = 64

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
                write(bytes) {
                  if (!socket.writable) return false
                  if (socket.writableLength <= MOST_WAITING) return socket.write(bytes) || true
                  socket.destroy()
                  return false
                },
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
