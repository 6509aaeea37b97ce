import { caseById } from '../../kernel/cases/index.ts'
import { consumer, privateOf } from '../../kernel/platform/index.ts'
import { register } from './contract.ts'

/** What other rooms find becomes a lead: an inspection's finding that goes to enforcement. */
export const fromRooms = consumer('leads.from-rooms', {
  types: ['inspection.transferred'],
  async run({ tx, acts, jurisdiction, callAsSystem }) {
    const secrets = await privateOf(
      tx,
      jurisdiction,
      acts.map((a) => a.id),
    )
    for (const a of acts) {
      const { unit, number, place, subject, item } = a.public
      await callAsSystem(register, {
        source: 'inspection',
        unit,
        from: number,
        place,
        what: String(secrets.get(a.id)?.facts?.value ?? item),
        about: { name: String((await caseById(tx, a.subjectId))?.form.name ?? ''), code: subject },
        itemCode: item,
      })
    }
  },
})
