import { consumer, defineRoom, text } from '../../kernel/platform/index.ts'
import answerOrder from './answer-order.ts'
import { lightsCheck } from './checks.ts'
import closeOrder from './close-order.ts'
import { watchCases } from './contract.ts'
import deskCase from './desk/case.tsx'
import deskWall from './desk/wall.tsx'
import issueOrder from './issue-order.ts'
import sendReminder from './send-reminder.ts'
import { ofCase, onWall } from './wall.ts'
import watch from './watch-cases.ts'

export default defineRoom({
  name: 'supervision',
  title: text('电子监察', 'E-supervision'),
  roles: { supervisor: text('初级监察', 'Supervisor'), 'chief-supervisor': text('再监察', 'Chief supervisor') },
  watch: [
    {
      id: 'step-over',
      on: { clock: 'step' },
      when: 'overdue and remaining < 0',
      light: 'red',
      says: text('超过流程图上这一步的时限', 'past the limit of the step on the chart'),
      basis: [],
      from: '2010-01-01',
    },
  ],
  operations: [watch, sendReminder, issueOrder, answerOrder, closeOrder, onWall, ofCase],
  checks: [lightsCheck],
  pages: [deskWall, deskCase],
  consumers: [
    consumer('supervision.watch', {
      types: 'all',
      // Every act of a case may start, stop, suspend or end a clock: each case is looked at once a batch.
      async run({ acts, jurisdiction, callAsSystem }) {
        const list = acts.filter((a) => a.subjectKind === 'case')
        if (list.length === 0) return
        const [caseIds, actIds] = [[...new Set(list.map((a) => a.subjectId))], list.map((a) => a.id)]
        await callAsSystem(watchCases, { jurisdiction, caseIds, actIds })
      },
    }),
  ],
  timers: {
    'supervision.watch': (timer) => ({
      contract: watchCases,
      input: { jurisdiction: timer.jurisdiction, caseIds: [timer.subjectId] },
    }),
  },
})
