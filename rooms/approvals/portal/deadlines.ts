import { dayOf } from '../../../kernel/calendar/index.ts'
import { page, text } from '../../../kernel/platform/index.ts'
import { myCases } from '../contract.ts'
import { deadlinesIcs } from '../deadlines.rules.ts'

const TITLE = text('我的期限', 'My deadlines')

/** The last day of each open case as a calendar file: what the applicant must do has an alarm the day before. */
export default page({
  path: '/my/deadlines.ics',
  shell: 'none',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const { cases } = await p.call(myCases, { page: 1, closed: false })
    const events = cases.flatMap((c) =>
      c.due
        ? [
            {
              number: c.number,
              day: c.due,
              title: `${c.waits.some((w) => w.act === 'correction.answered') ? p.t('要补正：', 'To correct: ') : ''}${c.itemName[p.lang]} ${c.number}`,
              mine: c.waits.some((w) => w.act === 'correction.answered'),
              href: `${p.site}/cases/${c.number}`,
            },
          ]
        : [],
    )
    const data = new TextEncoder().encode(deadlinesIcs(events, p.clock.now()))
    return { title: TITLE, bytes: { data, type: 'text/calendar', name: `${dayOf(p.clock.now())}.ics` } }
  },
})
