// Token replay of traces over a net of ten transitions, in memory on one thread: events a second, beside the same search with
// nothing kept between traces. Then a log of 50 MB streamed from disk: events a second and what memory grew by.
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { type Net, replay } from '../../kernel/procedure/index.ts'

const { LogWatch, Replayer, readXes } = replay
const t = (id: string, label: string | null, pre: number[], post: number[]) => ({
  id,
  element: id,
  label,
  kind: 'user' as const,
  pre,
  post,
})
/** Receive, then two checks beside one another (one may be skipped), a loop of corrections, decide, serve. */
const NET: Net = {
  places: ['i', 'o', 'p', 'c1', 'c2', 'd1', 'd2', 'e', 'f'],
  source: 0,
  sink: 1,
  transitions: [
    t('receive', 'receive', [0], [2]),
    t('correct', 'correct', [2], [2]),
    t('accept', 'accept', [2], [3, 4]),
    t('review', 'review', [3], [5]),
    t('inspect', 'inspect', [4], [6]),
    t('skip', null, [4], [6]),
    t('decide', 'decide', [5, 6], [7]),
    t('return', 'return', [7], [2]),
    t('serve', 'serve', [7], [8]),
    t('end', null, [8], [1]),
  ],
}

function traces(count: number): string[][] {
  let state = 42
  const random = (n: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
  return Array.from({ length: count }, () => {
    const trace = ['receive']
    do {
      for (let i = random(3); i > 0; i--) trace.push('correct')
      trace.push('accept', ...[['review', 'inspect'], ['inspect', 'review'], ['review']][random(3)]!, 'decide')
      if (random(4) > 0) break
      trace.push('return')
    } while (trace.length < 60)
    return [...trace, 'serve']
  })
}

export async function benchReplay(print: (line: string) => void): Promise<void> {
  const log = traces(20_000)
  const events = log.reduce((n, x) => n + x.length, 0)
  const rate = (each: (trace: string[]) => void, of: string[][], n: number): number => {
    const began = process.hrtime.bigint()
    for (const trace of of) each(trace)
    return n / (Number(process.hrtime.bigint() - began) / 1e9)
  }
  const replayer = new Replayer(NET)
  const check = (trace: string[]): void => {
    if (!replayer.replay(trace).fit) throw new Error(`not fit: ${trace.join()}`)
  }
  rate(check, log, events)
  const ours = Math.max(...[1, 2, 3].map(() => rate(check, log, events)))
  const few = log.slice(0, 1000)
  const fewEvents = few.reduce((n, x) => n + x.length, 0)
  const baseline = rate((trace) => void new Replayer(NET).replay(trace), few, fewEvents)
  print(
    `replay: ${Math.round(ours).toLocaleString('en')} events/s in memory; nothing kept between traces ${Math.round(baseline).toLocaleString('en')}/s; ratio ${(ours / baseline).toFixed(1)}`,
  )

  const folder = mkdtempSync(join(tmpdir(), 'gnomon-replay-'))
  try {
    const path = join(folder, 'log.xes')
    const out = createWriteStream(path)
    let bytes = 0
    const write = async (text: string): Promise<void> => {
      bytes += text.length
      if (!out.write(text)) await new Promise<void>((resolve) => out.once('drain', () => resolve()))
    }
    await write('<?xml version="1.0" encoding="UTF-8"?><log xmlns="http://www.xes-standard.org/">')
    for (let n = 0; bytes < 50 * 1024 * 1024; n++) {
      const trace = log[n % log.length]!
      await write(
        `<trace><string key="concept:name" value="${n}"/>${trace.map((a, i) => `<event><string key="concept:name" value="${a}"/><date key="time:timestamp" value="2026-01-01T00:${String(i).padStart(2, '0')}:00Z"/></event>`).join('')}</trace>`,
      )
    }
    out.end('</log>')
    await finished(out)
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    let peak = before
    let read = 0
    const began = process.hrtime.bigint()
    for await (const trace of readXes(path, new LogWatch())) {
      check(trace.activities)
      read += trace.activities.length
      if (read % 50_000 < 20) peak = Math.max(peak, process.memoryUsage().rss)
    }
    const seconds = Number(process.hrtime.bigint() - began) / 1e9
    print(
      `replay: a log of 50 MB (XES) streamed at ${Math.round(read / seconds).toLocaleString('en')} events/s; memory grew by ${Math.round((peak - before) / 1024 / 1024)} MB`,
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}
