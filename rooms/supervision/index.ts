import { consumer, defineRoom, text } from '../../kernel/platform/index.ts'
import answerOrder from './answer-order.ts'
import closeOrder from './close-order.ts'
import { watchCase as watchContract } from './contract.ts'
import deskCase from './desk/case.tsx'
import deskWall from './desk/wall.tsx'
import issueOrder from './issue-order.ts'
import sendReminder from './send-reminder.ts'
import { ofCase, onWall } from './wall.ts'
import watchCase from './watch-case.ts'

export default defineRoom({
  name: 'supervision',
  title: text('电子监察', 'E-supervision'),
  roles: { supervisor: text('初级监察', 'Supervisor'), 'chief-supervisor': text('再监察', 'Chief supervisor') },
  operations: [watchCase, sendReminder, issueOrder, answerOrder, closeOrder, onWall, ofCase],
  pages: [deskWall, deskCase],
  consumers: [
    consumer('supervision.watch', {
      types: 'all',
      // Every act of a case may start, stop, suspend or end a clock: each case is looked at once a batch.
      async run({ acts, callAsSystem }) {
        const cases = new Set(acts.filter((a) => a.subjectKind === 'case').map((a) => a.subjectId))
        for (const caseId of cases) await callAsSystem(watchContract, { caseId })
      },
    }),
  ],
  timers: { 'supervision.watch': (timer) => ({ contract: watchContract, input: { caseId: timer.subjectId } }) },
})
