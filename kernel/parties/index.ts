import { dayOf } from '../calendar/index.ts'
import { defineRoom, postOf, query, text } from '../platform/index.ts'
import { marksOf } from './contract.ts'
import keepCopy from './keep-copy.ts'
import { asked, leaned } from './leaned-on.ts'
import lift from './lift.ts'
import { keyOf, marksOfSubject, usccOf } from './mark.store.ts'
import mark from './mark.ts'
import { standsOn } from './marks.rules.ts'
import nameIt from './name-subject.ts'
import recordRefusal from './record-refusal.ts'

export { listStates } from './check.store.ts'
export * as contract from './contract.ts'
export { barredFrom, clear } from './gate.ts'
export { keyOf, type Mark, marksOfSubject, nameOf, subjectsNamed, usccOf } from './mark.store.ts'
export { standsOn } from './marks.rules.ts'
export { type EmbedPoint, embedPoints } from './points.ts'

/** Organisations' marks are public; a person's are for the person and for officers. */
const list = query(marksOf, {
  allow: ({ actor, input }) =>
    'uscc' in input.subject ||
    postOf(actor) !== undefined ||
    (actor.kind === 'person' && actor.personId === input.subject.personId),
  async run({ tx, input, clock }) {
    const key = keyOf(input.subject)
    const all = await marksOfSubject(tx, key)
    const day = input.on ?? dayOf(clock.now())
    // Whoever looks without a post sees of organisations what stands: repaired is repaired.
    return usccOf(key) ? all.filter((m) => standsOn(m, day)) : all
  },
})

export default defineRoom({
  name: 'parties',
  centre: true,
  title: text('主体', 'Subjects'),
  roles: { 'list-keeper': text('名单管理', 'Keeper of lists') },
  operations: [nameIt, mark, lift, list, recordRefusal, keepCopy, leaned, asked],
})
