import { readFileSync } from 'node:fs'
import { dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import { openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { findUnit } from '../../kernel/identity/index.ts'
import { holdsPost, newId, operation, postOf, type ReadContext, type Timers } from '../../kernel/platform/index.ts'
import { acts, dutyActs } from './acts.ts'
import { PUBLICIST, publication } from './case.kind.ts'
import { make as makeContract, openDuties } from './contract.ts'
import { entryByNumber, putDuty, yearlyKnown } from './entry.store.ts'
import { duties, itemOf, LAW } from './items.ts'

const chart = readFileSync(new URL('procedures/publication.bpmn', import.meta.url), 'utf8')
type Made = {
  unit: { code: string; jurisdiction: string }
  item: string
  title: string
  on: string
  limit: 'publish' | 'yearly-report'
  amends?: string | undefined
  yearly?: string
}

async function open(ctx: ReadContext & { timer: Timers }, m: Made) {
  const { tx, clock } = ctx
  const { jurisdiction, code } = m.unit
  const made = await openCase(ctx, {
    kind: publication.kind,
    jurisdiction,
    unit: code,
    chartDigest: await roomChart(tx, publication, chart),
    parties: [],
    form: { title: m.title },
  })
  const { id: caseId, number } = made.found
  const act = acts['information.made']({
    jurisdiction,
    subject: made.subject,
    basis: [{ law: LAW, article: m.limit === 'publish' ? 26 : 49 }],
    public: {
      ...made.stamp,
      number,
      unit: code,
      item: m.item,
      on: m.on,
      limit: m.limit,
      due: true,
      ...(m.amends ? { amends: m.amends } : {}),
    },
    private: { title: m.title },
  })
  const now = clock.now()
  const facts = publication.fold([{ type: act.type, public: act.public, happenedAt: now } as never], undefined)
  const [duty] = publication.duties(facts, undefined, code, now)
  await putDuty(tx, {
    jurisdiction,
    caseId,
    item: m.item,
    unit: code,
    due: duty!.count!.due!,
    yearly: m.yearly ?? null,
  })
  await opened(ctx, made, act)
  return { act, output: { caseId, number } }
}

/** From the day on which it was made or changed (art. 26); what amends another names it. */
export const make = operation(makeContract, {
  allow: holdsPost(PUBLICIST),
  async run(ctx) {
    const { tx, actor, input, clock, problem } = ctx
    const post = postOf(actor)!
    if (!itemOf(input.item)) throw problem('NO_ITEM')
    if (input.on > dayOf(clock.now())) throw problem('AHEAD')
    if (input.amends) {
      const old = await entryByNumber(tx, input.amends)
      if (old?.unit !== post.unitCode || old.withdrawnOn || old.amendedBy) throw problem('NOT_YOURS')
    }
    return open(ctx, { ...input, unit: { code: post.unitCode, jurisdiction: post.jurisdiction }, limit: 'publish' })
  },
})

/** What is due every year stands in the inbox of its owner from its day on; each year it opens by itself. */
export const openYear = operation(openDuties, {
  allow: ({ actor }) => actor.kind === 'system',
  async run(ctx) {
    const { tx, input, clock, timer } = ctx
    const { jurisdiction, year } = input
    const known = await yearlyKnown(tx, jurisdiction)
    const today = dayOf(clock.now())
    const made = []
    const later: string[] = []
    for (const d of duties) {
      const on = `${year}-${d.day}`
      const yearly = `${d.item}/${d.unit}/${year}`
      const unit = await findUnit(tx, `${jurisdiction}-${d.unit}`)
      if (!unit || known.has(yearly)) continue
      if (on > today) later.push(on)
      else
        made.push(
          (await open(ctx, { unit, item: d.item, title: `${year} 年：${d.title.zh}`, on, limit: d.limit, yearly })).act,
        )
    }
    // Looked at again on the day of the next duty, or with the next year.
    const next = later.sort()[0] ?? `${year + 1}-01-01`
    await timer.set({
      kind: 'publication.duties',
      jurisdiction,
      subjectId: newId(clock.now().getTime(), jurisdiction),
      due: startOfDay(next),
      payload: { year: Number(next.slice(0, 4)) },
    })
    const act = dutyActs['duties.opened']({
      jurisdiction,
      subject: { kind: 'system', id: newId(clock.now().getTime(), jurisdiction) },
      public: { year, opened: made.length },
      private: {},
    })
    return { acts: [act, ...made], output: { opened: made.length } }
  },
})
