import { describe, expect, test } from 'vitest'
import { computed } from '../platform/harness.ts'
import { decodeXml } from './encoding.ts'
import { compileBpmn, drawChart, drawnOnly, flowProblems, replay, reviewChart } from './index.ts'

const NS = 'http://www.omg.org/spec/BPMN/20100524/MODEL'
/** Nodes as some tools write them: without incoming and outgoing lists. */
const file = (body: string, more = '', attributes = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="${NS}" xmlns:tns="urn:t" xmlns:v="urn:vendor" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="urn:t" ${attributes}>${more}<process id="P" name="流程">${body}</process></definitions>`
const flow = (from: string, to: string, inside = '', more = '') =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}" ${more}>${inside}</sequenceFlow>`
/** Start, one node with the id `t`, end. */
const around = (node: string, more = '', attributes = '') =>
  file(`<startEvent id="s"/>${node}<endEvent id="e"/>${flow('s', 't')}${flow('t', 'e')}`, more, attributes)
const condition = (body: string, more = '') =>
  `<conditionExpression xsi:type="tFormalExpression" ${more}>${body}</conditionExpression>`
/** A choice between a task and the end. */
const choice = (first: string, attributes = '', gateway = 'default="x-e"') =>
  file(
    `<startEvent id="s"/><exclusiveGateway id="x" ${gateway}/><task id="t" name="甲"/><endEvent id="e"/>${flow('s', 'x')}${flow('x', 't', first)}${flow('x', 'e')}${flow('t', 'e')}`,
    '',
    attributes,
  )
const catching = (definition: string) =>
  `<intermediateCatchEvent id="t" name="等">${definition}</intermediateCatchEvent>`
const TASK = '<task id="t" name="甲"/>'
const duration = (d: string) => `<timeDuration>${d}</timeDuration>`
const inside = `<startEvent id="a"/><task id="b"/><endEvent id="c"/>${flow('a', 'b')}${flow('b', 'c')}`
const prefixed = (xml: string, p: string) =>
  xml
    .replaceAll(/<(\/?)(?!\?)([a-z])/gi, `<$1${p}:$2`)
    .replace('xmlns=', `xmlns:${p}=`)
    .replaceAll(`${p}:xml `, 'xml ')

describe('charts as other tools write them run', () => {
  test.each([
    ['without lists of incoming and outgoing flows', around(TASK)],
    ['with another prefix', prefixed(around(TASK), 'semantic')],
    ['with a byte order mark', `\ufeff${around(TASK)}`],
    [
      'with qualified references',
      around(catching('<messageEventDefinition messageRef="tns:M"/>'), '<message id="M" name="回执"/>').replaceAll(
        /(sourceRef|targetRef)="/g,
        '$1="tns:',
      ),
    ],
    [
      'with event definitions at the root',
      around(
        catching('<eventDefinitionRef>D</eventDefinitionRef>'),
        `<timerEventDefinition id="D">${duration('P3D')}</timerEventDefinition>`,
      ),
    ],
    [
      'with a call of a global task',
      around('<callActivity id="t" calledElement="tns:G"/>', '<globalUserTask id="G"/>'),
    ],
    [
      'with XPath named at the root alone',
      choice(condition('a = 1'), 'expressionLanguage="http://www.w3.org/1999/XPath"'),
    ],
    ['with an equals sign before FEEL', choice(condition('= a = 1'))],
    [
      'with pools, lanes in lanes, data, notes and extensions',
      file(
        `<laneSet id="ls"><lane id="l1" name="窗口"><childLaneSet id="cl"><lane id="l2"><flowNodeRef>t</flowNodeRef></lane></childLaneSet></lane></laneSet><startEvent id="s"/><userTask id="t" v:assignee="x"><extensionElements><v:form><v:field id="q"/></v:form></extensionElements></userTask><endEvent id="e"/>${flow('s', 't')}${flow('t', 'e')}<dataObject id="do"/><dataObjectReference id="dr" dataObjectRef="do"/><textAnnotation id="n"><text>注</text></textAnnotation><association id="as" sourceRef="t" targetRef="n"/>`,
        '<collaboration id="C"><participant id="p1" name="市民"/><participant id="p2" processRef="P"/><messageFlow id="mf" sourceRef="p1" targetRef="s"/></collaboration>',
      ),
    ],
  ])('%s', async (_, xml) => {
    const { problems, sound } = await reviewChart(xml)
    expect(problems).toEqual([])
    expect(sound).toBe(true)
    expect(await drawChart(xml)).toMatch(/^<svg/)
  })
  test('and what does not run in them is counted', async () => {
    const { definitions } = await compileBpmn(
      around(
        `${TASK}<group id="g"/><dataStoreReference id="d"/>`,
        '<collaboration id="C"><participant id="p1"/><messageFlow id="m" sourceRef="p1" targetRef="t"/></collaboration>',
      ),
    )
    expect(drawnOnly(definitions!).map((d) => [d.what, d.count])).toEqual([
      ['participants', 1],
      ['messageFlows', 1],
      ['groups', 1],
      ['data', 1],
    ])
  })
  test.each([
    ['UTF-16', Buffer.from(`\ufeff${around(TASK)}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(around(TASK), 'utf16le')],
    ['Latin 1', Buffer.from(around('<task id="t" name="é"/>').replace('UTF-8', 'ISO-8859-1'), 'latin1')],
    [
      'GB18030',
      Buffer.concat(
        around('<task id="t" name="@"/>')
          .replace('UTF-8', 'GB18030')
          .replace('流程', 'p')
          .split('@')
          .flatMap((s, i) => (i === 0 ? [Buffer.from(s)] : [Buffer.from([0xbc, 0xd7]), Buffer.from(s)])),
      ),
    ],
  ])('in %s', async (name, bytes) => {
    const { procedure } = await compileBpmn(decodeXml(bytes).text!)
    expect(procedure.names.t).toBe(name === 'Latin 1' ? 'é' : '甲')
  })
  test('bytes that are not in the encoding that they declare are not guessed at', () =>
    expect(decodeXml(Buffer.from(around('<task id="t" name="é"/>'), 'latin1'))).toEqual({ encoding: 'UTF-8' }))
})

describe('what does not run is refused by name; a log is replayed where the flow is known', () => {
  // The element, the code, and whether only running is refused.
  const rows: [string, string, element: string, code: string, running: boolean][] = [
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: as other tools write conditions
    ['JUEL', choice(condition('${a &gt; 1}')), 'x-t', 'BAD_CONDITION', true],
    [
      'a timer by an expression',
      around(catching(`<timerEventDefinition>${duration('${d}')}</timerEventDefinition>`)),
      't',
      'UNSUPPORTED',
      true,
    ],
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: as other tools write conditions
    ['XPath', choice(condition('a &gt; 1', 'language="http://www.w3.org/1999/XPath"')), 'x-t', 'BAD_CONDITION', true],
    [
      'another language of the file',
      choice(condition('a &gt; 1'), 'expressionLanguage="http://www.mvel.org/2.0"'),
      'x-t',
      'BAD_CONDITION',
      true,
    ],
    ['a choice without conditions', choice('', '', ''), 'x-t', 'NO_CONDITION', true],
    ['a condition on the default flow', choice(condition('a = 1'), '', 'default="x-t"'), 'x-t', 'BAD_CONDITION', true],
    ['a script task', around('<scriptTask id="t"/>'), 't', 'UNSUPPORTED', true],
    ['a loop', around('<task id="t"><standardLoopCharacteristics/></task>'), 't', 'UNSUPPORTED', true],
    [
      'as many as a collection',
      around('<task id="t"><multiInstanceLoopCharacteristics v:collection="all"/></task>'),
      't',
      'UNSUPPORTED',
      true,
    ],
    [
      'as many subprocesses beside one another',
      around(`<subProcess id="t">${inside}<multiInstanceLoopCharacteristics/></subProcess>`),
      't',
      'UNSUPPORTED',
      false,
    ],
    ['a call of another file', around('<callActivity id="t" calledElement="tns:other"/>'), 't', 'UNSUPPORTED', true],
    ['a collapsed subprocess', around('<subProcess id="t"/>'), 't', 'UNSUPPORTED', true],
    ['an event that waits for nothing', around(catching('')), 't', 'UNSUPPORTED', true],
    ['a conditional event', around(catching('<conditionalEventDefinition/>')), 't', 'UNSUPPORTED', true],
    [
      'several events in one',
      around(catching(`<messageEventDefinition/><timerEventDefinition>${duration('P1D')}</timerEventDefinition>`)),
      't',
      'UNSUPPORTED',
      true,
    ],
    [
      'a cycle at the root',
      around(
        catching('<eventDefinitionRef>D</eventDefinitionRef>'),
        '<timerEventDefinition id="D"><timeCycle>0 0 9 * * ?</timeCycle></timerEventDefinition>',
      ),
      't',
      'UNSUPPORTED',
      true,
    ],
    [
      'a signal start',
      around(TASK).replace('<startEvent id="s"/>', '<startEvent id="s"><signalEventDefinition/></startEvent>'),
      's',
      'UNSUPPORTED',
      true,
    ],
    [
      'a condition out of a task',
      file(
        `<startEvent id="s"/><task id="t"/><task id="u"/><endEvent id="e"/>${flow('s', 't')}${flow('t', 'u', condition('a = 1'))}${flow('t', 'e', condition('a = 2'))}${flow('u', 'e')}`,
      ),
      't-u',
      'UNSUPPORTED',
      true,
    ],
    [
      'two starts',
      around(TASK).replace('<endEvent', `<startEvent id="s2"/>${flow('s2', 't')}<endEvent`),
      's2',
      'TWO_STARTS',
      true,
    ],
    ['a link', around(catching('<linkEventDefinition name="A"/>')), 't', 'UNSUPPORTED', false],
    ['a transaction', around(`<transaction id="t">${inside}</transaction>`), 't', 'UNSUPPORTED', false],
    ['an ad-hoc subprocess', around(`<adHocSubProcess id="t">${inside}</adHocSubProcess>`), 't', 'UNSUPPORTED', false],
    [
      'an event subprocess',
      around(`${TASK}<subProcess id="es" triggeredByEvent="true">${inside}</subProcess>`),
      'es',
      'UNSUPPORTED',
      false,
    ],
    [
      'a compensation',
      around(`${TASK}<boundaryEvent id="b" attachedToRef="t"><compensateEventDefinition/></boundaryEvent>`),
      'b',
      'UNSUPPORTED',
      false,
    ],
    [
      'a flow across a border',
      around(`<subProcess id="t">${inside}${flow('b', 'e')}</subProcess>`),
      'b-e',
      'UNSUPPORTED',
      false,
    ],
    ['several tokens', around('<task id="t" completionQuantity="2"/>'), 't', 'UNSUPPORTED', false],
    ['a task that begins the process', around('<receiveTask id="t" instantiate="true"/>'), 't', 'UNSUPPORTED', false],
    ['a flow to nothing', around(TASK).replace('targetRef="e"', 'targetRef="gone"'), 't-e', 'DANGLING', false],
    [
      'a choreography',
      `<definitions xmlns="${NS}" targetNamespace="t"><choreography id="C" name="编"/></definitions>`,
      'C',
      'UNSUPPORTED',
      false,
    ],
    [
      'a conversation',
      `<definitions xmlns="${NS}" targetNamespace="t"><collaboration id="C"><conversation id="v"/></collaboration></definitions>`,
      'C',
      'NO_PROCESS',
      false,
    ],
    [
      'two processes',
      around(TASK, `<process id="Q"><startEvent id="qs"/><endEvent id="qe"/>${flow('qs', 'qe')}</process>`),
      'P',
      'UNSUPPORTED',
      false,
    ],
  ]
  test.each(rows)('%s', async (_, xml, element, code, running) => {
    const { problems, net } = await compileBpmn(xml)
    const found = problems.find((p) => p.element === element && p.code === code)
    expect(found, JSON.stringify(problems)).toBeDefined()
    expect(found!.message.zh).toContain(element)
    expect(found!.message.en).toContain(element)
    expect(flowProblems(problems).length === 0).toBe(running)
    if (running) expect(() => new replay.Replayer(replay.chartNet(net)).replay(['甲'])).not.toThrow()
    expect((await reviewChart(xml)).sound).toBe(false)
  })
  const fits = async (xml: string, traces: string[][]) => {
    const { net } = await compileBpmn(xml)
    const replayer = new replay.Replayer(replay.chartNet(net))
    return traces.map((t) => replayer.replay(t).fit)
  }
  test('loops and collections are any number of runs', async () => {
    const loop = around('<task id="t" name="甲"><standardLoopCharacteristics testBefore="true"/></task>')
    expect(await fits(loop, [[], ['甲'], ['甲', '甲', '甲']])).toEqual([true, true, true])
    const many = around('<task id="t" name="甲"><multiInstanceLoopCharacteristics/></task>')
    expect(await fits(many, [[], ['甲'], ['甲', '甲']])).toEqual([false, true, true])
  })
  test('conditions out of a task are a choice of some', async () => {
    const xml = file(
      `<startEvent id="s"/><task id="t"/><task id="u"/><task id="w"/><endEvent id="e"/><endEvent id="e2"/>${flow('s', 't')}${flow('t', 'u', condition('a'))}${flow('t', 'w', condition('b'))}${flow('u', 'e')}${flow('w', 'e2')}`,
    )
    const traces = [['t', 'u'], ['t', 'w'], ['t', 'w', 'u'], ['t']]
    expect(await fits(xml, traces)).toEqual([true, true, true, false])
  })
  test('an event may be in the log or not', async () =>
    expect(await fits(around(catching('<messageEventDefinition/>')), [['等'], [], ['等', '等']])).toEqual([
      true,
      true,
      false,
    ]))
})

test('files that are made to hurt are refused in bounded time and memory', async () => {
  const call = (i: number, k: number) => `<callActivity id="c${i}-${k}" calledElement="Q${i + 1}"/>`
  const wide = Array.from(
    { length: 18 },
    (_, i) =>
      `<process id="Q${i}"><startEvent id="s${i}"/>${[1, 2, 3, 4, 5].map((k) => call(i, k)).join('')}</process>`,
  ).join('')
  const calls = Array.from({ length: 18 }, (_, i) => {
    return `<process id="Q${i}"><startEvent id="s${i}"/>${call(i, 1)}${call(i, 2)}<endEvent id="e${i}"/>${flow(`s${i}`, `c${i}-1`)}${flow(`c${i}-1`, `c${i}-2`)}${flow(`c${i}-2`, `e${i}`)}</process>`
  })
  const last = `<process id="Q18"><startEvent id="s18"/><endEvent id="e18"/>${flow('s18', 'e18')}</process>`
  const began = computed()
  const codes = async (xml: string) => [...new Set((await reviewChart(xml)).problems.map((p) => p.code))]
  expect(await codes(around('<callActivity id="t" calledElement="Q0"/>', calls.join('') + last))).toContain('TOO_LARGE')
  expect(await codes(file('<subProcess id="x">'.repeat(40_000)))).toEqual(['TOO_LARGE'])
  // A search through calls in calls for the error that a boundary waits for.
  const boundary = `<boundaryEvent id="b" attachedToRef="t"><errorEventDefinition/></boundaryEvent>${flow('b', 'e')}`
  const caught = around(`<callActivity id="t" calledElement="Q0"/>${boundary}`, wide + last)
  expect(await codes(caught)).toContain('TOO_LARGE')
  const circle = `<startEvent id="s"/><eventBasedGateway id="x"/><eventBasedGateway id="y"/><endEvent id="e"/>`
  expect(await codes(file(circle + flow('x', 'y') + flow('y', 'x') + flow('s', 'x') + flow('y', 'e')))).toContain(
    'UNSUPPORTED',
  )
  const long = Array.from({ length: 3000 }, (_, i) => `<task id="t${i}"/>${flow(i === 0 ? 's' : `t${i - 1}`, `t${i}`)}`)
  expect(await codes(file(`<startEvent id="s"/>${long.join('')}<endEvent id="e"/>${flow('t2999', 'e')}`))).toEqual([])
  // A branch of an inclusive choice is followed to where it meets the others, however far.
  const far = Array.from({ length: 8000 }, (_, i) => `<task id="t${i}"/>${flow(i === 0 ? 'x' : `t${i - 1}`, `t${i}`)}`)
  const choice = `<startEvent id="s"/><inclusiveGateway id="x"/><inclusiveGateway id="y"/><endEvent id="e"/>`
  const met = file(choice + flow('s', 'x') + far.join('') + flow('t7999', 'y') + flow('x', 'y') + flow('y', 'e'))
  expect((await compileBpmn(met)).net.transitions.filter((t) => t.inhibit)).toEqual([])
  expect(computed() - began).toBeLessThan(10_000)
})

test('twelve parallel branches of three steps are decided at once, and a fault in one of them is found', async () => {
  const wide = (fault = '') => {
    const branch = (i: number) =>
      `<task id="a${i}"/><task id="b${i}"/><task id="c${i}"/>${flow('x', `a${i}`)}${flow(`a${i}`, `b${i}`)}${flow(`b${i}`, `c${i}`)}${flow(`c${i}`, 'y')}`
    const all = Array.from({ length: 12 }, (_, i) => branch(i)).join('')
    return file(
      `<startEvent id="s"/><parallelGateway id="x"/>${all}<parallelGateway id="y"/><endEvent id="e"/>${flow('s', 'x')}${flow('y', 'e')}${fault}`,
    )
  }
  const began = computed()
  expect((await reviewChart(wide())).sound).toBe(true)
  // The fifth branch may also end by itself, and the join then waits for ever.
  const stuck = wide(
    `<exclusiveGateway id="g" default="g-c5"/><endEvent id="e2"/>${flow('g', 'c5')}${flow('g', 'e2', condition('a'))}`,
  ).replace(flow('b5', 'c5'), flow('b5', 'g'))
  const { problems } = await reviewChart(stuck)
  expect(problems[0]).toMatchObject({ code: 'IMPROPER_COMPLETION' })
  expect(problems[0]!.path!.slice(0, 2)).toEqual(['s', 'x'])
  expect(problems[0]!.path).toContain('e2')
  expect(computed() - began).toBeLessThan(5000)
})
