import type { Context, Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { renderToString } from 'preact-render-to-string'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { actorOfToken, holdForm, pickUpForm } from '../../kernel/identity/index.ts'
import {
  type Actor,
  asProblem,
  execute,
  type FormValues,
  type Lang,
  newId,
  type Page,
  type PageContext,
  Problem,
  type Rendered,
  readContext,
  sql,
  standardProblem,
  type Text,
  type Tx,
  text,
} from '../../kernel/platform/index.ts'
import { deskShell } from '../../web/desk/shell.tsx'
import { portalShell } from '../../web/portal/shell.tsx'
import { Notice } from '../../web/ui/index.ts'
import type { Gnomon } from '../gnomon.ts'
import { stylesheetPath } from './assets.ts'
import { readBody, typed } from './forms.ts'
import { html } from './respond.ts'
import { clientAddress, csrfHolds, csrfToken, sessionToken } from './security.ts'

export function langOf(c: Context): Lang {
  const asked = c.req.query('lang') ?? getCookie(c, 'lang')
  if (asked === 'en' || asked === 'zh') return asked
  return 'zh'
}

const pathOf = (c: Context) => {
  const { pathname, search } = new URL(c.req.url)
  return pathname.replace(/^\/+/, '/') + search
}

type Context_ = { tx: Tx; actor: Actor }

/** A read-only transaction with the actor of the request in it; waits out a database that is away for a moment. */
export async function reading<T>(gnomon: Gnomon, c: Context, work: (scope: Context_) => Promise<T>): Promise<T> {
  const token = sessionToken(c)
  for (let began = Date.now(); ; await new Promise((r) => setTimeout(r, 250))) {
    try {
      return await gnomon.db.transaction().execute(async (tx) => {
        await sql`set transaction read only`.execute(tx)
        return work({ tx, actor: await actorOfToken(tx, token) })
      })
    } catch (error) {
      if (asProblem(error)?.code !== 'UNAVAILABLE' || Date.now() - began > gnomon.patience) throw error
    }
  }
}

export function pageContext(gnomon: Gnomon, c: Context, scope: Context_, form?: PageContext['form']): PageContext {
  const lang = langOf(c)
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
    csrf: csrfToken(c, gnomon.config),
    command: newId(),
    ...(form ? { form } : {}),
  }
}

/** Wraps a rendered page in its shell. */
export async function wrap(gnomon: Gnomon, p: PageContext, shell: Page['shell'], done: Rendered): Promise<string> {
  const queues =
    shell === 'desk'
      ? await Promise.all(
          gnomon.rooms
            .flatMap((r) => r.pages)
            .filter((page) => page.nav)
            .sort((a, b) => a.nav!.order - b.nav!.order)
            .map(async (page) => ({ page, allowed: await page.allow({ ...p, input: {} }) })),
        ).then((list) =>
          Promise.all(
            list
              .filter((entry) => entry.allowed)
              .map(async ({ page }) => ({
                href: page.path,
                title: page.nav!.title,
                count: await page.nav!.count?.(p),
              })),
          ),
        )
      : []
  const common = {
    title: done.title,
    lang: p.lang,
    actor: p.actor,
    demonstration: gnomon.config.demonstration,
    now: p.clock.now(),
    shifted: gnomon.shift.get() !== 0,
    path: p.url.pathname + p.url.search,
    csrf: p.csrf,
    stylesheet: stylesheetPath(),
    scripts: done.scripts ?? [],
    body: done.body,
  }
  return `<!doctype html>${renderToString(shell === 'desk' ? deskShell({ ...common, queues }) : portalShell(common))}`
}

async function show(gnomon: Gnomon, c: Context, page: Page, form?: PageContext['form']): Promise<Response> {
  return reading(gnomon, c, async (scope) => {
    const p = pageContext(gnomon, c, scope, form)
    if (!(await page.allow({ ...p, input: p.params }))) {
      if (scope.actor.kind === 'anonymous')
        return c.redirect(`/login?next=${encodeURIComponent(p.url.pathname + p.url.search)}`, 303)
      throw standardProblem('FORBIDDEN')
    }
    const done = await page.render(p)
    if (done.redirect) return c.redirect(done.redirect, 303)
    if (done.bytes) {
      const { data, type, name, headers } = done.bytes
      return c.body(new Uint8Array(data), (done.status ?? 200) as never, {
        'content-type': type,
        'cache-control': 'private, no-store',
        ...(name ? { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` } : {}),
        ...headers,
      })
    }
    const status = form ? form.problem.status : (done.status ?? 200)
    const cache: Record<string, string> =
      done.cacheSeconds && scope.actor.kind === 'anonymous' && !form
        ? { 'cache-control': `private, max-age=${done.cacheSeconds}` }
        : {}
    return html(c, await wrap(gnomon, p, page.shell, done), status, cache)
  })
}

async function act(gnomon: Gnomon, c: Context, page: Page): Promise<Response> {
  const values = await readBody(gnomon, c)
  if (!csrfHolds(c, gnomon.config, values.csrf)) return refuseForm(gnomon, c, page, values, 'csrf')
  const name = String(values.do ?? '')
  const action = Object.hasOwn(page.actions, name) ? page.actions[name] : undefined
  if (!action) throw standardProblem('NOT_FOUND')
  try {
    const input = await reading(gnomon, c, async (scope) => {
      const p = pageContext(gnomon, c, scope)
      if (scope.actor.kind === 'anonymous' && !(await page.allow({ ...p, input: p.params })))
        throw standardProblem('LOGIN_REQUIRED')
      return action.input(values, p)
    })
    const token = sessionToken(c)
    const commandId = /^[0-9a-f-]{36}$/.test(String(values.command ?? '')) ? String(values.command) : undefined
    const output = await execute(gnomon, action.operation, input as never, {
      who: (tx) => actorOfToken(tx, token),
      commandId,
    })
    const next = await reading(gnomon, c, async (scope) => action.next(output, pageContext(gnomon, c, scope)))
    return c.redirect(next, 303)
  } catch (error) {
    const problem = asProblem(error)
    if (!problem) throw error
    if (problem.code === 'LOGIN_REQUIRED') return refuseForm(gnomon, c, page, values, 'login')
    if (problem.code === 'UNAVAILABLE')
      return html(c, sendAgain(gnomon, c, values, problem), 503, { 'retry-after': '5' })
    return show(gnomon, c, page, { action: name, values, problem, fields: problem.fields })
  }
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
  if (!held) return html(c, sendAgain(gnomon, c, values, standardProblem('LOGIN_REQUIRED')), 401)
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

/** A page that needs no database: says what happened and sends the same form again at one press, nothing retyped. */
function sendAgain(gnomon: Gnomon, c: Context, values: FormValues, problem: Problem): string {
  const lang = langOf(c)
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const fields = Object.entries(typed(values)).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((v) => [name, v] as const),
  )
  return `<!doctype html>${renderToString(
    portalShell({
      title: text('请再试一次', 'Please try again'),
      lang,
      actor: { kind: 'anonymous' },
      demonstration: gnomon.config.demonstration,
      now: gnomon.clock.now(),
      shifted: false,
      path: c.req.path,
      csrf: '',
      stylesheet: stylesheetPath(),
      scripts: [],
      body: (
        <main class="page narrow" id="main">
          <h1>{t('请再试一次', 'Please try again')}</h1>
          <Notice kind="warning" title={problem.title[lang]}>
            <p>
              {t(
                '您填的文字都在下面的按钮里，不用重填；选好的文件需要再选一次。',
                'What you typed goes along with the button below; files must be chosen again.',
              )}
            </p>
          </Notice>
          <form method="post" action={c.req.path}>
            <input type="hidden" name="csrf" value={typeof values.csrf === 'string' ? values.csrf : ''} />
            {fields.map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <button class="button" type="submit">
              {t('再提交一次', 'Send again')}
            </button>
          </form>
        </main>
      ),
    }),
  )}`
}

/** Registers every room's pages. */
export function mountPages(app: Hono, gnomon: Gnomon): void {
  for (const page of gnomon.rooms.flatMap((r) => r.pages)) {
    app.get(page.path, async (c) => {
      const held = c.req.query('held')
      if (held && /^[0-9a-f-]{36}$/.test(held)) {
        const kept = (await gnomon.db
          .transaction()
          .execute((tx) => pickUpForm(tx, held, new URL(c.req.url).pathname))) as
          | { action?: string; values: FormValues }
          | undefined
        if (kept) {
          const problem = new Problem('CHECK_AND_SEND', {
            status: 200,
            ...text(
              '您已登录。刚才填的内容都在，请检查后再提交一次。',
              'You are logged in. What you had typed is here; please check it and send it again.',
            ),
          })
          return show(gnomon, c, page, { action: kept.action ?? '', values: kept.values, problem, fields: {} })
        }
      }
      return show(gnomon, c, page)
    })
    if (Object.keys(page.actions).length > 0) app.post(page.path, (c) => act(gnomon, c, page))
  }
}
