// How a seller's browser and the trustees' do it, for the demonstration and for tests.
import { createHash } from 'node:crypto'
import type { Actor, Founding, PersonActor } from '../../kernel/platform/index.ts'
import { contract as envelope, releaseShares } from '../envelope/index.ts'
import { prepareReserve, sealBid, setReserve } from './contract.ts'
import { sealAmount } from './seal-amount.rules.ts'

type By = Pick<Founding, 'perform'>
type Sealed = { number: string; box: string; what: 'reserve' | 'bid'; amount: number; as: PersonActor; at: Date }

/** What a browser does with an amount. The same secrets each time, for a founding that was broken off. */
export async function sealIn({ perform }: By, { number, box, what, amount, as, at }: Sealed) {
  const by = { as, at }
  const { terms, mine } = await perform(envelope.view, { number: box }, by)
  const { bidder, next: version } = mine!
  const named = what === 'reserve' ? box : `${box} ${bidder} ${version}`
  let n = 0
  return sealAmount({
    ...{ what, number, amount, terms, bidder, version },
    random: () => new Uint8Array(createHash('sha256').update(`gnomon demonstration ${named} ${n++}`).digest()),
    async keep({ sha256, bytes }) {
      await perform(envelope.keepPart, { number: box, sha256, file: { name: 'part', size: bytes.length, bytes } }, by)
    },
  })
}

/** Prepares, seals and enters the reserve; gives its box. */
export async function enterReserve(
  { perform }: By,
  of: { number: string; reserve: number; trustees: readonly string[]; as: PersonActor; at: Date },
): Promise<string> {
  const { number, reserve, as, at } = of
  const by = { as, at }
  const { box } = await perform(prepareReserve, { number, trustees: [...of.trustees] }, by)
  const { digest, signed } = await sealIn({ perform }, { number, box, what: 'reserve', amount: reserve, as, at })
  await perform(setReserve, { number, digest, signed }, by)
  return box
}

/** A bid under seal; gives the box in which it lies. */
export async function enterSealedBid(
  { perform }: By,
  of: { number: string; amount: number; as: PersonActor; at: Date },
): Promise<string> {
  const { number, as, at } = of
  const box = `${number}-S1`
  const { digest, signed } = await sealIn({ perform }, { ...of, box, what: 'bid' })
  await perform(sealBid, { number, digest, signed }, { as, at })
  return box
}

/** Trustees release one after the other, until there are enough. */
export async function releaseInTurn(
  { perform }: By,
  of: { box: string; trustees: readonly { unit: string; as: Actor }[]; at: Date },
): Promise<void> {
  for (const { unit, as } of of.trustees) {
    const { have, need } = await releaseShares({ perform }, { number: of.box, unit, as, at: of.at })
    if (have >= need) return
  }
}
