import { addWorkingDays, dayOf } from '../../kernel/calendar/index.ts'
import { findCase } from '../../kernel/cases/index.ts'
import { units } from '../../kernel/identity/index.ts'
import { postOf, query, text } from '../../kernel/platform/index.ts'
import { rulesOn } from '../../kernel/watch/index.ts'
import { appealsOfLights } from './appeal.store.ts'
import * as contract from './contract.ts'
import { LADDER } from './ladder.ts'
import { measuresOf } from './measure.store.ts'
import { viewsOf } from './measures.ts'
import { supervisesCase } from './policy.ts'
import { lightsOfCase } from './supervision.store.ts'

/** Lights and measures of one case, for who supervises it and for every unit that has its duty, a light or a measure of it. */
export default query(contract.measuresOfCase, {
  allow: async (ctx) => {
    const post = postOf(ctx.actor)
    if (!post) return false
    const found = await findCase(ctx.tx, ctx.input.number)
    if (!found) return true
    if (await supervisesCase({ ...ctx, input: { caseId: found.id } })) return true
    if (post.role === 'supervisor') return false
    if (post.unitCode === found.unit) return true
    const { jurisdiction, id } = found
    const concerned = [
      ...(await lightsOfCase(ctx.tx, jurisdiction, id)),
      ...(await measuresOf(ctx.tx, jurisdiction, id)),
    ]
    return concerned.some((x) => x.unit === post.unitCode)
  },
  async run({ input, problem, ...ctx }) {
    const { tx, clock, actor } = ctx
    const found = await findCase(tx, input.number)
    if (!found) throw problem('NO_CASE')
    const [all, rules, measures, lights] = await Promise.all([
      units(tx),
      rulesOn(tx, dayOf(clock.now())),
      measuresOf(tx, found.jurisdiction, found.id),
      lightsOfCase(tx, found.jurisdiction, found.id),
    ])
    const appeals = await appealsOfLights(
      tx,
      found.jurisdiction,
      lights.map((l) => l.id),
    )
    const now = clock.now()
    const inTime = (raised: Date) => dayOf(now) <= addWorkingDays(dayOf(raised), LADDER.appeal.within)
    const nameOf = (code: string) => all.find((u) => u.code === code)?.name ?? text(code, code)
    const post = postOf(actor)
    const supervising = await supervisesCase({ ...ctx, input: { caseId: found.id } })
    return {
      caseId: found.id,
      unit: found.unit,
      lights: lights.map((l) => {
        const appeal = appeals.findLast((a) => a.lightId === l.id)
        const mine = post?.unitCode === l.unit
        const over = post?.role === 'chief-supervisor' || (post?.role === 'supervisor' && post.unitCode === l.office)
        return {
          id: l.id,
          light: l.light,
          rule: l.says ?? rules.find((r) => r.id === l.rule)?.says ?? text(l.rule, l.rule),
          unit: nameOf(l.unit),
          due: l.due,
          raisedAt: l.raisedAt,
          clearedAt: l.clearedAt,
          ruleId: l.rule,
          version: l.version,
          facts: l.facts,
          evidence: l.evidence,
          basis: rules.find((r) => r.id === l.rule)?.basis ?? [],
          settled: l.settled,
          appeal: appeal
            ? { id: appeal.id, reason: appeal.reason, at: appeal.at, outcome: appeal.outcome, words: appeal.words }
            : null,
          maySettle: l.clock === null && l.clearedAt === null && over && !mine,
          mayAppeal: mine && !appeal && inTime(l.raisedAt),
          mayDecide: appeal !== undefined && appeal.outcome === null && over && !mine,
        }
      }),
      measures: await viewsOf(tx, measures, actor, clock.now()),
      addressees: [...new Set([found.unit, ...lights.map((l) => l.unit)])].map((code) => ({
        code,
        name: nameOf(code),
      })),
      abilities: {
        'send-reminder': supervising,
        'issue-order': supervising && lights.some((l) => l.light === 'red' && l.clearedAt === null),
      },
    }
  },
})
