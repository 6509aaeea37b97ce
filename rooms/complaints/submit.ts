import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { postsOfUnits, units } from '../../kernel/identity/index.ts'
import { loggedIn, operation, type PersonActor } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { complaint } from './case.kind.ts'
import { submit } from './contract.ts'
import { officeFor } from './office.rules.ts'

const chart = readFileSync(fileURLToPath(new URL('procedures/complaint.bpmn', import.meta.url)), 'utf8')

/** 信访工作条例 arts. 17–23: registered by an office above the unit that it is about, with both parties, one of them hidden. */
export default operation(submit, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run(ctx) {
    const { tx, actor, input, problem } = ctx
    const { personId, name } = actor as PersonActor
    const all = await units(tx)
    const about = all.find((u) => u.code === input.unit)
    if (!about) throw problem('NO_UNIT')
    const office = officeFor(about, all, await postsOfUnits(tx))
    if (!office) throw problem('NO_OFFICE')
    const none = { personId: null, organisationId: null, unit: null, hidden: false }
    const made = await openCase(ctx, {
      kind: complaint.kind,
      jurisdiction: office.jurisdiction,
      unit: office.code,
      chartDigest: await roomChart(tx, complaint, chart),
      parties: [
        { ...none, role: 'complainant', personId, name, hidden: true },
        { ...none, role: 'about', unit: about.code, name: about.name.zh },
      ],
      form: input.about ? { about: input.about } : {},
    })
    const act = acts['complaint.submitted']({
      jurisdiction: office.jurisdiction,
      subject: made.subject,
      basis: [{ law: '信访工作条例', article: 17 }],
      public: { ...made.stamp, number: made.found.number, about: about.code, electronic: input.electronic },
      private: { complaint: input.complaint },
    })
    await opened(ctx, made, act)
    return { act, output: { caseId: made.found.id, number: made.found.number } }
  },
})
