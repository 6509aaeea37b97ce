import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { dayOf } from '../../kernel/calendar/index.ts'
import { openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { postsOfUnits, units } from '../../kernel/identity/index.ts'
import { loggedIn, operation, type PersonActor } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { levy, OFFICER } from './case.kind.ts'
import { declare } from './contract.ts'
import { isLevied, itemOf } from './items.ts'

const chart = readFileSync(fileURLToPath(new URL('procedures/levy.bpmn', import.meta.url)), 'utf8')

export default operation(declare, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run(ctx) {
    const { tx, input, actor, clock, problem } = ctx
    const item = itemOf(input.item)
    if (!item) throw problem('NO_ITEM')
    if (!isLevied(item, dayOf(clock.now()))) throw problem('CANCELLED')
    const posts = await postsOfUnits(tx)
    const office = (await units(tx)).find(
      (u) =>
        ((u.details as { duties?: string[] }).duties ?? []).includes(item.duty) &&
        posts.some((p) => p.unit === u.code && p.role === OFFICER),
    )
    if (!office) throw problem('NO_OFFICE')
    const { personId, name } = actor as PersonActor
    const made = await openCase(ctx, {
      kind: levy.kind,
      jurisdiction: office.jurisdiction,
      unit: office.code,
      chartDigest: await roomChart(tx, levy, chart),
      parties: [{ role: 'payer', personId, organisationId: null, unit: null, name, hidden: false }],
      form: { item: item.id, quantity: input.quantity },
    })
    const act = acts['levy.declared']({
      jurisdiction: office.jurisdiction,
      subject: made.subject,
      basis: item.basis,
      public: { ...made.stamp, number: made.found.number, item: item.id, quantity: input.quantity },
      private: { said: input.said },
    })
    await opened(ctx, made, act)
    return { act, output: { caseId: made.found.id, number: made.found.number } }
  },
})
