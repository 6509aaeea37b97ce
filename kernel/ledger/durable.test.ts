// What a power cut could take is only seen in the order of the calls: bytes are synced before their name is made, and every folder
// that got a new name is synced before the write returns.
import fs, { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import fsp, { open } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { testWorld } from '../platform/harness.ts'
import { writeDurable } from './durable-file.ts'
import { fileTiles, keyringIn, ledgerRoom, memoryTiles, openLog, postgresCommitPoint } from './index.ts'

let folder: string
let order: string[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-durable-'))
  order = []
})
afterEach(() => {
  vi.restoreAllMocks()
  syncBuiltinESMExports()
  rmSync(folder, { recursive: true, force: true })
})
const named = (path: unknown) =>
  relative(folder, String(path)).replace(/\.(\d+\.new|[0-9a-f-]{36})$/, ' (temporary)') || '.'

describe('durable, in this order', () => {
  test('a tile: its bytes, its name, and each folder that is new or has a new name', async () => {
    const handle = await open(join(folder, 'probe'), 'w')
    const prototype = Object.getPrototypeOf(handle)
    await handle.close()
    rmSync(join(folder, 'probe'))
    const files = new Map<number, string>()
    const real = { open: fsp.open, link: fsp.link, sync: prototype.sync }
    vi.spyOn(fsp, 'open').mockImplementation(async (path, ...rest) => {
      const opened = await real.open(path, ...rest)
      files.set(opened.fd, named(path))
      return opened
    })
    vi.spyOn(fsp, 'link').mockImplementation(async (from, to) => {
      order.push(`name ${named(to)}`)
      return real.link(from, to)
    })
    vi.spyOn(prototype, 'sync').mockImplementation(async function (this: { fd: number }) {
      order.push(`sync ${files.get(this.fd)}`)
      return real.sync.call(this)
    })
    syncBuiltinESMExports()
    const tiles = fileTiles(folder)
    await tiles.write('tile/0/000', Buffer.from('x'))
    expect(order).toEqual(['sync tile/0/000 (temporary)', 'name tile/0/000', 'sync tile/0', 'sync tile', 'sync .'])
    order.length = 0
    await tiles.write('tile/0/001', Buffer.from('x'))
    expect(order).toEqual(['sync tile/0/001 (temporary)', 'name tile/0/001', 'sync tile/0'])
  })
  test.each([false, true])('a small file (fresh: %s): its bytes, its name, its folder', (fresh) => {
    const files = new Map<number, string>()
    const real = { openSync: fs.openSync, fsyncSync: fs.fsyncSync, linkSync: fs.linkSync, renameSync: fs.renameSync }
    vi.spyOn(fs, 'openSync').mockImplementation((path, ...rest) => {
      const fd = real.openSync(path, ...rest)
      files.set(fd, named(path))
      return fd
    })
    vi.spyOn(fs, 'fsyncSync').mockImplementation((fd) => {
      order.push(`sync ${files.get(fd)}`)
      real.fsyncSync(fd)
    })
    for (const how of ['linkSync', 'renameSync'] as const)
      vi.spyOn(fs, how).mockImplementation((from, to) => {
        order.push(`name ${named(to)}`)
        real[how](from, to)
      })
    syncBuiltinESMExports()
    expect(writeDurable(join(folder, 'seen.1.json'), '{}', { fresh })).toBe(true)
    expect(order).toEqual(['sync seen.1.json (temporary)', 'name seen.1.json', 'sync .'])
    expect(readFileSync(join(folder, 'seen.1.json'), 'utf8')).toBe('{}')
  })
  test('a small file that cannot be written whole leaves nothing behind', () => {
    vi.spyOn(fs, 'fsyncSync').mockImplementation(() => {
      throw new Error('ENOSPC')
    })
    syncBuiltinESMExports()
    expect(() => writeDurable(join(folder, 'seen.1.json'), '{}')).toThrow('ENOSPC')
    expect(readdirSync(folder)).toEqual([])
  })
})

test('the commit point swaps from the head that was read, or not at all', async () => {
  const ORIGIN = 'swap.example/350200'
  const log = openLog({ origin: ORIGIN, store: memoryTiles(), signer: keyringIn(join(folder, 'k.json'), ORIGIN) })
  const world = await testWorld([ledgerRoom(log)])
  try {
    const commit = postgresCommitPoint(ORIGIN)
    const at = (size: number) => ({ size, root: Buffer.alloc(32, size), note: `note ${size}`, at: new Date(0) })
    const swap = (from: number | undefined, to: number) =>
      world.db.transaction().execute((tx) => commit.swap(tx, from === undefined ? undefined : at(from), at(to), []))
    expect(await swap(undefined, 1)).toBe(true)
    expect(await swap(undefined, 2)).toBe(false)
    expect(await swap(1, 3)).toBe(true)
    // Whoever still believes in 1 loses, and changes neither head nor checkpoints.
    expect(await swap(1, 4)).toBe(false)
    expect(await world.db.transaction().execute((tx) => commit.head(tx))).toMatchObject({ size: 3, note: 'note 3' })
    const rows = await world.database.owner`select size::int from ledger.checkpoint order by size`
    expect(rows.map((r) => r.size)).toEqual([1, 3])
  } finally {
    await world.close()
  }
})
