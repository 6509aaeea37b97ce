import { readFileSync } from 'node:fs'
import { text } from '../../../kernel/platform/text.ts'
import { compileBpmn, replay } from '../../../kernel/procedure/index.ts'
import { command } from '../command.ts'

export default command({
  name: 'conformance',
  summary: text('用流程图回放外来日志，看是否照办', 'replay a foreign log against a chart'),
  usage: 'gnomon conformance --procedure P.bpmn | --net N.pnml --log L.xes[.gz]|L.csv [--map FILE] [--json] [--strict]',
  async run(args, io) {
    const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
    const value = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
    const [chart, pnml, log, map] = [value('--procedure'), value('--net'), value('--log'), value('--map')]
    if (!log || (!chart && !pnml)) {
      io.err(this.usage)
      return 2
    }
    try {
      let replayer: replay.Replayer
      if (chart) {
        const compiled = await compileBpmn(readFileSync(chart, 'utf8'))
        if (compiled.problems.length > 0) {
          for (const p of compiled.problems)
            io.err(`${p.code}${p.element ? ` ${p.element}` : ''}  ${p.message[io.lang]}`)
          return 2
        }
        replayer = new replay.Replayer(compiled.net)
      } else {
        const { net, initial, final } = replay.readPnml(readFileSync(pnml!, 'utf8'))
        replayer = new replay.Replayer(net, { initial, ...(final ? { final } : {}) })
      }
      const stats = { events: 0, withoutTime: 0, outOfOrder: 0 }
      const traces = /\.csv(\.gz)?$/i.test(log)
        ? replay.readCsv(log, stats, map ? JSON.parse(readFileSync(map, 'utf8')) : {})
        : replay.readXes(log, stats)
      const sum = { traces: 0, fit: 0, produced: 0, consumed: 0, missing: 0, remaining: 0, bounded: 0 }
      const unknown = new Set<string>()
      const variants = new Map<
        string,
        { variant: number; count: number; activities: string[]; result: replay.TraceResult }
      >()
      const rows: unknown[] = []
      for await (const trace of traces) {
        const key = trace.activities.join('\u0000')
        let known = variants.get(key)
        if (!known)
          variants.set(
            key,
            (known = {
              variant: variants.size + 1,
              count: 0,
              activities: trace.activities,
              result: replayer.replay(trace.activities),
            }),
          )
        known.count++
        const { fit, fitness, produced, consumed, missing, remaining, missingAt, bounded } = known.result
        sum.traces++
        if (fit) sum.fit++
        sum.produced += produced
        sum.consumed += consumed
        sum.missing += missing
        sum.remaining += remaining
        if (bounded) sum.bounded++
        for (const u of known.result.unknown) unknown.add(u)
        rows.push({
          case: trace.case,
          fit,
          fitness,
          produced,
          consumed,
          missing,
          remaining,
          unknown: known.result.unknown,
          missingAt,
          variant: known.variant,
        })
      }
      const summary = {
        traces: sum.traces,
        events: stats.events,
        fit: sum.fit,
        fitness: replay.fitnessOf(sum),
        produced: sum.produced,
        consumed: sum.consumed,
        missing: sum.missing,
        remaining: sum.remaining,
        unknown: [...unknown],
        bounded: sum.bounded,
        withoutTime: stats.withoutTime,
        outOfOrder: stats.outOfOrder,
      }
      const list = [...variants.values()]
        .sort((a, b) => b.count - a.count)
        .map(({ variant, count, activities, result }) => ({ variant, count, fit: result.fit, activities }))
      if (args.includes('--json')) io.out(JSON.stringify({ summary, traces: rows, variants: list }))
      else {
        io.out(
          t(
            `${sum.traces} 件，${stats.events} 个事件；照办 ${sum.fit} 件；吻合度 ${summary.fitness.toFixed(4)}`,
            `${sum.traces} traces, ${stats.events} events; ${sum.fit} fit; fitness ${summary.fitness.toFixed(4)}`,
          ),
        )
        io.out(`produced ${sum.produced}  consumed ${sum.consumed}  missing ${sum.missing}  remaining ${sum.remaining}`)
        if (unknown.size > 0)
          io.out(
            t(
              `流程图不认识的活动（不算吻合）：${[...unknown].join('、')}`,
              `Activities that the chart does not know (they do not fit): ${[...unknown].join(', ')}`,
            ),
          )
        if (stats.outOfOrder > 0)
          io.out(
            t(
              `${stats.outOfOrder} 个事件的时间倒着走，按文件顺序回放。`,
              `${stats.outOfOrder} events go back in time; replayed in file order.`,
            ),
          )
        for (const v of list.slice(0, 10)) io.out(`  ${v.fit ? '✓' : '✕'} ${v.count} × ${v.activities.join(' → ')}`)
      }
      return args.includes('--strict') && sum.fit < sum.traces ? 1 : 0
    } catch (error) {
      if (error instanceof replay.LogError) io.err(error.said[io.lang])
      else io.err((error as Error).message)
      return 2
    }
  },
})
