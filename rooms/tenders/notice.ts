// The notice and what belongs to it until the deadline: documents, clarifications, objections with their answers.
import { addParty, isParty, judgeUpload, safeName } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { loggedIn, type PersonActor, postOf } from '../../kernel/platform/index.ts'
import { contract as committee } from '../../trade/committee/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import { act, figure, OFFICER, step, type Tender } from './case.kind.ts'
import { announce, answer, attach, clarify, object } from './contract.ts'
import { alsoLots, lotsOf } from './lots.ts'
import { waiting } from './tender.fold.ts'

const DAY = 86_400_000
const iso = (at: string) => new Date(at).toISOString()
const lead = (at: { found: { unit: string } }, actor: Parameters<typeof postOf>[0]) =>
  postOf(actor, OFFICER)?.unitCode === at.found.unit

/** The notice, and with it the box for sealed bids, and the commitment to the seed of the draw. */
export const announced = step(announce, {
  act: 'tender.announced',
  async check({ tx, at, input, clock, problem }) {
    // A further lot is tendered by the documents of the first.
    const [first] = await lotsOf(tx, at)
    if (at.facts.documents.length === 0 && first!.facts.documents.length === 0) throw problem('NO_DOCUMENTS')
    const days = figure('bid-period', clock.now()).value
    if (Date.parse(input.deadline) < clock.now().getTime() + days * DAY) throw problem('TOO_SOON')
    if (input.threshold > input.trustees.length || input.threshold * 2 <= input.trustees.length) throw problem('TIMES')
  },
  async prepare({ at, input, callAsSystem }) {
    const { jurisdiction, number } = at.found
    const terms = await callAsSystem(envelope.announce, {
      jurisdiction,
      number,
      lot: String(at.facts.form!.lot?.no ?? 1),
      deadline: iso(input.deadline),
      threshold: input.threshold,
      trustees: input.trustees,
    })
    const draw = await callAsSystem(committee.commitDraw, { jurisdiction, number })
    return { box: terms.box, draw: draw.id }
  },
  also: ({ tx, at, input, call }) => alsoLots({ tx, at }, 'approved', (caseId) => call(announce, { ...input, caseId })),
  says: ({ input, made }) => ({
    basis: [cite('招标投标法', 16), cite('招标投标法', 24)],
    public: { deadline: iso(input.deadline), ...made },
  }),
})

export const attached = act(attach, {
  act: 'tender.document-added',
  who: lead,
  async check({ at, input, problem }) {
    const judged = await judgeUpload(input.file.bytes, { accept: ['application/pdf'], maxBytes: 30 * 1024 * 1024 })
    if ('problem' in judged) throw problem('FILE', { detail: judged.problem })
    if (at.facts.closed) throw problem('NOT_OPEN')
  },
  prepare: ({ tx, input, files }) => files.put(tx, input.file.bytes, 'application/pdf'),
  says: ({ input, made }) => ({
    public: { name: safeName(input.name), sha256: made.sha256, size: made.size },
  }),
  output: ({ made }) => ({ sha256: made.sha256 }),
})

/** 实施条例 art. 21. */
export const clarified = act(clarify, {
  act: 'tender.clarified',
  who: lead,
  check({ at, input, clock, problem }) {
    const { deadline } = at.facts
    if (!deadline || clock.now() >= new Date(deadline)) throw problem('NOT_NOW')
    const until = Date.parse(input.deadline ?? deadline)
    const least = clock.now().getTime() + figure('clarify', clock.now()).value * DAY
    if (input.affects && until < least) throw problem('POSTPONE')
  },
  async prepare({ at, input, callAsSystem }) {
    if (input.deadline)
      await callAsSystem(envelope.moveDeadline, { number: at.found.number, deadline: iso(input.deadline) })
  },
  says: ({ input }) => ({
    basis: [cite('招标投标法实施条例', 21)],
    public: { words: input.words, affects: input.affects, deadline: input.deadline ? iso(input.deadline) : null },
  }),
})

/** When something can be objected to (实施条例 arts. 22, 44, 54). */
export function objectable(f: Tender, now: Date): ('documents' | 'opening' | 'candidates')[] {
  const days = figure('object-documents', now).value
  const documents = f.status === 'open' && f.deadline && now.getTime() <= Date.parse(f.deadline) - days * DAY
  return [
    ...(documents ? (['documents'] as const) : []),
    ...(f.status === 'opened' && !f.pooled ? (['opening'] as const) : []),
    ...(f.publicised && !f.awarded && now < f.publicised.until ? (['candidates'] as const) : []),
  ]
}

/** Anybody concerned; the law speaks of potential bidders and others with an interest. */
export const objected = act(object, {
  act: 'tender.objected',
  as: 'citizen',
  who: (at, actor) => loggedIn(actor) && at.facts.announced !== null,
  check({ at, input, clock, problem }) {
    if (!objectable(at.facts, clock.now()).includes(input.on)) throw problem('NOT_NOW')
  },
  async prepare({ at, actor, tx }) {
    const { personId, name } = actor as PersonActor
    if (isParty(at, actor)) return
    const { jurisdiction, id } = at.found
    const none = { organisationId: null, unit: null }
    await addParty(tx, jurisdiction, id, { role: 'objector', personId, name, hidden: true, ...none })
  },
  says: ({ input }) => ({
    basis: [cite('招标投标法实施条例', { documents: 22, opening: 44, candidates: 54 }[input.on])],
    public: { on: input.on },
    private: { words: input.words },
  }),
})

export const answered = act(answer, {
  act: 'tender.answered',
  who: lead,
  check({ at, input, problem }) {
    if (!waiting(at.facts).some((o) => o.n === input.objection)) throw problem('NONE')
  },
  says: ({ input }) => ({ public: { objection: input.objection, words: input.words } }),
})
