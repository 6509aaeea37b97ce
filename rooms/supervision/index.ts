import { consumer, defineRoom, sql, text } from '../../kernel/platform/index.ts'
import answerOrder from './answer-order.ts'
import { lightsCheck } from './checks.ts'
import closeOrder from './close-order.ts'
import { lookAgain, watchCases } from './contract.ts'
import deskCase from './desk/case.tsx'
import deskMeasures from './desk/measures.tsx'
import deskRules from './desk/rules.tsx'
import deskWall from './desk/wall.tsx'
import issueOrder from './issue-order.ts'
import look from './look-again.ts'
import { answeredCount, waitingCount } from './measure.store.ts'
import { list, open } from './measures.ts'
import ofCase from './of-case.ts'
import { paths } from './paths.ts'
import proposeRule from './propose-rule.ts'
import rules from './rules.ts'
import sendReminder from './send-reminder.ts'
import settleLight from './settle-light.ts'
import { drop, release } from './settle-rule.ts'
import { litCount } from './supervision.store.ts'
import onWall from './wall.ts'
import watch from './watch-cases.ts'

const group = text('监察', 'Supervision')

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
      {
        group,
        title: text('监察规则', 'Rules'),
        path: paths.rules,
        roles: ['supervisor', 'chief-supervisor'],
        order: 52,
        count: () => sql<number>`(select count(*) from supervision.rule_change where settled_at is null)`,
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
  ],
  operations: [
    watch,
    sendReminder,
    issueOrder,
    answerOrder,
    closeOrder,
    settleLight,
    onWall,
    ofCase,
    open,
    list,
    proposeRule,
    release,
    drop,
    rules,
    look,
  ],
  checks: [lightsCheck],
  pages: [deskWall, deskCase, deskMeasures, deskRules],
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
