import { privateOf } from '../../../kernel/platform/index.ts'
import { act } from '../case.kind.ts'
import { measureClock } from '../clocks.rules.ts'
import { orderMeasure } from '../contract.ts'
import { issue } from '../forms/forms.ts'
import { figure } from '../law.ts'
import { head } from '../who.rules.ts'
import { measureOf, words } from './measure.rules.ts'

/** The head orders it, and its clock runs: preservation seven working days, seizure thirty days (行政强制法 art. 25). */
export default act(orderMeasure, {
  act: 'measure.ordered',
  who: head,
  check({ at, input, problem }) {
    const m = measureOf(at.facts, input.measure)
    if (!m || m.ordered || m.ended || at.facts.closedAt) throw problem('NO_MEASURE')
  },
  async prepare(ctx) {
    const { at, tx, input, clock } = ctx
    const m = measureOf(at.facts, input.measure)!
    const asked = at.acts.find((a) => a.type === 'measure.asked' && a.public.measure === m.n)!
    const goods = String((await privateOf(tx, at.found.jurisdiction, [asked.id])).get(asked.id)?.goods?.value ?? '')
    const now = clock.now()
    const row = figure(m.kind === 'preservation' ? 'preservation' : 'seizure', now)
    const until = measureClock({ ...m, ordered: now }, now)!.due!
    const kind = m.kind === 'preservation' ? 'preservation-notice' : 'measure-decision'
    const document = await issue(ctx, at, kind, {
      goods,
      until,
      measure: words[m.kind]!.zh,
      measureEn: words[m.kind]!.en,
    })
    return { m, goods, until, row, document }
  },
  says: ({ made: { m, goods, until, row, document } }) => ({
    basis: row.basis,
    public: { measure: m.n, kind: m.kind, until, document: document.said },
    private: { goods, document: document.content },
  }),
  output: ({ made }) => ({ document: made.document.said.number }),
})
