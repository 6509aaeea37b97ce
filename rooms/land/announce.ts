import { dayOf } from '../../kernel/calendar/index.ts'
import { text } from '../../kernel/platform/index.ts'
import { contract as auction } from '../../trade/auction/index.ts'
import { figures, step } from './case.kind.ts'
import { announce, type LotForm } from './contract.ts'

const DAY = 86_400_000
const iso = (at: string) => new Date(at).toISOString()

/** The notice, and with it the sale: terms as they were approved, times as they are announced now. */
export default step(announce, {
  act: 'land.announced',
  check({ input, clock, problem }) {
    const [opens, until, closes] = [input.opens, input.applyUntil, input.closes].map((t) => Date.parse(t)) as [
      number,
      number,
      number,
    ]
    const days = figures.at('notice', dayOf(clock.now())).value
    if (opens < clock.now().getTime() + days * DAY) throw problem('TOO_SOON')
    if (!(opens < until && until < closes)) throw problem('TIMES')
  },
  async prepare({ at, input, callAsSystem }) {
    const form = at.found.form as LotForm
    await callAsSystem(auction.announce, {
      jurisdiction: at.found.jurisdiction,
      number: at.found.number,
      title: { zh: form.title, en: form.titleEn },
      seller: at.found.unit,
      caseId: at.found.id,
      profile: form.profile,
      terms: {
        start: form.start,
        step: form.step,
        opens: iso(input.opens),
        closes: iso(input.closes),
        reserve: form.reserve,
        ...(form.cap === undefined
          ? {}
          : { cap: form.cap, second: { start: form.areaStart!, step: form.areaStep!, unit: text('平方米', 'm²') } }),
      },
    })
  },
  says: ({ input }) => ({
    public: { applyUntil: iso(input.applyUntil), opens: iso(input.opens), closes: iso(input.closes) },
  }),
})
