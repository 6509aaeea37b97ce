// A standard by which an item of penalty fines stays inside that item's law; how its bands lie to one another is shown.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, Problem } from '../../../kernel/platform/index.ts'
import { CITY } from '../../../test/city.ts'
import { contract as standards } from '../../discretion/index.ts'
import { type EnforcementCity, enforcementCity } from '../harness.ts'

let city: EnforcementCity
let drafter: Actor
let legal: Actor
beforeAll(async () => {
  city = await enforcementCity()
  drafter = await city.city.officer('350203-xiaofang', 'drafter')
  legal = await city.city.officer('350200-fazhi', 'legal-officer')
})
afterAll(() => city.city.close())

const lane = readFileSync(join(CITY, 'discretion', 'fire-lane.dmn'), 'utf8')
const upTo = (yuan: number) => lane.replaceAll('<text>500</text>', `<text>${yuan}</text>`)
const check = (xml: string, code?: string) => city.city.run(standards.check, { xml, code }, legal)
const kinds = (list: { kind: string }[]) => list.map((f) => f.kind)

test('beyond the statute it is refused by name, and not without the item’s law', async () => {
  const { findings, advice } = await check(upTo(600), 'fire-lane')
  expect([kinds(findings), advice]).toEqual([['outside', 'outside', 'outside'], []])
  expect(kinds((await check(upTo(600))).findings)).toEqual([])
  const { revision } = await city.city.run(standards.save, { code: 'fire-lane', revision: 1, xml: upTo(600) }, drafter)
  const refused = await city.city
    .run(standards.publish, { code: 'fire-lane', revision, opinion: '同意公布。' }, legal)
    .catch((e) => e as Problem)
  expect(refused).toBeInstanceOf(Problem)
  expect(refused).toMatchObject({ code: 'UNFIT', detail: { zh: expect.stringContaining('超出法定的 0～500') } })
})

test('an overlap of two degrees is advice, and the legal office may publish', async () => {
  const overlapping = lane.replace(/500(<\/text><\/outputEntry>\s+<outputEntry><text>500)/, '200$1')
  const { findings, advice } = await check(overlapping, 'fire-lane')
  expect([findings, kinds(advice)]).toEqual([[], ['band-overlap']])
  const { revision } = await city.city.run(
    standards.save,
    { code: 'fire-lane', revision: 2, xml: overlapping },
    drafter,
  )
  const made = await city.city.run(standards.publish, { code: 'fire-lane', revision, opinion: '同意公布。' }, legal)
  expect(made.number).toBe(2)
})
