import { dayOf } from '../../../kernel/calendar/index.ts'
import { findUnit } from '../../../kernel/identity/index.ts'
import { type PersonActor, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { bookingsOf } from '../booking.store.ts'
import { icsOf } from '../ics.rules.ts'

/** One's appointment as a calendar file. */
export default page({
  path: '/my/appointments/:file',
  shell: 'none',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const now = p.clock.now()
    const list = await bookingsOf(p.tx, (p.actor as PersonActor).personId, dayOf(now), now)
    const found = list.find((b) => `${b.id}.ics` === p.params.file)
    if (!found) throw standardProblem('NOT_FOUND')
    const unit = (await findUnit(p.tx, found.unit))?.name ?? text(found.unit, found.unit)
    const title = p.t(`窗口预约 ${found.number}`, `Appointment ${found.number}`)
    const data = new TextEncoder().encode(icsOf(found, { title, place: unit[p.lang], stamp: now }))
    return {
      title: text(title, title),
      bytes: { data, type: 'text/calendar', name: `${found.day}-${found.number}.ics` },
    }
  },
})
