import { describe, expect, test } from 'vitest'
import { evaluateCondition } from './condition.ts'
import { openSteps, type Procedure, replay, reviewChart } from './index.ts'
import { begin, step } from './semantics.ts'

const wrap = (body: string, more = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:gnomon="https://gnomon.example/ns/bpmn/1" targetNamespace="t" id="defs"><message id="m1" name="reply"/><signal id="g1" name="alarm"/><error id="err1" name="refused" errorCode="E1"/><error id="err2" name="lost" errorCode="E2"/><process id="p" name="试">${body}</process>${more}</definitions>`

/** “a>b” for flows; nodes as written. Every node gets its incoming and outgoing from the flows. */
function chart(nodes: Record<string, string>, flows: string, more = ''): string {
  return wrap(scope(nodes, flows), more)
}
function scope(nodes: Record<string, string>, flows: string): string {
  const list = flows
    .split(' ')
    .filter(Boolean)
    .map((f, i) => {
      const [a, rest] = f.split('>') as [string, string]
      const [b, condition] = rest.split('?')
      return { id: `${a}_${b}_${i}`, a, b: b as string, condition }
    })
  const body = Object.entries(nodes).map(([id, written]) => {
    const [, type, attributes = '', content = ''] = /^(\w+)((?:\s[^|]*)?)(?:\|([\s\S]*))?$/.exec(
      written,
    ) as RegExpExecArray
    const ins = list.filter((f) => f.b === id).map((f) => `<incoming>${f.id}</incoming>`)
    const outs = list.filter((f) => f.a === id).map((f) => `<outgoing>${f.id}</outgoing>`)
    return `<${type} id="${id}" name="${id}"${attributes}>${ins.join('')}${outs.join('')}${content}</${type}>`
  })
  const lines = list.map(
    (f) =>
      `<sequenceFlow id="${f.id}" sourceRef="${f.a}" targetRef="${f.b}">${f.condition ? `<conditionExpression>${f.condition}</conditionExpression>` : ''}</sequenceFlow>`,
  )
  return body.join('') + lines.join('')
}

/** Walks the chart: after each step the ids of the open steps; “end” when the case is over. */
async function walk(xml: string, steps: string[], variables: Record<string, unknown> = {}): Promise<string[]> {
  const { procedure, problems } = await reviewChart(xml)
  expect(problems).toEqual([])
  const seen: string[] = []
  const show = (p: Procedure, marking: number[], ended: boolean) =>
    seen.push(
      ended
        ? 'end'
        : openSteps(p, marking)
            .map((s) => s.element)
            .sort()
            .join(' '),
    )
  let state = begin(procedure, variables, evaluateCondition)
  show(procedure, state.marking, state.ended)
  for (const s of steps) {
    state = step(procedure, state.marking, s, variables, evaluateCondition)
    show(procedure, state.marking, state.ended)
  }
  return seen
}

const several = (content: string, sequential = false): string =>
  `<multiInstanceLoopCharacteristics${sequential ? ' isSequential="true"' : ''}>${content}</multiInstanceLoopCharacteristics>`

describe('several instances', () => {
  const joint = (content: string, attributes = '', sequential = false): string =>
    chart({ s: 'startEvent', a: `userTask${attributes}|${several(content, sequential)}`, e: 'endEvent' }, 's>a a>e')

  test('beside one another: all must be done', async () => {
    const xml = joint('', ' gnomon:posts="fire, transport，planning"')
    expect(await walk(xml, ['a#2', 'a#1', 'a#3'])).toEqual(['a#1 a#2 a#3', 'a#1 a#3', 'a#3', 'end'])
    const { procedure } = await reviewChart(xml)
    expect(['a#1', 'a#2', 'a#3'].map((id) => procedure.steps[id]?.post)).toEqual(['fire', 'transport', 'planning'])
  })
  test('after one another', async () => {
    expect(await walk(joint('<loopCardinality>2</loopCardinality>', '', true), ['a#1', 'a#2'])).toEqual([
      'a#1',
      'a#2',
      'end',
    ])
  })
  test('enough of them', async () => {
    const xml = joint(
      '<loopCardinality>3</loopCardinality><completionCondition>nrOfCompletedInstances &gt;= 2</completionCondition>',
    )
    expect(await walk(xml, ['a#3', 'a#1'])).toEqual(['a#1 a#2 a#3', 'a#1 a#2', 'end'])
  })
  test('enough of them, one after another', async () => {
    const xml = joint(
      '<loopCardinality>3</loopCardinality><completionCondition>nrOfCompletedInstances = 2</completionCondition>',
      '',
      true,
    )
    expect(await walk(xml, ['a#1', 'a#2'])).toEqual(['a#1', 'a#2', 'end'])
  })
  test('of a subprocess, each with its own steps', async () => {
    const inside = scope({ is: 'startEvent', x: 'userTask', y: 'userTask', ie: 'endEvent' }, 'is>x x>y y>ie')
    const xml = chart(
      { s: 'startEvent', sub: `subProcess|${several('<loopCardinality>2</loopCardinality>')}${inside}`, e: 'endEvent' },
      's>sub sub>e',
    )
    expect(await walk(xml, ['sub#1/x', 'sub#2/x', 'sub#2/y', 'sub#1/y'])).toEqual([
      'sub#1/x sub#2/x',
      'sub#1/y sub#2/x',
      'sub#1/y sub#2/y',
      'sub#1/y',
      'end',
    ])
  })
  test('replay as so many events of one activity', async () => {
    const { net } = await reviewChart(joint('<loopCardinality>2</loopCardinality>'))
    const replayer = new replay.Replayer(net)
    expect(replayer.replay(['a', 'a']).fit).toBe(true)
    expect(replayer.replay(['a']).fit).toBe(false)
    expect(replayer.replay(['a', 'a', 'a']).fit).toBe(false)
  })
})

describe('interruption', () => {
  const inside = scope(
    { is: 'startEvent', g: 'parallelGateway', x: 'userTask', y: 'userTask', j: 'parallelGateway', ie: 'endEvent' },
    'is>g g>x g>y x>j y>j j>ie',
  )
  const timer = '<timerEventDefinition><timeDuration>P5D</timeDuration></timerEventDefinition>'
  test('of a subprocess takes away all that is open in it', async () => {
    const xml = chart(
      {
        s: 'startEvent',
        sub: `subProcess|${inside}`,
        t: `boundaryEvent attachedToRef="sub"|${timer}`,
        z: 'userTask',
        e: 'endEvent',
        f: 'endEvent',
      },
      's>sub sub>e t>z z>f',
    )
    expect(await walk(xml, ['x', 't', 'z'])).toEqual(['t x y', 't y', 'z', 'end'])
    expect(await walk(xml, ['x', 'y'])).toEqual(['t x y', 't y', 'end'])
    const { net } = await reviewChart(xml)
    const replayer = new replay.Replayer(net)
    expect(replayer.replay(['x', 't', 'z'])).toMatchObject({ fit: true, missing: 0, remaining: 0 })
    expect(replayer.replay(['x', 't', 'y', 'z']).fit).toBe(false)
  })
  test('by an error goes to the boundary that catches it, the nearest first', async () => {
    const thrower = (error: string) =>
      scope(
        {
          is: 'startEvent',
          x: 'userTask',
          c: 'exclusiveGateway',
          ie: 'endEvent',
          ee: `endEvent|<errorEventDefinition errorRef="${error}"/>`,
        },
        'is>x x>c c>ie?ok c>ee?not(ok)',
      )
    const xml = (error: string) =>
      chart(
        {
          s: 'startEvent',
          sub: `subProcess|${scope({ os: 'startEvent', w: 'userTask', q: `subProcess|${thrower(error)}`, oe: 'endEvent', pg: 'parallelGateway', pj: 'parallelGateway' }, 'os>pg pg>w pg>q w>pj q>pj pj>oe')}`,
          b: 'boundaryEvent attachedToRef="sub"|<errorEventDefinition errorRef="err1"/>',
          r: 'userTask',
          e: 'endEvent',
          f: 'endEvent',
        },
        's>sub sub>e b>r r>f',
      )
    expect(await walk(xml('err1'), ['x', 'r'], { ok: false })).toEqual(['w x', 'r', 'end'])
    expect(await walk(xml('err1'), ['x', 'w'], { ok: true })).toEqual(['w x', 'w', 'end'])
    const other = await reviewChart(xml('err2'))
    expect(other.problems.map((p) => p.code)).toEqual(['UNSUPPORTED'])
  })
  test('by a terminating end, and by an error that nobody catches, ends everything in its scope', async () => {
    for (const end of ['<terminateEventDefinition/>', '<errorEventDefinition errorRef="err1"/>']) {
      const xml = chart(
        {
          s: 'startEvent',
          g: 'parallelGateway',
          a: 'userTask',
          b: 'userTask',
          c: 'exclusiveGateway',
          k: `endEvent|${end}`,
          j: 'parallelGateway',
          e: 'endEvent',
        },
        's>g g>a g>b a>c c>k?stop c>j?not(stop) b>j j>e',
      )
      expect(await walk(xml, ['a'], { stop: true })).toEqual(['a b', 'end'])
      expect(await walk(xml, ['a', 'b'], { stop: false })).toEqual(['a b', 'b', 'end'])
    }
  })
  test('by a message on a task, or by an error of the task itself', async () => {
    const xml = chart(
      {
        s: 'startEvent',
        a: 'userTask',
        m: 'boundaryEvent attachedToRef="a"|<messageEventDefinition messageRef="m1"/>',
        x: 'boundaryEvent attachedToRef="a"|<errorEventDefinition errorRef="err1"/>',
        e: 'endEvent',
        f: 'endEvent',
        h: 'endEvent',
      },
      's>a a>e m>f x>h',
    )
    expect(await walk(xml, ['m'])).toEqual(['a m x', 'end'])
    expect(await walk(xml, ['x'])).toEqual(['a m x', 'end'])
    const { procedure } = await reviewChart(xml)
    expect(procedure.steps.m).toMatchObject({ message: 'reply', attachedTo: 'a' })
  })
})

describe('a boundary event that does not interrupt', () => {
  const timer = '<timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition>'
  const xml = (sideEnd: string) =>
    chart(
      {
        s: 'startEvent',
        a: 'userTask',
        t: `boundaryEvent attachedToRef="a" cancelActivity="false"|${timer}`,
        remind: 'userTask',
        b: 'userTask',
        e: 'endEvent',
        f: 'endEvent',
      },
      `s>a a>b b>e t>remind remind>${sideEnd} ${sideEnd === 'e' ? '' : ''}`.trim(),
    ).replace(sideEnd === 'e' ? '<endEvent id="f" name="f"></endEvent>' : '\u0000', '')
  test.each(['e', 'f'])('opens a side branch once; the case ends when both are over (side ends at %s)', async (end) => {
    expect(await walk(xml(end), ['t', 'a', 'b', 'remind'])).toEqual(['a t', 'a remind', 'b remind', 'remind', 'end'])
    expect(await walk(xml(end), ['t', 'remind', 'a', 'b'])).toEqual(['a t', 'a remind', 'a', 'b', 'end'])
    expect(await walk(xml(end), ['a', 'b'])).toEqual(['a t', 'b', 'end'])
  })
  test('on a subprocess', async () => {
    const inside = scope({ is: 'startEvent', x: 'userTask', ie: 'endEvent' }, 'is>x x>ie')
    const chartXml = chart(
      {
        s: 'startEvent',
        sub: `subProcess|${inside}`,
        t: `boundaryEvent attachedToRef="sub" cancelActivity="false"|${timer}`,
        n: 'userTask',
        e: 'endEvent',
        f: 'endEvent',
      },
      's>sub sub>e t>n n>f',
    )
    expect(await walk(chartXml, ['t', 'x', 'n'])).toEqual(['t x', 'n x', 'n', 'end'])
  })
  test('whose branch joins the main way would open a step twice, and is refused', async () => {
    const both = chart(
      {
        s: 'startEvent',
        a: 'userTask',
        t: `boundaryEvent attachedToRef="a" cancelActivity="false"|${timer}`,
        b: 'userTask',
        e: 'endEvent',
      },
      's>a a>b t>b b>e',
    )
    expect((await reviewChart(both)).problems.map((p) => p.code)).toEqual(['UNSAFE'])
  })
})

describe('calls', () => {
  const called = `<process id="check" name="check">${scope({ cs: 'startEvent', x: 'userTask', ce: 'endEvent' }, 'cs>x x>ce')}</process>`
  test('run a process of the same file, each in its own place', async () => {
    const xml = chart(
      {
        s: 'startEvent',
        g: 'parallelGateway',
        c1: 'callActivity calledElement="check"',
        c2: 'callActivity calledElement="check"',
        j: 'parallelGateway',
        e: 'endEvent',
      },
      's>g g>c1 g>c2 c1>j c2>j j>e',
      called,
    )
    expect(await walk(xml, ['c2/x', 'c1/x'])).toEqual(['c1/x c2/x', 'c1/x', 'end'])
  })
  test('in a circle are refused by name', async () => {
    const circle = `<process id="one" name="one">${scope({ cs: 'startEvent', k: 'callActivity calledElement="one"', ce: 'endEvent' }, 'cs>k k>ce')}</process>`
    const { problems } = await reviewChart(
      chart({ s: 'startEvent', c: 'callActivity calledElement="one"', e: 'endEvent' }, 's>c c>e', circle),
    )
    expect(problems).toMatchObject([{ code: 'UNSUPPORTED', element: 'k' }])
  })
  test('leave no room for a second process that nobody calls', async () => {
    const { problems } = await reviewChart(chart({ s: 'startEvent', a: 'userTask', e: 'endEvent' }, 's>a a>e', called))
    expect(problems).toMatchObject([{ code: 'UNSUPPORTED', element: 'check' }])
  })
})

describe('inclusive gateways that are not a pair', () => {
  test('a join waits while a token may still come, and no longer', async () => {
    const xml = chart(
      {
        s: 'startEvent',
        o: 'inclusiveGateway',
        a: 'userTask',
        b: 'userTask',
        x: 'exclusiveGateway',
        j: 'inclusiveGateway',
        e: 'endEvent',
        extra: 'userTask',
      },
      's>o o>a?a o>b?b a>x x>j?ok x>extra?not(ok) extra>j b>j j>e',
    )
    expect(await walk(xml, ['a', 'b'], { a: true, b: true, ok: true })).toEqual(['a b', 'b', 'end'])
    expect(await walk(xml, ['a', 'extra', 'b'], { a: true, b: true, ok: false })).toEqual([
      'a b',
      'b extra',
      'b',
      'end',
    ])
    expect(await walk(xml, ['a'], { a: true, b: false, ok: true })).toEqual(['a', 'end'])
  })
  test('branches of a parallel split may meet in one', async () => {
    const xml = chart(
      { s: 'startEvent', g: 'parallelGateway', a: 'userTask', b: 'userTask', j: 'inclusiveGateway', e: 'endEvent' },
      's>g g>a g>b a>j b>j j>e',
    )
    expect(await walk(xml, ['b', 'a'])).toEqual(['a b', 'a', 'end'])
  })
  test('branches of a choice may meet in one', async () => {
    const xml = chart(
      { s: 'startEvent', g: 'exclusiveGateway', a: 'userTask', b: 'userTask', j: 'inclusiveGateway', e: 'endEvent' },
      's>g g>a?v g>b?not(v) a>j b>j j>e',
    )
    expect(await walk(xml, ['a'], { v: true })).toEqual(['a', 'end'])
  })
})
