import { leafHash, nodeHash } from '../tiles.ts'
import { treeReader } from '../tree.ts'
import {
  type Checkpoint,
  checkPolicyKeys,
  consistent,
  cosignersOf,
  equal,
  fromBase64,
  type Note,
  type Policy,
  parseCheckpoint,
  parseKey,
  parseNote,
  parsePolicy,
  satisfied,
  signedBy,
  toBase64,
  verifyNote,
} from '../verifier/index.ts'
import { type Cases, type Finding, gaps, type Kind, readEntry } from './cases.ts'
import { NotServed, type RemoteLog, remoteLog, Unreachable, wellKnown } from './remote.ts'

/** What a monitor remembers between rounds. `peaks`: roots of the complete subtrees, largest first, base64. */
export type MonitorState = {
  gnomon: 'monitor-state/v1'
  origin: string
  /** Keys that are trusted: those given, or those of the first visit; a new one only where an old one signed beside it. */
  vkeys: string[]
  policy: string | null
  size: number
  root: string
  peaks: { leaves: number; hash: string }[]
  cases: Cases
  /** The oldest size that no quorum has covered, and when it was first seen (milliseconds). */
  unwitnessed: { size: number; at: number } | null
}

export type Report = {
  gnomon: 'monitor/v1'
  url: string
  log: string | null
  origin: string | null
  at: string
  ok: boolean
  unreachable: string | null
  before: number
  checkpoint: { size: number; root: string } | null
  witnessed: { size: number; by: string[] } | null
  counts: Partial<Record<Kind, number>>
  findings: Finding[]
}

export type MonitorOptions = {
  url: string
  state?: MonitorState | undefined
  /** Trusted keys and policy from elsewhere (a gazette); without them the first visit is trusted. */
  vkeys?: string[]
  policy?: string
  now: Date
  /** An act recorded more than so many milliseconds after it happened is named. */
  late: number
  /** Whether that is a breach; a notice unless said. */
  lateIs?: Finding['severity']
  /** A notice counts as a breach. */
  strict?: boolean
  /** How long a checkpoint may be without its quorum, in milliseconds. */
  witnessDelay: number
  /** Waits between two looks for a first witnessed checkpoint; not called where one is there. */
  pause?: () => Promise<void>
}

const MOST_FINDINGS = 100

/**
 * One round of an outsider: signatures, that the log extends what was seen (every new leaf is hashed onto the remembered tree and
 * must lead to the signed root), cosignatures under the policy, the entries themselves. Gives the report and the state to
 * keep; the state does not advance past a checkpoint that is not proven.
 */
export async function monitorRound(
  options: MonitorOptions,
): Promise<{ report: Report; state: MonitorState | undefined }> {
  const findings: Finding[] = []
  const counts: Report['counts'] = {}
  const count = (kind: Kind, n: number) => {
    counts[kind] = (counts[kind] ?? 0) + n
  }
  const find = (f: Finding) => {
    count(f.kind, 1)
    if (counts[f.kind]! <= MOST_FINDINGS) findings.push(options.strict ? { ...f, severity: 'breach' } : f)
  }
  const breach = (kind: Kind, zh: string, en: string) => find({ kind, severity: 'breach', zh, en })
  const report: Report = {
    gnomon: 'monitor/v1',
    url: options.url,
    log: null,
    origin: options.state?.origin ?? null,
    at: options.now.toISOString(),
    ok: true,
    unreachable: null,
    before: options.state?.size ?? 0,
    checkpoint: null,
    witnessed: null,
    counts,
    findings,
  }
  const done = (state: MonitorState | undefined) => {
    report.ok = !report.unreachable && !findings.some((f) => f.severity === 'breach')
    return { report, state }
  }
  try {
    const described = await wellKnown(options.url)
    report.log = described.url
    report.origin = described.origin
    const log = remoteLog(described.url)
    const before = options.state ?? firstState(described.origin, options.vkeys ?? described.vkeys)
    if (before.origin !== described.origin) {
      breach(
        'key',
        `账本的名字从“${before.origin}”变成了“${described.origin}”`,
        `the log’s name changed from “${before.origin}” to “${described.origin}”`,
      )
      return done(options.state)
    }
    const { note, checkpoint } = read(await log.checkpoint())
    report.checkpoint = { size: checkpoint.size, root: toBase64(checkpoint.root) }
    const trusted = await trustedKeys(
      note,
      checkpoint,
      [...new Set([...before.vkeys, ...(options.vkeys ?? [])])],
      described.vkeys,
    )
    if (!trusted) {
      breach(
        'signature',
        `第 ${checkpoint.size} 条的检查点没有可信密钥的签名`,
        `the checkpoint of size ${checkpoint.size} bears no signature of a trusted key`,
      )
      return done(options.state)
    }
    const followed = await follow(log, before, checkpoint, options, find, count)
    if (!followed) return done(options.state)
    const state: MonitorState = {
      ...followed,
      vkeys: trusted,
      policy: options.policy ?? before.policy ?? described.policy?.file ?? null,
    }
    if (!options.policy && before.policy !== null && rules(before.policy) !== rules(described.policy?.file ?? ''))
      find({
        kind: 'policy',
        severity: 'notice',
        zh: '账本公布的见证策略和第一次见到的不同；仍按原来的核对',
        en: 'the published witness policy is not the one first seen; the first one is still used',
      })
    if (state.policy !== null)
      await witness(log, state, described.witnessed ?? `${described.url}/checkpoint`, options, report, breach)
    for (const gap of gaps(state.cases)) find(gap)
    return done(state)
  } catch (error) {
    if (error instanceof NotServed)
      breach(
        'not-served',
        `账本拿不出检查点所说的内容：${error.message}`,
        `the log does not serve what its checkpoint promises: ${error.message}`,
      )
    else if (error instanceof Unreachable) report.unreachable = error.message
    else throw error
    return done(options.state)
  }
}

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const firstState = (origin: string, vkeys: string[]): MonitorState => ({
  gnomon: 'monitor-state/v1',
  origin,
  vkeys,
  policy: null,
  size: 0,
  root: Buffer.from(EMPTY, 'hex').toString('base64'),
  peaks: [],
  cases: {},
  unwitnessed: null,
})

/** The lines that say who must cosign; keys of the log may rotate. */
const rules = (policy: string) =>
  policy
    .split('\n')
    .map((l) => l.trim().split(/[ \t]+/))
    .filter(([word]) => word === 'witness' || word === 'group' || word === 'quorum')
    .map((words) => (words[0] === 'witness' ? words.slice(0, 3) : words).join(' '))
    .join('\n')

function read(text: string): { note: Note; checkpoint: Checkpoint } {
  try {
    const note = parseNote(text)
    return { note, checkpoint: parseCheckpoint(note.text) }
  } catch (error) {
    throw new NotServed(`checkpoint: ${(error as Error).message}`)
  }
}

/** The keys to trust from now on; undefined where no trusted key signed. A new key is trusted where an old one signed beside it. */
async function trustedKeys(
  note: Note,
  checkpoint: Checkpoint,
  known: string[],
  offered: string[],
): Promise<string[] | undefined> {
  if (!(await signedBy(note, checkpoint, known)).signed) return undefined
  const added: string[] = []
  for (const vkey of offered.filter((k) => !known.includes(k))) {
    const key = await parseKey(vkey).catch(() => undefined)
    if (key?.name === checkpoint.origin && (await verifyNote(note, key)).holds) added.push(vkey)
  }
  return [...known, ...added]
}

type Peak = { leaves: number; hash: Buffer }

/** Hashes every new leaf onto the remembered tree; undefined where that does not lead to the signed root. */
async function follow(
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
  const cases: Cases = structuredClone(before.cases)
  const peaks: Peak[] = before.peaks.map((p) => ({ leaves: p.leaves, hash: Buffer.from(p.hash, 'base64') }))
  const found = new Map<Kind, Finding[]>()
  const more = new Map<Kind, number>()
  let index = before.size
  for await (const entry of log.entries(before.size, size)) {
    push(peaks, leafHash(entry))
    for (const f of readEntry(entry, index++, cases, { late: options.late, lateIs: options.lateIs ?? 'notice' })) {
      const same = found.get(f.kind) ?? []
      // Ten million late acts are counted, not kept.
      if (same.length < MOST_FINDINGS) found.set(f.kind, [...same, f])
      else more.set(f.kind, (more.get(f.kind) ?? 0) + 1)
    }
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
    size,
    root: toBase64(checkpoint.root),
    peaks: peaks.map((p) => ({ leaves: p.leaves, hash: p.hash.toString('base64') })),
    cases,
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
    ? Buffer.from(EMPTY, 'hex')
    : peaks.map((p) => p.hash).reduceRight((right, left) => nodeHash(left, right))

/** The newest checkpoint with its quorum must be one of this tree, and not older than the delay allows. Changes `state.unwitnessed`. */
async function witness(
  log: RemoteLog,
  state: MonitorState,
  url: string,
  options: MonitorOptions,
  report: Report,
  breach: (kind: Kind, zh: string, en: string) => void,
): Promise<void> {
  let policy: Policy
  try {
    policy = parsePolicy(state.policy!)
    await checkPolicyKeys(policy)
  } catch (error) {
    breach(
      'policy',
      `见证策略读不懂：${(error as Error).message}`,
      `the witness policy cannot be read: ${(error as Error).message}`,
    )
    return
  }
  if (policy.quorum === 'none') return
  let covered = 0
  for (let look = 0; look < 10; look++) {
    const text = await log.text(url)
    if (text) {
      const { note, checkpoint } = read(text)
      const by = [...(await cosignersOf(note, policy)).keys()]
      if (satisfied(policy, new Set(by)) && checkpoint.origin === state.origin) {
        // A later one than we followed is left to the next round.
        if (checkpoint.size <= state.size) {
          const proof = await treeReader(log.tiles, state.size).consistency(checkpoint.size)
          const same =
            checkpoint.size === state.size
              ? equal(checkpoint.root, fromBase64(state.root))
              : await consistent(checkpoint.size, checkpoint.root, state.size, fromBase64(state.root), proof)
          if (!same) {
            breach(
              'fork',
              `见证人签过的第 ${checkpoint.size} 条的检查点不属于这棵树：账本对不同的人给了不同的内容`,
              `the witnessed checkpoint of size ${checkpoint.size} is none of this tree: the log shows different people different things`,
            )
            return
          }
        }
        covered = checkpoint.size
        report.witnessed = { size: checkpoint.size, by }
        break
      }
    }
    if (!options.pause || look === 9) break
    await options.pause()
  }
  const now = options.now.getTime()
  if (covered >= state.size) {
    state.unwitnessed = null
    return
  }
  if (!state.unwitnessed || covered >= state.unwitnessed.size) state.unwitnessed = { size: state.size, at: now }
  const waited = now - state.unwitnessed.at
  if (covered === 0 || waited > options.witnessDelay)
    breach(
      'quorum',
      covered === 0
        ? '没有一个检查点达到见证的法定数'
        : `第 ${state.unwitnessed.size} 条的检查点 ${Math.round(waited / 60_000)} 分钟没有达到见证的法定数`,
      covered === 0
        ? 'no checkpoint has its quorum of witnesses'
        : `the checkpoint of size ${state.unwitnessed.size} has been without its quorum for ${Math.round(waited / 60_000)} minutes`,
    )
}
