import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Writes a small file whole: durable before it is seen, readable by us alone. `fresh`: only where there is none; false comes back
 * where there is one (a link never replaces, so of two processes that start at once one wins).
 */
export function writeDurable(file: string, text: string, options: { fresh?: boolean } = {}): boolean {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const temporary = `${file}.${process.pid}.new`
  const fd = openSync(temporary, 'w', 0o600)
  try {
    // Writes all of it: one write to a disk that is nearly full may write a part and say so only by its number.
    writeFileSync(fd, text)
    fsyncSync(fd)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  } finally {
    closeSync(fd)
  }
  if (!options.fresh) renameSync(temporary, file)
  else
    try {
      linkSync(temporary, file)
    } catch (error) {
      if ((error as { code?: string }).code === 'EEXIST') return false
      throw error
    } finally {
      rmSync(temporary)
    }
  const directory = openSync(dirname(file), 'r')
  try {
    fsyncSync(directory)
  } finally {
    closeSync(directory)
  }
  return true
}
