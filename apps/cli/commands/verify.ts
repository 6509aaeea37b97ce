import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { publicKeysIn } from '../../../kernel/ledger/key-file.ts'
import {
  type KeyPeriod,
  type Keys,
  type Line,
  verifyBundle,
  verifyReceipt,
} from '../../../kernel/ledger/verifier/index.ts'
import { text } from '../../../kernel/platform/text.ts'
import { readConfig } from '../../config.ts'
import { command } from '../command.ts'

export default command({
  name: 'verify',
  summary: text('离线验证回执、回执包或证照', 'verify a receipt, a bundle or a licence, offline'),
  usage: 'gnomon verify FILE [--vkey KEY]… [--policy FILE] [--json]',
  async run(args, io) {
    const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
    const file = args.find((a, i) => !a.startsWith('--') && !['--vkey', '--policy'].includes(args[i - 1] ?? ''))
    if (!file) {
      io.err(this.usage)
      return 2
    }
    const given = args.flatMap((a, i) => (args[i - 1] === '--vkey' ? [a] : []))
    const at = args.indexOf('--policy')
    const policyFile = at < 0 ? undefined : (args[at + 1] ?? '')
    if (policyFile !== undefined && !existsSync(policyFile)) {
      io.err(t(`没有策略文件 ${policyFile}。`, `There is no policy file ${policyFile}.`))
      return 2
    }
    const keys: Keys = {
      log: given.length > 0 || policyFile ? given : knownKeys(),
      ...(policyFile ? { policy: readFileSync(policyFile, 'utf8') } : {}),
    }
    if (keys.log.length === 0 && !policyFile) {
      io.err(
        t(
          '不知道账本的公钥。请用 --vkey 给出（在账本页或 /.well-known/gnomon-ledger.json 上）。',
          'The ledger’s key is not known. Give it with --vkey (see the ledger’s page or /.well-known/gnomon-ledger.json).',
        ),
      )
      return 2
    }
    let bytes: Buffer
    try {
      bytes = readFileSync(file)
    } catch (error) {
      io.err(t(`读不到文件：${(error as Error).message}`, `Cannot read the file: ${(error as Error).message}`))
      return 2
    }
    const content = bytes.subarray(0, 5).toString('latin1') === '%PDF-' ? receiptInPdf(bytes) : bytes.toString('utf8')
    if (content === undefined) {
      io.err(t('这个 PDF 里没有回执。', 'There is no receipt in this PDF.'))
      return 2
    }
    const verdict = content.trimStart().startsWith('{')
      ? await verifyBundle(content, keys)
      : await verifyReceipt(content, keys)
    if (args.includes('--json')) io.out(JSON.stringify(verdict))
    else {
      io.out(verdict.proven ? t('已证明', 'PROVEN') : t('不能证明', 'NOT PROVEN'))
      for (const l of verdict.lines as Line[]) io.out(`  ${l.ok ? '✓' : '✕'} ${l.what[io.lang]}`)
      if ('entry' in verdict && verdict.entry) {
        const e = verdict.entry
        io.out(`  ${e.type} · ${e.happenedAt} · ${e.actor?.unit?.[io.lang] ?? e.actor?.kind}`)
        for (const k of ['itemVersion', 'itemDigest', 'chartDigest'])
          if (e.public?.[k] !== undefined) io.out(`  ${k} ${e.public[k]}`)
        for (const [k, v] of Object.entries(verdict.disclosed ?? {})) io.out(`  ${k} ${JSON.stringify(v)}`)
      }
      if (verdict.proven) for (const n of verdict.notProven) io.out(`  – ${n[io.lang]}`)
    }
    return verdict.proven ? 0 : 1
  },
})

/** The keys of the city whose data folder is here, if there is one; with their periods, so that old receipts verify. */
const knownKeys = (): KeyPeriod[] => publicKeysIn(join(readConfig().data, 'ledger', 'keys.json'))

function receiptInPdf(bytes: Buffer): string | undefined {
  const latin = bytes.toString('latin1')
  for (const match of latin.matchAll(/stream\r?\n/g)) {
    const from = match.index + match[0].length
    const part = bytes.subarray(from, latin.indexOf('endstream', from))
    let inflated = ''
    try {
      inflated = inflateSync(part).toString('utf8')
    } catch {}
    for (const found of [part.toString('utf8'), inflated])
      if (found.startsWith('c2sp.org/tlog-proof@v1')) return `${found.trimEnd()}\n`
  }
  return undefined
}
