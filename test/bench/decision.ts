// A decision table of twenty rules over three inputs, compiled once: evaluations a second on one thread, beside the same
// rules written by hand in JavaScript over binary numbers, which no standard prescribes and nobody can review.
import { decide as decideBy, readModel } from '../../kernel/decision/index.ts'

const RULES = Array.from({ length: 20 }, (_, i) => ({
  low: i * 50,
  high: (i + 1) * 50,
  crowded: i % 2 === 0,
  fine: i * 1000,
}))
const XML = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="b" namespace="urn:b">
${['area', 'crowded', 'class'].map((n) => `<inputData id="${n}" name="${n}"><variable name="${n}"/></inputData>`).join('')}
<decision id="d" name="fine"><variable name="fine" typeRef="number"/>${['area', 'crowded', 'class'].map((n) => `<informationRequirement><requiredInput href="#${n}"/></informationRequirement>`).join('')}
<decisionTable hitPolicy="UNIQUE">${['area', 'crowded', 'class'].map((n) => `<input><inputExpression><text>${n}</text></inputExpression></input>`).join('')}<output/>
${RULES.map((r) => `<rule><inputEntry><text>[${r.low}..${r.high})</text></inputEntry><inputEntry><text>${r.crowded ? 'true' : '-'}</text></inputEntry><inputEntry><text>"a", "b"</text></inputEntry><outputEntry><text>${r.fine}</text></outputEntry></rule>`).join('')}
</decisionTable></decision></definitions>`

const byHand = (area: number, crowded: boolean, kind: string): number | null => {
  for (const r of RULES)
    if (area >= r.low && area < r.high && (!r.crowded || crowded) && (kind === 'a' || kind === 'b')) return r.fine
  return null
}

export async function benchDecision(out: (line: string) => void): Promise<void> {
  const model = readModel(XML)
  const inputs = Array.from({ length: 1000 }, (_, i) => ({
    area: (i * 37) % 1000,
    crowded: true,
    class: i % 2 ? 'a' : 'b',
  }))
  const rate = (n: number, f: (i: { area: number; crowded: boolean; class: string }) => unknown): number => {
    const begun = process.hrtime.bigint()
    for (let k = 0; k < n; k++) f(inputs[k % inputs.length] as (typeof inputs)[number])
    return n / (Number(process.hrtime.bigint() - begun) / 1e9)
  }
  const decide = (i: (typeof inputs)[number]): unknown => decideBy(model, 'fine', i).value
  const wrong = inputs.filter((i) => String(decide(i)) !== String(byHand(i.area, i.crowded, i.class)))
  if (wrong.length) throw new Error(`${wrong.length} answers differ`)
  rate(20_000, decide)
  const best = Math.max(...[1, 2, 3].map(() => rate(50_000, decide)))
  const baseline = Math.max(...[1, 2, 3].map(() => rate(2_000_000, (i) => byHand(i.area, i.crowded, i.class))))
  out(
    `decision: table of 20 rules ${Math.round(best).toLocaleString('en')}/s; by hand in binary numbers ${Math.round(baseline).toLocaleString('en')}/s; ratio ${(best / baseline).toFixed(4)}`,
  )
}
