// What a step asks of the database: statements, and the journeys in which they travel (those that need not wait for one another go
// together). Both are bounds: a step that grew would hold its case's row for longer.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actorOfToken } from '../../kernel/identity/index.ts'
import { type Actor, type Contract, connect, execute, newId, type RawInput } from '../../kernel/platform/index.ts'
import * as c from '../../rooms/approvals/contract.ts'
import { apply, type TestCity, testCity } from '../city.ts'

let city: TestCity
let listening: ReturnType<typeof connect>
let statements: string[] = []
let journeys = 0
beforeAll(async () => {
  city = await testCity()
  listening = connect(city.database.url, {
    role: 'gnomon_app',
    max: 1,
    heard(statement, journey) {
      statements.push(statement)
      if (journey) journeys++
    },
  })
})
afterAll(async () => {
  await listening.close()
  await city.close()
})

/** As from a browser: with a command, and the actor found inside the transaction. `begin` travels with the first statement. */
async function counted<C extends Contract>(contract: C, input: RawInput<C>, actor: Actor) {
  statements = []
  journeys = 1
  const runtime = { ...city, db: listening.db, pool: () => listening.db }
  await execute(runtime, contract, input, {
    commandId: newId(),
    who: async (tx) => {
      await actorOfToken(tx, 'nobody’s')
      return actor
    },
  })
  return { statements: statements.length, journeys }
}

test('a step of an approval', async () => {
  const me = await city.citizen()
  const as = (role: string) => city.officer('350200-jianshe', role)
  // Charts, versions and prepared statements are known after the first.
  for (const round of [1, 2]) {
    const { caseId } = await apply(city, me)
    const done = [
      await counted(c.acceptCase, { caseId }, await as('clerk')),
      await counted(c.review, { caseId, opinion: '符合条件。' }, await as('reviewer')),
      await counted(c.decide, { caseId, outcome: 'grant', reason: '符合条件。' }, await as('approver')),
    ]
    if (round === 1) continue
    for (const [i, { statements, journeys }] of done.entries()) {
      expect(journeys, `journeys of step ${i}`).toBeLessThanOrEqual(8)
      expect(statements, `statements of step ${i}`).toBeLessThanOrEqual(22)
    }
  }
})
