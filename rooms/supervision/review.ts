import { createHash } from 'node:crypto'
import { startOfDay } from '../../kernel/calendar/index.ts'
import { units } from '../../kernel/identity/index.ts'
import { newId, operation, postOf, query, text } from '../../kernel/platform/index.ts'
import { aboutLight } from './about.ts'
import { acts } from './acts.ts'
import { drawReviews, reviewLight, reviews } from './ladder.contract.ts'
import { secondLevel } from './policy.ts'
import { closedIn, insertReviews, reviewRows, settleReview } from './review.store.ts'
import { findLight } from './supervision.store.ts'

/** In the order of SHA-256 of month and light: nobody chooses, and anybody who has the lights gets the same. */
export const draw = operation(drawReviews, {
  allow: secondLevel,
  async run({ tx, actor, input, clock }) {
    const { many } = input
    const month = input.month.slice(0, 7)
    const [year, number] = month.split('-').map(Number) as [number, number]
    const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
    const all = await closedIn(tx, startOfDay(`${month}-01`), startOfDay(`${next}-01`))
    const place = (id: string) => createHash('sha256').update(`${month} ${id}`).digest('hex')
    const drawn = all
      .map((l) => ({ ...l, place: place(l.id) }))
      .sort((a, b) => (a.place < b.place ? -1 : 1))
      .slice(0, many)
    await insertReviews(tx, month, drawn, clock.now())
    const { jurisdiction } = postOf(actor)!
    const act = acts['lights.drawn']({
      jurisdiction,
      subject: { kind: 'order', id: newId(clock.now().getTime(), jurisdiction) },
      public: { month, of: all.length, lights: drawn.map((l) => l.id) },
    })
    return { act, output: { drawn: drawn.length } }
  },
})

/** Whether it was rightly put out. A wrong one is the office's to answer for; it is told by what stands in public. */
export const review = operation(reviewLight, {
  allow: secondLevel,
  async run({ tx, input, clock, problem }) {
    const light = await findLight(tx, input.id, true)
    if (!light) throw problem('NO_LIGHT')
    if (!(await settleReview(tx, light.id, input.outcome, input.words, clock.now()))) throw problem('NOT_DRAWN')
    const { head, said } = aboutLight(light)
    const act = acts['light.reviewed']({
      ...head,
      public: { ...said, rule: light.rule, outcome: input.outcome },
      private: { words: input.words },
    })
    return { act, output: { id: light.id } }
  },
})

export const list = query(reviews, {
  allow: secondLevel,
  async run({ tx }) {
    const [rows, all] = await Promise.all([reviewRows(tx), units(tx)])
    const nameOf = (code: string) => all.find((u) => u.code === code)?.name ?? text(code, code)
    return {
      reviews: rows.map(({ says, rule, unit, office, ...r }) => ({
        ...r,
        rule: says ?? text(rule, rule),
        unitName: nameOf(unit),
        officeName: nameOf(office),
      })),
    }
  },
})
