// AWS Signature Version 4, header form, for S3: the signature that every S3-compatible store checks.
import { createHash, createHmac } from 'node:crypto'

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
export type S3Request = {
  method: string
  url: URL
  /** Headers to be signed beside host, x-amz-date and x-amz-content-sha256; lower-case names. */
  headers?: Record<string, string>
  body?: Uint8Array
}

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Uint8Array, data: string) => createHmac('sha256', key).update(data).digest()
/** RFC 3986: S3 wants every byte but the unreserved escaped, once. */
const escaped = (s: string) =>
  encodeURIComponent(s).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** A path of an object key: each segment escaped. */
export const keyPath = (key: string): string => `/${key.split('/').map(escaped).join('/')}`

/** All headers of the request, signed. `at` is the machine's real time: stores refuse a skew of 15 minutes. */
export function signRequest(
  request: S3Request,
  credentials: Credentials,
  region: string,
  at: Date,
): Record<string, string> {
  const stamp = at.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const day = stamp.slice(0, 8)
  const headers: Record<string, string> = {
    ...request.headers,
    host: request.url.host,
    'x-amz-content-sha256': sha256(request.body ?? ''),
    'x-amz-date': stamp,
    ...(credentials.sessionToken ? { 'x-amz-security-token': credentials.sessionToken } : {}),
  }
  const names = Object.keys(headers).sort()
  const query = [...request.url.searchParams]
    .map(([k, v]) => `${escaped(k)}=${escaped(v)}`)
    .sort()
    .join('&')
  const canonical = [
    request.method,
    request.url.pathname,
    query,
    ...names.map((n) => `${n}:${headers[n]!.trim().replace(/ +/g, ' ')}`),
    '',
    names.join(';'),
    headers['x-amz-content-sha256'],
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const key = [region, 's3', 'aws4_request'].reduce(
    (k: Buffer, part) => hmac(k, part),
    hmac(`AWS4${credentials.secretAccessKey}`, day),
  )
  const signature = hmac(key, ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n')).toString('hex')
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}`,
  }
}
