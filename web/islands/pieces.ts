// Files of an upload form, one after the other: each is sent in parts, goes on where its line broke, also after the page was loaded anew,
// and stands in its field as soon as it came, without a word of the form being touched.
import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex } from '@noble/hashes/utils'
import { PART, partsIn } from '../../kernel/cases/upload.shape.ts'
import { Refused, send } from './send.ts'

const english = document.documentElement.lang === 'en'
const t = (zh: string, en: string) => (english ? en : zh)
const HASHED_AT_ONCE = 2 * 1024 * 1024
/** A part that takes longer has lost its line, though nobody said so. */
const PATIENCE = 60_000

/** What the form says now goes along with a button; what came back takes the place of what is there. False where it is another page. */
export async function press(
  form: HTMLFormElement,
  button: HTMLButtonElement,
  more: Record<string, string> = {},
  waits = () => {},
): Promise<boolean> {
  const body = () => {
    const data = new FormData()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') data.append(name, value)
    data.set(button.name, button.value)
    data.set('command', command)
    for (const [name, value] of Object.entries(more)) data.set(name, value)
    return data
  }
  // Sent again after a line that broke, it is the same command.
  const command = crypto.randomUUID()
  const came = await send(
    button.formAction,
    () => ({ method: 'POST', body: body(), signal: AbortSignal.timeout(PATIENCE) }),
    waits,
    async (r) =>
      /html/.test(r.headers.get('content-type') ?? '') ? { html: await r.text(), url: r.url, ok: r.ok } : undefined,
  )
  const page = new DOMParser().parseFromString(came.html, 'text/html')
  const fresh = [...document.querySelectorAll<HTMLElement>('[data-fresh]')]
  if (!fresh.every((old) => page.getElementById(old.id))) {
    // The page has another shape now, or it is another one.
    if (came.ok) location.assign(came.url)
    return came.ok
  }
  const focused = document.activeElement as HTMLElement | null
  const key = focused?.dataset.key
  const row = focused?.closest('li')?.id
  const slot = focused?.closest('fieldset')?.id
  for (const old of fresh) {
    const now = page.getElementById(old.id)
    if (now) old.replaceWith(document.importNode(now, true))
  }
  for (const field of form.querySelectorAll<HTMLElement>('fieldset.upload'))
    field.className = page.getElementById(field.id)?.className ?? field.className
  if (focused && !focused.isConnected) {
    const again =
      (key && form.querySelector<HTMLElement>(`[data-key="${key}"]`)) || (row && document.getElementById(row))
    ;(again || (slot && document.getElementById(slot)) || form).focus()
  }
  return true
}

async function digestOf(file: File): Promise<string> {
  const hash = sha256.create()
  for (let from = 0; from < file.size; from += HASHED_AT_ONCE)
    hash.update(new Uint8Array(await file.slice(from, from + HASHED_AT_ONCE).arrayBuffer()))
  return bytesToHex(hash.digest())
}

const sizeOf = (n: number) =>
  n < 1_048_576 ? `${Math.max(1, Math.ceil(n / 1024))} KB` : `${(n / 1_048_576).toFixed(1)} MB`

/** A line of its own for each file: what it is, how far it came, how to stop it. */
function lineOf(file: File, field: HTMLElement) {
  const line = document.createElement('li')
  line.className = 'upload-row'
  const name = document.createElement('span')
  name.textContent = `${file.name} · ${sizeOf(file.size)}`
  const bar = document.createElement('progress')
  bar.max = 1
  bar.value = 0
  bar.setAttribute('aria-label', file.name)
  const says = document.createElement('span')
  says.className = 'small num'
  says.textContent = t('等着传', 'waiting')
  const stop = document.createElement('button')
  stop.type = 'button'
  stop.className = 'link'
  stop.textContent = t('停下', 'Stop')
  line.append(name, bar, says, stop)
  field.querySelector('.coming')!.append(line)
  if (/^image\/(png|jpeg)$/.test(file.type))
    void createImageBitmap(file, { resizeWidth: 96 }).then(
      (picture) => {
        const canvas = document.createElement('canvas')
        canvas.width = picture.width
        canvas.height = picture.height
        canvas.getContext('2d')!.drawImage(picture, 0, 0)
        const image = document.createElement('img')
        image.className = 'thumb'
        image.alt = ''
        image.src = canvas.toDataURL('image/jpeg', 0.7)
        name.prepend(image)
      },
      () => {},
    )
  let stopped = false
  stop.addEventListener('click', () => {
    stopped = true
    line.remove()
    field.focus()
  })
  return {
    get stopped() {
      return stopped
    },
    at(part: number, parts: number) {
      bar.value = parts === 0 ? 0 : part / parts
      says.textContent = `${Math.floor(bar.value * 100)}%`
      says.className = 'small num'
    },
    says(words: string, wrong = false) {
      says.textContent = words
      says.className = wrong ? 'error' : 'small num'
    },
    waits(words: string) {
      this.says(`${Math.floor(bar.value * 100)}% · ${words}`, true)
    },
    wrong(words: string) {
      bar.remove()
      stop.textContent = t('知道了', 'Dismiss')
      this.says(words, true)
    },
    done() {
      line.remove()
    },
  }
}
type Line = ReturnType<typeof lineOf>

async function sendFile(form: HTMLFormElement, field: HTMLElement, file: File, line: Line): Promise<void> {
  if (line.stopped) return
  if (file.size === 0) return line.wrong(t('这个文件是空的，请重新选择。', 'The file is empty; please choose another.'))
  const most = Number(field.dataset.max)
  if (file.size > most)
    return line.wrong(
      t(
        `文件 ${sizeOf(file.size)}，超过 ${sizeOf(most)}。请压缩或拆成几份。`,
        `The file has ${sizeOf(file.size)}, more than ${sizeOf(most)}. Please compress or split it.`,
      ),
    )
  const { place, for: keptFor } = field.dataset as { place: string; for: string }
  const csrf = form.querySelector<HTMLInputElement>('[name=csrf]')!.value
  const waits = () =>
    line.waits(t('连接断了，恢复以后自动继续', 'The line is down; it goes on by itself when it is back'))
  try {
    line.says(t('正在核对……', 'Being checked …'))
    const digest = await digestOf(file)
    const key = { keptFor, sha256: digest }
    const asks = new URLSearchParams({ jurisdiction: place, ...key })
    const parts = partsIn(file.size)
    let { have } = await send<{ have: number }>(`/api/cases/kept-parts?${asks}`, () => ({}), waits)
    for (let sent = 0; have < parts; sent++) {
      if (line.stopped) return
      line.at(have, parts)
      // What came was not what left, twice over: the line is not fit for it.
      if (sent > 2 * parts)
        return line.wrong(t('没有传完整，请换个网络再试。', 'It does not come whole; please try another line.'))
      const part = have
      ;({ have } = await send<{ have: number }>(
        `/uploads/${place}`,
        () => {
          const body = new FormData()
          const fields = { csrf, do: 'part', ...key, name: file.name, size: String(file.size), part: String(part) }
          for (const [name, value] of Object.entries(fields)) body.set(name, value)
          body.set('file', file.slice(part * PART, (part + 1) * PART), 'part')
          return {
            method: 'POST',
            body,
            headers: { accept: 'application/json' },
            signal: AbortSignal.timeout(PATIENCE),
          }
        },
        waits,
      ))
    }
    if (line.stopped) return
    line.at(parts, parts)
    const slot = field.querySelector<HTMLInputElement>('input[type=file]')!.dataset.slot!
    const button = field.querySelector<HTMLButtonElement>('[data-upload]')!
    if (await press(form, button, { [`kept.${slot}`]: digest }, waits)) return line.done()
    // Another page came, as where one was logged out: it is shown, with what was typed.
    const kept = document.createElement('input')
    Object.assign(kept, { type: 'hidden', name: `kept.${slot}`, value: digest })
    form.append(kept)
    form.requestSubmit(button)
  } catch (error) {
    line.wrong(
      error instanceof Refused
        ? error.message
        : t(`没有传上：${(error as Error).message}`, `Not sent: ${(error as Error).message}`),
    )
  }
}

const queues = new WeakMap<HTMLFormElement, Promise<void>>()

/** Takes the files of a field in hand; false where its form takes whole files only. */
export function takeFiles(form: HTMLFormElement, field: HTMLElement | null, files: FileList): boolean {
  if (!field?.dataset.for || files.length === 0) return false
  for (const file of files) {
    const line = lineOf(file, field)
    queues.set(
      form,
      (queues.get(form) ?? Promise.resolve()).then(() => sendFile(form, field, file, line)),
    )
  }
  return true
}
