// The review: experts drawn as for a tender, each alone, a majority by the published conditions, the result to each.
import { randomBytes } from 'node:crypto'
import { addParty, isParty } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { contract as draws, peopleOf, poolOf, seat, seatOf, verdictsOf } from '../../trade/committee/index.ts'
import { membersOf } from '../../trade/entry/index.ts'
import * as experts from '../experts/contract.ts'
import { applicationsOf, decide } from './applications.store.ts'
import { act, type Facts, figure, step, waiting } from './case.kind.ts'
import { closePool, notify, report, reveal, review, type Verdict } from './contract.ts'
import { conditionsOf, judge } from './review.rules.ts'

export const pooled = step(closePool, {
  act: 'prequalification.pooled',
  check({ at, problem }) {
    if (waiting(at.facts).length > 0) throw problem('STANDSTILL')
  },
  async prepare({ at, tx, input, callAsSystem }) {
    const { jurisdiction } = at.found
    const all = await applicationsOf(tx, at.found)
    const companies = new Set(
      all.flatMap((a) => [a, ...membersOf({ members: a.members })].flatMap((c) => [c.name, c.uscc])),
    )
    const { specialty, committee } = at.facts.form!
    const known = await callAsSystem(experts.pool, { jurisdiction, specialty })
    const people = new Set(all.map((a) => a.personId))
    const { members, excluded, named } = poolOf(known, { people, companies }, specialty, randomBytes(16))
    await callAsSystem(draws.closeDraw, {
      id: at.facts.announced!.draw,
      pools: [{ name: 'experts', members, excluded, take: { [specialty]: committee }, apart: [], each: null }],
      ...{ numbers: [], words: input.words, checkpoint: input.checkpoint },
    })
    return named
  },
  says: ({ made }) => ({
    basis: [cite('招标投标法实施条例', 18)],
    public: { experts: Object.keys(made!).length },
    private: { people: made! },
  }),
})

export const drawn = step(reveal, {
  act: 'prequalification.drawn',
  async prepare({ at, tx, callAsSystem }) {
    const { drawn: found } = await callAsSystem(draws.revealDraw, { id: at.facts.announced!.draw })
    const seats = found.flatMap((d) => d.ids)
    await seat(tx, at, seats)
    return seats
  },
  says: ({ made }) => ({ basis: [cite('招标投标法实施条例', 18)], public: { experts: made! } }),
})

export const reviewed = act(review, {
  act: 'prequalification.reviewed',
  as: 'citizen',
  who: (at, actor) => isParty(at, actor, 'expert'),
  async check({ at, tx, actor, input, problem }) {
    const f = at.facts
    if (f.status !== 'reviewing') throw problem('NOT_OPEN')
    const member = await seatOf(tx, at, actor)
    if (f.reviewed.some((r) => r.member === member)) throw problem('ONCE')
    const wanted = new Set((await applicationsOf(tx, at.found)).map((a) => a.no))
    const given = new Set(input.verdicts.map((v) => v.bidder))
    if (given.size !== wanted.size || input.verdicts.length !== wanted.size || [...given].some((n) => !wanted.has(n)))
      throw problem('ALL')
    for (const { reject, reason } of input.verdicts) {
      if (reject && Number(reject) > conditionsOf(f.form!.conditions).length) throw problem('NO_CONDITION')
      if (reject && reason.length < 2) throw problem('REASON')
    }
  },
  prepare: ({ at, tx, actor }) => seatOf(tx, at, actor),
  says: ({ input, made }) => ({ public: { member: made! }, private: { verdicts: input.verdicts } }),
})

export const reported = step(report, {
  act: 'prequalification.reported',
  as: 'citizen',
  check({ at, problem }) {
    if (at.facts.reviewed.length < at.facts.drawn!.experts.length) throw problem('WAITING')
  },
  async prepare({ at, tx, clock }) {
    const { found, facts } = at
    const members = (await verdictsOf(tx, found.jurisdiction, facts.reviewed)) as Verdict[][]
    const results = judge(conditionsOf(facts.form!.conditions), members)
    for (const r of results) await decide(tx, found, r.no, r.passed, r.reasons)
    return results.filter((r) => r.passed).length < figure('least', clock.now()) ? 'few' : 'enough'
  },
  says: ({ made }) => ({ basis: [cite('招标投标法实施条例', 18)], public: { outcome: made! } }),
})

export const notified = step(notify, {
  act: 'prequalification.notified',
  /** Hidden from one another: each is told that there is a result, and reads his own. */
  async prepare({ at, tx }) {
    const none = { organisationId: null, unit: null, hidden: true }
    for (const { personId, name } of await applicationsOf(tx, at.found))
      await addParty(tx, at.found.jurisdiction, at.found.id, { role: 'applicant', personId, name, ...none })
  },
  /** Who sat on it is no secret from now on: the library records who was there. */
  async also({ at, tx, callAsSystem }) {
    const { facts: f, found } = at
    const people = await peopleOf(tx, found.jurisdiction, f as Facts)
    const there = new Set(f.reviewed.map((r) => r.member))
    await callAsSystem(experts.serve, {
      ...{ jurisdiction: found.jurisdiction, number: found.number, unit: found.unit },
      drawnAt: f.drawn!.at.toISOString(),
      people: f.drawn!.experts.map((name) => ({ personId: people[name]!, attended: there.has(name) })),
    })
  },
  says: () => ({ basis: [cite('招标投标法实施条例', 19)] }),
})
