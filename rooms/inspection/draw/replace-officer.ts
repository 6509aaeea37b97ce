import { startOfDay } from '../../../kernel/calendar/index.ts'
import { standInsOf } from '../../../kernel/draw/index.ts'
import { cardsAt } from '../../../kernel/identity/index.ts'
import { postOf } from '../../../kernel/platform/index.ts'
import { act } from '../case.kind.ts'
import { replaceOfficer } from '../contract.ts'
import { cardsNamed } from '../officers.ts'
import { issueNotice } from '../visit/notice.ts'

/**
 * An officer who was drawn falls ill: the next of the same draw comes (行政处罚法 art. 42 asks for two), with the reason in the act. Who
 * steps in follows from the seed that was committed to before; recusals stand in the pool. Once approved, the notice is issued anew.
 */
export default act(replaceOfficer, {
  act: 'inspection.officer-replaced',
  who: (at, actor) => postOf(actor, 'approver')?.unitCode === at.found.unit,
  check({ at, input, problem }) {
    const { draw, visited, approved, officers } = at.facts
    if (!draw || visited || approved?.outcome === 'drop') throw problem('NO_DRAW')
    if (!officers.includes(input.card))
      throw problem('NOT_OFFICER', { fields: { card: replaceOfficer.errors.NOT_OFFICER } })
  },
  async prepare(ctx) {
    const { at, tx, input, clock, problem } = ctx
    const { draw, uscc, officers, left, approved } = at.facts
    const [out] = await cardsNamed(tx, [input.card], clock.now())
    const order = await standInsOf(tx, draw!, { pool: 'officers', of: uscc, stratum: out!.unit })
    const days = approved?.to ? [clock.now(), startOfDay(approved.to)] : [clock.now()]
    const passed: string[] = []
    for (const number of order.filter((card) => !officers.includes(card) && !left.includes(card))) {
      const [card] = await cardsNamed(tx, [number], clock.now())
      const held = card && (await Promise.all(days.map((day) => cardsAt(tx, [card.personId], day))))
      if (!held?.every((cards) => cards.some((c) => c.number === number))) {
        passed.push(number)
        continue
      }
      const now = officers.map((o) => (o === input.card ? number : o))
      const { from, to } = approved ?? {}
      return { in: number, passed, notice: from && to ? await issueNotice(ctx, at, now, { from, to }) : undefined }
    }
    throw problem('NOBODY')
  },
  says: ({ at, input, made }) => ({
    basis: [{ law: '行政处罚法', article: 42 }],
    public: {
      out: input.card,
      in: made.in,
      draw: at.facts.draw!,
      passed: made.passed,
      ...(made.notice ? { document: made.notice.said } : {}),
    },
    private: { reason: input.reason, ...(made.notice ? { document: made.notice.content } : {}) },
  }),
  output: ({ made }) => ({ card: made.in }),
})
