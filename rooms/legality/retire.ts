import { lockVersion, markRetired } from '../../kernel/catalog/index.ts'
import { operation } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { retire } from './contract.ts'
import { publishesIt } from './policy.ts'

/** Running cases go on under the version with which they were accepted; new applications are no longer taken. */
export default operation(retire, {
  allow: publishesIt,
  async run({ tx, input, clock, problem }) {
    const version = await lockVersion(tx, input.id)
    if (!version) throw problem('NO_VERSION')
    if (version.status !== 'published') throw problem('WRONG_STATE')
    await markRetired(tx, version.id, clock.now())
    const { code, number, unit, jurisdiction } = version
    const act = acts['item.retired']({
      jurisdiction,
      subject: { kind: 'item', id: version.id },
      public: { code, number, unit, reason: input.reason },
    })
    return { act, output: { id: version.id } }
  },
})
