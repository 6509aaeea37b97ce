import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import type { Hono } from 'hono'

/** How long a stopping server lets requests finish; service managers wait 90 s. */
const FINISH_MS = 60_000

/** Serves an app; `close` answers when what was under way has been finished. */
export async function listen(
  app: Hono,
  host: string,
  port: number,
): Promise<{ server: ServerType; port: number; close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    // A pasted receipt travels in the address of the ledger's look-up, which works without a script: it needs some 12 kB.
    const serverOptions = {
      maxHeaderSize: 64 * 1024,
      // Who opens a connection and says nothing holds nothing for long; an upload over a thin line may take its time.
      headersTimeout: 10_000,
      requestTimeout: 300_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 2_000,
    }
    const server = serve({ fetch: app.fetch, hostname: host, port, serverOptions }, (info: AddressInfo) =>
      resolve({
        server,
        port: info.port,
        close: () =>
          new Promise<void>((done) => {
            server.close(() => done())
            if (!('closeAllConnections' in server)) return
            // What is under way is finished: an upload over a thin line, too.
            const idle = setInterval(() => server.closeIdleConnections(), 200).unref()
            server.closeIdleConnections()
            server.on('close', () => clearInterval(idle))
            setTimeout(() => server.closeAllConnections(), FINISH_MS).unref()
          }),
      }),
    )
    server.on('error', reject)
  })
}
