import { handOver } from '../../kernel/cases/index.ts'
import { postsOfUnits } from '../../kernel/identity/index.ts'
import { step } from './case.kind.ts'
import { assign } from './contract.ts'
import { handles } from './office.rules.ts'

/** To itself or to another office; never to the unit that it is about (信访工作条例 art. 28 para 3). */
export default step(assign, {
  act: 'complaint.assigned',
  async prepare({ at, tx, input, problem }) {
    if (at.parties.some((p) => p.role === 'about' && p.unit === input.unit)) throw problem('OWN_MATTER')
    if (!handles(await postsOfUnits(tx), input.unit)) throw problem('NO_OFFICE')
    await handOver(tx, at.found, input.unit)
  },
  says: ({ input }) => ({
    basis: [{ law: '信访工作条例', article: 23 }],
    public: { unit: input.unit },
  }),
})
