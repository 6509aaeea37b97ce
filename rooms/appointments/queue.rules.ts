export type Ticket = {
  jurisdiction: string
  unit: string
  day: string
  n: number
  bookingId: string | null
  /** When a booked slot begins; null for who came without one. */
  due: Date | null
  state: 'waiting' | 'called' | 'served' | 'absent'
  counter: string | null
  takenAt: Date
  calledAt: Date | null
}

/** What the slip and the screen say: B for booked, A for who came without. */
export const labelOf = ({ n, due }: Pick<Ticket, 'n' | 'due'>): string =>
  `${due ? 'B' : 'A'}${String(n).padStart(3, '0')}`

/** Booked ones whose slot has begun, by slot; then everybody else in the order in which they came. */
export function inOrder(waiting: readonly Ticket[], now: Date): Ticket[] {
  const first = (t: Ticket): number => (t.due && t.due <= now ? t.due.getTime() : Number.POSITIVE_INFINITY)
  return waiting
    .filter((t) => t.state === 'waiting')
    .sort((a, b) => (first(a) === first(b) ? a.n - b.n : first(a) - first(b)))
}
