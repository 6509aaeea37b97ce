import { dayOf } from '../../../kernel/calendar/index.ts'
import { makeLetter } from '../../../kernel/documents/index.ts'
import { page, postOf, setting, type Text, text } from '../../../kernel/platform/index.ts'
import { paths } from '../paths.ts'
import { performanceIndex } from '../performance.contract.ts'
import { reportOf } from '../report.rules.ts'

/** The index of a month as it may be put on a table: what the page shows, on the letterhead of who asks for it. */
export default page({
  path: paths.performancePdf,
  shell: 'none',
  allow: ({ actor }) => postOf(actor) !== undefined,
  async render(p) {
    const post = postOf(p.actor)!
    const index = await p.call(performanceIndex, p.query.month ? { month: p.query.month } : {})
    const title: Text = text(`效能评估报告 ${index.month}`, `Performance report ${index.month}`)
    const content = reportOf(index, {
      by: post.unitName,
      on: dayOf(p.clock.now()),
      demonstration: (await setting<boolean>(p.tx, 'demonstration')) === true,
    })
    const data = await makeLetter(content)
    return { title, bytes: { data, type: 'application/pdf', name: `performance-${index.month}.pdf` } }
  },
})
