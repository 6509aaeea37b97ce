import { caseOfKind, showing } from '../../kernel/cases/index.ts'
import { anyone, holdsPost, postOf, privateOf, query } from '../../kernel/platform/index.ts'
import { KEEPER, lot as kind } from './case.kind.ts'
import { applicants, type LotForm, lot } from './contract.ts'

/** What is published of a lot; its file opens to everybody with the notice, before to those concerned. */
export const viewLot = query(lot, {
  allow: anyone,
  async run({ tx, input, actor, clock, problem }) {
    const at = await caseOfKind(tx, kind, input.number)
    if (!at) throw problem('NO_LOT')
    const { found } = at
    const { announced, entries, closed } = at.facts
    if (!announced && !postOf(actor)) throw problem('NO_LOT')
    const kept = await privateOf(
      tx,
      found.jurisdiction,
      entries.flatMap((x) => [x.act, ...(x.decided ? [x.decided] : [])]),
    )
    const me = actor.kind === 'person' ? actor.personId : undefined
    const mine = me && entries.find((x) => kept.get(x.act)?.who?.value === me)
    const status = kind.status(at.facts)
    return {
      caseId: found.id,
      number: found.number,
      form: found.form as LotForm,
      status: status.code,
      statusText: status.text,
      announced,
      mine: mine
        ? {
            order: mine.order,
            paid: mine.paid,
            outcome: mine.outcome,
            reason: mine.decided ? ((kept.get(mine.decided)?.reason?.value as string) ?? null) : null,
          }
        : null,
      applying: announced !== null && !closed && clock.now() < new Date(announced.applyUntil),
    }
  },
})

export const viewApplicants = query(applicants, {
  allow: holdsPost(KEEPER),
  async run({ tx, input, problem }) {
    const at = await caseOfKind(tx, kind, input.number)
    if (!at) throw problem('NO_LOT')
    return at.facts.entries.map(({ no, at: when, paid, outcome }) => ({
      applicant: no,
      at: when,
      paid,
      outcome,
    }))
  },
})

export const listLots = showing(kind)
