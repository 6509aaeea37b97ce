import { z } from 'zod'
import { putScenario } from '../../kernel/catalog/index.ts'
import { defineActs, operation, postOf, text } from '../../kernel/platform/index.ts'
import { putScenarios } from './contract.ts'

const acts = defineActs('legality', {
  'scenarios.published': {
    title: text('公布场景', 'Life events published'),
    published: true,
    public: z.object({ ids: z.array(z.string()) }),
    private: z.object({}),
  },
})

/** Life events are the city's own grouping, kept by the legal office. */
export default operation(putScenarios, {
  allow: ({ actor, home }) => actor.kind === 'system' || postOf(actor, 'legal-officer')?.jurisdiction === home,
  async run({ tx, input, home }) {
    for (const [i, s] of input.scenarios.entries()) await putScenario(tx, i, s)
    const act = acts['scenarios.published']({
      jurisdiction: home,
      subject: { kind: 'system', id: '00000000-0000-7000-8000-000000000001' },
      public: { ids: input.scenarios.map((s) => s.id) },
    })
    return { act, output: { count: input.scenarios.length } }
  },
})
