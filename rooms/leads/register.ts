import { readFileSync } from 'node:fs'
import { addDays, dayOf } from '../../kernel/calendar/index.ts'
import { openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { postsOfUnits, units } from '../../kernel/identity/index.ts'
import {
  type Input,
  loggedIn,
  operation,
  type PersonActor,
  postOf,
  type RunContext,
} from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { figures, HEAD, lead, OFFICER } from './case.kind.ts'
import { inform, register } from './contract.ts'
import { putTrace, similarTo } from './leads.store.ts'

const chart = readFileSync(new URL('procedures/lead.bpmn', import.meta.url), 'utf8')

type Told = Pick<Input<typeof register>, 'what' | 'place' | 'about' | 'itemCode'>
type More = { source: string; unit: string; from?: string | undefined; informant?: unknown; person?: string }

/** Opens the lead in the unit's place; what may be the same event is looked up and said in the act. */
async function open(ctx: RunContext<any>, told: Told, more: More) {
  const { tx, clock, problem } = ctx
  const unit = (await units(tx)).find((u) => u.code === more.unit)
  const posts = await postsOfUnits(tx)
  if (!unit || !posts.some((p) => p.unit === unit.code && p.role === OFFICER)) throw problem('NO_UNIT')
  const { jurisdiction } = unit
  const today = dayOf(clock.now())
  const since = addDays(today, -figures.at('similar', today).value)
  const key = { jurisdiction, subject: told.about.code || told.about.name, place: told.place }
  const similar = await similarTo(tx, { ...key, since })
  const none = { personId: null, organisationId: null, unit: null, hidden: false }
  const made = await openCase(ctx, {
    kind: lead.kind,
    jurisdiction,
    unit: unit.code,
    chartDigest: await roomChart(tx, lead, chart),
    parties: [
      ...(told.about.name ? [{ ...none, role: 'about', name: told.about.name }] : []),
      // Never by name: an officer of another unit, to whom the lead may go, reads the case.
      ...(more.person
        ? [{ ...none, role: 'informant', personId: more.person, name: '（身份保密）', hidden: true }]
        : []),
    ],
    form: told.itemCode ? { itemCode: told.itemCode } : {},
  })
  await putTrace(tx, {
    ...key,
    caseId: made.found.id,
    number: made.found.number,
    unit: unit.code,
    itemCode: told.itemCode ?? '',
    seenOn: today,
  })
  const act = acts['lead.registered']({
    jurisdiction,
    subject: made.subject,
    basis: [{ law: '行政处罚法', article: 54 }],
    public: {
      ...made.stamp,
      number: made.found.number,
      unit: unit.code,
      source: more.source,
      similar,
      ...(more.from ? { from: more.from } : {}),
    },
    private: {
      what: told.what,
      place: told.place,
      subject: told.about,
      ...(more.informant ? { informant: more.informant } : {}),
    },
  })
  await opened(ctx, made, act)
  return { act, output: { caseId: made.found.id, number: made.found.number, similar } }
}

/** By an officer of the unit, or by the system for another room. */
export default operation(register, {
  allow: ({ actor }) => actor.kind === 'system' || postOf(actor, OFFICER, HEAD) !== undefined,
  run(ctx) {
    const { input, actor } = ctx
    const unit = actor.kind === 'system' ? input.unit : postOf(actor)!.unitCode
    return open(ctx, input, { source: input.source, unit: unit ?? '', from: input.from, informant: input.informant })
  },
})

/** By anybody who is logged in: the informant reads how it goes, and stays hidden. */
export const informed = operation(inform, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run(ctx) {
    const { personId, name } = ctx.actor as PersonActor
    const { act, output } = await open(ctx, ctx.input, {
      source: 'complaint',
      unit: ctx.input.unit,
      informant: { name },
      person: personId,
    })
    return { act, output: { caseId: output.caseId, number: output.number } }
  },
})
