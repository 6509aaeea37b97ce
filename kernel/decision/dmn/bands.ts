/**
 * What a reader cannot see in a standard for fines: bands that turn round, leave the statute, fall where the conduct is graver, or
 * leave amounts between two degrees of gravity to both or to none (行政处罚法 art. 34: standards bind what is chosen). Amounts may be
 * expressions over the case's facts, so cases that can be are computed: every combination of the values at which a fact can matter.
 */
import { type Text, text } from '../../platform/text.ts'
import { compileExpression } from '../feel/compile.ts'
import { literalsOf } from '../feel/constants.ts'
import { FeelError, Halt } from '../feel/error.ts'
import { Run } from '../feel/run.ts'
import { type Code, Scope } from '../feel/scope.ts'
import { type Decimal, isNumber, num, toText, type Value } from '../feel/value.ts'
import { type BandFinding, BandFindings, type Graded, type Interval } from './band-findings.ts'
import { evaluate } from './evaluate.ts'
import type { DrgElement, Model } from './model.ts'
import { DecisionError } from './problem.ts'
import { allows, behind, type Choice, cases, choicesOf } from './sample.ts'
import { listedValues } from './view.ts'
import { child, childrenOf, textOf } from './xml.ts'

export type BandQuestion = {
  /** The decision that gives the band, the one that grades the conduct, and the band's outputs; 罚款, 违法程度, 下限, 上限, 处理 where left out. */
  decision?: string | undefined
  severity?: string | undefined
  low?: string | undefined
  high?: string | undefined
  treatment?: string | undefined
  /** What the statute allows: FEEL over the model's inputs, in the unit of the bands. */
  law?: { low: string; high: string } | undefined
  now: Date
}
/** `cases` of `of` combinations were computed; fewer where there are too many. */
export type BandReport = { cases: number; of: number; grades: string[]; findings: BandFinding[] }

/** Cases of one standard that are computed, each once for every degree of gravity. */
const MOST_CASES = 12_000
/** Values of one input. */
const MOST_PIECES = 90
/** Steps of one computation: a band is a table or two, and a hundred thousand of them must end. */
const STEPS = 20_000

/** @throws DecisionError NO_DECISION, NO_ORDER, BAD_LAW where the question does not fit the model */
export function checkBands(model: Model, q: BandQuestion): BandReport {
  const band = elementOf(model, q.decision ?? '罚款')
  const severity = q.severity === undefined ? model.named('违法程度') : elementOf(model, q.severity)
  const grades = severity ? orderOf(severity) : []
  const amounts = q.law ? [...literalsOf(q.law.low), ...literalsOf(q.law.high)] : []
  const choices = choicesFor(band, severity, amounts)
  if (!choices)
    return {
      cases: 0,
      of: 0,
      grades,
      findings: [unknown(band.name, '有的输入没有可以试的值，没有检查幅度。', 'An input has no values to try.')],
    }
  const statute = q.law && statuteOf(q.law, choices)
  const of = choices.reduce((n, c) => n * c.pieces.length, 1)
  const names = { low: q.low ?? '下限', high: q.high ?? '上限', treatment: q.treatment ?? '处理' }
  const options = { now: q.now, limits: { steps: STEPS } }
  const found = new BandFindings(band.name, grades, of <= MOST_CASES)
  const gradeOf = severity
    ? once(inputsOf(severity), (given) => grades.indexOf(toText(evaluate(model, severity.id, given, options).value)))
    : () => 0
  const bandsOf = once(inputsOf(band, severity), (given) =>
    severity
      ? grades.map((g) => bandOf(model, band, new Map([...given, [severity.name, g]]), names, options))
      : [bandOf(model, band, given, names, options)],
  )
  let count = 0
  for (const given of cases(choices, MOST_CASES)) {
    count++
    const [grade, bands, range] = [gradeOf(given), bandsOf(given), statute?.(given)]
    if (grade < 0 || !bands[grade]) found.unanswered(given)
    else if (range === null) found.noRange(given)
    else found.take({ given, grade, bands, range } satisfies Graded)
  }
  return { cases: count, of, grades, findings: found.all() }
}

/** The names of what a decision is given, without what is only asked for by `apart`. */
function inputsOf(e: DrgElement, apart?: DrgElement): string[] {
  return [...behind(e, new Set(apart ? [apart] : []))].filter((x) => x.kind === 'input').map((x) => x.name)
}

/** Computed once for the values of some inputs: most combinations differ in others. */
function once<T>(names: string[], compute: (given: Map<string, Value>) => T): (given: Map<string, Value>) => T {
  const ids = new Map<Value, number>()
  const known = new Map<string, T>()
  return (given) => {
    let key = ''
    for (const name of names) {
      const value = given.get(name) ?? null
      let id = ids.get(value)
      if (id === undefined) ids.set(value, (id = ids.size))
      key += `${id} `
    }
    let made = known.get(key)
    if (made === undefined) known.set(key, (made = compute(given)))
    return made
  }
}

function elementOf(model: Model, name: string): DrgElement {
  const found = model.named(name, 'decision') ?? model.named(name, 'input')
  if (found) return found
  throw new DecisionError(
    'NO_DECISION',
    `模型里没有名为「${name}」的决策。`,
    `The model has no decision named “${name}”.`,
  )
}

/** The degrees of gravity from the lightest, as the type or the table's output lists them. */
function orderOf(e: DrgElement): string[] {
  const outputs = childrenOf(child(e.xml, 'decisionTable') ?? e.xml, 'output')
  const listed = listedValues(e.type) ?? ((outputs[0] && textOf(child(outputs[0], 'outputValues'))) || undefined)
  const order = typeof listed === 'string' ? literalsOf(`[${listed}]`).map((v) => toText(v)) : listed
  if (order && order.length > 0) return order
  throw new DecisionError(
    'NO_ORDER',
    `「${e.name}」没有按轻重列出取值。`,
    `“${e.name}” does not list its values from the lightest.`,
  )
}

type Names = { low: string; high: string; treatment: string }
function bandOf(
  model: Model,
  e: DrgElement,
  given: Map<string, Value>,
  names: Names,
  options: { now: Date; limits: { steps: number } },
): Interval | undefined {
  const { value, diagnostics, trace } = evaluate(model, e.id, given, { ...options, explain: true })
  if (diagnostics.length > 0 || !(value instanceof Map)) return undefined
  const [low, high, treatment] = [value.get(names.low), value.get(names.high), value.get(names.treatment)]
  if (!isNumber(low ?? null) || !isNumber(high ?? null)) return undefined
  const rule = trace.findLast((t) => t.decision === e.name)?.rules.find((r) => r.used)?.index ?? 0
  return { low: low as Decimal, high: high as Decimal, treatment: toText(treatment ?? null), rule }
}

/** The statute's range for a case; null where it cannot be computed. */
function statuteOf(law: { low: string; high: string }, choices: Choice[]) {
  const scope = choices.map((c) => c.name)
  const compiled = (source: string): Code => {
    try {
      return compileExpression(source, { scope })
    } catch (error) {
      if (!(error instanceof FeelError)) throw error
      throw new DecisionError(
        'BAD_LAW',
        `法定幅度「${source}」读不懂。`,
        `The statute’s range “${source}” cannot be read.`,
      )
    }
  }
  const [low, high] = [compiled(law.low), compiled(law.high)]
  return (given: Map<string, Value>): { low: Decimal; high: Decimal } | null => {
    const run = new Run({ now: null, steps: STEPS })
    const at = new Scope(given, null, run)
    const ask = (code: Code): Value => {
      try {
        return code(at)
      } catch (error) {
        if (error instanceof Halt) return null
        throw error
      }
    }
    const [from, to] = [ask(low), ask(high)]
    return run.diagnostics.length === 0 && isNumber(from) && isNumber(to) ? { low: from, high: to } : null
  }
}

const HUNDREDTH = num('0.01')
/**
 * Between two cuts an amount may rise with a number: the ends of each piece are looked at, and one far beyond the last. A fact that
 * only grades the conduct makes no amount: there one value a piece will do, by the cuts of the grading alone.
 */
function choicesFor(band: DrgElement, severity: DrgElement | undefined, amounts: Value[]): Choice[] | undefined {
  const all = choicesOf(band, amounts, MOST_PIECES)
  const makesAmounts = new Set(inputsOf(band, severity))
  const grading = severity?.kind === 'decision' ? choicesOf(severity) : undefined
  return all?.map((c) => {
    if (grading && !makesAmounts.has(c.name)) return grading.find((g) => g.name === c.name) ?? c
    const numbers = c.pieces.filter(isNumber)
    if (numbers.length < c.pieces.length) return c
    const last = numbers.reduce((a, b) => (a.gt(b) ? a : b))
    const near = c.cuts.filter(isNumber).flatMap((n) => [n.minus(HUNDREDTH), n.plus(HUNDREDTH)])
    const distinct = new Map([...numbers, ...near, last.times(1000)].map((n) => [n.toString(), n]))
    return { ...c, pieces: [...distinct.values()].filter((n) => allows(c.type, n)) }
  })
}

const unknown = (decision: string, zh: string, en: string): BandFinding => {
  const message: Text = text(zh, en)
  return { kind: 'unknown', decision, rules: [], example: [], message }
}
