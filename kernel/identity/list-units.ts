import { anyone, query } from '../platform/index.ts'
import { listUnits } from './contract.ts'
import { units } from './identity.store.ts'

export default query(listUnits, { allow: anyone, run: ({ tx, input }) => units(tx, input.jurisdiction) })
