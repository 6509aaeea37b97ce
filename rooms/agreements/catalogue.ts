// Frameworks in force and their goods: one catalogue for the city and its districts.
import { dayOf } from '../../kernel/calendar/index.ts'
import { caseAt } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { clear } from '../../kernel/parties/index.ts'
import {
  anyone,
  type Consumer,
  consumer,
  holdsPost,
  loggedIn,
  newId,
  operation,
  type PersonActor,
  query,
  type ReadContext,
  systemOnly,
} from '../../kernel/platform/index.ts'
import * as procurement from '../procurement/contract.ts'
import * as suppliers from '../suppliers/contract.ts'
import { acts } from './acts.ts'
import {
  agreementsIn,
  entrantsIn,
  goodsIn,
  insertAgreement,
  insertEntrant,
  insertGood,
  isIn,
  lockGood,
  storePrice,
  storeRemoved,
  waitingOf,
} from './agreements.store.ts'
import { KEEPER } from './application.kind.ts'
import { agreements, begin, goods, offer, remove, reprice } from './contract.ts'

const DAY = 86_400_000
const subject = (now: Date, place: string) => ({ kind: 'order' as const, id: newId(now.getTime(), place) })

/** Of the process whose result was published: for as many days as it said. */
export const began = operation(begin, {
  allow: systemOnly,
  async run({ tx, input, clock, home, callAsSystem }) {
    const { form, winners } = await callAsSystem(procurement.outcome, { number: input.number })
    const now = clock.now()
    const from = dayOf(now)
    const to = dayOf(new Date(now.getTime() + form.days * DAY))
    const title = { zh: form.title, en: form.titleEn }
    await insertAgreement(tx, {
      ...{
        jurisdiction: home,
        number: input.number,
        title,
        category: form.category,
        ceiling: form.ceiling,
        from,
        to,
        open: null,
      },
    })
    for (const { uscc, name, personId } of winners)
      await insertEntrant(tx, home, { number: input.number, uscc, name, personId })
    return {
      act: acts['agreement.began']({
        jurisdiction: home,
        subject: subject(now, home),
        basis: [cite('政府采购法', 46)],
        public: { number: input.number, from, to, suppliers: winners.map((w) => w.uscc) },
      }),
      output: { number: input.number },
    }
  },
})
export const fromResults: Consumer = consumer('agreements.from-results', {
  types: ['procurement.notified'],
  async run({ acts: heard, callAsSystem, tx }) {
    for (const a of heard)
      if (a.public.method === 'framework') {
        const { found } = await caseAt(tx, { caseId: a.subjectId })
        await callAsSystem(begin, { number: found.number })
      }
  },
})

type Ctx = Pick<ReadContext, 'tx' | 'actor' | 'home'>
/** The frameworks that the actor supplies under, as long as he was not removed. */
const entrantOf = async ({ tx, actor, home }: Ctx, number: string) =>
  (await entrantsIn(tx, home)).find(
    (e) => e.number === number && e.personId === (actor as PersonActor).personId && isIn(e),
  )

export const removed = operation(remove, {
  allow: holdsPost(KEEPER),
  async run({ tx, input, clock, home, problem }) {
    const { agreement: number, uscc, reason } = input
    if (!(await agreementsIn(tx, home)).some((a) => a.number === number)) throw problem('NO_AGREEMENT')
    if (!(await entrantsIn(tx, home)).some((e) => e.number === number && e.uscc === uscc && isIn(e)))
      throw problem('NOT_IN')
    await storeRemoved(tx, home, number, uscc, reason)
    return {
      act: acts['agreement.removed']({
        jurisdiction: home,
        subject: subject(clock.now(), home),
        public: { number, uscc, reason },
      }),
      output: { agreement: number },
    }
  },
})

export const offered = operation(offer, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  gate: clear('procurement', async (_: unknown, ctx) => {
    const [me] = await ctx.callAsSystem(suppliers.of, { people: [(ctx.actor as PersonActor).personId] })
    return me && { uscc: me.uscc }
  }),
  async run(ctx) {
    const { tx, input, clock, home, problem } = ctx
    const { agreement: number, ...good } = input
    const found = (await agreementsIn(tx, home)).find((a) => a.number === number)
    // An open one has one price, which is published: there is nothing to offer.
    if (!found || found.open) throw problem('NO_AGREEMENT')
    const me = await entrantOf(ctx, number)
    if (!me) throw problem('NOT_IN')
    const now = clock.now()
    if (dayOf(now) > found.to) throw problem('OVER')
    if (input.price > found.ceiling) throw problem('CEILING')
    const id = newId(now.getTime(), home)
    await insertGood(tx, { jurisdiction: home, id, number, uscc: me.uscc, ...good }, now)
    return {
      act: acts['agreement.offered']({
        jurisdiction: home,
        subject: { kind: 'order', id },
        public: { number, uscc: me.uscc, name: input.name, model: input.model, price: input.price },
      }),
      output: { id },
    }
  },
})

export const repriced = operation(reprice, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run(ctx) {
    const { tx, input, clock, home, problem } = ctx
    const good = await lockGood(tx, home, input.id)
    if (!good) throw problem('NO_GOOD')
    if (!(await entrantOf(ctx, good.number))) throw problem('NOT_IN')
    if (input.price > good.firstPrice) throw problem('HIGHER')
    await storePrice(tx, good, input.price, clock.now())
    return {
      act: acts['agreement.repriced']({
        jurisdiction: home,
        subject: { kind: 'order', id: good.id },
        public: { number: good.number, uscc: good.uscc, price: input.price, withdrawn: input.price === 0 },
      }),
      output: { id: good.id },
    }
  },
})

/** What can be ordered today, the cheapest of a kind first. */
export const readGoods = query(goods, {
  allow: anyone,
  async run({ tx, actor, clock, home }) {
    const today = dayOf(clock.now())
    const [all, frameworks, entrants] = await Promise.all([
      goodsIn(tx, home),
      agreementsIn(tx, home),
      entrantsIn(tx, home),
    ])
    const me = actor.kind === 'person' ? actor.personId : ''
    return all.flatMap((g) => {
      const a = frameworks.find((x) => x.number === g.number)
      const e = entrants.find((x) => x.number === g.number && x.uscc === g.uscc)
      if (!a || !e || !isIn(e) || today > a.to) return []
      const { id, uscc, name, model, about, measure, price, firstPrice, domestic } = g
      return [
        {
          ...{ id, uscc, name, model, about, measure, price, firstPrice, domestic },
          ...{ agreement: a.number, agreementTitle: a.title, supplier: e.name, until: a.to, mine: e.personId === me },
        },
      ]
    })
  },
})
export const readAgreements = query(agreements, {
  allow: anyone,
  async run({ tx, actor, clock, home, callAsSystem }) {
    const me = actor.kind === 'person' ? actor.personId : ''
    const [all, entrants, known, waiting] = await Promise.all([
      agreementsIn(tx, home),
      entrantsIn(tx, home),
      callAsSystem(suppliers.suppliers, {}),
      me === '' ? [] : waitingOf(tx, home, me),
    ])
    const today = dayOf(clock.now())
    return all.map((a) => {
      const of = entrants.filter((e) => e.number === a.number)
      return {
        ...{ number: a.number, title: a.title, ceiling: a.ceiling, from: a.from, to: a.to },
        over: today > a.to,
        open: a.open && { price: a.open.price, measure: a.open.measure, about: a.open.about },
        suppliers: of.map((e) => {
          const s = known.find((k) => k.uscc === e.uscc)
          return {
            ...{ uscc: e.uscc, name: e.name, removed: e.removed, left: e.leftAt !== null, mine: e.personId === me },
            ...{ graded: s?.graded ?? 0, grade: s?.grade ?? null },
          }
        }),
        mine: of.some((e) => e.personId === me && isIn(e)),
        waiting: waiting.find((w) => w.agreement === a.number)?.number ?? null,
      }
    })
  },
})
