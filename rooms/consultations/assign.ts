import { caseAt, handOver } from '../../kernel/cases/index.ts'
import { postsOfUnits, units } from '../../kernel/identity/index.ts'
import { text } from '../../kernel/platform/index.ts'
import { stepOf, type Ticket } from './case.kind.ts'
import { assign } from './contract.ts'
import { handlersOf } from './offices.rules.ts'
import { routes, ways } from './routes.ts'
import { closesBySilence } from './silent.ts'
import { mergedInto, ticketByNumber } from './ticket.store.ts'

/** What is still being handled: only into such a one another is merged. */
const OPEN: Ticket['status'][] = ['received', 'sent', 'disputed', 'handling']

/** By the system where it is sure, else by a person; never to the unit that it is against. */
export default stepOf(assign, {
  act: 'ticket.assigned',
  outcome: (i) => i.outcome,
  async prepare({ at, tx, input, problem }) {
    if (input.outcome === 'assign') {
      const unit = input.unit ?? ''
      if (at.parties.some((p) => p.role === 'about' && p.unit === unit))
        throw problem('OWN_MATTER', { fields: { unit: text('被投诉的单位不能办理。', 'It is against this unit.') } })
      const takes = handlersOf(await units(tx), await postsOfUnits(tx)).some((h) => h.unit === unit)
      if (!takes) throw problem('NO_UNIT', { fields: { unit: text('请选承办单位。', 'Please choose a unit.') } })
      await handOver(tx, at.found, unit)
      return { what: 'assign' as const, unit }
    }
    if (input.outcome === 'merge') {
      // Under its lock: it is not answered while this one is put beside it.
      const main = input.into && input.into !== at.found.number ? await ticketByNumber(tx, input.into) : undefined
      const found = main && (await caseAt<Ticket>(tx, { caseId: main.caseId }, { lock: true }))
      const chained = (await mergedInto(tx, at.found.jurisdiction, at.found.number)).length > 0
      if (!found || main.jurisdiction !== at.found.jurisdiction || !OPEN.includes(found.facts.status) || chained)
        throw problem('NO_SAME', { fields: { into: text('没有这件正在办的诉求。', 'There is no such open one.') } })
      return { what: 'merge' as const, into: found.found.number }
    }
    const way = ways.find((w) => w.code === input.way)
    if (!way) throw problem('NO_WAY', { fields: { way: text('请选一个。', 'Please choose one.') } })
    return { what: 'elsewhere' as const, way }
  },
  says: ({ at, actor, input, made }) => ({
    ...(made.what === 'elsewhere' ? { basis: made.way.basis } : {}),
    public: {
      outcome: input.outcome,
      how: actor.kind === 'system' ? 'words' : 'person',
      class: routes.some((r) => r.code === input.class) ? input.class! : at.facts.class,
      ...(made.what === 'assign' ? { unit: made.unit } : {}),
      ...(made.what === 'merge' ? { into: made.into } : {}),
      ...(made.what === 'elsewhere' ? { way: made.way.code } : {}),
    },
    private: {
      note: input.note,
      ...(made.what === 'elsewhere'
        ? {
            answer: `您反映的内容属于“${made.way.title.zh}”，有专门的途径和期限，请在本网站 ${made.way.path} 提出；那里怎么办、多久答复都写明。${input.note}`,
          }
        : {}),
    },
  }),
  async also({ at, timer, clock, input }) {
    await timer.cancel(at.found.jurisdiction, at.found.id, 'consultations.route')
    if (input.outcome === 'elsewhere') await closesBySilence({ timer, clock }, at.found)
  },
})
