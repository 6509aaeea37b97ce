import type { Text, Tx } from '../platform/index.ts'

/** An enterprise as a register has it. */
export type Enterprise = { uscc: string; name: string; representative?: string; address?: string }
/** One address as a gazetteer writes it out. */
export type Place = { address: string }

/** What a provider may use: it gives up when `signal` says so. The transaction is for one that lives in the city's own database. */
export type Asking = { tx: Tx; signal: AbortSignal }
/** Who is asked. `about`: a page of this site on which whoever tries it learns of it, and may change how it behaves. */
type Provider = { title: Text; about?: string }
/** A register of enterprises. `find` throws where it cannot answer, and gives nothing where there is none of this code. */
export type Register = Provider & { find(uscc: string, of: Asking): Promise<Enterprise | undefined> }
/** A gazetteer: addresses that fit what was typed, the best first. */
export type Addresses = Provider & { find(words: string, of: Asking): Promise<Place[]> }

let register: Register | undefined
let addresses: Addresses | undefined
/** The one register, and the one gazetteer, of this installation; the last that is connected holds. */
export const connectRegister = (of: Register | undefined): void => void (register = of)
export const connectAddresses = (of: Addresses | undefined): void => void (addresses = of)
/** Whom there is to ask. */
export const connected = () => ({ register, addresses })
