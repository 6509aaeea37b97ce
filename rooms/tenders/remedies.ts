// Complaints to the overseer (招标投标法实施条例 arts. 60–62): within ten days; about documents, opening and result only after one's own
// objection was answered; also when the contract is signed. The overseer may stop the process until he has decided.
import { addParty, type CaseAt, isParty } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { type Actor, loggedIn, type PersonActor, postOf, privateOf, type Tx } from '../../kernel/platform/index.ts'
import { act, figure, type Tender } from './case.kind.ts'
import { complain, decideComplaint, OVERSEER, stopForComplaint } from './contract.ts'
import { openComplaints } from './tender.fold.ts'

const DAY = 86_400_000
/** Until when somebody may complain: ten days from what he knows of, or from the answer to his objection. */
export function complainUntil(f: Tender, objection: number | undefined): Date | undefined {
  const from = objection
    ? f.objections.find((o) => o.n === objection)?.answeredAt
    : (f.contracted?.at ?? f.awarded?.at ?? f.publicised?.at ?? f.opened?.at ?? f.announced?.at)
  return from ? new Date(from.getTime() + figure('complain', from).value * DAY) : undefined
}

/** Whose an objection was is a private field of its act. */
async function isOwn(tx: Tx, { found }: CaseAt<Tender>, act: string, actor: Actor): Promise<boolean> {
  const by = (await privateOf(tx, found.jurisdiction, [act])).get(act)?.actor?.value
  return actor.kind === 'person' && by === actor.personId
}

export const complained = act(complain, {
  act: 'tender.complained',
  as: 'citizen',
  who: (at, actor) => loggedIn(actor) && at.facts.announced !== null,
  async check({ at, tx, actor, input, clock, problem }) {
    const f = at.facts
    if (input.objection !== undefined) {
      const one = f.objections.find((o) => o.n === input.objection)
      if (!one?.answeredAt || !(await isOwn(tx, at, one.act, actor))) throw problem('OBJECT_FIRST')
    }
    const until = complainUntil(f, input.objection)
    if (!until || clock.now() > until || f.status === 'void') throw problem('NOT_NOW')
  },
  async prepare({ at, actor, tx }) {
    if (isParty(at, actor)) return
    const { personId, name } = actor as PersonActor
    const { jurisdiction, id } = at.found
    const none = { organisationId: null, unit: null }
    await addParty(tx, jurisdiction, id, { role: 'objector', personId, name, hidden: true, ...none })
  },
  says: ({ input }) => ({
    basis: [cite('招标投标法实施条例', 60)],
    public: { objection: input.objection ?? null },
    private: { words: input.words },
  }),
})

/** The office that approved the plan. */
const overseer = (at: CaseAt<Tender>, actor: Actor) => {
  const by = at.acts.findLast((a) => a.type === 'tender.approved')?.actor
  return by?.kind === 'post' && postOf(actor, OVERSEER)?.unitCode === by.unitCode
}
const waits = (f: Tender, n: number) => openComplaints(f).some((c) => c.n === n)

export const stopped = act(stopForComplaint, {
  act: 'tender.stopped',
  who: overseer,
  check({ at, input, problem }) {
    if (!waits(at.facts, input.complaint)) throw problem('NONE')
  },
  says: ({ input }) => ({
    basis: [cite('招标投标法实施条例', 62)],
    public: { complaint: input.complaint, words: input.words },
  }),
})

export const complaintDecided = act(decideComplaint, {
  act: 'tender.complaint-decided',
  who: overseer,
  check({ at, input, problem }) {
    if (!waits(at.facts, input.complaint)) throw problem('NONE')
  },
  // What was void is tendered again; what was contracted under it is for the parties and the courts, and the page says so.
  ends: ({ input }) => input.outcome === 'void',
  says: ({ input }) => ({
    basis: [cite('招标投标法实施条例', 61)],
    public: { complaint: input.complaint, outcome: input.outcome, words: input.words },
  }),
})
