// BPMN XML → workflow net: reads the file, finds the process that is its procedure, and compiles it as a scope.
import { createHash } from 'node:crypto'
import { text } from '../../platform/text.ts'
import { type Element, readBpmn } from '../read-bpmn.ts'
import { aWord, wordOf } from '../vocabulary.ts'
import { Builder, MAX_TRANSITIONS } from './builder.ts'
import type { Compiled } from './compiled.ts'
import { calledBy } from './graph.ts'
import { scope } from './scope.ts'

export const digestOf = (xml: string): string => createHash('sha256').update(xml).digest('hex')

/** BPMN XML → workflow net. `problems` is empty exactly when the chart can run (soundness is `checkSoundness`'s question). */
export async function compileBpmn(xml: string): Promise<Compiled> {
  const digest = digestOf(xml)
  const { definitions, problems } = await readBpmn(xml)
  const b = new Builder(problems, definitions)
  if (definitions) compileFile(b)
  return { net: b.net, procedure: b.procedure, digest, problems, ...(definitions ? { definitions } : {}) }
}

function compileFile(b: Builder) {
  const main = mainProcess(b)
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

/** The one process that no other calls; undefined where there is none, or more than one. */
function mainProcess(b: Builder): Element | undefined {
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
  const mains = b.processes.filter((p) => !called.has(p.id))
  if (mains.length > 1) {
    b.refuse(
      'UNSUPPORTED',
      mains[1]!,
      '是文件里另一个独立的流程。请每个流程一个文件；被调用的流程可以同在一个文件里。',
      'is another process of its own. Please keep one a file; processes that are called may stand beside it.',
    )
    return undefined
  }
  // Where all are called, they call in a circle, and that is refused where it closes.
  return mains[0] ?? b.processes[0]
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
