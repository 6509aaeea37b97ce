import { dayOf } from '../../kernel/calendar/index.ts'
import { papersOfCase } from '../../kernel/cases/index.ts'
import { endOfOld } from './about-licence.ts'
import { step } from './case.kind.ts'
import { answerCorrection } from './contract.ts'
import { completeAgain } from './quota/quota.ts'
import { renewedFrom } from './renew-by-silence.ts'
import { silenceFrom } from './silence.ts'

/** The applicant answers; the five days for the clerk run anew, and silence accepts. */
export default step(answerCorrection, {
  act: 'correction.answered',
  as: 'citizen',
  prepare: ({ tx, at, clock }) => completeAgain(tx, at, clock.now()),
  async also({ at, timer, clock, tx }) {
    const until = await endOfOld(tx, at)
    if (until && until >= dayOf(clock.now())) await renewedFrom(timer, at.found, until)
    await silenceFrom(timer, at.found, at.item!.content, clock.now())
  },
  async says({ at, tx, input, made }) {
    const papers = await papersOfCase(tx, at.found.jurisdiction, at.found.id)
    return {
      basis: [{ law: '行政许可法', article: 32 }],
      public: made,
      private: { answer: input.answer, materials: papers.map((m) => m.sha256) },
    }
  },
})
