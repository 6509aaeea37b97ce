import { leafHash, nodeHash } from '../tiles.ts'
import { treeReader } from '../tree.ts'
import { type Checkpoint, consistent, fromBase64, toBase64 } from '../verifier/index.ts'
import { type Cases, checkCensus, type Finding, type Kind, MOST_RECENT, readEntry, remember } from './cases.ts'
import type { RemoteLog } from './remote.ts'
import { MOST_FINDINGS, type MonitorOptions, type MonitorState } from './report.ts'

export const EMPTY_ROOT = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
type Peak = { leaves: number; hash: Buffer }

/** Hashes every new leaf onto the remembered tree; undefined where that does not lead to the signed root. */
export async function follow(
  log: RemoteLog,
  before: MonitorState,
  checkpoint: Checkpoint,
  options: MonitorOptions,
  find: (f: Finding) => void,
  count: (kind: Kind, n: number) => void,
): Promise<MonitorState | undefined> {
  const { size } = checkpoint
  const oldRoot = fromBase64(before.root)
  if (size < before.size) {
    find({
      kind: 'shrunk',
      severity: 'breach',
      zh: `账本变短了：见过 ${before.size} 条，现在只有 ${size} 条`,
      en: `the log shrank: ${before.size} entries were seen, now there are ${size}`,
    })
    return undefined
  }
  // Without a prototype, so that no subject of the log is found that nobody put there.
  const cases: Cases = Object.assign(Object.create(null), structuredClone(before.cases))
  const peaks: Peak[] = before.peaks.map((p) => ({ leaves: p.leaves, hash: Buffer.from(p.hash, 'base64') }))
  const found = new Map<Kind, Finding[]>()
  const more = new Map<Kind, number>()
  const recent = [...(before.recent ?? [])]
  let index = before.size
  for await (const entry of log.entries(before.size, size)) {
    push(peaks, leafHash(entry))
    remember(entry, index, cases, recent)
    const read = readEntry(entry, index, cases, {
      late: options.late,
      lateIs: options.lateIs ?? 'notice',
      ...(before.followedAt === undefined ? {} : { lastLook: before.followedAt }),
    })
    for (const f of [...read, ...checkCensus(entry, index, cases, recent)]) {
      const same = found.get(f.kind) ?? []
      // Ten million late acts are counted, not kept.
      if (same.length < MOST_FINDINGS) found.set(f.kind, [...same, f])
      else more.set(f.kind, (more.get(f.kind) ?? 0) + 1)
    }
    index++
  }
  if (!rootOf(peaks).equals(checkpoint.root)) {
    // Are only the entries wrong, or does the signed tree itself contradict the one that we saw?
    const tree = treeReader(log.tiles, size)
    const proof = await tree.consistency(before.size).catch(() => [])
    const extended = size > before.size && (await consistent(before.size, oldRoot, size, checkpoint.root, proof))
    find(
      extended
        ? {
            kind: 'entries',
            severity: 'breach',
            zh: `第 ${before.size} 到 ${size - 1} 位的内容和签过的根对不上`,
            en: `the entries ${before.size} to ${size - 1} do not lead to the signed root`,
          }
        : {
            kind: 'fork',
            severity: 'breach',
            zh: `账本分叉或改写了：签过的第 ${size} 条的根不接着我们见过的第 ${before.size} 条`,
            en: `the log forked or was rewritten: the signed root of size ${size} does not extend the one seen at ${before.size}`,
          },
    )
    return undefined
  }
  for (const f of [...found.values()].flat()) find(f)
  for (const [kind, n] of more) count(kind, n)
  return {
    ...before,
    followedAt: options.now.getTime(),
    size,
    root: toBase64(checkpoint.root),
    peaks: peaks.map((p) => ({ leaves: p.leaves, hash: p.hash.toString('base64') })),
    cases,
    recent: recent.slice(-MOST_RECENT),
  }
}

function push(peaks: Peak[], hash: Buffer): void {
  let peak: Peak = { leaves: 1, hash }
  while (peaks.at(-1)?.leaves === peak.leaves)
    peak = { leaves: peak.leaves * 2, hash: nodeHash(peaks.pop()!.hash, peak.hash) }
  peaks.push(peak)
}
const rootOf = (peaks: Peak[]): Buffer =>
  peaks.length === 0
    ? Buffer.from(EMPTY_ROOT, 'hex')
    : peaks.map((p) => p.hash).reduceRight((right, left) => nodeHash(left, right))
