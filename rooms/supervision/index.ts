import { consumer, defineRoom, type Text, text } from '../../kernel/platform/index.ts'
import { watchClock } from '../../kernel/watch/index.ts'
import acknowledge from './acknowledge.ts'
import answerOrder from './answer-order.ts'
import * as appeal from './appeal.ts'
import appealList from './appeal-list.ts'
import { lightsCheck } from './checks.ts'
import closeOrder from './close-order.ts'
import { lookAgain, watchCases, watchWindows } from './contract.ts'
import deskAppeals from './desk/appeals.tsx'
import deskCase from './desk/case.tsx'
import { followWall, wallStream } from './desk/live.tsx'
import deskMeasures from './desk/measures.tsx'
import deskPaper from './desk/paper.tsx'
import deskPerformance from './desk/performance.tsx'
import performancePdf from './desk/performance-pdf.ts'
import deskReviews from './desk/reviews.tsx'
import deskWall from './desk/wall.tsx'
import escalate from './escalate.ts'
import * as extension from './extension.ts'
import issueOrder from './issue-order.ts'
import { escalateMeasure } from './ladder.contract.ts'
import look from './look-again.ts'
import { answeredCount, waitingCount } from './measure.store.ts'
import { list, open } from './measures.ts'
import ofCase from './of-case.ts'
import { OWN } from './own-clocks.rules.ts'
import { paths } from './paths.ts'
import performance from './performance.ts'
import publicView, { lightsOf, ruleHealthOf } from './public.ts'
import returnAnswer from './return-answer.ts'
import * as review from './review.ts'
import sendReminder from './send-reminder.ts'
import settleLight from './settle-light.ts'
import { litCount } from './supervision.store.ts'
import * as takeOver from './take-over.ts'
import onWall, { version } from './wall.ts'
import watch from './watch-cases.ts'
import watchMany from './watch-windows.ts'

const group = text('监察', 'Supervision')
const SAY: Record<(typeof OWN)[number], [clock: Text, late: Text]> = {
  'supervisor.order': [
    text('红牌到督办的期限', 'From a red light to an order'),
    text('亮了红牌，监察机构逾期没有督办', 'a red light without an order in time'),
  ],
  'supervisor.close': [
    text('督办办结的期限', 'Until an order is closed'),
    text('督办逾期没有办结', 'an order was not closed in time'),
  ],
  'supervisor.appeal': [
    text('裁定申诉的期限', 'Until an appeal is decided'),
    text('申诉逾期没有裁定', 'an appeal was not decided in time'),
  ],
}
for (const clock of OWN) watchClock(clock, SAY[clock][0])

export default defineRoom({
  name: 'supervision',
  title: text('电子监察', 'E-supervision'),
  roles: { supervisor: text('初级监察', 'Supervisor'), 'chief-supervisor': text('再监察', 'Chief supervisor') },
  menu: {
    desk: [
      {
        group,
        title: text('催办督办', 'Reminders and orders'),
        path: paths.measures,
        order: 50,
        // Of a unit: what waits for its answer. Of an office: answers that wait to be accepted.
        count: ({ role, unitCode }) =>
          role === 'chief-supervisor' || role === 'supervisor' ? answeredCount(unitCode) : waitingCount(unitCode),
      },
      {
        group,
        title: text('监察墙', 'The wall'),
        path: paths.wall,
        order: 51,
        count: ({ role, unitCode }) =>
          litCount(
            role === 'chief-supervisor' ? {} : role === 'supervisor' ? { office: unitCode } : { unit: unitCode },
          ),
      },
    ],
  },
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
    // SS1: the supervisors' own clocks; the second level is told.
    ...OWN.map((clock) => ({
      id: clock.replace('.', '-'),
      on: { clock },
      when: 'overdue and remaining < 0',
      light: 'yellow' as const,
      says: SAY[clock][1],
      basis: [],
      from: '2010-01-01',
      area: 'SS',
      tell: 'second',
      unverified: true,
    })),
  ],
  operations: [
    watch,
    watchMany,
    sendReminder,
    issueOrder,
    answerOrder,
    closeOrder,
    settleLight,
    onWall,
    version,
    performance,
    ofCase,
    open,
    list,
    acknowledge,
    extension.ask,
    extension.settle,
    returnAnswer,
    escalate,
    takeOver.take,
    takeOver.handOver,
    appeal.appeal,
    appeal.decide,
    appealList,
    review.draw,
    review.review,
    review.list,
    publicView,
    ruleHealthOf,
    lightsOf,
    look,
  ],
  checks: [lightsCheck],
  serves: followWall,
  pages: [
    deskWall,
    deskCase,
    deskMeasures,
    deskPaper,
    deskAppeals,
    deskReviews,
    wallStream,
    deskPerformance,
    performancePdf,
  ],
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
    'supervision.escalate': (timer) => ({ contract: escalateMeasure, input: { id: timer.subjectId } }),
    'supervision.windows': (timer) => ({ contract: watchWindows, input: { jurisdiction: timer.jurisdiction } }),
    'supervision.look-again': (timer) => ({
      contract: lookAgain,
      input: { jurisdiction: timer.jurisdiction, change: timer.subjectId, ...timer.payload },
    }),
    'supervision.watch': (timer) => ({
      contract: watchCases,
      input: { jurisdiction: timer.jurisdiction, caseIds: [timer.subjectId] },
    }),
  },
})
