import type { Actor } from './actor.ts'
import type { Contract, Output, RawInput } from './contract.ts'
import type { Tx } from './database/connect.ts'

/** What founding a city needs: to perform operations at instants of the past, to look up actors, its division and the folder of its data. */
export type Founding = {
  perform<C extends Contract>(contract: C, input: RawInput<C>, by: { as: Actor; at: Date }): Promise<Output<C>>
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  home: string
  city: string
}

/** Adds a room's part to the demonstration city, through its own operations; `now` is the city's present. */
export type Demo = (founding: Founding & { now: Date }) => Promise<void>
