import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dayOf } from '../../kernel/calendar/index.ts'
import { type Opening, openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { findUnit, postsOfUnits } from '../../kernel/identity/index.ts'
import {
  holdsPost,
  loggedIn,
  operation,
  type PersonActor,
  postOf,
  type ReadContext,
  type Timers,
} from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { disclosure, linesOf, OFFICER } from './case.kind.ts'
import { record as recordContract, request } from './contract.ts'
import { insertRequest } from './request.store.ts'

const chart = readFileSync(new URL('procedures/disclosure.bpmn', import.meta.url), 'utf8')
type Made = {
  unit: string
  channel: string
  category: string
  asked: string
  party: Pick<Opening['parties'][number], 'personId' | 'organisationId' | 'name'>
  /** The day of receipt where the channel itself says it: in person, registered post (art. 31). */
  on?: string
}

const plain = (s: string): string =>
  s
    .normalize('NFKC')
    .replace(/[\s\p{P}]/gu, '')
    .toLowerCase()
/** What two requests for the same have in common: their lines, however they are written and in whatever order. */
const sameAs = (asked: string): string =>
  createHash('sha256').update(linesOf(asked).map(plain).sort().join('\n')).digest('hex')

async function make(ctx: ReadContext & { timer: Timers }, m: Made) {
  const { tx, clock } = ctx
  const unit = await findUnit(tx, m.unit)
  const takes = (await postsOfUnits(tx)).some((p) => p.unit === m.unit && p.role === OFFICER)
  if (!unit || !takes) return undefined
  const made = await openCase(ctx, {
    kind: disclosure.kind,
    jurisdiction: unit.jurisdiction,
    unit: unit.code,
    chartDigest: await roomChart(tx, disclosure, chart),
    parties: [{ role: 'requester', unit: null, hidden: true, ...m.party }],
    form: {},
  })
  const { jurisdiction, id: caseId, number } = made.found
  const act = acts['request.made']({
    jurisdiction,
    subject: made.subject,
    basis: [{ law: '政府信息公开条例', article: 29 }],
    public: {
      ...made.stamp,
      number,
      unit: unit.code,
      channel: m.channel,
      category: m.category,
      items: linesOf(m.asked).length,
      ...(m.on ? { receivedOn: m.on } : {}),
    },
    private: { asked: m.asked },
  })
  await insertRequest(tx, {
    jurisdiction,
    caseId,
    number,
    unit: unit.code,
    category: m.category,
    on: m.on ?? dayOf(clock.now()),
    asker: m.party.personId ?? plain(m.party.name),
    asked: sameAs(m.asked),
  })
  await opened(ctx, made, act)
  return { act, output: { caseId, number } }
}

/** By page: received when both sides confirm; nobody is asked why (政府信息公开条例 arts. 27, 29, 31). */
export const ask = operation(request, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run(ctx) {
    const { personId, organisationId = null, name } = ctx.actor as PersonActor
    const { unit, category, asked } = ctx.input
    const made = await make(ctx, {
      unit,
      category,
      asked,
      channel: 'internet',
      party: { personId, organisationId, name },
    })
    if (!made) throw ctx.problem('NO_UNIT')
    return made
  },
})

/** On paper: in person and by registered post it was received on that day, whenever it is recorded. */
export const record = operation(recordContract, {
  allow: holdsPost(OFFICER),
  async run(ctx) {
    const { channel, on, name, category, asked } = ctx.input
    if (on > dayOf(ctx.clock.now())) throw ctx.problem('AHEAD')
    const sure = channel === 'counter' || channel === 'registered'
    const made = await make(ctx, {
      unit: postOf(ctx.actor)!.unitCode,
      category,
      asked,
      channel,
      party: { personId: null, organisationId: null, name },
      ...(sure ? { on } : {}),
    })
    if (!made) throw ctx.problem('NO_UNIT')
    return made
  },
})
