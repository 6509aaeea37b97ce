import { dayOf } from '../../kernel/calendar/index.ts'
import { anyone, publishedActs, query } from '../../kernel/platform/index.ts'
import { items } from './contract.ts'
import { ITEMS, isLevied } from './items.ts'

const YEAR = 365 * 86_400_000
const MOST = 5000

/** The items, with what each brought in the past year. */
export default query(items, {
  allow: anyone,
  async run({ tx, clock }) {
    const now = clock.now()
    const from = new Date(now.getTime() - YEAR)
    const span = [from, new Date(now.getTime() + 1), MOST] as const
    const [decided, paid] = await Promise.all([
      publishedActs(tx, { act: 'levy.decided', only: { outcome: 'levy' } }, ...span),
      publishedActs(tx, { act: 'levy.paid' }, ...span),
    ])
    const itemOfCase = new Map(decided.map((a) => [a.subjectId, a.public.item as string]))
    return ITEMS.map(({ duty: _, ...item }) => ({
      ...item,
      inForce: isLevied(item as never, dayOf(now)),
      cases: decided.filter((a) => a.public.item === item.id).length,
      paid: paid.filter((a) => itemOfCase.get(a.subjectId) === item.id).reduce((n, a) => n + a.public.amount, 0),
    }))
  },
})
