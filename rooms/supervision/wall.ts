import { dayOf, workingDaysBetween } from '../../kernel/calendar/index.ts'
import { findCase } from '../../kernel/cases/index.ts'
import { units } from '../../kernel/identity/index.ts'
import { type PersonActor, postOf, query, type Text, text } from '../../kernel/platform/index.ts'
import * as contract from './contract.ts'
import { answersFor, issuedIt, supervises, supervisesCase } from './policy.ts'
import { lightsOfCase, measuresOf, openLights, recentMeasures, rulesOn } from './supervision.store.ts'

// Both reads look at the same rows, once for all units and once for one case.

export const onWall = query(contract.wall, {
  allow: (ctx) => supervises(ctx) || postOf(ctx.actor, 'approver', 'reviewer', 'clerk') !== undefined,
  async run({ tx, actor, clock }) {
    const post = (actor as PersonActor).post!
    const chief = post.role === 'chief-supervisor'
    const first = post.role === 'supervisor'
    const today = dayOf(clock.now())
    const rules = new Map((await rulesOn(tx, today)).map((r) => [r.id, r.name]))
    const all = await units(tx)
    const name = (code: string) => all.find((u) => u.code === code)?.name ?? text(code, code)
    const rule = (id: string, says?: Text | null) => says ?? rules.get(id) ?? text(id, id)
    const lights = (await openLights(tx, chief ? undefined : first ? post.unitCode : undefined)).filter(
      (l) => chief || first || l.unit === post.unitCode,
    )
    const watched = chief
      ? all.filter((u) => lights.some((l) => l.unit === u.code))
      : first
        ? all.filter((u) => u.supervisedBy === post.unitCode && u.level !== 'street' && u.kind !== 'government')
        : all.filter((u) => u.code === post.unitCode)
    const measures = await recentMeasures(tx, chief ? {} : first ? { office: post.unitCode } : { unit: post.unitCode })
    return {
      units: watched.map((u) => {
        const mine = lights.filter((l) => l.unit === u.code)
        const worst = mine[0]
        return {
          unit: u.code,
          name: u.name,
          yellow: mine.filter((l) => l.light === 'yellow').length,
          red: mine.filter((l) => l.light === 'red').length,
          worst: worst
            ? { number: worst.number, due: worst.due, rule: rule(worst.rule, worst.says), light: worst.light }
            : null,
        }
      }),
      lights: lights.map((l) => ({
        id: l.id,
        caseId: l.caseId,
        number: l.number,
        unit: name(l.unit),
        light: l.light,
        rule: rule(l.rule, l.says),
        due: l.due,
        raisedAt: l.raisedAt,
        overdue: l.due < today ? workingDaysBetween(l.due, today) : 0,
      })),
      measures: measures.map((m) => ({
        id: m.id,
        number: m.number,
        unit: name(m.unit),
        kind: m.kind,
        said: m.said,
        due: m.due,
        issuedAt: m.issuedAt,
        answer: m.answer,
        closedAt: m.closedAt,
        late: m.due !== null && m.answeredAt === null && m.due < today,
      })),
    }
  },
})

export const ofCase = query(contract.measuresOfCase, {
  allow: async (ctx) => {
    const found = await findCase(ctx.tx, ctx.input.number)
    if (!found) return postOf(ctx.actor) !== undefined
    if (await supervisesCase({ ...ctx, input: { caseId: found.id } })) return true
    return postOf(ctx.actor)?.unitCode === found.unit
  },
  async run({ input, problem, ...ctx }) {
    const { tx, clock } = ctx
    const found = await findCase(tx, input.number)
    if (!found) throw problem('NO_CASE')
    const rules = new Map((await rulesOn(tx, dayOf(clock.now()))).map((r) => [r.id, r.name]))
    const measures = await measuresOf(tx, found.jurisdiction, found.id)
    const supervising = await supervisesCase({ ...ctx, input: { caseId: found.id } })
    const lights = await lightsOfCase(tx, found.jurisdiction, found.id)
    const open = measures.find((m) => m.answeredAt === null && m.closedAt === null)
    const answered = measures.find((m) => m.answeredAt !== null && m.closedAt === null)
    return {
      caseId: found.id,
      unit: found.unit,
      lights: lights.map((l) => ({
        light: l.light,
        rule: l.says ?? rules.get(l.rule) ?? text(l.rule, l.rule),
        due: l.due,
        raisedAt: l.raisedAt,
        clearedAt: l.clearedAt,
      })),
      measures: measures.map(({ id, kind, said, due, issuedAt, answer, answeredAt, closedAt }) => ({
        id,
        kind,
        said,
        due,
        issuedAt,
        answer,
        answeredAt,
        closedAt,
      })),
      abilities: {
        'send-reminder': supervising,
        'issue-order': supervising && lights.some((l) => l.light === 'red' && l.clearedAt === null),
        'answer-order': open !== undefined && (await answersFor({ ...ctx, input: { id: open.id } })),
        'close-order': answered !== undefined && (await issuedIt({ ...ctx, input: { id: answered.id } })),
      },
    }
  },
})
