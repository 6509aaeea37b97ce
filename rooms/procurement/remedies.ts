// 质疑 to the buyer, 投诉 to the finance office; what waits for whom, and what stands still meanwhile.
import { addParty, type CaseAt, isParty } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { type Actor, loggedIn, type PersonActor, postOf, privateOf, type Tx } from '../../kernel/platform/index.ts'
import { returnBonds } from '../../trade/bond/index.ts'
import { AGENCY, act, BUYER, FINANCE, figure, type Process, run } from './case.kind.ts'
import { answer, challenge, complain, decide, suspend } from './contract.ts'
import { type Challenge, complaints, waiting } from './process.fold.ts'

const DAY = 86_400_000
const within = (id: string, from: Date | null | undefined, now: Date) =>
  from !== null && from !== undefined && !run(id, from, now).overdue

/** What can be challenged now (政府采购法 art. 52; 实施条例 art. 53): seven working days from each of its steps. */
export function challengeable(f: Process, now: Date): ('documents' | 'process' | 'result' | 'publicity')[] {
  const from = f.drawn?.at ?? f.opened?.at
  return [
    ...(f.announced && within('challenge', f.announced.at, now) ? (['documents'] as const) : []),
    ...(within('challenge', from, now) ? (['process'] as const) : []),
    ...(within('challenge', f.notified, now) ? (['result'] as const) : []),
    ...(f.publicised && now <= f.publicised.until ? (['publicity'] as const) : []),
  ]
}

export const challenged = act(challenge, {
  act: 'procurement.challenged',
  as: 'citizen',
  who: (_, actor) => loggedIn(actor),
  async check({ at, input, clock, tx, actor, problem }) {
    if (!challengeable(at.facts, clock.now()).includes(input.on)) throw problem('NOT_NOW')
    if ((await ownChallenges(tx, at, actor)).some((c) => c.on === input.on)) throw problem('ONCE')
    if (!isParty(at, actor)) {
      const { personId, name } = actor as PersonActor
      const none = { organisationId: null, unit: null }
      await addParty(tx, at.found.jurisdiction, at.found.id, {
        ...{ role: 'challenger', personId, name, hidden: true, ...none },
      })
    }
  },
  says: ({ input }) => ({
    basis: [cite('政府采购法', 52)],
    public: { on: input.on },
    private: { words: input.words },
  }),
})
/** The actor's own challenges: complaints are about one's own alone. */
export async function ownChallenges(tx: Tx, at: CaseAt<Process>, actor: Actor): Promise<Challenge[]> {
  if (actor.kind !== 'person') return []
  const { challenges } = at.facts
  const kept = await privateOf(
    tx,
    at.found.jurisdiction,
    challenges.map((c) => c.act),
  )
  return challenges.filter((c) => kept.get(c.act)?.actor?.value === actor.personId)
}

export const answered = act(answer, {
  act: 'procurement.answered',
  who: (at, actor) => postOf(actor, BUYER)?.unitCode === at.found.unit || postOf(actor, AGENCY) !== undefined,
  check({ at, input, problem }) {
    if (!waiting(at.facts).some((c) => c.n === input.challenge)) throw problem('NONE')
  },
  says: ({ input }) => ({
    basis: [cite('政府采购法', 53)],
    public: { challenge: input.challenge, words: input.words },
  }),
})

/** When a challenge can be taken to the finance office (政府采购法 art. 55). */
export function complainable(f: Process, n: number, now: Date): boolean {
  const c = f.challenges.find((x) => x.n === n)
  if (!c || c.complained) return false
  if (c.answeredAt) return within('complain', c.answeredAt, now)
  const due = run('answer', c.at, now)
  return due.overdue && within('complain', new Date(`${due.due}T15:59:59Z`), now)
}

export const complained = act(complain, {
  act: 'procurement.complained',
  as: 'citizen',
  who: (at, actor) => isParty(at, actor),
  async check({ at, input, clock, tx, actor, problem }) {
    const own = (await ownChallenges(tx, at, actor)).find((c) => c.n === input.challenge)
    if (!own) throw problem('NOT_YOURS')
    if (own.complained) throw problem('ONCE')
    if (!complainable(at.facts, input.challenge, clock.now())) throw problem('NOT_NOW')
  },
  says: ({ input }) => ({
    basis: [cite('政府采购法', 55), cite('政府采购法实施条例', 55)],
    public: { challenge: input.challenge },
    private: { words: input.words },
  }),
})

/** The finance office of the process's own place. */
const supervises = (at: { found: { jurisdiction: string } }, actor: Parameters<typeof postOf>[0]) =>
  postOf(actor, FINANCE)?.jurisdiction === at.found.jurisdiction

export const suspended = act(suspend, {
  act: 'procurement.suspended',
  who: supervises,
  check({ at, input, clock, problem }) {
    if (!complaints(at.facts).some((c) => c.n === input.complaint)) throw problem('NONE')
    if (input.days > figure('suspend', clock.now()).value) throw problem('TOO_LONG')
  },
  says: ({ input, clock }) => ({
    basis: [cite('政府采购法', 57)],
    public: {
      complaint: input.complaint,
      until: new Date(clock.now().getTime() + input.days * DAY).toISOString(),
    },
  }),
})

export const decided = act(decide, {
  act: 'procurement.decided',
  who: supervises,
  check({ at, input, problem }) {
    if (!complaints(at.facts).some((c) => c.n === input.complaint)) throw problem('NONE')
    if (input.outcome === 'annul' && at.facts.contracted) throw problem('TOO_LATE')
  },
  ends: ({ input }) => input.outcome === 'annul',
  async also(ctx) {
    if (ctx.input.outcome === 'annul') await returnBonds(ctx, ctx.at.found, '采购活动无效，退还保证金')
  },
  says: ({ input }) => ({
    basis: [cite('政府采购法', 56), cite('政府采购法实施条例', 58)],
    public: { complaint: input.complaint, outcome: input.outcome, words: input.words },
  }),
})
