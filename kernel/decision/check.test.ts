import { describe, expect, it } from 'vitest'
import { checkTables, readModel } from './index.ts'

type Rule = [...string[]]
function findings(
  policy: string,
  inputs: { name: string; type: string; allowed?: string }[],
  rules: Rule[],
  fallback = false,
): string[] {
  const cdata = (s: string): string => `<text><![CDATA[${s}]]></text>`
  const xml = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="c" namespace="urn:c">
    ${inputs.map((i) => `<itemDefinition name="t_${i.name}"><typeRef>${i.type}</typeRef>${i.allowed ? `<allowedValues>${cdata(i.allowed)}</allowedValues>` : ''}</itemDefinition><inputData id="${i.name}" name="${i.name}"><variable name="${i.name}" typeRef="t_${i.name}"/></inputData>`).join('')}
    <decision id="d" name="d"><variable name="d"/>${inputs.map((i) => `<informationRequirement><requiredInput href="#${i.name}"/></informationRequirement>`).join('')}
    <decisionTable hitPolicy="${policy}">${inputs.map((i) => `<input><inputExpression>${cdata(i.name)}</inputExpression></input>`).join('')}<output>${fallback ? `<defaultOutputEntry>${cdata('0')}</defaultOutputEntry>` : ''}</output>
    ${rules
      .map(
        (r, n) =>
          `<rule>${r
            .slice(0, inputs.length)
            .map((c) => `<inputEntry>${cdata(c)}</inputEntry>`)
            .join('')}<outputEntry>${cdata(r[inputs.length] ?? String(n))}</outputEntry></rule>`,
      )
      .join('')}
    </decisionTable></decision></definitions>`
  return checkTables(readModel(xml)).map((f) =>
    `${f.kind} ${f.rules.join(',')} ${f.example.map((e) => e.value).join('|')}`.trim().replace(/ +/g, ' '),
  )
}
const age = { name: 'age', type: 'number' }
const member = { name: 'member', type: 'boolean' }
const level = { name: 'level', type: 'string', allowed: '"low", "high"' }
const day = { name: 'day', type: 'date' }

describe('checks of a decision table', () => {
  it.each<[string, string, Parameters<typeof findings>[1], Rule[], string[]]>([
    ['complete', 'UNIQUE', [age], [['< 18'], ['>= 18']], []],
    ['a gap at one point', 'UNIQUE', [age], [['< 18'], ['> 18']], ['gap 18']],
    ['a gap between', 'UNIQUE', [age], [['< 18'], ['[20..30]'], ['> 30']], ['gap 18']],
    ['an overlap at one point', 'UNIQUE', [age], [['<= 18'], ['>= 18']], ['overlap 1,2 18']],
    [
      'two inputs with a gap',
      'UNIQUE',
      [age, member],
      [
        ['< 18', '-'],
        ['>= 18', 'true'],
      ],
      ['gap 18|false'],
    ],
    ['allowed values bound the cases', 'UNIQUE', [level], [['"low"'], ['"high"']], []],
    [
      'without allowed values there are others',
      'UNIQUE',
      [{ name: 'level', type: 'string' }],
      [['"low"'], ['"high"']],
      ['gap 其他值 / other'],
    ],
    ['not()', 'UNIQUE', [level], [['not("low")'], ['"low"']], []],
    ['a rule that nothing meets', 'FIRST', [level], [['"lwo"'], ['-']], ['unreachable 1']],
    ['a rule behind others', 'FIRST', [age], [['< 10'], ['>= 10'], ['5']], ['unreachable 3']],
    ['first: overlaps are meant', 'FIRST', [age], [['< 10'], ['-']], []],
    [
      'any: overlaps with one answer are meant',
      'ANY',
      [age],
      [
        ['< 10', '1'],
        ['< 20', '1'],
        ['>= 20', '2'],
      ],
      [],
    ],
    [
      'any: overlaps with two answers',
      'ANY',
      [age],
      [
        ['< 10', '1'],
        ['< 20', '2'],
        ['>= 20', '2'],
      ],
      ['overlap 1,2 9'],
    ],
    ['days have nothing between them', 'UNIQUE', [day], [['<= date("2024-02-29")'], ['>= date("2024-03-01")']], []],
    ['days with a gap', 'UNIQUE', [day], [['< date("2024-02-29")'], ['>= date("2024-03-01")']], ['gap @"2024-02-29"']],
    ['other variables are not guessed at', 'UNIQUE', [age], [['< limit'], ['>= 18']], ['unknown 1']],
  ])('%s', (_name, policy, inputs, rules, wanted) => expect(findings(policy, inputs, rules)).toEqual(wanted))

  it('a default covers the rest', () => expect(findings('UNIQUE', [age], [['< 18']], true)).toEqual([]))

  it('of a large table end', () => {
    const inputs = Array.from({ length: 12 }, (_, i) => ({ name: `x${i}`, type: 'number' }))
    const rules = Array.from({ length: 40 }, (_, r) =>
      inputs.map((_x, i) => ((r * 7 + i * 3) % 5 ? `> ${(r * i) % 11}` : '-')),
    )
    expect(findings('UNIQUE', inputs, rules).length).toBeGreaterThan(0)
  })
})
