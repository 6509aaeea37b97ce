import type { Context, MiddlewareHandler } from 'hono'
import { actorOfToken } from '../../kernel/identity/index.ts'
import { exactJson, standardProblem, text } from '../../kernel/platform/index.ts'
import type { Gnomon } from '../gnomon.ts'
import { sessionToken } from './security.ts'

const KB = 1024
/** What one request may send: somebody not logged in, a question or command as JSON, a form with files. */
export const MOST = { anonymous: 256 * KB, json: 6 * KB * KB, form: 32 * KB * KB }
/** What all requests together may hold at one time, so that memory is bounded however many come. */
const MOST_HELD = 256 * KB * KB
/** Brackets within brackets: ours have a handful; PostgreSQL and recursive code fail at some thousands. */
const MOST_DEEP = 40

let held = 0
const holding = new WeakMap<Request, number>()

/** Gives back, at the end of a request, the room that its body took. */
export const bodies = (): MiddlewareHandler => async (c, next) => {
  const asked = c.req.raw
  try {
    await next()
  } finally {
    held -= holding.get(asked) ?? 0
    holding.delete(asked)
  }
}

/** The body as bytes, counted as they come: refused at the first byte too many, whatever the headers promise. */
export async function bodyOf(gnomon: Gnomon, c: Context, kind: 'json' | 'form'): Promise<Buffer> {
  const announced = Number(c.req.header('content-length') ?? Number.POSITIVE_INFINITY)
  // Who sends more than a form's text has to be somebody, and that is known before it is read.
  const most = announced <= MOST.anonymous || !(await isSomebody(gnomon, c)) ? MOST.anonymous : MOST[kind]
  if (Number.isFinite(announced) && announced > most) throw tooLarge(most)
  const parts: Uint8Array[] = []
  let length = 0
  const reader = c.req.raw.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader!.read()) {
    length += part.value.length
    held += part.value.length
    holding.set(c.req.raw, (holding.get(c.req.raw) ?? 0) + part.value.length)
    if (length > most) throw tooLarge(most)
    if (held > MOST_HELD) throw standardProblem('BUSY')
    parts.push(part.value)
  }
  return Buffer.concat(parts)
}

async function isSomebody(gnomon: Gnomon, c: Context): Promise<boolean> {
  const token = sessionToken(c)
  if (!token) return false
  const actor = await gnomon.db.transaction().execute((tx) => actorOfToken(tx, token))
  return actor.kind === 'person'
}

const tooLarge = (most: number) => {
  const size = most < KB * KB ? `${most / KB} kB` : `${most / KB / KB} MB`
  return standardProblem('TOO_LARGE', {
    detail:
      most === MOST.anonymous
        ? text(
            `没有登录时一次最多提交 ${size}。请先登录，或缩短内容。`,
            `Without logging in at most ${size} can be sent at once. Please log in first, or shorten it.`,
          )
        : text(
            `一次最多提交 ${size}。请分几次上传，或把文件压缩后再传。`,
            `At most ${size} can be sent at once. Please upload in several steps or compress the files.`,
          ),
  })
}

/** JSON that is not deeper than recursive code and PostgreSQL can go. */
export function parseJson(body: string): unknown {
  if (body === '') return {}
  if (depthOf(body) > MOST_DEEP)
    throw standardProblem('INVALID', {
      detail: text(`JSON 最多嵌套 ${MOST_DEEP} 层。`, `JSON may be nested ${MOST_DEEP} deep at most.`),
    })
  try {
    return exactJson(body, tooLong)
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error
    throw standardProblem('INVALID', { detail: text('这不是有效的 JSON。', 'This is not valid JSON.') })
  }
}

/** How deep brackets go, strings left out. */
function depthOf(json: string): number {
  let [depth, deepest, quoted] = [0, 0, false]
  for (let i = 0; i < json.length; i++) {
    const c = json.charCodeAt(i)
    if (quoted) {
      if (c === 0x5c) i++
      else if (c === 0x22) quoted = false
    } else if (c === 0x22) quoted = true
    else if (c === 0x5b || c === 0x7b) deepest = Math.max(deepest, ++depth)
    else if (c === 0x5d || c === 0x7d) depth--
  }
  return deepest
}

/** A number that a program would round on the way is refused; as a string it is read exactly. */
function tooLong(numeral: string): never {
  const shown = numeral.slice(0, 60)
  throw standardProblem('INVALID', {
    detail: text(
      `数 ${shown} 的位数太多，存不准。请写成字符串："${shown}"。`,
      `The number ${shown} has too many digits to be kept exactly. Please send it as a string: "${shown}".`,
    ),
  })
}
