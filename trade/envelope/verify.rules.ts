// Browser-safe: an opening checked from its published record alone: received, counted, opened unchanged.
import canonicalize from 'canonicalize'
import { type Text, text } from '../../kernel/platform/text.ts'
import { unbase64, unhex } from './bytes.rules.ts'
import { shareHolds } from './deal.rules.ts'
import { boundTo, manifestDigest, manifestProblem, signatureHolds } from './manifest.shape.ts'
import { openPackage } from './open.rules.ts'
import {
  type BidReceipt,
  listDigest,
  type OpenedEnvelope,
  type OpeningRecord,
  openingRecord,
  resultsDigest,
  SHOWN,
} from './record.shape.ts'

export type Line = { ok: boolean; what: Text }
export type Verdict = { holds: boolean; lines: Line[] }

export class UnreadableRecord extends Error {
  readonly said: Text
  constructor(said: Text) {
    super(said.en)
    this.said = said
  }
}

/** @throws UnreadableRecord */
export function readRecord(json: string): OpeningRecord {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    throw new UnreadableRecord(text('不是 JSON。', 'It is no JSON.'))
  }
  const said = openingRecord.safeParse(value)
  if (said.success) return said.data
  const issue = said.error.issues[0]!
  const at = `${issue.path.join('.') || '.'}: ${issue.message}`
  throw new UnreadableRecord(text(`不合格式（${at}）。`, `It has not its shape (${at}).`))
}

/** With a bidder’s receipt: also that his own envelope is among them, as he sent it. */
export async function verifyOpening(r: OpeningRecord, receipt?: BidReceipt): Promise<Verdict> {
  const lines: Line[] = []
  const say = (ok: boolean, zh: string, en: string) => void lines.push({ ok, what: text(zh, en) })
  const { terms, sealed, envelopes } = r
  say(
    listDigest(terms.box, sealed.list) === sealed.digest,
    `名单摘要 ${sealed.digest.slice(0, 16)}…（${sealed.list.length} 份）`,
    `digest of the list ${sealed.digest.slice(0, 16)}… (${sealed.list.length} envelopes)`,
  )
  say(
    canonicalize(envelopes.map((e) => e.digest)) === canonicalize(sealed.list),
    '开启的正是名单上的，一份不多，一份不少',
    'what was opened is what is on the list, none more and none less',
  )
  say(
    sealed.received === sealed.list.length + sealed.replaced + sealed.withdrawn,
    `收到 ${sealed.received}，替换 ${sealed.replaced}，撤回 ${sealed.withdrawn}，迟到未收 ${sealed.late}`,
    `${sealed.received} received, ${sealed.replaced} replaced, ${sealed.withdrawn} withdrawn, ${sealed.late} late and not taken`,
  )
  say(
    resultsDigest(envelopes) === r.opened.digest,
    `开启结果的摘要 ${r.opened.digest.slice(0, 16)}…`,
    `digest of what was opened ${r.opened.digest.slice(0, 16)}…`,
  )
  for (const e of envelopes) {
    const no = e.signed.manifest.bidder
    const wrong = await envelopeProblem(r, e)
    say(
      wrong === undefined,
      wrong ? `${no} 号：${wrong.zh}` : `${no} 号：${OUTCOMES[e.outcome].zh}，重算相符`,
      wrong ? `bidder ${no}: ${wrong.en}` : `bidder ${no}: ${OUTCOMES[e.outcome].en}, recomputed, the same`,
    )
  }
  if (receipt) {
    const mine = envelopes.find((e) => e.digest === receipt.digest)
    say(
      receipt.box === terms.box && mine !== undefined && mine.receivedAt === receipt.receivedAt,
      '您的回执：您的投标在名单上，收到的时间和内容都没有变',
      'your receipt: your bid is on the list, received when and as you have it',
    )
  }
  return { holds: lines.every((l) => l.ok), lines }
}

export const OUTCOMES: Record<OpenedEnvelope['outcome'], Text> = {
  opened: text('已开启', 'opened'),
  platform: text(
    '平台存的和收到的不一样，投标撤回，平台负责',
    'what is stored is not what was received: the platform answers for it',
  ),
  bidder: text(
    '内容本身打不开，投标撤销，投标人负责',
    'it is what the bidder sealed, and it does not open: the bidder answers for it',
  ),
  unclear: text('责任不明，待裁决', 'whose fault it is must be decided'),
}

async function envelopeProblem(r: OpeningRecord, e: OpenedEnvelope): Promise<Text | undefined> {
  const m = e.signed.manifest
  if (manifestDigest(e.signed) !== e.digest)
    return text('清单与摘要不符。', 'its manifest is not the one of the digest.')
  if (!signatureHolds(e.signed)) return text('签名不对。', 'its signature does not hold.')
  // A deadline that was moved later leaves what was sealed for the one before.
  const problem = manifestProblem(e.signed, { ...r.terms, deadline: m.deadline })
  if (problem) return text(`不是这次招标的：${problem}。`, `it is not of this tender: ${problem}.`)
  if (Date.parse(e.receivedAt) >= Date.parse(r.terms.deadline) || Date.parse(m.deadline) > Date.parse(r.terms.deadline))
    return text('收到的时间在截止以后。', 'it was received after the deadline.')
  const seen: unknown[] = []
  for (const name of SHOWN) {
    for (const s of e.released[name])
      if (s.value !== null && !e.wrong.includes(s.no)) {
        const at = m.trustees.findIndex((t) => t.no === s.no)
        const commit = m.packages.find((p) => p.name === name)!.shares[at]?.commit
        if (!commit || !shareHolds(s.no, unhex(s.value), commit, boundTo(m, name)))
          return text(
            `第 ${s.no} 位受托人的份额不对，却没有记下。`,
            `the share of trustee ${s.no} is wrong, and that is not said.`,
          )
      }
    const parts = [unbase64(e.sealed[name])]
    const found = await openPackage(m, name, e.released[name], async (i) => parts[i])
    if (found.kind === 'short') return text('公布的份额不够。', 'too few shares are published.')
    if (found.kind !== 'opened')
      return e.outcome === found.kind ? undefined : text(`应为：${found.kind}。`, `it should be: ${found.kind}.`)
    seen.push(found.head.data)
  }
  // That the documents do not open, the committee sees; the sheet does, and is published all the same.
  if (e.outcome !== 'opened')
    return e.why?.startsWith('documents') ? undefined : text('应当能够开启。', 'it should open.')
  if (canonicalize(seen) !== canonicalize([e.sheet, e.identity]))
    return text('公布的内容和开出来的不一样。', 'what is published is not what it holds.')
  return undefined
}
