import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testWorld, type World } from '../platform/harness.ts'
import { newId, sql, type Tx } from '../platform/index.ts'
import procedure, {
  compileBpmn,
  fireStep,
  instanceOf,
  migrateInstance,
  openStepsOf,
  ProcedureError,
  startProcedure,
  storeChart,
} from './index.ts'

const J = '350200'
let world: World
beforeAll(async () => {
  world = await testWorld([procedure])
})
afterAll(() => world.close())

const node = (type: string, id: string, ins: string[], outs: string[], more = '', inner = ''): string =>
  `<${type} id="${id}" name="步骤${id}" ${more}>${ins.map((i) => `<incoming>${i}</incoming>`).join('')}${outs.map((o) => `<outgoing>${o}</outgoing>`).join('')}${inner}</${type}>`
/** A line of nodes, as [type, id, attributes, content]. */
function line(...nodes: [string, string, string?, string?][]): string {
  const all: [string, string, string?, string?][] = [['startEvent', 's'], ...nodes, ['endEvent', 'e']]
  const body = all.map(([type, id, more, inner], i) =>
    node(type, id, i === 0 ? [] : [`f${i}`], i === all.length - 1 ? [] : [`f${i + 1}`], more, inner),
  )
  const flows = all
    .slice(1)
    .map((n, i) => `<sequenceFlow id="f${i + 1}" sourceRef="${all[i]![1]}" targetRef="${n[1]}"/>`)
  return `<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d"><message id="m" name="回执"/><signal id="g" name="停办"/><process id="p" name="试">${body.join('')}${flows.join('')}</process></definitions>`
}
const _WAIT = line(
  ['userTask', 'a'],
  ['intermediateCatchEvent', 'w', '', '<messageEventDefinition messageRef="m"/>'],
  ['userTask', 'b'],
)

const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => world.db.transaction().execute(work)
async function store(xml: string): Promise<string> {
  const made = await compileBpmn(xml)
  expect(made.problems).toEqual([])
  return within((tx) => storeChart(tx, xml, made))
}
async function start(digest: string, correlation?: string): Promise<string> {
  const caseId = newId()
  await within((tx) =>
    startProcedure(tx, {
      jurisdiction: J,
      caseId,
      digest,
      variables: {},
      clock: world.clock,
      ...(correlation ? { correlation } : {}),
    }),
  )
  return caseId
}
const fire = (caseId: string, element: string) =>
  within((tx) => fireStep(tx, { jurisdiction: J, caseId, element, variables: {}, clock: world.clock }))
const open = async (caseId: string) => (await within((tx) => openStepsOf(tx, J, caseId))).map((t) => t.element)
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (e) => (e instanceof ProcedureError ? e.code : String(e)),
  )
test('that a step sends are in its result', async () => {
  const digest = await store(
    line(
      ['sendTask', 'send', 'messageRef="m"'],
      ['intermediateThrowEvent', 't', '', '<signalEventDefinition signalRef="g"/>'],
    ),
  )
  const { thrown, ended } = await fire(await start(digest), 'send')
  expect(thrown).toEqual([
    { kind: 'message', name: '回执', element: 'send' },
    { kind: 'signal', name: '停办', element: 't' },
  ])
  expect(ended).toBe(true)
})
describe('a running case and a new version of its chart', () => {
  const old = line(['userTask', 'a'], ['userTask', 'b'])
  const newer = line(['userTask', 'a'], ['userTask', 'c'], ['userTask', 'b'])
  const migrate = (caseId: string, digest: string, dryRun = false) =>
    within((tx) => migrateInstance(tx, { jurisdiction: J, caseId, digest, variables: {}, clock: world.clock, dryRun }))

  test('goes on where every token has its place', async () => {
    const [from, to] = [await store(old), await store(newer)]
    const caseId = await start(from)
    expect((await migrate(caseId, to, true)).open.map((s) => s.element)).toEqual(['a'])
    expect((await within((tx) => instanceOf(tx, J, caseId)))?.digest).toBe(from)
    await migrate(caseId, to)
    expect((await within((tx) => instanceOf(tx, J, caseId)))?.digest).toBe(to)
    expect(await open(caseId)).toEqual(['a'])
    await fire(caseId, 'a')
    expect(await open(caseId)).toEqual(['c'])
  })
  test('is refused by name where an open step is gone, and after the end', async () => {
    const [from, to] = [await store(newer), await store(old)]
    const caseId = await start(from)
    await fire(caseId, 'a')
    await expect(migrate(caseId, to)).rejects.toThrowError(/步骤c/)
    expect(await open(caseId)).toEqual(['c'])
    await fire(caseId, 'c')
    await migrate(caseId, to)
    expect((await fire(caseId, 'b')).ended).toBe(true)
    expect(await code(migrate(caseId, from))).toBe('CANNOT_MIGRATE')
  })
})

test('two officers at once: one steps, the other finds it closed; nothing is half done', async () => {
  const caseId = await start(await store(line(['userTask', 'a'], ['userTask', 'b'])))
  const answers = await Promise.all([code(fire(caseId, 'a')), code(fire(caseId, 'a'))])
  expect(answers.sort()).toEqual(['NOT_ENABLED', 'none'])
  const failed = within(async (tx) => {
    await fireStep(tx, { jurisdiction: J, caseId, element: 'b', variables: {}, clock: world.clock })
    await sql`select 1 / 0`.execute(tx)
  })
  await expect(failed).rejects.toThrow()
  expect(await open(caseId)).toEqual(['b'])
})

test('several instances are several open tasks with their own posts', async () => {
  const xml = line(['userTask', 'j', 'gnomon:posts="消防 交通"', '<multiInstanceLoopCharacteristics/>']).replace(
    'targetNamespace',
    'xmlns:gnomon="https://gnomon.example/ns/bpmn/1" targetNamespace',
  )
  const caseId = await start(await store(xml))
  const tasks = await within((tx) => openStepsOf(tx, J, caseId))
  expect(tasks.map((t) => [t.element, t.post])).toEqual([
    ['j#1', '消防'],
    ['j#2', '交通'],
  ])
  await fire(caseId, 'j#2')
  expect((await fire(caseId, 'j#1')).ended).toBe(true)
})

describe('a chart whose places another compiler numbered otherwise', () => {
  const xml = line(['userTask', 'first'], ['userTask', 'second'])
  const published = async (places: (of: string[]) => string[]) => {
    const own = xml.replace('name="试"', `name="试 ${newId()}"`)
    const made = await compileBpmn(own)
    const digest = await store(own)
    await world.database.owner`update procedure.chart set places = ${places(made.net.places)} where digest = ${digest}`
    return digest
  }
  test('is run by the numbers under which it was published', async () => {
    const digest = await published((p) => p.toReversed())
    const caseId = await start(digest)
    const [row] = await world.database.owner<{ marking: number[] }[]>`select marking from procedure.instance
      where case_id = ${caseId}`
    const { net } = await compileBpmn(xml)
    expect(net.places.toReversed()[row!.marking.indexOf(1)]).toBe('at:first')
    await fire(caseId, 'first')
    expect((await fire(caseId, 'second')).ended).toBe(true)
  })
  test('is not guessed at where its places are others', async () => {
    await expect(start(await published((p) => p.slice(1)))).rejects.toThrow(/was published with/)
    await expect(start(await published((p) => ['gone', ...p.slice(1)]))).rejects.toThrow(/source is new/)
  })
})
