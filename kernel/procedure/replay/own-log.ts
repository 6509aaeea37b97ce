// A case of our own against its chart: it may still be under way, or have been ended by an act beside the chart.
import { type Net, plainName } from '../net.ts'
import { chartNet } from './chart-net.ts'
import { type Deviation, type MonitorState, observe, watch } from './monitor.ts'
import { Replayer } from './replay.ts'

/** `complete`: the chart's end; `open`: under way, and all so far as the chart has it; `ended`: likewise, but closed without the chart's end. */
export type OwnVerdict = {
  how: 'complete' | 'open' | 'ended' | 'deviates'
  activities: string[]
  fitness: number
  /** Where it first left the chart. */
  left?: Deviation
}

/** One chart, asked about many cases. */
export class OwnChart {
  private readonly replayer: Replayer
  private readonly names: Map<string, string>

  constructor(net: Net) {
    this.replayer = new Replayer(chartNet(net))
    this.names = new Map(
      net.transitions.flatMap((t): [string, string][] => (t.label === null ? [] : [[t.element, plainName(t.label)]])),
    )
  }

  /** An element by the name that logs use; its id where it has none on the chart. */
  nameOf(element: string): string {
    return this.names.get(element) ?? element
  }

  judge(elements: readonly string[], closed: boolean): OwnVerdict {
    const activities = elements.map((e) => this.nameOf(e))
    const { fit, fitness } = this.replayer.replay(activities)
    if (fit) return { how: 'complete', activities, fitness }
    let state: MonitorState = watch(this.replayer)
    for (const activity of activities) state = observe(this.replayer, state, activity).state
    const [left] = state.deviations
    if (left) return { how: 'deviates', activities, fitness, left }
    return { how: closed ? 'ended' : 'open', activities, fitness: 1 }
  }
}
