import { describe, expect, it } from 'vitest'
import { checkTables, DecisionFailed, decide, inputViews, readModel, toJson } from './index.ts'

type In = { source: string; type?: string; name?: string; label?: string; nameType?: string }
const cdata = (s: string): string => `<text><![CDATA[${s}]]></text>`
/** One table over inputs of their own, as tools write it. */
function model(policy: string, inputs: In[], rules: string[][], more = '', requires = '', values = ''): string {
  const data = inputs.filter((x) => x.name)
  return `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="m" namespace="urn:m">
    ${data.map((x, i) => `<inputData id="in${i}" name="${x.name}"><variable name="${x.name}"${x.nameType ? ` typeRef="${x.nameType}"` : ''}/></inputData>`).join('')}${more}
    <decision id="dec" name="D"><variable name="D"/>${data.map((_, i) => `<informationRequirement id="r${i}"><requiredInput href="#in${i}"/></informationRequirement>`).join('')}${requires}
    <decisionTable id="t" hitPolicy="${policy}">${inputs.map((x) => `<input><inputExpression${x.type ? ` typeRef="${x.type}"` : ''}>${cdata(x.source)}</inputExpression></input>`).join('')}
    <output name="r" typeRef="string">${values ? `<outputValues>${cdata(values)}</outputValues>` : ''}</output>
    ${rules.map((r) => `<rule>${r.map((c, i) => (i < r.length - 1 ? `<inputEntry>${cdata(c)}</inputEntry>` : `<outputEntry>${cdata(c)}</outputEntry>`)).join('')}</rule>`).join('')}
    </decisionTable></decision></definitions>`
}
const one = (name: string, type: string): In => ({ source: name, name, type, nameType: type })
const found = (xml: string) =>
  checkTables(readModel(xml)).map((f) =>
    `${f.kind} ${f.rules.join()} ${f.example.map((e) => e.value).join('|')}`.trim(),
  )

describe('what is given is read by its declared type', () => {
  const cases: [string, string, unknown, unknown][] = [
    ['date', 'date("2026-01-01")', '2026-06-30', 'after'],
    ['date', 'date("2026-01-01")', '2025年12月31日', 'before'],
    ['time', 'time("12:00:00")', '9:05', 'before'],
    ['time', 'time("12:00:00+08:00")', '12:30', 'after'],
    ['date and time', 'date and time("2026-03-28T02:30:00+08:00")', '2026-03-28T02:29:59+08:00', 'before'],
    ['date and time', 'date and time("2026-03-28T02:30:00+08:00")', '2026-03-27T18:30:00Z', 'after'],
    ['date and time', 'date and time("2026-03-28T02:30:00+08:00")', '2026-03-28 02:31', 'after'],
    ['date and time', 'date and time("2026-03-28T02:30:00")', '2026-03-28T02:29:00+08:00', 'before'],
    ['date and time', 'date and time("2026-03-28T02:30:00")', '2026-03-27T18:31:00Z', 'after'],
    ['dateTime', '@"2026-03-28T02:30:00"', '2026-03-28', 'before'],
    ['days and time duration', 'duration("P3D")', '4天', 'after'],
    ['dayTimeDuration', 'duration("P3D")', 'PT71H', 'before'],
    ['years and months duration', 'duration("P1Y")', '11个月', 'before'],
    ['number', '1000', '1,200', 'after'],
    ['number', '1000', '９９９．５', 'before'],
    ['number', '9007199254740993', '9007199254740992', 'before'],
    ['integer', '1000', 999, 'before'],
  ]
  const table = (x: In, cut: string) =>
    model(
      'UNIQUE',
      [x],
      [
        [`< ${cut}`, '"before"'],
        [`>= ${cut}`, '"after"'],
      ],
    )
  it.each(cases)('%s against %s: %s is %s', (type, cut, given, wanted) => {
    for (const x of [one('d', type), { source: 'd', name: 'd', type }, { source: 'd', type }])
      expect(decide(readModel(table(x, cut)), 'D', { d: given }).value).toBe(wanted)
  })
  it.each([
    ['date', '2026-02-30', '2026-02-28'],
    ['date', 'soon', '2026-03-02'],
    ['number', '12,00', '12.00'],
    ['number', '1,23', '1.23'],
    ['date and time', '2026-13-01 10:00', '13'],
    ['days and time duration', 'a while', 'P3D'],
  ])('a %s that is none: %s is refused with the reason', (type, given, reason) => {
    const cut = { date: 'date("2026-01-01")', number: '1', 'date and time': '@"2026-01-01T00:00:00"' }[type] ?? '@"P1D"'
    const refused = () => decide(readModel(table(one('d', type), cut)), 'D', { d: given })
    expect(refused).toThrow(DecisionFailed)
    expect(refused).toThrow(reason)
  })
  it('inside lists and contexts, too', () => {
    const types = `<itemDefinition name="tDays" isCollection="true"><typeRef>date</typeRef></itemDefinition>
      <itemDefinition name="tCase"><itemComponent name="on"><typeRef>date</typeRef></itemComponent><itemComponent name="sum"><typeRef>number</typeRef></itemComponent></itemDefinition>`
    const xml = (type: string, source: string) =>
      `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="urn:m">${types}<inputData id="i" name="x"><variable name="x" typeRef="${type}"/></inputData>
        <decision id="e" name="D"><variable name="D"/><informationRequirement><requiredInput href="#i"/></informationRequirement><literalExpression>${cdata(source)}</literalExpression></decision></definitions>`
    const value = (type: string, source: string, x: unknown) =>
      toJson(decide(readModel(xml(type, source)), 'D', { x }).value)
    expect(value('tDays', 'max(x)', ['2026-06-30', '2025-01-01'])).toBe('2026-06-30')
    expect(value('tCase', 'x.on + duration("P1D")', { on: '2026-06-30', sum: '1,000' })).toBe('2026-07-01')
    expect(value('tCase', 'x.sum * 2', { on: '2026-06-30', sum: '1,000' })).toBe(2000)
    expect(value('number', 'x + 1', '99999999999999999999.99')).toBe('100000000000000000000.99')
  })
  it('a person is asked in the field that fits', () => {
    const kinds = ['date', 'time', 'date and time', 'days and time duration', 'number', 'boolean', 'string']
    for (const kind of kinds)
      for (const x of [one('d', kind), { source: 'd', name: 'd', type: kind }, { source: 'd', type: kind }])
        expect(inputViews(readModel(model('UNIQUE', [x], [['-', '"a"']])))).toEqual([
          { name: 'd', kind, choices: null },
        ])
  })
})

describe('tables that cannot be read as one are refused by name', () => {
  const abc = ['a', 'b', 'c'].map((n) => one(n, 'string'))
  it.each([
    ['too few conditions', model('UNIQUE', abc, [['"x"', '"p"', '"out"']])],
    ['too many conditions', model('UNIQUE', [one('a', 'string')], [['"x"', '-', '"out"']])],
    [
      'no result',
      model('UNIQUE', [one('a', 'string')], [['"x"', '"out"']]).replace(/<outputEntry>.*?<\/outputEntry>/, ''),
    ],
    [
      'priority without values',
      model(
        'PRIORITY',
        [one('n', 'number')],
        [
          ['> 10', '"a"'],
          ['> 20', '"b"'],
          ['<= 10', '"c"'],
        ],
      ),
    ],
    ['output order without values', model('OUTPUT ORDER', [one('n', 'number')], [['-', '"a"']])],
    ['a policy that nobody knows', model('BEST', [one('n', 'number')], [['-', '"a"']])],
    ['an aggregation that nobody knows', model('COLLECT" aggregation="AVG', [one('n', 'number')], [['-', '"a"']])],
  ])('%s', (_, xml) => {
    const read = readModel(xml)
    expect(read.problems.map((p) => p.code)).toContain('BAD_EXPRESSION')
    expect(() => decide(read, 'D', { a: 'x', b: 'p', c: 'y', n: 25 })).toThrow(DecisionFailed)
  })
  it('priority goes by the values of the output, or of its type', () => {
    const rules = [
      ['> 10', '"a"'],
      ['> 20', '"b"'],
      ['<= 10', '"c"'],
    ]
    const own = model('PRIORITY', [one('n', 'number')], rules, '', '', '"b", "a", "c"')
    expect(decide(readModel(own), 'D', { n: 25 }).value).toBe('b')
    const typed = model(
      'PRIORITY',
      [one('n', 'number')],
      rules,
      '<itemDefinition name="tR"><typeRef>string</typeRef><allowedValues><text>"b","a","c"</text></allowedValues></itemDefinition>',
    )
      .replace('typeRef="string">\n', 'typeRef="tR">\n')
      .replace('name="r" typeRef="string"', 'name="r" typeRef="tR"')
    expect(decide(readModel(typed), 'D', { n: 25 }).value).toBe('b')
  })
})

describe('findings are true, whatever the type and however it is written', () => {
  const complete: [string, string][] = [
    [
      'dates and times',
      model(
        'UNIQUE',
        [one('d', 'date and time')],
        [
          ['< date and time("2026-03-28T02:30:00+08:00")', '"a"'],
          ['>= date and time("2026-03-28T02:30:00+08:00")', '"b"'],
        ],
      ),
    ],
    [
      'the same, written in two ways',
      model(
        'UNIQUE',
        [one('d', 'date and time')],
        [
          ['< @"2026-03-28T02:30:00"', '"a"'],
          ['>= date and time(date("2026-03-28"), time("02:30:00"))', '"b"'],
        ],
      ),
    ],
    [
      'dates from numbers',
      model(
        'UNIQUE',
        [one('d', 'date')],
        [
          ['< date(2026, 1, 1)', '"a"'],
          ['>= @"2026-01-01"', '"b"'],
        ],
      ),
    ],
    [
      'times',
      model(
        'UNIQUE',
        [one('d', 'time')],
        [
          ['< time("12:00:00+08:00")', '"a"'],
          ['>= time("12:00:00+08:00")', '"b"'],
        ],
      ),
    ],
    [
      'durations',
      model(
        'UNIQUE',
        [one('d', 'days and time duration')],
        [
          ['< duration("P1D")', '"a"'],
          ['>= duration("PT24H")', '"b"'],
        ],
      ),
    ],
    [
      'months',
      model(
        'UNIQUE',
        [one('d', 'years and months duration')],
        [
          ['< duration("P1Y")', '"a"'],
          ['>= duration("P12M")', '"b"'],
        ],
      ),
    ],
    [
      'sums',
      model(
        'UNIQUE',
        [one('n', 'number')],
        [
          ['< 10 * 100', '"a"'],
          ['>= 1000', '"b"'],
        ],
      ),
    ],
    [
      'whole numbers have nothing between them',
      model(
        'UNIQUE',
        [one('n', 'integer')],
        [
          ['<= 17', '"a"'],
          ['>= 18', '"b"'],
        ],
      ),
    ],
    [
      'whole numbers, cut at a half',
      model(
        'UNIQUE',
        [one('n', 'long')],
        [
          ['< 17.5', '"a"'],
          ['> 17.5', '"b"'],
        ],
      ),
    ],
    [
      'null is a case where a cell speaks of it',
      model(
        'UNIQUE',
        [one('n', 'number')],
        [
          ['null', '"none"'],
          ['< 5', '"a"'],
          ['>= 5', '"b"'],
        ],
      ),
    ],
    [
      'texts in order',
      model(
        'UNIQUE',
        [one('s', 'string')],
        [
          ['< "m"', '"a"'],
          ['>= "m"', '"b"'],
        ],
      ),
    ],
    [
      'functions of a text',
      model(
        'UNIQUE',
        [one('s', 'string')],
        [
          ['starts with(?, "厦")', '"a"'],
          ['not(starts with(?, "厦"))', '"b"'],
        ],
      ),
    ],
    [
      'a cell that computes',
      model(
        'UNIQUE',
        [one('n', 'number')],
        [
          ['? * 1000 = 7', '"a"'],
          ['? * 1000 != 7', '"b"'],
        ],
      ),
    ],
    [
      'truth values',
      model(
        'UNIQUE',
        [one('b', 'boolean')],
        [
          ['true', '"a"'],
          ['not(true)', '"b"'],
        ],
      ),
    ],
    [
      'no type at all',
      model(
        'UNIQUE',
        [{ source: 'd', name: 'd' }],
        [
          ['< date("2026-01-01")', '"a"'],
          ['>= date("2026-01-01")', '"b"'],
        ],
      ),
    ],
    [
      'one input in two columns',
      model(
        'UNIQUE',
        [one('n', 'number'), { source: ' (n) ', type: 'number' }],
        [
          ['< 100', '-', '"a"'],
          ['>= 100', '< 200', '"b"'],
          ['-', '>= 200', '"c"'],
        ],
      ),
    ],
    [
      'a column that is computed of another',
      model(
        'UNIQUE',
        [one('n', 'number'), { source: 'n * 12', type: 'number' }],
        [
          ['< 100', '-', '"a"'],
          ['>= 100', '< 2400', '"b"'],
          ['-', '>= 2400', '"c"'],
        ],
      ),
    ],
    [
      'a column that no value makes negative',
      model(
        'UNIQUE',
        [
          { source: 'abs(n)', type: 'number' },
          { source: 'floor(n)', name: 'n', nameType: 'number', type: 'number' },
        ],
        [
          ['< 5', '-', '"a"'],
          ['>= 5', '-', '"b"'],
        ],
      ),
    ],
  ]
  it.each(complete)('%s: complete, no finding', (_, xml) => {
    expect(readModel(xml).problems).toEqual([])
    expect(found(xml)).toEqual([])
  })

  it('a decision that another table asks for has only the results that it gives', () => {
    const level = `<decision id="lv" name="等级"><variable name="等级" typeRef="string"/><informationRequirement><requiredInput href="#in0"/></informationRequirement>
      <decisionTable hitPolicy="UNIQUE"><input><inputExpression typeRef="number">${cdata('n')}</inputExpression></input><output typeRef="string"/>
      <rule><inputEntry>${cdata('< 10')}</inputEntry><outputEntry>${cdata('"轻"')}</outputEntry></rule><rule><inputEntry>${cdata('>= 10')}</inputEntry><outputEntry>${cdata('"重"')}</outputEntry></rule></decisionTable></decision>`
    const over = (rules: string[][]) =>
      model(
        'UNIQUE',
        [one('n', 'number'), { source: '等级', type: 'string' }],
        rules,
        level,
        '<informationRequirement><requiredDecision href="#lv"/></informationRequirement>',
      )
    expect(
      found(
        over([
          ['-', '"轻"', '"a"'],
          ['-', '"重"', '"b"'],
        ]),
      ),
    ).toEqual([])
    expect(
      found(
        over([
          ['< 10', '"轻"', '"a"'],
          ['>= 10', '"重"', '"b"'],
        ]),
      ),
    ).toEqual([])
    // What is really missing, or met twice, is found, by a case that is one.
    expect(
      found(
        over([
          ['-', '"轻"', '"a"'],
          ['> 10', '"重"', '"b"'],
        ]),
      ),
    ).toEqual(['gap  10|"重"'])
    expect(
      found(
        over([
          ['< 20', '-', '"a"'],
          ['-', '"重"', '"b"'],
        ]),
      ),
    ).toEqual([expect.stringMatching(/^overlap 1,2 1\d(\.\d)?\|"重"$/)])
  })

  it('what is wrong is still found', () => {
    const gap = model(
      'UNIQUE',
      [one('d', 'date and time')],
      [
        ['< @"2026-03-28T02:30:00"', '"a"'],
        ['> @"2026-03-28T02:30:00"', '"b"'],
      ],
    )
    expect(found(gap)).toEqual(['gap  @"2026-03-28T02:30:00"'])
    const twice = model(
      'UNIQUE',
      [one('n', 'number'), { source: 'n', type: 'number' }],
      [
        ['<= 100', '-', '"a"'],
        ['-', '>= 100', '"b"'],
      ],
    )
    expect(found(twice)).toEqual(['overlap 1,2 100'])
    const never = model(
      'FIRST',
      [one('n', 'number'), { source: 'n', type: 'number' }],
      [
        ['< 5', '> 6', '"a"'],
        ['-', '-', '"b"'],
      ],
    )
    expect(found(never)).toEqual(['unreachable 1'])
    expect(
      found(
        model(
          'UNIQUE',
          [one('n', 'integer')],
          [
            ['< 17', '"a"'],
            ['> 17', '"b"'],
          ],
        ),
      ),
    ).toEqual(['gap  17'])
  })

  it('against an oracle: on random tables of one number in two columns, every case from 0 to 30', () => {
    let seed = 7
    const random = (n: number) => Math.floor((seed = (seed * 16807) % 2147483647) / 97) % n
    const tests: [(cut: number) => string, (n: number, cut: number) => boolean][] = [
      [() => '-', () => true],
      [(c) => `< ${c}`, (n, c) => n < c],
      [(c) => `<= ${c}`, (n, c) => n <= c],
      [(c) => `>= ${c}`, (n, c) => n >= c],
      [(c) => `> ${c}`, (n, c) => n > c],
      [(c) => `${c}`, (n, c) => n === c],
      [(c) => `not(${c})`, (n, c) => n !== c],
      [(c) => `[${c}..${c + 3})`, (n, c) => n >= c && n < c + 3],
    ]
    for (let round = 0; round < 150; round++) {
      const rules = Array.from({ length: 2 + random(4) }, () =>
        [0, 1].map(() => ({ test: tests[random(tests.length)]!, cut: 1 + random(25) })),
      )
      const xml = model(
        'UNIQUE',
        [one('n', 'integer'), { source: 'n', type: 'integer' }],
        rules.map((r) => [...r.map(({ test, cut }) => test[0](cut)), '"x"']),
      )
      const cases = Array.from({ length: 33 }, (_, i) => i - 1)
      const met = cases.map((n) =>
        rules.flatMap((r, i) => (r.every(({ test, cut }) => test[1](n, cut)) ? [i + 1] : [])),
      )
      const kinds = found(xml)
      expect([round, kinds.some((f) => f.startsWith('gap'))]).toEqual([round, met.some((m) => m.length === 0)])
      const pairs = new Set(met.flatMap((m) => m.flatMap((a, k) => m.slice(k + 1).map((b) => `${a},${b}`))))
      expect([round, kinds.flatMap((f) => /^overlap (\S+)/.exec(f)?.[1] ?? []).sort()]).toEqual([
        round,
        [...pairs].sort(),
      ])
      const never = rules.map((_, i) => i + 1).filter((i) => !met.some((m) => m.includes(i)))
      expect([round, kinds.flatMap((f) => /^unreachable (\d+)/.exec(f)?.[1] ?? [])]).toEqual([round, never.map(String)])
    }
  })
})
