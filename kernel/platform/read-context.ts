import type { Actor } from './actor.ts'
import type { Clock } from './clock.ts'
import type { Contract, Output, RawInput } from './contract.ts'
import type { Tx } from './database/connect.ts'
import type { Files } from './files.ts'

/** What policies, operations and pages read with, inside their transaction. */
export type ReadContext = {
  tx: Tx
  actor: Actor
  clock: Clock
  files: Files
  /** The division whose installation this is (行政区划代码). */
  home: string
  /** The address that browsers know the city by, from the configuration. */
  site: string
  /** Runs another operation or query in the same transaction as the same actor, its policy included. */
  call<C extends Contract>(contract: C, input: RawInput<C>): Promise<Output<C>>
  /** As `call`, but as the system: for what follows from an allowed act and is nobody's own request. */
  callAsSystem<C extends Contract>(contract: C, input: RawInput<C>): Promise<Output<C>>
  /** Whether the actor would be allowed to; for abilities in views. */
  can<C extends Contract>(contract: C, input: RawInput<C>): Promise<boolean>
}
