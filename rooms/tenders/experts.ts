import { holdsPost, operation, postOf } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { KEEPER } from './case.kind.ts'
import { enrolExpert } from './contract.ts'
import { putExpert } from './tenders.store.ts'

export default operation(enrolExpert, {
  allow: holdsPost(KEEPER),
  async run({ tx, actor, input }) {
    const { jurisdiction } = postOf(actor, KEEPER)!
    await putExpert(tx, jurisdiction, input)
    return {
      act: acts['tender.expert-enrolled']({
        jurisdiction,
        subject: { kind: 'person', id: input.personId },
        public: { specialty: input.specialty },
      }),
      output: { personId: input.personId },
    }
  },
})
