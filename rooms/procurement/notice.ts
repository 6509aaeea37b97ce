// The notice, its documents, and who takes part: beside the case, for that nobody may learn who, or how many, before the opening.
import { caseOfKind, judgeUpload, safeName } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { clear } from '../../kernel/parties/index.ts'
import { loggedIn, newId, operation, type PersonActor, postOf, type ReadContext } from '../../kernel/platform/index.ts'
import { biddersOf, enrol } from '../../trade/bond/index.ts'
import { contract as committee } from '../../trade/committee/index.ts'
import { lotNumber, mayBid } from '../../trade/entry/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import * as suppliers from '../suppliers/contract.ts'
import { acts } from './acts.ts'
import { AGENCY, act, BUYER, procurement, run, step } from './case.kind.ts'
import { announce, attach, register } from './contract.ts'
import { alsoLots, lotsOf } from './lots.ts'

const iso = (at: string) => new Date(at).toISOString()

export const attached = act(attach, {
  act: 'procurement.document-added',
  who: (at, actor) => postOf(actor, BUYER)?.unitCode === at.found.unit || postOf(actor, AGENCY) !== undefined,
  async check({ at, input, problem }) {
    const judged = await judgeUpload(input.file.bytes, { accept: ['application/pdf'], maxBytes: 30 * 1024 * 1024 })
    if ('problem' in judged) throw problem('FILE', { detail: judged.problem })
    if (at.facts.closed || procurement.status(at.facts).closed) throw problem('NOT_OPEN')
  },
  prepare: ({ tx, input, files }) => files.put(tx, input.file.bytes, 'application/pdf'),
  says: ({ input, made }) => ({
    public: { name: safeName(input.name), sha256: made.sha256, size: made.size },
  }),
  output: ({ made }) => ({ sha256: made.sha256 }),
})

export const announced = step(announce, {
  act: 'procurement.announced',
  async check({ tx, at, input, clock, problem }) {
    // A further lot is bought by the documents of the first.
    const [first] = await lotsOf(tx, at)
    if (at.facts.documents.length === 0 && first!.facts.documents.length === 0) throw problem('NO_DOCUMENTS')
    const now = clock.now()
    // Days of the period must lie between today and the day of the deadline.
    const period = run(`period-${at.facts.form!.method}`, now, new Date(input.deadline))
    if (Date.parse(input.deadline) <= now.getTime() || period.remaining > 0) throw problem('TOO_SOON')
    if (input.threshold > input.trustees.length || input.threshold * 2 <= input.trustees.length) throw problem('TIMES')
  },
  async prepare({ at, input, callAsSystem }) {
    const { jurisdiction, number } = at.found
    const { deadline, threshold, trustees } = input
    const terms = await callAsSystem(envelope.announce, {
      ...{ jurisdiction, number, lot: String(lotNumber(at)), deadline: iso(deadline), threshold, trustees },
    })
    const draw = await callAsSystem(committee.commitDraw, { jurisdiction, number })
    return { box: terms.box, draw: draw.id }
  },
  also: ({ tx, at, input, call }) => alsoLots({ tx, at }, 'approved', (caseId) => call(announce, { ...input, caseId })),
  says: ({ at, input, made }) => ({
    basis: [cite('政府采购法', at.facts.form!.method === 'open' ? 35 : 11)],
    public: { deadline: iso(input.deadline), ...made },
  }),
})

type Ctx = Pick<ReadContext, 'callAsSystem'> & { actor: ReadContext['actor'] }
export const supplierOf = async ({ callAsSystem, actor }: Ctx) =>
  (await callAsSystem(suppliers.of, { people: [(actor as PersonActor).personId] }))[0]

/** 政府采购法 arts. 22, 34; the credit gate is asked before anything else of the supplier. */
export const registered = operation(register, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  gate: clear('procurement', async (_: unknown, ctx) => {
    const me = await supplierOf(ctx)
    return me && { uscc: me.uscc }
  }),
  async run(ctx) {
    const { tx, actor, input, clock, callAsSystem, problem } = ctx
    const at = await caseOfKind(tx, procurement, input.number)
    if (!at) throw problem('NO_PROCESS')
    const { found, facts: f } = at
    const now = clock.now()
    if (f.status !== 'open' || now >= new Date(f.deadline!)) throw problem('NOT_NOW')
    const { personId, posts } = actor as PersonActor
    if (posts.some((p) => p.unitCode === found.unit)) throw problem('OWN')
    const me = await supplierOf(ctx)
    if (!me) throw problem('NOT_SUPPLIER')
    if (f.form!.method === 'invited' && !f.form!.invited.includes(me.uscc)) throw problem('NOT_INVITED')
    if (f.form!.reserved && me.size === 'large') throw problem('RESERVED')
    if ((await biddersOf(tx, found)).some((b) => b.personId === personId)) throw problem('ONCE')
    if (!(await mayBid(tx, procurement, at, actor as PersonActor))) throw problem('LOTS')
    const { bidder } = await callAsSystem(envelope.admit, { number: input.number, personId, name: me.name })
    const order = await enrol({ tx, callAsSystem, clock }, found, {
      ...{ bidder, who: { personId, name: me.name }, amount: f.form!.bond, deadline: new Date(f.deadline!) },
      purpose: { zh: `保证金 ${f.form!.title}`, en: `Bond for ${f.form!.titleEn}` },
    })
    return {
      act: acts['procurement.joined']({
        jurisdiction: found.jurisdiction,
        subject: { kind: 'envelope', id: newId(now.getTime(), found.jurisdiction) },
        public: { number: input.number },
      }),
      output: { number: input.number, bidder, order },
    }
  },
})
