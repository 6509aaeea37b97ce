import { dayOf } from '../../kernel/calendar/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { beside } from './beside.ts'
import { span } from './case.fold.ts'
import { act } from './case.kind.ts'
import { figure } from './figures.ts'
import { plannedPercent } from './money.rules.ts'
import { report } from './works.contract.ts'

/** Where works ought to be follows from the contracts, not from who reports. */
export default act(report, {
  act: 'project.reported',
  who: beside.report.who,
  check({ at, input, problem }) {
    if (!beside.report.when(at.facts)) throw problem('NOT_NOW')
    if (!at.facts.photos.some((x) => !x.reported)) throw problem('NO_PHOTO')
    if (input.percent < (at.facts.reports.at(-1)?.percent ?? 0)) throw problem('BACKWARDS')
  },
  prepare({ at, input, clock }) {
    const now = clock.now()
    const { from, to } = span(at.facts)!
    const planned = plannedPercent(from, to, dayOf(now))
    return { planned, late: input.percent + figure('lag', now).value < planned }
  },
  says: ({ at, input, made }) => ({
    basis: [cite('政府投资条例', 27, 2)],
    public: {
      percent: input.percent,
      said: input.said,
      ...made,
      photos: at.facts.photos.filter((x) => !x.reported).length,
    },
  }),
  output: ({ made }) => ({ late: made.late }),
})
