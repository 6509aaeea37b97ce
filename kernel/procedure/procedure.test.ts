import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../platform/harness.ts'
import { evaluateCondition } from './condition.ts'
import { compileBpmn, drawChart, openSteps, type Refusal, reviewChart } from './index.ts'
import { begin, ProcedureError, step } from './semantics.ts'

type Node = [type: string, id: string, more?: string, inner?: string]
type Flow = [from: string, to: string, condition?: string]

/** A chart from a few words: nodes by type and id, flows by their ends. */
function chart(nodes: Node[], flows: Flow[]): string {
  const ids = flows.map(([a, b], i) => `f${i}-${a}-${b}`)
  const body = nodes.map(([type, id, more = '', inner = '']) => {
    const ins = flows.flatMap(([, b], i) => (b === id ? [`<incoming>${ids[i]}</incoming>`] : []))
    const outs = flows.flatMap(([a], i) => (a === id ? [`<outgoing>${ids[i]}</outgoing>`] : []))
    return `<${type} id="${id}" name="${id}" ${more}>${ins.join('')}${outs.join('')}${inner}</${type}>`
  })
  const lines = flows.map(
    ([a, b, c], i) =>
      `<sequenceFlow id="${ids[i]}" sourceRef="${a}" targetRef="${b}">${c ? `<conditionExpression>${c}</conditionExpression>` : ''}</sequenceFlow>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="defs"><process id="p" name="试">${body.join('')}${lines.join('')}</process></definitions>`
}
const line = (...middle: Node[]) => {
  const nodes: Node[] = [['startEvent', 's'], ...middle, ['endEvent', 'e']]
  return chart(
    nodes,
    nodes.slice(1).map((n, i): Flow => [nodes[i]![1], n[1]]),
  )
}
const task = (id: string): Node => ['userTask', id]
/** What stands within a subprocess: one task between a start and an end. */
const inner = (id: string, end = '') =>
  `<startEvent id="${id}-s"><outgoing>${id}-1</outgoing></startEvent><userTask id="${id}" name="${id}"><incoming>${id}-1</incoming><outgoing>${id}-2</outgoing></userTask><endEvent id="${id}-e"><incoming>${id}-2</incoming>${end}</endEvent><sequenceFlow id="${id}-1" sourceRef="${id}-s" targetRef="${id}"/><sequenceFlow id="${id}-2" sourceRef="${id}" targetRef="${id}-e"/>`
const codes = (problems: Refusal[]) => [...new Set(problems.map((p) => p.code))]

describe('charts that run', () => {
  const rows: [string, string][] = [
    [
      'a line of every task',
      line(
        task('a'),
        ['serviceTask', 'b'],
        ['manualTask', 'c'],
        ['sendTask', 'd'],
        ['receiveTask', 'f'],
        ['businessRuleTask', 'g'],
        ['task', 'h'],
      ),
    ],
    [
      'an exclusive choice that meets again',
      chart(
        [
          ['startEvent', 's'],
          ['exclusiveGateway', 'x'],
          task('a'),
          task('b'),
          ['exclusiveGateway', 'y'],
          ['endEvent', 'e'],
        ],
        [
          ['s', 'x'],
          ['x', 'a', 'v = 1'],
          ['x', 'b', 'v = 2'],
          ['a', 'y'],
          ['b', 'y'],
          ['y', 'e'],
        ],
      ),
    ],
    [
      'parallel work that joins',
      chart(
        [
          ['startEvent', 's'],
          ['parallelGateway', 'x'],
          task('a'),
          task('b'),
          ['parallelGateway', 'y'],
          ['endEvent', 'e'],
        ],
        [
          ['s', 'x'],
          ['x', 'a'],
          ['x', 'b'],
          ['a', 'y'],
          ['b', 'y'],
          ['y', 'e'],
        ],
      ),
    ],
    [
      'inclusive branches that join',
      chart(
        [
          ['startEvent', 's'],
          ['inclusiveGateway', 'x'],
          task('a'),
          task('b'),
          ['inclusiveGateway', 'y'],
          ['endEvent', 'e'],
        ],
        [
          ['s', 'x'],
          ['x', 'a', 'v &lt; 3'],
          ['x', 'b', 'v &gt; 1'],
          ['a', 'y'],
          ['b', 'y'],
          ['y', 'e'],
        ],
      ),
    ],
    [
      'a loop',
      chart(
        [['startEvent', 's'], task('a'), ['exclusiveGateway', 'x'], ['endEvent', 'e']],
        [
          ['s', 'a'],
          ['a', 'x'],
          ['x', 'a', 'again'],
          ['x', 'e', 'not(again)'],
        ],
      ),
    ],
    [
      'two ends after a choice',
      chart(
        [
          ['startEvent', 's'],
          ['exclusiveGateway', 'x'],
          ['endEvent', 'e'],
          ['endEvent', 'f'],
        ],
        [
          ['s', 'x'],
          ['x', 'e', 'v = 1'],
          ['x', 'f', 'v = 2'],
        ],
      ),
    ],
    [
      'an embedded subprocess',
      line([
        'subProcess',
        'sub',
        '',
        '<startEvent id="is"><outgoing>i1</outgoing></startEvent><userTask id="it"><incoming>i1</incoming><outgoing>i2</outgoing></userTask><endEvent id="ie"><incoming>i2</incoming></endEvent><sequenceFlow id="i1" sourceRef="is" targetRef="it"/><sequenceFlow id="i2" sourceRef="it" targetRef="ie"/>',
      ]),
    ],
    [
      'a timer on the edge of a task',
      chart(
        [
          ['startEvent', 's'],
          task('a'),
          [
            'boundaryEvent',
            't',
            'attachedToRef="a"',
            '<timerEventDefinition><timeDuration>P5D</timeDuration></timerEventDefinition>',
          ],
          ['endEvent', 'e'],
          ['endEvent', 'late'],
        ],
        [
          ['s', 'a'],
          ['a', 'e'],
          ['t', 'late'],
        ],
      ),
    ],
    [
      'waiting for one of two events',
      chart(
        [
          ['startEvent', 's'],
          ['eventBasedGateway', 'x'],
          ['intermediateCatchEvent', 'm', '', '<messageEventDefinition/>'],
          [
            'intermediateCatchEvent',
            't',
            '',
            '<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>',
          ],
          ['endEvent', 'e'],
          ['endEvent', 'f'],
        ],
        [
          ['s', 'x'],
          ['x', 'm'],
          ['x', 't'],
          ['m', 'e'],
          ['t', 'f'],
        ],
      ),
    ],
  ]
  test.each(rows)('%s', async (_, xml) => {
    const r = await reviewChart(xml)
    expect(r.problems).toEqual([])
    expect(r.sound).toBe(true)
  })

  test('every published chart of the city', async () => {
    const city = join(projectRoot, 'city', '350200')
    const charts = readdirSync(city, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.bpmn'))
    for (const chart of charts)
      expect((await reviewChart(readFileSync(join(city, chart), 'utf8'))).problems, chart).toEqual([])
  })
})

/** A choice joined as if it were parallel. */
const stuck = chart(
  [['startEvent', 's'], ['exclusiveGateway', 'x'], task('a'), task('b'), ['parallelGateway', 'y'], ['endEvent', 'e']],
  [
    ['s', 'x'],
    ['x', 'a', 'v = 1'],
    ['x', 'b', 'v = 2'],
    ['a', 'y'],
    ['b', 'y'],
    ['y', 'e'],
  ],
)

describe('charts that are refused, by code and element', () => {
  const gate = (first: string, second: string) =>
    chart(
      [['startEvent', 's'], [first, 'x'], task('a'), task('b'), [second, 'y'], ['endEvent', 'e']],
      [
        ['s', 'x'],
        ['x', 'a', first === 'parallelGateway' ? '' : 'v = 1'],
        ['x', 'b', first === 'parallelGateway' ? '' : 'v = 2'],
        ['a', 'y'],
        ['b', 'y'],
        ['y', 'e'],
      ],
    )
  const rows: [string, string, string, string?][] = [
    ['a choice joined as if parallel', gate('exclusiveGateway', 'parallelGateway'), 'CANNOT_COMPLETE'],
    ['parallel work not joined', gate('parallelGateway', 'exclusiveGateway'), 'UNSAFE'],
    ['no start', chart([task('a'), ['endEvent', 'e']], [['a', 'e']]), 'NO_START'],
    [
      'two starts',
      chart(
        [['startEvent', 's'], ['startEvent', 's2'], task('a'), ['endEvent', 'e']],
        [
          ['s', 'a'],
          ['s2', 'a'],
          ['a', 'e'],
        ],
      ),
      'TWO_STARTS',
      's2',
    ],
    ['no end', chart([['startEvent', 's'], task('a')], [['s', 'a']]), 'NO_END'],
    [
      'a task that leads nowhere',
      chart(
        [['startEvent', 's'], ['exclusiveGateway', 'x'], task('a'), ['endEvent', 'e']],
        [
          ['s', 'x'],
          ['x', 'a', 'v = 1'],
          ['x', 'e', 'v = 2'],
        ],
      ),
      'DANGLING',
      'a',
    ],
    [
      'a task that nothing leads to',
      chart(
        [['startEvent', 's'], task('a'), task('b'), ['endEvent', 'e']],
        [
          ['s', 'a'],
          ['a', 'e'],
          ['b', 'e'],
        ],
      ),
      'DANGLING',
      'b',
    ],
    [
      'an endless loop',
      chart(
        [['startEvent', 's'], task('a'), task('b'), ['exclusiveGateway', 'x'], ['endEvent', 'e']],
        [
          ['s', 'x'],
          ['x', 'a', 'v = 1'],
          ['x', 'e', 'v = 2'],
          ['a', 'b'],
          ['b', 'a'],
        ],
      ),
      'CANNOT_COMPLETE',
    ],
    [
      'a gateway without conditions',
      chart(
        [['startEvent', 's'], ['exclusiveGateway', 'x'], task('a'), task('b'), ['endEvent', 'e']],
        [
          ['s', 'x'],
          ['x', 'a'],
          ['x', 'b'],
          ['a', 'e'],
          ['b', 'e'],
        ],
      ),
      'NO_CONDITION',
    ],
    [
      'a condition that is no FEEL',
      chart(
        [['startEvent', 's'], ['exclusiveGateway', 'x'], task('a'), task('b'), ['endEvent', 'e']],
        [
          ['s', 'x'],
          ['x', 'a', 'v = ('],
          ['x', 'b', 'v = 2'],
          ['a', 'e'],
          ['b', 'e'],
        ],
      ),
      'BAD_CONDITION',
    ],
    ['a script task', line(['scriptTask', 'a']), 'UNSUPPORTED', 'a'],
    ['a call of what is not in the file', line(['callActivity', 'a', 'calledElement="gone"']), 'UNSUPPORTED', 'a'],
    ['a call in a circle', line(['callActivity', 'a', 'calledElement="p"']), 'UNSUPPORTED', 'a'],
    ['a looping task', line(['userTask', 'a', '', '<standardLoopCharacteristics/>']), 'UNSUPPORTED', 'a'],
    [
      'several instances without a number',
      line([
        'userTask',
        'a',
        '',
        '<multiInstanceLoopCharacteristics><loopCardinality>size</loopCardinality></multiInstanceLoopCharacteristics>',
      ]),
      'UNSUPPORTED',
      'a',
    ],
    [
      'an escalation end',
      line(task('a')).replace('</endEvent>', '<escalationEventDefinition/></endEvent>'),
      'UNSUPPORTED',
      'e',
    ],
    [
      'an error that nothing throws',
      chart(
        [
          ['startEvent', 's'],
          ['subProcess', 'sub', '', inner('it')],
          ['boundaryEvent', 'b', 'attachedToRef="sub"', '<errorEventDefinition/>'],
          ['endEvent', 'e'],
          ['endEvent', 'f'],
        ],
        [
          ['s', 'sub'],
          ['sub', 'e'],
          ['b', 'f'],
        ],
      ),
      'UNSUPPORTED',
      'b',
    ],
    ['a multi-instance task', line(['userTask', 'a', '', '<multiInstanceLoopCharacteristics/>']), 'UNSUPPORTED', 'a'],
    ['a complex gateway', line(['complexGateway', 'a']), 'UNSUPPORTED', 'a'],
    [
      'a compensation event',
      line(['intermediateThrowEvent', 'a', '', '<compensateEventDefinition/>']),
      'UNSUPPORTED',
      'a',
    ],
    [
      'an escalation event',
      line(['intermediateThrowEvent', 'a', '', '<escalationEventDefinition/>']),
      'UNSUPPORTED',
      'a',
    ],
    ['an id used twice', line(task('a'), task('b')).replace('id="b"', 'id="a"'), 'DUPLICATE_ID', 'a'],
    ['a flow to nothing', line(task('a')).replace('targetRef="e"', 'targetRef="none"'), 'DANGLING'],
    ['an entity declaration', `<!DOCTYPE x [<!ENTITY a "b">]>${line(task('a'))}`, 'ENTITY'],
    ['broken XML', line(task('a')).slice(0, -40), 'NOT_XML'],
    ['another XML', '<?xml version="1.0"?><pnml/>', 'NOT_BPMN'],
    ['nothing', '', 'NOT_XML'],
    ['six megabytes', `${line(task('a'))}${' '.repeat(6 * 1024 * 1024)}`, 'TOO_LARGE'],
  ]
  test.each(rows)('%s', async (_, xml, code, element) => {
    const r = await reviewChart(xml)
    expect(r.sound).toBe(false)
    expect(codes(r.problems)).toContain(code)
    const problem = r.problems.find((p) => p.code === code)!
    if (element) expect(problem.element).toBe(element)
    expect(problem.message.zh).toMatch(/[一-鿿]/)
    expect(problem.message.en).toMatch(/[a-z]/)
  })

  test('an unsound chart comes with a shortest trace', async () => {
    const r = await reviewChart(gate('exclusiveGateway', 'parallelGateway'))
    expect(r.problems[0]!.trace!.length).toBeLessThanOrEqual(4)
    expect(r.problems[0]!.trace).toContain('a')
  })

  test('a chart of a hundred elements is decided, and a monstrous one is given up on by name', async () => {
    const long = line(...Array.from({ length: 98 }, (_, i) => task(`t${i}`)))
    expect((await reviewChart(long)).sound).toBe(true)
    // Each branch waits for one of two messages, or for neither, as long as the others take.
    const names = Array.from({ length: 12 }, (_, i) => `w${i}`)
    const wide = chart(
      [
        ['startEvent', 's'],
        ['inclusiveGateway', 'x'],
        ['inclusiveGateway', 'y'],
        ['parallelGateway', 'f'],
        ['parallelGateway', 'j'],
        task('a'),
        task('b'),
        ...names.flatMap((n): Node[] => [
          task(n),
          ['boundaryEvent', `${n}-b`, `attachedToRef="${n}" cancelActivity="false"`, '<messageEventDefinition/>'],
          task(`${n}-c`),
          ['endEvent', `${n}-e`],
        ]),
        ['endEvent', 'e'],
      ],
      [
        ['s', 'f'],
        ['f', 'x'],
        ['x', 'a', 'v = 1'],
        ['x', 'b', 'v = 2'],
        ['a', 'y'],
        ['b', 'y'],
        ['y', 'j'],
        ...names.flatMap((n): Flow[] => [
          ['f', n],
          [n, 'j'],
          [`${n}-b`, `${n}-c`],
          [`${n}-c`, `${n}-e`],
        ]),
        ['j', 'e'],
      ],
    )
    expect(codes((await reviewChart(wide)).problems)).toEqual(['GAVE_UP'])
  })
})

describe('running', () => {
  const xml = chart(
    [['startEvent', 's'], task('a'), ['exclusiveGateway', 'x'], task('b'), ['endEvent', 'e']],
    [
      ['s', 'a'],
      ['a', 'x'],
      ['x', 'b', 'outcome = "more"'],
      ['x', 'e', 'outcome = "done"'],
      ['b', 'a'],
    ],
  )
  test('steps open and close, conditions choose, the end is the end', async () => {
    const { procedure } = await compileBpmn(xml)
    const first = begin(procedure, {}, evaluateCondition)
    expect(openSteps(procedure, first.marking).map((s) => s.element)).toEqual(['a'])
    const more = step(procedure, first.marking, 'a', { outcome: 'more' }, evaluateCondition)
    expect(openSteps(procedure, more.marking).map((s) => s.element)).toEqual(['b'])
    const again = step(procedure, more.marking, 'b', {}, evaluateCondition)
    expect(step(procedure, again.marking, 'a', { outcome: 'done' }, evaluateCondition).ended).toBe(true)
  })
  test('a step that is not open and a choice without an answer are named', async () => {
    const { procedure } = await compileBpmn(xml)
    const { marking } = begin(procedure, {}, evaluateCondition)
    expect(() => step(procedure, marking, 'b', {}, evaluateCondition)).toThrow(ProcedureError)
    expect(() => step(procedure, marking, 'a', { outcome: 'neither' }, evaluateCondition)).toThrow(/No condition holds/)
  })
})

describe('drawing', () => {
  test('titles, states and problems, without style attributes or scripts; laid out where it has no coordinates', async () => {
    const xml = line(task('a'), task('b'))
    const svg = await drawChart(xml, {
      states: { a: 'done', b: 'late' },
      problems: [{ code: 'DEAD_STEP', element: 'b', message: { zh: '到不了', en: 'dead' } }],
    })
    expect(svg).toContain('<title')
    expect(svg).toContain('is-done')
    expect(svg).toContain('is-late is-problem')
    expect(svg).toContain('到不了')
    expect(svg).not.toMatch(/ style=|<script|onload/)
  })
  test('labels cannot break out', async () => {
    const svg = await drawChart(
      line(['userTask', 'a']).replace('name="a"', 'name="&lt;script&gt;alert(1)&lt;/script&gt;"'),
    )
    expect(svg).not.toContain('<script')
  })

  test.each([
    ['fee > 100', {}],
    ['fee > 100', { fee: '200' }],
    ['not(fee > 100)', {}],
    ['null', {}],
    ['1', {}],
    ['fe = 1', { fee: 1 }],
  ])('%s with %j stops the step instead of choosing a branch', (condition, variables) => {
    expect(() => evaluateCondition(condition, variables)).toThrow(ProcedureError)
  })
  test('conditions count in decimals, and an outcome that is not there is no outcome', () => {
    expect(evaluateCondition('a + b = 0.3', { a: 0.1, b: 0.2 })).toBe(true)
    expect(evaluateCondition('= outcome = "more"', { outcome: null })).toBe(false)
  })

  test('the way to a problem is drawn on the chart, stop by stop', async () => {
    const { problems } = await reviewChart(stuck)
    expect(problems[0]).toMatchObject({ code: 'CANNOT_COMPLETE', path: ['s', 'x', 'a'] })
    const svg = await drawChart(stuck, { problems })
    expect(svg.match(/class="bpmn-order"/g)?.length).toBe(new Set(problems[0]!.path).size)
  })
})
