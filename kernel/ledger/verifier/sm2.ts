// SM2 signature verification (GB/T 32918.2-2016) on the curve of GB/T 32918.5 with SM3 and the default user ID, which is what
// certified modules do. Verification handles no secret, so plain BigInt arithmetic is enough; it never signs.
import { concat, equal, fromHex, utf8 } from './bytes.ts'
import { sm3 } from './sm3.ts'

const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn
const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
const A = P - 3n
const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n
const G: Point = {
  x: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  y: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
  z: 1n,
}
const USER_ID = '1234567812345678'

/** Jacobian coordinates: (x / z², y / z³); z = 0 is the point at infinity. */
type Point = { x: bigint; y: bigint; z: bigint }
const INFINITY: Point = { x: 1n, y: 1n, z: 0n }

const mod = (a: bigint, m = P) => ((a % m) + m) % m
const number = (bytes: Uint8Array) => bytes.reduce((n, b) => (n << 8n) | BigInt(b), 0n)
const bytes32 = (n: bigint) => fromHex(n.toString(16).padStart(64, '0'))

function inverse(a: bigint): bigint {
  let [r, next, s, t] = [P, mod(a), 0n, 1n]
  while (next !== 0n) {
    const q = r / next
    ;[r, next] = [next, r - q * next]
    ;[s, t] = [t, s - q * t]
  }
  return mod(s)
}

/** With a = −3: dbl-2001-b of the Explicit-Formulas Database. */
function double({ x, y, z }: Point): Point {
  if (z === 0n || y === 0n) return INFINITY
  const delta = mod(z * z)
  const gamma = mod(y * y)
  const beta = mod(x * gamma)
  const alpha = mod(3n * (x - delta) * (x + delta))
  const x3 = mod(alpha * alpha - 8n * beta)
  return {
    x: x3,
    y: mod(alpha * (4n * beta - x3) - 8n * gamma * gamma),
    z: mod((y + z) * (y + z) - gamma - delta),
  }
}

function add(p: Point, q: Point): Point {
  if (p.z === 0n) return q
  if (q.z === 0n) return p
  const [pz2, qz2] = [mod(p.z * p.z), mod(q.z * q.z)]
  const [u1, u2] = [mod(p.x * qz2), mod(q.x * pz2)]
  const [s1, s2] = [mod(p.y * q.z * qz2), mod(q.y * p.z * pz2)]
  const [h, r] = [mod(u2 - u1), mod(s2 - s1)]
  if (h === 0n) return r === 0n ? double(p) : INFINITY
  const h2 = mod(h * h)
  const h3 = mod(h * h2)
  const v = mod(u1 * h2)
  const x = mod(r * r - h3 - 2n * v)
  return { x, y: mod(r * (v - x) - s1 * h3), z: mod(h * p.z * q.z) }
}

/** a·P + b·Q, both at once. */
function sumOfProducts(a: bigint, p: Point, b: bigint, q: Point): Point {
  const both = add(p, q)
  let sum = INFINITY
  for (let bit = 255n; bit >= 0n; bit--) {
    sum = double(sum)
    const [i, j] = [(a >> bit) & 1n, (b >> bit) & 1n]
    if (i && j) sum = add(sum, both)
    else if (i) sum = add(sum, p)
    else if (j) sum = add(sum, q)
  }
  return sum
}

/** SM3(ENTL ‖ ID ‖ a ‖ b ‖ G ‖ public key): binds the signature to the signer (GB/T 32918.2 §5.5). */
const identity = (x: bigint, y: bigint): Uint8Array =>
  sm3(
    concat(
      Uint8Array.of(0, USER_ID.length * 8),
      utf8(USER_ID),
      bytes32(A),
      bytes32(B),
      bytes32(G.x),
      bytes32(G.y),
      bytes32(x),
      bytes32(y),
    ),
  )

/**
 * `key`: 65 bytes, 0x04 ‖ x ‖ y; `signature`: 64 bytes, r ‖ s. False for whatever is malformed, off the curve or out of range.
 */
export function verifySm2(key: Uint8Array, signature: Uint8Array, message: Uint8Array): boolean {
  if (key.length !== 65 || key[0] !== 4 || signature.length !== 64) return false
  const [x, y] = [number(key.slice(1, 33)), number(key.slice(33))]
  if (x >= P || y >= P || mod(y * y - (x * x * x + A * x + B)) !== 0n) return false
  const [r, s] = [number(signature.slice(0, 32)), number(signature.slice(32))]
  if (r < 1n || r >= N || s < 1n || s >= N) return false
  const t = (r + s) % N
  if (t === 0n) return false
  const sum = sumOfProducts(s, G, t, { x, y, z: 1n })
  if (sum.z === 0n) return false
  const z = inverse(sum.z)
  const e = number(sm3(concat(identity(x, y), message)))
  return equal(bytes32((e + mod(sum.x * z * z)) % N), signature.slice(0, 32))
}
