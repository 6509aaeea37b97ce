// One run of an activity, or several beside or after one another.
import type { Element } from '../read-bpmn.ts'
import { body } from './body.ts'
import { checkLanguage } from './branches.ts'
import type { Builder, Handler } from './builder.ts'
import { kindOf } from './graph.ts'

/** Instances of one activity; more would be a queue, not a step. */
const MAX_INSTANCES = 20

export function instances(b: Builder, e: Element, from: number, to: number[], handlers: Handler[]) {
  const loop = e.loopCharacteristics as Element | undefined
  if (!loop) return body(b, e, from, to, handlers)
  if (loop.$type !== 'bpmn:MultiInstanceLoopCharacteristics') {
    b.cannotRun(
      e,
      '是循环活动，这里不能运行。请画出回路。',
      'is a looping activity, which does not run here. Please draw the loop.',
    )
    return repeated(b, e, from, to, handlers, loop.testBefore === true)
  }
  const posts = String(e.posts ?? '')
    .split(/[,，、\s]+/)
    .filter(Boolean)
  const written = String(loop.loopCardinality?.body ?? '')
    .replace(/^=\s*|^\$\{|\}$/g, '')
    .trim()
  const count = posts.length || (/^\d+$/.test(written) ? Number(written) : 0)
  if (loop.behavior && loop.behavior !== 'All')
    b.cannotRun(
      e,
      '在实例完成时抛出事件（behavior），这里不能运行。',
      'throws events as its instances complete (behavior), which does not run here.',
    )
  if (count >= 1 && count <= MAX_INSTANCES) return several(b, e, from, to, handlers, count, posts)
  const beside = !kindOf(e) && !loop.isSequential
  b.refuse(
    'UNSUPPORTED',
    e,
    `是多实例活动，但图上没有写明有谁参加。请在 gnomon:posts 列出岗位，或把次数写成 1 到 ${MAX_INSTANCES} 的数。`,
    `has several instances, but the chart does not say whose. Please list the posts in gnomon:posts, or write a number from 1 to ${MAX_INSTANCES}.`,
    // So many runs of several steps beside one another have no bound; of one step they are a loop of it.
    beside ? {} : { running: true },
  )
  if (!beside) repeated(b, e, from, to, handlers, false)
}

/** A known number of runs, which may be enough before all are done. */
function several(
  b: Builder,
  e: Element,
  from: number,
  to: number[],
  handlers: Handler[],
  count: number,
  posts: string[],
) {
  const { isSequential, completionCondition } = e.loopCharacteristics
  const condition = completionCondition?.body ? String(completionCondition.body).trim() : undefined
  if (condition) checkLanguage(b, e, completionCondition)
  const numbers = Array.from({ length: count }, (_, i) => i + 1)
  const ins = numbers.map((i) => b.place(`in:${e.id}#${i}`))
  const outs = isSequential
    ? [...ins.slice(1), b.place(`all:${e.id}`)]
    : numbers.map((i) => b.place(`out:${e.id}#${i}`))
  const begun = condition ? [b.place(`several:${e.id}`)] : []
  const name = b.id(e)
  b.silent(e, 'gateway', [from], [...begun, ...(isSequential ? [ins[0]!] : ins)], { id: `${name}:begin` })
  const within = b.placesMadeBy(() => {
    for (const i of numbers) body(b, e, ins[i - 1]!, [outs[i - 1]!], handlers, i, posts[i - 1])
  })
  b.silent(e, 'gateway', [...begun, ...(isSequential ? [outs.at(-1)!] : outs)], to, { id: `${name}:all` })
  if (!condition) return
  // In a row the n-th place marked says that n are done, beside one another each marked place is one.
  const finished = (isSequential ? ins : outs).map((p, i): [number, number] => [p, isSequential ? i : 1])
  b.silent(e, 'gateway', begun, to, {
    id: `${name}:enough`,
    reset: [...ins, ...outs, ...within],
    guard: { condition, instances: count, finished },
  })
}

/** Any number of runs, one after another. */
function repeated(b: Builder, e: Element, from: number, to: number[], handlers: Handler[], maybeNone: boolean) {
  const [turn, turned] = [b.place(`turn:${e.id}`), b.place(`turned:${e.id}`)]
  const name = b.id(e)
  b.silent(e, 'gateway', [from], [turn], { id: `${name}:begin` })
  body(b, e, turn, [turned], handlers)
  b.silent(e, 'gateway', [turned], [turn], { id: `${name}:again` })
  b.silent(e, 'gateway', [turned], to, { id: `${name}:all` })
  if (maybeNone) b.silent(e, 'gateway', [from], to, { id: `${name}:none` })
}
