import { readFile, stat } from 'node:fs/promises'
import { type Text, text } from '../../kernel/platform/text.ts'
import { decodeXml } from '../../kernel/procedure/index.ts'

const MAX_FILE = 64 * 1024 * 1024

/** What is piped in, whole; no more than a file may hold. */
export async function standardInput(most = MAX_FILE): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of process.stdin) {
    pieces.push(piece as Buffer)
    if ((length += (piece as Buffer).length) > most) break
  }
  return Buffer.concat(pieces)
}

/** An XML file's text in the encoding that it declares, or why it cannot be read; `-` is the standard input. */
export async function readXmlFile(file: string): Promise<{ xml: string } | { refused: Text }> {
  const tooLarge = {
    refused: text(`文件 ${file} 超过 64 MB。请拆开。`, `${file} is larger than 64 MB. Please split it.`),
  }
  let bytes: Uint8Array
  try {
    if (file === '-') bytes = await standardInput()
    else if ((await stat(file)).size > MAX_FILE) return tooLarge
    else bytes = await readFile(file)
    if (bytes.length > MAX_FILE) return tooLarge
  } catch (error) {
    const why = (error as Error).message
    return { refused: text(`读不到文件 ${file}：${why}`, `Cannot read ${file}: ${why}`) }
  }
  const { text: xml, encoding } = decodeXml(bytes)
  return xml === undefined
    ? {
        refused: text(
          `文件 ${file} 不是它声明的编码 ${encoding}，或不认识这种编码。请另存为 UTF-8，声明也写 UTF-8。`,
          `${file} is not in the encoding ${encoding} that it declares, or that encoding is not known. Please save it as UTF-8 and declare UTF-8.`,
        ),
      }
    : { xml }
}
