// For tests: the demonstration city on a database of its own, founded through the real operations.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foundCity, officers, publishItems, readItems } from '../apps/demonstration/found-city.ts'
import cases from '../kernel/cases/index.ts'
import catalog from '../kernel/catalog/index.ts'
import documents from '../kernel/documents/index.ts'
import identity, { actorOfLogin } from '../kernel/identity/index.ts'
import { HOME, projectRoot, type TestDatabase, testWorld, type World, worldOn } from '../kernel/platform/harness.ts'
import { type Actor, execute, type Founding, type Room } from '../kernel/platform/index.ts'
import procedure from '../kernel/procedure/index.ts'
import { submitApplication, uploadMaterial } from '../rooms/approvals/contract.ts'
import approvals from '../rooms/approvals/index.ts'
import { openDraft, passReview, publish, submitForReview } from '../rooms/legality/contract.ts'
import legality from '../rooms/legality/index.ts'
import licences from '../rooms/licences/index.ts'
import { PDF } from './pdf.ts'

export const CITY = join(projectRoot, 'city', HOME)
export const CONSTRUCTION = '350200-01-0001'

export type TestCity = World & {
  /** The officer with a role in a unit, acting under that post. */
  officer(unit: string, role: string): Promise<Actor>
  citizen(login?: string): Promise<Actor>
}

/** A file that passes for a material; a filled-in form of the construction permit. */
export { PDF }
export const CONSTRUCTION_FORM = {
  projectName: '滨海小学教学楼',
  site: '思明区环岛路 1 号',
  builder: '鹭岛建设有限公司',
  uscc: '913502000000010006',
  floorArea: 5200.5,
  price: 1800,
  contractor: '测试施工公司',
  startsOn: '2026-05-01',
  contact: '王工',
  phone: '0592-1234567',
}

/** The construction permit under another code and another chart, from the draft to publication. */
export async function publishVariant(
  city: TestCity,
  code: string,
  bpmn: string,
  content: (of: Record<string, any>) => Record<string, any> = (c) => c,
): Promise<{ id: string; publish: () => Promise<unknown> }> {
  const item = readItems(CITY).find((i) => i.code === CONSTRUCTION)!
  const drafter = await city.officer('350200-jianshe', 'drafter')
  const legal = await city.officer('350200-fazhi', 'legal-officer')
  const { id } = await city.run(openDraft, { ...item, code, bpmn, content: content(item.content) as never }, drafter)
  await city.run(submitForReview, { id }, drafter)
  await city.run(passReview, { id, opinion: '依据充分，同意。' }, legal)
  return {
    id,
    async publish() {
      await city.run(publish, { id }, legal)
      // What is published is in force from the next instant on.
      city.clock.advance(1000)
    },
  }
}

/** An application with every mandatory material of the construction permit. */
export async function apply(
  city: TestCity,
  applicant: Actor,
  itemCode = CONSTRUCTION,
  more: Partial<typeof CONSTRUCTION_FORM> = {},
  capacity = '',
): Promise<{ caseId: string; number: string }> {
  return submit(city, applicant, itemCode, { ...CONSTRUCTION_FORM, ...more }, CONSTRUCTION, capacity)
}

/** A restaurant's licence of a district. */
export const FOOD_FORM = {
  shopName: '鹭岛茶馆',
  uscc: '913502000000010006',
  address: '思明区中山路 1 号',
  kind: '餐饮服务经营者',
  items: ['热食类食品制售'],
  legalPerson: '王一',
  legalPersonId: '11010519491231002X',
  phone: '0592-1234567',
}
export const applyForFood = (city: TestCity, applicant: Actor, itemCode: string) =>
  submit(city, applicant, itemCode, FOOD_FORM)

/** With each material that the item `like` cannot do without. */
async function submit(
  city: TestCity,
  applicant: Actor,
  itemCode: string,
  form: object,
  like = itemCode,
  capacity = '',
) {
  const item = readItems(CITY).find((i) => i.code === like)!
  for (const { id: material, mandatory } of item.content.materials)
    if (mandatory)
      await city.run(
        uploadMaterial,
        { itemCode, material, file: { name: `${material}.pdf`, size: PDF.length, bytes: PDF }, capacity },
        applicant,
      )
  return city.run(submitApplication, { itemCode, form: { ...form }, capacity }, applicant)
}

/** What a founded city depends on: whatever founds it. */
export const sources = () => {
  const hash = createHash('sha256')
  for (const folder of ['kernel', 'rooms', 'trade', 'apps/demonstration', 'city']) {
    const root = join(projectRoot, folder)
    if (!existsSync(root)) continue
    for (const file of readdirSync(root, { recursive: true, withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    ))
      if (file.isFile() && !file.name.includes('.test.'))
        hash.update(file.name).update(readFileSync(join(file.parentPath, file.name)))
  }
  return hash.digest('hex')
}

const ROOMS = [identity, catalog, procedure, cases, documents, legality, approvals, licences]

/** The demonstration city's data under another city's code, its districts with it: 350203 is 320103 in 320100. */
function dataOf(home: string): { city: string; done(): void } {
  if (home === HOME) return { city: CITY, done() {} }
  const city = mkdtempSync(join(tmpdir(), `gnomon-${home}-`))
  cpSync(CITY, city, { recursive: true })
  for (const file of readdirSync(city, { recursive: true, withFileTypes: true }))
    if (file.isFile()) {
      const path = join(file.parentPath, file.name)
      writeFileSync(path, readFileSync(path, 'utf8').replace(/(?<!\d)3502(?=\d\d(?!\d))/g, home.slice(0, 4)))
    }
  return { city, done: () => rmSync(city, { recursive: true, force: true }) }
}

/** The rooms of such a city. */
export const cityRooms = (more: Room[] = []): Room[] => [...ROOMS, ...more]

/**
 * A copy of a founded city. `items`: codes to publish (the construction permit alone when left out). Cities that are founded alike
 * are founded once.
 */
export async function testCity(
  options: { items?: string[]; more?: Room[]; start?: string; home?: string } = {},
): Promise<TestCity> {
  const start = new Date(options.start ?? '2026-03-02T01:00:00Z')
  const home = options.home ?? HOME
  const items = options.items ?? [CONSTRUCTION.replace(HOME, home)]
  const alike = createHash('sha256')
    .update(JSON.stringify([sources(), start, items, home]))
    .digest('hex')
  const { city, done } = dataOf(home)
  const template = {
    name: `gnomon_city_${alike.slice(0, 16)}`,
    async fill(database: TestDatabase) {
      const making = worldOn(database, ROOMS, start, home)
      const founding: Founding = {
        home,
        city,
        perform: (contract, input, by) => execute(making, contract, input, { who: by.as, clock: { now: () => by.at } }),
        read: (work) => making.db.transaction().execute(work),
      }
      await foundCity(founding, new Date(start.getTime() - 30 * 86_400_000))
      await publishItems(founding, new Date(start.getTime() - 10 * 86_400_000), items)
    },
  }
  const world = await testWorld([...ROOMS, ...(options.more ?? [])], start, template, home)
  const find = officers(city)
  done()
  return peopled(world, find)
}

/** With the demonstration's people, as they log in. */
export function peopled(world: World, find = officers(CITY)): TestCity {
  const as = (login: string, post?: string) => world.db.transaction().execute((tx) => actorOfLogin(tx, login, post))
  return {
    ...world,
    officer: (unit, role) => {
      const found = find(unit, role)
      return as(found.login, found.post)
    },
    citizen: (login = 'citizen') => as(login),
  }
}
