// A process of six steps (five tasks and a choice) from its beginning to its end, in memory: our token game with FEEL, beside
// bpmn-elements, which keeps its state in brokers of its own. Both walk the same XML; neither writes anything. What our engine costs
// with its database is the bench `step`.
import { createRequire } from 'node:module'
import * as elements from 'bpmn-elements'
import { BpmnModdle } from 'bpmn-moddle'
import { evaluateCondition } from '../../kernel/procedure/condition.ts'
import { compileBpmn } from '../../kernel/procedure/index.ts'
import { begin, step } from '../../kernel/procedure/semantics.ts'

const node = (type: string, id: string, ins: string[], outs: string[], more = ''): string =>
  `<${type} id="${id}" ${more}>${ins.map((i) => `<incoming>${i}</incoming>`).join('')}${outs.map((o) => `<outgoing>${o}</outgoing>`).join('')}</${type}>`
const flow = (id: string, a: string, b: string, condition = ''): string =>
  `<sequenceFlow id="${id}" sourceRef="${a}" targetRef="${b}">${condition}</sequenceFlow>`
/** How each writes the condition of the branch. */
const OURS = 'refuse'
const THEIRS = ['$', '{environment.variables.refuse}'].join('')
const TASKS = ['receive', 'accept', 'review', 'decide', 'serve']
const XML = `<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="t" id="d"><process id="p" isExecutable="true">
${node('startEvent', 's', [], ['f1'])}${node('userTask', 'receive', ['f1'], ['f2'])}${node('userTask', 'accept', ['f2'], ['f3'])}${node('userTask', 'review', ['f3'], ['f4'])}${node('userTask', 'decide', ['f4'], ['f5'])}
${node('exclusiveGateway', 'x', ['f5'], ['f6', 'f7'], 'default="f6"')}${node('userTask', 'serve', ['f6'], ['f8'])}${node('endEvent', 'refused', ['f7'], [])}${node('endEvent', 'e', ['f8'], [])}
${flow('f1', 's', 'receive')}${flow('f2', 'receive', 'accept')}${flow('f3', 'accept', 'review')}${flow('f4', 'review', 'decide')}${flow('f5', 'decide', 'x')}${flow('f6', 'x', 'serve')}
${flow('f7', 'x', 'refused', '<conditionExpression xsi:type="tFormalExpression">@REFUSE@</conditionExpression>')}${flow('f8', 'serve', 'e')}</process></definitions>`

export async function benchEngines(print: (line: string) => void): Promise<void> {
  const { procedure, problems } = await compileBpmn(XML.replace('@REFUSE@', OURS))
  if (problems.length > 0) throw new Error(problems[0]!.message.en)
  const variables = { refuse: false }
  const ours = (): void => {
    let state = begin(procedure, variables, evaluateCondition)
    for (const task of TASKS) state = step(procedure, state.marking, task, variables, evaluateCondition)
    if (!state.ended) throw new Error('not ended')
  }

  const { default: Serializer, TypeResolver } = createRequire(import.meta.url)('moddle-context-serializer')
  const serialized = Serializer(await new BpmnModdle().fromXML(XML.replace('@REFUSE@', THEIRS)), TypeResolver(elements))
  const theirs = (): void => {
    const environment = new elements.Environment({ variables })
    const definition = new elements.Definition(elements.Context(serialized, environment))
    definition.run()
    for (const id of TASKS) definition.signal({ id })
    if (definition.isRunning) throw new Error('bpmn-elements has not ended')
  }

  const rate = (run: () => void, seconds = 1.5): number => {
    for (let i = 0; i < 200; i++) run()
    const began = performance.now()
    let n = 0
    while (performance.now() - began < seconds * 1000) {
      run()
      n++
    }
    return (n * TASKS.length) / ((performance.now() - began) / 1000)
  }
  const [a, b] = [rate(ours), rate(theirs)]
  print(
    `engines: six steps in memory, ${Math.round(a).toLocaleString('en')} tasks/s; bpmn-elements ${Math.round(b).toLocaleString('en')} tasks/s; ratio ${(a / b).toFixed(1)}`,
  )
}
