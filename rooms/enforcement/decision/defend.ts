import { addWorkingDays, dayOf } from '../../../kernel/calendar/index.ts'
import { act } from '../case.kind.ts'
import { defend, recordDefence } from '../contract.ts'
import { keep } from '../forms/papers.ts'
import { figure } from '../law.ts'
import { officer, party } from '../who.rules.ts'

type Definition = Parameters<typeof act<typeof defend, 'penalty.defended'>>[1]
const lateFor = (servedOn: string | undefined, now: Date) =>
  servedOn !== undefined && dayOf(now) > lastDay(servedOn, now)

/**
 * 陈述申辩, and the wish for a hearing (行政处罚法 arts. 45, 64). A late statement is still read; a hearing is asked for within its days,
 * which run from the service of the notice.
 */
const check: NonNullable<Definition['check']> = ({ at, input, clock, problem }) => {
  const { noticed, decided } = at.facts
  if (!noticed || decided) throw problem('NO_NOTICE')
  if (!input.statement && !input.hearing && !input.waived) throw problem('EMPTY')
  const over = lateFor(noticed.servedOn, clock.now())
  if (input.hearing && (!noticed.hearing || over || at.facts.hearing?.called)) throw problem('NO_HEARING')
}
type Said = Parameters<NonNullable<Definition['says']>>[0]
const said = ({ at, input, clock }: Pick<Said, 'at' | 'input' | 'clock'>) => ({
  basis: [{ law: '行政处罚法', article: 45 }],
  public: {
    hearing: input.hearing,
    waived: input.waived && !input.hearing && !input.statement,
    stated: input.statement !== '',
    late: lateFor(at.facts.noticed!.servedOn, clock.now()),
  },
  private: { statement: input.statement },
})
/** The last day of the defence: five working days from receipt. */
export const lastDay = (servedOn: string, on: Date): string =>
  addWorkingDays(servedOn, figure('hearing-asked', on).value)

export default act(defend, { act: 'penalty.defended', as: 'citizen', who: party, check, says: said })

/** By an officer: what was said at the counter. Nobody gives up a right for another: a waiver is proven by what the party signed. */
export const recorded = act(recordDefence, {
  act: 'penalty.defended',
  who: officer,
  check(ctx) {
    check(ctx as never)
    const { waived, hearing, statement, paper } = ctx.input
    if (waived && !hearing && !statement && !paper)
      throw ctx.problem('NO_PAPER', { fields: { paper: recordDefence.errors.NO_PAPER } })
  },
  prepare: async (ctx) => (ctx.input.paper ? keep(ctx, ctx.input.paper, 'party', 'paper') : undefined),
  says(ctx) {
    const made = said(ctx as never)
    if (!ctx.made) return made
    const { name, sha256, size, type } = ctx.made
    return {
      ...made,
      public: { ...made.public, sha256, size: Number(size), type },
      private: { ...made.private, name },
    }
  },
})
