import { lockVersion, setStatus } from '../../kernel/catalog/index.ts'
import { operation, standardProblem } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { checkVersion, joined } from './check-version.ts'
import { submitForReview } from './contract.ts'
import { draftsIt } from './policy.ts'

export default operation(submitForReview, {
  allow: draftsIt,
  async run({ tx, input, clock, problem }) {
    const version = await lockVersion(tx, input.id)
    if (!version) throw problem('NO_VERSION')
    if (!['draft', 'returned'].includes(version.status)) throw problem('WRONG_STATE')
    const check = await checkVersion(tx, version)
    if (Object.keys(check.content).length > 0) throw standardProblem('INVALID', { fields: check.content })
    if (!check.chart.sound) throw problem('UNSOUND', { detail: joined(check.steps) })
    if (check.form) throw problem('BAD_FORM', { detail: check.form })
    if (check.stops.length > 0) throw problem('BAD_BASIS', { detail: joined(check.stops) })
    await setStatus(tx, version.id, 'in-review', { at: clock.now() })
    const { code, number, unit, jurisdiction } = version
    return {
      act: acts['item.submitted']({
        jurisdiction,
        subject: { kind: 'item', id: version.id },
        public: { code, number, unit },
      }),
      output: { id: version.id },
    }
  },
})
