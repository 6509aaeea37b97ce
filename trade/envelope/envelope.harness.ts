// For tests only: trustees, bids and an opening played on the rules alone.
import { base64, digestOf, FORMAT, hex, sha256Of, utf8 } from './bytes.rules.ts'
import { type NamedSource, sourceOf } from './content.rules.ts'
import { shareFor } from './deal.rules.ts'
import { keyPairOf } from './hpke.rules.ts'
import {
  type BoxTerms,
  boundTo,
  manifestDigest,
  PACKAGES,
  type PackageName,
  type SignedManifest,
} from './manifest.shape.ts'
import { openPackage, type Released } from './open.rules.ts'
import { listDigest, type OpenedEnvelope, type OpeningRecord, resultsDigest } from './record.shape.ts'
import { type Bid, sealBid } from './seal.rules.ts'

/** 32 bytes that look like chance and are the same each time. */
export const seeded = (name: string) => {
  let n = 0
  return () => digestOf('test', utf8(`${name} ${n++}`))
}
export const TRUSTEES = ['tenderer', 'exchange', 'supervisor', 'notary', 'reserve'].map((unit, i) => ({
  no: i + 1,
  unit,
  title: { zh: unit, en: unit },
  pair: keyPairOf(digestOf('test', utf8(unit))),
}))
export const TERMS: BoxTerms = {
  format: FORMAT,
  box: '01980000-0000-8350-8200-000000000001',
  number: '350200-2026-000001',
  lot: '1',
  deadline: '2026-03-30T01:00:00.000Z',
  threshold: 3,
  trustees: TRUSTEES.map(({ no, unit, title, pair }) => ({ no, unit, title, key: hex(pair.public) })),
}
export const fileOf = (name: string, bytes: Uint8Array): NamedSource => ({
  name,
  type: 'application/pdf',
  ...sourceOf(bytes),
})
export const bidOf = (price: number, documents: NamedSource[] = [fileOf('a.pdf', utf8('%PDF-1.4 hello'))]): Bid => ({
  sheet: { data: { price, days: 300 }, files: [] },
  identity: { data: { name: `公司${price}` }, files: [] },
  documents: { data: {}, files: documents },
})

export type Stored = { signed: SignedManifest; parts: Record<PackageName, Uint8Array[]> }
export async function sealed(
  bidder: number,
  bid: Bid,
  more: Partial<Parameters<typeof sealBid>[0]> = {},
): Promise<Stored> {
  const parts: Stored['parts'] = { sheet: [], identity: [], documents: [] }
  const random = seeded(`bidder ${bidder}`)
  const signed = await sealBid({
    terms: TERMS,
    bidder,
    version: 1,
    signer: random(),
    bid,
    random,
    keep: async ({ name, index, bytes, sha256 }) => {
      if ((await sha256Of(bytes)) !== sha256) throw new Error('another digest')
      parts[name][index] = bytes
    },
    ...more,
  })
  return { signed, parts }
}

/** What trustees with these numbers release of one package. */
export const releasedBy = (s: SignedManifest, name: PackageName, nos: readonly number[]): Promise<Released[]> =>
  Promise.all(
    nos.map(async (no) => {
      const p = s.manifest.packages.find((x) => x.name === name)!
      const at = s.manifest.trustees.findIndex((t) => t.no === no)
      const value = await shareFor(TRUSTEES[no - 1]!.pair.secret, no, p.shares[at]!, boundTo(s.manifest, name))
      return { no, value: value ? hex(value) : null }
    }),
  )

export const openedBy = async (s: Stored, name: PackageName, nos: readonly number[]) =>
  openPackage(s.signed.manifest, name, await releasedBy(s.signed, name, nos), async (i) => s.parts[name][i])

export async function recordOf(all: Stored[], nos = [1, 2, 4]): Promise<OpeningRecord> {
  const act = '01980000-0000-8350-8200-00000000000a'
  const list = all.map((s) => manifestDigest(s.signed))
  const envelopes: OpenedEnvelope[] = []
  for (const [i, s] of all.entries()) {
    const data = {} as Record<PackageName, OpenedEnvelope['sheet']>
    for (const name of PACKAGES) {
      const o = await openedBy(s, name, nos)
      data[name] = o.kind === 'opened' ? o.head.data : null
    }
    envelopes.push({
      digest: list[i]!,
      receivedAt: '2026-03-29T01:00:00.000Z',
      act,
      signed: s.signed,
      released: {
        sheet: await releasedBy(s.signed, 'sheet', nos),
        identity: await releasedBy(s.signed, 'identity', nos),
        documents: nos,
      },
      sealed: { sheet: base64(s.parts.sheet[0]!), identity: base64(s.parts.identity[0]!) },
      outcome: 'opened',
      why: null,
      wrong: [],
      sheet: data.sheet,
      identity: data.identity,
    })
  }
  const counts = { received: all.length, replaced: 0, withdrawn: 0, late: 0 }
  return {
    format: 'gnomon-opening/1',
    terms: TERMS,
    sealed: { at: '2026-03-30T01:00:02.000Z', act, list, digest: listDigest(TERMS.box, list), ...counts },
    opened: { at: '2026-03-30T01:10:00.000Z', act, digest: resultsDigest(envelopes) },
    envelopes,
  }
}
