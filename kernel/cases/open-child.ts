import { z } from 'zod'
import { publishedItem } from '../catalog/index.ts'
import { consumer, defineContract, newId, operation, sql, systemOnly, text } from '../platform/index.ts'
import { acts } from './acts.ts'
import { caseById, childOf } from './case.store.ts'
import { caseAt } from './case-at.ts'
import { endedChild, happen, stepOf } from './chart-events.ts'
import { openChild, receiveMessage, stepErrors } from './contract.ts'
import { kindOfPower } from './kind.ts'

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
    const child =
      (await childOf(tx, item.jurisdiction, parent.found.number, input.element)) ??
      (await caseById(
        tx,
        (
          (await callAsSystem(kind.opens, {
            itemCode: item.code,
            parent: parent.found.number,
            element: input.element,
          } as never)) as { caseId: string }
        ).caseId,
      ))!
    const { act, output } = await happen(ctx, input, {
      make: acts['child.opened'],
      says: () => ({ number: child.number, itemCode: item.code, unit: child.unit }),
    })
    return { act, output: { ...output, child: child.number } }
  },
})

/** Asked when a receive task opens: the case that it waits for may have ended before. */
export const childEnded = defineContract({
  id: 'cases.child-ended',
  kind: 'write',
  title: text('开出的办件是否已经办结', 'Whether the opened case has ended'),
  input: z.object({ caseId: z.uuid(), element: z.string() }),
  output: z.object({ told: z.boolean() }),
  errors: stepErrors,
})
export const hearOfChild = operation(childEnded, {
  allow: systemOnly,
  async run({ tx, input, clock, callAsSystem }) {
    const at = await caseAt(tx, { caseId: input.caseId }, { lock: true })
    const ended = await endedChild({ tx }, at, input.element)
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
    const { rows } = await sql<{ parent: string }>`select c.parent from cases.case c
      join cases.standing s on s.jurisdiction = c.jurisdiction and s.case_id = c.id
      where c.jurisdiction = ${acts[0]!.jurisdiction} and s.jurisdiction = ${acts[0]!.jurisdiction}
        and c.id = any(${ids}::uuid[]) and c.parent is not null and s.closed`.execute(tx)
    for (const { parent } of rows) {
      const at = await caseAt(tx, { number: parent })
      for (const work of at.work.filter((w) => w.kind === 'receive' || w.kind === 'message'))
        if (await endedChild({ tx }, at, work.element))
          await callAsSystem(childEnded, { caseId: at.found.id, element: work.element })
    }
  },
})
