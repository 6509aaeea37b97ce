import { anyone, query } from '../platform/index.ts'
import { getRecord } from './contract.ts'
import { findDraw } from './draw.store.ts'
import { recordOf } from './record.ts'

export default query(getRecord, {
  allow: anyone,
  async run({ tx, input, problem }) {
    const found = await findDraw(tx, input.id)
    if (!found) throw problem('NO_DRAW')
    return recordOf(found)
  },
})
