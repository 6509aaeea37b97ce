import { type Text, text } from '../platform/text.ts'
import { commitmentOf, DrawProblem, draw, poolDigest } from './draw.rules.ts'
import type { DrawRecord } from './record.shape.ts'

/** `done`: seed and result are there to be compared. `differs`: every place in which the record is not what it must be. */
export type Verdict = { done: boolean; differs: Text[]; drawn: number }

const order = (ids: readonly string[]) => ids.join(' ')

/** Recomputes a draw from what was published of it, and says where it differs. Needs nothing but the record. */
export function verifyDraw(record: DrawRecord): Verdict {
  const differs: Text[] = []
  const say = (zh: string, en: string) => void differs.push(text(zh, en))
  const { closed, revealed } = record
  if (closed) {
    if (closed.at <= record.committedAt) say('封池不在承诺之后。', 'The pools were not closed after the commitment.')
    for (const pool of closed.pools)
      if (poolDigest(pool) !== pool.digest)
        say(`名单 ${pool.name} 与公布的摘要不符。`, `The pool ${pool.name} is not the one of its digest.`)
  }
  if (!revealed) return { done: false, differs, drawn: 0 }
  if (!closed) {
    say('没有封池就公开了种子。', 'The seed was opened though no pool was closed.')
    return { done: true, differs, drawn: 0 }
  }
  if (revealed.at <= closed.at) say('种子不是在封池之后公开的。', 'The seed was not opened after the closing.')
  const [seed, nonce] = [revealed.seed, revealed.nonce].map((h) => Buffer.from(h, 'hex')) as [Buffer, Buffer]
  if (commitmentOf(seed, nonce) !== record.commitment)
    say('种子与事先的承诺不符。', 'The seed is not the one that was committed to.')
  if (closed.checkpoint !== (revealed.root !== null))
    say('该混入的账本根没有混入，或多混入了。', 'The root of the ledger is missing, or was mixed in unasked.')
  try {
    const again = draw(seed, closed, revealed.root?.root ?? null)
    const was = revealed.result
    for (const [i, d] of again.drawn.entries()) {
      const said = was.drawn[i]
      const name = [d.pool, ...(d.of ? [d.of] : []), d.stratum].join(' ')
      if (
        !said ||
        said.pool !== d.pool ||
        said.of !== d.of ||
        said.stratum !== d.stratum ||
        order(said.ids) !== order(d.ids)
      )
        say(
          `${name}：应抽出 ${order(d.ids)}，公布的是 ${said ? order(said.ids) : '空'}。`,
          `${name}: should be ${order(d.ids)}, published is ${said ? order(said.ids) : 'nothing'}.`,
        )
    }
    if (was.drawn.length > again.drawn.length)
      say(
        `公布的结果多出 ${was.drawn.length - again.drawn.length} 组。`,
        `The published result has ${was.drawn.length - again.drawn.length} group(s) too many.`,
      )
    for (const name of new Set([...Object.keys(again.numbers), ...Object.keys(was.numbers)]))
      if (again.numbers[name] !== was.numbers[name])
        say(
          `${name}：应为 ${again.numbers[name] ?? '空'}，公布的是 ${was.numbers[name] ?? '空'}。`,
          `${name}: should be ${again.numbers[name] ?? 'nothing'}, published is ${was.numbers[name] ?? 'nothing'}.`,
        )
    return { done: true, differs, drawn: again.drawn.reduce((n, d) => n + d.ids.length, 0) }
  } catch (error) {
    if (!(error instanceof DrawProblem)) throw error
    say(`按公布的名单抽不出来：${error.message}`, `The published pools cannot be drawn from: ${error.message}`)
    return { done: true, differs, drawn: 0 }
  }
}
