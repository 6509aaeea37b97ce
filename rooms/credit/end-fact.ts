import { z } from 'zod'
import { dayOf } from '../../kernel/calendar/index.ts'
import { usccOf } from '../../kernel/parties/index.ts'
import { defineContract, operation, systemOnly, text } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { endFact as end, factOf } from './credit.store.ts'

export const endFact = defineContract({
  id: 'credit.end-fact',
  kind: 'write',
  title: text('信用事实终止', 'End a fact'),
  input: z.object({ jurisdiction: z.string(), id: z.uuid(), why: z.string() }),
  output: z.object({ id: z.uuid() }),
  errors: { NO_FACT: { status: 404, ...text('没有这条事实。', 'There is no such fact.') } },
})

/** What it came from was withdrawn or annulled: from this day on it is shown nowhere. */
export default operation(endFact, {
  allow: systemOnly,
  async run({ tx, input, clock, problem }) {
    const found = await factOf(tx, input.jurisdiction, input.id)
    if (!found || found.endedOn) throw problem('NO_FACT')
    await end(tx, input.jurisdiction, input.id, dayOf(clock.now()), input.why)
    const uscc = usccOf(found.subject)
    const act = acts['fact.ended']({
      jurisdiction: input.jurisdiction,
      subject: { kind: 'system', id: input.id },
      public: { document: found.document, why: input.why, ...(uscc ? { uscc } : {}) },
      private: { subject: found.subject },
    })
    return { act, output: { id: input.id } }
  },
})
