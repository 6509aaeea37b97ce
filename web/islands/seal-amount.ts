// A reserve or a sealed bid is sealed here, in the browser of who knows it: what goes out is encrypted to the trustees, and a digest from
// which nothing can be read.
import { sealAmount } from '../../trade/auction/seal-amount.rules.ts'
import { boxTerms } from '../../trade/envelope/manifest.shape.ts'
import { capitals } from '../ui/money/capitals.rules.ts'
import { readFen } from '../ui/money/money.rules.ts'
import { Refused, send } from './send.ts'

const form = document.querySelector<HTMLFormElement>('form[data-seal]')
const english = document.documentElement.lang === 'en'
const t = (zh: string, en: string) => (english ? en : zh)

if (form) {
  // It stands there until the script runs: where scripts are off, or did not come.
  for (const note of document.querySelectorAll<HTMLElement>('[data-needs-scripts]')) note.hidden = true
  form.hidden = false
  const say = form.querySelector<HTMLElement>('[data-say]')!
  const meant = form.querySelector<HTMLElement>('[data-capitals]')!
  const button = form.querySelector<HTMLButtonElement>('button[type=submit]')!
  const [amount, again] = ['amount', 'again'].map((n) => form.querySelector<HTMLInputElement>(`[name=${n}]`)!) as [
    HTMLInputElement,
    HTMLInputElement,
  ]
  const tell = (words: string, wrong = false) => {
    say.textContent = words
    say.className = wrong ? 'error' : ''
  }
  /** What is typed is in yuan, or in so many of them. */
  const times = BigInt(form.dataset.times ?? 1)
  const fenOf = (input: HTMLInputElement): number | undefined => {
    const fen = (readFen(input.value.trim()) ?? 0n) * times
    return fen > 0n && fen <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(fen) : undefined
  }
  /** Nobody but this browser can say so before it is too late: what the terms would not count. */
  const uncounted = (fen: number): string | undefined => {
    const { least, unit, limit, rising } = form.dataset
    const beyond = (than: string | undefined, up: boolean) => than && (up ? fen > Number(than) : fen < Number(than))
    const up = rising === 'true'
    if (beyond(least, !up))
      return up
        ? t('低于最低可报价，开出来也不算。', 'That is below the least that counts.')
        : t('高于最高可报价，开出来也不算。', 'That is above the most that counts.')
    if (unit && fen % Number(unit) !== 0)
      return t(
        `要是 ${Number(unit) / 100} 元的整倍数，否则开出来不算。`,
        `It must be in whole units of ${Number(unit) / 100} yuan, or it will not count.`,
      )
    if (beyond(limit, up))
      return t('超过您自己设定的限价。要报这个价，请先改限价。', 'It is beyond your own limit: change that first.')
    return undefined
  }
  amount.addEventListener('input', () => {
    const fen = fenOf(amount)
    meant.textContent = fen === undefined ? '' : capitals(fen)
  })
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const fen = fenOf(amount)
    const wrong =
      fen === undefined
        ? t('请写成一个数，例如 980.5，不要写单位和文字。', 'Please write one number, as 980.5: no unit, no words.')
        : uncounted(fen)
    if (fen === undefined || wrong) {
      amount.focus()
      return tell(wrong!, true)
    }
    if (fenOf(again) !== fen) {
      again.focus()
      return tell(t('两次填的不一样，请核对。', 'The two amounts differ; please check them.'), true)
    }
    button.disabled = true
    const { csrf, number, bidder, version, seal: what, terms: said } = form.dataset as Record<string, string>
    const terms = boxTerms.parse(JSON.parse(said!))
    const waits = () =>
      tell(t('连接断了，恢复以后自动继续。', 'The line is down; it goes on by itself when it is back.'), true)
    try {
      tell(t('正在这台电脑里加密……', 'Being encrypted in this browser …'))
      const { digest, signed } = await sealAmount({
        ...{ what: what as 'reserve' | 'bid', number: number!, amount: fen, terms },
        ...{ bidder: Number(bidder), version: Number(version) },
        async keep({ sha256, bytes }) {
          await send(
            location.pathname,
            () => {
              const body = new FormData()
              body.set('csrf', csrf!)
              body.set('do', 'part')
              body.set('box', terms.number)
              body.set('sha256', sha256)
              body.set('part', new Blob([bytes as BlobPart]), 'part')
              return { method: 'POST', body, headers: { accept: 'application/json' } }
            },
            waits,
          )
        },
      })
      const command = crypto.randomUUID()
      await send(
        what === 'bid' ? '/api/auction/seal-bid' : '/api/auction/set-reserve',
        () => ({
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-csrf-token': csrf!, 'idempotency-key': command },
          body: JSON.stringify({ number, digest, signed }),
        }),
        waits,
      )
      location.assign(`${location.pathname}?done=1`)
    } catch (error) {
      button.disabled = false
      tell(
        error instanceof Refused
          ? error.message
          : t(`没有完成：${(error as Error).message}`, `Not done: ${(error as Error).message}`),
        true,
      )
    }
  })
}
