import { isParty } from '../../kernel/cases/index.ts'
import { type Actor, postOf } from '../../kernel/platform/index.ts'
import { flag } from './contract.ts'
import { changeListing } from './credit.store.ts'
import { HEAD, listingAct, OFFICER } from './listing.kind.ts'

const unitOf = (at: { found: { unit: string } }, actor: Actor) =>
  postOf(actor, OFFICER, HEAD)?.unitCode === at.found.unit

/** The subject sets the flag of an objection, at once; the unit settles it, and flags what is under review or in court. */
export default listingAct(flag, {
  act: 'listing.flagged',
  who: (at, actor) => unitOf(at, actor) || isParty(at, actor, 'subject'),
  check({ at, actor, input, problem }) {
    if (!unitOf(at, actor) && !(input.flag === 'objection' && input.on)) throw problem('FORBIDDEN')
    if (at.facts.status !== 'listed') throw problem('NOT_LISTED')
    if (at.facts.flags.includes(input.flag) === input.on) throw problem('SAME')
  },
  says: ({ input }) => ({ public: { flag: input.flag, on: input.on }, private: { reason: input.reason } }),
  also({ tx, at, input }) {
    const others = at.facts.flags.filter((f) => f !== input.flag)
    const flags = input.on ? [...others, input.flag] : others
    return changeListing(tx, { jurisdiction: at.found.jurisdiction, caseId: at.found.id }, { flags })
  },
})
