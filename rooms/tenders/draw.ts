// The draw of a tender: seed committed with the notice, pool closed after the opening, drawn after a checkpoint. Experts are drawn
// under names of this tender alone (招标投标法 art. 37: who sits on the committee is secret until the award).
import { randomBytes } from 'node:crypto'
import { dayOf } from '../../kernel/calendar/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { contract as committee, orderOf, poolOf, seat } from '../../trade/committee/index.ts'
import { companiesOf } from '../../trade/entry/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import { methodOn, toDraw } from '../../trade/scoring/index.ts'
import * as experts from '../experts/contract.ts'
import { step, type Tender } from './case.kind.ts'
import { closePool, reveal } from './contract.ts'
import { standsStill } from './tender.fold.ts'

/** The method that the tender was announced with. */
export const methodOf = (f: Tender) => methodOn(f.form!.method, dayOf(f.registered))!

export const pooled = step(closePool, {
  act: 'tender.pooled',
  check({ at, problem }) {
    if (standsStill(at.facts)) throw problem('STANDSTILL')
  },
  async prepare({ at, input, callAsSystem }) {
    const { jurisdiction, number } = at.found
    const f = at.facts
    const bids = await callAsSystem(envelope.results, { number })
    const companies = new Set(bids.flatMap((b) => companiesOf(b.identity).flatMap((c) => [c.name, c.uscc])))
    const people = new Set(bids.map((b) => b.personId))
    const { specialty, committee: size } = f.form!
    const known = await callAsSystem(experts.pool, { jurisdiction, specialty })
    // 招标投标法 art. 37, 实施条例 art. 46: who has an interest does not sit on it.
    const pool = poolOf(known, { people, companies }, specialty, randomBytes(16))
    const { price } = methodOf(f)
    const numbers = price?.by.kind === 'benchmark' ? toDraw(price.by.benchmark) : []
    await callAsSystem(committee.closeDraw, {
      id: f.announced!.draw,
      pools: [
        {
          name: 'experts',
          members: pool.members,
          excluded: pool.excluded,
          take: { [specialty]: size },
          apart: [],
          each: null,
        },
        orderOf(f.opened!.bids.map((b) => b.bidder)),
      ],
      numbers,
      words: input.words,
      checkpoint: input.checkpoint,
    })
    return { named: pool.named, excluded: pool.excluded.length }
  },
  says: ({ made }) => ({
    basis: [cite('招标投标法实施条例', 46)],
    public: { experts: Object.keys(made.named).length, excluded: made.excluded },
    private: { people: made.named },
  }),
})

export const drawn = step(reveal, {
  act: 'tender.drawn',
  async prepare({ at, tx, callAsSystem }) {
    const { drawn: found, numbers } = await callAsSystem(committee.revealDraw, { id: at.facts.announced!.draw })
    const seats = found.filter((d) => d.pool === 'experts').flatMap((d) => d.ids)
    await seat(tx, at, seats)
    const order = found.filter((d) => d.pool === 'order').flatMap((d) => d.ids.map(Number))
    return { experts: seats, k: numbers.k ?? null, order }
  },
  says: ({ made }) => ({ basis: [cite('招标投标法', 37)], public: made }),
})
