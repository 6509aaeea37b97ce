// For tests: a small S3-compatible server, in memory, that checks every signature by an implementation of its own (written from
// the description of Signature Version 4, sharing nothing with the client).
import { createHash, createHmac, type Hmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Fault = (request: {
  method: string
  key: string
}) => 'drop-before' | 'drop-after' | 'unavailable' | undefined

export async function startS3(options: { accessKeyId: string; secret: string; conditions?: boolean }) {
  const objects = new Map<string, { bytes: Buffer; etag: string }>()
  const refused: string[] = []
  const made = { fault: undefined as Fault | undefined, requests: 0 }

  function signatureProblem(request: IncomingMessage, body: Buffer): string | undefined {
    const header = request.headers.authorization ?? ''
    const part = (name: string) => new RegExp(`${name}=([^,\\s]+)`).exec(header)?.[1] ?? ''
    const [who, day, region, service, end] = part('Credential').split('/')
    if (!header.startsWith('AWS4-HMAC-SHA256 ') || who !== options.accessKeyId) return 'InvalidAccessKeyId'
    if (service !== 's3' || end !== 'aws4_request') return 'malformed scope'
    const signed = part('SignedHeaders').split(';')
    for (const must of ['host', 'x-amz-date', 'x-amz-content-sha256', 'if-match', 'if-none-match'])
      if (request.headers[must] !== undefined && !signed.includes(must)) return `${must} is not signed`
    const bodyHash = createHash('sha256').update(body).digest('hex')
    if (request.headers['x-amz-content-sha256'] !== bodyHash) return 'XAmzContentSHA256Mismatch'
    const stamp = String(request.headers['x-amz-date'])
    if (!stamp.startsWith(day!)) return 'date and scope differ'
    const [path, query = ''] = request.url!.split('?')
    let text = `${request.method}\n${path}\n${query.split('&').sort().join('&')}\n`
    for (const name of signed) text += `${name}:${String(request.headers[name]).trim()}\n`
    text += `\n${signed.join(';')}\n${bodyHash}`
    const toSign = `AWS4-HMAC-SHA256\n${stamp}\n${day}/${region}/s3/aws4_request\n${createHash('sha256').update(text).digest('hex')}`
    let chain: Hmac = createHmac('sha256', `AWS4${options.secret}`)
    for (const word of [day!, region!, 's3', 'aws4_request']) chain = createHmac('sha256', chain.update(word).digest())
    return chain.update(toSign).digest('hex') === part('Signature') ? undefined : 'SignatureDoesNotMatch'
  }

  const server = createServer(async (request, response) => {
    made.requests++
    const chunks: Buffer[] = []
    for await (const c of request) chunks.push(c as Buffer)
    const body = Buffer.concat(chunks)
    const key = decodeURIComponent(request.url!.split('?')[0]!.slice(1))
    const method = request.method!
    const problem = signatureProblem(request, body)
    if (problem) {
      refused.push(problem)
      response.writeHead(403).end(`<Error><Code>${problem}</Code></Error>`)
      return
    }
    const fault = made.fault?.({ method, key })
    if (fault === 'drop-before') return void request.socket.destroy()
    if (fault === 'unavailable') return void response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>')
    const present = objects.get(key)
    if (method === 'GET') {
      if (present) response.writeHead(200, { etag: present.etag }).end(present.bytes)
      else response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
      return
    }
    if (method !== 'PUT') return void response.writeHead(405).end()
    if (options.conditions !== false) {
      const wanted = request.headers['if-match']
      if ((request.headers['if-none-match'] === '*' && present) || (wanted && present && wanted !== present.etag))
        return void response.writeHead(412).end('<Error><Code>PreconditionFailed</Code></Error>')
      if (wanted && !present) return void response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
    }
    objects.set(key, { bytes: body, etag: `"${createHash('md5').update(body).digest('hex')}"` })
    if (fault === 'drop-after') return void request.socket.destroy()
    response.writeHead(200, { etag: objects.get(key)!.etag }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(made, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    refused,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  })
}
