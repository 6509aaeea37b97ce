import { treeReader } from '../tree.ts'
import {
  checkPolicyKeys,
  consistent,
  cosignersOf,
  equal,
  fromBase64,
  type Policy,
  parsePolicy,
  satisfied,
} from '../verifier/index.ts'
import type { Kind } from './cases.ts'
import { type RemoteLog, readCheckpoint } from './remote.ts'
import type { MonitorOptions, MonitorState, Report } from './report.ts'

/** The newest checkpoint with its quorum must be one of this tree, and not older than the delay allows. Changes `state.unwitnessed`. */
export async function quorum(
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
      const { note, checkpoint } = readCheckpoint(text)
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
