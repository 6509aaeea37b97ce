import { expect, test } from 'vitest'
import { longestTurn } from '../platform/harness.ts'
import { checkApart } from './index.ts'

const table = (rules: number) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="big" namespace="x">
<inputData id="i1" name="a"><variable name="a" typeRef="number"/></inputData>
<inputData id="i2" name="b"><variable name="b" typeRef="number"/></inputData>
<decision id="dec" name="fine"><variable name="fine" typeRef="number"/>
<informationRequirement id="q1"><requiredInput href="#i1"/></informationRequirement>
<informationRequirement id="q2"><requiredInput href="#i2"/></informationRequirement>
<decisionTable hitPolicy="UNIQUE"><input id="x1"><inputExpression typeRef="number"><text>a</text></inputExpression></input>
<input id="x2"><inputExpression typeRef="number"><text>b</text></inputExpression></input><output id="o" typeRef="number"/>
${Array.from(
  { length: rules },
  (_, i) =>
    `<rule id="r${i}"><inputEntry id="e${i}"><text>[${i}..${i + 1})</text></inputEntry><inputEntry id="f${i}"><text>[${i * 2}..${i * 2 + 2})</text></inputEntry><outputEntry id="g${i}"><text>${i}</text></outputEntry></rule>`,
).join('\n')}
</decisionTable></decision></definitions>`

test('2,000 rules: the thread goes on, and the answer comes in the time allowed', async () => {
  const began = performance.now()
  const { made: findings, longest } = await longestTurn(() => checkApart(table(2000), 500))
  expect(performance.now() - began).toBeLessThan(10_000)
  expect(longest).toBeLessThan(200)
  expect(findings.map((f) => f.kind)).toEqual(['unknown'])
  expect(findings[0]!.message.zh).toContain('拆成几张')
})

test('a table of seven hundred rules is searched whole: no product of rules, nor of rules and pieces', async () => {
  expect((await checkApart(table(700), 20_000)).map((f) => f.kind)).toEqual(['gap'])
})
