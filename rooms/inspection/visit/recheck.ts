import { dayOf } from '../../../kernel/calendar/index.ts'
import { text } from '../../../kernel/platform/index.ts'
import { step } from '../case.kind.ts'
import { recheck } from '../contract.ts'
import { figureOn } from '../list/list.shape.ts'
import { listNumbered } from '../list/list.store.ts'
import { cardsNamed, enough, ownCard } from '../officers.ts'

/** One more time is given once: the second recheck is the last, whatever the chart of the city says. */
export default step(recheck, {
  act: 'inspection.rechecked',
  outcome: (i) => i.outcome,
  async check({ tx, at, actor, input, clock, problem }) {
    const now = clock.now()
    const { card, valid } = await ownCard(tx, actor, input.present, now)
    if (!card) throw problem('NOT_OFFICER', { fields: { present: recheck.errors.NOT_OFFICER } })
    if (!valid) throw problem('NO_CARD')
    const present = await cardsNamed(tx, input.present, now)
    if (present.length < new Set(input.present).size)
      throw problem('UNKNOWN_CARD', { fields: { present: recheck.errors.UNKNOWN_CARD } })
    if (!enough(present)) throw problem('TOO_FEW', { fields: { present: recheck.errors.TOO_FEW } })
    if (input.outcome !== 'again') return
    if (at.facts.rechecks.length > 0) throw problem('LAST', { fields: { outcome: recheck.errors.LAST } })
    const longest = figureOn((await listNumbered(tx, at.facts.list))?.content.rectify ?? [], dayOf(now))?.value ?? 0
    if (input.rectifyDays === undefined || input.rectifyDays > longest)
      throw problem('FIGURE', {
        fields: { rectifyDays: text(`请写 1 到 ${longest} 天。`, `Please give 1 to ${longest} days.`) },
      })
  },
  says: ({ input }) => ({
    basis: [{ law: '食品生产经营监督检查管理办法', article: 33 }],
    public: {
      outcome: input.outcome,
      present: [...new Set(input.present)].sort(),
      rectifyDays: input.outcome === 'again' ? input.rectifyDays! : null,
    },
    private: { notes: input.notes },
  }),
})
