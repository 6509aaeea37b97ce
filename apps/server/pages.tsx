import type { Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { actorOfToken, holdForm, pickUpForm } from '../../kernel/identity/index.ts'
import {
  type Actor,
  answers,
  asProblem,
  awayProblem,
  commandIdIn,
  type Db,
  execute,
  type FormValues,
  inside,
  isApart,
  isAway,
  isUuid,
  type Lang,
  newId,
  type Page,
  type PageAction,
  type PageContext,
  Problem,
  placeOfPath,
  type Rendered,
  readContext,
  standardProblem,
  type Text,
  type Tx,
  text,
} from '../../kernel/platform/index.ts'
import type { Gnomon } from '../gnomon.ts'
import { problemJson } from './api.ts'
import { follow } from './follow.ts'
import { readBody, typed } from './forms.ts'
import { type KeptPage, PageMemory } from './memory.ts'
import { html, respond, sendBytes } from './respond.ts'
import { clientAddress, csrfHolds, csrfToken, endSession, sessionToken, setSession, who } from './security.ts'
import { sendAgain, wrap } from './shells.tsx'

export function langOf(c: Context): Lang {
  const asked = c.req.query('lang') ?? getCookie(c, 'lang')
  if (asked === 'en' || asked === 'zh') return asked
  return 'zh'
}

const pathOf = (c: Context) => {
  const { pathname, search } = new URL(c.req.url)
  return pathname.replace(/^\/+/, '/') + search
}

type Context_ = { db: Db; tx: Tx; actor: Actor }

/** Requests for a page of the whole city. */
const ofTheCity = new WeakSet<Context>()

/** The database of the matter that the address names; the centre's for all else. */
const databaseFor = (gnomon: Gnomon, c: Context): Db => {
  const place = isApart(gnomon) && !ofTheCity.has(c) ? placeOfPath(c.req.path) : undefined
  return place === undefined ? gnomon.db : gnomon.pool(place)
}

/** A read-only transaction with the actor of the request in it; waits out a database that is away for a moment. */
export async function reading<T>(
  gnomon: Gnomon,
  c: Context,
  work: (scope: Context_) => Promise<T>,
  central = false,
): Promise<T> {
  const token = sessionToken(c)
  const read = <R,>(db: Db, use: (tx: Tx) => Promise<R>) => db.transaction().setAccessMode('read only').execute(use)
  for (let began = Date.now(); ; await new Promise((r) => setTimeout(r, 250))) {
    const db = central ? gnomon.db : databaseFor(gnomon, c)
    try {
      if (db === gnomon.db) return await read(db, async (tx) => work({ db, tx, actor: await actorOfToken(tx, token) }))
      const actor = await read(gnomon.db, (tx) => actorOfToken(tx, token))
      const done = await read(db, (tx) => work({ db, tx, actor }))
      answers(gnomon, db)
      return done
    } catch (error) {
      if (asProblem(error)?.code !== 'UNAVAILABLE') throw error
      // Whoever was waited for in vain is not waited for again, until he answers.
      if (isAway(gnomon, db) || Date.now() - began > gnomon.patience) throw awayProblem(gnomon, db) ?? error
    }
  }
}

/** A page in its shell, whose menu is of the whole city. */
const inShell = (gnomon: Gnomon, c: Context, p: PageContext, scope: Context_, shell: Page['shell'], done: Rendered) =>
  shell === 'desk' && scope.db !== gnomon.db
    ? reading(gnomon, c, (central) => wrap(gnomon, pageContext(gnomon, c, central), shell, done), true)
    : wrap(gnomon, p, shell, done)

/** Requests whose page has a form: it belongs to one browser. */
const withForm = new WeakSet<Context>()

/** What a page's policy decides on; p itself, since spreading it would ask for the form's token. */
const asked = (p: PageContext) =>
  Object.create(p, { input: { value: p.params } }) as PageContext & { input: Record<string, string> }

export function pageContext(gnomon: Gnomon, c: Context, scope: Context_, form?: PageContext['form']): PageContext {
  const lang = langOf(c)
  let csrf: string | undefined
  const clock = { now: () => at }
  const at = gnomon.clock.now()
  return {
    ...readContext({ runtime: gnomon, clock, ...scope }),
    params: c.req.param() as Record<string, string>,
    query: c.req.query(),
    // The address that the city is known by, whatever a Host header says: it stands in QR codes and documents.
    url: new URL(pathOf(c), gnomon.config.publicUrl),
    lang,
    t: (value: Text | string, en?: string) =>
      typeof value === 'string' ? (lang === 'zh' ? value : (en ?? value)) : value[lang],
    // Made when a form asks for it: a page without a form sets no cookie, and may be the same for everybody.
    get csrf() {
      withForm.add(c)
      csrf ??= csrfToken(c, gnomon.config)
      return csrf
    },
    command: newId(),
    ...(form ? { form } : {}),
  }
}

const plainly = (c: Context) => c.req.header('accept')?.includes('application/json') ?? false

async function show(
  gnomon: Gnomon,
  c: Context,
  page: Page,
  form?: PageContext['form'],
  keep?: (html: string) => KeptPage,
): Promise<Response> {
  return reading(gnomon, c, async (scope) => {
    const p = pageContext(gnomon, c, scope, form)
    if (!(await page.allow(asked(p)))) {
      if (scope.actor.kind === 'anonymous')
        return c.redirect(`/login?next=${encodeURIComponent(p.url.pathname + p.url.search)}`, 303)
      throw standardProblem('FORBIDDEN')
    }
    const done = await page.render(p)
    if (done.redirect) return c.redirect(done.redirect, 303)
    if (done.stream) return follow(c, done.stream)
    if (done.bytes) {
      const { data, type, name, headers } = done.bytes
      return sendBytes(c, data, (done.status ?? 200) as never, {
        'content-type': type,
        'cache-control': 'private, no-store',
        ...(name ? { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` } : {}),
        ...headers,
      })
    }
    const status = form ? form.problem.status : (done.status ?? 200)
    const whole = await inShell(gnomon, c, p, scope, page.shell, done)
    return keep && status === 200 && !withForm.has(c) ? sendKept(c, keep(whole)) : html(c, whole, status)
  })
}

async function act(gnomon: Gnomon, c: Context, page: Page): Promise<Response> {
  const values = await readBody(gnomon, c)
  if (!csrfHolds(c, gnomon.config, values.csrf))
    return refuseForm(gnomon, c, page, values, (await loggedOut(gnomon, c, page)) ? 'login' : 'csrf')
  const names = Object.keys(page.actions)
  // A page with one form need not name what it does.
  const name = names.length === 1 && values.do === undefined ? names[0]! : String(values.do ?? '')
  const action = Object.hasOwn(page.actions, name) ? page.actions[name] : undefined
  if (!action) throw standardProblem('NOT_FOUND')
  const perform = async (one: PageAction<any>, commandId?: string) => {
    const input = await reading(gnomon, c, async (scope) => {
      const p = pageContext(gnomon, c, scope)
      // What reads the form relies on it, as what shows the page does: an officer's form is read for an officer.
      if (!(await page.allow(asked(p))))
        throw standardProblem(scope.actor.kind === 'anonymous' ? 'LOGIN_REQUIRED' : 'FORBIDDEN')
      return one.input(values, p)
    })
    return execute(gnomon, one.operation, input as never, { who: who(c, gnomon.config), commandId })
  }
  try {
    const commandId = commandIdIn(values.command, 'command')
    if (action.first) await perform(action.first)
    const output = await perform(action, commandId)
    const session = action.session?.(output)
    if (session === 'end') endSession(c, gnomon.config)
    else if (session) setSession(c, gnomon.config, session.open)
    const next = await reading(gnomon, c, async (scope) => action.next(output, pageContext(gnomon, c, scope)))
    if (typeof next === 'string') return c.redirect(next, 303)
    if ('json' in next) return respond(c, JSON.stringify(next.json), 'application/json')
    if ('once' in next) {
      const { once } = next
      return reading(gnomon, c, async (scope) =>
        html(c, await inShell(gnomon, c, pageContext(gnomon, c, scope), scope, page.shell, once)),
      )
    }
    return c.redirect(await keptUnder(gnomon, c, next.to, values), 303)
  } catch (error) {
    const problem = asProblem(error)
    if (!problem) throw error
    if (plainly(c)) return problemJson(c, problem)
    if (problem.code === 'LOGIN_REQUIRED') return refuseForm(gnomon, c, page, values, 'login')
    if (problem.code === 'UNAVAILABLE')
      return html(c, sendAgain(gnomon, { lang: langOf(c), path: c.req.path }, values, problem), 503, {
        'retry-after': '5',
      })
    return show(gnomon, c, page, { action: name, values, problem, fields: problem.fields })
  }
}

/** The address at which what was typed stands in the form again. */
async function keptUnder(gnomon: Gnomon, c: Context, to: string, values: FormValues): Promise<string> {
  const url = new URL(to, gnomon.config.publicUrl)
  const held = await keep(gnomon, c, url.pathname, { action: values.do, values: typed(values), done: true })
  if (held) url.searchParams.set('held', held)
  return url.pathname + url.search + url.hash
}

/** The browser dropped its session, and with it the form's token, on a page that wants one; not a form of another site. */
async function loggedOut(gnomon: Gnomon, c: Context, page: Page): Promise<boolean> {
  const from = c.req.header('sec-fetch-site')
  if (sessionToken(c) || (from && from !== 'same-origin')) return false
  return reading(gnomon, c, async (scope) => !(await page.allow(asked(pageContext(gnomon, c, scope)))))
}

/** The session (or the form's own token) ended while the person typed: keep what was typed, log in, and come back to it. */
async function refuseForm(
  gnomon: Gnomon,
  c: Context,
  page: Page,
  values: FormValues,
  why: 'csrf' | 'login',
): Promise<Response> {
  const url = new URL(c.req.url)
  if (why === 'csrf') {
    const problem = new Problem('STALE_FORM', {
      status: 403,
      ...text(
        '这一页开得太久了，没有提交。您填的都还在，请检查后再提交一次。',
        'This page was open for too long and was not sent. What you typed is still here; please check it and send it again.',
      ),
    })
    return show(gnomon, c, page, { action: String(values.do ?? ''), values, problem, fields: {} })
  }
  const held = await keep(gnomon, c, url.pathname, { action: values.do, values: typed(values) })
  if (!held)
    return html(
      c,
      sendAgain(gnomon, { lang: langOf(c), path: c.req.path }, values, standardProblem('LOGIN_REQUIRED')),
      401,
    )
  const back = `${url.pathname}?held=${held}`
  return c.redirect(`/login?next=${encodeURIComponent(back)}&kept=1`, 303)
}

/** A form's text has some kilobytes; nobody stores more with us before we know who it is. */
const MOST_HELD = 64 * 1024
const holds = new RateLimiterMemory({ points: 30, duration: 3600 })

/** The id under which the text waits for the person to log in; undefined where it is too much to keep for a stranger. */
async function keep(gnomon: Gnomon, c: Context, path: string, form: unknown): Promise<string | undefined> {
  if (Buffer.byteLength(JSON.stringify(form)) > MOST_HELD) return undefined
  const allowed = await holds.consume(clientAddress(c, gnomon.config)).then(
    () => true,
    () => false,
  )
  return allowed ? gnomon.db.transaction().execute((tx) => holdForm(tx, path, form)) : undefined
}

/** Form text that waited for its writer, as a refused form shows it. */
async function pickUp(gnomon: Gnomon, id: string, path: string): Promise<PageContext['form']> {
  const kept = (await gnomon.db.transaction().execute((tx) => pickUpForm(tx, id, path))) as
    | { action?: string; values: FormValues; done?: boolean }
    | undefined
  if (!kept) return undefined
  const says = kept.done
    ? text('已保存，您填的都还在。', 'Saved; everything you typed is still here.')
    : text(
        '您已登录。刚才填的内容都在，请检查后再提交一次。',
        'You are logged in. What you had typed is here; please check it and send it again.',
      )
  const problem = new Problem('CHECK_AND_SEND', { status: 200, ...says })
  return { action: kept.action ?? '', values: kept.values, problem, fields: {} }
}

const sendKept = (c: Context, page: KeptPage): Response => {
  const zip = c.req.header('accept-encoding')?.includes('gzip') ?? false
  return c.body((zip ? page.zipped : page.plain) as Uint8Array<ArrayBuffer>, 200, {
    'content-type': 'text/html; charset=utf-8',
    // Kept by us, who know when it changes, and by nobody else.
    'cache-control': 'private, no-cache',
    vary: 'Accept-Encoding, Cookie',
    ...(zip ? { 'content-encoding': 'gzip' } : {}),
  })
}

/** Registers every room's pages. */
export function mountPages(app: Hono, gnomon: Gnomon): void {
  const memory = new PageMemory()
  gnomon.onActs((acts) => memory.committed(acts))
  for (const page of gnomon.rooms.flatMap((r) => r.pages)) {
    app.get(page.path, async (c) => {
      if (page.centre) ofTheCity.add(c)
      const held = c.req.query('held')
      const form = isUuid(held) ? await pickUp(gnomon, held, new URL(c.req.url).pathname) : undefined
      if (form) return show(gnomon, c, page, form)
      if (!page.sameForAll || sessionToken(c)) return show(gnomon, c, page)
      const { until } = page.sameForAll
      const key = PageMemory.key(langOf(c), pathOf(c))
      const known = memory.get(key)
      if (known) return sendKept(c, known)
      const made = memory.begin()
      return show(gnomon, c, page, undefined, (whole) => made(key, whole, until))
    })
    if (Object.keys(page.actions).length > 0)
      app.post(page.path, (c) => {
        if (page.centre) ofTheCity.add(c)
        return act(gnomon, c, page)
      })
  }
  // The language switch works by link, without a script: the choice is kept in a cookie.
  app.get('/lang/:lang', (c) => {
    setCookie(c, 'lang', c.req.param('lang') === 'en' ? 'en' : 'zh', {
      path: '/',
      sameSite: 'Lax',
      maxAge: 365 * 24 * 3600,
    })
    return c.redirect(inside(c.req.query('next'), '/'), 303)
  })
}
