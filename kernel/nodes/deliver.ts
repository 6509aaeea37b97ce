import { receiptOfAct } from '../ledger/contract.ts'
import { asProblem, databasesOf, execute, type Runtime, system } from '../platform/index.ts'
import { receive, takeReceipt } from './contract.ts'
import { envelope, readText, waitAfter } from './envelope.rules.ts'
import { messageKinds } from './messages.ts'
import { firstWaiting, keepFailure, type Posted } from './nodes.store.ts'
import { connected, peerOf, shut, signNote } from './peers.ts'

/** Milliseconds for one answer. */
const PATIENCE = 10_000
const who = system('nodes.deliver')

type Answer = { receipt: string } | { why: string }
/** Sends one message; `fetch` is the line. */
export type Line = (url: string, body: string) => Promise<{ ok: boolean; status: number; text: string }>

const http: Line = async (url, body) => {
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE),
  })
  return { ok: answer.ok, status: answer.status, text: await answer.text() }
}

async function ask(runtime: Runtime, m: Posted, line: Line): Promise<Answer> {
  const { url } = peerOf(m.toPlace)!
  let proof: string
  try {
    proof = (await execute(runtime, receiptOfAct, { actId: m.actId }, { who })).file
  } catch (error) {
    const problem = asProblem(error)
    if (!problem) throw error
    return { why: `${problem.code}: ${problem.title.en}` }
  }
  const { body: said } = readText(envelope, m.text)!
  const { carries } = messageKinds.get(m.kind) ?? {}
  const data = said.digest && carries ? await carries(said, runtime.files) : undefined
  const body = JSON.stringify({
    note: await shut(m.toPlace, signNote(m.text)),
    proof,
    ...(data === undefined ? {} : { data: await shut(m.toPlace, data) }),
  })
  const address = `${url.replace(/\/$/, '')}/api/${receive.id.replace('.', '/')}`
  for (let again = 0; again < 2; again++) {
    const answer = await line(address, body).catch((error: Error) => ({ ok: false, status: 0, text: error.message }))
    const said = readJson(answer.text)
    if (answer.ok && typeof said?.receipt === 'string') return { receipt: said.receipt }
    // What cannot be carried out is recorded there, and its receipt is had by asking once more.
    if (said?.code !== 'REFUSED') return { why: `${answer.status} ${said?.code ?? answer.text.slice(0, 200)}` }
  }
  return { why: 'REFUSED without a receipt' }
}

const readJson = (text: string): { receipt?: unknown; code?: string } | undefined => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** When a direction may be tried again, by what failed in this process. */
const rests = new Map<string, { failures: number; until: number }>()

/**
 * Sends the first waiting message of each direction until none is left or one fails. Any number of processes may: what two send at
 * once is taken once. Returns how many were receipted.
 */
export async function deliver(runtime: Runtime, line: Line = http, now: () => number = Date.now): Promise<number> {
  if (connected().length === 0) return 0
  let done = 0
  for (const { db } of databasesOf(runtime))
    for (let some = true; some; ) {
      some = false
      for (const m of await db.transaction().execute(firstWaiting)) {
        const key = `${m.jurisdiction}>${m.toPlace}`
        const rest = rests.get(key)
        if (!peerOf(m.toPlace) || (rest && rest.until > now())) continue
        const answer = await ask(runtime, m, line)
        const { jurisdiction: from, toPlace: to, number } = m
        const failed =
          'why' in answer
            ? answer.why
            : await execute(runtime, takeReceipt, { from, to, number, receipt: answer.receipt }, { who }).then(
                () => undefined,
                (error) => asProblem(error)?.code ?? String(error),
              )
        if (failed === undefined) {
          rests.delete(key)
          done++
          some = true
          continue
        }
        const failures = (rest?.failures ?? 0) + 1
        rests.set(key, { failures, until: now() + waitAfter(failures) })
        await db.transaction().execute((tx) => keepFailure(tx, m, failed))
      }
    }
  return done
}
