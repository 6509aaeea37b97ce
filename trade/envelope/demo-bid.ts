// How the demonstration's bidders and trustees do what real ones do in their browsers: the same code, with keys that are no secret.
import { createHash } from 'node:crypto'
import type { Actor, Founding } from '../../kernel/platform/index.ts'
import { sourceOf } from './content.rules.ts'
import * as envelope from './contract.ts'
import { openedShare } from './deal.rules.ts'
import { demoKey } from './demo-keys.ts'
import { type BoxTerms, boundTo } from './manifest.shape.ts'
import { sealBid } from './seal.rules.ts'

type By = Pick<Founding, 'perform'>
/** `sheet`: what is read out; `identity`: who bids. */
export type DemoBid = {
  sheet: Record<string, string | number>
  identity: Record<string, string | number> & { uscc: string }
  /** Names of its documents. */
  files?: readonly string[]
}

/** The smallest PDF that shows a line of text. */
export function pdf(line: string): Uint8Array {
  const safe = line.replace(/[^ -~]/g, '').replace(/[()\\]/g, '')
  const stream = `BT /F1 18 Tf 60 760 Td (${safe}) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let body = '%PDF-1.4\n'
  const at = objects.map((o, i) => {
    const offset = body.length
    body += `${i + 1} 0 obj${o}endobj\n`
    return String(offset).padStart(10, '0')
  })
  const xref = body.length
  body += `xref\n0 6\n0000000000 65535 f \n${at.map((o) => `${o} 00000 n \n`).join('')}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF\n`
  return new TextEncoder().encode(body)
}

/** Seals and submits. The same secrets each time, so that a founding that was broken off goes on where it stopped. */
export async function submitBid(
  { perform }: By,
  of: { terms: BoxTerms; bidder: number; version: number; bid: DemoBid; as: Actor; at: Date },
): Promise<string> {
  const { terms, bidder, version, bid, as, at } = of
  const { uscc } = bid.identity
  let n = 0
  const random = () => {
    const seed = `gnomon demonstration ${terms.number} ${uscc} ${version} ${n++}`
    return new Uint8Array(createHash('sha256').update(seed).digest())
  }
  const names = bid.files ?? ['技术标.pdf']
  const document = (name: string) => sourceOf(pdf(`Technical bid ${uscc} ${names.indexOf(name) || ''}`.trim()))
  const signed = await sealBid({
    ...{ terms, bidder, version, random, signer: random() },
    bid: {
      sheet: { data: bid.sheet, files: [] },
      identity: { data: bid.identity, files: [] },
      documents: { data: {}, files: names.map((name) => ({ name, type: 'application/pdf', ...document(name) })) },
    },
    async keep({ sha256, bytes }) {
      await perform(
        envelope.keepPart,
        { number: terms.number, sha256, file: { name: 'part', size: bytes.length, bytes } },
        { as, at },
      )
    },
  })
  return (await perform(envelope.submit, { number: terms.number, signed }, { as, at })).digest
}

/** What a trustee's browser does at an opening. */
export async function releaseShares(
  { perform }: By,
  of: { number: string; unit: string; as: Actor; at: Date },
): Promise<{ have: number; need: number }> {
  const { number, as, at } = of
  const { no, envelopes } = await perform(envelope.toRelease, { number }, { as, at })
  const { secret } = demoKey(of.unit)
  const shares = []
  for (const e of envelopes)
    for (const { name, share } of e.shares)
      shares.push({ digest: e.digest, name, value: await openedShare(secret, no, share, boundTo(e.bound, name)) })
  return perform(envelope.release, { number, shares }, { as, at })
}
