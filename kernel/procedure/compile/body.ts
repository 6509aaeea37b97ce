// One run of an activity: a task is one step; a subprocess or a call is a scope of its own.
import type { StepKind } from '../net.ts'
import type { Element } from '../read-bpmn.ts'
import { GLOBAL_TASKS } from '../vocabulary.ts'
import type { Builder, Handler } from './builder.ts'
import { noteThrown } from './events.ts'
import { calledId, kindOf } from './graph.ts'
import { stepInfo } from './step-info.ts'

/** Calls within one another. */
const MAX_CALLS = 20

/** @param n which of several instances; @param post whose it is, where the chart lists them */
export function body(
  b: Builder,
  e: Element,
  from: number,
  to: number[],
  handlers: Handler[],
  n?: number,
  post?: string,
) {
  const kind = kindOf(e) ?? closed(b, e)
  const mark = n === undefined ? '' : `#${n}`
  if (kind) step(b, e, kind, from, to, mark, post)
  else if (e.$type === 'bpmn:SubProcess') subprocess(b, e, from, to, handlers, mark)
  else call(b, e, from, to, handlers, mark)
}

/** What stands for one step because what is in it is not in the file: a log may know it as one activity. */
function closed(b: Builder, e: Element): StepKind | undefined {
  if (e.$type === 'bpmn:SubProcess') {
    if ((e.flowElements ?? []).length > 0) return undefined
    b.cannotRun(
      e,
      '是收起来的子流程，里面没有画任何步骤。请画出来，或改成任务。',
      'is a collapsed subprocess with no steps drawn in it. Please draw them, or make it a task.',
    )
    return 'task'
  }
  const called = calledId(e)
  const task = b.roots.find((r) => r.id === called && GLOBAL_TASKS[r.$type])
  if (task) return GLOBAL_TASKS[task.$type]
  if (b.processes.some((p) => p.id === called)) return undefined
  b.cannotRun(
    e,
    `调用的流程「${called || '未写'}」不在这个文件里。请把它放进同一个文件，这样一个摘要就固定了全部。`,
    `calls the process “${called || 'none'}”, which is not in this file. Please put it into the same file, so that one digest fixes all of it.`,
  )
  return 'task'
}

function step(b: Builder, e: Element, kind: StepKind, from: number, to: number[], mark: string, post?: string) {
  const element = b.id(e) + mark
  if (mark && e.name) b.procedure.names[element] = e.name
  if (kind === 'send') noteThrown(b, e)
  const name = (e.messageRef?.name as string | undefined) ?? (kind === 'receive' ? b.messages.get(e) : undefined)
  const message = name ? { message: name } : {}
  b.procedure.steps[element] = { ...stepInfo(b, e, kind, message), element, ...(post ? { post } : {}) }
  b.add({ id: element, element, label: e.name ?? e.id, kind, pre: [from], post: to })
}

function subprocess(b: Builder, e: Element, from: number, to: number[], handlers: Handler[], mark: string) {
  const exit = b.place(`done:${e.id}${mark}`)
  const compile = () => b.scope(b, e, from, exit, handlers)
  // Ids are unique in a file: only copies need a name before theirs.
  if (mark) b.inside(e.id + mark, compile)
  else compile()
  b.silent(e, 'gateway', [exit], to, { id: b.id(e) + mark })
}

function call(b: Builder, e: Element, from: number, to: number[], handlers: Handler[], mark: string) {
  const process = b.processes.find((p) => p.id === calledId(e))!
  if (b.calls.includes(process))
    return b.refuse('UNSUPPORTED', e, '的调用绕回了自己。', 'calls in a circle, back to where it began.')
  if (b.calls.length > MAX_CALLS) return b.refuse('UNSUPPORTED', e, '的调用太深。', 'calls too deep.')
  const exit = b.place(`done:${e.id}${mark}`)
  b.calls.push(process)
  b.inside(e.id + mark, () => b.scope(b, process, from, exit, handlers))
  b.calls.pop()
  b.silent(e, 'gateway', [exit], to, { id: `${b.id(e)}${mark}:return` })
}
