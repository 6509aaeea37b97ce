import { addDays, startOfDay } from '../../kernel/calendar/index.ts'
import { contract as parties, usccOf } from '../../kernel/parties/index.ts'
import { publish } from './contract.ts'
import { changeListing, listingOf } from './credit.store.ts'
import { listingStep } from './listing.kind.ts'
import { listOf } from './lists.ts'

/** One mark is display, sharing and measures at once: they begin together, and end together. */
export default listingStep(publish, {
  act: 'listing.published',
  check({ at, problem }) {
    const day = (kind: string) => {
      const issued = at.acts.findLast((a) => a.public.document?.kind === kind)?.public.document.number
      return at.acts.findLast((a) => a.type === 'document.served' && a.public.number === issued)?.public.effectiveOn
    }
    const [decision, guide] = [day('listing-decision'), day('listing-repair-guide')]
    if (!decision || decision !== guide) throw problem('NOT_SERVED')
  },
  async prepare({ at, tx, call }) {
    const row = await listingOf(tx, at.found.jurisdiction, at.found.id)
    const list = listOf(row.list)!
    const { from, to } = at.facts.term!
    const uscc = usccOf(row.subject)
    const { id: mark } = await call(parties.mark, {
      subject: uscc ? { uscc } : { personId: row.subject.replace('person:', '') },
      name: row.name,
      list: list.id,
      purposes: list.purposes,
      level: list.mark,
      basis: list.basis,
      from,
      to,
      repair: list.exit,
      reason: `${row.number} ${row.decision}`,
    })
    return { row, mark, from, to, uscc }
  },
  says: ({ at, made: { uscc, mark, from, to } }) => ({
    basis: listOf(at.facts.list)!.basis,
    public: { list: at.facts.list, from, to, mark, ...(uscc ? { uscc } : {}) },
  }),
  async also({ tx, timer, at, made: { row, mark, to } }) {
    await changeListing(tx, row, { mark })
    await timer.set({
      kind: 'credit.term-over',
      jurisdiction: row.jurisdiction,
      subjectId: at.found.id,
      due: startOfDay(addDays(to, 1)),
    })
  },
  output: ({ made }) => ({ mark: made.mark }),
})
