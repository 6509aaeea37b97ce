import { nameOf, usccOf } from '../../kernel/parties/index.ts'
import { type Findable, text } from '../../kernel/platform/index.ts'
import * as paths from './paths.ts'

/** Organisations with a record, by name and code; whoever follows it reads what stands now. */
export const found: Findable = {
  kind: 'credit',
  version: 1,
  title: text('信用记录', 'Credit records'),
  weight: 1,
  on: ['fact.recorded', 'listing.published'],
  async entries(act, { tx }) {
    const key = act.public.uscc && `uscc:${act.public.uscc}`
    const name = key && (await nameOf(tx, key))
    if (!name) return []
    const code = usccOf(key)!
    return [
      {
        key: code,
        title: text(name, name),
        line: text(`统一社会信用代码 ${code}`, `Credit code ${code}`),
        href: `${paths.subjects}/${code}`,
        at: act.happenedAt,
      },
    ]
  },
}
