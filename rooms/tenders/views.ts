import { type CaseAt, caseOfKind, contract as cases, publicCourse, sees, showing } from '../../kernel/cases/index.ts'
import { units } from '../../kernel/identity/index.ts'
import {
  anyone,
  loggedIn,
  postOf,
  privateOf,
  query,
  type ReadContext,
  standardProblem,
  text,
} from '../../kernel/platform/index.ts'
import { biddersOf, ownBond } from '../../trade/bond/index.ts'
import { type Compared, likeness, lowHints, peopleOf, seatOf } from '../../trade/committee/index.ts'
import { membersOf } from '../../trade/entry/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import * as experts from '../experts/contract.ts'
import { tender as kind, OFFICER, OVERSEER, type Tender } from './case.kind.ts'
import { bidFile, committee, deskTender, type TenderForm, tender, tenderFile } from './contract.ts'
import { methodOf } from './draw.ts'
import { bidFaults, toEvaluate } from './evaluate.ts'
import { lotsOf } from './lots.ts'
import { objectable } from './notice.ts'
import { type CorrectedList, correctedOf } from './price-list.ts'
import { complainUntil } from './remedies.ts'

/** What was opened, with the names that were read out; the files’ digests once they were checked. */
async function bidsOf({ tx, callAsSystem }: Pick<ReadContext, 'tx' | 'callAsSystem'>, at: CaseAt<Tender>) {
  if (!at.facts.opened) return []
  const [found, rows] = await Promise.all([
    callAsSystem(envelope.results, { number: at.found.number }),
    biddersOf(tx, at.found),
  ])
  return found.map((b) => ({
    ...b,
    name: b.identity ? String(b.identity.name ?? '') : null,
    members: membersOf(b.identity).map(({ name, part }) => ({ name, part })),
    bond: rows.some((r) => r.bidder === b.bidder && r.paidAt !== null),
    files: b.files ?? [],
  }))
}
const shown = ({
  bidder,
  name,
  members,
  outcome,
  why,
  sheet,
  bond,
  files,
}: Awaited<ReturnType<typeof bidsOf>>[number]) => ({
  ...{ bidder, name, members, outcome, why, sheet, bond },
  files: files.map((f) => ({ name: f.name, size: f.size, sha256: f.sha256 })),
})

/** A tender for everybody, from its notice on; before that for officers. */
export const viewTender = query(tender, {
  allow: anyone,
  async run(ctx) {
    const { tx, input, actor, clock, problem } = ctx
    const at = await caseOfKind(tx, kind, input.number)
    if (!at) throw problem('NO_TENDER')
    const { found, facts: f } = at
    if (!f.announced && !postOf(actor)) throw problem('NO_TENDER')
    const bids = await bidsOf(ctx, at)
    const people = f.awarded ? await peopleOf(tx, found.jurisdiction, f) : {}
    const seated = f.awarded ? f.drawn!.experts.map((name) => people[name]!) : []
    const names = await ctx.callAsSystem(experts.names, { jurisdiction: found.jurisdiction, people: seated })
    const kept = await privateOf(tx, found.jurisdiction, [
      ...f.objections.map((o) => o.act),
      ...f.signed.map((s) => s.act),
      ...f.asked.map((a) => a.act),
      ...(f.reported ? [f.reported.act] : []),
    ])
    const rows = actor.kind === 'person' ? await biddersOf(tx, found) : []
    const mine = actor.kind === 'person' ? rows.find((b) => b.personId === actor.personId) : undefined
    const concerned = await sees(tx, at, actor)
    const said = (id: string, field: string) => (kept.get(id)?.[field]?.value as string | undefined) ?? null
    const points = ((f.reported && kept.get(f.reported.act)?.points?.value) ?? {}) as Record<
      number,
      Record<string, string>
    >
    const correcting = mine && f.correcting.some((x) => x.bidder === mine.bidder && x.accepts === null)
    const correction = correcting ? await correctedOf(ctx, at, mine.bidder) : undefined
    const own = (act: string) => actor.kind === 'person' && kept.get(act)?.actor?.value === actor.personId
    const status = kind.status(f)
    const openQuestion = f.asked
      .filter((a) => a.bidder === mine?.bidder)
      .at(f.explained.filter((e) => e.bidder === mine?.bidder).length)
    const [all, lots] = await Promise.all([units(tx), lotsOf(tx, at)])
    return {
      caseId: found.id,
      number: found.number,
      unit: all.find((u) => u.code === found.unit)?.name ?? text(found.unit, found.unit),
      form: found.form as TenderForm,
      methodTitle: methodOf(f).title,
      criteria: methodOf(f).criteria,
      status: status.code,
      statusText: status.text,
      deadline: f.deadline,
      lots: (lots.length > 1 ? lots : []).map((l, i) => ({
        ...{ no: i + 1, number: l.found.number, title: l.facts.form!.title, titleEn: l.facts.form!.titleEn },
        ...{ ceiling: l.facts.form!.ceiling, statusText: kind.status(l.facts).text },
      })),
      priceList: f.priceList?.lines ?? null,
      documents: f.form!.lot ? [...lots[0]!.facts.documents, ...f.documents] : f.documents,
      clarifications: f.clarifications,
      complaints: f.complaints.map(({ n, at: when, outcome, words, decidedAt }) => ({
        n,
        at: when,
        outcome,
        words,
        decidedAt,
      })),
      stopped: f.stopped !== null,
      bondsBack: f.bondsBack,
      objections: f.objections.map(({ n, on, at: when, act, answeredAt, answer }) => ({
        ...{ n, on, at: when, answeredAt, answer },
        words: concerned ? said(act, 'words') : null,
      })),
      draw: f.announced?.draw ?? null,
      drawn: f.drawn && { experts: f.drawn.experts, k: f.drawn.k },
      // 招标投标法 art. 37: secret until the award.
      names,
      bids: bids.map(shown),
      report: f.reported && {
        ...f.reported,
        ranking: f.reported.ranking.map((r) => ({ ...r, points: points[r.bidder] ?? {} })),
      },
      signed: f.signed.map(({ member, agrees, act }) => ({ member, agrees, reason: said(act, 'reason') })),
      publicised: f.publicised,
      awarded: f.awarded && { ...f.awarded, name: bids.find((b) => b.bidder === f.awarded!.bidder)?.name ?? null },
      contract: f.contracted?.contract ?? null,
      contractors: f.contracted?.parties ?? [],
      acts: publicCourse(at),
      now: {
        register: f.status === 'open' && clock.now() < new Date(f.deadline!) && !mine,
        // About an answered objection of one’s own, or about something else; to whom the ten days still run.
        complain: loggedIn(actor)
          ? [undefined, ...f.objections.filter((o) => o.answeredAt && own(o.act)).map((o) => o.n)]
              .filter((o) => {
                const until = complainUntil(f, o)
                return until !== undefined && clock.now() <= until && f.status !== 'void'
              })
              .map((o) => o ?? 0)
          : [],
        bond: await ownBond(tx, found, actor),
        object: loggedIn(actor) ? objectable(f, clock.now()) : [],
        bidder: mine?.bidder ?? null,
        expert: (await seatOf(tx, at, actor)) ?? null,
        correction: correction ?? null,
        asked: openQuestion ? said(openQuestion.act, 'words') : null,
      },
    }
  },
})

export const listTenders = showing(kind)

/** A member’s desk. Another’s evaluation is never here. */
export const viewCommittee = query(committee, {
  allow: ({ actor }) => loggedIn(actor),
  async run(ctx) {
    const { tx, input, actor, problem } = ctx
    const at = await caseOfKind(tx, kind, input.number)
    if (!at) throw problem('NO_TENDER')
    const f = at.facts
    const member = await seatOf(tx, at, actor)
    if (!member) throw standardProblem('FORBIDDEN')
    const bids = await bidsOf(ctx, at)
    const kept = await privateOf(
      tx,
      at.found.jurisdiction,
      [...f.asked, ...f.explained].map((a) => a.act),
    )
    const said = (id: string | undefined) => (id ? ((kept.get(id)?.words?.value as string) ?? null) : null)
    const open = toEvaluate(f)
    const faults = await bidFaults(ctx, at)
    const lists = new Map<number, CorrectedList>()
    for (const b of open) {
      const one = await correctedOf(ctx, at, b.bidder)
      if (one) lists.set(b.bidder, one)
    }
    const compared = bids.map((b): Compared => {
      const of = (field: string) => String(b.identity?.[field] ?? '')
      return {
        ...{ bidder: b.bidder, name: of('name'), uscc: of('uscc'), manager: of('manager'), contact: of('contact') },
        price: open.find((o) => o.bidder === b.bidder)?.price ?? null,
        files: b.files.map((x) => x.sha256),
      }
    })
    const method = methodOf(f)
    return {
      caseId: at.found.id,
      number: at.found.number,
      title: f.form!.title,
      titleEn: f.form!.titleEn,
      ceiling: f.form!.ceiling,
      member,
      members: f.drawn!.experts.length,
      handedIn: f.evaluated.map((e) => e.member),
      mine: f.evaluated.some((e) => e.member === member),
      reported: f.reported !== null,
      signedMine: f.signed.some((s) => s.member === member),
      criteria: method.criteria,
      bids: bids
        .filter((b) => open.some((o) => o.bidder === b.bidder))
        .map((b) => ({
          ...shown(b),
          corrected: lists.get(b.bidder) ?? null,
          correcting: f.correcting.find((x) => x.bidder === b.bidder)?.accepts,
          faults: (faults.get(b.bidder) ?? []).map((x) => x.says),
          low: lowHints(open, b.bidder),
          asked: said(f.asked.findLast((a) => a.bidder === b.bidder)?.act),
          answer: said(f.explained.findLast((a) => a.bidder === b.bidder)?.act),
          hints: likeness(compared, compared.find((c) => c.bidder === b.bidder)!),
        })),
    }
  },
})

/** Bid documents: the committee and the tenderer, never other bidders. */
export const readBidFile = query(bidFile, {
  allow: ({ actor }) => loggedIn(actor),
  async run({ tx, input, actor, callAsSystem, problem }) {
    const at = await caseOfKind(tx, kind, input.number)
    if (!at) throw problem('NO_TENDER')
    const officer = actor.kind === 'person' && actor.post?.unitCode === at.found.unit
    if (!at.facts.drawn || !(officer || (await seatOf(tx, at, actor)))) throw standardProblem('FORBIDDEN')
    return callAsSystem(envelope.readFile, input)
  },
})

export const readTenderFile = query(tenderFile, {
  allow: anyone,
  async run({ tx, input, files, problem }) {
    const at = await caseOfKind(tx, kind, input.number)
    if (!at) throw problem('NO_TENDER')
    const [first] = await lotsOf(tx, at)
    const one = [...first!.facts.documents, ...at.facts.documents].find((d) => d.sha256 === input.sha256)
    const bytes = one && at.facts.announced ? await files.get(one.sha256) : undefined
    if (!one || !bytes) throw problem('NO_TENDER')
    return { name: `${one.name}.pdf`, bytes }
  },
})

export const viewDeskTender = query(deskTender, {
  allow: ({ actor }) => postOf(actor) !== undefined,
  async run({ call, input, actor }) {
    const c = await call(cases.viewCase, input)
    return { ...c, leads: postOf(actor, OFFICER)?.unitCode === c.unit, oversees: postOf(actor, OVERSEER) !== undefined }
  },
})
