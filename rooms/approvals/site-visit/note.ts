import { caseAt, contract as cases } from '../../../kernel/cases/index.ts'
import { jointOf } from '../../../kernel/catalog/index.ts'
import { isFar } from '../../../kernel/nodes/index.ts'
import { type Act, consumer, privateOf } from '../../../kernel/platform/index.ts'
import type { CaseFacts } from '../case.fold.ts'
import { act } from '../case.kind.ts'
import { type NOTED, noteVisit } from './visit.contract.ts'
import { basis } from './who.ts'

/** On the part of a unit that goes: the visit of the application, which is not that unit's to read. */
export default act(noteVisit, {
  act: 'site-visit.noted',
  who: () => false,
  says: ({ at, input: { of, how, on, time, place } }) => ({
    basis,
    public: { of, how, on, time, told: how === 'joined' || how === 'found' ? [] : [at.found.unit] },
    private: place ? { place } : {},
  }),
})

/** Which units an act on the visit of an application concerns. */
const concerned = ({ type, public: said }: Act): [how: (typeof NOTED)[number], units: string[]][] => {
  switch (type) {
    case 'site-visit.called':
      return [
        ['called', said.units],
        ['spared', said.spared ?? []],
      ]
    case 'site-visit.called-off':
      return [['called-off', said.units ?? []]]
    case 'site-visit.joined':
      return [['joined', [said.unit]]]
    case 'site-visit.found':
      return [['found', [said.unit]]]
    default:
      return [['recorded', said.missing]]
  }
}

/** Each unit's part of a joint application says when and where it goes, so that it waits in that unit's inbox. */
export const notes = consumer('approvals.site-visit', {
  types: ['site-visit.called', 'site-visit.called-off', 'site-visit.joined', 'site-visit.found', 'site-visit.recorded'],
  async run({ tx, acts, callAsSystem }) {
    for (const one of acts) {
      const { found, item, acts: stream } = await caseAt<CaseFacts>(tx, { caseId: one.subjectId })
      if (!jointOf(item?.content)) continue
      const called = stream.findLast((a) => a.type === 'site-visit.called' && a.number <= one.number)!
      const place = (await privateOf(tx, found.jurisdiction, [called.id])).get(called.id)?.place?.value as string
      const { on, time } = called.public
      for (const [how, units] of concerned(one))
        for (const unit of units.filter((u) => u !== found.unit))
          for (const number of await openPartOf(unit, stream))
            await callAsSystem(noteVisit, { number, of: found.number, how, on, time, place })
    }
    /** The first part of the unit's that is not closed. */
    async function openPartOf(unit: string, stream: readonly Act[]): Promise<string[]> {
      for (const { type, public: said } of stream) {
        // What another installation has is told there by its own part.
        if (type !== 'child.opened' || said.unit !== unit || isFar(said.number)) continue
        if (!(await callAsSystem(cases.standOf, { number: said.number })).closed) return [said.number]
      }
      return []
    }
  },
})
