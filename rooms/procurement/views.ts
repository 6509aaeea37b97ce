import {
  type CaseAt,
  caseAt,
  caseOfKind,
  contract as cases,
  publicCourse,
  sees,
  showing,
} from '../../kernel/cases/index.ts'
import { units } from '../../kernel/identity/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import {
  type Actor,
  anyone,
  loggedIn,
  postOf,
  privateOf,
  query,
  type ReadContext,
  standardProblem,
  systemOnly,
  text,
} from '../../kernel/platform/index.ts'
import { biddersOf, inTime, ownBond } from '../../trade/bond/index.ts'
import { type Compared, likeness, lowHints, peopleOf, seatOf } from '../../trade/committee/index.ts'
import { lotNumber, membersOf } from '../../trade/entry/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import * as experts from '../experts/contract.ts'
import * as suppliers from '../suppliers/contract.ts'
import { AGENCY, BUYER, FINANCE, isPublic, procurement as kind, type Process } from './case.kind.ts'
import { bidderOf, bidFaults, isReady, openQuestion, quotesOf, scoringOf, toEvaluate } from './committee.ts'
import {
  type BidShown,
  bidFile,
  committee,
  deskProcess,
  document,
  outcome,
  type ProcurementForm,
  process,
} from './contract.ts'
import { lotsOf } from './lots.ts'
import { resultsOf } from './opening.ts'
import { complaints, waiting } from './process.fold.ts'
import { challengeable, complainable, ownChallenges } from './remedies.ts'

type Ctx = Pick<ReadContext, 'callAsSystem'>
/** Suppliers and, where it is no secret, prices: those opened in public, of rounds the last quotes once they were evaluated. */
async function bidsOf(ctx: Ctx & Pick<ReadContext, 'tx'>, at: CaseAt<Process>): Promise<BidShown[]> {
  const f = at.facts
  if (!f.opened) return []
  const found = await resultsOf(ctx, at.found.number)
  const rows = f.form!.bond ? await biddersOf(ctx.tx, at.found) : []
  const names = new Map(at.parties.filter((p) => p.role === 'bidder').map((p) => [p.personId, p.name]))
  return f.opened.bids.map((b) => {
    const r = found.find((x) => x.bidder === b.bidder)!
    const ranked = f.reported?.ranking.find((x) => x.bidder === b.bidder)
    return {
      ...{ bidder: b.bidder, outcome: b.outcome, flags: b.flags },
      name: names.get(r.personId) ?? null,
      members: membersOf(r.identity).map(({ name, part }) => ({ name, part })),
      bond: f.form!.bond ? inTime(rows.find((x) => x.bidder === b.bidder)) : null,
      price: b.price ?? (ranked && ranked.price > 0 ? ranked.price : null),
      files: (r.files ?? []).map(({ name, size, sha256 }) => ({ name, size, sha256 })),
    }
  })
}

/** What the reader has to pay here, and how it stands. */
async function ownBonds(
  { tx, callAsSystem }: Ctx & Pick<ReadContext, 'tx'>,
  { found, facts: f }: CaseAt<Process>,
  actor: Actor,
) {
  const order = f.contracted?.performance?.order
  const [winner] = f.winners
  const mine = order && actor.kind === 'person' && (await callAsSystem(suppliers.byCode, { uscc: winner!.uscc }))
  const paying =
    mine && mine.personId === actor.personId ? await callAsSystem(money.viewOrder, { number: order }) : null
  return {
    bond: await ownBond(tx, found, actor),
    performance: paying && { order: order!, paid: paying.owed === 0 },
  }
}

export const viewProcess = query(process, {
  allow: anyone,
  async run(ctx) {
    const { tx, input, actor, clock, problem, callAsSystem } = ctx
    const at = await caseOfKind(tx, kind, input.number)
    if (!at) throw problem('NO_PROCESS')
    const { found, facts: f } = at
    if (!isPublic(f) && !postOf(actor)) throw problem('NO_PROCESS')
    const now = clock.now()
    const people = f.notified ? await peopleOf(tx, found.jurisdiction, f) : {}
    const seated = f.notified ? (f.drawn?.experts ?? []).flatMap((name) => people[name] ?? []) : []
    const kept = await privateOf(tx, found.jurisdiction, [
      ...f.challenges.map((c) => c.act),
      ...f.signed.map((s) => s.act),
      ...f.asked.map((a) => a.act),
      ...f.kept.map((k) => k.act),
      ...(f.reported ? [f.reported.act] : []),
    ])
    const said = (id: string, field: string) => (kept.get(id)?.[field]?.value as string | undefined) ?? null
    const concerned = await sees(tx, at, actor)
    const points = ((f.reported && kept.get(f.reported.act)?.points?.value) ?? {}) as Record<
      string,
      Record<string, string>
    >
    const box = f.announced && actor.kind === 'person' ? await ctx.call(envelope.view, { number: found.number }) : null
    const round = f.rounds.find((r) => r.count === null && now < new Date(r.deadline))
    const inRound =
      round && actor.kind === 'person'
        ? (await ctx.call(envelope.view, { number: `${found.number}-R${round.n}` })).mine !== null
        : false
    const mine = await bidderOf({ callAsSystem }, at, actor)
    const question = openQuestion(f, mine)
    const scoring = f.form!.method === 'single' ? undefined : scoringOf(f)
    const status = kind.status(f)
    const contract = f.contracted && {
      ...{ number: f.contracted.contract, price: f.contracted.price },
      sha256: f.contractPublished?.sha256 ?? null,
      ...{ parties: f.contracted.parties, performance: f.contracted.performance?.amount ?? null },
    }
    const lots = await lotsOf(tx, at)
    return {
      caseId: found.id,
      number: found.number,
      unit: (await units(tx)).find((u) => u.code === found.unit)?.name ?? text(found.unit, found.unit),
      form: found.form as ProcurementForm,
      scoringTitle: scoring?.title ?? text('协商', 'By agreement'),
      criteria: scoring?.criteria ?? [],
      ...{ status: status.code, statusText: status.text, closed: status.closed, deadline: f.deadline },
      documents: f.form!.lot ? [...lots[0]!.facts.documents, ...f.documents] : f.documents,
      lots: (lots.length > 1 ? lots : []).map((l) => ({
        ...{ no: lotNumber(l), number: l.found.number, title: l.facts.form!.title, titleEn: l.facts.form!.titleEn },
        ...{ ceiling: l.facts.form!.ceiling, statusText: kind.status(l.facts).text },
      })),
      kept: f.kept.map(({ bidder, reason, act }) => ({ bidder, reason, words: said(act, 'words') })),
      rounds: f.rounds.map(({ n, deadline, words, last, count }) => ({ n, deadline, words, last, count })),
      challenges: f.challenges.map((c) => ({
        ...{ n: c.n, on: c.on, at: c.at, answer: c.answer, complained: c.complained !== null },
        words: concerned ? said(c.act, 'words') : null,
        decided: c.decided && { outcome: c.decided.outcome, words: c.decided.words },
      })),
      suspendedUntil: f.suspendedUntil && now < f.suspendedUntil ? f.suspendedUntil : null,
      publicised: f.publicised,
      draw: f.announced?.draw ?? null,
      names: await callAsSystem(experts.names, { jurisdiction: found.jurisdiction, people: seated }),
      bids: await bidsOf({ tx, callAsSystem }, at),
      ranking: f.reported?.ranking.map((r) => ({ ...r, points: points[String(r.bidder)] ?? {} })) ?? null,
      signed: f.signed.map(({ member, agrees, act }) => ({ member, agrees, reason: said(act, 'reason') })),
      winners: f.winners,
      refused: f.refused.map((r) => r.name),
      contract,
      accepted: f.accepted && { grade: f.accepted.grade },
      acts: publicCourse(at),
      now: {
        register: f.status === 'open' && now < new Date(f.deadline!) && !box?.mine,
        bidder: box?.mine != null,
        round: inRound ? round!.n : null,
        challenge: loggedIn(actor) ? challengeable(f, now) : [],
        complain: (await ownChallenges(tx, at, actor)).filter((c) => complainable(f, c.n, now)).map((c) => c.n),
        expert: (await seatOf(tx, at, actor)) ?? null,
        asked: mine !== undefined && question ? said(question.act, 'words') : null,
        ...(await ownBonds(ctx, at, actor)),
      },
    }
  },
})

export const listProcesses = showing(kind)

/** A member's desk. Another's evaluation is never here. */
export const viewCommittee = query(committee, {
  allow: ({ actor }) => loggedIn(actor),
  async run(ctx) {
    const { tx, input, actor, problem } = ctx
    const at = await caseOfKind(tx, kind, input.number)
    if (!at) throw problem('NO_PROCESS')
    const f = at.facts
    const member = await seatOf(tx, at, actor)
    if (!member) throw standardProblem('FORBIDDEN')
    const [bids, open, results, quotes] = await Promise.all([
      bidsOf(ctx, at),
      toEvaluate(ctx, at),
      resultsOf(ctx, at.found.number),
      quotesOf(ctx, at),
    ])
    const kept = await privateOf(
      tx,
      at.found.jurisdiction,
      [...f.asked, ...f.explained].map((a) => a.act),
    )
    const said = (id: string | undefined) => (id ? ((kept.get(id)?.words?.value as string) ?? null) : null)
    const compared = results.map((r): Compared => {
      const of = (field: string) => String(r.identity?.[field] ?? '')
      return {
        ...{ bidder: r.bidder, name: of('name'), uscc: of('uscc'), manager: of('manager'), contact: of('contact') },
        price: open.find((o) => o.bidder === r.bidder)?.price ?? null,
        files: (r.files ?? []).map((x) => x.sha256),
      }
    })
    const scoring = scoringOf(f)
    const faults = await bidFaults(ctx, at)
    return {
      caseId: at.found.id,
      number: at.found.number,
      ...{ title: f.form!.title, titleEn: f.form!.titleEn, need: f.form!.need, ceiling: f.form!.ceiling },
      ...{ member, members: f.drawn!.experts.length, ready: isReady(at) },
      handedIn: f.evaluated.map((e) => e.member),
      mine: f.evaluated.some((e) => e.member === member),
      reported: f.reported !== null,
      signedMine: f.signed.some((s) => s.member === member),
      criteria: scoring.criteria,
      bids: bids
        .filter((b) => open.some((o) => o.bidder === b.bidder))
        .map((b) => {
          const r = results.find((x) => x.bidder === b.bidder)!
          return {
            ...b,
            price: open.find((o) => o.bidder === b.bidder)!.price,
            sheet: r.sheet,
            quotes: (quotes.get(r.personId) ?? []).flatMap((x) => x ?? []),
            low: lowHints(open, b.bidder).length > 0,
            faults: (faults.get(b.bidder) ?? []).map((x) => x.says),
            hints: likeness(compared, compared.find((c) => c.bidder === b.bidder)!),
            asked: said(f.asked.findLast((a) => a.bidder === b.bidder)?.act),
            answer: said(f.explained.findLast((a) => a.bidder === b.bidder)?.act),
          }
        }),
    }
  },
})

/** Responses: the committee and the buyer, never another supplier. */
export const readBidFile = query(bidFile, {
  allow: ({ actor }) => loggedIn(actor),
  async run({ tx, input, actor, callAsSystem, problem }) {
    const at = await caseOfKind(tx, kind, input.number)
    if (!at) throw problem('NO_PROCESS')
    const officer = postOf(actor)?.unitCode === at.found.unit
    if (!at.facts.drawn || !(officer || (await seatOf(tx, at, actor)))) throw standardProblem('FORBIDDEN')
    return callAsSystem(envelope.readFile, input)
  },
})

export const readDocument = query(document, {
  allow: anyone,
  async run({ tx, input, files, problem }) {
    const at = await caseOfKind(tx, kind, input.number)
    if (!at) throw problem('NO_PROCESS')
    const f = at.facts
    const [first] = await lotsOf(tx, at)
    const one = [...first!.facts.documents, ...f.documents].find((d) => d.sha256 === input.sha256)
    const isContract = f.contractPublished?.sha256 === input.sha256
    const bytes = isPublic(f) && (one || isContract) ? await files.get(input.sha256) : undefined
    if (!bytes) throw problem('NO_PROCESS')
    return { name: `${one?.name ?? f.contracted!.contract}.pdf`, bytes }
  },
})

export const viewDeskProcess = query(deskProcess, {
  allow: ({ actor }) => postOf(actor) !== undefined,
  async run({ call, input, actor, tx }) {
    const c = await call(cases.viewCase, input)
    const { facts, found } = await caseAt<Process>(tx, { number: input.number })
    return {
      ...c,
      leads: postOf(actor, BUYER)?.unitCode === c.unit,
      finance: postOf(actor, FINANCE)?.jurisdiction === found.jurisdiction,
      agency: postOf(actor, AGENCY) !== undefined,
      over: facts.over === true,
      waiting: facts.challenges ? waiting(facts).map((x) => x.n) : [],
      underComplaint: facts.challenges ? complaints(facts).map((x) => x.n) : [],
    }
  },
})

export const readOutcome = query(outcome, {
  allow: systemOnly,
  async run({ tx, input, callAsSystem, problem }) {
    const at = await caseOfKind(tx, kind, input.number)
    if (!at) throw problem('NO_PROCESS')
    const winners = await Promise.all(
      at.facts.winners.map(async (w) => ({
        ...w,
        personId: (await callAsSystem(suppliers.byCode, { uscc: w.uscc }))!.personId,
      })),
    )
    return { form: at.facts.form!, unit: at.found.unit, winners }
  },
})
