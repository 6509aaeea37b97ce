import { dayOf } from '../../kernel/calendar/index.ts'
import { caseAt, findDocument, type LicenceContent } from '../../kernel/cases/index.ts'
import { postOf, query, type Text, text } from '../../kernel/platform/index.ts'
import { cannotChange } from './change.rules.ts'
import { checkChange } from './contract.ts'

/** Asked before an application is taken; a clerk asks for who stands at the counter. */
export default query(checkChange, {
  allow: ({ actor, input }) =>
    actor.kind === 'system' ||
    (actor.kind === 'person' && (actor.personId === input.person || postOf(actor, 'clerk') !== undefined)),
  async run({ tx, input, clock, problem }) {
    const refuse = (why: Text) => problem('LICENCE', { detail: why, fields: { licence: why } })
    const found = /^[A-Z]\d{16}$/.test(input.number) ? await findDocument(tx, input.number) : undefined
    const at = found && (await caseAt(tx, { caseId: found.caseId }))
    const holder = at?.parties.some((p) => p.personId === input.person)
    if (!found || !holder || !at)
      throw refuse(text('没有这张证照，或者不是申请人的。', 'There is no such licence, or it is not the applicant’s.'))
    if (!input.items.includes(at.found.itemCode ?? ''))
      throw refuse(text('这个事项办的不是这种证照。', 'This item is for another kind of licence.'))
    const content = found.content as LicenceContent
    const until = at.kind.licenceUntil?.(at.facts) ?? content.until
    const ended = at.kind.licenceEnd?.(at.facts) !== undefined
    const why = cannotChange({ ended, until }, input.how, input.before, dayOf(clock.now()))
    if (why) throw refuse(why)
    return { number: content.number, caseId: found.caseId, until: until ?? null }
  },
})
