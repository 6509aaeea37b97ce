import { createHash } from 'node:crypto'

/** What the process that is killed bids, each under a command of its own that can be sent again. */
export const BIDS = [100, 200, 300].map((amount) => ({
  amount,
  command: (lot: string) => {
    const hex = createHash('sha256').update(`${lot} ${amount}`).digest('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  },
}))
