import { z } from 'zod'
import { type Operation, standardErrors } from '../../kernel/platform/index.ts'
import type { Gnomon } from '../gnomon.ts'
import { endpoint } from './api.ts'

const schema = (type: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(type, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if ((zodSchema as { _zod: { def: { type: string } } })._zod.def.type === 'date')
        Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
    },
  }) as Record<string, unknown>
  return rest
}

/** The OpenAPI 3.1 document, from the contracts alone. */
export function openApi(gnomon: Gnomon): Record<string, unknown> {
  const paths: Record<string, unknown> = {}
  for (const operation of [...gnomon.operations.values()].sort((a, b) => a.contract.id.localeCompare(b.contract.id)))
    paths[endpoint(operation)] = pathItem(operation)
  return {
    openapi: '3.1.0',
    info: {
      title: '圭表 Gnomon',
      version: '0.1.0',
      description:
        '每个接口对应一个操作；写操作都留下一条公开可验证的行政行为。 One endpoint an operation; every write leaves an act.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: gnomon.config.publicUrl }],
    tags: gnomon.rooms.map((r) => ({ name: r.name, description: `${r.title.zh} ${r.title.en}` })),
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'gnomon_session' },
        csrf: { type: 'apiKey', in: 'header', name: 'x-csrf-token' },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code', 'messages'],
          properties: {
            type: { type: 'string', format: 'uri' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string' },
            messages: { type: 'object', properties: { zh: { type: 'string' }, en: { type: 'string' } } },
            fields: { type: 'object', additionalProperties: { type: 'object' } },
          },
        },
      },
    },
  }
}

function pathItem({ contract }: Operation): Record<string, unknown> {
  const problem = (codes: string[]) => ({
    description: codes.join(', '),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  })
  const byStatus: Record<string, string[]> = {}
  for (const [code, { status }] of Object.entries({ ...standardErrors, ...contract.errors }))
    (byStatus[status] ??= []).push(code)
  const common = {
    operationId: contract.id,
    tags: [contract.id.split('.')[0]],
    summary: `${contract.title.zh} ${contract.title.en}`,
    ...(contract.summary ? { description: `${contract.summary.zh} ${contract.summary.en}` } : {}),
    responses: {
      200: { description: 'OK', content: { 'application/json': { schema: schema(contract.output, 'output') } } },
      ...Object.fromEntries(Object.entries(byStatus).map(([status, codes]) => [status, problem(codes)])),
    },
  }
  if (contract.kind === 'read')
    return {
      get: {
        ...common,
        parameters: [
          {
            name: 'input',
            in: 'query',
            required: false,
            description: 'JSON',
            content: { 'application/json': { schema: schema(contract.input, 'input') } },
          },
        ],
      },
    }
  return {
    post: {
      ...common,
      security: [{ session: [], csrf: [] }, {}],
      parameters: [
        { name: 'idempotency-key', in: 'header', required: false, schema: { type: 'string', format: 'uuid' } },
      ],
      requestBody: { required: true, content: { 'application/json': { schema: schema(contract.input, 'input') } } },
    },
  }
}
