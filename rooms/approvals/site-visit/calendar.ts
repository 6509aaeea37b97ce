import { icalendar, icalInstant, icalText } from '../../../kernel/calendar/index.ts'
import { page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { approval } from '../case.kind.ts'
import { getCase } from '../contract.ts'

export const visitFile = (number: string) => `${approval.pages!.portal}/${number}/visit.ics`

/** The joint visit as a calendar file, for whoever reads the case: moved, it is the same entry at another time. */
export default page({
  path: visitFile(':number'),
  shell: 'none',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const { number, title, visit } = await p.call(getCase, { number: p.params.number! })
    if (!visit) throw standardProblem('NOT_FOUND')
    const lines = [
      `DTSTART:${icalInstant(new Date(`${visit.on}T${visit.time}:00+08:00`))}`,
      icalText('SUMMARY', p.t(`联合勘验：${title.zh}`, `Joint site visit: ${title.en}`)),
      ...(visit.said ? [icalText('LOCATION', visit.said)] : []),
    ]
    const file = icalendar('visits', [{ uid: `visit-${number}`, lines }], p.clock.now())
    return {
      title: text('联合勘验', 'Joint site visit'),
      bytes: { data: new TextEncoder().encode(file), type: 'text/calendar', name: `${visit.on}-${number}.ics` },
    }
  },
})
