import { dayOf } from '../../../kernel/calendar/index.ts'
import { type Lang, type Output, type PageContext, page, type Rendered, text } from '../../../kernel/platform/index.ts'
import { sayIn } from '../../../web/ui/index.ts'
import { myCases } from '../contract.ts'
import { deadlinesIcs } from '../deadlines.rules.ts'

const TITLE = text('我的期限', 'My deadlines')

/** The last day of each open case as a calendar file: what the applicant must do has an alarm the day before. */
export function deadlineFile(p: PageContext, cases: Output<typeof myCases>['cases'], lang: Lang): Rendered {
  const t = sayIn(lang)
  const events = cases.flatMap((c) => {
    const mine = c.waits.some((w) => w.act === 'correction.answered')
    const title = `${mine ? t('要补正：', 'To correct: ') : ''}${c.itemName[lang]} ${c.number}`
    return c.due ? [{ number: c.number, day: c.due, title, mine, href: `${p.site}/cases/${c.number}` }] : []
  })
  const data = new TextEncoder().encode(deadlinesIcs(events, p.clock.now()))
  return { title: TITLE, bytes: { data, type: 'text/calendar', name: `${dayOf(p.clock.now())}.ics` } }
}

export default page({
  path: '/my/deadlines.ics',
  shell: 'none',
  allow: ({ actor }) => actor.kind === 'person',
  render: async (p) => deadlineFile(p, (await p.call(myCases, { page: 1, closed: false })).cases, p.lang),
})
