import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { text } from '../../../kernel/platform/text.ts'
import {
  BadSettings,
  DEFAULTS,
  GROUPS,
  indicators,
  type Result,
  readSettings,
  TITLES,
  wide,
} from '../../../trade/indicators/index.ts'
import { command, type Io } from '../command.ts'
import { contentOf } from '../content-of.ts'

const USAGE = `gnomon indicators FILE|URL|- [--settings FILE] [--json]
FILE: compiled OCDS releases, one a line; or a release or record package. - is standard input.
--settings FILE: thresholds, as INI or JSON; only the flags that it names are computed.
0 computed · 2 unreadable, or usage`

export default command({
  name: 'indicators',
  summary: text('按 OCDS 数据算采购和交易的异常指标', 'procurement flags over OCDS releases'),
  usage: USAGE,
  async run(args, io) {
    const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
    const at = args.indexOf('--settings')
    const settingsFile = at < 0 ? undefined : args[at + 1]
    const [from, ...more] = args.filter((a, i) => (a === '-' || !a.startsWith('-')) && (at < 0 || i !== at + 1))
    if (from === undefined || more.length > 0) {
      io.err(USAGE)
      return 2
    }
    try {
      const of = indicators(settingsFile === undefined ? DEFAULTS() : readSettings(readFileSync(settingsFile, 'utf8')))
      for await (const { release, problem } of releases(from))
        if (problem)
          io.err(
            t(
              `第 ${problem.line} 行不是 JSON，跳过：${problem.why}`,
              `Line ${problem.line} is no JSON, skipped: ${problem.why}`,
            ),
          )
        else of.add(release)
      const result = of.result()
      if (result.Coverage.processes + result.Coverage.cancelled + result.Coverage.excluded === 0) {
        io.err(t('里面没有一个有 ocid 的过程。', 'There is no process with an ocid in it.'))
        return 2
      }
      if (args.includes('--json')) io.out(JSON.stringify(result))
      else report(result, io)
      for (const code of wide(result.Coverage))
        io.err(
          t(
            `${code} 亮了五分之一以上：先看它的界限合不合适。`,
            `${code} is raised for more than a fifth: look at its threshold first.`,
          ),
        )
      return 0
    } catch (error) {
      const said = error instanceof BadSettings ? error.said[io.lang] : (error as Error).message
      io.err(t(`读不了：${said}`, `This cannot be read: ${said}`))
      return 2
    }
  },
})

type Given = { release?: unknown; problem?: { line: number; why: string } }

/** A line holds a release, or a package of releases or records; what is one JSON text over many lines is read whole. */
async function* releases(from: string): AsyncGenerator<Given> {
  const stream =
    from === '-'
      ? process.stdin
      : /^https?:/.test(from)
        ? Readable.from([await contentOf(from)])
        : createReadStream(from)
  let line = 0
  let whole: string[] | undefined
  for await (const raw of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++
    if (whole) whole.push(raw)
    else if (line === 1 && /^\uFEFF?\s*[[{]\s*$/.test(raw)) whole = [raw]
    else if (raw.trim() !== '')
      try {
        for (const release of inside(JSON.parse(raw.replace(/^\uFEFF/, '')))) yield { release }
      } catch (error) {
        yield { problem: { line, why: (error as Error).message } }
      }
  }
  if (whole) for (const release of inside(JSON.parse(whole.join('\n').replace(/^\uFEFF/, '')))) yield { release }
}

function inside(given: unknown): unknown[] {
  if (Array.isArray(given)) return given.flatMap(inside)
  const { releases, records } = (given ?? {}) as { releases?: unknown; records?: unknown }
  if (Array.isArray(releases)) return releases
  if (Array.isArray(records)) return records.flatMap((r: { compiledRelease?: unknown }) => r?.compiledRelease ?? [])
  return [given]
}

const NAMES = {
  OCID: text('过程', 'Process'),
  Buyer: text('采购人', 'Buyer'),
  ProcuringEntity: text('采购实施单位', 'Procuring entity'),
  Tenderer: text('投标人', 'Tenderer'),
}
const four = (n: number) => String(Math.round(n * 10_000) / 10_000)

function report(result: Result, io: Io): void {
  const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
  const { processes, cancelled, excluded, indicators: counts } = result.Coverage
  io.out(
    t(
      `${processes} 个过程（另有取消 ${cancelled} 个，按设置不算 ${excluded} 个）。异常是要问的问题，不是结论。`,
      `${processes} processes (besides ${cancelled} cancelled, ${excluded} left out by the settings). A flag is a question, not a finding.`,
    ),
  )
  for (const [code, { computed, flagged }] of Object.entries(counts) as [
    keyof typeof TITLES,
    { computed: number; flagged: number },
  ][])
    io.out(`${code}  ${flagged}/${computed}  ${TITLES[code][io.lang]}`)
  for (const group of GROUPS)
    for (const [id, flags] of Object.entries(result[group] ?? {}))
      io.out(
        `${NAMES[group][io.lang]} ${id}: ${Object.entries(flags)
          .map(([code, value]) => `${code} ${four(value!)}`)
          .join(', ')}`,
      )
}
