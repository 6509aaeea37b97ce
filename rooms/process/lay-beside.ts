import { caseKinds } from '../../kernel/cases/index.ts'
import { postOf, query, type Tx, text } from '../../kernel/platform/index.ts'
import { procedureOf, replay } from '../../kernel/procedure/index.ts'
import { layBeside } from './contract.ts'
import { processMap, type Trace } from './map.rules.ts'
import { tracesOf } from './traces.ts'

const LARGEST = 10 * 1024 * 1024

/** Read, computed and forgotten: nothing of the file is stored. Every case in it counts as closed; how far it fits its chart says the rest. */
export default query(layBeside, {
  allow: ({ actor }) => postOf(actor, 'supervisor', 'chief-supervisor', 'auditor') !== undefined,
  async run({ tx, input, problem }) {
    if (!caseKinds.has(input.kind)) throw problem('NO_KIND')
    if (input.file.bytes.length > LARGEST) throw problem('TOO_LARGE')
    const chart = await chartOf(tx, input)
    const replayer = chart ? new replay.Replayer(replay.chartNet((await procedureOf(tx, chart)).net)) : undefined
    const watch = new replay.LogWatch()
    const traces: Trace[] = []
    try {
      for await (const t of replay.readCsv(input.file.bytes, watch, {}, { times: true }))
        traces.push({ ...judged(t.activities, replayer), activities: t.activities, times: t.times ?? [], closed: true })
    } catch (error) {
      if (!(error instanceof replay.LogError)) throw error
      throw problem('LOG', { detail: error.said, fields: { file: error.said } })
    }
    if (watch.events === 0) {
      const said = text('文件里没有一步可以看的。', 'There is no step in the file that could be looked at.')
      throw problem('LOG', { detail: said, fields: { file: said } })
    }
    return {
      name: input.file.name.slice(0, 200),
      map: processMap(traces),
      findings: watch.findings().map(({ code, message }) => ({ code, message })),
      chart: chart ?? null,
    }
  },
})

/** The chart that most of the city's cases of the kind follow, or of the item. */
async function chartOf(tx: Tx, of: { kind: string; item?: string | undefined }): Promise<string | undefined> {
  const { charts } = await tracesOf(tx, { kind: of.kind, item: of.item })
  return charts[0]?.digest
}

function judged(activities: readonly string[], replayer: replay.Replayer | undefined): Pick<Trace, 'how' | 'left'> {
  if (!replayer) return {}
  let state: replay.MonitorState = replay.watch(replayer)
  for (const activity of activities) state = replay.observe(replayer, state, activity).state
  const [left] = state.deviations
  if (left) return { how: 'deviates', left }
  return { how: replay.verdict(replayer, state).mayEnd ? 'complete' : 'open' }
}
