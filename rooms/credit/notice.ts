import { addWorkingDays, dayOf } from '../../kernel/calendar/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { notice } from './contract.ts'
import { noticeLetter } from './documents.ts'
import { listingStep } from './listing.kind.ts'
import { figures, listOf } from './lists.ts'

/** Facts, reasons, basis, measures and rights are told before anything is decided (国办发〔2020〕49号). */
export default listingStep(notice, {
  act: 'listing.noticed',
  prepare: (ctx) => issueDocument(ctx, ctx.at, noticeLetter, ctx.input),
  says({ at, clock, made }) {
    const today = dayOf(clock.now())
    return {
      basis: listOf(at.facts.list)!.basis,
      public: { document: made.said, until: addWorkingDays(today, figures.at('objection', today).value) },
      private: { document: made.content },
    }
  },
  output: ({ made }) => ({ document: made.said.number }),
})
