import { caseAt } from '../../kernel/cases/index.ts'
import { consumer, privateOf } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { type Ticket, ticket } from './case.kind.ts'
import { tell } from './contract.ts'
import { changeTicket, mergedInto } from './ticket.store.ts'

/** After each act: the row that lists and outside channels ask of; after an answer, all whose matter was merged into it are told. */
export const followed = consumer('consultations.followed', {
  types: Object.keys(acts),
  async run({ tx, acts: heard, jurisdiction, clock, callAsSystem }) {
    for (const a of heard) {
      const { found, facts, kind } = await caseAt<Ticket>(tx, { caseId: a.subjectId })
      if (kind !== ticket) continue
      const status = ticket.status(facts)
      const [, answer] = ticket.duties(facts, undefined, found.unit, clock.now())
      await changeTicket(tx, found, {
        class: facts.class,
        unit: found.unit,
        state: status.code,
        // Closed to the outside once it was rated or its days are over: answered is not solved.
        open: !status.closed,
        updatedAt: a.happenedAt,
        expectedOn: answer?.count?.due ?? null,
        mergedInto: facts.merged ?? null,
      })
      if (a.type !== 'ticket.answered' && a.public.outcome !== 'elsewhere') continue
      const said = String((await privateOf(tx, jurisdiction, [a.id])).get(a.id)?.answer?.value ?? '')
      for (const caseId of await mergedInto(tx, jurisdiction, found.number)) {
        const merged = await caseAt<Ticket>(tx, { caseId })
        if (merged.facts.status === 'merged') await callAsSystem(tell, { caseId, from: found.number, answer: said })
      }
    }
  },
})
