import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  ALGORITHMS,
  claimFolder,
  eraseActFields,
  type KeyAlgorithm,
  KeyFileError,
  type Keyring,
  keyFileIn,
  keyringIn,
  readKeyFile,
  removeForged,
} from '../../../kernel/ledger/index.ts'
import { execute, Problem, system } from '../../../kernel/platform/index.ts'
import { text } from '../../../kernel/platform/text.ts'
import { originOf, readConfig } from '../../config.ts'
import { command, type Io } from '../command.ts'
import { openedCity } from '../opened-city.ts'

const USAGE = `gnomon ledger keys show [--file FILE] [--json]
gnomon ledger keys generate [--out FILE] [--name ORIGIN] [--algorithms ed25519,ml-dsa-44,sm2]
gnomon ledger keys rotate ed25519|ml-dsa-44|sm2
gnomon ledger keys retire KEY-ID
gnomon ledger erase ACT-ID FIELD… --reason WORDS [--json]
gnomon ledger unforge ACT-ID --reason WORDS [--json]
gnomon ledger repair [--json]
gnomon ledger adopt`

export default command({
  name: 'ledger',
  summary: text(
    '账本的密钥：生成、查看、轮换、停用；抹去非公开内容；清除伪造的行为；修复瓦片；认领拷贝来的数据目录',
    'the ledger’s keys: generate, show, rotate, retire; erase private content; remove a forged act; repair its tiles; adopt a copied data directory',
  ),
  usage: USAGE,
  async run([what, verb, ...args], io) {
    const value = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
    if (what === 'adopt') return adopt(io)
    if (what === 'repair') return repair(io, verb === '--json')
    const words = [verb, ...args].filter((a) => a !== '--json')
    const json = args.includes('--json')
    if (what === 'erase') return erase(io, words, json)
    if (what === 'unforge') return unforge(io, words, json)
    if (what !== 'keys') return misuse(io)
    try {
      switch (verb) {
        case 'show':
          return show(io, value('--file'), args.includes('--json'))
        case 'generate':
          return generate(io, value('--out'), value('--name') ?? originOf(readConfig()), value('--algorithms'))
        case 'rotate':
        case 'retire':
          return args[0] ? await change(io, verb, args[0]) : misuse(io)
        default:
          return misuse(io)
      }
    } catch (error) {
      if (!(error instanceof KeyFileError)) throw error
      io.err(error.message)
      return 2
    }
  },
})

function misuse(io: Io): number {
  io.err(USAGE)
  return 2
}

function adopt(io: Io): number {
  const folder = join(readConfig().data, 'ledger')
  claimFolder(folder, true)
  io.out(io.lang === 'zh' ? `${folder} 从现在起是这本账的家。` : `${folder} is the ledger’s home from now on.`)
  return 0
}

/** Every tile against the acts: 0 all whole, 1 some were damaged and have been made again. */
async function repair(io: Io, json: boolean): Promise<number> {
  const gnomon = await openedCity()
  try {
    const paths = await gnomon.ledger.repair(gnomon.db)
    if (json) io.out(JSON.stringify({ repaired: paths }))
    else if (paths.length === 0) io.out(io.lang === 'zh' ? '瓦片全部完好。' : 'Every tile is whole.')
    for (const path of json ? [] : paths)
      io.out(io.lang === 'zh' ? `✕ ${path} 坏了，已重做` : `✕ ${path} was damaged; made again`)
    return paths.length === 0 ? 0 : 1
  } finally {
    await gnomon.close()
  }
}

/** 0 erased, 1 there was nothing to erase. */
async function erase(io: Io, args: (string | undefined)[], json: boolean): Promise<number> {
  const at = args.indexOf('--reason')
  const [actId, ...fields] = at < 0 ? [] : args.slice(0, at)
  const reason = args.slice(at + 1).join(' ')
  if (!actId || fields.length === 0 || !reason) return misuse(io)
  return withGnomon(io, async (gnomon) => {
    const input = { actId, fields: fields as string[], reason }
    const { erased } = await execute(gnomon, eraseActFields, input, { who: system('ledger.erase') })
    if (json) return JSON.stringify({ erased })
    return io.lang === 'zh'
      ? `已抹去：${erased.join('、')}。备份里的要另行销毁。`
      : `Erased: ${erased.join(', ')}. Destroy what backups hold of it, too.`
  })
}

/** 0 removed and recorded, 1 the operations desk tells of no such forgery. */
async function unforge(io: Io, args: (string | undefined)[], json: boolean): Promise<number> {
  const [actId, flag, ...words] = args
  if (!actId || flag !== '--reason' || words.length === 0) return misuse(io)
  return withGnomon(io, async (gnomon) => {
    await removeForged(gnomon, gnomon.urls.owner, actId, words.join(' '))
    if (json) return JSON.stringify({ removed: actId })
    return io.lang === 'zh' ? `已删除 ${actId}，并记进账本。` : `Removed ${actId}; the ledger says so.`
  })
}

/** Says what was done, or in the reader's language why it was not. */
async function withGnomon(
  io: Io,
  work: (gnomon: Awaited<ReturnType<typeof openedCity>>) => Promise<string>,
): Promise<number> {
  const gnomon = await openedCity()
  try {
    io.out(await work(gnomon))
    return 0
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const said =
      error.code === 'INVALID'
        ? text(
            '行为编号、字段名或事由不合要求：编号是 UUID，事由 2–200 字。',
            'Act, fields or reason are not as they should be: an act’s id is a UUID, a reason has 2 to 200 characters.',
          )
        : (error.detail ?? error.title)
    io.err(said[io.lang])
    return error.status === 404 ? 1 : 2
  } finally {
    await gnomon.close()
  }
}

const ours = () => keyFileIn(join(readConfig().data, 'ledger'))
const id = (vkey: string) => vkey.split('+')[1]!

function say(io: Io, ring: Keyring): void {
  const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
  io.out(t(`账本 ${ring.name}`, `Ledger ${ring.name}`))
  for (const k of ring.records()) {
    const state =
      k.until !== null
        ? t(`已停用，签过第 ${k.from} 到 ${k.until} 条`, `retired; signed sizes ${k.from} to ${k.until}`)
        : k.from === null
          ? t('下一个检查点起用', 'signs from the next checkpoint')
          : t(`在用，自第 ${k.from} 条`, `signs, from size ${k.from}`)
    io.out(`  ${id(k.vkey)}  ${k.algorithm.padEnd(9)}  ${state}`)
    // What is read aloud at a ceremony and printed in the gazette: a digest, because an ML-DSA-44 key is 1,312 bytes.
    io.out(`            SHA-256 ${createHash('sha256').update(k.vkey).digest('hex').match(/.{8}/g)!.join(' ')}`)
    if (k.vkey.length < 250) io.out(`            ${k.vkey}`)
  }
}

function show(io: Io, file = ours(), json: boolean): number {
  if (!existsSync(file)) throw new KeyFileError(`没有密钥文件 ${file}。 There is no key file ${file}.`)
  const { name } = readKeyFile(file)
  const ring = keyringIn(file, name)
  if (json)
    io.out(
      JSON.stringify({
        name,
        keys: ring
          .records()
          .map(({ algorithm, vkey, from, until }) => ({ id: id(vkey), algorithm, vkey, from, until })),
      }),
    )
  else say(io, ring)
  return 0
}

/** The ceremony: on a machine without a network; the file goes to GNOMON_DATA/ledger/keys.json before the first start. */
function generate(io: Io, file = ours(), name: string, named: string | undefined): number {
  if (existsSync(file))
    throw new KeyFileError(
      `${file} 已有密钥；要换请用 rotate。 ${file} holds keys already; use rotate to replace them.`,
    )
  if (!/^[^\s+]+$/.test(name))
    throw new KeyFileError(`名字里不能有空格和加号：${name}。 A name has neither spaces nor plus signs: ${name}.`)
  const algorithms = (named ?? ALGORITHMS.join(',')).split(',')
  for (const a of algorithms) known(a)
  say(io, keyringIn(file, name, { algorithms: algorithms as KeyAlgorithm[] }))
  io.out(file)
  return 0
}

function known(algorithm: string): asserts algorithm is KeyAlgorithm {
  if (!ALGORITHMS.includes(algorithm as KeyAlgorithm))
    throw new KeyFileError(
      `没有算法 ${algorithm}，可用 ${ALGORITHMS.join('、')}。 There is no algorithm ${algorithm}; there are ${ALGORITHMS.join(', ')}.`,
    )
}

/** Under the head's lock, so that no checkpoint is being signed meanwhile. */
async function change(io: Io, verb: 'rotate' | 'retire', which: string): Promise<number> {
  if (verb === 'rotate') known(which)
  const gnomon = await openedCity()
  try {
    const ring = gnomon.ledger.signer as Keyring
    const key = await gnomon.ledger.locked(gnomon.db, (size) =>
      verb === 'rotate' ? ring.rotate(which as KeyAlgorithm) : ring.retire(which, size),
    )
    io.out(
      verb === 'rotate'
        ? io.lang === 'zh'
          ? `新密钥 ${id(key.vkey)}，从下一个检查点起新旧一起签。请把它交给各见证人并登公报，然后停用旧的。`
          : `New key ${id(key.vkey)}; from the next checkpoint on both sign. Give it to the witnesses, print it in the gazette, then retire the old one.`
        : io.lang === 'zh'
          ? `密钥 ${id(key.vkey)} 已停用，私钥已销毁；第 ${key.until} 条及以前的回执照样能验。`
          : `Key ${id(key.vkey)} is retired, its private half destroyed; receipts up to size ${key.until} verify as before.`,
    )
    say(io, ring)
    return 0
  } finally {
    await gnomon.close()
  }
}
