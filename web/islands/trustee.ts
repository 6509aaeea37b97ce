// A trustee's part of an opening, in his own browser: making a key, trying it, releasing shares. The private key never leaves it but as
// the file that his passphrase opens.
import { hex, unbase64, unhex, utf8 } from '../../trade/envelope/bytes.rules.ts'
import { openedShare } from '../../trade/envelope/deal.rules.ts'
import { openFrom } from '../../trade/envelope/hpke.rules.ts'
import { keyFile, makeKeyFile, openKeyFile } from '../../trade/envelope/key-file.rules.ts'
import { boundTo, type PackageName, type SealedPackage } from '../../trade/envelope/manifest.shape.ts'

const english = document.documentElement.lang === 'en'
const t = (zh: string, en: string) => (english ? en : zh)

async function api(path: string, csrf: string, input?: unknown): Promise<any> {
  const response = await fetch(
    path,
    input === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-csrf-token': csrf, 'idempotency-key': crypto.randomUUID() },
          body: JSON.stringify(input),
        },
  )
  const said = await response.json()
  if (!response.ok) throw new Error(said?.messages?.[english ? 'en' : 'zh'] ?? String(response.status))
  return said
}

function onSubmit(form: HTMLFormElement, work: (say: (words: string) => void) => Promise<void>): void {
  // It stands there until the script runs: where scripts are off, or did not come.
  for (const note of document.querySelectorAll<HTMLElement>('[data-needs-scripts]')) note.hidden = true
  form.hidden = false
  const say = form.querySelector<HTMLElement>('[data-say]')!
  const button = form.querySelector<HTMLButtonElement>('button[type=submit]')!
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    button.disabled = true
    say.className = ''
    say.textContent = t('正在计算……', 'Computing …')
    try {
      await work((words) => void (say.textContent = words))
    } catch (error) {
      say.className = 'error'
      say.textContent = (error as Error).message
      button.disabled = false
    }
  })
}
const input = (form: HTMLFormElement, name: string) => form.querySelector<HTMLInputElement>(`[name=${name}]`)!

const making = document.querySelector<HTMLFormElement>('[data-make-key]')
if (making)
  onSubmit(making, async (say) => {
    const pass = input(making, 'pass').value
    if (pass !== input(making, 'again').value)
      throw new Error(t('两次输入的口令不一样。', 'The two passphrases differ.'))
    const file = await makeKeyFile(making.dataset.unit!, pass)
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: 'application/json' }))
    link.download = `trustee-${file.unit}.json`
    link.click()
    await api('/api/envelope/register-key', making.dataset.csrf!, { key: file.key })
    say(
      t(
        '钥匙文件已保存到下载目录，公钥已登记。请把文件和口令分开保管，再备份一份。',
        'The key file is among your downloads, and the public key is registered. Keep file and passphrase apart, and a copy.',
      ),
    )
  })

const opening = document.querySelector<HTMLFormElement>('[data-trustee]')
if (opening)
  onSubmit(opening, async (say) => {
    const { number, csrf, key, no } = opening.dataset as Record<'number' | 'csrf' | 'key' | 'no', string>
    const chosen = input(opening, 'file').files?.[0]
    let json: unknown
    try {
      json = JSON.parse((await chosen?.text()) ?? '')
    } catch {
      json = undefined
    }
    const read = keyFile.safeParse(json)
    if (!read.success) throw new Error(t('这不是钥匙文件。', 'This is no key file.'))
    if (read.data.key !== key)
      throw new Error(
        t('这个钥匙文件不是这次开标登记的那一把。', 'This key is not the one that was registered for this opening.'),
      )
    const secret = await openKeyFile(read.data, input(opening, 'pass').value)
    if (!secret)
      throw new Error(t('口令不对，或文件被改过。', 'The passphrase is another one, or the file was changed.'))
    if (opening.dataset.trustee === 'rehearse') {
      const sealed = await api('/api/envelope/challenge', csrf, { number })
      const { box } = (await api(`/api/envelope/view?number=${encodeURIComponent(number)}`, csrf)).terms
      const bound = { info: utf8('gnomon-envelope/1 rehearsal'), aad: utf8(box) }
      const value = await openFrom(secret, { enc: unhex(sealed.enc), box: unbase64(sealed.box) }, bound)
      await api('/api/envelope/rehearse', csrf, { number, value: hex(value) })
      say(t('钥匙能开，已记录。', 'The key opens; it is on record.'))
      return
    }
    const list = (await api(`/api/envelope/to-release?number=${encodeURIComponent(number)}`, csrf)).envelopes as {
      digest: string
      bound: Parameters<typeof boundTo>[0]
      shares: { name: PackageName; share: SealedPackage['shares'][number] }[]
    }[]
    // A server that asked for shares of another tender, or of one that is still open, would get them from whoever does not look.
    const own = read.data.rounds >= 100_000
    for (const { bound } of list)
      if (
        bound.number !== number ||
        bound.box !== opening.dataset.box ||
        (own && Date.parse(bound.deadline) > Date.now())
      )
        throw new Error(
          t(
            '服务器要的不是这次开标的信封，或按您电脑的时钟还没有截止：什么都没有交出。请报告监督部门。',
            'The server asks for an envelope of another tender, or by your computer’s clock the deadline has not passed: nothing was released. Please tell the overseer.',
          ),
        )
    const shares: { digest: string; name: PackageName; value: string | null }[] = []
    for (const [i, e] of list.entries()) {
      say(t(`解出第 ${i + 1} 份，共 ${list.length} 份`, `envelope ${i + 1} of ${list.length}`))
      for (const { name, share } of e.shares) {
        shares.push({
          digest: e.digest,
          name,
          value: await openedShare(secret, Number(no), share, boundTo(e.bound, name)),
        })
      }
    }
    const done = await api('/api/envelope/release', csrf, { number, shares })
    say(
      done.have >= done.need
        ? t(
            '您的份额已交出，份额够了，正在开启。',
            'Your shares are released; there are enough, and it is being opened.',
          )
        : t(
            `您的份额已交出：现有 ${done.have}，要 ${done.need}。`,
            `Your shares are released: ${done.have} of ${done.need}.`,
          ),
    )
  })
