import { newId, operation, type PersonActor, postOf, query, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import * as contract from './desk.contract.ts'
import { filtersOf, phrasesOf } from './desk.store.ts'

// Small lists of a unit and of an officer: keep, remove, read. They stand together since each is three statements.

const officer = ({ actor }: { actor: Parameters<typeof postOf>[0] }) => postOf(actor) !== undefined

const put = operation(contract.putPhrase, {
  allow: officer,
  async run({ tx, actor, input, clock }) {
    const { jurisdiction, unitCode, unitId } = postOf(actor)!
    const id = newId(clock.now().getTime(), jurisdiction)
    await sql`insert into cases.phrase (jurisdiction, id, unit, title, body, at)
      values (${jurisdiction}, ${id}::uuid, ${unitCode}, ${input.title}, ${input.body}, ${clock.now()})`.execute(tx)
    const act = acts['phrase.kept']({
      jurisdiction,
      subject: { kind: 'unit', id: unitId },
      public: { title: input.title },
    })
    return { act, output: { id } }
  },
})
const drop = operation(contract.dropPhrase, {
  allow: officer,
  async run({ tx, actor, input, problem }) {
    const { jurisdiction, unitCode, unitId } = postOf(actor)!
    const { rows } = await sql<{ title: string }>`delete from cases.phrase where jurisdiction = ${jurisdiction}
      and unit = ${unitCode} and id = ${input.id}::uuid returning title`.execute(tx)
    if (!rows[0]) throw problem('GONE')
    const act = acts['phrase.removed']({ jurisdiction, subject: { kind: 'unit', id: unitId }, public: rows[0] })
    return { act, output: {} }
  },
})
const list = query(contract.phrases, {
  allow: officer,
  run: ({ tx, actor }) => phrasesOf(tx, postOf(actor)!.jurisdiction, postOf(actor)!.unitCode),
})

const MOST = 50
const save = operation(contract.saveFilter, {
  allow: officer,
  async run({ tx, actor, input, clock, problem }) {
    const { personId } = actor as PersonActor
    const { jurisdiction } = postOf(actor)!
    if ((await filtersOf(tx, jurisdiction, personId)).length >= MOST) throw problem('FULL')
    const id = newId(clock.now().getTime(), jurisdiction)
    await sql`insert into cases.filter (jurisdiction, person_id, id, name, address)
      values (${jurisdiction}, ${personId}::uuid, ${id}::uuid, ${input.name}, ${input.address})`.execute(tx)
    const act = acts['filter.saved']({ jurisdiction, subject: { kind: 'person', id: personId }, public: {} })
    return { act, output: { id } }
  },
})
const forget = operation(contract.dropFilter, {
  allow: officer,
  async run({ tx, actor, input, problem }) {
    const { personId } = actor as PersonActor
    const { jurisdiction } = postOf(actor)!
    const { rows } = await sql`delete from cases.filter where jurisdiction = ${jurisdiction}
      and person_id = ${personId}::uuid and id = ${input.id}::uuid returning id`.execute(tx)
    if (!rows[0]) throw problem('GONE')
    const act = acts['filter.removed']({ jurisdiction, subject: { kind: 'person', id: personId }, public: {} })
    return { act, output: {} }
  },
})
const mine = query(contract.filters, {
  allow: officer,
  run: ({ tx, actor }) => filtersOf(tx, postOf(actor)!.jurisdiction, (actor as PersonActor).personId),
})

export const phraseOperations = [put, drop, list, save, forget, mine]
