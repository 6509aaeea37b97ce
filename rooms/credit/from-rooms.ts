import { dayOf } from '../../kernel/calendar/index.ts'
import { caseById } from '../../kernel/cases/index.ts'
import { consumer, text } from '../../kernel/platform/index.ts'
import { uscc as code, recordFact } from './contract.ts'
import { factBy, factsFrom } from './credit.store.ts'
import { endFact } from './end-fact.ts'

/**
 * What other rooms publish of organisations becomes a fact, and ends with what it came from. A penalty that was decided is a fact, not
 * a listing: that takes notice, hearing and decision. Persons are named by no published act, so nothing of them is taken.
 */
export const fromRooms = consumer('credit.from-rooms', {
  types: ['penalty.published', 'publication.withdrawn', 'penalty.annulled', 'licence.issued'],
  async run({ tx, acts, jurisdiction, callAsSystem }) {
    for (const a of acts) {
      const found = await caseById(tx, a.subjectId)
      if (!found) continue
      const { uscc, subject, conduct, decision, until, number } = a.public
      if (
        a.type === 'penalty.published' &&
        uscc &&
        !(await factBy(tx, jurisdiction, { subject: `uscc:${uscc}`, document: decision }))
      )
        await callAsSystem(recordFact, {
          subject: { uscc },
          name: subject,
          kind: 'penalty',
          title: conduct,
          document: decision,
          on: dayOf(a.happenedAt),
          until,
          unit: found.unit,
          source: found.number,
          act: a.id,
          jurisdiction,
        })
      const applicant = a.type === 'licence.issued' ? code.safeParse(found.form.uscc).data : undefined
      const name = found.form.shopName ?? found.form.builder ?? found.form.companyName ?? found.form.name
      if (applicant && typeof name === 'string')
        await callAsSystem(recordFact, {
          subject: { uscc: applicant },
          name,
          kind: 'licence',
          title: text(`许可 ${number}`, `Licence ${number}`),
          document: number,
          on: dayOf(a.happenedAt),
          unit: found.unit,
          source: found.number,
          act: a.id,
          jurisdiction,
        })
      // What a review or a court upheld stays on display; what was withdrawn, annulled or changed does not.
      if (a.type === 'publication.withdrawn' || (a.type === 'penalty.annulled' && a.public.what !== 'upheld'))
        for (const id of await factsFrom(tx, jurisdiction, found.number))
          await callAsSystem(endFact, { jurisdiction, id, why: a.type })
    }
  },
})
