import { describe, expect, test } from 'vitest'
import { evaluateCondition } from './condition.ts'
import { decodeXml } from './encoding.ts'
import { compileBpmn, drawChart, openSteps, replay, reviewChart, sayChart, withOwnProcess } from './index.ts'
import { begin, step } from './semantics.ts'
import { parseCycle } from './timer.rules.ts'

const file = (body: string, more = '', declaration = '') =>
  `${declaration}<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:wp="http://www.omg.org/spec/DD/20100524/DI" id="d" targetNamespace="urn:t">${body}${more}</definitions>`
const process = (id: string, body: string, more = '') => `<process id="${id}"${more}>${body}</process>`
const flows = (said: string) =>
  said
    .split(' ')
    .map((f) => f.split('>') as [string, string])
    .map(([a, b]) => `<sequenceFlow id="${a}_${b}" sourceRef="${a}" targetRef="${b}"/>`)
    .join('')
const linear = (id: string, task: string, more = '') =>
  process(
    id,
    `<startEvent id="${id}S"/><task id="${task}" name="${task}"/><endEvent id="${id}E"/>${flows(`${id}S>${task} ${task}>${id}E`)}`,
    more,
  )

async function walk(xml: string, steps: string[], own?: string): Promise<string[]> {
  const { procedure, problems } = await reviewChart(xml, own)
  expect(problems.map((p) => p.message.en)).toEqual([])
  const open = (marking: number[]) =>
    openSteps(procedure, marking)
      .map((s) => s.element)
      .sort()
      .join(' ')
  let state = begin(procedure, {}, evaluateCondition)
  const seen = [open(state.marking)]
  for (const s of steps) {
    state = step(procedure, state.marking, s, {}, evaluateCondition)
    seen.push(state.ended ? 'end' : open(state.marking))
  }
  return seen
}
const drawnIn = (svg: string) => new Set([...svg.matchAll(/data-element="([^"]*)"/g)].map((m) => m[1]!))

describe('names from files', () => {
  const ids = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty']
  test('ids like JavaScript’s own are ids like any other', async () => {
    const names = Object.fromEntries(ids.map((id, i) => [id, `第${i}步`]))
    const tasks = ids.map((id) => `<task id="${id}"${id === 'valueOf' ? '' : ` name="${names[id]}"`}/>`).join('')
    const xml = file(
      process(
        'p',
        `<startEvent id="s"/>${tasks}<endEvent id="e"/>${flows(
          ['s', ...ids, 'e']
            .map((x, i, a) => (i > 0 ? `${a[i - 1]}>${x}` : ''))
            .filter(Boolean)
            .join(' '),
        )}`,
      ),
    )
    expect(await walk(xml, ids)).toEqual([...ids, 'end'])
    const svg = await drawChart(xml, { states: Object.fromEntries([['toString', 'done' as const]]) })
    for (const id of ids) expect(drawnIn(svg)).toContain(id)
    expect(svg).not.toContain('[native code]')
    expect((await sayChart(xml)).map((s) => s.name)).toEqual([
      '开始',
      '第0步',
      '第1步',
      '第2步',
      'valueOf',
      '第4步',
      '结束',
    ])
  })
  test('a gateway called constructor chooses among its branches, and both steps are there', async () => {
    const xml = file(
      process(
        'p',
        `<startEvent id="S"/><exclusiveGateway id="constructor" default="f2"/><task id="__proto__" name="甲"/><task id="b" name="乙"/><parallelGateway id="valueOf"/><endEvent id="E"/><sequenceFlow id="f1" sourceRef="S" targetRef="constructor"/><sequenceFlow id="f2" sourceRef="constructor" targetRef="__proto__"/><sequenceFlow id="f3" sourceRef="constructor" targetRef="b"><conditionExpression>n = 1</conditionExpression></sequenceFlow><sequenceFlow id="f4" sourceRef="__proto__" targetRef="valueOf"/><sequenceFlow id="f5" sourceRef="b" targetRef="valueOf"/><sequenceFlow id="f6" sourceRef="valueOf" targetRef="E"/>`,
      ),
    )
    const { procedure, problems } = await reviewChart(xml)
    expect(Object.keys(procedure.steps)).toEqual(['__proto__', 'b'])
    expect(problems.map((p) => p.trace?.join())).toContain('甲')
  })
  test('ids as XML has them: letters of any language; others are refused by name', async () => {
    for (const id of ['受理', 'é', 'a·b', 'Ω-1.2']) expect(await walk(file(linear('p', id)), [id])).toEqual([id, 'end'])
    for (const id of ['1a', 'a b', 'a#1', 'a/b']) {
      const { problems } = await compileBpmn(file(linear('p', id)))
      expect(problems[0]).toMatchObject({ code: 'BAD_ID', element: id })
    }
  })
})

describe('encodings that contradict their bytes are told', () => {
  const declared = (encoding: string) =>
    Buffer.from(
      file(linear('p', 't').replace('name="t"', 'name="受理申请"'), '', `<?xml version="1.0" encoding="${encoding}"?>`),
    )
  test.each(['GBK', 'GB2312', 'gb18030', 'Big5', 'ISO-8859-1', 'windows-1252'])('UTF-8 that says %s', (encoding) =>
    expect(decodeXml(declared(encoding))).toEqual({ encoding }),
  )
  test('what is true is read', () => {
    expect(decodeXml(declared('UTF-8')).text).toContain('受理申请')
    expect(decodeXml(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), declared('GBK')])).text).toContain('受理申请')
    const gbk = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="GBK"?><a n="'),
      Buffer.from([0xc1, 0xaa, 0xcd, 0xa8]),
      Buffer.from('"/>'),
    ])
    expect(decodeXml(gbk).text).toContain('联通')
    expect(decodeXml(Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a n="é"/>', 'latin1')).text).toContain(
      'é',
    )
  })
})

describe('several instances count by the standard’s names', () => {
  const asked = (condition: string) =>
    file(
      process(
        'p',
        `<startEvent id="S"/><userTask id="a"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality><completionCondition>${condition}</completionCondition></multiInstanceLoopCharacteristics></userTask><endEvent id="E"/>${flows('S>a a>E')}`,
      ),
    )
  test.each([
    'numberOfCompletedInstances &gt;= 2',
    'nrOfCompletedInstances &gt;= 2',
    'numberOfActiveInstances = 1',
    'numberOfCompletedInstances / numberOfInstances &gt; 0.5 and numberOfTerminatedInstances = 0',
  ])('%s', async (condition) =>
    expect(await walk(asked(condition), ['a#1', 'a#3'])).toEqual(['a#1 a#2 a#3', 'a#2 a#3', 'end']),
  )
  test('a name that no case has is refused when the chart is checked', async () => {
    for (const condition of ['numberOfCompleteInstances &gt;= 2', 'x', 'some y in [1] satisfies z = y']) {
      const { problems } = await reviewChart(asked(condition))
      expect(problems).toMatchObject([{ code: 'BAD_CONDITION', element: 'a' }])
    }
    expect((await reviewChart(asked('some y in [1] satisfies y = numberOfInstances'))).problems).toEqual([])
  })
})

describe('the picture is what runs', () => {
  const shape = (id: string, i: number) =>
    `<di:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${i * 150}" y="0" width="100" height="80"/></di:BPMNShape>`
  const edge = (id: string) =>
    `<di:BPMNEdge id="${id}_di" bpmnElement="${id}"><wp:waypoint x="100" y="40"/><wp:waypoint x="150" y="40"/></di:BPMNEdge>`
  const plane = (of: string, inner: string) =>
    `<di:BPMNDiagram id="D"><di:BPMNPlane id="P" bpmnElement="${of}">${inner}</di:BPMNPlane></di:BPMNDiagram>`
  const nodes = ['S', 'X', 'a', 'Y', 'E']
  const lines = ['S_X', 'X_a', 'a_Y', 'Y_E', 'X_Y']
  const body = `<startEvent id="S"/><exclusiveGateway id="X"/><task id="a" name="审查"/><exclusiveGateway id="Y"/><endEvent id="E"/>${flows('S>X X>a a>Y Y>E X>Y')}`

  test('whatever the diagram leaves out is laid out, on every choice of what it has', async () => {
    const all = [...nodes, ...lines]
    for (let left = 0; left < 1 << all.length; left += 7) {
      const has = all.filter((_, i) => left & (1 << i))
      const inner = has.map((id) => (id.includes('_') ? edge(id) : shape(id, nodes.indexOf(id)))).join('')
      const svg = await drawChart(file(process('p', body), plane('p', inner)))
      expect([has.join(), [...drawnIn(svg)].sort()]).toEqual([has.join(), [...all].sort()])
    }
  })
  test('a pool without its contents, called processes, further pools and their messages, subprocesses and what sits on edges', async () => {
    const inside = `<startEvent id="i1"/><task id="i2"/><boundaryEvent id="late" attachedToRef="i2"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="i3"/><endEvent id="i4"/>${flows('i1>i2 i2>i3 late>i4')}`
    const own = `<startEvent id="S"/><callActivity id="ca" calledElement="q"/><subProcess id="sub">${inside}</subProcess><endEvent id="E"/>${flows('S>ca ca>sub sub>E')}`
    const pools = `<collaboration id="c"><participant id="pool" processRef="p"/><participant id="other" processRef="o"/><messageFlow id="m" name="缴款通知" sourceRef="ca" targetRef="wait"/></collaboration>`
    const xml = (drawn: string) =>
      file(process('p', own, ' isExecutable="true"') + linear('q', 'k') + linear('o', 'wait') + pools, drawn)
    const wanted = [
      'S',
      'ca',
      'sub',
      'E',
      'i1',
      'i2',
      'i3',
      'i4',
      'late',
      'k',
      'wait',
      'S_ca',
      'ca_sub',
      'i1_i2',
      'late_i4',
      'k_qE',
      'oS_wait',
      'm',
    ]
    for (const drawn of ['', plane('c', shape('pool', 0)), plane('p', shape('S', 0) + shape('ca', 1))]) {
      const svg = await drawChart(xml(drawn))
      expect([...drawnIn(svg)]).toEqual(expect.arrayContaining(wanted))
      expect(svg).toContain('缴款通知')
    }
  })
})

describe('inclusive joins whose branches can be entered from elsewhere', () => {
  const gateway = (id: string, kind: string, other = '') => `<${kind}Gateway id="${id}" ${other}/>`
  const when = (a: string, b: string) =>
    `<sequenceFlow id="${a}_${b}" sourceRef="${a}" targetRef="${b}"><conditionExpression>n = "${b}"</conditionExpression></sequenceFlow>`
  const tasks = (...ids: string[]) => ids.map((id) => `<task id="${id}" name="${id}"/>`).join('')
  const charts: [string, string, string[][], string[][]][] = [
    [
      'a bypass into a branch',
      `<startEvent id="S"/>${gateway('X1', 'exclusive', 'default="X1_T"')}${gateway('O1', 'inclusive', 'default="O1_B"')}${tasks('A', 'B', 'T')}${gateway('X2', 'exclusive')}${gateway('O2', 'inclusive')}<endEvent id="E"/>${flows('S>X1 A>X2 X2>O2 O2>E O1>B B>O2 X1>T T>X2')}${when('X1', 'O1')}${when('O1', 'A')}`,
      [['T'], ['A', 'B'], ['B'], ['A']],
      [['T', 'B'], ['A', 'A'], []],
    ],
    [
      'a second entry',
      `<startEvent id="S"/>${gateway('X0', 'exclusive', 'default="X0_A"')}${gateway('O1', 'inclusive', 'default="O1_B"')}${tasks('A', 'B')}${gateway('O2', 'inclusive')}<endEvent id="E"/>${flows('S>X0 A>O2 O2>E O1>B B>O2 X0>A')}${when('X0', 'O1')}${when('O1', 'A')}`,
      [['A'], ['B'], ['A', 'B'], ['B', 'A']],
      [['A', 'A']],
    ],
    [
      'a loop into a branch',
      `<startEvent id="S"/>${gateway('O1', 'inclusive', 'default="O1_B"')}${tasks('A0', 'A', 'R', 'B', 'F')}${gateway('X1', 'exclusive')}${gateway('O2', 'inclusive')}${gateway('X2', 'exclusive', 'default="X2_F"')}<endEvent id="E"/>${flows('S>O1 A0>X1 X1>A A>O2 O2>R R>X2 O1>B B>O2 X2>F F>X1')}${when('O1', 'A0')}${when('X2', 'E')}`,
      [
        ['B', 'R'],
        ['A0', 'A', 'B', 'R', 'F', 'A', 'R'],
        ['B', 'R', 'F', 'A', 'R'],
      ],
      [
        ['B', 'R', 'F', 'B', 'R'],
        ['A0', 'A', 'R', 'B'],
      ],
    ],
  ]
  test.each(charts)('%s: sound, and the log fits as it should', async (_, body, fit, unfit) => {
    const { sound, net, problems } = await reviewChart(file(process('p', body)))
    expect([sound, problems]).toEqual([true, []])
    const replayer = new replay.Replayer(replay.chartNet(net))
    expect(fit.map((t) => [t.join(), replayer.replay(t).fit])).toEqual(fit.map((t) => [t.join(), true]))
    expect(unfit.map((t) => [t.join(), replayer.replay(t).fit])).toEqual(unfit.map((t) => [t.join(), false]))
  })
})

describe('charts of several pools', () => {
  const two = (a = '', b = '') => file(linear('office', 'review', a) + linear('citizen', 'apply', b))
  test('which process is the unit’s is asked for, or said by the chart, the drafter or the caller', async () => {
    const { problems } = await reviewChart(two())
    expect(problems).toMatchObject([{ code: 'UNSUPPORTED', element: 'citizen' }])
    expect(problems[0]!.message.en).toMatch(/--process ID.*office, citizen/)
    expect(await walk(two(), ['review'], 'office')).toEqual(['review', 'end'])
    expect(await walk(two('', ' isExecutable="true"'), ['apply'])).toEqual(['apply', 'end'])
    expect((await reviewChart(two(' isExecutable="true"', ' isExecutable="true"'))).sound).toBe(false)
    expect((await reviewChart(two(), 'nobody')).problems[0]!.message.en).toContain('office, citizen')
  })
  test('the drafter’s choice stands in the file, so that its digest fixes it', async () => {
    const marked = withOwnProcess(two(' isExecutable="true"'), 'citizen')
    expect(await walk(marked, ['apply'])).toEqual(['apply', 'end'])
    const again = withOwnProcess(marked, 'office')
    expect(await walk(again, ['review'])).toEqual(['review', 'end'])
    expect(again.match(/:own=/g)).toHaveLength(1)
    expect(withOwnProcess(two(), 'nobody')).toBe(two())
    const prefixed = two()
      .replaceAll(/<(\/?)(?=[a-z])/g, '<$1b:')
      .replace('xmlns=', 'xmlns:b=')
    expect(await walk(withOwnProcess(prefixed, 'office'), ['review'])).toEqual(['review', 'end'])
  })
  test('messages between pools have the names that the flows between them have', async () => {
    const office = process(
      'office',
      `<startEvent id="S"/><sendTask id="notice"/><intermediateCatchEvent id="paid"><messageEventDefinition/></intermediateCatchEvent><receiveTask id="papers"/><endEvent id="E"/>${flows('S>notice notice>paid paid>papers papers>E')}`,
    )
    const between = `<message id="M" name="材料"/><collaboration id="c"><participant id="other" name="银行"/><messageFlow id="m1" name="缴款通知" sourceRef="notice" targetRef="other"/><messageFlow id="m2" sourceRef="other" targetRef="paid"/><messageFlow id="m3" messageRef="M" sourceRef="other" targetRef="papers"/></collaboration>`
    const { procedure, problems } = await reviewChart(file(office + between))
    expect(problems).toEqual([])
    expect(procedure.throws.notice).toEqual({ kind: 'message', name: '缴款通知' })
    expect([procedure.steps.paid!.message, procedure.steps.papers!.message]).toEqual(['银行', '材料'])
  })
})

test('link events are flows that are not drawn: from several places to one, also back', async () => {
  const link = (name: string) => `<linkEventDefinition name="${name}"/>`
  const body = `<startEvent id="S"/><task id="a"/><intermediateThrowEvent id="t1">${link('继续')}</intermediateThrowEvent><intermediateCatchEvent id="c1">${link('继续')}</intermediateCatchEvent><exclusiveGateway id="x" default="x_b"/><task id="b"/><endEvent id="E"/><intermediateThrowEvent id="t2">${link('继续')}</intermediateThrowEvent>${flows('S>a a>t1 c1>x x>b b>E')}<sequenceFlow id="x_t2" sourceRef="x" targetRef="t2"><conditionExpression>1 = 2</conditionExpression></sequenceFlow>`
  expect(await walk(file(process('p', body)), ['a', 'b'])).toEqual(['a', 'b', 'end'])
  const { problems } = await reviewChart(file(process('p', body.replace(link('继续'), link('别处')))))
  expect(problems).toMatchObject([{ code: 'UNSUPPORTED', element: 't1' }])
})

describe('event subprocesses', () => {
  const timer = (body = '<timeDuration>P5D</timeDuration>') => `<timerEventDefinition>${body}</timerEventDefinition>`
  const sub = (start: string, more = '', tasks = 'x') =>
    `<subProcess id="ev" triggeredByEvent="true"><startEvent id="on" ${more}>${start}</startEvent><task id="${tasks}"/><endEvent id="done"/>${flows(`on>${tasks} ${tasks}>done`)}</subProcess>`
  const main = (inner: string) =>
    file(
      process(
        'p',
        `<startEvent id="S"/><parallelGateway id="g"/><task id="a"/><task id="b"/><parallelGateway id="j"/><task id="c"/><endEvent id="E"/>${flows('S>g g>a g>b a>j b>j j>c c>E')}${inner}`,
      ),
      '<error id="er" errorCode="1"/><message id="M" name="撤回"/>',
    )

  test('one that interrupts takes everything and ends its scope', async () => {
    expect(await walk(main(sub(timer())), ['a', 'on', 'x'])).toEqual(['a b on', 'b on', 'x', 'end'])
    expect(await walk(main(sub('<messageEventDefinition messageRef="M"/>')), ['a', 'b', 'c'])).toEqual([
      'a b on',
      'b on',
      'c on',
      'end',
    ])
    const { procedure } = await reviewChart(main(sub('<messageEventDefinition messageRef="M"/>')))
    expect(procedure.steps.on).toMatchObject({ kind: 'message', message: '撤回' })
  })
  test('one that does not runs beside, again when it is over, and the scope waits for it', async () => {
    const xml = main(sub(timer(), 'isInterrupting="false"'))
    expect(await walk(xml, ['on', 'x', 'on', 'a', 'b', 'c', 'x'])).toEqual([
      'a b on',
      'a b x',
      'a b on',
      'a b x',
      'b x',
      'c x',
      'x',
      'end',
    ])
  })
  test('errors that are thrown within the scope are caught, also from a subprocess, and not those of its own', async () => {
    const thrown = `<subProcess id="in"><startEvent id="is"/><task id="it"/><endEvent id="ie"><errorEventDefinition errorRef="er"/></endEvent>${flows('is>it it>ie')}</subProcess>`
    const caught = sub('<errorEventDefinition errorRef="er"/>')
    const xml = file(
      process(
        'p',
        `<startEvent id="S"/>${thrown}<endEvent id="E"/>${flows('S>in')}<task id="never"/>${caught}`,
      ).replace('<task id="never"/>', ''),
      '<error id="er" errorCode="1"/>',
    )
    const { problems } = await reviewChart(xml)
    // Nothing leads out of the subprocess but its error.
    expect(problems.map((p) => p.element)).toContain('in')
    const whole = xml
      .replace(flows('S>in'), flows('S>in in>E'))
      .replace(
        flows('is>it it>ie'),
        `${flows('is>it')}<exclusiveGateway id="w" default="w_ok"/><endEvent id="ok"/>${flows('it>w w>ok')}<sequenceFlow id="w_ie" sourceRef="w" targetRef="ie"><conditionExpression>1 = 1</conditionExpression></sequenceFlow>`,
      )
    expect(await walk(whole, ['it', 'x'])).toEqual(['it', 'x', 'end'])
    const own = whole.replace(
      '<endEvent id="done"/>',
      '<endEvent id="done"><errorEventDefinition errorRef="er"/></endEvent>',
    )
    expect(await walk(own, ['it', 'x'])).toEqual(['it', 'x', 'end'])
  })
  test('in a subprocess, and beside another', async () => {
    const inner = `<subProcess id="sp"><startEvent id="is"/><task id="t"/><endEvent id="ie"/>${flows('is>t t>ie')}${sub(timer())}</subProcess>`
    const xml = file(
      process('p', `<startEvent id="S"/>${inner}<task id="after"/><endEvent id="E"/>${flows('S>sp sp>after after>E')}`),
    )
    expect(await walk(xml, ['on', 'x', 'after'])).toEqual(['on t', 'x', 'after', 'end'])
    expect(await walk(xml, ['t', 'after'])).toEqual(['on t', 'after', 'end'])
    const two = main(
      sub(timer()) +
        sub(timer(), 'isInterrupting="false"', 'y')
          .replaceAll('"on', '"on2')
          .replaceAll('_done', '2_done')
          .replace('id="ev"', 'id="ev2"')
          .replaceAll('"done"', '"done2"'),
    )
    expect(await walk(two, ['on2', 'on', 'x'])).toEqual(['a b on on2', 'a b on y', 'x', 'end'])
  })
  test('without an event it is refused by name', async () => {
    const { problems } = await reviewChart(main(sub('')))
    expect(problems).toMatchObject([{ code: 'UNSUPPORTED', element: 'ev' }])
  })
  const edge = (cycle: string) =>
    file(
      process(
        'p',
        `<startEvent id="S"/><task id="a"/><boundaryEvent id="on" attachedToRef="a" cancelActivity="false">${timer(`<timeCycle>${cycle}</timeCycle>`)}</boundaryEvent><task id="x"/><endEvent id="E"/><endEvent id="F"/>${flows('S>a a>E on>x x>F')}`,
      ),
    )
  test('a cycle rings so many times, or as often as its step is open', async () => {
    expect(await walk(edge('R2/PT4H'), ['on', 'x', 'on', 'x', 'a'])).toEqual(['a on', 'a x', 'a on', 'a x', 'a', 'end'])
    expect(await walk(edge('R/P1D'), ['on', 'x', 'on', 'x', 'on', 'x', 'a'])).toEqual([
      'a on',
      'a x',
      'a on',
      'a x',
      'a on',
      'a x',
      'a on',
      'end',
    ])
    const again = main(sub(timer('<timeCycle>R2/P1D</timeCycle>'), 'isInterrupting="false"'))
    expect(await walk(again, ['on', 'x', 'on', 'x', 'a', 'b', 'c'])).toEqual([
      'a b on',
      'a b x',
      'a b on',
      'a b x',
      'a b',
      'b',
      'c',
      'end',
    ])
    expect(await walk(again, ['a', 'b', 'c'])).toEqual(['a b on', 'b on', 'c on', 'end'])
    expect((await reviewChart(edge('R2/PT4H'))).procedure.steps.on).toMatchObject({ timer: 'PT4H' })
  })
  test.each([
    ['R3/PT4H', { duration: 'PT4H', times: 3 }],
    ['R/P1D', { duration: 'P1D', times: undefined }],
    ['R0/P1D', undefined],
    ['R/PT0S', undefined],
    ['R99/P1D', undefined],
    ['R3/2026-01-01T00:00:00Z/P1D', undefined],
    ['0 0 9 * * ?', undefined],
  ])('the cycle %s', async (written, cycle) => {
    expect(parseCycle(written)).toEqual(cycle)
    if (!cycle)
      expect((await reviewChart(edge(written))).problems).toMatchObject([{ code: 'UNSUPPORTED', element: 'on' }])
  })
})
