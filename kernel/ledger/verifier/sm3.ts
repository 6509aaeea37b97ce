// SM3 (GB/T 32905-2016): a 256-bit digest. Browsers have none, and this package imports nothing.

const rotate = (x: number, n: number) => ((x << (n % 32)) | (x >>> (32 - (n % 32)))) >>> 0
const P0 = (x: number) => x ^ rotate(x, 9) ^ rotate(x, 17)
const P1 = (x: number) => x ^ rotate(x, 15) ^ rotate(x, 23)

export function sm3(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n)
  const state = Uint32Array.of(
    0x7380166f,
    0x4914b2b9,
    0x172442d7,
    0xda8a0600,
    0xa96f30bc,
    0x163138aa,
    0xe38dee4d,
    0xb0fb0e4e,
  )
  const w = new Uint32Array(68)
  for (let block = 0; block < padded.length; block += 64) {
    for (let j = 0; j < 16; j++) w[j] = view.getUint32(block + j * 4)
    for (let j = 16; j < 68; j++)
      w[j] = P1(w[j - 16]! ^ w[j - 9]! ^ rotate(w[j - 3]!, 15)) ^ rotate(w[j - 13]!, 7) ^ w[j - 6]!
    let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
    for (let j = 0; j < 64; j++) {
      const a12 = rotate(a, 12)
      const ss1 = rotate((a12 + e + rotate(j < 16 ? 0x79cc4519 : 0x7a879d8a, j)) >>> 0, 7)
      const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
      const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g)
      const tt1 = (ff + d + ((ss1 ^ a12) >>> 0) + ((w[j]! ^ w[j + 4]!) >>> 0)) >>> 0
      const tt2 = (gg + h + ss1 + w[j]!) >>> 0
      ;[d, c, b, a] = [c, rotate(b, 9), a, tt1]
      ;[h, g, f, e] = [g, rotate(f, 19), e, P0(tt2) >>> 0]
    }
    for (const [i, x] of [a, b, c, d, e, f, g, h].entries()) state[i]! ^= x
  }
  const digest = new Uint8Array(32)
  const out = new DataView(digest.buffer)
  for (const [i, x] of state.entries()) out.setUint32(i * 4, x)
  return digest
}
