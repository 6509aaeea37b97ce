import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { renderToString } from 'preact-render-to-string'
import { anonymous, asProblem, type Problem, sql, standardProblem, text } from '../../kernel/platform/index.ts'
import { portalShell } from '../../web/portal/shell.tsx'
import { Notice } from '../../web/ui/index.ts'
import type { Gnomon } from '../gnomon.ts'
import { mountApi, mountSpoken, problemJson } from './api.ts'
import { mountAssets, stylesheetPath } from './assets.ts'
import { bodies } from './body.ts'
import { mountDemonstration } from './demonstration.tsx'
import { openApi } from './openapi.ts'
import { langOf, mountPages } from './pages.tsx'
import { permissionsRoom } from './permissions.tsx'
import { html, respond } from './respond.ts'
import { mayMeasure, rateLimits, securityHeaders } from './security.ts'
import { portalMenu } from './shells.tsx'
import { touching } from './touch.ts'
import { watchdog } from './watchdog.ts'

/** The whole HTTP surface of one process. */
export function createApp(given: Gnomon, mount: (app: Hono) => void = () => {}): Hono {
  if (!given.rooms.some((r) => r.name === 'permissions')) given.rooms.push(permissionsRoom(given))
  const gnomon = given
  const app = new Hono()
  const { config, log } = gnomon
  let api: string | undefined
  app.use(securityHeaders(config))
  app.use(async (c, next) => {
    const began = performance.now()
    await next()
    const seconds = (performance.now() - began) / 1000
    gnomon.metrics.requests.observe({ route: c.req.routePath, status: c.res.status }, seconds)
    log.info(
      { method: c.req.method, path: c.req.path, status: c.res.status, ms: Math.round(seconds * 1000) },
      'request',
    )
  })
  app.get('/health', async (c) => {
    try {
      await sql`select 1`.execute(gnomon.db)
      return c.json({ status: 'ok', now: gnomon.clock.now().toISOString() })
    } catch {
      return c.json({ status: 'database unavailable' }, 503)
    }
  })
  app.get('/metrics', async (c) => {
    if (!mayMeasure(c, config)) throw standardProblem('NOT_FOUND')
    return c.body(await gnomon.metrics.registry.metrics(), 200, {
      'content-type': gnomon.metrics.registry.contentType,
    })
  })
  if (config.rateLimit) app.use(rateLimits(config))
  app.use(watchdog(gnomon))
  app.use(bodies())
  mountAssets(app)
  app.use(touching(gnomon))
  app.get('/openapi.json', (c) =>
    respond(c, (api ??= JSON.stringify(openApi(gnomon))), 'application/json', 200, {
      'cache-control': 'public, max-age=60',
    }),
  )
  mount(app)
  if (config.demonstration) mountDemonstration(app, gnomon)
  mountSpoken(app, gnomon)
  mountPages(app, gnomon)
  mountApi(app, gnomon)
  app.notFound((c) => problemPage(gnomon, c, standardProblem('NOT_FOUND')))
  app.onError((error, c) => {
    const problem = asProblem(error)
    if (problem) return problemPage(gnomon, c, problem)
    const incident = randomBytes(4).toString('hex').toUpperCase()
    gnomon.metrics.incidents.inc()
    log.error({ err: error, incident, path: c.req.path }, 'incident')
    return problemPage(
      gnomon,
      c,
      standardProblem('INTERNAL', {
        detail: text(
          `事故编号 ${incident}。请把编号告诉服务热线，我们查得到。`,
          `Incident number ${incident}. Please give it to the service line; we can look it up.`,
        ),
      }),
    )
  })
  return app
}

/** The last resort: needs neither the database nor a room. */
function problemPage(gnomon: Gnomon, c: Parameters<typeof langOf>[0], problem: Problem): Response {
  if (c.req.path.startsWith('/api/') || c.req.header('accept')?.includes('application/json'))
    return problemJson(c, problem)
  const lang = langOf(c)
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  return html(
    c,
    `<!doctype html>${renderToString(
      portalShell({
        title: problem.title,
        lang,
        actor: anonymous,
        demonstration: gnomon.config.demonstration,
        now: gnomon.clock.now(),
        shifted: false,
        path: c.req.path,
        menu: portalMenu(gnomon),
        stylesheet: stylesheetPath(),
        scripts: [],
        body: (
          <main class="page narrow" id="main">
            <h1>{problem.title[lang]}</h1>
            {problem.detail && <Notice kind="warning" title={problem.detail[lang]} />}
            <p>
              <a href="/">{t('回到首页', 'Go to the home page')}</a>
              {problem.code === 'LOGIN_REQUIRED' && (
                <>
                  {' · '}
                  <a href={`/login?next=${encodeURIComponent(c.req.path)}`}>{t('登录', 'Log in')}</a>
                </>
              )}
            </p>
          </main>
        ),
      }),
    )}`,
    problem.status,
  )
}
