import { units } from '../identity/index.ts'
import { type Findable, text } from '../platform/index.ts'

/** Departments, from the acts that defined them. */
export const unitsFound: Findable = {
  kind: 'unit',
  version: 1,
  title: text('单位', 'Unit'),
  weight: 3,
  on: ['unit.defined'],
  async entries(act, { tx }) {
    const found = (await units(tx)).find((u) => u.code === act.public.code)
    if (!found || found.kind === 'supervision-office') return []
    return [
      {
        key: found.code,
        title: found.name,
        line: text('办理的事项、公开的信息', 'Its services, what it publishes'),
        href: `/departments/${encodeURIComponent(found.code)}`,
        unit: found.code,
        place: found.jurisdiction,
        at: act.happenedAt,
      },
    ]
  },
}
