import { query, systemOnly } from '../platform/index.ts'
import { authorityPaper, authorityStands } from './capacity.contract.ts'
import { findAuthority } from './capacity.store.ts'

/** For those who tell an agent something later. */
export const stands = query(authorityStands, {
  allow: systemOnly,
  run: async ({ tx, input }) => (await findAuthority(tx, input.id))?.ended === false,
})

/** For a case that is handed in under it: the paper goes into the file. */
export default query(authorityPaper, {
  allow: systemOnly,
  async run({ tx, input, problem, files }) {
    const found = await findAuthority(tx, input.id)
    const bytes = found && !found.ended ? await files.get(found.sha256) : undefined
    if (!found || !bytes) throw problem('NO_AUTHORITY')
    return { sha256: found.sha256, name: found.fileName, type: found.type, size: bytes.length }
  },
})
