import { anyone, query } from '../platform/index.ts'
import { listCards } from './card.contract.ts'
import { cards } from './card.store.ts'

export default query(listCards, {
  allow: anyone,
  run: async ({ tx, input, clock }) =>
    (await cards(tx, input, clock.now())).map((c) => ({
      number: c.number,
      name: c.name,
      unit: { code: c.unit, ...c.unitName },
      scope: c.scope,
      from: c.from,
      until: c.until,
      withdrawn: c.withdrawnAt !== null,
      valid: c.valid,
    })),
})
