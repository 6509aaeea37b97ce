import { DecisionError, DecisionFailed, decide as decideBy, explain, toJson } from '../../kernel/decision/index.ts'
import { anyone, query, text } from '../../kernel/platform/index.ts'
import { decide } from './contract.ts'
import { inForce } from './discretion.store.ts'
import { wordsOf } from './english.ts'
import { readStandard } from './review.ts'

/** What a standard calls its treatment, where its result names one. */
const treatmentOf = (value: unknown): string | undefined => {
  const said = typeof value === 'object' && value !== null ? (value as Record<string, unknown>).处理 : undefined
  return typeof said === 'string' && said !== '' ? said : undefined
}

/** For anybody: what the standard in force says of a case, and why. */
export default query(decide, {
  allow: anyone,
  async run({ tx, input, clock, problem }) {
    const version = await inForce(tx, input.code, input.on)
    const model = version && readStandard(version.xml).model
    if (!model) throw problem('NO_STANDARD')
    try {
      const outcome = decideBy(model, input.decision, input.inputs, { now: clock.now(), explain: true })
      const used = outcome.trace.flatMap((t) => t.rules.filter((r) => r.used).map((r) => ({ ...r, of: t.decision })))
      const value = toJson(outcome.value)
      const treatment = treatmentOf(value)
      const { say } = wordsOf(model, 'en')
      const title = (r: (typeof used)[number], last: boolean) =>
        last && treatment
          ? text(`第 ${r.index} 条“${treatment}”`, `rule ${r.index}, “${say(treatment)}”`)
          : text(`${r.of}第 ${r.index} 条`, `${say(r.of)}, rule ${r.index}`)
      return {
        number: version.number,
        digest: version.digest,
        value,
        reasons: explain(outcome),
        rules: used.map((r) => r.id ?? `${r.of}#${r.index}`),
        titles: used.map((r, i) => title(r, i === used.length - 1)),
      }
    } catch (error) {
      if (error instanceof DecisionFailed) throw problem('UNCLEAR', { detail: error.diagnostics[0]!.message })
      if (error instanceof DecisionError) throw problem('UNCLEAR', { detail: error.text })
      throw error
    }
  },
})
