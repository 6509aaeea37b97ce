import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testWorld, type World } from '../platform/harness.ts'
import { newId, sql, type Tx } from '../platform/index.ts'
import procedure, { compileBpmn, endProcedure, fireStep, startProcedure, storeChart } from './index.ts'
import { dueOf, parseTimer } from './timer.rules.ts'

describe('when a timer is due', () => {
  // 2026: Friday 30 January; Spring Festival 15 to 23 February, with make-up days on the 14th and 28th; Labour Day 1 to 5 May.
  const rows: [timer: string, from: string, due: string][] = [
    ['P5D', '2026-03-02T01:00:00Z', '2026-03-09T15:59:59.999Z'],
    ['P1D', '2026-01-30T01:00:00Z', '2026-02-02T15:59:59.999Z'],
    ['P2D', '2026-02-13T01:00:00Z', '2026-02-24T15:59:59.999Z'],
    ['P1W', '2026-02-10T01:00:00Z', '2026-02-24T15:59:59.999Z'],
    ['P1M', '2026-01-31T01:00:00Z', '2026-02-28T15:59:59.999Z'],
    ['PT4H', '2026-03-02T01:00:00Z', '2026-03-02T05:00:00Z'],
    ['PT4H', '2026-03-06T14:00:00Z', '2026-03-08T18:00:00Z'],
    ['P1DT2H', '2026-03-06T01:00:00Z', '2026-03-09T03:00:00Z'],
    ['2026-05-01T09:00:00+08:00', '2026-03-02T01:00:00Z', '2026-05-01T01:00:00Z'],
  ]
  test.each(rows)('%s from %s is %s', (timer, from, due) =>
    expect(dueOf(parseTimer(timer)!, new Date(from)).toISOString()).toBe(new Date(due).toISOString()),
  )
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as other tools write an expression
  test.each(['', 'P', 'PT', '5D', 'R3/PT1H', '${d}', '=d', 'P9999Y', '2026-05-01', '2026-13-01T00:00:00Z'])(
    '%j is no timer',
    (written) => expect(parseTimer(written)).toBeUndefined(),
  )
})

describe('timers of a running case', () => {
  const J = '350200'
  let world: World
  beforeAll(async () => {
    world = await testWorld([procedure])
  })
  afterAll(() => world.close())
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => world.db.transaction().execute(work)
  // A task with a limit on its edge that takes the case elsewhere, a reminder that does not, and a way back to itself.
  const flow = (id: string, a: string, b: string, c = '') =>
    `<sequenceFlow id="${id}" sourceRef="${a}" targetRef="${b}">${c && `<conditionExpression>${c}</conditionExpression>`}</sequenceFlow>`
  const timer = (d: string) => `<timerEventDefinition><timeDuration>${d}</timeDuration></timerEventDefinition>`
  const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="p"><startEvent id="s"/><userTask id="a"/>
<boundaryEvent id="late" attachedToRef="a">${timer('P5D')}</boundaryEvent><boundaryEvent id="remind" attachedToRef="a" cancelActivity="false">${timer('P3D')}</boundaryEvent>
<exclusiveGateway id="x" default="f3"/><userTask id="b"/><userTask id="c"/><endEvent id="e"/><endEvent id="e2"/>
${flow('f1', 's', 'a')}${flow('f2', 'a', 'x')}${flow('f3', 'x', 'e')}${flow('f4', 'x', 'a', 'outcome = "again"')}${flow('f5', 'late', 'b')}${flow('f6', 'b', 'e')}${flow('f7', 'remind', 'c')}${flow('f8', 'c', 'e2')}</process></definitions>`
  const start = async (timerKind?: string) => {
    const caseId = newId()
    await within(async (tx) => {
      const made = await compileBpmn(xml)
      expect(made.problems).toEqual([])
      const digest = await storeChart(tx, xml, made)
      const more = timerKind ? { timerKind } : {}
      await startProcedure(tx, { jurisdiction: J, caseId, digest, variables: {}, clock: world.clock, ...more })
    })
    return caseId
  }
  const fire = (caseId: string, element: string, outcome: string | null = null) =>
    within((tx) => fireStep(tx, { jurisdiction: J, caseId, element, variables: { outcome }, clock: world.clock }))
  const timers = async (caseId: string) => {
    const { rows } = await sql<{ element: string; due: Date }>`select payload->>'element' as element, due_at as due
      from platform.timer where subject_id = ${caseId}::uuid and kind = 'room.timer' order by due_at`.execute(world.db)
    return rows.map((r) => `${r.element} ${r.due.toISOString().slice(0, 10)}`)
  }

  test('are set with the step that they sit on, in its transaction, and go with it', async () => {
    const caseId = await start('room.timer')
    expect(await timers(caseId)).toEqual(['remind 2026-03-05', 'late 2026-03-09'])
    const failed = within(async (tx) => {
      await fireStep(tx, { jurisdiction: J, caseId, element: 'a', variables: { outcome: null }, clock: world.clock })
      await sql`select 1 / 0`.execute(tx)
    })
    await expect(failed).rejects.toThrow()
    expect(await timers(caseId)).toEqual(['remind 2026-03-05', 'late 2026-03-09'])
    await fire(caseId, 'a')
    expect(await timers(caseId)).toEqual([])
  })
  test('begin anew where their step closes and opens again at once; a reminder leaves the others as they were', async () => {
    const caseId = await start('room.timer')
    await fire(caseId, 'remind')
    expect(await timers(caseId)).toEqual(['late 2026-03-09'])
    world.clock.set('2026-03-04T01:00:00Z')
    await fire(caseId, 'a', 'again')
    expect(await timers(caseId)).toEqual(['late 2026-03-11'])
    await fire(caseId, 'late')
    expect(await timers(caseId)).toEqual([])
    world.clock.set('2026-03-02T01:00:00Z')
  })
  test('go when the case is ended from outside, and need a room that answers them', async () => {
    const caseId = await start('room.timer')
    await within((tx) => endProcedure(tx, J, caseId))
    expect(await timers(caseId)).toEqual([])
    await expect(start()).rejects.toThrow(/timerKind/)
  })
})
