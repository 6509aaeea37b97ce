import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import archive from '../../kernel/archive/index.ts'
import cases from '../../kernel/cases/index.ts'
import catalog, { itemContent } from '../../kernel/catalog/index.ts'
import documents from '../../kernel/documents/index.ts'
import draw from '../../kernel/draw/index.ts'
import identity from '../../kernel/identity/index.ts'
import { citationProblem } from '../../kernel/law/index.ts'
import { ledgerRoom, memoryTiles, openLog } from '../../kernel/ledger/index.ts'
import money from '../../kernel/money/index.ts'
import nodes from '../../kernel/nodes/index.ts'
import parties from '../../kernel/parties/index.ts'
import { projectRoot } from '../../kernel/platform/harness.ts'
import { actTypes, platformRoom, readersOf } from '../../kernel/platform/index.ts'
import procedure from '../../kernel/procedure/index.ts'
import { searchRoom } from '../../kernel/search/index.ts'
import watch from '../../kernel/watch/index.ts'
import account from '../../rooms/account/index.ts'
import agreements from '../../rooms/agreements/index.ts'
import { caseActTypes } from '../../rooms/approvals/acts.ts'
import approvals from '../../rooms/approvals/index.ts'
import bank from '../../rooms/bank/index.ts'
import complaints from '../../rooms/complaints/index.ts'
import consultations from '../../rooms/consultations/index.ts'
import credit from '../../rooms/credit/index.ts'
import disclosure from '../../rooms/disclosure/index.ts'
import discretion from '../../rooms/discretion/index.ts'
import enforcement from '../../rooms/enforcement/index.ts'
import experts from '../../rooms/experts/index.ts'
import hall from '../../rooms/hall/index.ts'
import inspection from '../../rooms/inspection/index.ts'
import land from '../../rooms/land/index.ts'
import leads from '../../rooms/leads/index.ts'
import { ledgerPages } from '../../rooms/ledger/index.ts'
import legality from '../../rooms/legality/index.ts'
import levies from '../../rooms/levies/index.ts'
import licences from '../../rooms/licences/index.ts'
import linked from '../../rooms/linked/index.ts'
import open from '../../rooms/open/index.ts'
import prequalification from '../../rooms/prequalification/index.ts'
import process from '../../rooms/process/index.ts'
import procurement from '../../rooms/procurement/index.ts'
import projects from '../../rooms/projects/index.ts'
import property from '../../rooms/property/index.ts'
import publication from '../../rooms/publication/index.ts'
import rulebook from '../../rooms/rulebook/index.ts'
import spot from '../../rooms/spot/index.ts'
import supervision from '../../rooms/supervision/index.ts'
import suppliers from '../../rooms/suppliers/index.ts'
import tenders from '../../rooms/tenders/index.ts'
import { auctionRoom } from '../../trade/auction/index.ts'
import committee from '../../trade/committee/index.ts'
import envelope from '../../trade/envelope/index.ts'

const log = openLog({
  origin: 'x',
  store: memoryTiles(),
  signer: { name: 'x', vkey: '', vkeys: () => [], keys: () => [], align: () => {}, sign: () => '' },
})
const ledger = ledgerRoom(log)
const systems = [
  identity,
  catalog,
  procedure,
  cases,
  ledger,
  ledgerPages(log),
  account,
  hall,
  legality,
  discretion,
  approvals,
  licences,
  supervision,
  documents,
  parties,
  money,
  draw,
  archive,
  bank,
  complaints,
  consultations,
  credit,
  disclosure,
  publication,
  open,
  searchRoom([]),
  enforcement,
  leads,
  inspection,
  watch,
  rulebook,
  auctionRoom,
  land,
  envelope,
  committee,
  experts,
  prequalification,
  tenders,
  suppliers,
  procurement,
  agreements,
  projects,
  property,
  levies,
  process,
  nodes,
  linked,
  spot,
]
const rooms = [platformRoom(systems), ...systems]
const operations = rooms.flatMap((r) => r.operations)

const files = (folder: string): string[] =>
  readdirSync(join(projectRoot, folder)).flatMap((f) => {
    const path = `${folder}/${f}`
    return statSync(join(projectRoot, path)).isDirectory() ? files(path) : [path]
  })
const sources = ['kernel', 'trade', 'rooms', 'web', 'apps'].flatMap(files).filter((f) => /\.tsx?$/.test(f))
const tests = [...sources, ...files('test')]
  .filter((f) => /\.test\.tsx?$/.test(f))
  .map((f) => readFileSync(join(projectRoot, f), 'utf8'))
  .join('\n')
const camel = (id: string) => id.split('.')[1]!.replace(/-(\w)/g, (_, c) => c.toUpperCase())

describe('every operation', () => {
  test.each(operations.map((o) => [o.contract.id, o] as const))(
    '%s has a policy, a title in both languages, and a test',
    (id, o) => {
      expect(typeof o.allow).toBe('function')
      expect(o.contract.title.zh).toMatch(/[一-鿿]/)
      expect(o.contract.title.en).toMatch(/[A-Za-z]/)
      for (const declared of Object.values(o.contract.errors) as { zh: string; en: string; status: number }[]) {
        expect(declared.zh).toMatch(/[一-鿿]/)
        expect(declared.status).toBeGreaterThanOrEqual(400)
      }
      // Contracts are named in tests by their export: approvals.accept-case → acceptCase, save-draft of an application by its own.
      const names: Record<string, string> = {
        'approvals.save-draft': 'saveApplicationDraft',
        'ledger.describe': 'describeLog',
      }
      expect(tests, `a test of ${id}`).toMatch(new RegExp(`\\b${names[id] ?? camel(id)}\\b`))
    },
  )
  test('ids are unique and begin with their room', () => {
    expect(new Set(operations.map((o) => o.contract.id)).size).toBe(operations.length)
    for (const room of rooms) for (const o of room.operations) expect(o.contract.id.split('.')[0]).toBe(room.name)
  })
  test('pages have a policy', () => {
    for (const page of rooms.flatMap((r) => r.pages)) expect(typeof page.allow, page.path).toBe('function')
  })
})

test('the kernel has no pages, and knows nothing of the web', () => {
  for (const room of [identity, catalog, procedure, cases, ledger]) expect(room.pages, room.name).toEqual([])
  for (const file of sources.filter((f) => f.startsWith('kernel/')))
    expect(readFileSync(join(projectRoot, file), 'utf8'), file).not.toMatch(/from '[./]*\/web\//)
})

describe('acts', () => {
  test('have a title in both languages', () => {
    expect(actTypes.size).toBeGreaterThan(30)
    for (const [type, d] of actTypes)
      expect([type, /[一-鿿]/.test(d.title.zh), /[A-Za-z]/.test(d.title.en)]).toEqual([type, true, true])
  })
  test('of a case are all published: the numbers in the log have no gaps', () => {
    for (const type of caseActTypes) expect(actTypes.get(type)!.published, type).toBe(true)
  })
  test('that are told to parties are the teller’s own, and told in both languages', () => {
    const told = systems.flatMap((r) =>
      Object.entries(r.tells).flatMap(([type, all]) => [all].flat().map((t) => ({ room: r.name, type, ...t }))),
    )
    expect(told.length).toBeGreaterThan(40)
    for (const { room, type, says: line, with: fields = [] } of told) {
      const says = typeof line === 'function' ? line({}) : line
      // What a sentence says of an act's private words, all whom it is told to may read.
      for (const field of fields)
        expect([type, readersOf(type, field).to]).toEqual([type, expect.arrayContaining(['parties', 'performers'])])
      expect([type, actTypes.get(type)?.room, /[一-鿿]/.test(says.zh), /[A-Za-z]/.test(says.en)]).toEqual([
        type,
        room,
        true,
        true,
      ])
    }
  })
})

describe('the house', () => {
  test('rooms query no schema but their own', () => {
    const schemas = [
      'platform',
      'identity',
      'catalog',
      'procedure',
      'cases',
      'ledger',
      'legality',
      'approvals',
      'supervision',
      'hall',
    ]
    for (const file of sources.filter((f) => f.startsWith('rooms/') && !f.includes('.test.'))) {
      const room = file.split('/')[1]!
      const source = readFileSync(join(projectRoot, file), 'utf8')
      for (const schema of schemas.filter((s) => s !== room))
        expect(source, file).not.toMatch(new RegExp(`(from|join|into|update|delete from)\\s+${schema}\\.[a-z_]+`))
    }
  })
  test('only the composition roots read the environment', () => {
    for (const file of sources.filter((f) => !f.startsWith('apps/') && !/\.test\.|harness\.ts$|embedded\.ts$/.test(f)))
      expect(readFileSync(join(projectRoot, file), 'utf8'), file).not.toMatch(/process\.env/)
  })
  test('legal time comes from the injected clock', () => {
    for (const file of sources.filter(
      (f) => /^(rooms|kernel\/(cases|catalog|calendar|procedure))\//.test(f) && !f.includes('.test.'),
    ))
      expect(readFileSync(join(projectRoot, file), 'utf8'), file).not.toMatch(/Date\.now\(\)|new Date\(\)/)
  })
  test('every room has its README', () => {
    for (const layer of ['kernel', 'trade', 'rooms'])
      for (const room of readdirSync(join(projectRoot, layer)))
        if (
          statSync(join(projectRoot, layer, room)).isDirectory() &&
          readdirSync(join(projectRoot, layer, room)).length > 0
        )
          expect(readdirSync(join(projectRoot, layer, room)), room).toContain('README.md')
  })
})

describe('the city’s data', () => {
  const items = readItems(join(projectRoot, 'city', '350200'))
  test('at least twelve items across six departments', () => {
    expect(items.length).toBeGreaterThanOrEqual(12)
    expect(new Set(items.map((i) => i.unit)).size).toBeGreaterThanOrEqual(6)
  })
  test.each(items.map((i) => [i.code, i] as const))('%s has its shape, and cites articles that exist', (_, item) => {
    const content = itemContent.parse(item.content)
    const citations = JSON.stringify(content)
      .match(/\{"law":"[^}]+\}/g)!
      .map((c) => JSON.parse(c))
    for (const c of citations) expect(citationProblem(c), JSON.stringify(c)).toBeUndefined()
  })
})
