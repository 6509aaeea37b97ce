import { generateKeyPairSync } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit, censusIfDue, checking, removeForged, removeForgery, runChecks } from '../../kernel/ledger/index.ts'
import { officer } from '../../kernel/platform/harness.ts'
import { execute, faults, keyOf, newId, type Performed, sql } from '../../kernel/platform/index.ts'
import { openSite, type Site } from '../server/site.ts'

let site: Site
let owner: postgres.Sql
beforeAll(async () => {
  site = await openSite({ cases: 12 })
  owner = postgres(site.gnomon.urls.owner, { max: 1, onnotice: () => {} })
}, 240_000)
afterAll(async () => {
  await owner.end()
  await site.close()
})

const checks = () => site.gnomon.rooms.flatMap((r) => r.checks)
const differences = async () => (await runChecks(site.gnomon, checks(), site.gnomon.actKey)).map((d) => d.check)

test('a city that nobody touched agrees with its acts', async () => {
  expect(await runChecks(site.gnomon, checks(), site.gnomon.actKey)).toEqual([])
  expect((await audit(site.gnomon.db, site.gnomon.ledger)).findings).toEqual([])
})

/** What the owner of the database can do with SQL, and what tells it. Each is undone. */
const attacks: [string, string, string[]][] = [
  ['a private value changed', `update platform.act_private set value = '"另一句"' where field = 'reason'`, ['acts']],
  ['a private field deleted without an act', `delete from platform.act_private where field = 'form'`, ['acts']],
  [
    'a private field slipped in',
    `insert into platform.act_private select jurisdiction, id, 'more', '\\x00', '1' from platform.act limit 1`,
    ['acts'],
  ],
  [
    'an unpublished act changed',
    `update platform.act set public = public || '{"reason": "locked"}' where id = (select id from platform.act where not published limit 1)`,
    ['acts'],
  ],
  [
    'an unpublished act made another’s',
    `update platform.act set subject_id = '018f0000-0000-7000-8000-000000000001' where id = (select id from platform.act where not published limit 1)`,
    ['acts', 'numbers'],
  ],
  [
    'an act taken out',
    `delete from platform.act where id = (select id from platform.act where not published limit 1)`,
    ['chain', 'numbers'],
  ],
  [
    'the form of a case',
    `update cases.case set form = form || '{"price": 1}' where number = (select number from cases.case limit 1)`,
    ['cases'],
  ],
  [
    'the applicant of a case',
    `update cases.party set person_id = '018f0000-0000-7000-8000-000000000001' where case_id = (select id from cases.case where kind = 'approval' order by number limit 1)`,
    ['cases'],
  ],
  [
    'a case out of nothing',
    `insert into cases.case (jurisdiction, id, number, kind, item_code, version_id, unit, form, submitted_at) select jurisdiction, '018f0000-0000-7000-8000-000000000001', jurisdiction || '-2026-999999', kind, item_code, version_id, unit, form, submitted_at from cases.case limit 1`,
    ['cases', 'standing'],
  ],
  [
    'the unit that leads a case',
    `update cases.case set unit = '350200-jiaoyu' where number = (select number from cases.case where kind = 'approval' order by number limit 1)`,
    ['cases', 'standing'],
  ],
  [
    'a case of a kind that does not exist',
    `update cases.case set kind = 'none' where number = (select number from cases.case order by number limit 1)`,
    ['marking', 'standing', 'work'],
  ],
  [
    'how a case stands',
    `update cases.standing set status = 'granted', closed = true where case_id = (select case_id from cases.standing where not closed limit 1)`,
    ['standing'],
  ],
  [
    'a limit in the lists moved away',
    `update cases.standing set due = '2099-01-01' where case_id = (select case_id from cases.standing where due is not null limit 1)`,
    ['standing'],
  ],
  [
    'a case taken from the lists',
    `delete from cases.standing where case_id = (select case_id from cases.standing limit 1)`,
    ['standing'],
  ],
  [
    'a step given to another post',
    `update cases.work set post = 'administrator' where case_id = (select case_id from cases.work where post is not null limit 1)`,
    ['work'],
  ],
  [
    'a step taken from an inbox',
    `delete from cases.work where case_id = (select case_id from cases.work limit 1)`,
    ['work'],
  ],
  [
    'a step slipped into an inbox',
    `insert into cases.work (jurisdiction, case_id, element, kind, case_kind, unit, opened_at, own) select jurisdiction, case_id, 'more', 'user', case_kind, unit, now(), false from cases.work limit 1`,
    ['work'],
  ],
  [
    'a case put back to the start of its chart',
    `update procedure.instance set ended = false, marking = (select array_agg(case n when 1 then 1 else 0 end order by n) from generate_subscripts(marking, 1) n)
      where case_id = (select c.id from cases.case c join cases.standing s on s.case_id = c.id where c.kind = 'approval' and s.closed order by c.number limit 1)`,
    ['marking'],
  ],
  [
    'a case under way ended',
    `update procedure.instance set ended = true, marking = array_fill(0, array[array_length(marking, 1)]) where case_id = (select case_id from cases.work order by case_id limit 1)`,
    ['marking', 'work'],
  ],
  [
    'an officer’s card made wider',
    `update identity.card set scope = scope || '["everything"]' where number = (select number from identity.card limit 1)`,
    ['cards'],
  ],
  [
    'an officer’s card withdrawn by hand',
    `update identity.card set withdrawn_at = now() where number = (select number from identity.card where withdrawn_at is null limit 1)`,
    ['cards'],
  ],
  ['a licence’s holder', `update cases.document set content = content || '{"holder": "别人"}'`, ['documents']],
  [
    'a licence out of nothing',
    `insert into cases.document (jurisdiction, id, case_id, number, kind, content, issued_at) select jurisdiction, '018f0000-0000-7000-8000-000000000001', id, 'L0', 'licence', '{}', now() from cases.case limit 1`,
    ['documents'],
  ],
  [
    'the limit of a published item',
    `update catalog.version set content = jsonb_set(content, '{limits,statutory,value}', '399') where status = 'published' and code = '350200-01-0001'`,
    ['items'],
  ],
  [
    'the chart of a published item',
    `update catalog.version set bpmn = bpmn || ' ' where status = 'published' and code = '350200-01-0001'`,
    ['items'],
  ],
  [
    'an appointment without an act',
    `insert into identity.appointment (id, post, person_id, starts_on) select '018f0000-0000-7000-8000-000000000001', (select code from identity.post where role = 'chief-supervisor' limit 1), id, '1900-01-01' from identity.person order by created_at limit 1`,
    ['appointments'],
  ],
  [
    'an appointment ended by hand',
    `update identity.appointment set ends_on = '2020-01-01' where id = (select id from identity.appointment limit 1)`,
    ['appointments'],
  ],
  [
    'the role of a post',
    `update identity.post set role = 'administrator' where code = '350200-jianshe/clerk'`,
    ['posts'],
  ],
  ['a standard', `update discretion.version set xml = xml || ' '`, ['standards']],
  [
    'a light put out',
    `update supervision.light set cleared_at = now() where id = (select id from supervision.light where cleared_at is null limit 1)`,
    ['lights'],
  ],
  [
    'a light taken away',
    `delete from supervision.light where id = (select id from supervision.light limit 1)`,
    ['lights'],
  ],
]

describe('what the owner of the database can do, and what tells it', () => {
  test.each(attacks)('%s', async (_, statement, told) => {
    // Undone from a copy of the tables that a statement touches.
    const table = /^(?:update|delete from|insert into) ([a-z_.]+)/.exec(statement)![1]!
    const copy = `kept_${newId().replaceAll('-', '')}`
    await owner.unsafe(`create table public.${copy} as table ${table}`)
    await owner.unsafe(`set session_replication_role = replica`)
    const { count } = await owner.unsafe(statement)
    const columns = (
      await owner.unsafe(
        `select string_agg(quote_ident(attname), ', ' order by attnum) as list from pg_attribute
         where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      )
    )[0]!.list
    try {
      expect(count).toBeGreaterThan(0)
      expect([...new Set(await differences())].sort()).toEqual(told)
    } finally {
      await owner.unsafe(`delete from ${table}`)
      await owner.unsafe(
        `insert into ${table} (${columns}) overriding system value select ${columns} from public.${copy}`,
      )
    }
    const more = (a: string, b: string) => `(select t::text from ${a} t except select t::text from ${b} t)`
    const left = `${more(table, `public.${copy}`)} union all ${more(`public.${copy}`, table)}`
    expect((await owner.unsafe(left)).length).toBe(0)
    await owner.unsafe(`drop table public.${copy}`)
  })
  test('all of it undone, nothing differs', async () => expect(await differences()).toEqual([]))
})

test('an act taken out of the middle, those after it and the count moved up: their signatures say another number', async () => {
  const [of] = await owner`select s.jurisdiction, s.subject_id as id from platform.stream s where s.last >= 3 limit 1`
  await owner`set session_replication_role = replica`
  await owner`create table public.kept_acts as select * from platform.act where subject_id = ${of!.id}`
  await owner`delete from platform.act where subject_id = ${of!.id} and number = 2`
  await owner`update platform.act set number = number + 1000 where subject_id = ${of!.id} and number > 2`
  await owner`update platform.act set number = number - 1001 where subject_id = ${of!.id} and number > 1000`
  await owner`update platform.stream set last = last - 1 where subject_id = ${of!.id}`
  try {
    const told = await differences()
    expect([told.includes('acts'), told.includes('numbers')]).toEqual([true, false])
  } finally {
    await owner`delete from platform.act where subject_id = ${of!.id}`
    await owner`insert into platform.act select * from public.kept_acts`
    await owner`update platform.stream set last = last + 1 where subject_id = ${of!.id}`
  }
  expect(await differences()).toEqual([])
})

test('the last act of a subject taken out, and every number, count and link put right: not what the ledger published', async () => {
  await site.gnomon.settle()
  await censusIfDue(site.gnomon, site.gnomon.ledger)
  await site.gnomon.settle()
  const [census] =
    await owner`select public->'chains' as chains from platform.act where type = 'ledger.census' order by number desc limit 1`
  expect(census!.chains.length).toBeGreaterThan(0)
  const [of] =
    await owner`select o.jurisdiction, o.position, o.act_id as id, a.subject_id as subject from platform.ordered o
    join platform.act a on a.jurisdiction = o.jurisdiction and a.id = o.act_id
    join platform.stream s on s.jurisdiction = a.jurisdiction and s.subject_id = a.subject_id and s.last = a.number
    where not a.published order by o.position limit 1`
  const kept = ['platform.act', 'platform.act_private', 'platform.ordered', 'platform.sequence', 'platform.stream']
  await owner`set session_replication_role = replica`
  for (const table of kept) await owner.unsafe(`create table public.${table.replace('.', '_')} as table ${table}`)
  const there = async () =>
    (await differences()).filter((d) => !['standing', 'work', 'marking', 'cards', 'appointments', 'lights'].includes(d))
  try {
    await owner`delete from platform.act where id = ${of!.id}`
    await owner`delete from platform.act_private where act_id = ${of!.id}`
    await owner`update platform.stream set last = last - 1 where jurisdiction = ${of!.jurisdiction} and subject_id = ${of!.subject}`
    expect(await there()).toEqual(['chain'])
    // The order closed over the gap, each link made anew: whole in itself.
    await owner`delete from platform.ordered where act_id = ${of!.id}`
    await owner`update platform.ordered set position = position + 1000000 where jurisdiction = ${of!.jurisdiction} and position > ${of!.position}`
    await owner`update platform.ordered set position = position - 1000001 where jurisdiction = ${of!.jurisdiction} and position > 1000000`
    await owner`with recursive link as (
        select 0::bigint as position, decode(repeat('00', 32), 'hex') as chain
        union all select o.position, sha256(link.chain || uuid_send(o.act_id) || coalesce(a.signature, ''))
        from link join platform.ordered o on o.jurisdiction = ${of!.jurisdiction} and o.position = link.position + 1
        join platform.act a on a.jurisdiction = o.jurisdiction and a.id = o.act_id)
      update platform.ordered o set chain = link.chain from link where o.jurisdiction = ${of!.jurisdiction} and o.position = link.position`
    await owner`update platform.sequence s set last = o.position, chain = o.chain from platform.ordered o
      where s.jurisdiction = ${of!.jurisdiction} and o.jurisdiction = s.jurisdiction
        and o.position = (select max(position) from platform.ordered where jurisdiction = s.jurisdiction)`
    expect(await there()).toEqual(['chain'])
  } finally {
    for (const table of kept) {
      await owner.unsafe(`delete from ${table}`)
      await owner.unsafe(`insert into ${table} overriding system value select * from public.${table.replace('.', '_')}`)
      await owner.unsafe(`drop table public.${table.replace('.', '_')}`)
    }
  }
  expect(await differences()).toEqual([])
})

describe('an act that nobody performed', () => {
  const forge = (signature: Buffer | null) => owner`with forged as (insert into platform.act
    (jurisdiction, id, subject_kind, subject_id, number, type, happened_at, actor, public, commitments, basis, published, signature)
    select jurisdiction, ${newId()}, subject_kind, subject_id, 900 + ${signature ? 1 : 0}, 'case.decided', now(), actor,
      '{"outcome": "grant"}', '{}', '[]', true, ${signature}
    from platform.act where type = 'application.submitted' order by id limit 1 returning id, jurisdiction),
    arrived as (insert into platform.arrival (jurisdiction, act_id) select jurisdiction, id from forged)
    select id from forged`
  test('is not logged, with no signature or with another key’s, and is a red light', async () => {
    const before = await site.gnomon.db.transaction().execute((tx) => site.gnomon.ledger.head(tx))
    const other = keyOf(generateKeyPairSync('ed25519').privateKey)
    const mine = { id: newId(), happenedAt: new Date() } as Performed
    const [one] = await forge(null)
    const [two] = await forge(other.sign({ ...mine, public: {} } as Performed))
    await site.gnomon.settle()
    const after = await site.gnomon.db.transaction().execute((tx) => site.gnomon.ledger.head(tx))
    const leaves = await sql`select 1 from ledger.leaf where act_id = any(${[one!.id, two!.id]}::uuid[])`.execute(
      site.gnomon.db,
    )
    expect(leaves.rows).toHaveLength(0)
    expect(after!.size - before!.size).toBeLessThanOrEqual(4)
    expect(
      (await faults(site.gnomon.db))
        .filter((f) => f.kind === 'forged')
        .map((f) => f.name)
        .sort(),
    ).toEqual([one!.id, two!.id].sort())
    expect([...new Set(await differences())].sort()).toEqual(['acts', 'numbers', 'standing'])
    const admin = await site.logIn('admin')
    const page = await site.visit('/desk/operations', admin.cookie)
    expect(page.text).toContain('伪造的行为')
    expect(page.text).toContain(one!.id)
    // The running comparison, piece by piece, comes to the same, and forgets what is no longer so.
    const running = checking(checks(), site.gnomon.actKey)
    const rounds = async () => {
      for (let i = 0; i < 100; i++) await running.once(site.gnomon)
      return (await faults(site.gnomon.db)).filter((f) => f.kind.startsWith('differs')).map((f) => f.kind)
    }
    expect([...new Set(await rounds())].sort()).toEqual(['differs acts', 'differs numbers', 'differs standing'])
    // Who deletes it says so in the ledger; what nobody forged is not removed so.
    const remove = (id: string) => removeForged(site.gnomon, site.gnomon.urls.owner, id, '数据库被人写过')
    const [genuine] = await owner`select id from platform.act where signature is not null and number < 900 limit 1`
    await expect(remove(genuine!.id)).rejects.toMatchObject({ code: 'NOT_FORGED' })
    await expect(
      execute(site.gnomon, removeForgery, { actId: one!.id, reason: '自己来' }, { who: officer('administrator') }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await remove(one!.id)
    await remove(two!.id)
    await site.gnomon.settle()
    expect(await rounds()).toEqual([])
    expect((await faults(site.gnomon.db)).filter((f) => f.kind === 'forged')).toEqual([])
  })
})
