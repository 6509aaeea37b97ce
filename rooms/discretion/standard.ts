import { anyone, query } from '../../kernel/platform/index.ts'
import { standard } from './contract.ts'
import { inForce } from './discretion.store.ts'

/** The exact bytes in force, for other tools and for recomputing. */
export default query(standard, {
  allow: anyone,
  async run({ tx, input, problem }) {
    const version = await inForce(tx, input.code)
    if (!version) throw problem('NO_STANDARD')
    const { code, number, name, digest, xml, publishedAt } = version
    return { code, number, name, digest, xml, publishedAt }
  },
})
