import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { publicKeysIn } from '../../../kernel/ledger/key-file.ts'
import {
  type KeyPeriod,
  type Keys,
  type Line,
  licenceRows,
  parseKey,
  parsePolicy,
  type RecordedLicence,
  verifyBundle,
  verifyDossier,
  verifyLicence,
  verifyReceipt,
} from '../../../kernel/ledger/verifier/index.ts'
import { text } from '../../../kernel/platform/text.ts'
import { readConfig } from '../../config.ts'
import { command, type Io } from '../command.ts'

/** A bundle of ten thousand receipts is smaller. */
const MOST_BYTES = 64 * 1024 * 1024
const MOST_STREAMS = 10_000
const HEADER = 'c2sp.org/tlog-proof@v1'

export default command({
  name: 'verify',
  summary: text(
    '离线验证回执、回执包、证照或卷宗',
    'verify a receipt, a bundle, a licence or an archived volume, offline',
  ),
  usage:
    'gnomon verify FILE… [--vkey KEY]… [--witness KEY]… [--policy FILE] [--json]\n0 all proven · 1 one is not · 2 one is unreadable, or usage',
  async run(args, io) {
    const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
    const files = args.filter(
      (a, i) => !a.startsWith('--') && !['--vkey', '--witness', '--policy'].includes(args[i - 1] ?? ''),
    )
    if (files.length === 0) {
      io.err(this.usage)
      return 2
    }
    const valuesOf = (name: string) => args.flatMap((a, i) => (args[i - 1] === name ? [a] : []))
    const [given, witnesses] = [valuesOf('--vkey'), valuesOf('--witness')]
    const at = args.indexOf('--policy')
    const policyFile = at < 0 ? undefined : (args[at + 1] ?? '')
    const refuse = (zh: string, en: string) => {
      io.err(t(zh, en))
      return 2
    }
    const why = (error: unknown) => (error as Error).message
    let policy: string | undefined
    try {
      if (policyFile !== undefined) parsePolicy((policy = bytesOf(policyFile).toString('utf8')))
    } catch (error) {
      return refuse(`策略文件 ${policyFile} 用不了：${why(error)}`, `The policy file cannot be used: ${why(error)}`)
    }
    for (const vkey of [...given, ...witnesses])
      try {
        await parseKey(vkey)
      } catch (error) {
        return refuse(
          `公钥 ${vkey} 读不懂，请整串复制。`,
          `The key ${vkey} cannot be read, copy all of it: ${why(error)}`,
        )
      }
    const keys: Keys = {
      log: given.length > 0 || policy !== undefined ? given : knownKeys(),
      witnesses,
      ...(policy === undefined ? {} : { policy }),
    }
    let worst = 0
    for (const file of files) {
      if (files.length > 1 && !args.includes('--json')) io.out(`${file}:`)
      worst = Math.max(worst, await one(file, keys, { json: args.includes('--json'), many: files.length > 1 }, io))
    }
    return worst
  },
})

/** One file: what it proves, in words or as JSON; with `many` each line of JSON names its file. */
async function one(
  file: string,
  keys: Keys,
  { json, many }: { json: boolean; many: boolean },
  io: Io,
): Promise<number> {
  const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
  const refuse = (zh: string, en: string) => {
    if (json && many) io.out(JSON.stringify({ file, error: t(zh, en) }))
    io.err(t(zh, en))
    return 2
  }
  let bytes: Buffer
  try {
    bytes = bytesOf(file)
  } catch (error) {
    const why = (error as Error).message
    return refuse(`读不到文件：${why}`, `Cannot read the file: ${why}`)
  }
  if (keys.log.length === 0 && keys.policy === undefined)
    return refuse(
      '不知道账本的公钥。请用 --vkey 给出（在账本页或 /.well-known/gnomon-ledger.json 上）。',
      'The ledger’s key is not known. Give it with --vkey (see the ledger’s page or /.well-known/gnomon-ledger.json).',
    )
  const isZip = bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04'
  const isPdf = bytes.subarray(0, 5).toString('latin1') === '%PDF-'
  const content = isPdf ? receiptInPdf(bytes) : bytes.toString('utf8')
  if (content === undefined)
    return refuse(
      '这个 PDF 里没有回执。刚颁发的证照请过几秒重新下载。',
      'There is no receipt in this PDF. A licence issued just now: please download it again in a few seconds.',
    )
  const verdict = isZip
    ? await verifyDossier(bytes, keys)
    : isPdf
      ? await verifyLicence(bytes, content, keys)
      : content.trimStart().startsWith('{')
        ? await verifyBundle(content, keys)
        : await verifyReceipt(content, keys)
  if (json) io.out(JSON.stringify(many ? { file, ...verdict } : verdict))
  else {
    const licence = 'licence' in verdict ? (verdict.licence as RecordedLicence | undefined) : undefined
    // What was proven stands first: of a licence the record, not whatever is printed on a page.
    if (!verdict.proven) io.out(t('不能证明', 'NOT PROVEN'))
    else
      io.out(
        licence ? t('已证明：当时颁发的是下面这张', 'PROVEN: what was issued then is this') : t('已证明', 'PROVEN'),
      )
    if (licence) for (const [zh, en, value] of licenceRows(licence)) io.out(`  ${t(zh, en)}  ${value}`)
    for (const l of verdict.lines as Line[]) io.out(`  ${l.ok ? '✓' : '✕'} ${l.what[io.lang]}`)
    if ('entry' in verdict && verdict.entry) {
      const e = verdict.entry
      io.out(`  ${e.type} · ${e.happenedAt} · ${e.actor?.unit?.[io.lang] ?? e.actor?.kind}`)
      for (const k of ['itemVersion', 'itemDigest', 'chartDigest'])
        if (e.public?.[k] !== undefined) io.out(`  ${k} ${e.public[k]}`)
      for (const w of verdict.witnesses)
        io.out(`  ${t('见证', 'witness')} ${w.name} ${new Date(w.time * 1000).toISOString()}`)
      for (const [k, v] of Object.entries(verdict.disclosed ?? {}))
        if (!(licence && k === 'licence')) io.out(`  ${k} ${JSON.stringify(v)}`)
    }
    if (verdict.proven) for (const n of verdict.notProven) io.out(`  – ${n[io.lang]}`)
  }
  return verdict.proven ? 0 : verdict.unreadable ? 2 : 1
}

/** The keys of the city whose data folder is here, if there is one; with their periods, so that old receipts verify. */
const knownKeys = (): KeyPeriod[] => publicKeysIn(join(readConfig().data, 'ledger', 'keys.json'))

/** Throws for what is no file, as a directory, or longer than any receipt. */
function bytesOf(file: string): Buffer {
  const { size } = statSync(file)
  if (size > MOST_BYTES) throw new Error(`${size} > ${MOST_BYTES} bytes`)
  return readFileSync(file)
}

/** The receipt that is attached to a licence. A PDF of another's making may hold anything: what is inflated is bounded. */
function receiptInPdf(bytes: Buffer): string | undefined {
  const begins = (part: Buffer) => part.subarray(0, HEADER.length).toString('latin1') === HEADER
  for (let at = 0, tries = 0; tries < MOST_STREAMS; ) {
    const word = bytes.indexOf('stream', at)
    if (word < 0) return undefined
    at = word + 'stream'.length
    const from = at + (bytes[at] === 0x0d ? 2 : 1)
    if (bytes[from - 1] !== 0x0a) continue
    const to = bytes.indexOf('endstream', from)
    if (to < 0) return undefined
    at = to + 'endstream'.length
    tries++
    const part = bytes.subarray(from, to)
    if (begins(part)) return `${part.toString('utf8').trimEnd()}\n`
    try {
      const inflated = inflateSync(part, { maxOutputLength: 1 << 20 })
      if (begins(inflated)) return `${inflated.toString('utf8').trimEnd()}\n`
    } catch {}
  }
  return undefined
}
