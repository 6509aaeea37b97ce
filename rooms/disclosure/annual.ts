import { anyone, query } from '../../kernel/platform/index.ts'
import { annual } from './contract.ts'
import { outcomes } from './outcomes.ts'
import { annualTable, wrongCells } from './report.rules.ts'
import { requestsUntil } from './request.store.ts'

/** From the requests themselves: nobody types a figure, and what does not add up is said beside it. */
export default query(annual, {
  allow: anyone,
  async run({ tx, input }) {
    const requests = await requestsUntil(tx, input.unit, `${input.year}-12-31`)
    const table = annualTable(
      requests,
      input.year,
      outcomes.map((o) => o.code),
    )
    return { ...table, wrong: wrongCells(table) }
  },
})
