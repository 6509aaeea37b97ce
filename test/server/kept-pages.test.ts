// Pages kept in memory: the same bytes for everybody, and never those of before an act that changes them.
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PageMemory } from '../../apps/server/memory.ts'
import { createApp } from '../../apps/server/server.tsx'
import { publishedItem } from '../../kernel/catalog/index.ts'
import { actorOfLogin } from '../../kernel/identity/index.ts'
import { type Contract, defineRoom, execute, type RawInput, sql, type Tx, text } from '../../kernel/platform/index.ts'
import { contract as legality } from '../../rooms/legality/index.ts'
import { openSite, type Site } from './site.ts'

const ITEM = '350200-01-0001'
let site: Site
beforeAll(async () => {
  site = await openSite({ cases: 3 })
}, 240_000)
afterAll(() => site?.close())

const get = (path: string, cookie = '') =>
  fetch(site.url + path, { headers: cookie ? { cookie } : {}, redirect: 'manual' })
const read = <T>(work: (tx: Tx) => Promise<T>) => site.gnomon.db.transaction().execute(work)
const as = async <C extends Contract>(contract: C, input: RawInput<C>, login: string) =>
  execute(site.gnomon, contract, input, {
    who: await read(async (tx) => {
      const { rows } = await sql<{ post: string }>`select a.post from identity.appointment a
        join identity.password w on w.person_id = a.person_id where w.login = ${login} order by a.post limit 1`.execute(
        tx,
      )
      return actorOfLogin(tx, login, rows[0]!.post)
    }),
  })
/** The same site with its statements counted. */
function counted() {
  let n = 0
  const counter = {
    transformQuery: ({ node }: { node: never }) => {
      n++
      return node
    },
    transformResult: async ({ result }: { result: never }) => result,
  }
  const app = createApp({ ...site.gnomon, db: site.gnomon.db.withPlugin(counter as never) })
  return async (path: string, cookie = '') => {
    n = 0
    const answer = await app.request(path, { headers: cookie ? { cookie } : {} })
    return { status: answer.status, statements: n }
  }
}

describe('kept pages', () => {
  test('a new version is on its guide with the answer that published it', async () => {
    const name = async () => /<p class="lead">([^<]*)</.exec(await (await get(`/items/${ITEM}`)).text())![1]
    const first = await name()
    for (const round of [1, 2, 3]) {
      const item = (await read((tx) => publishedItem(tx, ITEM, site.gnomon.clock.now())))!
      const says = `第 ${round} 次改过的一句话。`
      const content = { ...item.content, inOneSentence: { zh: says, en: says } }
      const { id } = await as(legality.openDraft, { code: ITEM, content, form: item.form, bpmn: item.bpmn }, 'drafter')
      await as(legality.submitForReview, { id }, 'drafter')
      await as(legality.passReview, { id, opinion: '依据充分，同意。' }, 'legal')
      // Warm, so that there is something to be stale.
      for (let i = 0; i < 3; i++) await name()
      await as(legality.publish, { id }, 'legal')
      expect(await name()).toBe(says)
    }
    expect(first).not.toContain('改过')
  })

  test('each language has its own, whatever came first', async () => {
    const zh = await (await get('/')).text()
    const en = await (await get('/', 'lang=en')).text()
    expect(zh).toContain('<html lang="zh-CN">')
    expect(en).toContain('<html lang="en">')
    expect(await (await get('/')).text()).toContain('<html lang="zh-CN">')
    expect(await (await get('/?lang=en')).text()).toContain('<html lang="en">')
  })

  test('who is logged in sees the own name, and nobody else does', async () => {
    const { cookie } = await site.logIn('citizen')
    expect(await (await get('/', cookie)).text()).toContain('href="/account"')
    const stranger = await get('/')
    const body = await stranger.text()
    expect(body).not.toContain('href="/account"')
    expect(body).toContain('href="/login')
    // No form's token, and so no cookie, on what everybody shares.
    expect(body).not.toContain('name="csrf"')
    expect(stranger.headers.get('set-cookie')).toBeNull()
    expect(stranger.headers.get('cache-control')).toBe('private, no-cache')
  })

  test('a page with a form is made anew for each browser', async () => {
    const tokens = await Promise.all(
      [1, 2].map(async () => /name="csrf" value="([^"]+)"/.exec(await (await get('/login')).text())![1]),
    )
    expect(tokens[0]).not.toBe(tokens[1])
  })

  test('the demonstration clock shows within a second', async () => {
    const memory = new PageMemory()
    memory.begin()('zh /', '<p>', ['item.'])
    const now = performance.now()
    expect(memory.get('zh /', now)).toBeDefined()
    expect(memory.get('zh /', now + PageMemory.MOST_AGE)).toBeUndefined()
  })

  test('what was begun before an act is not kept after it', () => {
    const memory = new PageMemory()
    const made = memory.begin()
    memory.committed([{ type: 'item.published' }])
    made('zh /', '<p>old', ['item.'])
    expect(memory.get('zh /')).toBeUndefined()
    memory.begin()('zh /', '<p>new', ['item.'])
    memory.committed([{ type: 'case.accepted' }])
    expect(memory.get('zh /')).toBeDefined()
    memory.committed([{ type: 'item.retired' }])
    expect(memory.get('zh /')).toBeUndefined()
  })

  test('it does not grow without end', () => {
    const memory = new PageMemory()
    for (let i = 0; i < PageMemory.MOST_PAGES + 50; i++) memory.begin()(`zh /?${i}`, '<p>', [])
    expect([memory.get('zh /?0'), memory.get(`zh /?${PageMemory.MOST_PAGES}`)]).toEqual([undefined, expect.anything()])
  })

  test('a kept page asks the database nothing', async () => {
    const ask = counted()
    const first = await ask('/')
    expect(first.statements).toBeGreaterThan(0)
    expect(await ask('/')).toEqual({ status: 200, statements: 0 })
  })
})

test('my page with two hundred cases: at most six statements', async () => {
  const { cookie } = await site.logIn('citizen')
  // Each is a copy of one of the citizen's own, under a number of its own.
  const copied = postgres(site.gnomon.urls.owner, { max: 1, onnotice: () => {} })
  try {
    await copied.unsafe(`
      create temp table copy as select c.jurisdiction, c.id as old,
          (left(c.id::text, 24) || lpad(to_hex(g.n), 12, '0'))::uuid as id, c.number || lpad(g.n::text, 3, '0') as number
        from (select * from cases.party p where exists (select from identity.password w where w.person_id = p.person_id
            and w.login = 'citizen') and exists (select from cases.standing s where s.case_id = p.case_id and s.kind = 'approval') limit 1) p
          join cases.case c on c.id = p.case_id cross join generate_series(1, 200) g (n);
      insert into cases.case select (jsonb_populate_record(t, jsonb_build_object('id', k.id, 'number', k.number))).*
        from copy k join cases.case t on t.id = k.old;
      insert into cases.party select (jsonb_populate_record(t, jsonb_build_object('case_id', k.id))).*
        from copy k join cases.party t on t.case_id = k.old;
      insert into cases.standing select (jsonb_populate_record(t, jsonb_build_object('case_id', k.id, 'number', k.number))).*
        from copy k join cases.standing t on t.case_id = k.old`)
  } finally {
    await copied.end()
  }
  const ask = counted()
  await ask('/my', cookie)
  expect(await (await get('/my', cookie)).text()).toMatch(/共 2\d\d 件|共 2\d\d/)
  const { status, statements } = await ask('/my', cookie)
  expect(status).toBe(200)
  expect(statements).toBeLessThanOrEqual(6)
})

describe('the desk', () => {
  test.each([
    ['clerk', '/desk/cases', 10],
    ['drafter', '/desk/drafts', 10],
    ['legal', '/desk/review', 10],
    ['supervisor', '/desk/supervision', 10],
    ['chief', '/desk/supervision?show=open', 10],
  ])('%s, %s: few statements, the menu with its counts among them', async (login, path, most) => {
    const { cookie } = await site.logIn(login)
    const ask = counted()
    // Versions of items never change: they are known after the first look; that somebody is there is noted once a minute.
    await ask(path, cookie)
    const { status, statements } = await ask(path, cookie)
    expect(status).toBe(200)
    expect(statements).toBeLessThanOrEqual(most)
  })
  test('thirty entries with counts in the menu are one statement', async () => {
    const { cookie } = await site.logIn('clerk')
    const before = await counted()('/desk/cases', cookie)
    const extra = defineRoom({
      name: 'many',
      title: text('许多', 'Many'),
      menu: {
        desk: Array.from({ length: 30 }, (_, i) => ({
          group: text(`组 ${i % 3}`, `Group ${i % 3}`),
          title: text(`项 ${i}`, `Entry ${i}`),
          path: `/desk/many/${i}`,
          roles: i === 29 ? ['supervisor'] : ['clerk'],
          count: () => sql<number>`select ${i}::int`,
        })),
      },
    })
    site.gnomon.rooms.push(extra)
    try {
      expect((await counted()('/desk/cases', cookie)).statements).toBeLessThanOrEqual(before.statements + 1)
      const body = await (await get('/desk/cases', cookie)).text()
      expect(body).toMatch(/项 28 <span class="count">28</)
      expect(body).not.toContain('项 29')
      expect(body).toContain('>组 2</h2>')
    } finally {
      site.gnomon.rooms.pop()
    }
  })
})
