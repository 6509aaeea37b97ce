import { units } from '../../kernel/identity/index.ts'
import { anyone, query, type Text, text } from '../../kernel/platform/index.ts'
import { statusWords } from './case.kind.ts'
import * as c from './contract.ts'
import { titleOf } from './routes.ts'
import { answerByNumber, answersIn, type Row, ticketByNumber, ticketsIn } from './ticket.store.ts'

const DAY = 86_400_000
const MOST = 1000

/** What everybody may know of a ticket: where it is and by when, never what was said, where exactly, or by whom. */
export const requests = query(c.requests, {
  allow: anyone,
  async run({ tx, input, clock }) {
    const all = await units(tx)
    const nameOf = (code: string): Text => all.find((u) => u.code === code)?.name ?? text(code, code)
    const shown = async (r: Row) => {
      const shared = await answerByNumber(tx, r.number)
      return {
        number: r.number,
        class: r.class,
        title: titleOf(r.class),
        status: r.open ? ('open' as const) : ('closed' as const),
        statusText: statusWords[r.state as keyof typeof statusWords] ?? text(r.state, r.state),
        unit: r.unit,
        unitName: nameOf(r.unit),
        district: r.district,
        requestedAt: r.requestedAt,
        updatedAt: r.updatedAt,
        expectedOn: r.expectedOn,
        lat: r.lat,
        long: r.long,
        shared: shared ? { title: shared.title, question: shared.question, answer: shared.answer } : null,
      }
    }
    if (input.numbers) {
      const found = await Promise.all(input.numbers.map((n) => ticketByNumber(tx, n)))
      return Promise.all(found.filter((r) => r !== undefined).map(shown))
    }
    // Ninety days before the end, or after the beginning, where only one of them is said.
    const to = input.to ?? (input.from ? new Date(input.from.getTime() + c.MOST_DAYS * DAY) : clock.now())
    const from = new Date(Math.max((input.from ?? new Date(0)).getTime(), to.getTime() - c.MOST_DAYS * DAY))
    const open = input.status === undefined ? undefined : input.status === 'open'
    return Promise.all(
      (await ticketsIn(tx, { classes: input.class, open, from, to: new Date(to.getTime() + 1), limit: MOST })).map(
        shown,
      ),
    )
  },
})

export const answers = query(c.answers, {
  allow: anyone,
  async run({ tx, input }) {
    const { rows, total } = await answersIn(tx, {
      words: input.q,
      class: input.class,
      offset: (input.page - 1) * input.size,
      limit: input.size,
    })
    return {
      rows: rows.map(({ number, title, class: of, unit, on }) => ({ number, title, class: of, unit, on })),
      total,
    }
  },
})
export const openAnswers = query(c.openAnswers, {
  allow: anyone,
  async run({ tx }) {
    const { rows } = await answersIn(tx, { words: undefined, class: undefined, offset: 0, limit: 100_000 })
    return rows.map(({ jurisdiction: _, ...r }) => r)
  },
})
