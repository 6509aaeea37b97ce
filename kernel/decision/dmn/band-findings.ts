// What is wrong with bands that were computed: pure comparisons, each finding once, with the first case that shows it.
import { text } from '../../platform/text.ts'
import { type Decimal, isNumber, toText, type Value } from '../feel/value.ts'

export type BandKind = 'inverted' | 'outside' | 'exempt' | 'falling' | 'band-gap' | 'band-overlap' | 'unknown'
export type BandFinding = {
  kind: BandKind
  decision: string
  /** Numbers of the rules that gave the bands, from one. */
  rules: number[]
  example: Example
  message: { zh: string; en: string }
}
export type Interval = { low: Decimal; high: Decimal; treatment: string; rule: number }
export type Graded = {
  given: Given
  /** The degree of gravity of this case; `bands` are those that it would have under each degree. */
  grade: number
  bands: (Interval | undefined)[]
  range: { low: Decimal; high: Decimal } | undefined
}
type Given = Map<string, Value>
type Example = { label: string; value: string }[]

/** 行政处罚法 art. 33: no penalty; art. 9(1): a warning, which is none in money; art. 32: below the statute's lower end. */
const SPARES = /不予(行政)?处罚/
const WARNS = /警告/
const MITIGATES = /减轻/

const shownCase = (given: Given): Example => [...given].map(([label, value]) => ({ label, value: toText(value, true) }))
/** Its numbers alone: what is no money or measure may choose among bands, but makes none. */
const numbersOf = (given: Given): Given => new Map([...given].filter(([, value]) => isNumber(value)))
const amount = (n: Decimal): string => toText(n)
const span = (b: { low: Decimal; high: Decimal }): string => `${amount(b.low)}～${amount(b.high)}`
const spared = (b: Interval): boolean => SPARES.test(b.treatment)

export class BandFindings {
  private readonly found = new Map<string, BandFinding>()
  /** Every band of the cases with one set of numbers: together they should leave no amount out. */
  private readonly reach = new Map<string, { numbers: Given; bands: (Interval & { grade: number })[] }>()
  private readonly decision: string
  private readonly grades: string[]
  /** All combinations were computed; else what no case reaches is not known. */
  private readonly whole: boolean

  constructor(decision: string, grades: string[], whole: boolean) {
    this.decision = decision
    this.grades = grades
    this.whole = whole
  }

  take(c: Graded): void {
    const own = c.bands[c.grade] as Interval
    this.alone(own, c)
    if (spared(own)) return
    for (const next of [c.grade - 1, c.grade + 1]) {
      const other = c.bands[next]
      if (other && !spared(other))
        if (next > c.grade) this.neighbours(own, other, c.grade, c.given)
        else this.neighbours(other, own, next, c.given)
    }
    const numbers = numbersOf(c.given)
    const key = [...numbers.values()].join(' ')
    const reach = this.reach.get(key) ?? { numbers, bands: [] }
    this.reach.set(key, reach)
    for (const [grade, b] of c.bands.entries()) if (b && !spared(b)) reach.bands.push({ ...b, grade })
  }

  unanswered(given: Given): void {
    this.add('unknown', [], given, '有情形算不出幅度。', 'There is a case for which no band can be computed.')
  }
  noRange(given: Given): void {
    const said = [
      '有情形算不出法定幅度。',
      'There is a case for which the statute’s range cannot be computed.',
    ] as const
    this.add('unknown', [-1], given, ...said)
  }

  /** One band by itself, and against the statute. */
  private alone(b: Interval, { given, range }: Graded): void {
    const rules = [b.rule]
    if (b.low.gt(b.high))
      this.add(
        'inverted',
        rules,
        given,
        `下限高于上限（${span(b)}）。`,
        `The lower end is above the upper (${span(b)}).`,
      )
    if (spared(b) && !(b.low.isZero() && b.high.isZero()))
      this.add(
        'exempt',
        rules,
        given,
        `写的是“${b.treatment}”，却有罚款 ${span(b)}。`,
        `It says “${b.treatment}” and has a fine of ${span(b)}.`,
      )
    if (spared(b)) return
    if (b.high.isZero() && !WARNS.test(b.treatment))
      this.add(
        'exempt',
        rules,
        given,
        `罚款是 0，处理写的却是“${b.treatment}”，不是不予处罚，也不是警告（行政处罚法第三十三条、第九条）。`,
        `The fine is 0, but the treatment is “${b.treatment}”: neither no penalty nor a warning (Administrative Penalty Law, arts. 33, 9).`,
      )
    if (!range) return
    const under = b.low.lt(range.low) && !MITIGATES.test(b.treatment) && !(b.high.isZero() && WARNS.test(b.treatment))
    if (under || b.high.gt(range.high) || b.low.lt(0))
      this.add(
        'outside',
        rules,
        given,
        `幅度 ${span(b)} 超出法定的 ${span(range)}。`,
        `The band ${span(b)} leaves the statute’s ${span(range)}.`,
      )
  }

  /** The same facts under two degrees that follow one another. */
  private neighbours(less: Interval, more: Interval, grade: number, given: Given): void {
    const [a, b] = [this.grades[grade]!, this.grades[grade + 1]!]
    const rules = [less.rule, more.rule]
    const both = (comma: string) => `${a} ${span(less)}${comma}${b} ${span(more)}`
    if (more.low.lt(less.low) || more.high.lt(less.high))
      this.add(
        'falling',
        rules,
        given,
        `${b}反而比${a}罚得轻：${both('，')}。`,
        `“${b}” is fined less than “${a}”: ${both(', ')}.`,
      )
    else if (more.low.lt(less.high))
      this.add(
        'band-overlap',
        rules,
        given,
        `同样的情形，${a}和${b}的幅度重叠：${both('，')}。`,
        `For the same facts the bands of “${a}” and “${b}” overlap: ${both(', ')}.`,
      )
  }

  /** Amounts between two degrees that follow one another, under whatever circumstances, that no case of either reaches. */
  private gaps(): void {
    if (!this.whole) return
    for (const { numbers, bands } of this.reach.values())
      for (const grade of this.grades.keys())
        this.gap(
          numbers,
          bands.filter((b) => b.grade === grade || b.grade === grade + 1),
        )
  }

  private gap(numbers: Given, bands: (Interval & { grade: number })[]): void {
    const sorted = bands.sort((a, b) => a.low.cmp(b.low) || b.grade - a.grade)
    let top = sorted[0]
    for (const next of sorted.slice(1)) {
      if (!top || top.high.gte(next.high)) continue
      if (next.low.gt(top.high)) {
        const [a, b] = [this.grades[top.grade]!, this.grades[next.grade]!]
        const hole = `${amount(top.high)}～${amount(next.low)}`
        this.add(
          'band-gap',
          [top.rule, next.rule],
          numbers,
          `${a}和${b}之间的 ${hole} 哪种情形都罚不到。`,
          `No case is fined ${hole}, between “${a}” and “${b}”.`,
        )
      }
      top = next
    }
  }

  all(): BandFinding[] {
    this.gaps()
    const order: BandKind[] = ['inverted', 'outside', 'exempt', 'falling', 'band-gap', 'band-overlap', 'unknown']
    return [...this.found.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  }

  private add(kind: BandKind, rules: number[], given: Given, zh: string, en: string): void {
    const key = `${kind} ${rules.join(' ')}`
    if (this.found.has(key)) return
    const example = shownCase(given)
    const shown = (comma: string) => example.map((x) => `${x.label} = ${x.value}`).join(comma)
    const message =
      example.length > 0 ? text(`${zh}例如：${shown('，')}。`, `${en} For example: ${shown(', ')}.`) : text(zh, en)
    this.found.set(key, { kind, decision: this.decision, rules: rules.filter((r) => r > 0), example, message })
  }
}
