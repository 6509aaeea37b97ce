import { anyone, query } from '../../kernel/platform/index.ts'
import { contestTable, wrongContests } from './annual.rules.ts'
import { annual } from './contract.ts'
import { doneIn } from './done.ts'
import { outcomes } from './outcomes.ts'
import { annualTable, wrongCells } from './report.rules.ts'
import { contestsUntil, requestsUntil } from './request.store.ts'

/** From the requests and acts themselves: nobody types a figure, and what does not add up is said beside it. */
export default query(annual, {
  allow: anyone,
  async run({ tx, input }) {
    const last = `${input.year}-12-31`
    const requests = await requestsUntil(tx, input.unit, last)
    const table = annualTable(
      requests,
      input.year,
      outcomes.map((o) => o.code),
    )
    const contests = contestTable(await contestsUntil(tx, input.unit, last), input.year)
    return {
      ...table,
      // What the acts say is the city's; of one unit the second table is its own statistics'.
      done: input.unit ? [] : await doneIn(tx, input.year),
      contests,
      wrong: [...wrongCells(table), ...wrongContests(contests)],
    }
  },
})
