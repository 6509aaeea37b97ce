import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Gnomon } from '../../apps/gnomon.ts'
import { columns, grantOf } from '../../apps/server/permissions.tsx'
import { inside } from '../../apps/server/security.ts'
import { createApp } from '../../apps/server/server.tsx'
import { lookUpLicence } from '../../kernel/cases/contract.ts'
import { logOut } from '../../kernel/identity/contract.ts'
import { anonymous, execute, faults, newId, readContext, sql } from '../../kernel/platform/index.ts'
import { openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite({ cases: 8 })
}, 240_000)
afterAll(() => site.close())

/** Sends head and as many chunks of 64 kB as the server takes, and gives the status that it answered. */
function pour(head: string, megabytes: number): Promise<{ status: number; sent: number }> {
  return new Promise((resolve) => {
    const socket = connect(site.port, '127.0.0.1')
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 0x61), Buffer.from('\r\n')])
    let [sent, answer] = [0, '']
    const go = () => {
      if (socket.destroyed || answer || sent >= megabytes << 20) return
      sent += 65_536
      socket.write(chunk) ? setImmediate(go) : socket.once('drain', go)
    }
    socket.write(`${head}\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`, go)
    socket.on('data', (d) => {
      answer += d
      socket.destroy()
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve({ status: Number(/ (\d{3}) /.exec(answer)?.[1] ?? 0), sent }))
  })
}

describe('bodies', () => {
  test('one hundred without an end, at once, before any log-in: 413 early, memory flat', async () => {
    const before = process.memoryUsage().rss
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        pour('POST /api/identity/log-in HTTP/1.1\r\ncontent-type: application/json', 450),
      ),
    )
    expect(answers.map((a) => a.status).filter((s) => s !== 413)).toEqual([])
    // What the kernel's buffers hold of it is sent as well; what matters is that nobody read the 450 MB.
    expect(Math.max(...answers.map((a) => a.sent))).toBeLessThan(64 << 20)
    expect(process.memoryUsage().rss - before).toBeLessThan(300 << 20)
  })
  test('a length that is announced too large is refused unread; a form of a stranger, too', async () => {
    const huge = await site.api('identity.log-in', { login: 'x'.repeat(300_000), password: 'x' })
    expect([huge.status, (await huge.json()).code]).toEqual([413, 'TOO_LARGE'])
    const form = await fetch(`${site.url}/login`, { method: 'POST', body: new URLSearchParams({ a: 'x'.repeat(3e5) }) })
    expect(form.status).toBe(413)
  })
  test('who is logged in may send a file', async () => {
    const { cookie, csrf } = await site.logIn('citizen')
    const body = new FormData()
    body.set('csrf', csrf)
    body.set('do', 'upload')
    body.set('material', 'none')
    body.set('file', new File([new Uint8Array(3 << 20)], 'a.pdf'))
    const sent = await fetch(`${site.url}/apply/350200-01-0001`, { method: 'POST', body, headers: { cookie } })
    expect([sent.status, csrf.length > 0]).toEqual([422, true])
  })
})

describe('what no keyboard writes', () => {
  const bad: [string, unknown][] = [
    ['a zero character', { login: 'a\u0000b', password: 'x' }],
    ['half a character', { login: 'a\ud800', password: 'x' }],
    ['a control character', { login: 'a\u001b[2J', password: 'x' }],
    ['in a key', { login: 'a', password: 'x', '\ud800': 1 }],
  ]
  test.each(bad)('%s is refused with its field', async (_, input) => {
    const answer = await site.api('identity.log-in', input)
    expect(answer.status).toBe(422)
    expect(Object.keys((await answer.json()).fields)).toHaveLength(1)
  })
  test('JSON within JSON within JSON', async () => {
    for (const text of ['['.repeat(100_000), `{"login":${'['.repeat(5000)}${']'.repeat(5000)}}`]) {
      const answer = await fetch(`${site.url}/api/identity/log-in`, {
        method: 'POST',
        body: text,
        headers: { 'content-type': 'application/json' },
      })
      expect(answer.status).toBe(422)
    }
  })
  test('names of the language as actions, parameters and fields', async () => {
    const { cookie, csrf } = await site.logIn('citizen')
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      const body = new URLSearchParams({ csrf, do: name, [name]: 'x', __proto__: 'y' })
      const sent = await fetch(`${site.url}/apply/350200-01-0001`, { method: 'POST', body, headers: { cookie } })
      expect([name, sent.status]).toEqual([name, 404])
      for (const path of [`/items/${name}`, `/cases/${name}`, `/discretion/${name}`, `/?lang=${name}&${name}=1`])
        expect([path, (await fetch(`${site.url}${path}`, { headers: { cookie } })).status < 500]).toEqual([path, true])
    }
  })
})

describe('where a redirect leads', () => {
  test.each([
    '/\t/evil.example',
    '//evil.example',
    '/\\evil.example',
    '/..//evil.example',
    '/./\\evil.example',
    '/\n/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
  ])('%j: not out', (path) => expect(inside(path, '/my')).toBe('/my'))
  test.each(['/my', '/cases/1?a=b#c', '/verify?x=//y'])('%s: within', (path) => expect(inside(path, '/')).toBe(path))
  test('the language switch and the log-in keep to it, encoded or not', async () => {
    for (const next of ['/%09/evil.example', '/%5cevil.example', '/..%2f/evil.example']) {
      const answer = await fetch(`${site.url}/lang/en?next=${next}`, { redirect: 'manual' })
      expect(new URL(answer.headers.get('location')!, site.url).origin).toBe(site.url)
    }
  })
})

describe('what a caller says of us', () => {
  test('the Host header is in no page and no document', async () => {
    const list = await (await fetch(`${site.url}/ledger`)).text()
    expect(list).toContain('http://city.example')
    const answer = await site.app.request('http://evil.example/ledger', { headers: { host: 'evil.example' } })
    expect(await answer.text()).not.toContain('evil.example')
  })
  test('a passkey is asked for the city’s own site, whatever a caller names', async () => {
    const answer = await site.api('identity.begin-passkey', {
      purpose: 'log-in',
      rpId: 'evil.example',
      origin: 'https://evil.example',
    })
    const { options } = await answer.json()
    expect(options.rpId).toBe('city.example')
  })
  test('/metrics is for this machine, or for who has the token', async () => {
    const ask = (headers: Record<string, string>) => site.app.request('/metrics', { headers })
    expect((await ask({})).status).toBe(200)
    expect((await ask({ 'x-forwarded-for': '127.0.0.1' })).status).toBe(404)
    site.gnomon.config.metricsToken = 'measure'
    try {
      expect((await ask({})).status).toBe(404)
      expect((await ask({ authorization: 'Bearer measure' })).status).toBe(200)
    } finally {
      delete site.gnomon.config.metricsToken
    }
  })
  test('a form’s token holds for its session alone', async () => {
    const before = await site.visit()
    const { cookie } = await site.logIn('citizen')
    const mixed = `${cookie.replace(/gnomon_visitor=[^;]+; /, '')}; ${before.cookie}`
    const sent = await fetch(`${site.url}/account`, {
      method: 'POST',
      body: new URLSearchParams({ csrf: before.csrf }),
      headers: { cookie: mixed },
      redirect: 'manual',
    })
    expect(sent.status).toBe(403)
  })
})

describe('what lies about', () => {
  test('an asset is compressed once, and asked for again in vain', async () => {
    const first = await fetch(`${site.url}/assets/careful-form.js`)
    const etag = first.headers.get('etag')!
    expect([first.status, first.headers.get('content-encoding')]).toEqual([200, 'gzip'])
    expect((await fetch(`${site.url}/assets/careful-form.js`, { headers: { 'if-none-match': etag } })).status).toBe(304)
  })
  test('a stranger’s form is kept only where it is a form’s text', async () => {
    const { cookie, csrf } = await site.visit()
    const send = (text: string) =>
      fetch(`${site.url}/apply/350200-01-0001`, {
        method: 'POST',
        body: new URLSearchParams({ csrf, do: 'draft', projectName: text }),
        headers: { cookie },
        redirect: 'manual',
      })
    expect((await send('滨海小学')).headers.get('location')).toMatch(/^\/login\?next=.*held/)
    const large = await send('x'.repeat(100_000))
    expect([large.status, (await large.text()).includes('x'.repeat(100_000))]).toEqual([401, true])
    const statuses = []
    for (let i = 0; i < 35; i++) statuses.push((await send('店')).status)
    expect(statuses.at(-1)).toBe(401)
  })
  test('a connection that says nothing is closed, and nobody waits for it', async () => {
    const sockets = Array.from({ length: 1000 }, () => {
      const socket = connect(site.port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write('GET / HTTP/1.1\r\nx: ')
      return socket
    })
    const closed = Promise.all(sockets.map((s) => new Promise((done) => s.on('close', done))))
    const times: number[] = []
    for (let i = 0; i < 50; i++) {
      const began = performance.now()
      expect((await fetch(`${site.url}/login`)).status).toBe(200)
      times.push(performance.now() - began)
    }
    expect(times.sort((a, b) => a - b)[48]).toBeLessThan(5000)
    for (const s of sockets) s.resume()
    await closed
  })
})

describe('a repeated command', () => {
  test('keeps no token: the second is told that it was carried out', async () => {
    const key = '018f0000-0000-7000-8000-0000000000cc'
    const send = () =>
      fetch(`${site.url}/api/identity/log-in`, {
        method: 'POST',
        body: JSON.stringify({ login: 'citizen', password: 'gnomon-demo' }),
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
      })
    const { token } = await (await send()).json()
    expect(token).toMatch(/^[\w-]{43}$/)
    expect((await send()).status).toBe(409)
    const { rows } = await sql<{
      text: string
    }>`select string_agg(c::text, ' ') as text from platform.command c`.execute(site.gnomon.db)
    expect(rows[0]!.text).toContain(key)
    expect(rows[0]!.text).not.toContain(token)
  })
})

describe('the QR code of a licence', () => {
  test('leads to what was issued; whose it is, only with the code in it', async () => {
    const rows = await sql<{
      number: string
      holder: string
    }>`update cases.document set content = content || '{"code": "of the paper"}'
      where number = (select number from cases.document where content ? 'holder' limit 1) returning number, content->>'holder' as holder`
      .execute(site.gnomon.db)
      .catch(() => undefined)
    // The application itself may not change a document.
    expect(rows).toBeUndefined()
    const owner = postgres(site.gnomon.urls.owner, { max: 1 })
    const [row] = await owner`update cases.document set content = content || '{"code": "of the paper"}'
      where number = (select number from cases.document where content ? 'holder' limit 1) returning number, content->>'holder' as holder`
    await owner.end()
    const look = async (query: string) => (await fetch(`${site.url}/verify?${query}`)).text()
    expect(await look(`licence=${row!.number}`)).toContain('有这张证照')
    expect(await look(`licence=${row!.number}`)).not.toContain(row!.holder)
    expect(await look(`licence=${row!.number}&code=wrong`)).not.toContain(row!.holder)
    expect(await look(`licence=${row!.number}&code=of+the+paper`)).toContain(row!.holder)
    for (const none of ['L0000', 'L3502002026999999', "L'--"])
      expect(await look(`licence=${encodeURIComponent(none)}`)).toContain('没有颁发过这个编号的证照')
    const answer = await site.api(lookUpLicence.id, { number: 'L0' })
    expect(answer.status).toBe(404)
  })
})

describe('a form sent twice at once', () => {
  test('is carried out once, and both are answered alike', async () => {
    const citizen = await site.logIn('citizen')
    const command = newId()
    const send = async () => {
      const answer = await fetch(`${site.url}/api/approvals/save-draft`, {
        method: 'POST',
        body: JSON.stringify({ itemCode: '350200-01-0001', form: { projectName: '滨海小学' } }),
        headers: {
          'content-type': 'application/json',
          cookie: citizen.cookie,
          'x-csrf-token': citizen.csrf,
          'idempotency-key': command,
        },
      })
      return [answer.status, await answer.text()]
    }
    const [one, two, three] = await Promise.all([send(), send(), send()])
    expect(one![0]).toBe(200)
    expect([two, three]).toEqual([one, one])
  })
})

describe('the thread', () => {
  test('that a request held is noticed, the request is named, and a light says so', async () => {
    const slow = createApp({
      ...site.gnomon,
      rooms: [
        {
          ...site.gnomon.rooms[0]!,
          pages: [
            {
              path: '/slow/:what',
              shell: 'portal',
              allow: () => true,
              render: () => {
                for (const began = performance.now(); performance.now() - began < 400; );
                return { title: { zh: '慢', en: 'slow' } }
              },
              actions: {},
            },
          ],
        },
      ],
    } as Gnomon)
    await slow.request('/slow/page')
    const seen = async () =>
      (await faults(site.gnomon.db)).find((f) => f.kind === 'loop-held' && f.name.includes('slow'))
    await expect.poll(async () => (await seen())?.said.zh, { timeout: 30_000 }).toContain('GET /slow/page')
    const { text } = await site.visit('/desk/operations', (await site.logIn('admin')).cookie)
    expect(text).toContain('线程被占')
  })
})

describe('a disk that is full', () => {
  test('is told, leaves nothing behind, and is a red light', async () => {
    // As the system says it: a file-size limit of this process is one for its disk.
    const folder = mkdtempSync(join(tmpdir(), 'gnomon-full-'))
    const child = spawnSync(
      'bash',
      [
        '-c',
        `ulimit -f 64; trap '' XFSZ; exec "$0" "$@"`,
        process.execPath,
        join(import.meta.dirname, 'full-disk.ts'),
        folder,
      ],
      { encoding: 'utf8' },
    )
    expect(child.stdout.trim()).toBe('EFBIG []')
    rmSync(folder, { recursive: true, force: true })
    const full = {
      ...site.gnomon,
      files: {
        ...site.gnomon.files,
        put: () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
      },
    }
    const operation = { contract: logOut, allow: () => true, run: () => full.files.put() }
    const refused = await execute(
      { ...full, operations: new Map([[logOut.id, operation]]) },
      logOut,
      {},
      { who: anonymous },
    ).catch((e) => e)
    expect([refused.code, refused.status]).toEqual(['STORAGE_FULL', 507])
    await expect
      .poll(async () => (await faults(site.gnomon.db)).map((f) => f.kind), { timeout: 30_000 })
      .toContain('disk')
  })
})

describe('the permission matrix', () => {
  test('is asked of the policies: who may, who depends, who never', async () => {
    const who = columns(site.gnomon.home)
    const of = async (id: string) =>
      site.gnomon.db.transaction().execute(async (tx) => {
        const context = readContext({ runtime: site.gnomon, tx, actor: anonymous, clock: site.gnomon.clock })
        const grants: Record<string, string> = {}
        for (const { code, actor } of who) grants[code] = await grantOf(context, site.gnomon.operations.get(id)!, actor)
        return grants
      })
    expect(await of('identity.list-units')).toMatchObject({ anonymous: 'may', clerk: 'may' })
    expect(await of('identity.appoint')).toMatchObject({
      administrator: 'may',
      clerk: 'no',
      citizen: 'no',
      anonymous: 'no',
    })
    expect(await of('approvals.accept-case')).toMatchObject({ citizen: 'depends', anonymous: 'no', clerk: 'depends' })
    const { text } = await site.visit('/desk/permissions?format=csv', (await site.logIn('auditor')).cookie)
    for (const id of site.gnomon.operations.keys()) expect(text).toContain(id)
    expect(
      (await fetch(`${site.url}/desk/permissions`, { headers: { cookie: (await site.logIn('clerk')).cookie } })).status,
    ).toBe(403)
  })
})
