import { DecisionError, DecisionFailed, decide as decideBy, explain, toJson } from '../../kernel/decision/index.ts'
import { anyone, query } from '../../kernel/platform/index.ts'
import { decide } from './contract.ts'
import { inForce } from './discretion.store.ts'
import { readStandard } from './review.ts'

/** For anybody: what the standard in force says of a case, and why. */
export default query(decide, {
  allow: anyone,
  async run({ tx, input, clock, problem }) {
    const version = await inForce(tx, input.code, input.on)
    const model = version && readStandard(version.xml).model
    if (!model) throw problem('NO_STANDARD')
    try {
      const outcome = decideBy(model, input.decision, input.inputs, { now: clock.now(), explain: true })
      return {
        number: version.number,
        digest: version.digest,
        value: toJson(outcome.value),
        reasons: explain(outcome),
        rules: outcome.trace.flatMap((t) =>
          t.rules.filter((r) => r.used).map((r) => r.id ?? `${t.decision}#${r.index}`),
        ),
      }
    } catch (error) {
      if (error instanceof DecisionFailed) throw problem('UNCLEAR', { detail: error.diagnostics[0]!.message })
      if (error instanceof DecisionError) throw problem('UNCLEAR', { detail: error.text })
      throw error
    }
  },
})
