import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Whether somebody could listen there now, on the loopback. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/**
 * A free port of the loopback: the wanted one, else any below those that systems lend to outgoing connections (from 32768
 * on Linux, 49152 elsewhere): there, a connection could take it before its server does, or while its server is down.
 */
export async function freePort(wanted = 0): Promise<number> {
  const any = Array.from({ length: 100 }, () => randomInt(20_000, 32_768))
  for (const port of wanted ? [wanted, ...any] : any) if (await isFree(port)) return port
  throw new Error('no free port on 127.0.0.1 between 20000 and 32767: end what holds them, or set DATABASE_URL')
}
