import { readFileSync } from 'node:fs'
import { type Text, text } from '../../../kernel/platform/text.ts'
import { compileBpmn, flowProblems, replay } from '../../../kernel/procedure/index.ts'
import { command, type Io } from '../command.ts'
import { openedCity } from '../opened-city.ts'
import { readXmlFile } from '../xml-file.ts'

/** Variants kept, and the events in them; traces of further ones are counted, replayed each by itself and not listed. */
const MAX_VARIANTS = 10_000
const MAX_VARIANT_EVENTS = 2_000_000
/** Activities that the chart does not know; more are no longer named. */
const MAX_UNKNOWN = 1000
const CHUNK = 64 * 1024

const VALUES = ['--procedure', '--process', '--net', '--log', '--map', '--city'] as const
const FLAGS = ['--json', '--strict', '--csv'] as const

type Variant = { variant: number; count: number; activities: string[]; result: replay.TraceResult }

export default command({
  name: 'conformance',
  summary: text('用流程图回放外来日志，看是否照办', 'replay a foreign log against a chart'),
  usage: `gnomon conformance --procedure P.bpmn [--process ID] | --net N.pnml --log L.xes[.gz]|L.csv[.gz] [--map FILE] [--json] [--strict]
       gnomon conformance --city KIND [--csv | --json] [--strict]`,
  async run(args, io) {
    const given = argumentsOf(args)
    if (given?.city) return await ofCity(given.city, given, io)
    if (!given?.log || Boolean(given.procedure) === Boolean(given.net)) {
      io.err(this.usage)
      return 2
    }
    try {
      const replayer = await replayerOf(given, io)
      if (!replayer) return 2
      const map = given.map ? replay.readColumnMap(readFileSync(given.map, 'utf8')) : {}
      const watch = new replay.LogWatch()
      const csv = /\.(csv|tsv|txt)(\.gz)?$/i.test(given.log)
      const traces = (csv ? replay.readCsv : replay.readXes)(given.log, watch, map)
      return await report(traces, replayer, watch, { json: given.json, strict: given.strict }, io)
    } catch (error) {
      if (error instanceof replay.LogError) io.err(error.said[io.lang])
      else io.err((error as Error).message)
      return 2
    }
  },
})

/** The city's database is opened for this alone: a log in a file needs none. */
async function ofCity(kind: string, more: { csv: boolean; json: boolean; strict: boolean }, io: Io): Promise<number> {
  const { reportCity } = await import('../city-log.ts')
  const gnomon = await openedCity()
  try {
    return await reportCity(gnomon.db, kind, more, io)
  } finally {
    await gnomon.close()
  }
}

function argumentsOf(args: string[]) {
  const given: {
    procedure?: string
    process?: string
    net?: string
    log?: string
    map?: string
    city?: string
    json: boolean
    strict: boolean
    csv: boolean
  } = { json: false, strict: false, csv: false }
  for (let i = 0; i < args.length; i++) {
    const name = args[i]!
    if ((FLAGS as readonly string[]).includes(name)) given[name.slice(2) as 'json' | 'strict' | 'csv'] = true
    else if ((VALUES as readonly string[]).includes(name) && args[i + 1] !== undefined)
      given[name.slice(2) as 'procedure' | 'process' | 'net' | 'log' | 'map' | 'city'] = args[++i]!
    else return undefined
  }
  return given
}

async function replayerOf(
  { procedure, process: own, net }: { procedure?: string; process?: string; net?: string },
  io: Io,
): Promise<replay.Replayer | undefined> {
  const refuse = (reason: Text) => void io.err(reason[io.lang])
  const read = await readXmlFile(procedure ?? net!)
  if ('refused' in read) return refuse(read.refused)
  if (!procedure) {
    const found = replay.readPnml(read.xml)
    return new replay.Replayer(found.net, found)
  }
  const compiled = await compileBpmn(read.xml, own)
  const problems = flowProblems(compiled.problems)
  for (const p of problems) io.err(`${p.code}${p.element ? ` ${p.element}` : ''}  ${p.message[io.lang]}`)
  return problems.length > 0 ? undefined : new replay.Replayer(replay.chartNet(compiled.net))
}

/**
 * Replays trace by trace. With `json` the traces are written as they come, and what is known at the end (summary, variants,
 * problems) behind them, so that nothing but variants is kept; a log that breaks off leaves JSON that breaks off.
 */
async function report(
  traces: AsyncGenerator<replay.Trace>,
  replayer: replay.Replayer,
  watch: replay.LogWatch,
  { json, strict }: { json: boolean; strict: boolean },
  io: Io,
): Promise<number> {
  const sum = { traces: 0, fit: 0, produced: 0, consumed: 0, missing: 0, remaining: 0, bounded: 0, unlisted: 0 }
  const unknown = new Set<string>()
  const variants = new Map<string, Variant>()
  let kept = 0
  let buffer = json ? '{"traces":[' : ''
  const began = Date.now()
  let shown = began
  for await (const trace of traces) {
    const key = JSON.stringify(trace.activities)
    let known = variants.get(key)
    if (!known) {
      const { activities } = trace
      known = { variant: variants.size + 1, count: 0, activities, result: replayer.replay(activities) }
      if (variants.size < MAX_VARIANTS && kept + activities.length <= MAX_VARIANT_EVENTS) {
        kept += activities.length
        variants.set(key, known)
      } else {
        sum.unlisted++
        known.variant = 0
      }
    }
    known.count++
    const { fit, fitness, produced, consumed, missing, remaining, missingAt, bounded } = known.result
    sum.traces++
    if (fit) sum.fit++
    sum.produced += produced
    sum.consumed += consumed
    sum.missing += missing
    sum.remaining += remaining
    if (bounded) {
      sum.bounded++
      watch.note('BOUNDED', () => text(`「${trace.case}」`, `“${trace.case}”`))
    }
    for (const u of known.result.unknown) if (unknown.size < MAX_UNKNOWN) unknown.add(u)
    if (json) {
      const counts = { produced, consumed, missing, remaining, unknown: known.result.unknown, missingAt }
      const row = { case: trace.case, fit, fitness, ...counts, variant: known.variant || null }
      buffer += `${sum.traces > 1 ? ',\n' : '\n'}${JSON.stringify(row)}`
      if (buffer.length > CHUNK) {
        await io.write(buffer)
        buffer = ''
      }
    }
    if (io.progress && sum.traces % 100 === 0 && Date.now() - shown > 1000) {
      shown = Date.now()
      const words = text(
        `已回放 ${sum.traces} 件、${watch.events} 个事件`,
        `${sum.traces} traces, ${watch.events} events`,
      )
      io.progress(`${words[io.lang]}  ${Math.round((shown - began) / 1000)} s`)
    }
  }
  if (shown > began) io.progress?.('')
  const { traces: count, fit, produced, consumed, missing, remaining, bounded, unlisted } = sum
  const problems = watch.findings()
  const summary = {
    traces: count,
    events: watch.events,
    skipped: watch.skipped,
    fit,
    fitness: watch.events === 0 ? null : replay.fitnessOf(sum),
    produced,
    consumed,
    missing,
    remaining,
    unknown: [...unknown],
    bounded,
    variants: variants.size,
    tracesOfUnlistedVariants: unlisted,
  }
  const list = [...variants.values()].sort((a, b) => b.count - a.count)
  if (json) {
    const rows = list.map((v) => ({ variant: v.variant, count: v.count, fit: v.result.fit, activities: v.activities }))
    buffer += '\n],\n"variants":['
    for (const [i, row] of rows.entries()) {
      buffer += `${i > 0 ? ',\n' : '\n'}${JSON.stringify(row)}`
      if (buffer.length > CHUNK) {
        await io.write(buffer)
        buffer = ''
      }
    }
    await io.write(`${buffer}\n],\n"problems":${JSON.stringify(problems)},\n"summary":${JSON.stringify(summary)}\n}\n`)
  } else say(summary, list, io)
  for (const p of problems) io.err(`${p.code}  ${p.message[io.lang]}`)
  // Nothing replayed is no success.
  return watch.events === 0 || (strict && (fit < count || problems.length > 0)) ? 1 : 0
}

function say(
  s: {
    traces: number
    events: number
    skipped: number
    fit: number
    fitness: number | null
    produced: number
    consumed: number
    missing: number
    remaining: number
    unknown: string[]
    variants: number
    tracesOfUnlistedVariants: number
  },
  list: Variant[],
  io: Io,
) {
  const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
  io.out(
    t(
      `${s.traces} 件，${s.events} 个事件；照办 ${s.fit} 件；吻合度 ${s.fitness?.toFixed(4) ?? '无'}`,
      `${s.traces} traces, ${s.events} events; ${s.fit} fit; fitness ${s.fitness?.toFixed(4) ?? 'none'}`,
    ),
  )
  if (s.skipped > 0)
    io.out(
      t(
        `另有 ${s.skipped} 个事件不是一步的办完（开始、指派等），没有回放。`,
        `${s.skipped} more events are not the completion of a step (starts, assignments …) and were not replayed.`,
      ),
    )
  io.out(`produced ${s.produced}  consumed ${s.consumed}  missing ${s.missing}  remaining ${s.remaining}`)
  if (s.unknown.length > 0)
    io.out(
      t(
        `流程图不认识的活动（不算吻合）：${s.unknown.join('、')}`,
        `Activities that the chart does not know (they do not fit): ${s.unknown.join(', ')}`,
      ),
    )
  for (const v of list.slice(0, 10))
    io.out(`  ${v.result.fit ? '✓' : '✕'} ${v.count} × ${v.activities.slice(0, 100).join(' → ')}`)
  if (list.length > 10) io.out(t(`  还有 ${list.length - 10} 种走法。`, `  and ${list.length - 10} more variants.`))
  if (s.tracesOfUnlistedVariants > 0)
    io.out(
      t(
        `另有 ${s.tracesOfUnlistedVariants} 件的走法没有列出（最多列 ${MAX_VARIANTS} 种），已计入合计。`,
        `${s.tracesOfUnlistedVariants} more traces are of variants that are not listed (at most ${MAX_VARIANTS} are); they are in the sums.`,
      ),
    )
}
