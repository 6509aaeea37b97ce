import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

export class CopiedFolder extends Error {}

/**
 * Claims a log's folder at start: a file in it names its own inode, which no copy can keep. A copied data directory that is started
 * beside the original would sign a second history with the same keys; it is refused here, before it signs anything. The check
 * covers copies on any machine, and the same folder seen by several machines passes. `adopt`: the original is gone for good.
 */
export function claimFolder(folder: string, adopt = false): 'new' | 'ours' | 'adopted' {
  const file = join(folder, 'home')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const said = (() => {
    try {
      return readFileSync(file, 'utf8').trim()
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') return undefined
      throw error
    }
  })()
  if (said !== undefined && said === String(statSync(file, { bigint: true }).ino)) return 'ours'
  if (said !== undefined && !adopt)
    throw new CopiedFolder(
      `账本的文件夹 ${folder} 是拷贝或从备份恢复的。若原来的还在别处运行，两边会签出两本账。确定原来的已停用，再运行 gnomon ledger adopt。 The ledger’s folder ${folder} is a copy, or was restored from a backup. If the original still runs elsewhere, two histories would be signed. When you are sure that it does not, run gnomon ledger adopt.`,
    )
  if (said !== undefined) rmSync(file)
  const fd = openSync(file, 'wx', 0o600)
  try {
    writeSync(fd, `${fstatSync(fd, { bigint: true }).ino}\n`)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  return said === undefined ? 'new' : 'adopted'
}
