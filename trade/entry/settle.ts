import type { CaseAt } from '../../kernel/cases/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import { privateOf, type ReadContext, type Tx } from '../../kernel/platform/index.ts'
import { contract as auction, type ForWhom } from '../auction/index.ts'
import { BIDDER } from './enter.ts'
import type { Entry } from './entry.rules.ts'

export type Holder = {
  entry: Entry
  personId: string
  name: string
  bidder: number | undefined
  forWhom: ForWhom | undefined
}

/** Who stands behind each entry: read from private fields, for the steps that need it alone. */
export async function holdersOf(tx: Tx, at: CaseAt, entries: readonly Entry[]): Promise<Holder[]> {
  const ids = entries.flatMap((e) => [e.act, ...(e.decided ? [e.decided] : [])])
  const said = await privateOf(tx, at.found.jurisdiction, ids)
  return entries.map((entry) => {
    const personId = String(said.get(entry.act)?.who?.value ?? '')
    const name = at.parties.find((p) => p.role === BIDDER && p.personId === personId)?.name ?? ''
    const bidder = entry.decided ? (said.get(entry.decided)?.bidder?.value as number | undefined) : undefined
    const whom = said.get(entry.act)?.forWhom?.value as ForWhom | undefined
    return { entry, personId, name, bidder, forWhom: whom }
  })
}

/** Gives the holder of an entry a bidder number in the sale of this case. */
export async function admit(
  { tx, callAsSystem }: Pick<ReadContext, 'tx' | 'callAsSystem'>,
  at: CaseAt,
  entry: Entry,
  rank?: number,
): Promise<number> {
  const [{ personId, name, forWhom }] = (await holdersOf(tx, at, [entry])) as [Holder]
  const { amount: deposit } = await callAsSystem(money.viewOrder, { number: entry.order })
  const input = {
    ...{ number: at.found.number, personId, name, order: entry.order, deposit },
    ...(rank ? { rank } : {}),
    ...(forWhom ? { forWhom } : {}),
  }
  return (await callAsSystem(auction.admit, input)).bidder
}

/** All deposits but one go back by this act; of the one that stays what was paid beyond it. */
export async function giveBack(
  { callAsSystem }: Pick<ReadContext, 'callAsSystem'>,
  entries: readonly Entry[],
  keep: string | undefined,
  reason: string,
): Promise<void> {
  for (const e of entries) {
    if (e.refunded) continue
    const order = await callAsSystem(money.viewOrder, { number: e.order })
    const nothing = e.order !== keep
    if (nothing ? order.state === 'cancelled' : order.excess === 0) continue
    await callAsSystem(money.returnOrder, { number: e.order, keep: nothing ? 'nothing' : 'what-is-owed', reason })
  }
}
