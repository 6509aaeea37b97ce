import { contract as cases, papersOfCase } from '../../kernel/cases/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { step } from './case.ts'
import { linkedOf, takeOver } from './contract.ts'
import { receiptForBelow } from './documents.ts'

/**
 * The organ above takes what was handed up, or returns it to the organ below; nothing is asked of the applicant (行政许可法 art. 35).
 * Its clock ran already: from the day on which it was handed up.
 */
export default step(takeOver, {
  act: 'case.taken-over',
  outcome: ({ outcome }) => outcome,
  async prepare({ tx, at, input, clock, callAsSystem }) {
    const from = at.found.parent!
    const below = await callAsSystem(cases.standOf, { number: from })
    const papers = (await papersOfCase(tx, at.found.jurisdiction, at.found.id)).length
    const said = { to: below.unitName, from, outcome: input.outcome, reason: input.reason, papers }
    return { from, papers, document: await issueDocument({ tx, clock }, at, receiptForBelow, said) }
  },
  says: ({ at, input, made: { from, papers, document } }) => ({
    basis: linkedOf(at.item?.content).below?.basis ?? [{ law: '行政许可法', article: 35 }],
    public: { outcome: input.outcome, from, papers, document: document.said },
    private: { reason: input.reason, document: document.content },
  }),
})
