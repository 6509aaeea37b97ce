import {
  type BundleVerdict,
  bothCommitments,
  type KeyPeriod,
  type Line,
  licenceRows,
  type Verdict,
  verifyBundle,
  verifyLicence,
  verifyReceipt,
} from '../../kernel/ledger/verifier/index.ts'
import { bounded, inflate } from './inflate.ts'
import { readQr } from './qr-picture.ts'

// Verifies in the browser; nothing is sent. All words come from the verifier.
const root = document.querySelector<HTMLElement>('#verify')!
const out = document.querySelector<HTMLElement>('#verdict')!
const lang = (root.dataset.lang ?? 'zh') as 'zh' | 'en'
const keys = {
  log: JSON.parse(root.dataset.keys!) as KeyPeriod[],
  witnesses: (root.dataset.witnesses ?? '').split(' ').filter(Boolean),
}
const words = JSON.parse(root.dataset.words!) as { acts: Record<string, string>; witnesses: Record<string, string> }
const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)

const element = (tag: string, text = '', className = '') => {
  const made = document.createElement(tag)
  made.textContent = text
  if (className) made.className = className
  return made
}

function show(
  proven: boolean,
  lines: Line[],
  notProven: { zh: string; en: string }[],
  detail: [string, string][],
  headline = proven ? t('● 已证明', '● Proven') : t('■ 不能证明', '■ Not proven'),
) {
  out.replaceChildren()
  const box = element('div', '', `notice ${proven ? 'success' : 'problem'}`)
  box.append(element('strong', headline))
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

/** One sentence of what goes on or went wrong, where the verdict stands otherwise. */
function tell(kind: 'info' | 'problem', zh: string, en: string) {
  document.querySelector('#disclosure')!.replaceChildren()
  out.replaceChildren(element('div', t(zh, en), `notice ${kind}`))
}

/** In the city's time, eight hours ahead of UTC all year. */
const sayTime = (at: string | number) =>
  new Date(new Date(at).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
const sayAct = (type: unknown) => words.acts[String(type)] ?? String(type ?? '?')
const FIELDS: Record<string, [string, string]> = {
  actor: ['谁', 'who'],
  reason: ['理由', 'reason'],
  opinion: ['意见', 'opinion'],
  items: ['补正内容', 'what to correct'],
  answer: ['答复', 'answer'],
  form: ['表单内容', 'what the form says'],
  applicant: ['申请人', 'applicant'],
  materials: ['材料', 'materials'],
  material: ['材料', 'material'],
  comment: ['评语', 'comment'],
}
const ACTORS: Record<string, [string, string]> = {
  person: ['公民', 'a citizen'],
  system: ['系统', 'the system'],
  anonymous: ['没有登录的人', 'somebody not logged in'],
}
const sayActor = (kind: unknown) => {
  const word = ACTORS[String(kind)]
  return word ? t(...word) : String(kind ?? '—')
}
const sayField = (name: string) =>
  FIELDS[name] && lang === 'zh' ? `${FIELDS[name][0]}（${name}）` : (FIELDS[name]?.[1] ?? name)

function detailOf(v: Verdict): [string, string][] {
  const e = v.entry
  if (!e) return []
  const detail: [string, string][] = [
    [t('行为', 'Act'), sayAct(e.type)],
    [t('时间', 'Time'), sayTime(e.happenedAt)],
    [t('办件内编号', 'Number in the case'), String(e.number)],
    [t('谁', 'Who'), e.actor?.unit ? `${e.actor.unit[lang]} ${e.actor.post[lang]}` : sayActor(e.actor?.kind)],
  ]
  for (const [name, label] of [
    ['itemVersion', t('事项版本', 'Item version')],
    ['itemDigest', t('事项摘要', 'Item digest')],
    ['chartDigest', t('流程图摘要', 'Chart digest')],
    ['number', t('编号', 'Number')],
  ] as const)
    if (e.public?.[name] !== undefined) detail.push([label, String(e.public[name])])
  for (const [field, value] of Object.entries(v.disclosed ?? {}))
    if (value !== undefined) detail.push([sayField(field), typeof value === 'string' ? value : JSON.stringify(value)])
  for (const w of v.witnesses)
    detail.push([t('见证', 'Witness'), `${words.witnesses[w.name] ?? w.name} ${sayTime(w.time * 1000)}`])
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
  for (const f of fields) select.append(new Option(sayField(f), f))
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

/** Only the newest question is answered: what was pasted or chosen later must not be overwritten by an earlier one. */
let asked = 0

async function judge(text: string, { compact = false } = {}) {
  const mine = ++asked
  document.querySelector('#disclosure')!.replaceChildren()
  const bundle = text.trimStart().startsWith('{')
  tell('info', '正在核对……', 'Checking …')
  // Lets the browser show that before the arithmetic begins, which takes seconds on a case of hundreds of acts.
  await new Promise((r) => setTimeout(r, 30))
  if (bundle) {
    const v: BundleVerdict = await verifyBundle(text, keys)
    if (mine !== asked) return
    show(
      v.proven,
      v.lines,
      v.notProven,
      v.receipts.map((r): [string, string] => [
        `${r.entry?.number ?? '?'}. ${sayAct(r.entry?.type)}`,
        `${r.entry?.happenedAt ? sayTime(r.entry.happenedAt) : ''} ${r.proven ? '✓' : `✕ ${r.lines.find((l) => !l.ok)?.what[lang] ?? ''}`}`,
      ]),
    )
  } else {
    const v = await verifyReceipt(text, { ...keys, compact })
    if (mine !== asked) return
    show(v.proven, v.lines, v.notProven, detailOf(v))
    offerDisclosure(v)
  }
}

/** A licence: first what was proven, then the licence as the record has it, to be laid beside the paper. */
async function judgeLicence(bytes: Uint8Array, receipt: string) {
  const mine = ++asked
  tell('info', '正在核对……', 'Checking …')
  await new Promise((r) => setTimeout(r, 30))
  const v = await verifyLicence(bytes, receipt, keys)
  if (mine !== asked) return
  const detail = detailOf({ ...v, disclosed: { ...v.disclosed, licence: undefined } })
  show(
    v.proven,
    v.lines,
    v.notProven,
    detail,
    v.licence && v.proven ? t('● 已证明：当时颁发的是下面这张', '● Proven: what was issued then is this') : undefined,
  )
  if (!v.licence) return
  const drawn = element('section', '', 'card')
  drawn.append(element('h2', t('记录里的证照', 'The licence as recorded')))
  const facts = element('dl', '', 'facts')
  for (const [zh, en, value] of licenceRows(v.licence)) facts.append(element('dt', t(zh, en)), element('dd', value))
  drawn.append(facts)
  out.firstChild!.after(drawn)
}

/** The receipt attached to a licence PDF: its embedded streams are inflated until one is a receipt. */
async function receiptInPdf(bytes: Uint8Array): Promise<string | undefined> {
  const latin = new TextDecoder('latin1').decode(bytes)
  let tries = 0
  for (const match of latin.matchAll(/stream\r?\n/g)) {
    const from = match.index + match[0].length
    const to = latin.indexOf('endstream', from)
    if (to < 0 || ++tries > 10_000) return undefined
    const plain = new TextDecoder().decode(bytes.subarray(from, Math.min(to, from + (1 << 20))))
    for (const text of [plain, await inflate(bytes.subarray(from, to))])
      if (text?.startsWith('c2sp.org/tlog-proof@v1')) return `${text.trimEnd()}\n`
  }
  return undefined
}

async function read(file: File) {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 5))
  if (head === '%PDF-') {
    const receipt = await receiptInPdf(bytes)
    if (receipt) return judgeLicence(bytes, receipt)
    return tell(
      'problem',
      '这个 PDF 里没有回执。刚颁发的证照请过几秒重新下载；打印后扫描的不行，请扫上面的二维码。',
      'There is no receipt in this PDF. A licence issued just now: please download it again in a few seconds. A scan of a printed one has none; read its QR code instead.',
    )
  }
  if (!file.type.startsWith('image/')) return judge(new TextDecoder().decode(bytes))
  tell('info', '正在找图上的二维码……', 'Looking for the QR code …')
  const found = await readQr(file)
  const packed = found && /#r=([\w-]+)$/.exec(found)?.[1]
  if (packed) return judgePacked(packed)
  if (found)
    return tell(
      'problem',
      `这个二维码不是回执，里面是：${found.slice(0, 200)}`,
      `This QR code is no receipt. It says: ${found.slice(0, 200)}`,
    )
  return tell(
    'problem',
    '图上没有找到二维码。请让它占满画面、放平、光线足，再拍一张；或用手机自带的“扫一扫”。',
    'No QR code was found on the picture. Fill the picture with it, flat and in good light, and take another; or use the camera app of your phone.',
  )
}

for (const id of ['#f-file', '#f-photo'])
  document.querySelector<HTMLInputElement>(id)!.addEventListener('change', async (event) => {
    const input = event.target as HTMLInputElement
    const file = input.files?.[0]
    if (!file) return
    await read(file)
    out.focus()
    out.scrollIntoView({ block: 'nearest' })
    // The same file chosen again is checked again.
    input.value = ''
  })
document.querySelector<HTMLTextAreaElement>('#f-text')!.addEventListener('input', async (event) => {
  const text = (event.target as HTMLTextAreaElement).value
  if (text.trim()) await judge(text.endsWith('\n') ? text : `${text}\n`)
})

/** A receipt as QR codes carry it: deflated, in base64url. */
async function judgePacked(packed: string) {
  let text: string
  try {
    const bytes = Uint8Array.from(atob(packed.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
    text = await bounded(stream)
  } catch {
    return tell('problem', '二维码没有扫全，请再扫一次。', 'The QR code was not read whole; please scan it again.')
  }
  await judge(text, { compact: true })
}

/** A receipt that came in the address, behind the #: a phone's camera opened it out of a QR code. */
async function fromAddress() {
  const packed = /^#r=(.+)$/.exec(location.hash)?.[1]
  if (packed) await judgePacked(packed)
}
addEventListener('hashchange', () => void fromAddress())
void fromAddress()
