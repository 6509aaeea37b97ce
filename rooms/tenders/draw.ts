// The draw of a tender: seed committed with the notice, pool closed after the opening, drawn after a checkpoint. Experts are drawn
// under names of this tender alone (招标投标法 art. 37: who sits on the committee is secret until the award).
import { createHash, randomBytes } from 'node:crypto'
import { dayOf } from '../../kernel/calendar/index.ts'
import { addParty } from '../../kernel/cases/index.ts'
import { closeDraw as close, commitDraw as commit, revealDraw as open } from '../../kernel/draw/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { operation, privateOf, systemOnly, text } from '../../kernel/platform/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import { methodOn, toDraw } from '../../trade/scoring/index.ts'
import { step, type Tender } from './case.kind.ts'
import { closeDraw, closePool, commitDraw, reveal, revealDraw } from './contract.ts'
import { waiting } from './tender.fold.ts'
import { expertsOf } from './tenders.store.ts'

export const committed = operation(commitDraw, {
  allow: systemOnly,
  async run(ctx) {
    const { jurisdiction, number } = ctx.input
    const purpose = text(`${number} 评标专家和系数`, `Experts and coefficients of ${number}`)
    const { id, act } = await commit(ctx, { jurisdiction, purpose })
    return { act, output: { id } }
  },
})
export const closed = operation(closeDraw, {
  allow: systemOnly,
  async run(ctx) {
    const { id, ...closing } = ctx.input
    return { act: await close(ctx, id, closing), output: { id } }
  },
})
export const revealed = operation(revealDraw, {
  allow: systemOnly,
  async run(ctx) {
    const { result, act } = await open(ctx, ctx.input.id)
    return { act, output: { drawn: result.drawn.map(({ pool, ids }) => ({ pool, ids })), numbers: result.numbers } }
  },
})

/** The method that the tender was announced with. */
export const methodOf = (f: Tender) => methodOn(f.form!.method, dayOf(f.registered))!
const nameOf = (salt: Buffer, personId: string) =>
  `E-${createHash('sha256').update(salt).update(personId).digest('hex').slice(0, 10)}`

export const pooled = step(closePool, {
  act: 'tender.pooled',
  check({ at, problem }) {
    if (waiting(at.facts).length > 0) throw problem('STANDSTILL')
  },
  async prepare({ at, input, tx, callAsSystem }) {
    const { jurisdiction, number } = at.found
    const f = at.facts
    const bids = await callAsSystem(envelope.results, { number })
    const companies = new Set(bids.flatMap((b) => [b.identity?.name, b.identity?.uscc]).filter((v) => v !== undefined))
    const people = new Set(bids.map((b) => b.personId))
    const salt = randomBytes(16)
    const named: Record<string, string> = {}
    const members: { id: string; weight: number; stratum: string }[] = []
    const excluded: { id: string; reason: string }[] = []
    for (const e of await expertsOf(tx, jurisdiction, f.form!.specialty)) {
      const id = nameOf(salt, e.personId)
      // 招标投标法 art. 37, 实施条例 art. 46: who has an interest does not sit on it.
      if (people.has(e.personId) || e.interests.some((i) => companies.has(i))) {
        excluded.push({ id, reason: 'interest' })
        continue
      }
      named[id] = e.personId
      members.push({ id, weight: 1, stratum: f.form!.specialty })
    }
    const { price } = methodOf(f)
    const numbers = price?.by.kind === 'benchmark' ? toDraw(price.by.benchmark) : []
    const order = f.opened!.bids.map((b) => ({ id: String(b.bidder), weight: 1, stratum: 'bid' }))
    const plain = { apart: [], each: null }
    await callAsSystem(closeDraw, {
      id: f.announced!.draw,
      pools: [
        { name: 'experts', members, excluded, take: { [f.form!.specialty]: f.form!.committee }, ...plain },
        // All of them: the order in which equal bids stand.
        { name: 'order', members: order, excluded: [], take: { bid: order.length }, ...plain },
      ],
      numbers,
      words: input.words,
      checkpoint: input.checkpoint,
    })
    return { named, excluded: excluded.length }
  },
  says: ({ made }) => ({
    basis: [cite('招标投标法实施条例', 46)],
    public: { experts: Object.keys(made.named).length, excluded: made.excluded },
    private: { people: made.named },
  }),
})

/** Who stands behind the committee’s names; for the steps of this room alone. */
export async function peopleOf(tx: Parameters<typeof privateOf>[0], jurisdiction: string, f: Tender) {
  if (!f.pooled) return {}
  return ((await privateOf(tx, jurisdiction, [f.pooled])).get(f.pooled)?.people?.value ?? {}) as Record<string, string>
}

export const drawn = step(reveal, {
  act: 'tender.drawn',
  async prepare({ at, tx, callAsSystem }) {
    const { jurisdiction, id } = at.found
    const { drawn: found, numbers } = await callAsSystem(revealDraw, { id: at.facts.announced!.draw })
    const experts = found.filter((d) => d.pool === 'experts').flatMap((d) => d.ids)
    const people = await peopleOf(tx, jurisdiction, at.facts)
    for (const name of experts)
      await addParty(tx, jurisdiction, id, {
        ...{ role: 'expert', personId: people[name]!, organisationId: null, unit: null, name, hidden: true },
      })
    const order = found.filter((d) => d.pool === 'order').flatMap((d) => d.ids.map(Number))
    return { experts, k: numbers.k ?? null, order }
  },
  says: ({ made }) => ({ basis: [cite('招标投标法', 37)], public: made }),
})
