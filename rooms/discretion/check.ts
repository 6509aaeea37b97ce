import { query } from '../../kernel/platform/index.ts'
import { check } from './contract.ts'
import { checksIt } from './policy.ts'
import { reviewStandard } from './review.ts'
import { questionsOf } from './statute.ts'

/** The question that publication asks, on a table that nobody has saved: the editor asks it as the person writes. */
export default query(check, {
  allow: checksIt,
  async run({ tx, input, clock }) {
    const questions = input.code ? await questionsOf(tx, input.code, clock.now()) : []
    const { problems, findings, advice } = await reviewStandard(input.xml, questions)
    return { problems, findings, advice }
  },
})
