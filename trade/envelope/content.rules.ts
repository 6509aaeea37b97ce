// Browser-safe: what is inside a package: a head that says all, the files one after another, then zeros up to a size that tells little.
import { sha256 } from '@noble/hashes/sha2'
import { z } from 'zod'
import { concat, digestOf, hex, sha256Of, u32, unhex, utf8 } from './bytes.rules.ts'
import { PACKAGES, type PackageName } from './manifest.shape.ts'

/** Bytes that can be read in pieces: a File in the browser, a file on disk. */
export type Source = { size: number; read(from: number, to: number): Promise<Uint8Array> }
export type NamedSource = Source & { name: string; type: string }

export const sourceOf = (bytes: Uint8Array): Source => ({
  size: bytes.length,
  read: async (from, to) => bytes.subarray(from, to),
})

export const head = z.object({
  package: z.enum(PACKAGES),
  data: z.record(z.string(), z.union([z.string().max(2000), z.int()])),
  files: z
    .array(
      z.object({
        name: z.string().min(1).max(200),
        type: z.string().max(100),
        size: z.int().nonnegative(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .max(50),
})
export type Head = z.output<typeof head>

/** The sheet and the identity are of one size for all. */
const SMALL = 4096
/** PADMÉ (Nikitin and others, 2019): at most 12 % more, and O(log log n) of the length is told. */
export function paddedSize(name: PackageName, size: number): number {
  if (name !== 'documents') {
    if (size > SMALL) throw new RangeError(`${name}: ${size} bytes do not fit into ${SMALL}`)
    return SMALL
  }
  if (size <= SMALL) return SMALL
  const e = Math.floor(Math.log2(size))
  const s = Math.floor(Math.log2(e)) + 1
  const step = 2 ** (e - s)
  return Math.ceil(size / step) * step
}

/** Of one part’s size: what Web Crypto digests at once, at the machine’s own speed. */
const BLOCK = 8 * 1024 * 1024
/**
 * A file’s digest: SHA-256; of more than 8 MiB, SHA-256 over those of its blocks, for no browser digests a stream (in a script it is
 * a tenth as fast, and sealing would wait for it).
 */
const overBlocks = (blocks: readonly Uint8Array[]): string =>
  hex(blocks.length === 1 ? blocks[0]! : digestOf('blocks', ...blocks))

export async function sourceDigest(source: Source, progress: (bytes: number) => void = () => {}): Promise<string> {
  const blocks: Uint8Array[] = []
  for (let at = 0; at < Math.max(source.size, 1); at += BLOCK) {
    const piece = await source.read(at, Math.min(at + BLOCK, source.size))
    blocks.push(unhex(await sha256Of(piece)))
    progress(piece.length)
  }
  return overBlocks(blocks)
}

export async function headOf(
  name: PackageName,
  data: Head['data'],
  files: readonly NamedSource[],
  progress?: (bytes: number) => void,
): Promise<Head> {
  const list: Head['files'] = []
  for (const f of files)
    list.push({ name: f.name, type: f.type, size: f.size, sha256: await sourceDigest(f, progress) })
  return { package: name, data, files: list }
}

/** The padded content as one source; nothing of it is held but what is asked for. */
export function contentOf(h: Head, files: readonly Source[]): Source {
  const text = utf8(JSON.stringify(h))
  const pieces: Source[] = [sourceOf(concat(u32(text.length), text)), ...files]
  const size = pieces.reduce((n, p) => n + p.size, 0)
  const padded = paddedSize(h.package, size)
  return {
    size: padded,
    async read(from, to) {
      const out = new Uint8Array(to - from)
      let start = 0
      for (const p of pieces) {
        const [a, b] = [Math.max(from, start), Math.min(to, start + p.size)]
        if (a < b) out.set(await p.read(a - start, b - start), a - from)
        start += p.size
      }
      return out
    },
  }
}

export class BadContent extends Error {}

/** Reads a content as it comes: the head, each file with its own bytes, and that nothing but zeros follows. @throws BadContent */
export class ContentReader {
  #start: Uint8Array = new Uint8Array(0)
  #at = 0
  #file = 0
  #inFile = 0
  #hash = sha256.create()
  #blocks: Uint8Array[] = []
  head: Head | undefined
  readonly #plain: number
  readonly #name: PackageName
  readonly #each: (file: number, bytes: Uint8Array) => void
  constructor(name: PackageName, plain: number, each: (file: number, bytes: Uint8Array) => void = () => {}) {
    this.#name = name
    this.#plain = plain
    this.#each = each
  }

  push(bytes: Uint8Array): void {
    this.#at += bytes.length
    if (!this.head) {
      this.#start = concat(this.#start, bytes)
      if (this.#start.length < 4) return
      const length = new DataView(this.#start.buffer).getUint32(0)
      if (length > 1_000_000 || length + 4 > this.#plain) throw new BadContent('its head has no sensible length')
      if (this.#start.length < 4 + length) return
      this.head = this.#readHead(this.#start.subarray(4, 4 + length))
      const size = 4 + length + this.head.files.reduce((n, f) => n + f.size, 0)
      if (size > this.#plain || paddedSize(this.#name, size) !== this.#plain)
        throw new BadContent('it is not padded as it must be')
      bytes = this.#start.subarray(4 + length)
      this.#start = new Uint8Array(0)
      this.#endFiles()
    }
    while (bytes.length > 0) {
      const file = this.head.files[this.#file]
      if (!file) {
        if (bytes.some((b) => b !== 0)) throw new BadContent('something stands in the padding')
        return
      }
      const mine = bytes.subarray(0, Math.min(file.size - this.#inFile, BLOCK - (this.#inFile % BLOCK)))
      this.#hash.update(mine)
      this.#each(this.#file, mine)
      this.#inFile += mine.length
      if (this.#inFile % BLOCK === 0 && this.#inFile < file.size) this.#endBlock()
      bytes = bytes.subarray(mine.length)
      this.#endFiles()
    }
  }

  #readHead(bytes: Uint8Array): Head {
    let json: unknown
    try {
      json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    } catch {
      throw new BadContent('its head is no JSON')
    }
    const said = head.safeParse(json)
    if (!said.success || said.data.package !== this.#name) throw new BadContent('its head has not its shape')
    return said.data
  }

  #endBlock(): void {
    this.#blocks.push(this.#hash.digest())
    this.#hash = sha256.create()
  }

  #endFiles(): void {
    for (
      let file = this.head!.files[this.#file];
      file && this.#inFile === file.size;
      file = this.head!.files[this.#file]
    ) {
      this.#endBlock()
      const found = overBlocks(this.#blocks)
      this.#blocks = []
      if (found !== file.sha256) throw new BadContent(`the file ${file.name} is not the one of its digest`)
      this.#inFile = 0
      this.#file++
    }
  }

  end(): Head {
    if (!this.head || this.#at !== this.#plain || this.#file < this.head.files.length)
      throw new BadContent('it ends too early')
    return this.head
  }
}
