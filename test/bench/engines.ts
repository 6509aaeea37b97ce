// A process of six steps (five tasks and a choice) from its beginning to its end. In memory: our token game with FEEL, beside
// bpmn-elements, which keeps its state in brokers of its own; both walk the same XML, neither writes anything. On the same database:
// our engine through operations (state, tasks and an act, one transaction a task), beside a DBOS workflow that checkpoints each task.
import { createRequire } from 'node:module'
import { DBOS } from '@dbos-inc/dbos-sdk'
import * as elements from 'bpmn-elements'
import { BpmnModdle } from 'bpmn-moddle'
import { z } from 'zod'
import { testWorld } from '../../kernel/platform/harness.ts'
import {
  anyone,
  defineActs,
  defineContract,
  defineRoom,
  execute,
  newId,
  operation,
  system,
  text,
} from '../../kernel/platform/index.ts'
import { evaluateCondition } from '../../kernel/procedure/condition.ts'
import procedureRoom, {
  type Compiled,
  compileBpmn,
  fireStep,
  startProcedure,
  storeChart,
} from '../../kernel/procedure/index.ts'
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
  const xml = XML.replace('@REFUSE@', OURS)
  const made = await compileBpmn(xml)
  const { procedure, problems } = made
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
  await onDatabase(xml, made, print)
}

const J = '350200'
const acts = defineActs('engines', {
  'engines.done': {
    title: text('办一步', 'Step done'),
    published: true,
    public: z.object({ element: z.string() }),
    private: z.object({}),
  },
})
const contract = (id: `${string}.${string}`) =>
  defineContract({
    id,
    kind: 'write',
    title: text('办一步', 'Do a step'),
    input: z.object({ caseId: z.uuid(), element: z.string() }),
    output: z.object({ ended: z.boolean() }),
  })
const [startContract, stepContract] = [contract('engines.start'), contract('engines.step')]
const at = (caseId: string, clock: { now(): Date }) => ({
  jurisdiction: J,
  caseId,
  clock,
  variables: { refuse: false },
})
const done = (caseId: string, element: string, ended: boolean) => ({
  act: acts['engines.done']({ jurisdiction: J, subject: { kind: 'case', id: caseId }, public: { element } }),
  output: { ended },
})
const room = (digest: string) =>
  defineRoom({
    name: 'engines',
    title: text('测', 'Bench'),
    operations: [
      operation(startContract, {
        allow: anyone,
        run: async ({ tx, input, clock }) =>
          done(input.caseId, 's', (await startProcedure(tx, { ...at(input.caseId, clock), digest })).ended),
      }),
      operation(stepContract, {
        allow: anyone,
        run: async ({ tx, input, clock }) =>
          done(
            input.caseId,
            input.element,
            (await fireStep(tx, { ...at(input.caseId, clock), element: input.element })).ended,
          ),
      }),
    ],
  })

const CLIENTS = 6

/** Whole processes, by six clients at once; gives tasks a second. */
async function throughput(one: () => Promise<void>, seconds: number): Promise<number> {
  const began = performance.now()
  let n = 0
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (performance.now() - began < seconds * 1000) {
        await one()
        n++
      }
    }),
  )
  return (n * TASKS.length) / ((performance.now() - began) / 1000)
}

async function onDatabase(xml: string, made: Compiled, print: (line: string) => void): Promise<void> {
  const world = await testWorld([procedureRoom, room(made.digest)])
  await world.db.transaction().execute((tx) => storeChart(tx, xml, made))
  const ours = async (): Promise<void> => {
    const caseId = newId()
    const who = { who: system('bench') }
    await execute(world, startContract, { caseId, element: 's' }, who)
    let ended = false
    for (const element of TASKS) ended = (await execute(world, stepContract, { caseId, element }, who)).ended
    if (!ended) throw new Error('not ended')
  }

  DBOS.setConfig({
    name: 'bench',
    systemDatabaseUrl: world.database.ownerUrl,
    systemDatabasePoolSize: CLIENTS,
    runAdminServer: false,
    logLevel: 'error',
  })
  const workflow = DBOS.registerWorkflow(
    async (refuse: boolean) => {
      for (const name of TASKS.slice(0, -1)) await DBOS.runStep(async () => name, { name })
      if (!refuse) await DBOS.runStep(async () => 'serve', { name: 'serve' })
    },
    { name: 'six steps' },
  )
  await DBOS.launch()
  try {
    const theirs = async (): Promise<void> => workflow(false)
    const sums = [0, 0]
    for (const warm of [ours, theirs]) await throughput(warm, 0.5)
    for (let round = 0; round < 2; round++)
      for (const [k, one] of [ours, theirs].entries()) sums[k]! += await throughput(one, 2.5)
    const [a, b] = sums.map((s) => s / 2) as [number, number]
    print(
      `engines: the same six steps kept in the database, ${Math.round(a).toLocaleString('en')} tasks/s; DBOS ${Math.round(b).toLocaleString('en')} tasks/s; ratio ${(a / b).toFixed(2)}`,
    )
  } finally {
    await DBOS.shutdown()
    await world.close()
  }
}
