import {
  type BundleVerdict,
  bothCommitments,
  type KeyPeriod,
  type Line,
  PRINTED,
  type Verdict,
  verifyBundle,
  verifyReceipt,
} from '../../kernel/ledger/verifier/index.ts'
import { bounded, inflate } from './inflate.ts'

// Verifies in the browser; nothing is sent. All words come from the verifier.
const root = document.querySelector<HTMLElement>('#verify')!
const out = document.querySelector<HTMLElement>('#verdict')!
const lang = (root.dataset.lang ?? 'zh') as 'zh' | 'en'
const keys = {
  log: JSON.parse(root.dataset.keys!) as KeyPeriod[],
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

/** Fields that were committed to and not shown: whoever holds a field's salt and text can show that they are what was recorded. */
function offerDisclosure(v: Verdict) {
  const box = document.querySelector<HTMLElement>('#disclosure')!
  box.replaceChildren()
  const commitments = v.entry?.commitments as Record<string, { sha256: string; sm3: string }> | undefined
  const fields = Object.keys(commitments ?? {}).filter((f) => !(f in (v.disclosed ?? {})))
  if (!v.proven || !commitments || fields.length === 0) return
  const form = element('form', '', 'card') as HTMLFormElement
  form.append(
    element('h2', t('核对没有公开的内容', 'Check what is not public')),
    element(
      'p',
      t(
        '账本里只有这些内容的摘要。有人把内容和“盐”给您看时，可以在这里核对是不是当时记下的那一份。',
        'The ledger holds digests of these only. When somebody shows you the content and its salt, check here that it is what was recorded.',
      ),
      'small',
    ),
  )
  const labelled = <E extends HTMLElement>(id: string, label: string, control: E): E => {
    const field = element('div', '', 'field')
    const name = element('label', label) as HTMLLabelElement
    name.htmlFor = id
    control.id = id
    field.append(name, control)
    form.append(field)
    return control
  }
  const select = labelled('d-field', t('哪一项', 'Which field'), document.createElement('select'))
  for (const f of fields) select.append(new Option(f, f))
  const salt = labelled(
    'd-salt',
    t('盐（64 位十六进制）', 'Salt (64 hexadecimal digits)'),
    document.createElement('input'),
  )
  const value = labelled('d-value', t('内容', 'Content'), document.createElement('textarea'))
  const button = element('button', t('核对', 'Check'), 'button') as HTMLButtonElement
  button.type = 'submit'
  const said = element('p')
  said.setAttribute('role', 'status')
  form.append(button, said)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const wanted = commitments[select.value]!
    if (!/^[0-9a-f]{64}$/i.test(salt.value.trim())) {
      said.textContent = t(
        '盐应为 64 位十六进制，请整段复制。',
        'The salt has 64 hexadecimal digits; please copy all of it.',
      )
      return
    }
    // A text as it is, or whatever else was recorded as JSON.
    const readings: unknown[] = [value.value]
    try {
      readings.push(JSON.parse(value.value))
    } catch {}
    for (const reading of readings) {
      const both = await bothCommitments(salt.value.trim().toLowerCase(), reading)
      if (both.sha256 === wanted.sha256) {
        const whole = both.sm3 === wanted.sm3
        said.textContent = whole
          ? t(
              '✓ 一致：SHA-256 和 SM3 都对得上，这就是当时记下的内容。',
              '✓ It matches by SHA-256 and SM3: this is what was recorded.',
            )
          : t(
              '✕ SHA-256 一致而 SM3 不一致：这份记录有问题。',
              '✕ SHA-256 matches and SM3 does not: something is wrong with the record.',
            )
        return
      }
    }
    said.textContent = t(
      '✕ 不一致：内容或盐和当时记下的不同，一个空格也算。',
      '✕ It does not match: the content or the salt differs from what was recorded, be it by a space.',
    )
  })
  box.append(form)
}

async function judge(text: string, { compact = false, printed = false } = {}) {
  document.querySelector('#disclosure')!.replaceChildren()
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
    const v = await verifyReceipt(text, { ...keys, compact })
    show(v.proven, v.lines, printed ? [PRINTED, ...v.notProven] : v.notProven, detailOf(v))
    offerDisclosure(v)
  }
}

/** The receipt attached to a licence PDF: its embedded streams are inflated until one is a receipt. */
async function receiptInPdf(bytes: Uint8Array): Promise<string | undefined> {
  const latin = new TextDecoder('latin1').decode(bytes)
  let tries = 0
  for (const match of latin.matchAll(/stream\r?\n/g)) {
    const from = match.index + match[0].length
    const to = latin.indexOf('endstream', from)
    if (to < 0 || ++tries > 10_000) return undefined
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
    if (receipt) await judge(receipt, { printed: true })
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

/** A receipt that came in the address, behind the #: out of a QR code. */
async function fromAddress() {
  const packed = /^#r=([\w-]+)$/.exec(location.hash)?.[1]
  if (!packed) return
  try {
    const bytes = Uint8Array.from(atob(packed.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
    await judge(await bounded(stream), { compact: true })
  } catch {
    show(
      false,
      [
        {
          ok: false,
          what: { zh: '二维码没有扫全，请再扫一次。', en: 'The QR code was not read whole; please scan it again.' },
        },
      ],
      [],
      [],
    )
  }
}
addEventListener('hashchange', () => void fromAddress())
void fromAddress()
