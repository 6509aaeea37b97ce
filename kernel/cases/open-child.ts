import { z } from 'zod'
import { publishedItem } from '../catalog/index.ts'
import { consumer, defineContract, newId, operation, query, sql, systemOnly, text } from '../platform/index.ts'
import { acts } from './acts.ts'
import { childOf, findCase } from './case.store.ts'
import { around, caseAt } from './case-at.ts'
import { endedChild, happen, stepOf, waitedFor } from './chart-events.ts'
import { endOf, handOver, openChild, openedBy, receiveMessage, stepErrors, waitingFor } from './contract.ts'
import { kindOfPower } from './kind.ts'
import { papersOfCase } from './paper.store.ts'
import { standingOf } from './standing.store.ts'

/**
 * A send task opens a case of another item, in that item's jurisdiction and by that kind's own operation, for the same parties and with
 * what the parent's form holds; then the parent goes on. Asked twice, it finds the case that it opened. What the parent does not ask
 * for, or is published no more, is not opened, and an act says so.
 */
export default operation(openChild, {
  allow: systemOnly,
  async run(ctx) {
    const { tx, input, clock, callAsSystem, problem } = ctx
    const parent = await caseAt(tx, { caseId: input.caseId }, { lock: true })
    const step = await stepOf(tx, parent, input.element)
    if (!step?.opens || !parent.work.some((w) => w.element === input.element)) throw problem('NOT_OPEN')
    const leave = async (why: 'not-asked' | 'no-item') => {
      const { act, output } = await happen(ctx, input, {
        make: acts['child.left'],
        says: () => ({ itemCode: step.opens!, why }),
      })
      return { act, output: { ...output, child: null } }
    }
    if (parent.kind.asksFor?.(parent, step.opens) === false) return leave('not-asked')
    const item = await publishedItem(tx, step.opens, clock.now())
    const kind = item && kindOfPower(item.content.powerType)
    // What was retired since is no reason to wait for ever: the chart hears of it where it waits for the case.
    if (!item || !kind?.opens) return leave('no-item')
    // The child may live in another database, and is then opened before this ends: asked again, the one that is there is found.
    const ask = { jurisdiction: item.jurisdiction, parent: parent.found.number, element: input.element }
    let child = await callAsSystem(openedBy, ask)
    if (!child) {
      const { jurisdiction: _, ...named } = ask
      await callAsSystem(kind.opens, { itemCode: item.code, ...named } as never)
      child = (await callAsSystem(openedBy, ask))!
    }
    const { number, unit } = child
    const { act, output } = await happen(ctx, input, {
      make: acts['child.opened'],
      says: () => ({ number, itemCode: item.code, unit }),
    })
    return { act, output: { ...output, child: number } }
  },
})

/** Asked when a receive task opens: the case that it waits for may have ended before. */
export const childEnded = defineContract({
  id: 'cases.child-ended',
  kind: 'write',
  twice: true,
  title: text('开出的办件是否已经办结', 'Whether the opened case has ended'),
  input: z.object({ caseId: z.uuid(), element: z.string() }),
  output: z.object({ told: z.boolean() }),
  errors: stepErrors,
})
export const hearOfChild = operation(childEnded, {
  allow: systemOnly,
  async run({ tx, input, clock, callAsSystem }) {
    const at = await caseAt(tx, { caseId: input.caseId }, { lock: true })
    const ended = await endedChild({ tx, callAsSystem }, at, input.element)
    if (ended) await callAsSystem(receiveMessage, { ...input, from: ended.number, outcome: ended.outcome })
    // The message is the act; where there is nothing to hear yet, the system says that it looked.
    return {
      act: acts['case.restated']({
        jurisdiction: at.found.jurisdiction,
        subject: { kind: 'system', id: newId(clock.now().getTime(), at.found.jurisdiction) },
        public: { number: at.found.number },
      }),
      output: { told: ended !== undefined },
    }
  },
})

/** A case that another opened has ended: whoever waits for it hears of it, in a transaction of the consumer's. */
export const children = consumer('cases.children', {
  types: 'all',
  async run({ tx, acts, callAsSystem }) {
    const ids = [...new Set(acts.filter((a) => a.subjectKind === 'case').map((a) => a.subjectId))]
    if (ids.length === 0) return
    const { rows } = await sql<{ parent: string; number: string }>`select c.parent, c.number from cases.case c
      join cases.standing s on s.jurisdiction = c.jurisdiction and s.case_id = c.id
      where c.jurisdiction = ${acts[0]!.jurisdiction} and s.jurisdiction = ${acts[0]!.jurisdiction}
        and c.id = any(${ids}::uuid[]) and c.parent is not null and s.closed`.execute(tx)
    for (const { parent, number } of rows)
      for (const step of await callAsSystem(waitingFor, { number: parent, child: number }))
        await callAsSystem(childEnded, step)
  },
})

export const handsOver = query(handOver, {
  allow: systemOnly,
  async run({ tx, input }) {
    const { found, parties } = await caseAt(tx, input)
    const papers = await papersOfCase(tx, found.jurisdiction, found.id)
    return {
      versionId: found.versionId,
      form: found.form,
      parties,
      papers: papers.map((p) => ({ ...p, size: Number(p.size) })),
    }
  },
})

export const wasOpened = query(openedBy, {
  allow: systemOnly,
  async run({ tx, input }) {
    const child = await childOf(tx, input.jurisdiction, input.parent, input.element)
    return child ? { number: child.number, unit: child.unit } : null
  },
})

export const hasEnded = query(endOf, {
  allow: systemOnly,
  async run({ tx, input }) {
    const child = await findCase(tx, input.number)
    const standing = child && (await standingOf(tx, child.jurisdiction, child.id))
    if (!standing?.closed) return null
    const { kind, facts } = await around(tx, child!)
    return { outcome: kind.ended?.(facts) ?? standing.status }
  },
})

export const waits = query(waitingFor, {
  allow: systemOnly,
  async run({ tx, input }) {
    const at = await caseAt(tx, { number: input.number })
    const steps: { caseId: string; element: string }[] = []
    for (const { kind, element } of at.work) {
      if (kind !== 'receive' && kind !== 'message') continue
      const waited = await waitedFor(tx, at, element)
      if (waited && 'number' in waited && waited.number === input.child) steps.push({ caseId: at.found.id, element })
    }
    return steps
  },
})
