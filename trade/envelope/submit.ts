// What bidders do until the deadline. Nothing that comes can be read here.
import { randomInt } from 'node:crypto'
import {
  loggedIn,
  newId,
  operation,
  type PersonActor,
  type Problem,
  type ReadContext,
  systemOnly,
} from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import {
  type Box,
  bidderOf,
  biddersOf,
  counting,
  envelopesOf,
  findBox,
  insertBidder,
  insertEnvelope,
  insertPart,
  lockBox,
  markWithdrawn,
  partsOf,
} from './box.store.ts'
import { subjectOf } from './box.ts'
import { sha256Of } from './bytes.rules.ts'
import { admit, giveBack, keepPart, recordLate, submit, take, withdraw } from './contract.ts'
import { manifestDigest, manifestProblem, type SignedManifest } from './manifest.shape.ts'

/** Of one bidder and tender, all versions together. */
const MOST_BYTES = 4 * 1024 ** 3

/** Of a hosted box its room says until when. */
const isOpen = (b: Box, now: Date) => b.state === 'open' && (b.hosted || now < new Date(b.terms.deadline))
const me = (actor: unknown) => (actor as PersonActor).personId

/** A number by chance: it says nothing of who came when, nor how many there are. */
export const admitted = operation(admit, {
  allow: systemOnly,
  async run({ tx, input, clock, problem }) {
    const b = await lockBox(tx, input.number)
    if (!b) throw problem('NO_BOX')
    if (!isOpen(b, clock.now())) throw problem('LATE')
    const all = await biddersOf(tx, b)
    if (all.some((x) => x.personId === input.personId)) throw problem('ONCE')
    let bidder = input.bidder ?? 0
    while (bidder === 0 || all.some((x) => x.bidder === bidder)) bidder = randomInt(1000, 10_000)
    await insertBidder(tx, b, { bidder, personId: input.personId, name: input.name })
    return {
      act: acts['envelope.admitted']({
        jurisdiction: b.jurisdiction,
        subject: { kind: 'envelope', id: newId(clock.now().getTime(), b.jurisdiction) },
        public: { number: b.number },
        private: { who: input.personId, bidder },
      }),
      output: { bidder },
    }
  },
})

export const partKept = operation(keepPart, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  /** Hashed before there is a transaction. */
  prepare: ({ input }) => sha256Of(input.file.bytes),
  async run({ tx, actor, input, clock, files, prepared, problem }) {
    const b = await findBox(tx, input.number)
    if (!b) throw problem('NO_BOX')
    const mine = await bidderOf(tx, b, me(actor))
    if (!mine) throw problem('NOT_A_BIDDER')
    if (!isOpen(b, clock.now())) throw problem('LATE')
    if (prepared !== input.sha256) throw problem('BROKEN')
    const have = await partsOf(tx, b, mine.bidder)
    const size = input.file.bytes.length
    if (have.reduce((n, p) => n + p.size, size) > MOST_BYTES) throw problem('TOO_MUCH')
    await files.put(tx, input.file.bytes, 'application/octet-stream')
    await insertPart(tx, b, { bidder: mine.bidder, sha256: input.sha256, size })
    return {
      act: acts['envelope.part-kept']({
        jurisdiction: b.jurisdiction,
        subject: { kind: 'envelope', id: newId(clock.now().getTime(), b.jurisdiction) },
        public: { number: b.number, sha256: input.sha256, size },
      }),
      output: { sha256: input.sha256, size },
    }
  },
})

/** @throws LATE, and leaves that it came */
function late(problem: Problem, number: string, digest: string): Problem {
  problem.leaves = { operation: recordLate.id, input: { number, digest } }
  return problem
}

type Ctx = Pick<ReadContext, 'tx' | 'clock'> & { problem: any }
/** What somebody sealed: whole, of this box, in its order. Whose it is stands in no published field. */
async function receive({ tx, clock, problem }: Ctx, b: Box, personId: string, signed: SignedManifest) {
  const mine = await bidderOf(tx, b, personId)
  if (!mine) throw problem('NOT_A_BIDDER')
  const { manifest: m } = signed
  const digest = manifestDigest(signed)
  const now = clock.now()
  if (!isOpen(b, now)) throw late(problem('LATE'), b.number, digest)
  const wrong = m.bidder !== mine.bidder ? 'another bidder' : manifestProblem(signed, b.terms)
  if (wrong)
    throw problem('NOT_THIS', { detail: { zh: `清单不能收：${wrong}。`, en: `The manifest is refused: ${wrong}.` } })
  const [before, parts] = await Promise.all([envelopesOf(tx, b, mine.bidder), partsOf(tx, b, mine.bidder)])
  if (m.version !== (before.at(-1)?.version ?? 0) + 1) throw problem('OLD_VERSION')
  const have = new Map(parts.map((p) => [p.sha256, p.size]))
  const missing = m.packages.flatMap((p) => p.parts).filter((p) => have.get(p.sha256) !== p.size)
  if (missing.length > 0) throw problem('PARTS')
  const id = newId(now.getTime(), b.jurisdiction)
  const { bidder } = mine
  const { version } = m
  await insertEnvelope(tx, b, { id, bidder, version, digest, signed, receivedAt: now })
  const { jurisdiction, number } = b
  return {
    // A stream of its own: nobody sees which envelopes are one bidder's.
    act: acts['envelope.received']({
      ...{ jurisdiction, subject: subjectOf({ id }) },
      ...{ public: { number, digest }, private: { who: personId } },
    }),
    output: {
      format: 'gnomon-bid-receipt/1' as const,
      ...{ number, box: b.id, bidder, version, digest },
      ...{ receivedAt: now.toISOString(), act: null },
    },
  }
}

/** The one that counts goes back. */
async function takeOut({ tx, clock, problem }: Ctx, b: Box, personId: string) {
  const mine = await bidderOf(tx, b, personId)
  if (!mine) throw problem('NOT_A_BIDDER')
  if (!isOpen(b, clock.now())) throw problem('LATE')
  const [counts] = counting(await envelopesOf(tx, b, mine.bidder))
  if (!counts) throw problem('NONE')
  await markWithdrawn(tx, b, counts.id, clock.now())
  const { jurisdiction, number } = b
  const said = { number, digest: counts.digest }
  return {
    act: acts['envelope.withdrawn']({
      ...{ jurisdiction, subject: subjectOf(counts), public: said, private: { who: personId } },
    }),
    output: said,
  }
}

async function boxOf({ tx, problem }: Ctx, number: string, hosted: boolean): Promise<Box> {
  const b = await lockBox(tx, number)
  if (!b || (hosted && !b.hosted)) throw problem('NO_BOX')
  if (b.hosted && !hosted) throw problem('HOSTED')
  return b
}

export const submitted = operation(submit, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  run: async (ctx) => receive(ctx, await boxOf(ctx, ctx.input.number, false), me(ctx.actor), ctx.input.signed),
})
export const withdrawn = operation(withdraw, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  run: async (ctx) => takeOut(ctx, await boxOf(ctx, ctx.input.number, false), me(ctx.actor)),
})

/** The same by the room of a hosted box, within its own step. */
export const taken = operation(take, {
  allow: systemOnly,
  run: async (ctx) => receive(ctx, await boxOf(ctx, ctx.input.number, true), ctx.input.personId, ctx.input.signed),
})
export const givenBack = operation(giveBack, {
  allow: systemOnly,
  run: async (ctx) => takeOut(ctx, await boxOf(ctx, ctx.input.number, true), ctx.input.personId),
})
