import { contract as cases, isParty, withdrawForFar } from '../../kernel/cases/index.ts'
import { defineMessage, isFar, post } from '../../kernel/nodes/index.ts'
import { act } from './case.ts'
import { noteWithdrawal, withdrawThere } from './contract.ts'

const basis = [{ law: '行政许可法', article: 32 }]

/** The far case as which a transferred one goes on; none where it stayed in this installation, or has not arrived. */
const goesOnAs = (acts: readonly { type: string; public: Record<string, any> }[]): string | undefined => {
  const by = acts.findLast((a) => a.type === 'file.received')?.public.by
  return typeof by === 'string' && isFar(by) ? by : undefined
}

/** The number that it has there, where nobody asked yet that it be taken back: it is asked once. */
const mayWithdrawThere = (acts: readonly { type: string; public: Record<string, any> }[]): string | undefined =>
  acts.some((a) => a.type === 'withdrawal.sent') ? undefined : goesOnAs(acts)

/**
 * The applicant withdraws where he looks, though the case goes on at another installation: that one carries it out as its own act, or
 * refuses because it was decided, and its receipt says which on the case here.
 */
export default act(withdrawThere, {
  act: 'withdrawal.sent',
  as: 'citizen',
  who: (at, actor) => at.acts.some((a) => a.type === 'case.transferred') && isParty(at, actor, 'applicant'),
  async check({ at, callAsSystem, problem }) {
    const number = mayWithdrawThere(at.acts)
    if (!number) throw problem('NOT_THERE')
    // What is known of it here may be old; the other installation has the last word.
    if ((await callAsSystem(cases.standOf, { number })).closed) throw problem('DECIDED')
  },
  async prepare(ctx) {
    const { at, input } = ctx
    const { number: parent, jurisdiction: from, id: caseId } = at.found
    const child = goesOnAs(at.acts)!
    const proof = at.acts.findLast((a) => a.published)!.id
    const body = { caseId, parent, child, reason: input.reason ?? '' }
    await post(ctx, {
      from,
      to: child.slice(0, 6),
      key: `withdrawal:${child}`,
      kind: 'linked.withdraw',
      act: proof,
      body,
    })
    return { child }
  },
  says: ({ input, made }) => ({ basis, public: { to: made.child }, private: { reason: input.reason ?? '' } }),
})

/** By the receipt of the other installation. */
export const withdrawalNoted = act(noteWithdrawal, {
  act: 'withdrawal.answered',
  who: () => false,
  says: ({ input: { child, outcome } }) => ({ basis, public: { by: child, outcome } }),
})

defineMessage({
  kind: 'linked.withdraw',
  contract: withdrawForFar,
  input: ({ parent, child, reason }) => ({ parent, child, reason }),
  numbers: ({ parent, child }) => ({ theirs: [parent], ours: [child] }),
  heard: {
    contract: noteWithdrawal,
    input: ({ caseId, child }, { outcome }) => ({ caseId, child, outcome }),
  },
})
