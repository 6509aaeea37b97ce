import { type Text, text } from '../../kernel/platform/text.ts'
import { flagsOf, GROUPS, type Group, type Raise } from './flags.rules.ts'
import { FIELDS, processOf } from './process.rules.ts'
import { CODES, type Code, type Settings } from './settings.rules.ts'

export type Result = Partial<Record<Group, Record<string, Partial<Record<Code, number>>>>> & {
  /** Quartiles and fences, rounded to four decimals. */
  Meta: Partial<Record<Code, Record<string, number>>>
  Coverage: Coverage
}
/** `computed`: of how many processes (or buyers, tenderers) a flag could say something; `flagged`: of how many it did. */
export type Coverage = {
  processes: number
  cancelled: number
  excluded: number
  withoutOcid: number
  fields: Record<string, number>
  indicators: Partial<Record<Code, { computed: number; flagged: number }>>
}

/** What each flag asks; never that somebody did something. */
export const TITLES: Record<Code, Text> = {
  R003: text('投标时间短于应有的', 'The time for bids is shorter than expected'),
  R018: text('竞争性程序只有一家投标', 'One bidder in a competitive procedure'),
  R024: text('第二低报价与中标价异常接近', 'The next bid is unusually close to the winning one'),
  R025: text('投标多而很少中标', 'Many bids and hardly a win'),
  R028: text('不同投标人报价相同', 'Different bidders, the same price'),
  R030: text('中标的标书晚于截止时间', 'The winning bid came after the deadline'),
  R035: text('除中标人外都被否决', 'All bids but the winner’s were disqualified'),
  R036: text('最低报价被否决', 'The lowest bid was disqualified'),
  R038: text('否决投标的比例异常高', 'Unusually many bids are disqualified'),
  R048: text('供应的门类异常多', 'A supplier of unusually many kinds of things'),
  R058: text('中标价比第二低报价异常低', 'The winning bid is unusually far below the next'),
}

/** Reads releases one after the other; `result` may be asked once, at the end. */
export function indicators(settings: Settings): { add(release: unknown): void; result(): Result } {
  const flags = flagsOf(settings)
  const found = Object.fromEntries(GROUPS.map((g) => [g, new Map<string, Partial<Record<Code, number>>>()])) as Record<
    Group,
    Map<string, Partial<Record<Code, number>>>
  >
  const meta: Result['Meta'] = {}
  const fields = Object.fromEntries(Object.keys(FIELDS).map((f) => [f, 0]))
  const counts: Coverage['indicators'] = Object.fromEntries(flags.map(([code]) => [code, { computed: 0, flagged: 0 }]))
  const coverage: Coverage = { processes: 0, cancelled: 0, excluded: 0, withoutOcid: 0, fields, indicators: counts }
  const raising = (code: Code): Raise => ({
    flag(group, id, value) {
      const one = found[group].get(id) ?? {}
      found[group].set(id, one)
      // A tenderer of a flagged process is no second finding.
      if (!(code in one) && !(group === 'Tenderer' && OF_PROCESS.has(code))) counts[code]!.flagged++
      one[code] = value
    },
    meta(name, value) {
      if (Number.isFinite(value)) (meta[code] ??= {})[name] = Math.round(value * 10_000) / 10_000
    },
    computed: () => void counts[code]!.computed++,
  })
  const raises = flags.map(([code]) => raising(code))
  return {
    add(release) {
      const process = processOf(release)
      if (!process) return void coverage.withoutOcid++
      if (process.cancelled) return void coverage.cancelled++
      if (settings.excluded.has(process.methodDetails ?? '')) return void coverage.excluded++
      coverage.processes++
      for (const [field, has] of Object.entries(FIELDS)) if (has(process)) fields[field]!++
      for (const [i, [, flag]] of flags.entries()) flag.fold?.(process, raises[i]!)
    },
    result() {
      for (const [i, [, flag]] of flags.entries()) flag.end?.(raises[i]!)
      const groups = GROUPS.filter((g) => found[g].size > 0).map((g) => [g, Object.fromEntries(found[g])])
      return { ...Object.fromEntries(groups), Meta: meta, Coverage: coverage }
    },
  }
}
/** Flags of a process that name its tenderers too. */
const OF_PROCESS = new Set<Code>(['R024', 'R028', 'R030', 'R035', 'R058'])

/** Flags that are raised for more than a fifth of what they looked at: their threshold is to be looked at first. */
export const wide = ({ indicators }: Coverage): Code[] =>
  CODES.filter((code) => {
    const one = indicators[code]
    return one !== undefined && one.computed >= 5 && one.flagged > one.computed / 5
  })
