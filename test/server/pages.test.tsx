// What a page of a room can answer with: a session, kept text, an answer for a script, a page shown once, a stream, a file to show.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createApp } from '../../apps/server/server.tsx'
import {
  action,
  anyone,
  defineActs,
  defineContract,
  defineRoom,
  newId,
  operation,
  Problem,
  page,
  text,
} from '../../kernel/platform/index.ts'
import { Channel } from '../../web/ui/index.ts'
import { openSite, type Site } from './site.ts'

const acts = defineActs('trial-pages', {
  'trial-pages.noted': {
    title: text('记', 'Noted'),
    published: false,
    public: z.object({ word: z.string() }),
    private: z.object({}),
  },
})
const noted: string[] = []
const note = defineContract({
  id: 'trial-pages.note',
  kind: 'write',
  title: text('记', 'Note'),
  input: z.object({ word: z.string().min(2) }),
  output: z.object({ word: z.string() }),
})
const channel = new Channel()
const input = (form: Record<string, unknown>) => ({ word: String(form.word ?? '') })
const first = action({ operation: note, input: (form) => ({ word: `first ${form.word}` }), next: () => '/trial' })
const refuses = () => {
  throw new Problem('REFUSED', { status: 422, ...text('没有。', 'No.') })
}
const trial = defineRoom({
  name: 'trial-pages',
  title: text('试', 'Trial'),
  operations: [
    operation(note, {
      allow: anyone,
      async run({ input }) {
        noted.push(input.word)
        const subject = { kind: 'system', id: newId() } as const
        return {
          act: acts['trial-pages.noted']({ jurisdiction: '350200', subject, public: { word: input.word } }),
          output: { word: input.word },
        }
      },
    }),
  ],
  pages: [
    page({
      path: '/trial',
      shell: 'portal',
      allow: anyone,
      actions: {
        plain: action({ operation: note, input, next: () => '/trial?done=1' }),
        keep: action({ operation: note, input, next: () => ({ to: '/trial?kept=1', keep: true }) }),
        script: action({ operation: note, input, next: (o) => ({ json: { said: o.word } }) }),
        once: action({
          operation: note,
          input,
          next: (o) => ({ once: { title: text('一次', 'Once'), body: <main id="main">{`code ${o.word}`}</main> } }),
        }),
        two: action({ operation: note, input, first, next: () => '/trial' }),
        refuse: action({ operation: note, input, next: refuses }),
      },
      render: (p) => ({
        title: text('试', 'Trial'),
        body: (
          <main id="main">
            <form method="post">
              <input type="hidden" name="csrf" value={p.csrf} />
              <input name="word" value={String(p.form?.values.word ?? '')} />
              <p>{p.form?.problem.title.en}</p>
            </form>
          </main>
        ),
      }),
    }),
    page({
      path: '/trial/stream',
      shell: 'none',
      allow: anyone,
      render: () => ({ title: text('流', 'Stream'), stream: channel.open() }),
    }),
    page({
      path: '/trial/file',
      shell: 'none',
      allow: anyone,
      render: () => ({
        title: text('文件', 'File'),
        bytes: {
          data: new Uint8Array([1]),
          type: 'application/pdf',
          headers: { 'content-security-policy': "default-src 'none'; frame-ancestors 'self'" },
        },
      }),
    }),
  ],
})

let site: Site
let app: ReturnType<typeof createApp>
let cookie = ''
let csrf = ''
beforeAll(async () => {
  site = await openSite({ cases: 1 })
  site.gnomon.rooms.push(trial)
  ;(site.gnomon.operations as Map<string, unknown>).set(note.id, trial.operations[0])
  app = createApp(site.gnomon)
  const page = await app.request('/trial')
  cookie = page.headers.getSetCookie()[0]!.split(';')[0]!
  csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())![1]!
}, 240_000)
afterAll(() => site?.close())

const send = (fields: Record<string, string>, accept = 'text/html') =>
  app.request('/trial', {
    method: 'POST',
    body: new URLSearchParams({ csrf, ...fields }),
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie, accept },
  })

describe('a page’s action', () => {
  test('leads on by a redirect', async () => {
    const done = await send({ do: 'plain', word: 'hello' })
    expect([done.status, done.headers.get('location')]).toEqual([303, '/trial?done=1'])
  })
  test('may keep what was typed for the page that follows, once', async () => {
    const done = await send({ do: 'keep', word: 'typed <word>' })
    const to = done.headers.get('location')!
    expect(to).toMatch(/^\/trial\?kept=1&held=[0-9a-f-]{36}$/)
    expect(await (await app.request(to, { headers: { cookie } })).text()).toContain('value="typed &lt;word>"')
    expect(await (await app.request(to, { headers: { cookie } })).text()).not.toContain('typed')
  })
  test('may answer a script', async () => {
    const done = await send({ do: 'script', word: 'hello' }, 'application/json')
    expect([done.headers.get('content-type'), await done.json()]).toEqual(['application/json', { said: 'hello' }])
    const refused = await send({ do: 'script', word: 'x' }, 'application/json')
    expect([refused.status, (await refused.json()).code]).toEqual([422, 'INVALID'])
  })
  test('may show a page once, which stands at no address and in no cache', async () => {
    const done = await send({ do: 'once', word: 'secret' })
    expect(done.status).toBe(200)
    expect(done.headers.get('cache-control')).toBe('no-store')
    expect(await done.text()).toContain('code secret')
  })
  test('may save first: what was saved stands though the action itself is refused', async () => {
    noted.length = 0
    const refused = await send({ do: 'two', word: 'x' })
    expect(refused.status).toBe(422)
    expect(noted).toEqual(['first x'])
    await send({ do: 'two', word: 'both' })
    expect(noted).toEqual(['first x', 'first both', 'both'])
  })
  test('may refuse after it was carried out: what it recorded stands, and the form is shown again', async () => {
    noted.length = 0
    const refused = await send({ do: 'refuse', word: 'again' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('value="again"')
    expect(noted).toEqual(['again'])
  })
  test('with another name, or none where there are several, is none', async () => {
    for (const name of ['nothing', 'constructor', ''])
      expect((await send({ do: name, word: 'hello' })).status).toBe(404)
  })
})

test('a session is opened and closed by what an action answers', async () => {
  const { cookie: mine, csrf: token } = await site.logIn('citizen')
  expect(await (await fetch(`${site.url}/account`, { headers: { cookie: mine } })).text()).toContain(
    'name="do" value="log-out"',
  )
  const out = await fetch(`${site.url}/account`, {
    method: 'POST',
    body: new URLSearchParams({ csrf: token, do: 'log-out' }),
    headers: { cookie: mine },
    redirect: 'manual',
  })
  expect(out.headers.get('location')).toBe('/')
  expect(out.headers.getSetCookie().join()).toMatch(/gnomon_session=;.*Max-Age=0/)
  const after = await fetch(`${site.url}/my`, { headers: { cookie: mine }, redirect: 'manual' })
  expect(after.headers.get('location')).toContain('/login')
})

test('a page may stream events', async () => {
  const answer = await app.request('/trial/stream')
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  const reader = answer.body!.getReader()
  await reader.read()
  channel.publish('bid', '<b>1</b>')
  expect(new TextDecoder().decode((await reader.read()).value)).toContain('event: bid\ndata: <b>1</b>')
  await reader.cancel()
})

test('a file that a page shows has its own policy; every page keeps the strict one, and frames only our own', async () => {
  const file = await app.request('/trial/file')
  expect(file.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'self'")
  expect(file.headers.get('x-content-type-options')).toBe('nosniff')
  const csp = (await app.request('/trial')).headers.get('content-security-policy')!
  expect(csp).toContain("frame-src 'self'")
  expect(csp).toContain("frame-ancestors 'none'")
})

test('a form whose session is gone goes along to the log-in; one of another site does not', async () => {
  const { cookie: mine, csrf: token } = await site.logIn('citizen')
  const visitor = /gnomon_visitor=[^;]+/.exec(mine)![0]
  const post = (headers: Record<string, string>) =>
    fetch(`${site.url}/apply/350200-01-0001`, {
      method: 'POST',
      body: new URLSearchParams({ csrf: token, do: 'draft', projectName: '不能丢' }),
      headers: { cookie: visitor, ...headers },
      redirect: 'manual',
    })
  const kept = await post({ 'sec-fetch-site': 'same-origin' })
  expect(kept.headers.get('location')).toMatch(/^\/login\?next=%2Fapply%2F350200-01-0001%3Fheld%3D.*&kept=1$/)
  const foreign = await post({ 'sec-fetch-site': 'cross-site' })
  expect(foreign.headers.get('location') ?? '').not.toContain('held')
})
