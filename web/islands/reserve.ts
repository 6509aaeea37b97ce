// The reserve is sealed here, in the seller's browser: what goes out is encrypted to the trustees, and a digest from which nothing can be
// read.
import { sealReserve } from '../../trade/auction/seal-reserve.rules.ts'
import { boxTerms } from '../../trade/envelope/manifest.shape.ts'
import { capitals } from '../ui/money/capitals.rules.ts'
import { readFen } from '../ui/money/money.rules.ts'
import { Refused, send } from './send.ts'

const form = document.querySelector<HTMLFormElement>('[data-reserve]')
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
  const fenOf = (input: HTMLInputElement): number | undefined => {
    const fen = readFen(input.value.trim())
    return fen !== undefined && fen > 0n && fen <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(fen) : undefined
  }
  amount.addEventListener('input', () => {
    const fen = fenOf(amount)
    meant.textContent = fen === undefined ? '' : capitals(fen)
  })
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const reserve = fenOf(amount)
    if (reserve === undefined) {
      amount.focus()
      return tell(t('请写成一个数，例如 9800000.00，单位元。', 'Please write one number of yuan, as 9800000.00.'), true)
    }
    if (fenOf(again) !== reserve) {
      again.focus()
      return tell(t('两次填的不一样，请核对。', 'The two amounts differ; please check them.'), true)
    }
    button.disabled = true
    const { csrf, number, bidder, version, terms: said } = form.dataset as Record<string, string>
    const terms = boxTerms.parse(JSON.parse(said!))
    const waits = () =>
      tell(t('连接断了，恢复以后自动继续。', 'The line is down; it goes on by itself when it is back.'), true)
    try {
      tell(t('正在这台电脑里加密……', 'Being encrypted in this browser …'))
      const { digest, signed } = await sealReserve({
        ...{ number: number!, reserve, terms, bidder: Number(bidder), version: Number(version) },
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
        '/api/auction/set-reserve',
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
