import { countedOf } from '../../kernel/cases/index.ts'
import { typedWords } from '../../kernel/catalog/index.ts'
import { anyone, type Input, query, sql, type Text, text } from '../../kernel/platform/index.ts'
import type { Auction } from './auction.store.ts'
import { list } from './contract.ts'
import { rulesOf } from './log.shape.ts'
import { advance } from './move.rules.ts'
import { ENDED, type State } from './state.shape.ts'
import { stageTitle } from './views.ts'

/** What a line says of a sale; of one that ended, as much of its state as that. */
type Row = Pick<Auction, 'number' | 'title' | 'seller' | 'announcedAt'> & {
  profile: Text
  start: number
  state: Pick<State, 'stage' | 'until' | 'frozenAt' | 'best' | 'bids' | 'outcome'>
  stageTitle: Text
}

/** An order: how the database says it of sales that ended, each by its index, and how a line does. */
const ORDERS = {
  newest: { sql: 'announced_at', of: (r: Row) => r.announcedAt.getTime() },
  number: { sql: 'number', of: () => 0 },
  start: { sql: "(terms->>'start')::bigint", of: (r: Row) => r.start },
  best: { sql: "coalesce((state->'best'->>'amount')::bigint, 0)", of: (r: Row) => r.state.best?.amount ?? 0 },
  until: { sql: "coalesce((state->>'until')::bigint, 0)", of: (r: Row) => r.state.until ?? 0 },
}

/**
 * The sales of the city, the newest first. Those that are to come or open stand as they stand this instant, so they are read whole: they
 * are few. Those that ended change no more; of these a page is read.
 */
export const listAuctions = query(list, {
  allow: anyone,
  async run({ tx, clock, home, input }) {
    const { state, sort, limit, offset } = input
    const order = ORDERS[sort ?? 'newest']
    const down = sort ? input.down : true
    const of = sql`from auction.auction where jurisdiction = ${home}
      ${input.text ? sql`and words @> ${typedWords(input.text)}::text[]` : sql``} ${input.unit ? sql`and seller = ${input.unit}` : sql``}`
    const [live, ended] = await Promise.all([
      sql<Auction>`select number, title, seller, profile, terms, state, announced_at ${of} and state->>'stage' <> 'done'`.execute(
        tx,
      ),
      endedOnes(state === undefined || state === 'ended'),
    ])
    async function endedOnes(wanted: boolean): Promise<(Row & { total: number })[]> {
      if (!wanted) return []
      const done = sql`${of} and state->>'stage' = 'done'`
      const way = sql.raw(down ? ' desc' : '')
      const { rows } = await sql<
        Row & { total: number }
      >`select number, title, seller, announced_at, profile->'title' as profile,
          (terms->>'start')::bigint as start, jsonb_build_object('stage', 'done', 'until', state->'until', 'frozenAt', state->'frozenAt',
            'best', state->'best', 'bids', state->'bids', 'outcome', state->'outcome') as state, (${countedOf(done)}) as total
        ${done} order by ${sql.raw(order.sql)}${way}, number${way} limit ${offset + limit}`.execute(tx)
      return rows.map((r) => ({ ...r, start: Number(r.start), stageTitle: stageTitle(null, ENDED) }))
    }
    const now = live.rows
      .map((a): Row => {
        const { state: s } = advance(rulesOf(a), a.state, Math.max(clock.now().getTime(), a.state.at))
        return { ...a, profile: a.profile.title, start: a.terms.start, state: s, stageTitle: stageTitle(a, s.stage) }
      })
      .filter((r) => state === undefined || stateOf(r) === state)
    const way = down ? -1 : 1
    const rows = [...now, ...ended].sort((a, b) => way * (order.of(a) - order.of(b) || (a.number < b.number ? -1 : 1)))
    return { rows: rows.slice(offset, offset + limit).map(said), total: now.length + (ended[0]?.total ?? 0) }
  },
})

const stateOf = ({ state }: Row): NonNullable<Input<typeof list>['state']> =>
  state.outcome ? 'ended' : state.stage === 'before' ? 'coming' : 'open'

const said = ({ number, title, seller, profile, start, state: s, stageTitle, announcedAt }: Row) => ({
  ...{ number, title, profile, start, announcedAt, unit: text(seller, seller), status: s.stage },
  statusText: s.frozenAt === null ? stageTitle : text('已中止', 'frozen'),
  until: s.until === null ? null : new Date(s.until),
  ...{ frozen: s.frozenAt !== null, best: s.best?.amount ?? null, bids: s.bids, outcome: s.outcome },
})
