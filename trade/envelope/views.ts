import {
  actsOf,
  actsOfMany,
  anyone,
  holdsPost,
  type PersonActor,
  postOf,
  query,
  systemOnly,
} from '../../kernel/platform/index.ts'
import {
  type Box,
  bidderOf,
  biddersOf,
  boxesNaming,
  counting,
  type Envelope,
  envelopesOf,
  findBox,
  keysOf,
  partsOf,
  releasedBy,
  resultsOf,
} from './box.store.ts'
import { base64, unhex } from './bytes.rules.ts'
import { boxes, keptParts, keys, readFile, record, results, toRelease, view } from './contract.ts'
import { openWith } from './open.rules.ts'
import type { BidReceipt } from './record.shape.ts'
import { TRUSTEE } from './roles.ts'
import { trusteeAt } from './trustee-keys.ts'

const receiptOf = (b: Box, e: Envelope, act: string | null): BidReceipt => ({
  format: 'gnomon-bid-receipt/1',
  number: b.number,
  box: b.id,
  bidder: e.bidder,
  version: e.version,
  digest: e.digest,
  receivedAt: e.receivedAt.toISOString(),
  act,
})

export const viewed = query(view, {
  allow: anyone,
  async run({ tx, input, actor, problem }) {
    const b = await findBox(tx, input.number)
    if (!b) throw problem('NO_BOX')
    const mine = actor.kind === 'person' ? await bidderOf(tx, b, actor.personId) : undefined
    const own = mine ? await envelopesOf(tx, b, mine.bidder) : []
    const found =
      own.length > 0
        ? await actsOfMany(
            tx,
            b.jurisdiction,
            own.map((e) => e.id),
          )
        : new Map()
    const counts = counting(own)
    return {
      terms: b.terms,
      state: b.state,
      called: b.called,
      rehearsed: b.rehearsed,
      released: b.state === 'open' ? [] : await releasedBy(tx, b),
      sealed: b.sealed && { ...b.sealed, act: await actId(tx, b, 'envelope.sealed'), late: b.late },
      openedAt: b.opened && new Date(b.opened.at),
      short: b.short && { have: b.short.have, need: b.short.need },
      mine: mine
        ? {
            bidder: mine.bidder,
            next: (own.at(-1)?.version ?? 0) + 1,
            signer: own.at(-1)?.signed.manifest.signer.key ?? null,
            receipts: own.map((e) => ({
              ...receiptOf(b, e, found.get(e.id)?.[0]?.id ?? null),
              counts: counts.includes(e),
              withdrawn: e.withdrawnAt !== null,
            })),
          }
        : null,
      trustee: trusteeAt(b, actor)?.no ?? null,
    }
  },
})

async function actId(tx: Parameters<typeof actsOf>[0], b: Box, type: string): Promise<string> {
  return (await actsOf(tx, b.jurisdiction, b.id)).findLast((a) => a.type === type)!.id
}

export const keptPartsOf = query(keptParts, {
  allow: ({ actor }) => actor.kind === 'person',
  async run({ tx, input, actor, problem }) {
    const b = await findBox(tx, input.number)
    if (!b) throw problem('NO_BOX')
    const mine = await bidderOf(tx, b, (actor as PersonActor).personId)
    if (!mine) throw problem('NOT_A_BIDDER')
    return (await partsOf(tx, b, mine.bidder)).map((p) => p.sha256)
  },
})

export const envelopesToRelease = query(toRelease, {
  allow: holdsPost(TRUSTEE),
  async run({ tx, input, actor, problem }) {
    const b = await findBox(tx, input.number)
    if (!b) throw problem('NO_BOX')
    const t = trusteeAt(b, actor)
    if (!t) throw problem('NOT_A_TRUSTEE')
    if (b.state === 'open' || !b.called) throw problem('NOT_SEALED')
    const at = b.terms.trustees.indexOf(t)
    return {
      no: t.no,
      key: t.key,
      released: (await releasedBy(tx, b)).includes(t.no),
      envelopes: counting(await envelopesOf(tx, b)).map(({ digest, signed: { manifest: m } }) => ({
        digest,
        bound: { box: m.box, number: m.number, lot: m.lot, bidder: m.bidder, version: m.version, deadline: m.deadline },
        shares: m.packages.map((p) => ({ name: p.name, share: p.shares[at]! })),
      })),
    }
  },
})

export const boxesOfTrustee = query(boxes, {
  allow: holdsPost(TRUSTEE),
  async run({ tx, actor }) {
    const post = postOf(actor, TRUSTEE)!
    // One that nothing came into is never opened: it asks nobody for anything.
    const found = (await boxesNaming(tx, post.unitCode)).filter((b) => b.sealed?.list.length !== 0)
    return Promise.all(
      found.map(async (b) => {
        const { no } = b.terms.trustees.find((t) => t.unit === post.unitCode)!
        return {
          ...{ number: b.number, deadline: b.terms.deadline, state: b.state, called: b.called },
          rehearsed: b.rehearsed.includes(no),
          released: (await releasedBy(tx, b)).includes(no),
        }
      }),
    )
  },
})

export const openingRecordOf = query(record, {
  allow: anyone,
  async run({ tx, input, files, problem }) {
    const b = await findBox(tx, input.number)
    if (!b) throw problem('NO_BOX')
    if (b.state !== 'opened' || b.withheld) throw problem('NOT_OPENED')
    const [found, envelopes, boxActs] = await Promise.all([
      resultsOf(tx, b),
      envelopesOf(tx, b),
      actsOf(tx, b.jurisdiction, b.id),
    ])
    const counted = counting(envelopes)
    const received = await actsOfMany(
      tx,
      b.jurisdiction,
      counted.map((e) => e.id),
    )
    const bytesOf = async (e: Envelope, name: 'sheet' | 'identity') => {
      const [part] = e.signed.manifest.packages.find((p) => p.name === name)!.parts
      return base64((await files.get(part!.sha256).catch(() => undefined)) ?? new Uint8Array(0))
    }
    const act = (type: string) => boxActs.findLast((a) => a.type === type)!
    return {
      format: 'gnomon-opening/1' as const,
      terms: b.terms,
      sealed: { ...b.sealed!, late: b.late, act: act('envelope.sealed').id },
      opened: { at: b.opened!.at, act: act('envelope.opened').id, digest: act('envelope.opened').public.digest },
      envelopes: await Promise.all(
        counted.map(async (e) => {
          const r = found.find((x) => x.digest === e.digest)!
          return {
            digest: e.digest,
            receivedAt: e.receivedAt.toISOString(),
            act: received.get(e.id)![0]!.id,
            signed: e.signed,
            released: r.released,
            sealed: { sheet: await bytesOf(e, 'sheet'), identity: await bytesOf(e, 'identity') },
            outcome: r.outcome,
            why: r.why,
            wrong: r.wrong,
            sheet: r.sheet,
            identity: r.identity,
          }
        }),
      ),
    }
  },
})

/** For the room whose tender it is, which asks as the system and decides who reads. */
export const resultsOfBox = query(results, {
  allow: systemOnly,
  async run({ tx, input, problem }) {
    const b = await findBox(tx, input.number)
    if (!b) throw problem('NO_BOX')
    const [found, bidders, sent] = await Promise.all([resultsOf(tx, b), biddersOf(tx, b), envelopesOf(tx, b)])
    return found.map(({ bidder, digest, outcome, why, sheet, identity, files, checked }) => ({
      bidder,
      personId: bidders.find((x) => x.bidder === bidder)!.personId,
      receivedAt: sent.find((x) => x.digest === digest)!.receivedAt,
      ...{ digest, outcome, why, sheet, identity, files, checked },
    }))
  },
})

/** More is not held in memory for one page. */
const MOST_SHOWN = 64 * 1024 ** 2

export const fileOfBid = query(readFile, {
  allow: systemOnly,
  async run({ tx, input, files, problem }) {
    const b = await findBox(tx, input.number)
    if (!b) throw problem('NO_BOX')
    const r = (await resultsOf(tx, b)).find((x) => x.bidder === input.bidder)
    const file = r?.files?.[input.nth]
    const e = (await envelopesOf(tx, b, input.bidder)).find((x) => x.digest === r?.digest)
    if (!r?.secret || !file || !e) throw problem('NO_FILE')
    if (file.size > MOST_SHOWN) throw problem('TOO_LARGE_HERE')
    const { parts } = e.signed.manifest.packages.find((p) => p.name === 'documents')!
    const bytes = new Uint8Array(file.size)
    let at = 0
    const take = (n: number, piece: Uint8Array) => {
      if (n !== input.nth) return
      bytes.set(piece, at)
      at += piece.length
    }
    const o = await openWith(e.signed.manifest, 'documents', unhex(r.secret), (i) => files.get(parts[i]!.sha256), take)
    if (o.kind !== 'opened') throw problem('NO_FILE')
    return { name: file.name, type: file.type, bytes }
  },
})

export const trusteeKeys = query(keys, {
  allow: anyone,
  run: async ({ tx, input }) =>
    (await keysOf(tx, input.jurisdiction)).map(({ unit, title, key, registeredAt }) => ({
      unit,
      title,
      key,
      registeredAt,
    })),
})
