import { addWorkingDays, dayOf } from '../../kernel/calendar/index.ts'
import { act } from './case.kind.ts'
import { defend, recordDefence } from './contract.ts'
import { figure } from './law.ts'
import { officer, party } from './who.rules.ts'

type Definition = Parameters<typeof act<typeof defend, 'penalty.defended'>>[1]

/**
 * 陈述申辩, and the wish for a hearing (行政处罚法 arts. 45, 64). A late statement is still read; a hearing is asked for within its days,
 * which run from the service of the notice.
 */
const said: Omit<Definition, 'who' | 'as'> = {
  act: 'penalty.defended',
  check({ at, input, clock, problem }) {
    const { noticed, decided } = at.facts
    if (!noticed || decided) throw problem('NO_NOTICE')
    if (!input.statement && !input.hearing && !input.waived) throw problem('EMPTY')
    const over = noticed.servedOn && dayOf(clock.now()) > lastDay(noticed.servedOn, clock.now())
    if (input.hearing && (!noticed.hearing || over || at.facts.hearing?.called)) throw problem('NO_HEARING')
  },
  says: ({ at, input, clock }) => ({
    basis: [{ law: '行政处罚法', article: 45 }],
    public: {
      hearing: input.hearing,
      waived: input.waived && !input.hearing,
      late:
        at.facts.noticed!.servedOn !== undefined &&
        dayOf(clock.now()) > lastDay(at.facts.noticed!.servedOn, clock.now()),
    },
    private: { statement: input.statement },
  }),
}
/** The last day of the defence: five working days from receipt. */
export const lastDay = (servedOn: string, on: Date): string =>
  addWorkingDays(servedOn, figure('hearing-asked', on).value)

export default act(defend, { ...said, as: 'citizen', who: party })
export const recorded = act(recordDefence, { ...said, who: officer } as never)
