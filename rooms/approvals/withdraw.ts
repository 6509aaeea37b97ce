import { caseAt, contract as cases, isParty, withdrawFar } from '../../kernel/cases/index.ts'
import { isFar } from '../../kernel/nodes/index.ts'
import { consumer } from '../../kernel/platform/index.ts'
import { act } from './case.kind.ts'
import { withdraw } from './contract.ts'

const DECIDED = ['granted', 'refused', 'issued', 'closed']

/** The applicant may take the application back until it is decided; its open steps close. */
export default act(withdraw, {
  act: 'case.withdrawn',
  as: 'citizen',
  ends: true,
  who: (at, actor) => isParty(at, actor, 'applicant'),
  async check({ at: { facts, acts }, callAsSystem, problem }) {
    if (facts.decidedAt || facts.closedAt) throw problem('DECIDED')
    // With the organ above: until that decides.
    const above = facts.handedUpAt && acts.findLast((a) => a.type === 'child.opened')
    if (above && DECIDED.includes((await callAsSystem(cases.standOf, { number: above.public.number })).status))
      throw problem('DECIDED')
  },
  says: ({ input }) => ({ private: { reason: input.reason ?? '' } }),
})

/** Taken back as a whole: what a joint application opened and is not decided goes back with it, each part by an act of its own. */
export const withPart = consumer('approvals.withdrawn', {
  types: ['case.withdrawn'],
  async run({ tx, acts, clock, callAsSystem }) {
    for (const { subjectId } of acts) {
      const parent = await caseAt(tx, { caseId: subjectId })
      for (const { public: opened } of parent.acts.filter((a) => a.type === 'child.opened')) {
        const reason = `${parent.found.number} 已撤回`
        if (isFar(opened.number)) {
          await withdrawFar({ tx, clock }, parent, opened.number, reason)
          continue
        }
        const child = await caseAt(tx, { number: opened.number })
        if (child.facts.decidedAt || child.facts.closedAt) continue
        await callAsSystem(withdraw, { caseId: child.found.id, reason })
      }
    }
  },
})
