import { dayOf } from '../calendar/index.ts'
import { actTypes, type PersonActor, postOf, query, text } from '../platform/index.ts'
import { inbox } from './contract.ts'
import { caseKinds, kindOf } from './kind.ts'
import { inboxOf } from './standing.store.ts'

export const INBOX_PAGE = 40

/** 待办: what waits for the post, of every room, in the order in which it is due. */
export default query(inbox, {
  allow: ({ actor }) => postOf(actor) !== undefined,
  async run({ tx, actor, clock, input }) {
    const { post, personId } = actor as PersonActor
    const today = dayOf(clock.now())
    const { rows, total } = await inboxOf(tx, {
      post: post!,
      kind: input.kind,
      text: input.text || undefined,
      // Where not every officer reads a case, words would say whom it is about.
      unsaid: [...caseKinds.values()].filter((k) => k.reads).map((k) => k.kind),
      ...(input.state === 'late' ? { before: today } : input.state === 'today' ? { on: today } : {}),
      inHand: input.state === 'mine' ? personId : undefined,
      limit: INBOX_PAGE,
      offset: (input.page - 1) * INBOX_PAGE,
    })
    const work = rows.map((r) => ({
      number: r.number,
      kind: r.kind,
      title: r.title,
      // Where not every officer reads a case, the inbox does not name whom it is about.
      party: kindOf(r.kind).reads ? '' : r.party,
      status: r.statusText,
      act: r.act,
      step: kindOf(r.kind).steps[r.act ?? '']?.title ?? actTypes.get(r.act ?? '')?.title ?? text(r.element, r.element),
      due: r.workDue,
      own: r.own,
      since: r.since,
      path: `${kindOf(r.kind).pages?.desk ?? '/desk/cases'}/${r.number}`,
    }))
    return { work, total }
  },
})
