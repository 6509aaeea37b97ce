import { createHash, createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sm2 } from 'sm-crypto-v2'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { KeyFileError, type Keyring, keyringIn, signerIn, Witness } from './index.ts'
import { append, emptyEdge, rootOfEdge } from './tree.ts'
import * as v from './verifier/index.ts'

const ORIGIN = 'test.example/log'
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const ring = (options: Parameters<typeof keyringIn>[2] = {}) => keyringIn(join(folder, 'keys.json'), ORIGIN, options)
const AT = new Date('2026-03-02T01:00:00Z')
const text = (size: number) => `${ORIGIN}\n${size}\n${createHash('sha256').update(String(size)).digest('base64')}\n`
/** A checkpoint as the sequencer makes it: keys that begin or end do so at the committed size before it. */
const checkpoint = (keys: Keyring, size: number) => {
  keys.align(size - 1)
  return `${text(size)}\n${keys.sign(text(size), AT)}`
}
const judge = async (note: string, keys: Parameters<typeof v.signedBy>[2]) => {
  const parsed = v.parseNote(note)
  return v.signedBy(parsed, v.parseCheckpoint(parsed.text), keys)
}
const signed = async (note: string, keys: Parameters<typeof v.signedBy>[2]) => (await judge(note, keys)).signed
const algorithms = async (vkeys: string[]) => Promise.all(vkeys.map(async (k) => v.algorithmOf(await v.parseKey(k))))

describe('SM3 and SM2 in the verifier', () => {
  test.each(['', 'abc', 'abcd'.repeat(16), ...[55, 56, 63, 64, 65, 1000].map((n) => 'x'.repeat(n))])(
    'SM3 of %j is what OpenSSL computes',
    (message) =>
      expect(Buffer.from(v.sm3(Buffer.from(message))).toString('hex')).toBe(
        createHash('sm3').update(message).digest('hex'),
      ),
  )
  test('the published examples of GB/T 32905 (SM3) and GB/T 32918.5 (SM2)', () => {
    expect(v.toHex(v.sm3(v.utf8('abc')))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    const key = v.fromHex(
      '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
    )
    const signature = v.fromHex(
      'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
    )
    expect(v.verifySm2(key, signature, v.utf8('message digest'))).toBe(true)
    expect(v.verifySm2(key, signature, v.utf8('message digesu'))).toBe(false)
  })
  test('agrees with the signing library on many keys; refuses what is bent, off the curve or out of range', () => {
    for (let i = 0; i < 8; i++) {
      const pair = sm2.generateKeyPairHex()
      const message = Buffer.from(`message ${i}`)
      const signature = v.fromHex(sm2.doSignature(message, pair.privateKey, { hash: true, publicKey: pair.publicKey }))
      const key = v.fromHex(pair.publicKey)
      expect(v.verifySm2(key, signature, message)).toBe(true)
      const bend = (bytes: Uint8Array, at: number) => Uint8Array.from(bytes, (b, j) => (j === at ? b ^ 1 : b))
      expect(v.verifySm2(key, bend(signature, i * 8), message)).toBe(false)
      expect(v.verifySm2(bend(key, 64), signature, message)).toBe(false)
      expect(v.verifySm2(key, signature.slice(1), message)).toBe(false)
      expect(v.verifySm2(key, new Uint8Array(64), message)).toBe(false)
      expect(v.verifySm2(key, new Uint8Array(64).fill(255), message)).toBe(false)
    }
  })
})

describe('signed notes', () => {
  test('the published vector of signed-note: an Ed25519 note of another implementation', async () => {
    const key = await v.parseKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')
    const note = v.parseNote(
      'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'.replaceAll(
        '’',
        "'",
      ),
    )
    expect(await v.verifyNote(note, key)).toMatchObject({ present: true, holds: true })
  })
  test('base64 with unused bits set is refused: two files would be one', () => {
    expect(() => v.fromBase64('AB==')).toThrow('unused bits')
    expect(() => v.fromBase64('AAB=')).toThrow('unused bits')
    expect(v.fromBase64('AA==')).toEqual(Uint8Array.of(0))
  })
})

describe('three signatures', () => {
  test('Ed25519 first, ML-DSA-44 and SM2 beside it; each verifies alone and with an independent implementation', async () => {
    const keys = ring()
    expect(await algorithms(keys.vkeys())).toEqual(['ed25519', 'ml-dsa-44', 'sm2'])
    const note = checkpoint(keys, 5)
    expect(note.split('\n').filter((l) => l.startsWith('— '))).toHaveLength(3)
    for (const vkey of keys.vkeys()) expect(await signed(note, [vkey])).toBe(true)
    expect(await signed(note, keys.keys())).toBe(true)
    const parsed = v.parseNote(note)
    const [ed, ml, sm] = await Promise.all(keys.vkeys().map(v.parseKey))
    const of = (key: v.VerifierKey) =>
      parsed.signatures.find((s) => Buffer.from(s.id).equals(Buffer.from(key.id)))!.signature
    const spki = (prefix: string, key: Uint8Array) =>
      createPublicKey({ key: Buffer.concat([Buffer.from(prefix, 'hex'), key]), format: 'der', type: 'spki' })
    expect(verify(null, Buffer.from(parsed.text), spki('302a300506032b6570032100', ed!.key), of(ed!))).toBe(true)
    // The struct of tlog-cosignature written out by hand.
    const time = BigInt(AT.getTime() / 1000)
    const u64 = (n: bigint) => {
      const b = Buffer.alloc(8)
      b.writeBigUInt64BE(n)
      return b
    }
    const message = Buffer.concat([
      Buffer.from('subtree/v1\n\0'),
      Buffer.of(ORIGIN.length),
      Buffer.from(ORIGIN),
      u64(time),
      Buffer.of(ORIGIN.length),
      Buffer.from(ORIGIN),
      u64(0n),
      u64(5n),
      createHash('sha256').update('5').digest(),
    ])
    expect(
      verify(null, message, spki('30820532300b06096086480165030403110382052100', ml!.key), of(ml!).subarray(8)),
    ).toBe(true)
    expect(
      sm2.doVerifySignature(parsed.text, v.toHex(of(sm!)), v.toHex(sm!.key.slice(v.SM2_NAME.length)), { hash: true }),
    ).toBe(true)
  })
  test('a bent, swapped or left-out signature: the checkpoint is not signed, and the verdict says which', async () => {
    const keys = ring()
    const note = checkpoint(keys, 5)
    for (const [i, word] of ['Ed25519', 'ML-DSA-44', 'SM2'].entries()) {
      const lines = note.split('\n')
      const at = lines.findIndex((l) => l.startsWith('— ')) + i
      const without = lines.filter((_, j) => j !== at).join('\n')
      const missing = await judge(without, keys.keys())
      expect([missing.signed, missing.lines.find((l) => !l.ok)?.what.en]).toEqual([
        false,
        expect.stringMatching(new RegExp(`${word}.* due is missing`)),
      ])
      // Out of a QR code the first signature is enough, and what could not be checked is said; it is never enough to lack it.
      const parsed = v.parseNote(without)
      const compact = await v.signedBy(parsed, v.parseCheckpoint(parsed.text), keys.keys(), true)
      expect([compact.signed, compact.unchecked.length]).toEqual(i === 0 ? [false, 0] : [true, 1])
      // Without periods nothing can be missed: what is there must hold.
      expect(await signed(without, keys.vkeys())).toBe(true)
      const bent = lines
        .with(
          at,
          lines[at]!.replace(/(.)(.{20})$/, (_, c, rest) => (c === 'A' ? 'B' : 'A') + rest),
        )
        .join('\n')
      expect(await signed(bent, keys.vkeys()), word).toBe(false)
    }
    const other = checkpoint(keyringIn(join(folder, 'other.json'), ORIGIN), 5)
    expect(await signed(other, keys.keys())).toBe(false)
    expect(await signed(checkpoint(keys, 6), [])).toBe(false)
  })
  test('a runtime without ML-DSA-44 says that it was not checked, and does not take it for good', async () => {
    const keys = ring()
    const note = checkpoint(keys, 5)
    const native = crypto.subtle.importKey
    try {
      // What browsers without the algorithm do.
      crypto.subtle.importKey = (async (...args: Parameters<typeof native>) => {
        if (args[2] === 'ML-DSA-44') throw new DOMException('Unrecognized algorithm name', 'NotSupportedError')
        return native.apply(crypto.subtle, args)
      }) as typeof native
      const all = await judge(note, keys.keys())
      expect([all.signed, all.unchecked.map((w) => w.zh)]).toEqual([true, [expect.stringContaining('没有核对')]])
      expect(await signed(note, [keys.vkeys()[1]!])).toBe(false)
    } finally {
      crypto.subtle.importKey = native
    }
  })
  test('a key under another name, a key whose id is not its own, and unknown private types prove nothing', async () => {
    const keys = ring()
    const note = checkpoint(keys, 5)
    const [name, id, key] = keys.vkey.split('+')
    expect(await signed(note, [`other+${id}+${key}`, `${name}+00000000+${key}`, 'rubbish'])).toBe(false)
    const unknown = await v.formatKey(ORIGIN, 0xff, v.utf8('another/v1\nkey'))
    const line = `— ${ORIGIN} ${v.toBase64(v.concat((await v.parseKey(unknown)).id, v.utf8('signature')))}\n`
    expect(await signed(`${note}${line}`, [unknown])).toBe(false)
    expect(await signed(`${note}${line}`, [unknown, keys.vkey])).toBe(true)
  })
})

describe('rotation and retirement', () => {
  test('old and new sign together; then only the new one; old checkpoints verify, the retired key signs nothing more', async () => {
    const keys = ring()
    const before = checkpoint(keys, 5)
    const old = keys.vkey
    const added = keys.rotate('ed25519').vkey
    expect(keys.vkeys().slice(0, 2)).toEqual([old, added])
    expect(() => keys.rotate('ed25519')).toThrow('overlap')
    const overlap = checkpoint(keys, 8)
    for (const one of [old, added]) expect(await signed(overlap, [one])).toBe(true)
    const retired = keys.retire(old.split('+')[1]!, 8)
    expect(retired).toMatchObject({ from: 5, until: 8, private: null })
    expect(readFileSync(join(folder, 'keys.json'), 'utf8').match(/PRIVATE KEY/g)).toHaveLength(2 * 2)
    const after = checkpoint(keys, 9)
    expect(keys.vkeys()).not.toContain(old)
    expect([await signed(after, [old]), await signed(after, [added])]).toEqual([false, true])
    for (const note of [before, overlap, after]) expect(await signed(note, keys.keys())).toBe(true)
    expect(keys.keys().slice(0, 1)).toEqual([{ vkey: old, from: 5, until: 8 }])
    expect(keys.keys().at(-1)).toEqual({ vkey: added, from: 8, until: null })
    expect(() => keys.retire(old, 9)).toThrow('already')
  })
  test('a stolen retired key makes no checkpoint after its end', async () => {
    const keys = ring({ algorithms: ['ed25519'] })
    checkpoint(keys, 5)
    const thief = keyringIn(join(folder, 'stolen.json'), ORIGIN)
    writeFileSync(join(folder, 'stolen.json'), readFileSync(keys.file))
    const old = keys.vkey
    keys.rotate('ed25519')
    keys.retire(old, 5)
    const forged = `${text(9)}\n${thief.sign(text(9), AT)}`
    expect(await signed(forged, [old])).toBe(true)
    expect(await signed(forged, keys.keys())).toBe(false)
  })
  test('the last key of its kind is not retired; what is unknown is named; another process sees the change', async () => {
    const keys = ring()
    const second = ring()
    expect(() => keys.retire(keys.vkey, 0)).toThrow('rotate before you retire')
    expect(() => keys.retire('00000000', 0)).toThrow(KeyFileError)
    const added = keys.rotate('sm2').vkey
    expect(second.vkeys()).toContain(added)
    expect((await algorithms(second.vkeys())).filter((a) => a === 'sm2')).toHaveLength(2)
  })
  test('algorithms switched off end where the log stands, switched on again begin with a new key; Ed25519 always signs', async () => {
    const all = ring()
    const before = checkpoint(all, 5)
    const fewer = ring({ algorithms: ['sm2'] })
    const without = checkpoint(fewer, 7)
    expect(await algorithms(fewer.vkeys())).toEqual(['ed25519', 'sm2'])
    expect(fewer.keys().find((k) => k.until !== null)).toMatchObject({ from: 5, until: 6 })
    const again = ring()
    const later = checkpoint(again, 9)
    for (const note of [before, without, later]) expect(await signed(note, again.keys())).toBe(true)
    expect(again.keys()).toHaveLength(4)
  })
  test('a log that began with one Ed25519 key keeps it, and the others begin where they first sign', async () => {
    const former = signerIn(join(folder, 'key.pem'), ORIGIN)
    const old = `${text(4)}\n${former.sign(text(4))}`
    const keys = ring({ formerKey: join(folder, 'key.pem') })
    expect(keys.vkey).toBe(former.vkey)
    const next = checkpoint(keys, 5)
    expect(keys.keys().map((k) => k.from)).toEqual([0, 5, 5])
    for (const note of [old, next]) expect(await signed(note, keys.keys())).toBe(true)
  })
  test('the file is ours alone; damaged or of another log it is refused by name', () => {
    const keys = ring()
    expect(statSync(keys.file).mode & 0o777).toBe(0o600)
    expect(() => keyringIn(keys.file, 'other.example/log')).toThrow('keys of the log')
    writeFileSync(keys.file, '{')
    expect(() => ring()).toThrow('cannot be read')
    writeFileSync(keys.file, JSON.stringify({ gnomon: 'ledger-keys/v1', name: ORIGIN, keys: [{ algorithm: 'rsa' }] }))
    expect(() => ring()).toThrow('not a key file')
  })
  test('a witness that holds both keys cosigns through the overlap and after it', async () => {
    const keys = ring()
    const old = keys.vkey
    let edge = emptyEdge()
    const note = () => {
      edge = append(edge, [Buffer.from(String(edge.size))]).edge
      keys.align(edge.size - 1)
      const t = `${ORIGIN}\n${edge.size}\n${rootOfEdge(edge).toString('base64')}\n`
      return `${t}\n${keys.sign(t, AT)}`
    }
    const both = () => new Witness(join(folder, 'w'), 'w.example', { [ORIGIN]: [old, added] })
    const added = keys.rotate('ed25519').vkey
    expect((await both().addCheckpoint(0, [], note(), AT)).status).toBe(200)
    keys.retire(old, 1)
    const second = note()
    const proof = [createHash('sha256').update(Buffer.of(0)).update('1').digest()]
    expect(
      (await new Witness(join(folder, 'w'), 'w.example', { [ORIGIN]: old }).addCheckpoint(1, proof, second, AT)).status,
    ).toBe(403)
    expect((await both().addCheckpoint(1, proof, second, AT)).status).toBe(200)
  })
})
