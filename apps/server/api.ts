import type { Context, Hono } from 'hono'
import {
  anonymous,
  asProblem,
  commandIdIn,
  execute,
  type Heard,
  type Operation,
  type Problem,
  type Said,
  standardProblem,
  text,
} from '../../kernel/platform/index.ts'
import type { Gnomon } from '../gnomon.ts'
import { bodyOf, parseJson } from './body.ts'
import { readBody, typed } from './forms.ts'
import { respond } from './respond.ts'
import { csrfHolds, sessionToken, who } from './security.ts'

export const problemJson = (c: Context, problem: Problem): Response =>
  respond(
    c,
    JSON.stringify({
      type: `https://gnomon.example/problems/${problem.code}`,
      title: `${problem.title.zh} ${problem.title.en}`,
      status: problem.status,
      code: problem.code,
      messages: { zh: problem.detail?.zh ?? problem.title.zh, en: problem.detail?.en ?? problem.title.en },
      ...(Object.keys(problem.fields).length > 0 ? { fields: problem.fields } : {}),
    }),
    'application/problem+json',
    problem.status,
  )

export const endpoint = (operation: Operation) => `/api/${operation.contract.id.replace('.', '/')}`

/**
 * Every contract as a JSON endpoint: reads by GET with `?input=` (JSON) or plain query parameters, or by POST with a JSON body
 * where the question is too long for an address (a chart); writes by POST with a JSON body. A write under a session cookie needs the form token in `x-csrf-token`; `idempotency-key` (a UUID) makes it once-only.
 */
export function mountApi(app: Hono, gnomon: Gnomon): void {
  for (const operation of gnomon.operations.values()) {
    const { contract } = operation
    const path = endpoint(operation)
    if (contract.kind === 'read') {
      for (const at of [path, ...(contract.at ? [contract.at] : [])])
        app.get(at, async (c) => {
          const { input, ...query } = c.req.query()
          const output = await execute(gnomon, contract, (input === undefined ? query : parseJson(input)) as never, {
            who: who(c, gnomon.config),
          })
          return respond(c, JSON.stringify(output), 'application/json')
        })
      app.post(path, async (c) => {
        const output = await execute(gnomon, contract, (await body(gnomon, c)) as never, { who: who(c, gnomon.config) })
        return respond(c, JSON.stringify(output), 'application/json')
      })
    } else {
      app.post(path, async (c) => {
        if (sessionToken(c) && !csrfHolds(c, gnomon.config, c.req.header('x-csrf-token')))
          throw standardProblem('FORBIDDEN')
        const input = await body(gnomon, c)
        const commandId = commandIdIn(c.req.header('idempotency-key'), 'idempotency-key')
        const output = await execute(gnomon, contract, input as never, { who: who(c, gnomon.config), commandId })
        return respond(c, JSON.stringify(output), 'application/json')
      })
    }
  }
  app.all('/api/*', () => {
    throw standardProblem('NOT_FOUND')
  })
}

/** Addresses of standards that others made: whatever cookie comes along, it is asked and sent by nobody. */
export function mountSpoken(app: Hono, gnomon: Gnomon): void {
  for (const spoken of gnomon.rooms.flatMap((r) => r.speaks ?? []))
    app.on(spoken.method, spoken.path, async (c) => {
      const heard: Heard = {
        params: c.req.param() as Record<string, string>,
        query: c.req.query(),
        form: {},
        home: gnomon.config.home,
        site: gnomon.config.publicUrl,
        now: gnomon.clock.now(),
        call: (contract, input) => execute(gnomon, contract, input, { who: anonymous }),
      }
      let said: Said
      try {
        if (spoken.method === 'post') heard.form = typed(await readBody(gnomon, c)) as Record<string, string>
        said = await spoken.says(heard)
      } catch (error) {
        const problem = asProblem(error)
        if (!problem) throw error
        said = spoken.refuses(problem, heard)
      }
      return respond(c, said.body, said.type, said.status, said.headers)
    })
}

async function body(gnomon: Gnomon, c: Context): Promise<unknown> {
  if (!/^application\/json/.test(c.req.header('content-type') ?? ''))
    throw standardProblem('INVALID', {
      detail: text('请用 application/json 提交。', 'Please send application/json.'),
    })
  return parseJson((await bodyOf(gnomon, c, 'json')).toString('utf8'))
}
