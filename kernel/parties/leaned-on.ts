import { organisationByCode } from '../identity/index.ts'
import { type Actor, postOf, query } from '../platform/index.ts'
import { checksOn } from './check.store.ts'
import { askedAbout, leanedOn } from './contract.ts'
import { findMark, keyOf } from './mark.store.ts'

const MOST = 1000
const keeper = ({ actor }: { actor: Actor }) => postOf(actor, 'approver', 'list-keeper') !== undefined

export const leaned = query(leanedOn, {
  allow: keeper,
  async run({ tx, input, problem }) {
    const mark = await findMark(tx, input.mark)
    if (!mark) throw problem('NO_MARK')
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
