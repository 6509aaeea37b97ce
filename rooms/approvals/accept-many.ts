import { findCase } from '../../kernel/cases/index.ts'
import { operation, Problem, postOf, text } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { acceptCase, acceptMany } from './contract.ts'

/** Several cases at once, each by its own act and document; where one cannot be accepted none is, and it is named. */
export default operation(acceptMany, {
  allow: ({ actor }) => postOf(actor, 'clerk') !== undefined,
  async run({ tx, actor, input, call, problem }) {
    const numbers = [...new Set(input.numbers)]
    for (const number of numbers) {
      const found = await findCase(tx, number)
      if (!found) throw problem('NOT_THIS', { detail: text(`没有 ${number}。`, `There is no ${number}.`) })
      try {
        await call(acceptCase, { caseId: found.id })
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        const why = error.detail ?? error.title
        throw problem('NOT_THIS', {
          detail: text(
            `${number}：${why.zh} 一件也没有受理，请去掉这一件再试。`,
            `${number}: ${why.en} None was accepted; leave this one out and try again.`,
          ),
        })
      }
    }
    const post = postOf(actor)!
    const act = acts['cases.accepted-together']({
      jurisdiction: post.jurisdiction,
      subject: { kind: 'unit', id: post.unitId },
      public: { count: numbers.length },
    })
    return { act, output: { accepted: numbers.length } }
  },
})
