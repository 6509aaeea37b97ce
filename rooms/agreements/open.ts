// Open frameworks 开放式框架协议: the centre publishes what is bought and its price; suppliers join and leave while it lasts.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { dayOf } from '../../kernel/calendar/index.ts'
import { type CaseAt, contract as cases, openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { clear } from '../../kernel/parties/index.ts'
import {
  holdsPost,
  loggedIn,
  newId,
  operation,
  type PersonActor,
  postOf,
  query,
  type ReadContext,
  type Tx,
} from '../../kernel/platform/index.ts'
import * as suppliers from '../suppliers/contract.ts'
import { acts } from './acts.ts'
import {
  agreementsIn,
  applicationOf,
  entrantsIn,
  insertAgreement,
  insertApplication,
  insertEntrant,
  isIn,
  nextOpenNumber,
  storeDecided,
  storeEnd,
  storeLeft,
} from './agreements.store.ts'
import { application, type Entry, KEEPER, step } from './application.kind.ts'
import { apply, close, decide, deskApplication, leave, publish } from './open.contract.ts'

const DAY = 86_400_000
const chart = readFileSync(fileURLToPath(new URL('procedures/application.bpmn', import.meta.url)), 'utf8')
const subject = (now: Date, place: string) => ({ kind: 'order' as const, id: newId(now.getTime(), place) })
const openOne = async (tx: Tx, home: string, number: string) =>
  (await agreementsIn(tx, home)).find((a) => a.number === number && a.open !== null)

export const published = operation(publish, {
  allow: holdsPost(KEEPER),
  async run({ tx, input, actor, clock, home }) {
    const now = clock.now()
    const { title, titleEn, category, about, measure, price, days } = input
    const from = dayOf(now)
    const to = dayOf(new Date(now.getTime() + days * DAY))
    const number = await nextOpenNumber(tx, home, from.slice(0, 4))
    await insertAgreement(tx, {
      ...{ jurisdiction: home, number, title: { zh: title, en: titleEn }, category, ceiling: price, from, to },
      open: { price, measure, about, unit: postOf(actor, KEEPER)!.unitCode },
    })
    return {
      act: acts['agreement.published']({
        ...{ jurisdiction: home, subject: subject(now, home), basis: [cite('政府采购法', 11)] },
        public: { number, title, price, measure, from, to },
      }),
      output: { number },
    }
  },
})

export const closed = operation(close, {
  allow: holdsPost(KEEPER),
  async run({ tx, input, clock, home, problem }) {
    const now = clock.now()
    const found = await openOne(tx, home, input.agreement)
    if (!found) throw problem('NO_AGREEMENT')
    if (dayOf(now) > found.to) throw problem('ENDED')
    await storeEnd(tx, home, found.number, dayOf(new Date(now.getTime() - DAY)))
    return {
      act: acts['agreement.closed']({
        ...{ jurisdiction: home, subject: subject(now, home) },
        public: { number: found.number, reason: input.reason },
      }),
      output: { agreement: found.number },
    }
  },
})

const meOf = async ({ callAsSystem, actor }: Pick<ReadContext, 'callAsSystem' | 'actor'>) =>
  (await callAsSystem(suppliers.of, { people: [(actor as PersonActor).personId] }))[0]

export const applied = operation(apply, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  /** 政府采购法 art. 22. */
  gate: clear('procurement', async (_: unknown, ctx) => {
    const me = await meOf(ctx)
    return me && { uscc: me.uscc }
  }),
  async run(ctx) {
    const { tx, input, clock, home, problem } = ctx
    const found = await openOne(tx, home, input.agreement)
    if (!found) throw problem('NO_AGREEMENT')
    if (dayOf(clock.now()) > found.to) throw problem('ENDED')
    const me = await meOf(ctx)
    if (!me) throw problem('NOT_SUPPLIER')
    const known = (await entrantsIn(tx, home)).find((e) => e.number === found.number && e.uscc === me.uscc)
    if (known?.removed) throw problem('REMOVED')
    if (known && isIn(known)) throw problem('IN')
    const none = { organisationId: null, unit: null, hidden: false }
    const made = await openCase(ctx, {
      ...{ kind: application.kind, jurisdiction: home, unit: found.open!.unit },
      chartDigest: await roomChart(tx, application, chart),
      parties: [{ ...none, role: 'supplier', personId: me.personId, name: me.name }],
      form: { agreement: found.number, title: found.title, uscc: me.uscc, supplier: me.name, words: input.words },
    })
    const { number, id } = made.found
    const { uscc, name, personId } = me
    if (!(await insertApplication(tx, home, { number, agreement: found.number, uscc, name, personId })))
      throw problem('ONCE')
    const act = acts['entry.applied']({
      ...{ jurisdiction: home, subject: made.subject, basis: [cite('政府采购法', 22)] },
      public: { ...made.stamp, number, agreement: found.number },
      private: { words: input.words },
    })
    await opened(ctx, made, act)
    return { act, output: { caseId: id, number } }
  },
})

const uscc = (at: CaseAt<Entry>) => (at.found.form as { uscc: string }).uscc
export const decided = step(decide, {
  act: 'entry.decided',
  outcome: (i) => i.outcome,
  /** Who is barred by now does not come in; refusing him needs no gate. */
  gate: clear('procurement', (i: { outcome: string }, ctx) =>
    i.outcome === 'in' ? { uscc: uscc((ctx as unknown as { at: CaseAt<Entry> }).at) } : undefined,
  ),
  async check({ at, tx, input, clock, problem }) {
    if (input.outcome === 'refuse' && input.words.length < 2) throw problem('REASON')
    const { agreement } = (await applicationOf(tx, at.found.jurisdiction, at.found.number))!
    const found = await openOne(tx, at.found.jurisdiction, agreement)
    if (input.outcome === 'in' && dayOf(clock.now()) > found!.to) throw problem('ENDED')
  },
  async prepare({ at, tx, input, clock }) {
    const { jurisdiction, number } = at.found
    const { agreement, ...of } = (await applicationOf(tx, jurisdiction, number))!
    await storeDecided(tx, jurisdiction, number, clock.now())
    if (input.outcome === 'in') await insertEntrant(tx, jurisdiction, { ...of, number: agreement })
    return agreement
  },
  says: ({ input, made }) => ({
    basis: [cite('政府采购法', 22)],
    public: { agreement: made, outcome: input.outcome },
    private: { words: input.words },
  }),
})

export const left = operation(leave, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run({ tx, actor, input, clock, home, problem }) {
    const found = await openOne(tx, home, input.agreement)
    if (!found) throw problem('NO_AGREEMENT')
    const { personId } = actor as PersonActor
    const me = (await entrantsIn(tx, home)).find((e) => e.number === found.number && e.personId === personId && isIn(e))
    if (!me) throw problem('NOT_IN')
    const now = clock.now()
    await storeLeft(tx, home, found.number, me.uscc, now)
    return {
      act: acts['agreement.left']({
        ...{ jurisdiction: home, subject: subject(now, home) },
        public: { number: found.number, uscc: me.uscc, words: input.words },
      }),
      output: { agreement: found.number },
    }
  },
})

export const viewApplication = query(deskApplication, {
  allow: ({ actor }) => actor.kind === 'person',
  run: ({ call, input }) => call(cases.viewCase, input),
})
