import {
  type BundleVerdict,
  type Line,
  type Verdict,
  verifyBundle,
  verifyReceipt,
} from '../../kernel/ledger/verifier/index.ts'
import { inflate } from './inflate.ts'

// Verifies in the browser; nothing is sent. All words come from the verifier.
const root = document.querySelector<HTMLElement>('#verify')!
const out = document.querySelector<HTMLElement>('#verdict')!
const lang = (root.dataset.lang ?? 'zh') as 'zh' | 'en'
const keys = {
  log: root.dataset.keys!.split(' '),
  witnesses: (root.dataset.witnesses ?? '').split(' ').filter(Boolean),
}
const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)

const element = (tag: string, text = '', className = '') => {
  const made = document.createElement(tag)
  made.textContent = text
  if (className) made.className = className
  return made
}

function show(proven: boolean, lines: Line[], notProven: { zh: string; en: string }[], detail: [string, string][]) {
  out.replaceChildren()
  const box = element('div', '', `notice ${proven ? 'success' : 'problem'}`)
  box.append(element('strong', proven ? t('● 已证明', '● Proven') : t('■ 不能证明', '■ Not proven')))
  const list = element('ul')
  for (const l of lines) list.append(element('li', `${l.ok ? '✓' : '✕'} ${l.what[lang]}`, l.ok ? '' : 'proof-bad'))
  box.append(list)
  out.append(box)
  if (detail.length > 0) {
    const facts = element('dl', '', 'facts')
    for (const [term, value] of detail) facts.append(element('dt', term), element('dd', value))
    out.append(facts)
  }
  if (proven) for (const n of notProven) out.append(element('p', n[lang], 'small'))
}

function detailOf(v: Verdict): [string, string][] {
  const e = v.entry
  if (!e) return []
  const detail: [string, string][] = [
    [t('行为', 'Act'), e.type],
    [t('时间', 'Time'), String(e.happenedAt)],
    [t('办件内编号', 'Number in the case'), String(e.number)],
    [t('谁', 'Who'), e.actor?.unit ? `${e.actor.unit[lang]} ${e.actor.post[lang]}` : e.actor?.kind],
  ]
  for (const [name, label] of [
    ['itemVersion', t('事项版本', 'Item version')],
    ['itemDigest', t('事项摘要', 'Item digest')],
    ['chartDigest', t('流程图摘要', 'Chart digest')],
    ['number', t('编号', 'Number')],
  ] as const)
    if (e.public?.[name] !== undefined) detail.push([label, String(e.public[name])])
  for (const [field, value] of Object.entries(v.disclosed ?? {}))
    detail.push([field, typeof value === 'string' ? value : JSON.stringify(value)])
  for (const w of v.witnesses) detail.push([t('见证', 'Witness'), `${w.name} ${new Date(w.time * 1000).toISOString()}`])
  return detail
}

async function judge(text: string) {
  if (text.trimStart().startsWith('{')) {
    const v: BundleVerdict = await verifyBundle(text, keys)
    show(
      v.proven,
      v.lines,
      v.notProven,
      v.receipts.map((r): [string, string] => [
        `${r.entry?.number ?? '?'}. ${r.entry?.type ?? '?'}`,
        `${r.entry?.happenedAt ?? ''} ${r.proven ? '✓' : '✕'}`,
      ]),
    )
  } else {
    const v = await verifyReceipt(text, keys)
    show(v.proven, v.lines, v.notProven, detailOf(v))
  }
}

/** The receipt attached to a licence PDF: its embedded streams are inflated until one is a receipt. */
async function receiptInPdf(bytes: Uint8Array): Promise<string | undefined> {
  const latin = new TextDecoder('latin1').decode(bytes)
  for (const match of latin.matchAll(/stream\r?\n/g)) {
    const from = match.index + match[0].length
    const to = latin.indexOf('endstream', from)
    for (const text of [latin.slice(from, to), await inflate(bytes.subarray(from, to))])
      if (text?.startsWith('c2sp.org/tlog-proof@v1')) return `${text.trimEnd()}\n`
  }
  return undefined
}

document.querySelector<HTMLInputElement>('#f-file')!.addEventListener('change', async (event) => {
  const file = (event.target as HTMLInputElement).files?.[0]
  if (!file) return
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '%PDF-') {
    const receipt = await receiptInPdf(bytes)
    if (receipt) await judge(receipt)
    else
      show(
        false,
        [
          {
            ok: false,
            what: {
              zh: '这个 PDF 里没有回执。刚颁发的证照请过几秒重新下载。',
              en: 'There is no receipt in this PDF. A licence issued just now: please download it again in a few seconds.',
            },
          },
        ],
        [],
        [],
      )
  } else await judge(new TextDecoder().decode(bytes))
})
document.querySelector<HTMLTextAreaElement>('#f-text')!.addEventListener('input', async (event) => {
  const text = (event.target as HTMLTextAreaElement).value
  if (text.trim()) await judge(text.endsWith('\n') ? text : `${text}\n`)
})
