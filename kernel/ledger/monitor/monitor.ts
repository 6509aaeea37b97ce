import { type Checkpoint, type Note, parseKey, signedBy, toBase64, verifyNote } from '../verifier/index.ts'
import { type Finding, gaps, type Kind } from './cases.ts'
import { EMPTY_ROOT, follow } from './follow.ts'
import { quorum } from './quorum.ts'
import { NotServed, readCheckpoint, remoteLog, Unreachable, wellKnown } from './remote.ts'
import { MOST_FINDINGS, type MonitorOptions, type MonitorState, type Report } from './report.ts'
import { REREAD, reread } from './reread.ts'

export type { MonitorOptions, MonitorState, Report } from './report.ts'

/**
 * One round of an outsider: signatures, that the log extends what was seen (every new leaf is hashed onto the remembered tree and
 * must lead to the signed root), that what was seen is still served unaltered, cosignatures under the policy, the entries themselves. Gives the report and the state to
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
    const { note, checkpoint } = readCheckpoint(await log.checkpoint())
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
    const from = before.reread ?? 0
    const again = await reread(log, checkpoint, from % REREAD === 0 && from < before.size ? from : 0, before.size)
    if (again.differs)
      breach(
        'tiles',
        `账本改了旧的内容：${again.differs} 和签过的根对不上`,
        `the log altered what was there: ${again.differs} does not lead to the signed root`,
      )
    const state: MonitorState = {
      ...followed,
      reread: again.next,
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
      await quorum(log, state, described.witnessed ?? `${described.url}/checkpoint`, options, report, breach)
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

const firstState = (origin: string, vkeys: string[]): MonitorState => ({
  gnomon: 'monitor-state/v1',
  origin,
  vkeys,
  policy: null,
  size: 0,
  root: Buffer.from(EMPTY_ROOT, 'hex').toString('base64'),
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
