import { dayOf } from '../../kernel/calendar/index.ts'
import { caseOfKind, openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { holdsPost, operation, postOf } from '../../kernel/platform/index.ts'
import { methodOn } from '../../trade/scoring/index.ts'
import * as prequalification from '../prequalification/contract.ts'
import { acts } from './acts.ts'
import { figure, OFFICER, step, tender } from './case.kind.ts'
import { chart } from './chart.ts'
import { approve, plan } from './contract.ts'
import { alsoLots } from './lots.ts'

/** Methods that a construction tender may be announced with: what must be drawn is a number, or nothing. */
export const offered = (day: string) =>
  ['lowest-evaluated', 'composite-benchmark'].flatMap((id) => methodOn(id, day) ?? [])

export const planned = operation(plan, {
  allow: holdsPost(OFFICER),
  async run(ctx) {
    const { tx, input: form, actor, clock, callAsSystem, problem } = ctx
    const post = postOf(actor, OFFICER)!
    const now = clock.now()
    if (form.bond * 100 > form.estimate * figure('bond', now).value) throw problem('BOND')
    if (form.committee % 2 === 0) throw problem('COMMITTEE')
    if (!offered(dayOf(now)).some((m) => m.id === form.method)) throw problem('NO_METHOD')
    if (form.prequalified) {
      const found = await callAsSystem(prequalification.passed, { number: form.prequalified }).catch(() => undefined)
      const same = found?.unit === post.unitCode && found.consortium === (form.consortium === true)
      if (!found?.done || !same) throw problem('NOT_PREQUALIFIED')
    }
    if (form.replaces) {
      const before = await caseOfKind(tx, tender, form.replaces)
      if (before?.found.unit !== post.unitCode || before.facts.status !== 'failed') throw problem('NOT_FAILED')
    }
    const made = await openCase(ctx, {
      kind: tender.kind,
      jurisdiction: post.jurisdiction,
      unit: post.unitCode,
      chartDigest: await roomChart(tx, tender, chart),
      parties: [
        {
          role: 'tenderer',
          personId: null,
          organisationId: null,
          unit: post.unitCode,
          name: post.unitName.zh,
          hidden: false,
        },
      ],
      form,
    })
    const act = acts['tender.registered']({
      jurisdiction: post.jurisdiction,
      subject: made.subject,
      basis: [cite('招标投标法', 9)],
      public: { ...made.stamp, number: made.found.number, form },
    })
    await opened(ctx, made, act)
    return { act, output: { caseId: made.found.id, number: made.found.number } }
  },
})

export const approved = step(approve, {
  act: 'tender.approved',
  outcome: (i) => i.outcome,
  also: ({ tx, at, input, call }) =>
    alsoLots({ tx, at }, 'registered', (caseId) => call(approve, { ...input, caseId })),
  says: ({ input }) => ({ public: { outcome: input.outcome }, private: { opinion: input.opinion } }),
})
