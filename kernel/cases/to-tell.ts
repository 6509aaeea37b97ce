import { privateOf, query, systemOnly } from '../platform/index.ts'
import { caseAt } from './case-at.ts'
import { toTell } from './contract.ts'

/** Who did what on a case is in its place alone, and so are the private words of an act: whoever tells it elsewhere asks here. */
export default query(toTell, {
  allow: systemOnly,
  async run({ tx, input }) {
    const { found, acts } = await caseAt(tx, { caseId: input.caseId })
    const did = acts.filter((a) => input.did.includes(a.type)).map((a) => a.id)
    const kept = await privateOf(tx, found.jurisdiction, [input.actId, ...did])
    const words = input.fields.map((f) => [f, kept.get(input.actId)?.[f]?.value])
    const persons = did.map((id) => kept.get(id)?.actor?.value)
    return {
      said: Object.fromEntries(words.filter(([, value]) => typeof value === 'string')),
      persons: [...new Set(persons.filter((id) => typeof id === 'string'))],
    }
  },
})
