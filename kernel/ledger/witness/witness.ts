import { existsSync, readFileSync } from 'node:fs'
import { writeDurable } from '../durable-file.ts'
import { type Cosigner, signerIn } from '../signer.ts'
import { consistent, fromBase64, parseCheckpoint, parseKey, parseNote, verifyNote } from '../verifier/index.ts'

type Seen = { size: number; root: string }
export type Answer = { status: 200 | 400 | 403 | 404 | 409 | 422; type: string; body: string }

/**
 * A witness (C2SP tlog-witness): signs a checkpoint only where it extends what it last saw of that log, and remembers it before
 * it answers. Its state is one file, replaced atomically and fsynced: a crash forgets no cosignature.
 */
export class Witness {
  readonly signer: Cosigner
  private file: string
  private logs: Map<string, () => string[]>
  private seen: Record<string, Seen>
  private turn: Promise<unknown> = Promise.resolve()

  /** `logs`: origin → the log's verifier keys; several while it rotates, any of which may have signed. */
  constructor(folder: string, name: string, logs: Record<string, string | string[] | (() => string[])>) {
    this.signer = signerIn(`${folder}/key.pem`, name)
    this.file = `${folder}/seen.json`
    this.logs = new Map(
      Object.entries(logs).map(([origin, keys]) => [origin, typeof keys === 'function' ? keys : () => [keys].flat()]),
    )
    this.seen = existsSync(this.file) ? JSON.parse(readFileSync(this.file, 'utf8')) : {}
  }

  get vkey(): string {
    return this.signer.cosignerKey
  }

  /** The size of the log that this witness last signed; 0 before the first. */
  size(origin: string): number {
    return this.seen[origin]?.size ?? 0
  }

  /** One at a time: comparing and remembering are one step. */
  addCheckpoint(old: number, proof: Uint8Array[], note: string, now: Date): Promise<Answer> {
    const run = this.turn.then(() => this.add(old, proof, note, now))
    this.turn = run.catch(() => {})
    return run
  }

  private async add(old: number, proof: Uint8Array[], note: string, now: Date): Promise<Answer> {
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
    const signed = await Promise.all(vkeys.map(async (k) => (await verifyNote(parsed, await parseKey(k))).holds))
    if (!signed.includes(true)) return plain(403, 'the log did not sign this checkpoint')
    if (old > checkpoint.size) return plain(400, 'the old size is larger than the new one')
    const last = this.seen[checkpoint.origin] ?? { size: 0, root: '' }
    if (old !== last.size) return { status: 409, type: 'text/x.tlog.size', body: `${last.size}\n` }
    const root = Buffer.from(checkpoint.root).toString('base64')
    if (last.size === checkpoint.size && last.size > 0 && root !== last.root)
      return { status: 409, type: 'text/x.tlog.size', body: `${last.size}\n` }
    if (last.size > 0 && !(await consistent(last.size, fromBase64(last.root), checkpoint.size, checkpoint.root, proof)))
      return plain(422, 'the consistency proof does not hold')
    if (last.size === 0 && proof.length > 0) return plain(422, 'a first checkpoint needs no proof')
    this.persist({ ...this.seen, [checkpoint.origin]: { size: checkpoint.size, root } })
    return plain(200, this.signer.cosign(parsed.text, Math.floor(now.getTime() / 1000)).trimEnd())
  }

  private persist(seen: Record<string, Seen>): void {
    writeDurable(this.file, JSON.stringify(seen))
    this.seen = seen
  }
}

/** The whole answer to a body of POST /add-checkpoint; 400 where it is malformed. */
export async function answerTo(witness: Witness, body: string, now: Date): Promise<Answer> {
  let request: ReturnType<typeof parseAddCheckpoint>
  try {
    if (Buffer.byteLength(body) > 64 * 1024) throw new Error('more than 64 KiB')
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
