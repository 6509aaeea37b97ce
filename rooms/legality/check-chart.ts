import { query } from '../../kernel/platform/index.ts'
import { reviewItemChart } from './check-version.ts'
import { checkChart } from './contract.ts'
import { checksCharts } from './policy.ts'

/** The question that publication asks, on a chart that nobody has saved: the editor asks it as the person draws. */
export default query(checkChart, {
  allow: checksCharts,
  async run({ input }) {
    const { digest, sound, soundness, problems } = await reviewItemChart(input.bpmn)
    return { digest, sound, ...(soundness ? { states: soundness.states } : {}), problems }
  },
})
