import { dayOf } from '../../../kernel/calendar/index.ts'
import { interestsIn, cards as register } from '../../../kernel/identity/index.ts'
import { operation, postOf, text } from '../../../kernel/platform/index.ts'
import { openVisit } from '../contract.ts'
import { findSubject } from '../draw/pool.store.ts'
import { OFFICERS } from '../draw/pools.rules.ts'
import { itemOf, listOn } from '../list/list.store.ts'
import { enforces } from '../policy.ts'
import { openInspection } from './open-inspection.ts'
import { underInspection } from './visit.store.ts'

/** An inspection that no draw gave: for a complaint, a transfer, or a reason of its own, which the cap counts. */
export default operation(openVisit, {
  allow: enforces,
  async run(ctx) {
    const { tx, actor, input, clock, problem } = ctx
    const { unitCode: unit, jurisdiction } = postOf(actor)!
    const at = clock.now()
    const list = await listOn(tx, dayOf(at))
    if (!list) throw problem('NO_LIST')
    const items = input.items.map((code) => itemOf(list, code))
    if (items.some((i) => i?.unit !== unit)) throw problem('NO_ITEM', { fields: { items: openVisit.errors.NO_ITEM } })
    const subject = await findSubject(tx, jurisdiction, unit, input.uscc)
    if (!subject) throw problem('NO_SUBJECT', { fields: { uscc: openVisit.errors.NO_SUBJECT } })
    const wanted = [...new Set(input.officers)]
    if (wanted.length < OFFICERS) throw problem('TOO_FEW', { fields: { officers: openVisit.errors.TOO_FEW } })
    const own = (await register(tx, { unit }, at)).filter((c) => wanted.includes(c.number) && c.valid)
    if (own.length < wanted.length) throw problem('NO_CARD', { fields: { officers: openVisit.errors.NO_CARD } })
    const [interest] = await interestsIn(
      tx,
      own.map((c) => c.personId),
      [input.uscc],
    )
    if (interest) {
      const who = own.find((c) => c.personId === interest.personId)!.name
      throw problem('RECUSAL', { detail: text(`${who}应当回避。`, `${who} must step back.`) })
    }
    if ((await underInspection(tx, jurisdiction, unit)).has(input.uscc)) throw problem('OPEN')
    const { cause, reason } = input
    const officers = wanted.toSorted()
    const one = await openInspection(ctx, {
      unit,
      subject,
      list,
      items: items.flatMap((i) => i ?? []),
      cause,
      reason,
      officers,
      draw: null,
    })
    return { act: one.act, output: { caseId: one.caseId, number: one.number } }
  },
})
