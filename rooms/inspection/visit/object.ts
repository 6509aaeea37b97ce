import { addDays, dayOf } from '../../../kernel/calendar/index.ts'
import { isParty } from '../../../kernel/cases/index.ts'
import { act } from '../case.kind.ts'
import { object } from '../contract.ts'
import { figureOn } from '../list/list.shape.ts'
import { listNumbered } from '../list/list.store.ts'

/** By who was inspected, once, within the time that the list gives from publication. */
export default act(object, {
  act: 'inspection.objected',
  as: 'citizen',
  who: (at, actor) => isParty(at, actor, 'subject'),
  async check({ tx, at, clock, problem }) {
    const { published, objected } = at.facts
    if (!published) throw problem('NOT_PUBLISHED')
    if (objected) throw problem('ALREADY')
    const list = await listNumbered(tx, at.facts.list)
    const days = figureOn(list?.content.objection ?? [], dayOf(published))?.value ?? 0
    if (dayOf(clock.now()) > addDays(dayOf(published), days)) throw problem('LATE')
  },
  says: ({ input }) => ({ private: { statement: input.statement } }),
})
