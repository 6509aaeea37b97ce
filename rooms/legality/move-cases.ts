import { contract as cases } from '../../kernel/cases/index.ts'
import { lockVersion } from '../../kernel/catalog/index.ts'
import { operation } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { moveCases } from './contract.ts'
import { reviewsLegality } from './policy.ts'

/** In one transaction, so no more than these at once; what is left is moved when it is asked again. */
const MOST_AT_ONCE = 100

export default operation(moveCases, {
  allow: reviewsLegality,
  async run({ tx, input, call, problem }) {
    const version = await lockVersion(tx, input.id)
    if (!version) throw problem('NO_VERSION')
    if (version.status !== 'published') throw problem('WRONG_STATE')
    const { code, number, unit, jurisdiction } = version
    const running = await call(cases.migratable, { itemCode: code })
    const go = running.filter((c) => c.stops === null).slice(0, MOST_AT_ONCE)
    if (go.length === 0) throw problem('NONE')
    for (const { caseId } of go) await call(cases.migrateCase, { caseId, reason: input.reason })
    const left = running.filter((c) => !go.includes(c))
    const act = acts['cases.moved']({
      jurisdiction,
      subject: { kind: 'item', id: version.id },
      public: { code, number, unit, reason: input.reason, moved: go.length, left: left.length },
    })
    return { act, output: { id: version.id, moved: go.map((c) => c.number), left: left.map((c) => c.number) } }
  },
})
