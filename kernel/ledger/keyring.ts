import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { sm2 } from 'sm-crypto-v2'
import {
  ALGORITHMS,
  type KeyAlgorithm,
  type KeyFile,
  KeyFileError,
  type KeyRecord,
  readKeyFile,
  writeKeyFile,
} from './key-file.ts'
import { type CheckpointSigner, formatVkey, rawPublicKey, signatureLine } from './signer.ts'
import {
  cosignedMessage,
  type KeyPeriod,
  ML_DSA_44,
  PRIVATE,
  parseCheckpoint,
  SM2_NAME,
  uint64,
} from './verifier/index.ts'

const TYPE = { ed25519: 0x01, 'ml-dsa-44': ML_DSA_44, sm2: PRIVATE } as const
const RAW = { ed25519: 32, 'ml-dsa-44': 1312 } as const

/** A new key pair. Its place in the log (`from`) is set when it first signs. */
export function makeKey(algorithm: KeyAlgorithm, name: string): KeyRecord {
  if (algorithm === 'sm2') {
    const pair = sm2.generateKeyPairHex()
    return { algorithm, vkey: sm2Vkey(name, pair.privateKey), private: pair.privateKey, from: null, until: null }
  }
  const { privateKey } = generateKeyPairSync(algorithm as 'ed25519')
  const vkey = formatVkey(name, TYPE[algorithm], rawPublicKey(privateKey, RAW[algorithm]))
  return {
    algorithm,
    vkey,
    private: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    from: null,
    until: null,
  }
}

const sm2PublicKey = (secret: string) => Buffer.from(sm2.getPublicKeyFromPrivateKey(secret), 'hex')
const sm2Vkey = (name: string, secret: string) =>
  formatVkey(name, PRIVATE, Buffer.concat([Buffer.from(SM2_NAME), sm2PublicKey(secret)]))

/** A function that signs with one key; making it parses the key once. */
function lineMaker(name: string, key: KeyRecord): (text: string, at: Date) => string {
  const secret = key.private!
  if (key.algorithm === 'sm2') {
    const publicKey = sm2PublicKey(secret)
    const named = Buffer.concat([Buffer.from(SM2_NAME), publicKey])
    const options = { hash: true, publicKey: publicKey.toString('hex') }
    return (text) => {
      const signature = sm2.doSignature(Buffer.from(text), secret, options)
      return signatureLine(name, PRIVATE, named, Buffer.from(signature, 'hex'))
    }
  }
  const opened = createPrivateKey(secret)
  const publicKey = rawPublicKey(opened, RAW[key.algorithm])
  if (key.algorithm === 'ed25519')
    return (text) => signatureLine(name, TYPE.ed25519, publicKey, sign(null, Buffer.from(text), opened))
  return (text, at) => {
    const time = Math.floor(at.getTime() / 1000)
    const signature = sign(null, cosignedMessage(name, time, parseCheckpoint(text)), opened)
    return signatureLine(name, ML_DSA_44, publicKey, Buffer.concat([uint64(time), signature]))
  }
}

export type Keyring = CheckpointSigner & {
  file: string
  records(): KeyRecord[]
  /** Adds a key of the algorithm beside the one that signs: from now on both sign, until the old one is retired. */
  rotate(algorithm: KeyAlgorithm): KeyRecord
  /** Ends a key at the committed size and destroys its private half. Throws KeyFileError where none of its kind would be left. */
  retire(id: string, size: number): KeyRecord
}

/**
 * The keys of a log in one file, made at first use. Several processes share the file: each looks whether it changed before it
 * signs; who changes it holds the lock of the log's head (log.ts, `locked`), as the one that signs does.
 */
export function keyringIn(
  file: string,
  name: string,
  options: { algorithms?: readonly KeyAlgorithm[]; formerKey?: string } = {},
): Keyring {
  const algorithms = ALGORITHMS.filter((a) => a === 'ed25519' || (options.algorithms ?? ALGORITHMS).includes(a))
  if (!existsSync(file)) writeKeyFile(file, { gnomon: 'ledger-keys/v1', name, keys: firstKeys() }, true)

  function firstKeys(): KeyRecord[] {
    if (!options.formerKey || !existsSync(options.formerKey)) return algorithms.map((a) => makeKey(a, name))
    // A log that began with one Ed25519 key keeps it; the others begin at the size where they first sign.
    const pem = readFileSync(options.formerKey, 'utf8')
    const vkey = formatVkey(name, TYPE.ed25519, rawPublicKey(createPrivateKey(pem), 32))
    return algorithms.map((a) =>
      a === 'ed25519' ? { algorithm: a, vkey, private: pem, from: 0, until: null } : makeKey(a, name),
    )
  }

  let content: KeyFile
  let stamp = ''
  let makers = new Map<string, (text: string, at: Date) => string>()
  const current = (): KeyFile => {
    const { ino, mtimeMs, size } = statSync(file)
    const now = `${ino} ${mtimeMs} ${size}`
    if (now !== stamp) {
      content = readKeyFile(file, name)
      makers = new Map()
      stamp = now
    }
    return content
  }
  const change = (keys: KeyRecord[]) => {
    writeKeyFile(file, { ...content, keys })
    stamp = ''
  }
  const signing = () => algorithms.flatMap((a) => current().keys.filter((k) => k.algorithm === a && k.until === null))
  current()
  if (signing().every((k) => k.algorithm !== 'ed25519'))
    throw new KeyFileError(`${file} 里没有在用的 Ed25519 密钥。 ${file} has no Ed25519 key that signs.`)
  return {
    name,
    file,
    get vkey() {
      return signing()[0]!.vkey
    },
    vkeys: () => signing().map((k) => k.vkey),
    keys: (): KeyPeriod[] => current().keys.map(({ vkey, from, until }) => ({ vkey, from, until })),
    records: () => current().keys,
    align(size) {
      const { keys } = current()
      const missing = algorithms.filter((a) => !keys.some((k) => k.algorithm === a && k.until === null))
      const off = (k: KeyRecord) => k.until === null && !algorithms.includes(k.algorithm)
      if (missing.length === 0 && !keys.some((k) => off(k) || (k.until === null && k.from === null))) return
      change(
        [...keys, ...missing.map((a) => makeKey(a, name))].flatMap((k) => {
          if (off(k)) return k.from === null ? [] : [{ ...k, until: size, private: null }]
          return [k.until === null && k.from === null ? { ...k, from: size + 1 } : k]
        }),
      )
    },
    sign(text, at = new Date(0)) {
      return signing()
        .map((k) => {
          let make = makers.get(k.vkey)
          if (!make) makers.set(k.vkey, (make = lineMaker(name, k)))
          return make(text, at)
        })
        .join('')
    },
    rotate(algorithm) {
      const { keys } = current()
      if (!algorithms.includes(algorithm))
        throw new KeyFileError(
          `${algorithm} 没有启用，见 GNOMON_LEDGER_SIGNATURES。 ${algorithm} is switched off (GNOMON_LEDGER_SIGNATURES).`,
        )
      if (keys.filter((k) => k.algorithm === algorithm && k.until === null).length > 1)
        throw new KeyFileError(
          `${algorithm} 正在新旧并行，请先停用旧的。 ${algorithm} is in its overlap already; retire the old key first.`,
        )
      const made = makeKey(algorithm, name)
      change([...keys, made])
      return made
    },
    retire(id, size) {
      const { keys } = current()
      const found = keys.filter((k) => k.vkey === id || k.vkey.split('+')[1] === id)
      if (found.length !== 1)
        throw new KeyFileError(
          `没有密钥 ${id}，见 gnomon ledger keys show。 There is no key ${id}; see gnomon ledger keys show.`,
        )
      const [key] = found as [KeyRecord]
      if (key.until !== null) throw new KeyFileError(`密钥 ${id} 早已停用。 The key ${id} is retired already.`)
      if (keys.filter((k) => k.algorithm === key.algorithm && k.until === null && k.vkey !== key.vkey).length === 0)
        throw new KeyFileError(
          `${key.algorithm} 只剩这一个密钥，请先轮换。 This is the only ${key.algorithm} key; rotate before you retire it.`,
        )
      // A key that never signed leaves no trace: nothing was signed that would need it.
      const retired: KeyRecord = { ...key, private: null, until: size }
      change(keys.flatMap((k) => (k.vkey !== key.vkey ? [k] : key.from === null ? [] : [retired])))
      return retired
    },
  }
}
