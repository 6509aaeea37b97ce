import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { isUtf8After } from '../../platform/encoding.rules.ts'
import { encodingOf } from '../encoding.ts'
import { LogError } from './log-error.ts'

/** The text of a file, or of bytes in memory, in pieces; gzip by its magic bytes, UTF-16 by its mark, other encodings as declared or asked for. */
export async function* openLog(file: string | Uint8Array, encoding?: string): AsyncGenerator<string> {
  const raw: Readable = typeof file === 'string' ? createReadStream(file) : Readable.from([Buffer.from(file)])
  const first: Buffer =
    typeof file === 'string'
      ? await new Promise((resolve, reject) => {
          raw.once('error', (error) =>
            reject(new LogError(`读不到文件 ${file}：${error.message}`, `Cannot read ${file}: ${error.message}`)),
          )
          raw.once('readable', () => resolve(raw.read() ?? Buffer.alloc(0)))
          raw.once('end', () => resolve(Buffer.alloc(0)))
        })
      : Buffer.from(file)
  if (typeof file === 'string') raw.unshift(first)
  const zipped = first[0] === 0x1f && first[1] === 0x8b
  const source = zipped ? raw.pipe(createGunzip()) : raw
  if (zipped) raw.on('error', (error) => source.destroy(error))
  let decoder: TextDecoder | undefined
  const decode = (chunk?: Buffer): string => {
    try {
      return decoder?.decode(chunk, { stream: chunk !== undefined }) ?? ''
    } catch {
      throw new LogError(
        `文件不是有效的 ${decoder!.encoding} 编码。请用 --map 写明编码，如 {"encoding": "gb18030"}，或另存为 UTF-8。`,
        `The file is not valid ${decoder!.encoding}. Please name its encoding with --map, such as {"encoding": "gb18030"}, or save it as UTF-8.`,
      )
    }
  }
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      if (!decoder) {
        const name = encoding ?? encodingOf(chunk)
        if (isUtf8After(chunk, name, false))
          throw new LogError(
            `日志说是 ${name} 编码，内容却是 UTF-8。请改正${encoding ? ' --map 里的编码' : '文件里的声明'}。`,
            `The log is said to be in ${name} and its bytes are UTF-8. Please correct ${encoding ? 'the encoding in the map' : 'its declaration'}.`,
          )
        try {
          decoder = new TextDecoder(name, { fatal: true })
        } catch {
          throw new LogError(
            `不认识的编码 ${name}。请写 utf-8、utf-16le、gb18030 等。`,
            `Unknown encoding ${name}. Please name one such as utf-8, utf-16le, gb18030.`,
          )
        }
      }
      yield decode(chunk)
    }
    yield decode()
  } catch (error) {
    if (error instanceof LogError) throw error
    throw zipped
      ? new LogError(
          `压缩文件不完整：${(error as Error).message}`,
          `The gzip file is truncated or damaged: ${(error as Error).message}`,
        )
      : new LogError(`读不了 ${file}：${(error as Error).message}`, `Cannot read ${file}: ${(error as Error).message}`)
  } finally {
    raw.destroy()
  }
}
