import { anyone, query } from '../platform/index.ts'
import { suggest } from './contract.ts'
import { entriesOfKind } from './entry.store.ts'

/** What a field offers while it is typed into, by the browser itself: titles of what is asked for most. */
export default query(suggest, {
  allow: anyone,
  run: ({ tx, input }) => entriesOfKind(tx, input.kind, 200),
})
