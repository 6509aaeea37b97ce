import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Opening, openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { postsOfUnits, type UnitView, units } from '../../kernel/identity/index.ts'
import {
  type Citation,
  loggedIn,
  operation,
  type PersonActor,
  type ReadContext,
  type Timers,
} from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { complaint } from './case.kind.ts'
import { submit } from './contract.ts'
import { officeFor } from './office.rules.ts'

const chart = readFileSync(fileURLToPath(new URL('procedures/complaint.bpmn', import.meta.url)), 'utf8')

/** 信访工作条例 arts. 17–23: registered by an office above the unit that it is about. */
export default operation(submit, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run(ctx) {
    const { tx, actor, input, problem } = ctx
    const all = await units(tx)
    const about = all.find((u) => u.code === input.unit)
    if (!about) throw problem('NO_UNIT')
    const office = officeFor(about, all, await postsOfUnits(tx))
    if (!office) throw problem('NO_OFFICE')
    return receive(ctx, {
      office,
      about,
      person: actor as PersonActor,
      basis: [{ law: '信访工作条例', article: 17 }],
      complaint: input.complaint,
      electronic: input.electronic,
      ...(input.about ? { number: input.about } : {}),
    })
  },
})

type Received = {
  office: UnitView
  about: UnitView
  person: PersonActor
  basis: Citation[]
  complaint: string
  electronic: boolean
  /** The case that it is about, as the complainant names it. */
  number?: string
  /** The complaint whose answer is to be reviewed. */
  parent?: NonNullable<Opening['parent']>
}

/** The complaint is there, with both parties, one of them hidden, and its chart begins. */
export async function receive(ctx: ReadContext & { timer: Timers }, of: Received) {
  const { office, about, person, parent } = of
  const none = { personId: null, organisationId: null, unit: null, hidden: false }
  const made = await openCase(ctx, {
    kind: complaint.kind,
    jurisdiction: office.jurisdiction,
    unit: office.code,
    chartDigest: await roomChart(ctx.tx, complaint, chart),
    parties: [
      { ...none, role: 'complainant', personId: person.personId, name: person.name, hidden: true },
      { ...none, role: 'about', unit: about.code, name: about.name.zh },
    ],
    form: of.number ? { about: of.number } : {},
    ...(parent ? { parent } : {}),
  })
  const act = acts['complaint.submitted']({
    jurisdiction: office.jurisdiction,
    subject: made.subject,
    basis: of.basis,
    public: {
      ...made.stamp,
      number: made.found.number,
      about: about.code,
      electronic: of.electronic,
      ...(parent ? { reviews: parent.number } : {}),
    },
    private: { complaint: of.complaint },
  })
  await opened(ctx, made, act)
  return { act, output: { caseId: made.found.id, number: made.found.number } }
}
