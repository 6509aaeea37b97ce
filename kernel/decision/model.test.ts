import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  DecisionError,
  DecisionFailed,
  decide,
  evaluate,
  explain,
  Model,
  readModel,
  readModelFile,
  readTests,
  runTests,
  testPaths,
  toJson,
} from './index.ts'

const NS = 'https://www.omg.org/spec/DMN/20191111/MODEL/'
const definitions = (body: string, name = 'm', ns = NS): string =>
  `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="${ns}" name="${name}" namespace="urn:test:${name}" id="${name}">${body}</definitions>`
const literal = (source: string, type = ''): string =>
  `<literalExpression${type ? ` typeRef="${type}"` : ''}><text><![CDATA[${source}]]></text></literalExpression>`
const needs = (...hrefs: string[]): string =>
  hrefs
    .map((h) => {
      const kind = h.slice(0, h.indexOf(':'))
      const href = h.slice(h.indexOf(':') + 1)
      const knowledge = kind === 'Knowledge'
      const tag = knowledge ? 'knowledgeRequirement' : 'informationRequirement'
      return `<${tag}><required${kind} href="${href}"/></${tag}>`
    })
    .join('')
const decision = (name: string, body: string, type = '', requires = ''): string =>
  `<decision id="d_${name.replaceAll(' ', '_')}" name="${name}"><variable name="${name}"${type ? ` typeRef="${type}"` : ''}/>${requires}${body}</decision>`
const input = (name: string, type = ''): string =>
  `<inputData id="i_${name}" name="${name}"><variable name="${name}"${type ? ` typeRef="${type}"` : ''}/></inputData>`

type Cells = string[]
function table(
  policy: string,
  inputs: string[],
  outputs: { name?: string; values?: string; fallback?: string }[],
  rules: [Cells, Cells][],
): string {
  const cell = (tag: string, source: string): string => `<${tag}><text><![CDATA[${source}]]></text></${tag}>`
  return `<decisionTable ${policy}>${inputs.map((i) => `<input><inputExpression><text><![CDATA[${i}]]></text></inputExpression></input>`).join('')}${outputs
    .map(
      (o) =>
        `<output${o.name ? ` name="${o.name}"` : ''}>${o.values ? cell('outputValues', o.values) : ''}${o.fallback ? cell('defaultOutputEntry', o.fallback) : ''}</output>`,
    )
    .join(
      '',
    )}${rules.map(([ins, outs]) => `<rule>${ins.map((c) => cell('inputEntry', c)).join('')}${outs.map((c) => cell('outputEntry', c)).join('')}</rule>`).join('')}</decisionTable>`
}
function run(xml: string, name: string, inputs: Record<string, unknown> = {}): { value: unknown; codes: string[] } {
  const outcome = evaluate(readModel(xml), name, inputs)
  return { value: toJson(outcome.value), codes: outcome.diagnostics.map((d) => d.code) }
}

describe('hit policies', () => {
  const rules: [Cells, Cells][] = [
    [['>= 18'], ['"b"', '2']],
    [['>= 12'], ['"a"', '1']],
    [['> 60'], ['"b"', '2']],
  ]
  const both = [{ name: 'x', values: '"a", "b"' }, { name: 'n' }]
  const one = (
    policy: string,
    age: number,
    outputs: { values?: string; fallback?: string }[] = [{ values: '"a", "b"' }],
  ): unknown => {
    const xml = definitions(
      input('age', 'number') +
        decision(
          't',
          table(
            policy,
            ['age'],
            outputs,
            rules.map(([i, o]) => [i, [o[0] as string]]),
          ),
          '',
          needs('Input:#i_age'),
        ),
    )
    const { value, codes } = run(xml, 't', { age })
    return codes.length ? codes[0] : value
  }
  it.each<[string, number, unknown]>([
    ['hitPolicy="UNIQUE"', 13, 'a'],
    ['hitPolicy="UNIQUE"', 20, 'HIT_POLICY'],
    ['hitPolicy="UNIQUE"', 5, 'NO_RULE'],
    ['hitPolicy="FIRST"', 20, 'b'],
    ['hitPolicy="ANY"', 13, 'a'],
    ['hitPolicy="ANY"', 20, 'HIT_POLICY'],
    ['hitPolicy="PRIORITY"', 70, 'a'],
    ['hitPolicy="RULE ORDER"', 70, ['b', 'a', 'b']],
    ['hitPolicy="OUTPUT ORDER"', 70, ['a', 'b', 'b']],
    ['hitPolicy="COLLECT"', 70, ['b', 'a', 'b']],
    ['hitPolicy="COLLECT"', 5, []],
    ['hitPolicy="COLLECT" aggregation="COUNT"', 70, 3],
    ['hitPolicy="COLLECT" aggregation="COUNT"', 5, 0],
    ['hitPolicy="COLLECT" aggregation="MAX"', 70, 'b'],
    ['hitPolicy="COLLECT" aggregation="SUM"', 70, 'TYPE'],
    ['hitPolicy="SOMETIMES"', 70, 'HIT_POLICY'],
    ['', 13, 'a'],
  ])('%s at %d', (policy, age, wanted) => expect(one(policy, age)).toEqual(wanted))

  it('use the default where no rule applies, and give contexts for several columns', () => {
    expect(one('hitPolicy="UNIQUE"', 5, [{ fallback: '"none"' }])).toBe('none')
    const xml = definitions(
      input('age') +
        decision(
          't',
          table(
            'hitPolicy="COLLECT" aggregation="SUM"',
            ['age'],
            [{ name: 'n' }, { name: 'k' }],
            [
              [['-'], ['1', '2']],
              [['> 3'], ['0.1', '0.2']],
            ],
          ),
          '',
          needs('Input:#i_age'),
        ),
    )
    expect(run(xml, 't', { age: 5 }).value).toEqual({ n: 1.1, k: 2.2 })
    const first = definitions(
      input('age') + decision('t', table('hitPolicy="FIRST"', ['age'], both, rules), '', needs('Input:#i_age')),
    )
    expect(run(first, 't', { age: 30 }).value).toEqual({ x: 'b', n: 2 })
  })

  it.each<[string, unknown]>([
    ['hitPolicy="RULE ORDER"', ['b', 'a', 'b']],
    ['hitPolicy="OUTPUT ORDER"', ['a', 'b', 'b']],
    ['hitPolicy="COLLECT"', ['b', 'a', 'b']],
  ])('%s: the type of the table is that of the whole list', (policy, wanted) => {
    const xml = definitions(
      `<itemDefinition name="grades" isCollection="true"><typeRef>string</typeRef><allowedValues><text>"a", "b"</text></allowedValues></itemDefinition>${input('age', 'number')}${decision(
        't',
        table(
          `${policy} typeRef="grades"`,
          ['age'],
          [{ values: '"a", "b"' }],
          rules.map(([i, o]) => [i, [o[0] as string]]),
        ),
        'grades',
        needs('Input:#i_age'),
      )}`,
    )
    expect(run(xml, 't', { age: 70 })).toEqual({ value: wanted, codes: [] })
  })

  it('test an input that contradicts its declared type as it is, and say so', () => {
    const xml = definitions(
      input('resident', 'boolean') +
        decision(
          't',
          table(
            '',
            ['resident'],
            [{}],
            [
              [['true'], ['"here"']],
              [['false'], ['"away"']],
            ],
          ).replace('<inputExpression>', '<inputExpression typeRef="string">'),
          'string',
          needs('Input:#i_resident'),
        ),
    )
    expect(run(xml, 't', { resident: false })).toEqual({ value: 'away', codes: ['TYPE'] })
    const allowed = xml
      .replace('typeRef="string"><text><![CDATA[resident', 'typeRef="yes"><text><![CDATA[resident')
      .replace(
        '<inputData',
        '<itemDefinition name="yes"><typeRef>boolean</typeRef><allowedValues><text>true</text></allowedValues></itemDefinition><inputData',
      )
    expect(run(allowed, 't', { resident: false })).toEqual({ value: null, codes: ['TYPE'] })
  })

  it('name the rule and the cell that does not parse', () => {
    const xml = definitions(
      input('age') + decision('t', table('', ['age'], [{}], [[['1 +'], ['2']]]), '', needs('Input:#i_age')),
    )
    const model = readModel(xml)
    expect(evaluate(model, 't', { age: 1 }).diagnostics[0]).toMatchObject({ code: 'SYNTAX', at: 't / 1 / age' })
    expect(model.problems).toMatchObject([{ code: 'BAD_EXPRESSION', element: 'd_t' }])
    expect(model.problems[0]?.message.zh).toContain('t / 1 / age')
  })
})

describe('models that declare no input data, as Camunda’s modeler writes them', () => {
  const xml = definitions(
    decision(
      'Zone fee',
      table(
        '',
        ['zone', 'areaTotal'],
        [{ name: 'fee' }],
        [
          [['"old", "new"', '<= 80'], ['10']],
          [['"old"', ''], ['20']],
        ],
      ).replace('<inputExpression>', '<inputExpression typeRef="integer">'),
    ).replace('typeRef="integer"', 'typeRef="string"'),
  ).replace(
    '</definitions>',
    `${decision('by id', literal('d_Zone_fee + surcharge'), 'long', needs('Decision:#d_Zone_fee'))}${decision('by output', literal('fee * 2'), '', needs('Decision:#d_Zone_fee'))}</definitions>`,
  )
  it.each<[string, Record<string, unknown>, unknown, string[]]>([
    ['Zone fee', { zone: 'new', areaTotal: 60 }, 10, []],
    ['Zone fee', { zone: 'old', areaTotal: 90 }, 20, []],
    ['Zone fee', { zone: 'old' }, 20, ['UNKNOWN_NAME']],
    ['by id', { zone: 'old', areaTotal: 90, surcharge: 5 }, 25, []],
    ['by output', { zone: 'old', areaTotal: 90 }, 40, []],
  ])('%s of %j is %s', (name, given, value, codes) => {
    const outcome = run(xml, name, given)
    expect(outcome.value).toEqual(value)
    expect(new Set(outcome.codes)).toEqual(new Set(codes))
  })
  it('a model that declares some is held to them', () => {
    expect(run(definitions(input('a') + decision('d', literal('b'))), 'd', { a: 1, b: 2 })).toEqual({
      value: null,
      codes: ['UNKNOWN_NAME'],
    })
  })
})

describe('what the model refuses by name', () => {
  it.each<[string, string, string]>([
    [
      'an input in another language',
      table('', ['age'], [{}], [[['-'], ['1']]]).replace(
        '<inputExpression>',
        '<inputExpression expressionLanguage="juel">',
      ),
      'BAD_EXPRESSION',
    ],
    [
      'a literal in another language',
      literal('1').replace('Expression>', 'Expression expressionLanguage="groovy">'),
      'BAD_EXPRESSION',
    ],
    ['a type that is nowhere', literal('1', 'tMoney'), 'BAD_TYPE'],
    ['an expression that does not parse', literal('1 +'), 'BAD_EXPRESSION'],
  ])('%s', (_, body, code) => {
    const { problems } = readModel(definitions(input('age') + decision('d', body, '', needs('Input:#i_age'))))
    expect(problems.map((p) => p.code)).toEqual([code])
    expect(problems[0]?.element).toBe('d_d')
  })
  it('the language that the whole file names', () => {
    const xml = definitions(decision('d', literal('1'))).replace(
      '<definitions ',
      '<definitions expressionLanguage="groovy" ',
    )
    expect(run(xml, 'd')).toEqual({ value: null, codes: ['EXTERNAL'] })
  })
})

describe('boxed expressions', () => {
  const entry = (name: string | null, body: string): string =>
    `<contextEntry>${name ? `<variable name="${name}"/>` : ''}${body}</contextEntry>`
  const box = (body: string): unknown => run(definitions(decision('d', body)), 'd').value
  it('a function in a context may be declared by the type of its result', () => {
    const half = (value: string): string =>
      `<context><contextEntry><variable name="half" typeRef="number"/><functionDefinition><formalParameter name="n"/>${literal(value)}</functionDefinition></contextEntry>${entry(null, literal('half(10)'))}</context>`
    expect(box(half('n / 2'))).toBe(5)
    expect(run(definitions(decision('d', half('"five"'))), 'd')).toEqual({ value: null, codes: ['TYPE'] })
  })
  it.each<[string, string, unknown]>([
    [
      'context',
      `<context>${entry('a b', literal('1'))}${entry('c', literal('a b + 1'))}</context>`,
      { 'a b': 1, c: 2 },
    ],
    ['context with a result', `<context>${entry('a', literal('1'))}${entry(null, literal('a + 10'))}</context>`, 11],
    ['list', `<list>${literal('1')}${literal('"x"')}</list>`, [1, 'x']],
    [
      'relation',
      `<relation><column name="k"/><column name="v"/><row>${literal('1')}${literal('2')}</row></relation>`,
      [{ k: 1, v: 2 }],
    ],
    [
      'conditional',
      `<conditional><if>${literal('1 < 2')}</if><then>${literal('"y"')}</then><else>${literal('"n"')}</else></conditional>`,
      'y',
    ],
    [
      'filter',
      `<filter><in>${literal('[{a: 1}, {a: 5}]')}</in><match>${literal('item.a > 2')}</match></filter>`,
      [{ a: 5 }],
    ],
    ['filter by place', `<filter><in>${literal('[4, 5]')}</in><match>${literal('2')}</match></filter>`, 5],
    [
      'for',
      `<for iteratorVariable="i"><in>${literal('1..3')}</in><return>${literal('i + count(partial)')}</return></for>`,
      [1, 3, 5],
    ],
    [
      'some',
      `<some iteratorVariable="i"><in>${literal('[1, 2]')}</in><satisfies>${literal('i > 1')}</satisfies></some>`,
      true,
    ],
    [
      'every',
      `<every iteratorVariable="i"><in>${literal('[1, 2]')}</in><satisfies>${literal('i > 1')}</satisfies></every>`,
      false,
    ],
    [
      'function',
      `<context>${entry('f', `<functionDefinition><formalParameter name="n" typeRef="number"/>${literal('if n < 2 then 1 else n * f(n - 1)')}</functionDefinition>`)}${entry(null, literal('f(5)'))}</context>`,
      120,
    ],
    ['nothing', '', null],
    ['another language', '<literalExpression expressionLanguage="javascript"><text>1</text></literalExpression>', null],
    [
      'a known function of Java',
      `<context>${entry('cos', literal('function(n) external {java: {class: "java.lang.Math", method signature: "cos(double)"}}'))}${entry(null, literal('cos(0)'))}</context>`,
      1,
    ],
    [
      'a float of Java, which has the fewest digits that tell it',
      `<context>${entry('least', literal('function(a, b) external {java: {class: "java.lang.Math", method signature: "min(float, float)"}}'))}${entry(null, literal('[least(71.3, 88.05), least(1e30, 16777217)]'))}</context>`,
      [71.3, 16777216],
    ],
    [
      'any other code',
      `<context>${entry('exit', literal('function(n) external {java: {class: "java.lang.System", method signature: "exit(int)"}}'))}${entry(null, literal('exit(0)'))}</context>`,
      null,
    ],
  ])('%s', (_name, body, wanted) => expect(box(body)).toEqual(wanted))

  const when = (condition: string): string =>
    `<conditional><if>${literal(condition)}</if><then>${literal('"y"')}</then><else>${literal('"n"')}</else></conditional>`
  const each = (tag: 'some' | 'every', list: string, condition: string): string =>
    `<${tag} iteratorVariable="i"><in>${literal(list)}</in><satisfies>${literal(condition)}</satisfies></${tag}>`
  it.each<[string, string, { value: unknown; codes: string[] }]>([
    ['a text as a condition', when('"1 < 2"'), { value: null, codes: ['TYPE'] }],
    ['an unknown condition', when('null'), { value: 'n', codes: [] }],
    ['some: a number first', each('some', '[0, 7]', 'if i = 7 then true else i'), { value: null, codes: ['TYPE'] }],
    ['some: true first', each('some', '[7, 0]', 'if i = 7 then true else i'), { value: true, codes: [] }],
    ['some: unknown, then true', each('some', '[null, true]', 'i'), { value: true, codes: [] }],
    ['every: a number', each('every', '[7]', 'i'), { value: null, codes: ['TYPE'] }],
    ['every: unknown', each('every', '[true, null]', 'i'), { value: null, codes: [] }],
  ])('%s: conditions are truth values', (_name, body, wanted) =>
    expect(run(definitions(decision('d', body)), 'd')).toEqual(wanted),
  )
})

describe('requirements', () => {
  const bkm = `<businessKnowledgeModel id="b" name="add tax"><variable name="add tax"/><encapsulatedLogic><formalParameter name="net" typeRef="number"/>${literal('net * 1.13')}</encapsulatedLogic></businessKnowledgeModel>`
  it('reach through decisions, knowledge and invocations', () => {
    const xml = definitions(
      input('net', 'number') +
        bkm +
        decision('gross', literal('add tax(net)'), 'number', needs('Input:#i_net', 'Knowledge:#b')) +
        decision(
          'invoked',
          `<invocation>${literal('add tax')}<binding><parameter name="net"/>${literal('gross')}</binding></invocation>`,
          'number',
          needs('Decision:#d_gross', 'Knowledge:#b'),
        ) +
        decision('blind', literal('net')),
    )
    expect(run(xml, 'gross', { net: 100 }).value).toBe(113)
    expect(run(xml, 'invoked', { net: 100 }).value).toBe(127.69)
    expect(run(xml, 'blind', { net: 100 })).toEqual({ value: null, codes: ['UNKNOWN_NAME'] })
    expect(run(xml, 'gross', { net: 'a hundred' })).toMatchObject({ value: null })
    expect(run(xml, 'gross', {}).codes).toContain('UNKNOWN_NAME')
    expect(run(xml, 'add tax', { net: 10 }).value).toBe(11.3)
  })

  it('of a service are its parameters', () => {
    const service =
      '<decisionService id="s" name="svc"><outputDecision href="#d_out"/><encapsulatedDecision href="#d_out"/><inputDecision href="#d_base"/><inputData href="#i_x"/></decisionService>'
    const xml = definitions(
      input('x', 'number') +
        service +
        decision('base', literal('1'), 'number') +
        decision('out', literal('x * 10 + base'), '', needs('Input:#i_x', 'Decision:#d_base')) +
        decision('caller', literal('svc(2, 5)'), '', needs('Knowledge:#s')) +
        decision('named', literal('svc(base: 5, x: 2)'), '', needs('Knowledge:#s')) +
        decision('wrong', literal('svc(2)'), '', needs('Knowledge:#s')),
    )
    expect(run(xml, 'caller').value).toBe(25)
    expect(run(xml, 'named').value).toBe(25)
    expect(run(xml, 'wrong').codes).toContain('BAD_ARGUMENT')
    expect(run(xml, 'svc', { x: 3, base: 4 }).value).toBe(34)
  })

  it('of a service from another model carry its import’s name', () => {
    const base = definitions(
      decision('rate', literal('2'), 'number') +
        decision('due', literal('rate * 10'), 'number', needs('Decision:#d_rate')),
      'base',
    )
    const main = (name: string): Model =>
      readModel(
        definitions(
          `<import name="${name}" namespace="urn:test:base" importType="${NS}"/>` +
            '<decisionService id="s" name="svc"><outputDecision href="urn:test:base#d_due"/><outputDecision href="#d_own"/><inputDecision href="urn:test:base#d_rate"/></decisionService>' +
            decision('own', literal('1')) +
            decision('named', literal(`svc(${name ? `${name}.` : ''}rate: 3)`), '', needs('Knowledge:#s')) +
            decision('placed', literal('svc(3)'), '', needs('Knowledge:#s')),
        ),
        () => base,
      )
    for (const [name, wanted] of [
      ['b', { 'b.due': 30, own: 1 }],
      ['', { due: 30, own: 1 }],
    ] as const) {
      const model = main(name)
      for (const d of ['named', 'placed']) expect(toJson(evaluate(model, d, {}).value)).toEqual(wanted)
      expect(toJson(evaluate(model, 'svc', { [name ? `${name}.rate` : 'rate']: 3 }).value)).toEqual(wanted)
    }
    expect(evaluate(main('b'), 'named', {}).diagnostics).toEqual([])
  })

  it('that are not of their type leave knowledge and services unasked', () => {
    const asks = `<businessKnowledgeModel id="b" name="absent"><variable name="absent"/><encapsulatedLogic><formalParameter name="n" typeRef="number"/>${literal('n = null')}</encapsulatedLogic></businessKnowledgeModel>`
    const service =
      '<decisionService id="s" name="svc"><outputDecision href="#d_out"/><inputData href="#i_x"/></decisionService>'
    const xml = definitions(
      input('x', 'number') +
        asks +
        service +
        decision('out', literal('x = null'), '', needs('Input:#i_x')) +
        ['absent(null)', 'absent("1")', 'absent(n: [1, 2])', 'svc(null)', 'svc("1")']
          .map((call, i) => decision(`call ${i}`, literal(call), '', needs('Knowledge:#b', 'Knowledge:#s')))
          .join(''),
    )
    expect([0, 1, 2, 3, 4].map((i) => run(xml, `call ${i}`).value)).toEqual([true, null, null, true, null])
    expect(run(xml, 'call 4').codes).toEqual(['TYPE'])
    expect(run(xml, 'svc', { x: 'one' })).toEqual({ value: null, codes: ['TYPE'] })
  })

  it('of knowledge are given by name where it is evaluated alone', () => {
    expect(run(definitions(bkm), 'add tax', { net: 100 })).toEqual({ value: 113, codes: [] })
  })

  it('may come from imported models, under a name or among our own', () => {
    const base = definitions(
      `<itemDefinition name="t"><typeRef>number</typeRef></itemDefinition>${input('who', 'string')}${decision('hello', literal('"Hello, " + who'), '', needs('Input:#i_who'))}`,
      'base',
    )
    const main = (name: string): string =>
      definitions(
        `<import name="${name}" namespace="urn:test:base" importType="${NS}"/>${decision('d', literal(`${name ? `${name}.` : ''}hello + "!"`), '', needs('Decision:urn:test:base#d_hello'))}`,
      )
    const find = ({ namespace }: { namespace: string }): string | undefined =>
      namespace === 'urn:test:base' ? base : undefined
    for (const name of ['other model', '']) {
      const xml = main(name)
      expect(toJson(evaluate(readModel(xml, find), 'd', { who: 'A' }).value)).toBe('Hello, A!')
    }
    expect(readModel(main('x')).problems.map((p) => p.code)).toContain('IMPORT')
  })

  it('stand among our own where an import has no name, also through another, our own first and the first imported next', () => {
    const nameless = (...models: string[]): string =>
      models.map((m) => `<import name="" namespace="urn:test:${m}" importType="${NS}"/>`).join('')
    const files: Record<string, string> = {
      middle: definitions(nameless('first', 'second'), 'middle'),
      first: definitions(
        `<itemDefinition name="word"><typeRef>string</typeRef></itemDefinition>${nameless('middle')}${input('said', 'word')}${decision('both', literal('"first"'))}${decision('own', literal('"theirs"'))}`,
        'first',
      ),
      second: definitions(
        input('said', 'string') +
          decision('both', literal('"second"')) +
          decision('last', literal('said'), '', needs('Input:#i_said')),
        'second',
      ),
    }
    const model = readModel(
      definitions(
        nameless('middle') +
          decision('d', literal('both + said'), 'word', needs('Decision:#d_both', 'Input:#i_said')) +
          decision('own', literal('"ours"')),
      ),
      ({ namespace }) => files[namespace.replace('urn:test:', '')],
    )
    expect(model.problems).toEqual([])
    const got = ['d', 'own', 'both', 'last', 'urn:test:second#both', 'urn:test:first#own'].map((name) =>
      toJson(evaluate(model, name, { said: '!' }).value),
    )
    expect(got).toEqual(['first!', 'ours', 'first', '!', 'second', 'theirs'])
  })

  it('find imported files as seen from the file that imports them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'decision-'))
    const next = (ns: string, location: string): string =>
      `<import name="i" namespace="urn:test:${ns}" importType="${NS}" locationURI="${location}"/>${decision('d', literal('"." + i.d'), '', needs(`Decision:urn:test:${ns}#d_d`))}`
    try {
      for (const f of ['a', 'b/a part']) mkdirSync(join(folder, f), { recursive: true })
      writeFileSync(join(folder, 'm.dmn'), definitions(next('one', 'b/one.dmn')))
      writeFileSync(join(folder, 'b', 'one.dmn'), definitions(next('two', 'a%20part/two.dmn'), 'one'))
      writeFileSync(join(folder, 'b', 'a part', 'two.dmn'), definitions(next('three', '../three.dmn'), 'two'))
      writeFileSync(join(folder, 'b', 'three.dmn'), definitions(decision('d', literal('"right"')), 'three'))
      for (const f of ['a/two.dmn', 'a/three.dmn'])
        writeFileSync(join(folder, f), definitions(decision('d', literal('"wrong"')), f.slice(2, -4)))
      expect(evaluate(readModelFile(join(folder, 'm.dmn')), 'd', {}).value).toBe('...right')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('in a circle are named, and end', () => {
    const xml = definitions(
      decision('a', literal('b'), '', needs('Decision:#d_b')) + decision('b', literal('a'), '', needs('Decision:#d_a')),
    )
    const model = readModel(xml)
    expect(model.problems.map((p) => p.code)).toEqual(['CYCLE'])
    expect(model.problems[0]?.message.zh).toContain('a → b → a')
    expect(evaluate(model, 'a', {}).diagnostics[0]?.code).toBe('CYCLE')
  })

  it('without end are stopped by name', () => {
    const xml = definitions(
      `<businessKnowledgeModel id="b" name="f"><encapsulatedLogic><formalParameter name="n"/>${literal('f(n + 1)')}</encapsulatedLogic></businessKnowledgeModel>${decision('d', literal('f(1)'), '', needs('Knowledge:#b'))}`,
    )
    expect(run(xml, 'd')).toEqual({ value: null, codes: ['TOO_DEEP'] })
  })
})

describe('types', () => {
  const types = `<itemDefinition name="numbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>
    <itemDefinition name="person"><itemComponent name="name"><typeRef>string</typeRef></itemComponent><itemComponent name="age"><typeRef>number</typeRef></itemComponent></itemDefinition>
    <itemDefinition name="level"><typeRef>string</typeRef><allowedValues><text>"low", "high"</text></allowedValues></itemDefinition>`
  const typed = (source: string, type: string): unknown => {
    const { value, codes } = run(definitions(types + decision('d', literal(source), type)), 'd')
    return codes[0] ?? value
  }
  it.each<[string, string, unknown]>([
    ['1', 'numbers', [1]],
    ['[1]', 'number', 1],
    ['[1, 2]', 'number', 'TYPE'],
    ['[[1]]', 'number', 'TYPE'],
    ['[{name: "A", age: 3}]', 'person', { name: 'A', age: 3 }],
    ['"x"', 'numbers', 'TYPE'],
    ['{name: "A", age: 3, more: true}', 'person', { name: 'A', age: 3, more: true }],
    ['{name: "A"}', 'person', 'TYPE'],
    ['"low"', 'level', 'low'],
    ['"middle"', 'level', 'TYPE'],
    ['date(2000, 1, 2)', 'date and time', '2000-01-02T00:00:00Z'],
    ['null', 'number', null],
  ])('%s as %s', (source, type, wanted) => expect(typed(source, type)).toEqual(wanted))

  const functions = ['number', 'person', 'level']
    .map(
      (result) =>
        `<itemDefinition name="to_${result}"><functionItem outputTypeRef="${result}"><parameters name="n" typeRef="number"/></functionItem></itemDefinition>`,
    )
    .join('')
  const entry = (name: string, type: string, body: string): string =>
    `<contextEntry><variable name="${name}" typeRef="${type}"/>${body}</contextEntry>`
  const lambda = (source: string, type: string, call: string): unknown => {
    const body = `<context>${entry('f', type, literal(source))}<contextEntry>${literal(call)}</contextEntry></context>`
    const { value, codes } = run(definitions(types + functions + decision('d', body)), 'd')
    return codes[0] ?? value
  }
  it.each<[string, string, string, unknown]>([
    ['function(n: number) n * 3', 'to_number', 'f(4)', 12],
    ['function(n) n * 3', 'to_number', 'f(n: 4)', 12],
    ['function(n: number) concatenate([n], [])', 'to_number', 'f(4)', 4],
    ['function(n: number) string(n)', 'to_number', 'f(4)', 'TYPE'],
    ['function(n: number) "four"', 'to_number', 'f', 'TYPE'],
    ['function(n: string) n', 'to_number', 'f', 'TYPE'],
    ['function(n: number, m: number) n', 'to_number', 'f', 'TYPE'],
    ['abs', 'to_number', 'f(-4)', 4],
    ['abs', 'to_number', 'f(n: -4)', 4],
    ['string', 'to_number', 'f(4)', 'TYPE'],
    ['function(n: number) {name: "A", age: n + 1}', 'to_person', 'f(4)', { name: 'A', age: 5 }],
    ['function(n: number) {name: "A"}', 'to_person', 'f', 'TYPE'],
    ['function(n: number) if n > 4 then "high" else "middle"', 'to_level', 'f(5)', 'high'],
    ['function(n: number) if n > 4 then "high" else "middle"', 'to_level', 'f(4)', 'TYPE'],
  ])('%s as %s: %s', (source, type, call, wanted) => expect(lambda(source, type, call)).toEqual(wanted))

  it('let a boxed function give what its own type says, and be handed on as such', () => {
    const boxed = `<functionDefinition typeRef="to_person"><formalParameter name="n" typeRef="number"/>${literal('{name: "B", age: n}')}</functionDefinition>`
    const xml = definitions(
      types +
        functions +
        `<businessKnowledgeModel id="b" name="older"><encapsulatedLogic><formalParameter name="f" typeRef="to_person"/>${literal('f(6).age + 1')}</encapsulatedLogic></businessKnowledgeModel>` +
        decision(
          'd',
          `<context>${entry('made', 'to_person', boxed)}<contextEntry>${literal('older(made)')}</contextEntry></context>`,
          '',
          needs('Knowledge:#b'),
        ),
    )
    expect(run(xml, 'd')).toEqual({ value: 7, codes: [] })
  })
})

describe('a decision of legal effect', () => {
  it('fails on any diagnostic instead of going on with null', () => {
    const model = readModel(
      definitions(input('fee') + decision('d', literal('if fee > 100 then "a" else "b"'), '', needs('Input:#i_fee'))),
    )
    expect(model).toBeInstanceOf(Model)
    expect(toJson(decide(model, 'd', { fee: 101 }).value)).toBe('a')
    expect(() => decide(model, 'd', {})).toThrowError(DecisionFailed)
    expect(() => decide(model, 'd', { fee: '200' })).toThrowError(DecisionFailed)
  })

  it('says which rules applied and why', () => {
    const xml = definitions(
      input('age') +
        decision(
          't',
          table(
            'hitPolicy="FIRST"',
            ['age'],
            [{ name: 'class' }],
            [
              [['< 18'], ['"minor"']],
              [['>= 18'], ['"adult"']],
            ],
          ),
          '',
          needs('Input:#i_age'),
        ),
    )
    const outcome = evaluate(readModel(xml), 't', { age: 20 }, { explain: true })
    expect(outcome.trace[0]?.rules).toMatchObject([{ index: 2, used: true, conditions: ['>= 18'] }])
    expect(explain(outcome)[0]?.zh).toBe('【t】age为20。适用第 2 条规则（age >= 18），结论为 class "adult"。')
  })
})

describe('files that cannot be used', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${definitions('').slice(38)}`
  it.each<[string, string, string]>([
    ['a bomb of entities', bomb, 'ENTITY'],
    ['an external entity', `<!DOCTYPE d SYSTEM "file:///etc/passwd"><definitions/>`, 'ENTITY'],
    ['half a file', definitions('<decision').slice(0, -20), 'NOT_XML'],
    ['nothing', '', 'NOT_XML'],
    ['another root', '<definitions/>', 'NOT_DMN'],
    ['too much nesting', definitions('<list>'.repeat(200) + '</list>'.repeat(200)), 'TOO_DEEP'],
    ['50 MB', definitions(' '.repeat(50 * 1024 * 1024)), 'TOO_LARGE'],
  ])('%s', (_name, xml, code) => {
    try {
      readModel(xml)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(DecisionError)
      expect((error as DecisionError).code).toBe(code)
    }
  })

  it.each<[string, string, string]>([
    [
      'two elements of one id',
      `<decision id="x" name="a">${literal('1')}</decision><decision id="x" name="b">${literal('1')}</decision>`,
      'DUPLICATE_ID',
    ],
    [
      'two decisions of one name',
      `<decision id="x" name="a">${literal('1')}</decision><decision id="y" name="a">${literal('1')}</decision>`,
      'DUPLICATE_NAME',
    ],
    [
      'an element with the name of an import',
      `<import name="a" namespace="urn:test:x" importType="${NS}"/>${decision('a', literal('1'))}`,
      'DUPLICATE_NAME',
    ],
    ['a requirement of nothing', decision('a', literal('1'), '', needs('Input:#gone')), 'DANGLING'],
    ['an unknown type', decision('a', literal('1'), 'tNothing'), 'BAD_TYPE'],
  ])('%s is named', (_name, body, code) =>
    expect(readModel(definitions(body)).problems.map((p) => p.code)).toContain(code),
  )
})

describe('test files in the format of the compatibility kit', () => {
  const tests = `<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><modelName>m.dmn</modelName>
    <testCase id="1"><inputNode name="p"><component name="n"><value xsi:type="xsd:decimal">2</value></component><component name="l"><list><item><value xsi:type="xsd:date">2024-02-29</value></item><item xsi:nil="true"/></list></component></inputNode>
      <resultNode name="d" type="decision"><expected><component name="n"><value xsi:type="xsd:double">4.000000001</value></component><component name="l"><list><item><value xsi:type="xsd:date">2024-02-29</value></item><item><value xsi:nil="true"/></item></list></component></expected></resultNode></testCase>
    <testCase id="2"><inputNode name="p"><component name="n"><value xsi:type="xsd:decimal">2</value></component><component name="l"><list/></component></inputNode><resultNode name="d" type="decision"><expected><component name="n"><value xsi:type="xsd:decimal">5</value></component><component name="l"><list/></component></expected></resultNode></testCase>
    <testCase id="3"><resultNode name="bad" type="decision" errorResult="true"><expected><value xsi:nil="true"/></expected></resultNode></testCase>
    <testCase id="4"><resultNode name="spared" type="decision" errorResult="true"><expected><value xsi:type="xsd:boolean">true</value></expected></resultNode></testCase>
    <testCase id="5"><resultNode name="gone" type="decision"><expected><value xsi:type="xsd:string">x</value></expected></resultNode></testCase>
  </testCases>`
  const model = definitions(
    input('p') +
      decision('d', literal('{n: p.n * 2, l: p.l}'), '', needs('Input:#i_p')) +
      decision('bad', literal('1 / 0')) +
      decision('spared', literal('1 / 0 = null')),
  )

  it('are run case by case, and a wrong answer is a failure', () => {
    const results = runTests('t.xml', readTests(tests), readModel(model))
    expect(results.map((r) => r.status)).toEqual(['passed', 'failed', 'passed', 'passed', 'error'])
    expect(results[1]).toMatchObject({ expected: { n: 5, l: [] }, got: { n: 4, l: [] } })
    expect(results[4]?.diagnostics[0]?.code).toBe('NO_DECISION')
  })

  it('may leave out types: the model says what is given, the answer what is expected', () => {
    const typed = definitions(
      `<itemDefinition name="visit"><itemComponent name="ward"><typeRef>string</typeRef></itemComponent><itemComponent name="on"><typeRef>date</typeRef></itemComponent></itemDefinition><itemDefinition name="visits" isCollection="true"><typeRef>visit</typeRef></itemDefinition>` +
        input('v', 'visits') +
        input('pause', 'days and time duration') +
        input('x') +
        decision('wards', literal('v.ward'), '', needs('Input:#i_v')) +
        decision('next', literal('v[1].on + pause'), '', needs('Input:#i_v', 'Input:#i_pause')) +
        decision('same', literal('x'), '', needs('Input:#i_x')),
    )
    const value = (v: string): string => `<value>${v}</value>`
    const given = `<inputNode name="v"><list><item><component name="ward">${value('12')}</component><component name="on">${value('2026-03-01')}</component></item></list></inputNode><inputNode name="pause">${value('P2D')}</inputNode>`
    const result = (name: string, expected: string, tag = 'expected'): string =>
      `<resultNode name="${name}"><${tag}>${expected}</${tag}></resultNode>`
    const source = `<testCases><testCase>${given}${result('wards', `<list><item>${value('12')}</item></list>`)}${result('next', value('2026-03-03'), 'computed')}</testCase>${[
      ['7.50', '7.5'],
      ['true', 'true'],
      ['', ''],
      ['plain', 'plain'],
    ]
      .map(
        ([x, y]) =>
          `<testCase><inputNode name="x">${value(x as string)}</inputNode>${result('same', value(y as string))}</testCase>`,
      )
      .join('')}</testCases>`
    const results = runTests('t.xml', readTests(source), readModel(typed))
    expect(results.map((r) => [r.status, r.got])).toEqual([
      ['passed', ['12']],
      ['passed', '2026-03-03'],
      ['passed', 7.5],
      ['passed', true],
      ['passed', null],
      ['passed', 'plain'],
    ])
  })

  it('may say whose element is meant: for a file, a case, an input or a result, the nearest first', () => {
    const lent = definitions(
      input('n', 'number') +
        decision('twice', literal('n * 2'), '', needs('Input:#i_n')) +
        '<decisionService id="s" name="svc"><outputDecision href="#d_twice"/><inputData href="#i_n"/></decisionService>',
      'lent',
    )
    const own = definitions(
      `<import name="l" namespace="urn:test:lent" importType="${NS}"/>${input('n', 'number')}${decision('twice', literal('n + l.twice'), '', needs('Input:#i_n', 'Decision:urn:test:lent#d_twice'))}`,
    )
    const at = (ns: string): string => (ns ? ` namespace="urn:test:${ns}"` : '')
    const test = (c: string, n: string, r: string, expected: number, more = ''): string =>
      `<testCase${at(c)}${more}><inputNode name="n"${at(n)}><value>4</value></inputNode><inputNode name="n" namespace="urn:test:m"><value>1</value></inputNode><resultNode name="twice"${at(r)}><expected><value>${expected}</value></expected></resultNode></testCase>`
    const source = (root: string, ...cases: string[]): string => `<testCases${at(root)}>${cases.join('')}</testCases>`
    const model = readModel(own, () => lent)
    for (const file of [
      source('', test('', 'lent', 'lent', 8), test('lent', '', '', 8), test('lent', '', 'm', 9)),
      source('lent', test('', '', '', 8), test('', '', 'm', 9), test('m', 'lent', '', 9)),
      source('', test('lent', '', '', 8, ' type="decisionService" invocableName="svc"')),
    ])
      for (const r of runTests('t.xml', readTests(file), model)) expect(r).toMatchObject({ status: 'passed' })
  })

  it('may call knowledge by its name', () => {
    const source = `<testCases xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><testCase type="bkm" invocableName="double"><inputNode name="n"><value xsi:type="xsd:double">1.5e1</value></inputNode><resultNode name="answer"><expected><value xsi:type="xsd:integer">30</value></expected></resultNode></testCase></testCases>`
    const xml = definitions(
      `<businessKnowledgeModel id="b" name="double"><encapsulatedLogic><formalParameter name="n" typeRef="number"/>${literal('n * 2')}</encapsulatedLogic></businessKnowledgeModel>`,
    )
    expect(runTests('t.xml', readTests(source), readModel(xml))[0]).toMatchObject({ status: 'passed', got: 30 })
  })

  it('tell fractions of a second apart, which FEEL does not', () => {
    const at = (n: number, second: string): string =>
      `<testCase id="${n}"><resultNode name="t" type="decision"><expected><value xsi:type="xsd:time">06:15:${second}</value></expected></resultNode></testCase>`
    const file = `<testCases xmlns:xsi="x" xmlns:xsd="y"><modelName>m.dmn</modelName>${at(1, '20.25')}${at(2, '20')}</testCases>`
    const timed = readModel(definitions(decision('t', literal('@"06:15:20.25"'))))
    expect(runTests('t.xml', readTests(file), timed).map((r) => r.status)).toEqual(['passed', 'failed'])
  })

  it('are found in folders, with one error for a file that cannot be read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'decision-'))
    try {
      writeFileSync(join(folder, 'm.dmn'), model)
      writeFileSync(join(folder, 'm-test-01.xml'), tests)
      writeFileSync(join(folder, 'broken-test-01.xml'), '<testCases><modelName>gone.dmn</modelName></testCases>')
      writeFileSync(join(folder, 'other.xml'), '<something/>')
      const count = (status: string): number => testPaths([folder]).filter((r) => r.status === status).length
      expect([count('passed'), count('failed'), count('error')]).toEqual([3, 1, 2])
      mkdirSync(join(folder, 'part'))
      writeFileSync(join(folder, 'part', 'n.dmn'), model)
      writeFileSync(join(folder, 'n-test-01.xml'), tests.replace('m.dmn', 'part/n.dmn'))
      writeFileSync(join(folder, 'm-test-02.xml'), tests.replace('<modelName>m.dmn</modelName>', ''))
      expect([count('passed'), count('failed'), count('error')]).toEqual([9, 3, 4])
      expect(testPaths([join(folder, 'm.dmn'), join(folder, 'm-test-01.xml')])).toHaveLength(5)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('ship with the city’s discretion standards, which pass', () => {
    const results = testPaths([join(import.meta.dirname, '..', '..', 'city', '350200', 'discretion')])
    expect(results.length).toBeGreaterThan(10)
    expect(results.filter((r) => r.status !== 'passed')).toEqual([])
  })
})
