import { organisationByCode } from '../identity/index.ts'
import { type Actor, holdsPost, postOf, query } from '../platform/index.ts'
import { checksOn } from './check.store.ts'
import { askedAbout, leanedOn } from './contract.ts'
import { findMark, keyOf } from './mark.store.ts'

const MOST = 1000
/** Who keeps the lists of the city. */
const keeper = ({ actor }: { actor: Actor }) => postOf(actor, 'list-keeper')?.unitLevel === 'city'

export const leaned = query(leanedOn, {
  allow: holdsPost(['approver', 'list-keeper']),
  async run({ tx, actor, input, problem }) {
    const mark = await findMark(tx, input.mark)
    if (!mark) throw problem('NO_MARK')
    // For whoever set it, who must mend what followed, and for who keeps the lists.
    if (mark.setBy !== postOf(actor)!.unitCode && !keeper({ actor })) throw problem('FORBIDDEN')
    return { annulled: mark.annulled, list: mark.list, acts: await checksOn(tx, input, MOST) }
  },
})

/** The subject itself is told who asked; so is whoever keeps the lists. */
export const asked = query(askedAbout, {
  allow: async ({ actor, input, tx }) => {
    if (keeper({ actor }) || actor.kind === 'system') return true
    if (actor.kind !== 'person') return false
    if ('personId' in input.subject) return actor.personId === input.subject.personId
    return (await organisationByCode(tx, input.subject.uscc))?.members.includes(actor.personId) ?? false
  },
  run: ({ tx, input }) => checksOn(tx, { subject: keyOf(input.subject) }, MOST),
})
