import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoint } from '../../apps/server/api.ts'
import { isUuid, newId, sql } from '../../kernel/platform/index.ts'
import { openSite, type Session, type Site } from './site.ts'

let site: Site
let citizen: Session
let admin: Session
beforeAll(async () => {
  site = await openSite({ cases: 2, rateLimit: false })
  citizen = await site.logIn('citizen')
  admin = await site.logIn('admin')
}, 240_000)
afterAll(() => site.close())

const NONE = ['-'.repeat(36), '018f0000-0000-7000-8000-00000000000', `${'0'.repeat(35)}g`, 'x', '0'.repeat(36)]

test('a UUID is told from what looks like one', () => {
  expect([newId(), newId().toUpperCase(), newId(0, '350200')].every(isUuid)).toBe(true)
  expect([...NONE, '', undefined, null, 5, [newId()], `${newId()}\n`].some(isUuid)).toBe(false)
})

describe('the id that makes a command once-only', () => {
  const drafts = async () =>
    Number((await sql<{ n: number }>`select count(*) as n from cases.draft`.execute(site.gnomon.db)).rows[0]!.n)
  test.each(NONE)('%s as a header: refused by name, nothing carried out', async (key) => {
    const before = await drafts()
    const answer = await fetch(`${site.url}/api/approvals/save-draft`, {
      method: 'POST',
      body: JSON.stringify({ itemCode: '350200-01-0001', form: { projectName: '滨海小学' } }),
      headers: {
        'content-type': 'application/json',
        cookie: citizen.cookie,
        'x-csrf-token': citizen.csrf,
        'idempotency-key': key,
      },
    })
    const said = await answer.json()
    expect([answer.status, said.code, Object.keys(said.fields)]).toEqual([422, 'INVALID', ['idempotency-key']])
    expect(await drafts()).toBe(before)
  })
  test.each([...NONE, [newId(), newId()]])('%s in a form, too', async (...given) => {
    const before = await drafts()
    const body = new URLSearchParams({ csrf: citizen.csrf, do: 'draft', projectName: '滨海小学' })
    for (const one of given.flat()) body.append('command', one)
    const send = (accept: string) =>
      fetch(`${site.url}/apply/350200-01-0001`, {
        method: 'POST',
        body,
        headers: { cookie: citizen.cookie, accept },
        redirect: 'manual',
      })
    const answer = await send('application/json')
    expect([answer.status, Object.keys((await answer.json()).fields)]).toEqual([422, ['command']])
    // Who has no script sees the form again, with what was typed.
    const page = await send('text/html')
    expect([page.status, (await page.text()).includes('滨海小学')]).toEqual([422, true])
    expect(await drafts()).toBe(before)
  })
  test('a form without one is carried out as ever', async () => {
    const body = new URLSearchParams({ csrf: citizen.csrf, do: 'draft', projectName: '滨海小学', command: '' })
    const answer = await fetch(`${site.url}/apply/350200-01-0001`, {
      method: 'POST',
      body,
      headers: { cookie: citizen.cookie },
      redirect: 'manual',
    })
    expect(answer.status).toBe(303)
  })
})

describe('every other place for an id', () => {
  test('pages: in each part of each address, and for what waits to be picked up', async () => {
    const wrong: string[] = []
    for (const { path } of site.gnomon.rooms.flatMap((r) => r.pages))
      for (const id of NONE.slice(0, 2)) {
        const address = `${path.replace(/:\w+(\{[^}]*\})?/g, encodeURIComponent(id))}?held=${id}&id=${id}&act=${id}&version=${id}`
        const answer = await site.app.request(address, { headers: { cookie: admin.cookie } })
        if (answer.headers.get('content-type')?.startsWith('text/event-stream')) await answer.body!.cancel()
        if (answer.status >= 500) wrong.push(`${answer.status} ${address}`)
      }
    expect(wrong).toEqual([])
  })
  test('operations: in each field that they have', async () => {
    const wrong: string[] = []
    for (const operation of site.gnomon.operations.values()) {
      const fields = Object.keys((operation.contract.input as { shape?: object }).shape ?? {})
      for (const id of NONE.slice(0, 2)) {
        const answer = await site.app.request(endpoint(operation), {
          method: 'POST',
          body: JSON.stringify(Object.fromEntries(fields.map((f) => [f, id]))),
          headers: { 'content-type': 'application/json', cookie: admin.cookie, 'x-csrf-token': admin.csrf },
        })
        if (answer.status >= 500) wrong.push(`${answer.status} ${operation.contract.id}`)
      }
    }
    expect(wrong).toEqual([])
  })
})

describe('what no page of ours sends', () => {
  const post = async (login: string, path: string, fields: Record<string, string>) => {
    const session = await site.logIn(login)
    const before = site.lines.length
    const answer = await fetch(`${site.url}${path}`, {
      method: 'POST',
      body: new URLSearchParams({ csrf: session.csrf, ...fields }),
      headers: { cookie: session.cookie },
      redirect: 'manual',
    })
    return [answer.status, site.lines.slice(before).filter((l) => l.includes('incident'))]
  }
  test('text where a file is wanted', async () => {
    expect(await post('revenue', '/desk/money/books', { do: 'import', file: '018f0000' })).toEqual([422, []])
  })
  test('a penalty on the spot without its item', async () => {
    const facts = { do: 'spot', code: 'constructor', name: 'x', itemCode: '__proto__' }
    expect(await post('enforce-jianshe', '/desk/penalties-on-the-spot', facts)).toEqual([422, []])
  })
  test('a form of the desk from who has no desk: refused before it is read, on every page', async () => {
    const pages = site.gnomon.rooms.flatMap((r) => r.pages).filter((p) => p.shell === 'desk')
    const wrong: string[] = []
    let asked = 0
    for (const page of pages)
      for (const name of Object.keys(page.actions)) {
        const path = page.path.replace(/:\w+(\{[^}]*\})?/g, '1')
        const answer = await site.app.request(path, {
          method: 'POST',
          body: new URLSearchParams({ csrf: citizen.csrf, do: name }),
          headers: { cookie: citizen.cookie, accept: 'application/json' },
        })
        asked++
        if (![403, 404, 422].includes(answer.status)) wrong.push(`${answer.status} ${path} ${name}`)
      }
    expect(wrong).toEqual([])
    expect(asked).toBeGreaterThan(60)
  })
  test.each(['2026-13-45', '2026-02-31', '0000-00-00', '9999-99-99'])('the day %s in a period', async (day) => {
    for (const query of [`to=${day}`, `from=${day}`]) {
      const before = site.lines.length
      const answer = await fetch(`${site.url}/statistics?${query}`)
      expect([answer.status, site.lines.slice(before).filter((l) => l.includes('incident'))]).toEqual([200, []])
    }
  })
})
