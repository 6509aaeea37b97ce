// From the decision to the disclosure.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { addMonths, dayOf } from '../../kernel/calendar/index.ts'
import { openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { holdsPost, operation, postOf } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { APPROVER, act, figure, KEEPER, longEnough, OFFICER, sale, step } from './case.kind.ts'
import { appraise, approve, disclose, extend, lower, plan, predisclose, type SaleForm } from './contract.ts'
import { saleKindOf, saleKinds } from './kinds.ts'

const chart = readFileSync(fileURLToPath(new URL('procedures/property.bpmn', import.meta.url)), 'utf8')
export const formOf = (at: { found: { form: unknown } }) => at.found.form as SaleForm
export const lawOf = (kind: string) => saleKindOf(kind).law.map((article) => cite('企业国有资产法', article))

export const planned = operation(plan, {
  allow: holdsPost(OFFICER),
  async run(ctx) {
    const { input, actor, problem } = ctx
    const { jurisdiction, unitCode, unitName } = postOf(actor, OFFICER)!
    const kind = saleKinds.find((k) => k.id === input.kind)
    if (!kind) throw problem('KIND')
    if (!kind.priority.includes(input.priority)) throw problem('PRIORITY')
    const made = await openCase(ctx, {
      ...{ kind: sale.kind, jurisdiction, unit: unitCode, form: input },
      chartDigest: await roomChart(ctx.tx, sale, chart),
      parties: [
        {
          ...{ role: 'transferor', personId: null, organisationId: null, unit: unitCode, name: unitName.zh },
          hidden: false,
        },
      ],
    })
    const draft = acts['property.planned']({
      ...{ jurisdiction, subject: made.subject, basis: lawOf(input.kind) },
      public: { ...made.stamp, number: made.found.number, form: input },
    })
    await opened(ctx, made, draft)
    return { act: draft, output: { caseId: made.found.id, number: made.found.number } }
  },
})

/** 企业国有资产法 art. 53: who performs the duties of the investor decides. */
export const approved = step(approve, {
  act: 'property.approved',
  outcome: (i) => i.outcome,
  says: ({ at, input }) => ({
    basis: lawOf(formOf(at).kind).slice(0, 1),
    public: { outcome: input.outcome },
    private: { opinion: input.opinion },
  }),
})

export const appraised = step(appraise, {
  act: 'property.appraised',
  check({ input, clock, problem }) {
    if (input.base > dayOf(clock.now())) throw problem('BASE')
  },
  variables: ({ at }) => ({ control: formOf(at).control }),
  says: ({ input: { report, agency, base, appraised } }) => ({ public: { report, agency, base, appraised } }),
})

export const predisclosed = step(predisclose, {
  act: 'property.predisclosed',
  check({ input, clock, problem }) {
    const now = clock.now()
    if (!longEnough(dayOf(now), input.until, figure('predisclose', now))) throw problem('SHORT')
  },
  says: ({ input }) => ({ public: { until: input.until } }),
})

/** The approver’s, in writing, before a disclosure under nine tenths of what was appraised. */
export const lowered = act(lower, {
  act: 'property.lowered',
  who: (_, actor) => postOf(actor, APPROVER) !== undefined,
  check({ at, problem }) {
    if (!at.work.some((w) => w.act === 'property.disclosed')) throw problem('NOT_NOW')
  },
  says: ({ input }) => ({ public: { floor: input.floor }, private: { opinion: input.opinion } }),
})

export const disclosed = step(disclose, {
  act: 'property.disclosed',
  check({ at, input, clock, problem }) {
    const now = clock.now()
    const today = dayOf(now)
    const kind = saleKindOf(formOf(at).kind)
    const { appraised: a, predisclosed: pre, lowered: least, disclosed: before } = at.facts
    if (pre && today <= pre) throw problem('EARLY')
    if (!longEnough(today, input.until, kind.disclosure)) throw problem('SHORT')
    if (kind.appraisal && a) {
      if (addMonths(a.base, figure('appraisal-lasts', now).value) <= today) throw problem('STALE')
      if (!before && input.floor < a.appraised) throw problem('FLOOR')
      const under = input.floor * 100 < a.appraised * figure('floor', now).value
      if (under && (least === undefined || input.floor < least)) throw problem('NINETY')
    }
    if (input.deposit * 100 > input.floor * kind.deposit.most) throw problem('DEPOSIT')
    if (!kind.profiles.includes(input.profile)) throw problem('PROFILE')
  },
  says: ({ at, input: { floor, deposit, profile, until } }) => ({
    basis: lawOf(formOf(at).kind),
    public: { floor, deposit, profile, until },
  }),
})

export const extended = act(extend, {
  act: 'property.extended',
  who: (_, actor) => postOf(actor, KEEPER) !== undefined,
  check({ at, input, problem }) {
    const d = at.facts.disclosed
    if (!d || at.facts.status !== 'disclosed') throw problem('NOT_NOW')
    if (!longEnough(d.until, input.until, saleKindOf(formOf(at).kind).extension)) throw problem('SHORT')
  },
  says: ({ input }) => ({ public: { until: input.until } }),
})
