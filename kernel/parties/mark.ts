import { addDays } from '../calendar/index.ts'
import { findPerson } from '../identity/index.ts'
import { citationProblem } from '../law/index.ts'
import { holdsPost, newId, operation, type PersonActor, text } from '../platform/index.ts'
import { acts } from './acts.ts'
import { turnList } from './check.store.ts'
import { mark } from './contract.ts'
import { insertMark, keyOf, lockSubject, marksOfSubject, putSubject, usccOf } from './mark.store.ts'

/** By the unit that decided it, under the statute that provides for the list: no list without a law. */
export default operation(mark, {
  allow: holdsPost(['approver', 'list-keeper']),
  async run({ tx, actor, input, clock, problem }) {
    const { post } = actor as PersonActor
    const key = keyOf(input.subject)
    const wrong = input.basis.map(citationProblem).find((p) => p !== undefined)
    if (wrong) throw problem('BASIS', { fields: { basis: wrong } })
    if (input.to && input.to < input.from)
      throw problem('TERM', {
        fields: { to: text('最后一日不能早于第一日。', 'The last day cannot be before the first.') },
      })
    if ('personId' in input.subject && !(await findPerson(tx, input.subject.personId))) throw problem('NO_PERSON')
    await putSubject(tx, key, input.name)
    await lockSubject(tx, key)
    const overlaps = (await marksOfSubject(tx, key)).some((m) => {
      const last = m.liftedOn ? addDays(m.liftedOn, -1) : m.to
      return m.list === input.list && (!last || last >= input.from) && (!input.to || m.from <= input.to)
    })
    if (overlaps) throw problem('MARKED')
    const id = newId(clock.now().getTime(), post!.jurisdiction)
    const { list, purposes, level, basis, from, to = null, repair } = input
    await insertMark(tx, { id, subject: key, list, purposes, level, basis, from, to, repair, setBy: post!.unitCode })
    await turnList(tx, list, clock.now())
    const uscc = usccOf(key)
    return {
      act: acts['subject.marked']({
        jurisdiction: post!.jurisdiction,
        subject: { kind: 'mark', id },
        basis: basis.map(({ law, article, paragraph }) => ({ law, article, ...(paragraph ? { paragraph } : {}) })),
        public: { list, purposes, level, from, to, ...(uscc ? { uscc } : {}) },
        private: { subject: key, name: input.name, reason: input.reason },
      }),
      output: { id },
    }
  },
})
