import { dayOf } from '../../../kernel/calendar/index.ts'
import { text } from '../../../kernel/platform/index.ts'
import { type Conclusion, step } from '../case.kind.ts'
import { recordVisit } from '../contract.ts'
import { figureOn } from '../list/list.shape.ts'
import { itemOf, listNumbered } from '../list/list.store.ts'
import { cardsNamed, enough, others, ownCard } from '../officers.ts'
import { fits, missing } from './findings.rules.ts'
import { stampVisited } from './visit.store.ts'

/**
 * 行政处罚法 arts. 42, 55. Fewer than two officers, or a recorder without a card: no record. All else is recorded as it was, with
 * what was not right said in public: a record that were refused would be made up later.
 */
export default step(recordVisit, {
  act: 'inspection.visited',
  async check({ tx, at, actor, input, clock, problem }) {
    const now = clock.now()
    const when = input.at ? new Date(input.at) : now
    const list = await listNumbered(tx, at.facts.list)
    const items = at.facts.items.flatMap((code) => (list && itemOf(list, code)) ?? [])
    const fields = missing(input, items)
    if (Object.keys(fields).length > 0) throw problem('INCOMPLETE', { fields })
    const { card, valid } = await ownCard(tx, actor, input.present, now)
    if (!card) throw problem('NOT_OFFICER', { fields: { present: recordVisit.errors.NOT_OFFICER } })
    if (!valid) throw problem('NO_CARD')
    const present = await cardsNamed(tx, input.present, now)
    if (present.length < new Set(input.present).size)
      throw problem('UNKNOWN_CARD', { fields: { present: recordVisit.errors.UNKNOWN_CARD } })
    if (!enough(present)) throw problem('TOO_FEW', { fields: { present: recordVisit.errors.TOO_FEW } })
    if (when > now || when < at.found.submittedAt) throw problem('WHEN', { fields: { at: recordVisit.errors.WHEN } })
    if (!fits(input.conclusion as Conclusion, input.lines))
      throw problem('CONCLUSION', { fields: { conclusion: recordVisit.errors.CONCLUSION } })
    const longest = figureOn(list?.content.rectify ?? [], dayOf(now))?.value ?? 0
    if (input.conclusion === 'rectify' && (input.rectifyDays === undefined || input.rectifyDays > longest))
      throw problem('FIGURE', {
        fields: { rectifyDays: text(`请写 1 到 ${longest} 天。`, `Please give 1 to ${longest} days.`) },
      })
  },
  async prepare({ tx, at, actor, input, clock }) {
    const when = input.at ? new Date(input.at) : clock.now()
    const present = await cardsNamed(tx, input.present, when)
    const { approved } = at.facts
    const day = dayOf(when)
    await stampVisited(tx, at.found, when, input.conclusion)
    return {
      by: (await ownCard(tx, actor, input.present, clock.now())).card!.number,
      at: when.toISOString(),
      carded: present.every((c) => c.valid),
      approved: approved?.outcome === 'approve' && approved.at <= when,
      within: approved?.from != null && day >= approved.from && day <= approved.to!,
      drawn: others(at.facts, input.present).length === 0,
    }
  },
  says: ({ input, made }) => ({
    basis: [
      { law: '行政处罚法', article: 42 },
      { law: '行政处罚法', article: 55 },
    ],
    public: {
      ...made,
      present: [...new Set(input.present)].sort(),
      lines: input.lines.map(({ item, line, result }) => ({ item, line, result })),
      problems: input.lines.filter((l) => l.result === 'problem').length,
      conclusion: input.conclusion as Conclusion,
      rectifyDays: input.conclusion === 'rectify' ? input.rectifyDays! : null,
    },
    private: {
      notes: input.lines
        .filter((l) => l.note !== '')
        .map((l) => `${l.item} ${l.line} ${l.note}`)
        .join('\n'),
      receiver: input.receiver,
      ...(input.statement ? { statement: input.statement } : {}),
    },
  }),
})
