// How a seller's browser and the trustees' do it, for the demonstration and for tests.
import { createHash } from 'node:crypto'
import type { Actor, Founding, PersonActor } from '../../kernel/platform/index.ts'
import { contract as envelope, releaseShares } from '../envelope/index.ts'
import { prepareReserve, setReserve } from './contract.ts'
import { sealReserve } from './seal-reserve.rules.ts'

type By = Pick<Founding, 'perform'>

/** Prepares, seals and enters the reserve; gives its box. The same secrets each time, for a founding that was broken off. */
export async function enterReserve(
  { perform }: By,
  of: { number: string; reserve: number; trustees: readonly string[]; as: PersonActor; at: Date },
): Promise<string> {
  const { number, reserve, as, at } = of
  const by = { as, at }
  const { box } = await perform(prepareReserve, { number, trustees: [...of.trustees] }, by)
  const { terms, mine } = await perform(envelope.view, { number: box }, by)
  let n = 0
  const { digest, signed } = await sealReserve({
    ...{ number, reserve, terms, bidder: mine!.bidder, version: mine!.next },
    random: () => new Uint8Array(createHash('sha256').update(`gnomon demonstration ${box} ${n++}`).digest()),
    async keep({ sha256, bytes }) {
      await perform(envelope.keepPart, { number: box, sha256, file: { name: 'part', size: bytes.length, bytes } }, by)
    },
  })
  await perform(setReserve, { number, digest, signed }, by)
  return box
}

/** Trustees release one after the other, until there are enough. */
export async function releaseReserve(
  { perform }: By,
  of: { box: string; trustees: readonly { unit: string; as: Actor }[]; at: Date },
): Promise<void> {
  for (const { unit, as } of of.trustees) {
    const { have, need } = await releaseShares({ perform }, { number: of.box, unit, as, at: of.at })
    if (have >= need) return
  }
}
