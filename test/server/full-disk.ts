// Run by a test under a limit of file size: puts a file that does not fit, and says what came and what is left in the folder.
import { readdirSync } from 'node:fs'
import { filesIn } from '../../kernel/platform/files.ts'

const folder = process.argv[2]!
const put = await filesIn(folder)
  .put(undefined as never, Buffer.alloc(1 << 20), 'x')
  .then(
    () => 'stored',
    (error: { code: string }) => error.code,
  )
const left = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile())
console.log(put, JSON.stringify(left.map((e) => e.name)))
