import { query } from '../../kernel/platform/index.ts'
import { check } from './contract.ts'
import { checksIt } from './policy.ts'
import { reviewStandard } from './review.ts'

/** The question that publication asks, on a table that nobody has saved: the editor asks it as the person writes. */
export default query(check, {
  allow: checksIt,
  async run({ input }) {
    const { problems, findings } = await reviewStandard(input.xml)
    return { problems, findings }
  },
})
