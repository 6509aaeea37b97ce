// BPMN XML → workflow net: reads the file, finds the process that is its procedure, and compiles it as a scope.
import { createHash } from 'node:crypto'
import { text } from '../../platform/text.ts'
import { ownCandidates, statedOwn } from '../own-process.ts'
import { type Element, readBpmn } from '../read-bpmn.ts'
import { aWord, wordOf } from '../vocabulary.ts'
import { Builder, MAX_TRANSITIONS } from './builder.ts'
import type { Compiled } from './compiled.ts'
import { calledBy } from './graph.ts'
import { scope } from './scope.ts'

export const digestOf = (xml: string): string => createHash('sha256').update(xml).digest('hex')

/**
 * BPMN XML → workflow net. `problems` is empty exactly when the chart can run (soundness is `checkSoundness`'s question). Of several
 * processes that nobody calls `own` is the unit's, or the one that the file marks.
 */
export async function compileBpmn(xml: string, own?: string): Promise<Compiled> {
  const digest = digestOf(xml)
  const { definitions, problems } = await readBpmn(xml)
  const b = new Builder(problems, definitions, scope)
  if (definitions) compileFile(b, own)
  return { net: b.net, procedure: b.procedure, digest, problems, ...(definitions ? { definitions } : {}) }
}

function compileFile(b: Builder, own: string | undefined) {
  const main = mainProcess(b, own)
  if (!main) return
  b.procedure.id = main.id
  b.procedure.name = main.name ?? main.id
  if (main.correlation) b.procedure.correlation = String(main.correlation)
  b.calls.push(main)
  scope(b, main, b.net.source, b.net.sink)
  for (const finish of b.last) finish()
  for (const look of b.looks) look()
  if (b.full)
    b.refuse(
      'TOO_LARGE',
      main,
      `展开后超过 ${MAX_TRANSITIONS} 步（多实例和调用逐层相乘）。请减少次数或拆开。`,
      `comes to more than ${MAX_TRANSITIONS} steps once its instances and calls are multiplied out. Please use fewer, or split it.`,
    )
}

/** The unit's own process: the one that no other calls, or the one that is named or marked; undefined where that is not said. */
function mainProcess(b: Builder, own: string | undefined): Element | undefined {
  for (const e of b.roots)
    if (e.$type === 'bpmn:Choreography' || e.$type === 'bpmn:GlobalConversation')
      b.refuse(
        'UNSUPPORTED',
        e,
        `是${wordOf(e.$type).zh}，这里不能运行。`,
        `is ${aWord(e.$type)}, which does not run here.`,
      )
  if (b.processes.length === 0) {
    noProcess(b)
    return undefined
  }
  const called = new Set(b.processes.flatMap(calledBy))
  const mains = ownCandidates(b.processes, called)
  const named = own === undefined ? undefined : b.processes.find((p) => p.id === own)
  const list = (mains.length > 0 ? mains : b.processes).map((p) => `${p.id}${p.name ? ` ${p.name}` : ''}`)
  if (own !== undefined && !named) {
    b.refuse(
      'NO_PROCESS',
      b.processes[0]!,
      `旁边没有编号为 ${own} 的流程。文件里有：${list.join('、')}。`,
      `has no process ${own} beside it. The file has: ${list.join(', ')}.`,
    )
    return undefined
  }
  const stated = named ?? (mains.length > 1 ? statedOwn(mains) : undefined)
  if (!stated && mains.length > 1) {
    b.refuse(
      'UNSUPPORTED',
      mains[1]!,
      `是文件里另一个独立的流程。请说明哪一个是本单位的（起草页上选，或 --process 编号），其他的只画出来：${list.join('、')}。`,
      `is another process of its own. Please say which is the unit's (choose it on the draft's page, or --process ID); the others are only drawn: ${list.join(', ')}.`,
    )
    return undefined
  }
  // Where all are called, they call in a circle, and that is refused where it closes.
  return stated ?? mains[0] ?? b.processes[0]
}

/** Nothing to run, where nothing else is wrong already. */
function noProcess(b: Builder) {
  if (b.problems.length > 0) return
  const empty = b.roots.find((e) => e.$type === 'bpmn:Process' || e.$type === 'bpmn:Collaboration')
  if (empty)
    b.refuse(
      'NO_PROCESS',
      empty,
      '里面没有画任何步骤，文件里没有流程可以运行。',
      'has no steps drawn in it; there is no process in the file to run.',
    )
  else b.problems.push({ code: 'NO_PROCESS', message: text('文件里没有流程。', 'There is no process in the file.') })
}
