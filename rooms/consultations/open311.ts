import type { z } from 'zod'
import { type Heard, type Output, Problem, type Said, type Spoken, text } from '../../kernel/platform/index.ts'
import { type publicTicket, report, requests } from './contract.ts'
import * as paths from './paths.ts'
import { routes } from './routes.ts'
import { element, type Tree, xml } from './xml.rules.ts'

// GeoReport v2 (wiki.open311.org/GeoReport_v2): services, their definitions, requests, tokens; JSON and XML by the ending of the address.
type Format = 'json' | 'xml'
const TYPES = { json: 'application/json; charset=utf-8', xml: 'text/xml; charset=utf-8' }
const refuse = (code: string, status: number, zh: string, en: string) => new Problem(code, { status, ...text(zh, en) })

function formatOf(file: string): { name: string; format: Format } {
  const [, name = '', format] = /^(.+)\.(json|xml)$/.exec(file) ?? []
  if (!format) throw refuse('FORMAT', 404, '地址要以 .json 或 .xml 结尾。', 'The address ends in .json or .xml.')
  return { name, format: format as Format }
}
const said = (format: Format, json: Tree, root: string, of: string, status = 200): Said => ({
  status,
  type: TYPES[format],
  body: format === 'json' ? JSON.stringify(json) : xml(element(root, json, of)),
})

/** One installation is one jurisdiction: it may be left out, and another is not found. */
function ofHome(heard: Heard): void {
  const asked = heard.query.jurisdiction_id ?? heard.form.jurisdiction_id
  if (asked && asked !== heard.home)
    throw refuse('JURISDICTION', 404, 'jurisdiction_id 不是本市的。', 'jurisdiction_id was not found.')
}

const services = routes.map((r) => ({
  service_code: r.code,
  service_name: r.title.zh,
  description: r.title.en,
  metadata: false,
  type: 'realtime',
  keywords: r.words.join(','),
  group: r.group.zh,
}))

type Ticket = z.output<typeof publicTicket>
const requestOf = (t: Ticket) => ({
  service_request_id: t.number,
  status: t.status,
  status_notes: t.statusText.zh,
  service_name: t.title.zh,
  service_code: t.class,
  description: t.shared?.question ?? '',
  agency_responsible: t.unitName.zh,
  service_notice: t.shared?.answer ?? '',
  requested_datetime: t.requestedAt.toISOString(),
  updated_datetime: t.updatedAt.toISOString(),
  expected_datetime: t.expectedOn ? `${t.expectedOn}T23:59:59+08:00` : '',
  address: '',
  address_id: '',
  zipcode: '',
  lat: t.lat ?? '',
  long: t.long ?? '',
  media_url: '',
})

const list = (s: string | undefined): string[] | undefined =>
  s
    ?.split(',')
    .map((x) => x.trim())
    .filter(Boolean)
function instant(s: string | undefined, name: string): Date | undefined {
  if (!s) return undefined
  const at = new Date(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(s) ? s : 'x')
  if (Number.isNaN(at.getTime()))
    throw refuse(
      'DATE',
      400,
      `${name} 要写成 2026-03-02T00:00:00Z。`,
      `${name} is to be written as 2026-03-02T00:00:00Z.`,
    )
  return at
}
function number(s: string | undefined, name: string): number | undefined {
  if (s === undefined || s === '') return undefined
  const n = Number(s)
  if (!Number.isFinite(n)) throw refuse('NUMBER', 400, `${name} 不是数。`, `${name} is not a number.`)
  return n
}

async function getRequests(heard: Heard, format: Format, ids?: string[]): Promise<Said> {
  const { query } = heard
  const status = list(query.status)
  if (status?.some((s) => s !== 'open' && s !== 'closed'))
    throw refuse('STATUS', 400, 'status 只有 open 和 closed。', 'status is open or closed.')
  const numbers = ids ?? list(query.service_request_id)
  const classes = list(query.service_code)
  const [from, to] = [instant(query.start_date, 'start_date'), instant(query.end_date, 'end_date')]
  const found: Output<typeof requests> = await heard.call(requests, {
    ...(numbers ? { numbers } : {}),
    ...(classes ? { class: classes } : {}),
    ...(status?.length === 1 ? { status: status[0] as 'open' } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  })
  if (ids && found.length === 0)
    throw refuse('NOT_FOUND', 404, '没有这个 service_request_id。', 'service_request_id was not found.')
  return said(format, found.map(requestOf), 'service_requests', 'request')
}

async function read(heard: Heard): Promise<Said> {
  const { name, format } = formatOf(heard.params.file ?? '')
  ofHome(heard)
  const { kind } = heard.params
  if (!kind && name === 'services') return said(format, services, 'services', 'service')
  if (!kind && name === 'discovery')
    return said(
      format,
      {
        changeset: '2026-03-01T00:00:00Z',
        contact: heard.site,
        key_service: heard.site,
        endpoints: [
          {
            specification: 'http://wiki.open311.org/GeoReport_v2',
            url: `${heard.site}${paths.open311}`,
            changeset: '2026-03-01T00:00:00Z',
            type: 'production',
            formats: ['text/xml', 'application/json'],
          },
        ],
      },
      'discovery',
      'endpoint',
    )
  if (!kind && name === 'requests') return getRequests(heard, format)
  if (kind === 'services') {
    const found = services.find((s) => s.service_code === name)
    if (!found) throw refuse('NO_SERVICE', 404, '没有这个 service_code。', 'service_code was not found.')
    const { service_code } = found
    return said(format, { service_code, attributes: [] }, 'service_definition', 'attribute')
  }
  if (kind === 'requests') return getRequests(heard, format, list(name))
  if (kind === 'tokens') {
    // The number is given at once; a token is the number itself.
    const [found]: Output<typeof requests> = await heard.call(requests, { numbers: [name] })
    if (!found) throw refuse('NOT_FOUND', 404, '没有这个 token。', 'token was not found.')
    return said(format, [{ service_request_id: found.number, token: found.number }], 'service_requests', 'request')
  }
  throw refuse('NOT_FOUND', 404, '没有这个地址。', 'There is no such address.')
}

async function write(heard: Heard): Promise<Said> {
  const { name, format } = formatOf(heard.params.file ?? '')
  if (name !== 'requests') throw refuse('NOT_FOUND', 404, '没有这个地址。', 'There is no such address.')
  ofHome(heard)
  const f = heard.form
  if (!f.service_code) throw refuse('NO_SERVICE', 400, '没有 service_code。', 'service_code was not provided.')
  const [lat, long] = [number(f.lat, 'lat'), number(f.long, 'long')]
  const { number: made }: Output<typeof report> = await heard.call(report, {
    key: f.api_key ?? '',
    service: f.service_code,
    // A picture elsewhere is named, never fetched: a server that fetches what strangers name can be used against others.
    said: [f.description ?? '', f.media_url ? `图片：${f.media_url}` : ''].filter(Boolean).join('\n'),
    place: f.address_string ?? f.address_id ?? '',
    ...(lat === undefined ? {} : { lat }),
    ...(long === undefined ? {} : { long }),
    contact: {
      name: [f.last_name, f.first_name].filter(Boolean).join(''),
      phone: f.phone ?? '',
      email: f.email ?? '',
    },
  })
  const answer = [{ service_request_id: made, service_notice: '已收到，承办单位会联系您。', account_id: '' }]
  return said(format, answer, 'service_requests', 'request', 201)
}

/** Errors as the specification has them: a list of code and description; a bad input is 400, and a missing or wrong key 403. */
function refuses(problem: Problem, heard: Heard): Said {
  const status = problem.status === 422 ? 400 : problem.status
  const fields = Object.entries(problem.fields).map(([name, t]) => `${name}: ${t.zh} ${t.en}`)
  const description = [problem.detail?.zh ?? problem.title.zh, problem.detail?.en ?? problem.title.en, ...fields].join(
    ' ',
  )
  const format: Format = /\.json$/.test(heard.params.file ?? '') ? 'json' : 'xml'
  return said(format, [{ code: status, description }], 'errors', 'error', status)
}

export const open311: readonly Spoken[] = [
  { method: 'get', path: `${paths.open311}/:file`, says: read, refuses },
  { method: 'get', path: `${paths.open311}/:kind/:file`, says: read, refuses },
  { method: 'post', path: `${paths.open311}/:file`, says: write, refuses },
]
