import { publishedItem } from '../catalog/index.ts'
import { defineMessage, digestOf, post } from '../nodes/index.ts'
import { type Act, operation, type ReadContext, type RunContext, systemOnly } from '../platform/index.ts'
import { acts } from './acts.ts'
import { type CaseAt, caseAt } from './case-at.ts'
import { happen, stepOf } from './chart-events.ts'
import { childEnded, type HandedOver, handOver, openedBy, standOf, waitingFor } from './contract.ts'
import { hearFarEnd, keepFarCase, openedFar, openForFar, takePiece, withdrawForFar } from './far.contract.ts'
import { dropPieces, keepFar, keepPiece } from './far.store.ts'
import { kindOfPower } from './kind.ts'
import { looked } from './looked.ts'

// A case that another installation opens for one of ours, or ours for one of theirs: the same send and receive tasks, by messages.

/** Bytes of a paper in one message. */
const PIECE = 120_000

const pieceOf = (bytes: Buffer, part: number) => bytes.subarray((part - 1) * PIECE, part * PIECE)

/** Whoever uploaded a paper elsewhere is a person there, not here. */
const NOBODY = '00000000-0000-0000-0000-000000000000'
/** Persons and organisations are names to the other installation: their accounts are not there. */
const stripped = ({ parties, papers, ...handed }: HandedOver): HandedOver => ({
  ...handed,
  versionId: null,
  parties: parties
    .filter((p) => !p.hidden)
    .map((p) => ({ ...p, personId: null, organisationId: null, authority: null })),
  papers: papers.map((p) => ({ ...p, personId: NOBODY })),
})

/** The newest act of a case that stands in the ledger, or soon will: its proof goes along. */
const provable = (list: readonly Act[]): string => list.findLast((a) => a.published)!.id

type Sending = Pick<RunContext<typeof openForFar>, 'tx' | 'clock' | 'files' | 'callAsSystem'>

/**
 * Sends all papers, then the application; asked twice, it is sent once. Of `case.open` the step stays open until the receipt names the
 * case; another room's `kind` says itself what the receipt does. Returns how many papers went along.
 */
export async function sendFar(
  ctx: Sending,
  parent: CaseAt,
  { step, as, itemCode, kind = 'case.open' }: { step: string; as: string; itemCode: string; kind?: string },
): Promise<number> {
  const { number, jurisdiction: from } = parent.found
  const to = itemCode.slice(0, 6)
  const act = provable(parent.acts)
  const [handed, stand] = await Promise.all([
    ctx.callAsSystem(handOver, { number }),
    ctx.callAsSystem(standOf, { number }),
  ])
  for (const { sha256, type } of handed.papers) {
    const bytes = await ctx.files.get(sha256)
    if (!bytes) throw new Error(`the paper ${sha256} of ${number} is not in the store`)
    const parts = Math.max(1, Math.ceil(bytes.length / PIECE))
    for (let part = 1; part <= parts; part++) {
      const body = { sha256, type, part, parts, digest: digestOf(pieceOf(bytes, part)) }
      await post(ctx, { from, to, key: `paper:${sha256}:${part}`, kind: 'case.paper', act, body })
    }
  }
  const { basicCode } = parent.item?.content ?? {}
  const opening = {
    itemCode,
    parent: number,
    caseId: parent.found.id,
    step,
    element: as,
    stand,
    handed: stripped(handed),
  }
  const body = { ...opening, ...(kind === 'case.open' || !basicCode ? {} : { basicCode }) }
  await post(ctx, { from, to, key: `open:${number}:${as}`, kind, act, body })
  return handed.papers.length
}

/** Tells whoever waits elsewhere that a case which it opened has ended; told once. */
export async function tellFarEnd(
  ctx: Pick<ReadContext, 'tx' | 'clock' | 'callAsSystem'>,
  parent: string,
  number: string,
) {
  const at = await caseAt(ctx.tx, { number })
  const stand = await ctx.callAsSystem(standOf, { number })
  await post(ctx, {
    from: at.found.jurisdiction,
    to: parent.slice(0, 6),
    key: `ended:${number}`,
    kind: 'case.ended',
    act: provable(at.acts),
    body: { parent, child: number, outcome: stand.outcome ?? 'closed', stand },
  })
}

/** Takes back, at another installation, what a case opened there; refused there where it was decided. */
export async function withdrawFar(
  ctx: Pick<ReadContext, 'tx' | 'clock'>,
  parent: CaseAt,
  child: string,
  reason: string,
) {
  const { number, jurisdiction: from } = parent.found
  const body = { parent: number, child, reason }
  const key = `withdrawn:${child}`
  await post(ctx, { from, to: child.slice(0, 6), key, kind: 'case.withdrawn', act: provable(parent.acts), body })
}

const piece = operation(takePiece, {
  allow: systemOnly,
  async run({ tx, input, files, clock, problem }) {
    const { jurisdiction, sha256, type, part, parts } = input
    const bytes = Buffer.from(input.bytes, 'base64')
    const all = await keepPiece(tx, jurisdiction, { sha256, part, parts, bytes })
    const whole = all.length === parts
    if (whole) {
      const stored = await files.put(tx, Buffer.concat(all), type)
      if (stored.sha256 !== sha256) throw problem('ALTERED')
      await dropPieces(tx, jurisdiction, sha256)
    }
    return { act: looked(jurisdiction, sha256, clock.now()), output: { whole } }
  },
})

const open = operation(openForFar, {
  allow: systemOnly,
  async run({ tx, input, clock, files, callAsSystem, problem }) {
    const { itemCode, parent, element, stand, handed } = input
    const item = await publishedItem(tx, itemCode, clock.now())
    const kind = item && kindOfPower(item.content.powerType)
    if (!item || !kind?.opens) throw problem('NO_ITEM')
    if (input.basicCode !== undefined && item.content.basicCode !== input.basicCode) throw problem('NOT_ALIKE')
    for (const { sha256 } of handed.papers) if (!(await files.get(sha256))) throw problem('NO_PAPER')
    const { unit } = handed
    await callAsSystem(keepFarCase, {
      number: parent,
      parent: null,
      parentElement: null,
      unit,
      stand,
      handed,
      outcome: null,
    })
    const ask = { jurisdiction: item.jurisdiction, parent, element }
    if (!(await callAsSystem(openedBy, ask))) await callAsSystem(kind.opens, { itemCode, parent, element } as never)
    const child = (await callAsSystem(openedBy, ask))!
    const output = { ...child, stand: await callAsSystem(standOf, { number: child.number }) }
    return { act: looked(item.jurisdiction, child.number, clock.now()), output }
  },
})

const opened = operation(openedFar, {
  allow: systemOnly,
  async run(ctx) {
    const { input, tx, callAsSystem, clock } = ctx
    const at = await caseAt(tx, { caseId: input.caseId }, { lock: true })
    const { child } = input
    // Withdrawn meanwhile: its chart waits for nothing.
    if (!at.work.some((w) => w.element === input.element) || !(await stepOf(tx, at, input.element))?.opens)
      return { act: looked(at.found.jurisdiction, at.found.number, clock.now()), output: {} }
    if (child)
      await callAsSystem(keepFarCase, {
        ...child,
        parent: at.found.number,
        parentElement: input.as,
        handed: null,
        outcome: null,
      })
    const { itemCode } = input
    const { act } = child
      ? await happen(ctx, input, {
          make: acts['child.opened'],
          says: () => ({ number: child.number, itemCode, unit: child.unit }),
        })
      : await happen(ctx, input, { make: acts['child.left'], says: () => ({ itemCode, why: 'no-item' as const }) })
    return { act, output: {} }
  },
})

const ended = operation(hearFarEnd, {
  allow: systemOnly,
  async run({ tx, input, clock, callAsSystem }) {
    const { parent, child: number, outcome, stand } = input
    const at = await caseAt(tx, { number: parent })
    const told = at.acts.find((a) => a.type === 'child.opened' && a.public.number === number)
    const unit = String(told?.public.unit ?? '')
    await callAsSystem(keepFarCase, { number, parent: null, parentElement: null, unit, stand, handed: null, outcome })
    const steps = await callAsSystem(waitingFor, { number: parent, child: number })
    for (const step of steps) await callAsSystem(childEnded, step)
    return { act: looked(at.found.jurisdiction, parent, clock.now()), output: { told: steps.length } }
  },
})

const withdrawn = operation(withdrawForFar, {
  allow: systemOnly,
  async run({ tx, input, clock, callAsSystem, problem }) {
    const { found, kind } = await caseAt(tx, { number: input.child })
    if (found.parent !== input.parent || !kind.withdraws) throw problem('NO_CASE')
    await callAsSystem(kind.withdraws, { caseId: found.id, reason: input.reason } as never)
    return { act: looked(found.jurisdiction, found.number, clock.now()), output: {} }
  },
})

const keep = operation(keepFarCase, {
  allow: systemOnly,
  async run({ tx, input, clock }) {
    await keepFar(tx, input as never)
    return { act: looked(input.number.slice(0, 6), input.number, clock.now()), output: {} }
  },
})

defineMessage({
  kind: 'case.paper',
  contract: takePiece,
  // In messages of before it went beside the text, the piece stands in it.
  input: ({ digest: _, ...body }, { to }, data) => ({ ...body, ...(data ? { bytes: data } : {}), jurisdiction: to }),
  async carries({ sha256, part }, files) {
    const bytes = await files.get(sha256)
    if (!bytes) throw new Error(`the paper ${sha256} is not in the store`)
    return pieceOf(bytes, part).toString('base64')
  },
  numbers: () => ({ theirs: [], ours: [] }),
})
defineMessage({
  kind: 'case.open',
  contract: openForFar,
  input: (body) => body,
  numbers: ({ parent, itemCode }) => ({ theirs: [parent], ours: [itemCode] }),
  result: (output) => output,
  heard: {
    contract: openedFar,
    input: ({ caseId, step, element, itemCode }, { outcome, result }) => ({
      caseId,
      element: step,
      as: element,
      itemCode,
      child: outcome === 'taken' ? result : null,
    }),
  },
})
defineMessage({
  kind: 'case.ended',
  contract: hearFarEnd,
  input: (body) => body,
  numbers: ({ parent, child }) => ({ theirs: [child], ours: [parent] }),
})
defineMessage({
  kind: 'case.withdrawn',
  contract: withdrawForFar,
  input: (body) => body,
  numbers: ({ parent, child }) => ({ theirs: [parent], ours: [child] }),
})

export const farOperations = [piece, open, opened, ended, withdrawn, keep]
