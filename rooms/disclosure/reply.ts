import { dayOf } from '../../kernel/calendar/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { linesOf, stepOf } from './case.kind.ts'
import { reply } from './contract.ts'
import { replyLetter } from './documents.ts'
import { LAW, outcomeOf } from './outcomes.ts'
import { rowOf } from './report.rules.ts'
import { changeRequest } from './request.store.ts'
import { askedOf, draftOf } from './view.ts'

/** The answer, item by item, with its articles and the ways of redress; one that was granted may be made public for all (art. 44). */
export default stepOf(reply, {
  act: 'request.replied',
  outcome: (i) => i.outcome,
  async prepare(ctx) {
    const { at, input, tx, problem } = ctx
    if (input.outcome === 'return') return undefined
    const answers = await draftOf(tx, at)
    const lines = linesOf(await askedOf(tx, at))
    const granted = answers.filter((a) => a.code === '1' || a.code === '2')
    if (input.share && granted.length === 0) throw problem('NOT_SHARED')
    const letter = await issueDocument(ctx, at, replyLetter, { answers, lines })
    const shared = input.share ? { title: input.share, answer: granted.map((a) => a.text).join('\n') } : undefined
    return { answers, letter, shared }
  },
  says: ({ input, made }) => ({
    basis: [...new Set((made?.answers ?? []).map((a) => outcomeOf(a.code)!.article))].map((article) => ({
      law: LAW,
      article,
    })),
    public: {
      outcome: input.outcome,
      ...(made
        ? {
            outcomes: made.answers.map(({ n, code }) => ({ n, code })),
            row: rowOf(made.answers.map((a) => a.code)),
            document: made.letter.said,
            ...(made.shared ? { shared: made.shared } : {}),
          }
        : {}),
    },
    private: { opinion: input.opinion, document: made?.letter.content ?? null },
  }),
  async also({ tx, at, clock, made }) {
    if (made)
      await changeRequest(tx, at.found, { repliedOn: dayOf(clock.now()), row: rowOf(made.answers.map((a) => a.code)) })
  },
  output: ({ made }) => ({ document: made?.letter.said.number ?? null }),
})
