import { dayOf } from '../../../kernel/calendar/index.ts'
import { anyone, query } from '../../../kernel/platform/index.ts'
import { getList } from '../contract.ts'
import { listNumbered, listOn } from './list.store.ts'

export default query(getList, {
  allow: anyone,
  async run({ tx, input, clock }) {
    const list = input.number ? await listNumbered(tx, input.number) : await listOn(tx, input.day ?? dayOf(clock.now()))
    return list
      ? {
          number: list.number,
          from: list.from,
          digest: list.digest,
          chartDigest: list.chartDigest,
          content: list.content,
        }
      : null
  },
})
