import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { writeDurable } from '../durable-file.ts'
import { type Cosigner, signerIn } from '../signer.ts'
import { EMPTY_ROOT } from '../tiles.ts'
import { consistent, equal, fromBase64, parseCheckpoint, parseKey, parseNote, verifyNote } from '../verifier/index.ts'

/** Sixteen signatures of 5 kB, which signed-note lets a log have, and a proof. */
export const MOST_BYTES = 128 * 1024

type Seen = { size: number; root: string }
export type Answer = { status: 200 | 400 | 403 | 404 | 409 | 422; type: string; body: string }

/**
 * A witness (C2SP tlog-witness): signs a checkpoint only where it extends what it last saw of that log, and remembers it before it
 * answers. Its state is the highest-numbered of the files `seen.<n>.json`; the next is made only if nobody made it, durable
 * before it is seen. So a crash forgets no cosignature, and two processes on one folder cannot sign two histories.
 */
export class Witness {
  readonly signer: Cosigner
  private folder: string
  private logs: Map<string, () => string[]>

  /** `logs`: origin → the log's verifier keys; several while it rotates, any of which may have signed. Throws on a torn state. */
  constructor(folder: string, name: string, logs: Record<string, string | string[] | (() => string[])>) {
    this.signer = signerIn(`${folder}/key.pem`, name)
    this.folder = folder
    this.logs = new Map(
      Object.entries(logs).map(([origin, keys]) => [origin, typeof keys === 'function' ? keys : () => [keys].flat()]),
    )
    this.state()
  }

  get vkey(): string {
    return this.signer.cosignerKey
  }

  /** The size of the log that this witness last signed; 0 before the first. */
  size(origin: string): number {
    return this.state().seen[origin]?.size ?? 0
  }

  async addCheckpoint(old: number, proof: Uint8Array[], note: string, now: Date): Promise<Answer> {
    const plain = (status: Answer['status'], body: string): Answer => ({
      status,
      type: 'text/plain; charset=utf-8',
      body: `${body}\n`,
    })
    let parsed: ReturnType<typeof parseNote>
    let checkpoint: ReturnType<typeof parseCheckpoint>
    try {
      parsed = parseNote(note)
      checkpoint = parseCheckpoint(parsed.text)
    } catch (error) {
      return plain(400, `malformed checkpoint: ${(error as Error).message}`)
    }
    const vkeys = this.logs.get(checkpoint.origin)?.()
    if (!vkeys) return plain(404, `unknown log ${checkpoint.origin}`)
    const signed = await Promise.all(vkeys.map(async (k) => verifyNote(parsed, await parseKey(k))))
    if (!signed.some((s) => s.holds)) return plain(403, 'no key known of the log signed this checkpoint')
    if (signed.some((s) => s.present && !s.holds && !s.unchecked))
      return plain(403, 'a signature of the log does not hold')
    if (old > checkpoint.size) return plain(400, 'the old size is larger than the new one')
    if (checkpoint.size === 0 && !equal(checkpoint.root, EMPTY_ROOT))
      return plain(422, 'the root of an empty log is the hash of nothing')
    const root = Buffer.from(checkpoint.root).toString('base64')
    for (;;) {
      const { n, seen } = this.state()
      const last = seen[checkpoint.origin] ?? { size: 0, root: '' }
      const conflict: Answer = { status: 409, type: 'text/x.tlog.size', body: `${last.size}\n` }
      if (old !== last.size) return conflict
      if (last.size === checkpoint.size && last.size > 0 && root !== last.root) return conflict
      if (
        last.size > 0 &&
        !(await consistent(last.size, fromBase64(last.root), checkpoint.size, checkpoint.root, proof))
      )
        return plain(422, 'the consistency proof does not hold')
      if (last.size === 0 && proof.length > 0) return plain(422, 'a first checkpoint needs no proof')
      if (this.advance(n, { ...seen, [checkpoint.origin]: { size: checkpoint.size, root } })) break
    }
    return plain(200, this.signer.cosign(parsed.text, Math.floor(now.getTime() / 1000)).trimEnd())
  }

  private numbers(): number[] {
    return readdirSync(this.folder)
      .map((f) => /^seen\.(\d{1,15})\.json$/.exec(f)?.[1])
      .filter((n) => n !== undefined)
      .map(Number)
  }

  private state(): { n: number; seen: Record<string, Seen> } {
    for (;;) {
      const n = Math.max(0, ...this.numbers())
      if (n === 0) return { n, seen: {} }
      const file = `${this.folder}/seen.${n}.json`
      try {
        return { n, seen: seenIn(readFileSync(file, 'utf8')) }
      } catch (error) {
        // Another process went on between the two looks, and cleared up.
        if ((error as { code?: string }).code === 'ENOENT') continue
        throw new WitnessStateError(
          `见证人的状态文件 ${file} 读不懂。它记着签到了哪里：从备份恢复的可能旧了，会替人签两本账；请改用新的目录和名字重新开始。 The witness’s state ${file} cannot be read. It says how far was signed; a copy from a backup may be old and let two histories be signed: begin anew with another folder and name. (${(error as Error).message})`,
        )
      }
    }
  }

  /** From state n to the next; false where another process has gone on from n. One turn of the event loop. */
  private advance(n: number, seen: Record<string, Seen>): boolean {
    if (!writeDurable(`${this.folder}/seen.${n + 1}.json`, JSON.stringify(seen), { fresh: true })) return false
    // Made where a later state had cleared the number: the later one counts.
    if (Math.max(...this.numbers()) > n + 1) {
      rmSync(`${this.folder}/seen.${n + 1}.json`, { force: true })
      return false
    }
    for (const old of this.numbers().filter((m) => m <= n)) rmSync(`${this.folder}/seen.${old}.json`, { force: true })
    return true
  }
}

/** What a witness remembers is damaged: it does not start. */
export class WitnessStateError extends Error {}

function seenIn(text: string): Record<string, Seen> {
  const seen = JSON.parse(text) as Record<string, Seen>
  for (const { size, root } of Object.values(seen))
    if (!Number.isSafeInteger(size) || fromBase64(root).length !== 32) throw new Error('not what a witness wrote')
  return seen
}

/** The whole answer to a body of POST /add-checkpoint; 400 where it is malformed. */
export async function answerTo(witness: Witness, body: string, now: Date): Promise<Answer> {
  let request: ReturnType<typeof parseAddCheckpoint>
  try {
    if (Buffer.byteLength(body) > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes`)
    request = parseAddCheckpoint(body)
  } catch (error) {
    return { status: 400, type: 'text/plain; charset=utf-8', body: `${(error as Error).message}\n` }
  }
  return witness.addCheckpoint(request.old, request.proof, request.note, now)
}

/** The body of POST /add-checkpoint: `old <size>`, at most 63 proof lines, a blank line, the checkpoint. Throws where malformed. */
export function parseAddCheckpoint(body: string): { old: number; proof: Uint8Array[]; note: string } {
  const at = body.indexOf('\n\n')
  if (at < 0) throw new Error('no blank line before the checkpoint')
  const [first, ...rest] = body.slice(0, at).split('\n')
  const old = /^old (0|[1-9]\d*)$/.exec(first ?? '')?.[1]
  if (old === undefined || !Number.isSafeInteger(Number(old))) throw new Error('the first line is not "old <size>"')
  if (rest.length > 63) throw new Error('more than 63 proof lines')
  const proof = rest.map((l) => {
    const hash = fromBase64(l)
    if (hash.length !== 32) throw new Error('a proof line is not a hash')
    return hash
  })
  return { old: Number(old), proof, note: body.slice(at + 2) }
}
