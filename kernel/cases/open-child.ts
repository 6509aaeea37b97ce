import { publishedItem } from '../catalog/index.ts'
import { isFar } from '../nodes/index.ts'
import { consumer, operation, privateOf, query, sql, systemOnly } from '../platform/index.ts'
import { acts } from './acts.ts'
import { childOf, findCase } from './case.store.ts'
import { around, caseAt } from './case-at.ts'
import { endedChild, happen, stepOf, waitedFor } from './chart-events.ts'
import { childEnded, endOf, handOver, openChild, openedBy, receiveMessage, waitingFor } from './contract.ts'
import { farChildOf, findFar } from './far.store.ts'
import { sendFar, tellFarEnd } from './far.ts'
import { kindOfPower } from './kind.ts'
import { looked } from './looked.ts'
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
    // A chart that comes here again, because the organ above returned what it was sent, opens another.
    const before = parent.acts.filter((a) => a.type === 'child.opened' && a.public.step === input.element).length
    const as = before === 0 ? input.element : `${input.element}@${before + 1}`
    if (isFar(step.opens)) {
      await sendFar(ctx, parent, { step: input.element, as, itemCode: step.opens })
      const { number, jurisdiction, id } = parent.found
      return { act: looked(jurisdiction, number, clock.now()), output: { caseId: id, number, child: null } }
    }
    const item = await publishedItem(tx, step.opens, clock.now())
    const kind = item && kindOfPower(item.content.powerType)
    // What was retired since is no reason to wait for ever: the chart hears of it where it waits for the case.
    if (!item || !kind?.opens) return leave('no-item')
    // The child may live in another database, and is then opened before this ends: asked again, the one that is there is found.
    const ask = { jurisdiction: item.jurisdiction, parent: parent.found.number, element: as }
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

export const hearOfChild = operation(childEnded, {
  allow: systemOnly,
  async run({ tx, input, clock, callAsSystem }) {
    const at = await caseAt(tx, { caseId: input.caseId }, { lock: true })
    const ended = await endedChild({ tx, callAsSystem }, at, input.element)
    if (ended) await callAsSystem(receiveMessage, { ...input, from: ended.number, outcome: ended.outcome })
    // The message is the act; where there is nothing to hear yet, the system says that it looked.
    return {
      act: looked(at.found.jurisdiction, at.found.number, clock.now()),
      output: { told: ended !== undefined },
    }
  },
})

/** A case that another opened has ended: whoever waits for it hears of it, in a transaction of the consumer's. */
export const children = consumer('cases.children', {
  types: 'all',
  async run({ tx, acts, clock, callAsSystem }) {
    const ids = [...new Set(acts.filter((a) => a.subjectKind === 'case').map((a) => a.subjectId))]
    if (ids.length === 0) return
    const { rows } = await sql<{ parent: string; number: string }>`select c.parent, c.number from cases.case c
      join cases.standing s on s.jurisdiction = c.jurisdiction and s.case_id = c.id
      where c.jurisdiction = ${acts[0]!.jurisdiction} and s.jurisdiction = ${acts[0]!.jurisdiction}
        and c.id = any(${ids}::uuid[]) and c.parent is not null and s.closed`.execute(tx)
    for (const { parent, number } of rows)
      if (isFar(parent)) await tellFarEnd({ tx, clock, callAsSystem }, parent, number)
      else
        for (const step of await callAsSystem(waitingFor, { number: parent, child: number }))
          await callAsSystem(childEnded, step)
  },
})

export const handsOver = query(handOver, {
  allow: systemOnly,
  async run({ tx, input }) {
    const far = isFar(input.number) ? (await findFar(tx, input.number))?.handed : undefined
    if (far) return far
    const { found, parties, acts, kind } = await caseAt(tx, input)
    const papers = await papersOfCase(tx, found.jurisdiction, found.id)
    const said = acts.findLast((a) => kind.hands?.includes(a.type))
    const opinion = said && (await privateOf(tx, found.jurisdiction, [said.id])).get(said.id)?.opinion
    return {
      unit: found.unit,
      versionId: found.versionId,
      form: found.form,
      parties,
      opinion: typeof opinion?.value === 'string' ? opinion.value : null,
      papers: papers.map((p) => ({ ...p, size: Number(p.size) })),
    }
  },
})

export const wasOpened = query(openedBy, {
  allow: systemOnly,
  async run({ tx, input }) {
    const find = isFar(input.jurisdiction) ? farChildOf : childOf
    const child = await find(tx, input.jurisdiction, input.parent, input.element)
    return child ? { number: child.number, unit: child.unit } : null
  },
})

export const hasEnded = query(endOf, {
  allow: systemOnly,
  async run({ tx, input }) {
    if (isFar(input.number)) {
      const { outcome } = (await findFar(tx, input.number)) ?? {}
      return outcome ? { outcome } : null
    }
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
