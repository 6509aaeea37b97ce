import { postOf, query } from '../../kernel/platform/index.ts'
import { cityOf, reviewItemChart } from './check-version.ts'
import { checkChart } from './contract.ts'
import { checksCharts } from './policy.ts'

/** The question that publication asks, on a chart that nobody has saved: the editor asks it as the person draws. */
export default query(checkChart, {
  allow: checksCharts,
  async run({ tx, actor, input }) {
    const post = postOf(actor)
    const city = post && (await cityOf(tx, { unit: post.unitCode, jurisdiction: post.jurisdiction }))
    const { digest, sound, soundness, problems } = await reviewItemChart(input.bpmn, {
      powerType: input.powerType,
      ...(city && post?.role === 'drafter' ? { city } : {}),
    })
    return { digest, sound, ...(soundness ? { states: soundness.states } : {}), problems }
  },
})
