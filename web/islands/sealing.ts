// A bid is sealed here, in the bidder's browser: nothing goes out but encrypted parts and a manifest that says nothing of what is in them.
import { z } from 'zod'
import { NoWorkbook, tableRows, WHY } from '../../kernel/platform/xlsx.rules.ts'
import { AGREEMENT, readMembers, writeMembers } from '../../trade/entry/consortium.rules.ts'
import { hex, randomKey, unhex } from '../../trade/envelope/bytes.rules.ts'
import type { NamedSource } from '../../trade/envelope/content.rules.ts'
import { boxTerms, PACKAGES, type PackageName } from '../../trade/envelope/manifest.shape.ts'
import { type Draft, sealBid } from '../../trade/envelope/seal.rules.ts'
import { correct } from '../../trade/scoring/correct.rules.ts'
import {
  type CellProblem,
  PRICE_LIST,
  readAsked,
  readPriceList,
  writePriceList,
} from '../../trade/scoring/price-list.rules.ts'
import { readFen } from '../ui/money/money.rules.ts'
import { Refused, send } from './send.ts'

const form = document.querySelector<HTMLFormElement>('[data-sealing]')
const english = document.documentElement.lang === 'en'
const t = (zh: string, en: string) => (english ? en : zh)

/** The browser's key, by which it signs its bids; kept on this device alone. */
function signer(): Uint8Array {
  const kept = localStorage.getItem('gnomon-bid-signer')
  if (kept && /^[0-9a-f]{64}$/.test(kept)) return unhex(kept)
  const fresh = randomKey()
  localStorage.setItem('gnomon-bid-signer', hex(fresh))
  return fresh
}

const draftShape = z.object({
  bound: z.string(),
  heads: z.object(Object.fromEntries(PACKAGES.map((p) => [p, z.string()])) as Record<PackageName, z.ZodString>),
  secrets: z.object(Object.fromEntries(PACKAGES.map((p) => [p, z.string()])) as Record<PackageName, z.ZodString>),
})
function keptDraft(of: string): Draft | undefined {
  try {
    const read = draftShape.parse(JSON.parse(localStorage.getItem(of) ?? ''))
    const secrets = Object.fromEntries(PACKAGES.map((p) => [p, unhex(read.secrets[p])])) as Draft['secrets']
    return { bound: read.bound, heads: read.heads, secrets }
  } catch {
    return undefined
  }
}
function keepDraft(of: string, d: Draft): void {
  const secrets = Object.fromEntries(PACKAGES.map((p) => [p, hex(d.secrets[p])]))
  try {
    localStorage.setItem(of, JSON.stringify({ bound: d.bound, heads: d.heads, secrets }))
  } catch {
    // Without room for it the sealing begins anew after a reload; nothing else is lost.
  }
}

const sourceOf = (file: File): NamedSource => ({
  name: file.name.slice(0, 200),
  type: file.type.slice(0, 100),
  size: file.size,
  read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
})

if (form) {
  // It stands there until the script runs: where scripts are off, or did not come.
  for (const note of document.querySelectorAll<HTMLElement>('[data-needs-scripts]')) note.hidden = true
  form.hidden = false
  const say = form.querySelector<HTMLElement>('[data-say]')!
  const bar = form.querySelector<HTMLProgressElement>('[data-progress]')!
  const button = form.querySelector<HTMLButtonElement>('button[type=submit]')!
  const terms = boxTerms.parse(JSON.parse(form.dataset.terms!))
  const field = (name: string) => form.querySelector<HTMLInputElement>(`[data-seal="${name}"]`)!
  const tell = (words: string, wrong = false) => {
    say.textContent = words
    say.className = wrong ? 'error' : ''
  }
  const wrong = (name: string, words: string) => {
    field(name).setAttribute('aria-invalid', 'true')
    field(name).focus()
    tell(words, true)
  }
  const megabytes = (n: number) => (n / 1024 / 1024).toFixed(1)

  /** The list as it was confirmed: what does not add up is told once, and sealed if it is sent again. */
  let confirmed = ''
  const cells = form.querySelector<HTMLUListElement>('[data-cells]')
  function showCells(problems: readonly CellProblem[]): void {
    if (!cells) return
    cells.hidden = problems.length === 0
    cells.replaceChildren(
      ...problems.slice(0, 20).map((p) => {
        const line = document.createElement('li')
        line.textContent = `${p.cell}${t('：', ': ')}${p.says[english ? 'en' : 'zh']}`
        return line
      }),
    )
  }
  /** The bidder's list, checked; sealed is what was read of it, not what else his file may hold. */
  async function pricedList(): Promise<File | 'wrong'> {
    const input = form!.querySelector<HTMLInputElement>('[name=priceList]')!
    const file = input.files?.[0]
    const refuse = (words: string) => {
      input.setAttribute('aria-invalid', 'true')
      input.focus()
      tell(words, true)
      return 'wrong' as const
    }
    showCells([])
    if (!file) return refuse(t('请选择报价清单。', 'Please choose the priced list.'))
    const answer = await fetch(form!.dataset.priceList!)
    const { asked } = readAsked(await tableRows(new Uint8Array(await answer.arrayBuffer())))
    let read: ReturnType<typeof readPriceList>
    try {
      read = readPriceList(await tableRows(new Uint8Array(await file.arrayBuffer())), asked)
    } catch (error) {
      if (!(error instanceof NoWorkbook)) throw error
      return refuse(WHY[error.why][english ? 'en' : 'zh'])
    }
    if (read.problems.length > 0 || !read.list) {
      showCells(read.problems)
      return refuse(t('报价清单有要改的格子，见上面。', 'Cells of the priced list need mending: see above.'))
    }
    const { list } = read
    const { corrections } = correct(list)
    const price = readFen(field('price').value.trim())
    const total = readFen(list.total)
    if (price !== total)
      return refuse(
        t(
          `清单合计 ${list.total} 元，与投标报价不一致，请核对。`,
          `The list has a total of ${list.total} yuan, and the price is another: please check.`,
        ),
      )
    const csv = writePriceList(list, asked)
    if (corrections.length > 0 && confirmed !== csv) {
      confirmed = csv
      showCells(
        corrections.map((c) => ({
          cell: c.at === 'total' ? t('合计', 'total') : c.at,
          says: {
            zh: `写的是 ${c.said}，算出来是 ${c.is}；评审时会修正`,
            en: `says ${c.said}, which makes ${c.is}; the committee would correct it`,
          },
        })),
      )
      return refuse(
        t(
          '清单有算不平的地方，见上面。改好再递交；确实要按这样递交，请再按一次。',
          'The list does not add up, see above. Mend it, or press again to submit it as it is.',
        ),
      )
    }
    return new File([csv], PRICE_LIST, { type: 'text/csv' })
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    for (const input of form.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid')
    const agreement = form.querySelector<HTMLInputElement>('[name=agreement]')?.files?.[0]
    const read = { sheet: {}, identity: {} } as Record<'sheet' | 'identity', Record<string, string | number>>
    for (const input of form.querySelectorAll<HTMLInputElement>('[data-seal]')) {
      const { seal: name, part, kind, label } = input.dataset as Record<string, string>
      const typed = input.value.trim()
      if (kind === 'yes') {
        read[part as 'sheet'][name!] = input.checked ? 1 : 0
        continue
      }
      if (kind === 'money') {
        const fen = readFen(typed)
        if (fen === undefined || fen <= 0n)
          return wrong(
            name!,
            t(
              `${label!.replace('（元）', '').replace('投标', '')}请写成一个数，例如 9800000.00，单位元；不要写两个价、币种或文字。`,
              'Please write the price as one number of yuan, as 9800000.00; no second price, no currency, no words.',
            ),
          )
        const chosen = form.querySelector<HTMLElement>('option:checked[data-ceiling]')
        if (fen > BigInt(chosen?.dataset.ceiling ?? form.dataset.ceiling!))
          return wrong(
            name!,
            t(
              '报价高于最高投标限价，会被否决。请核对。',
              'The price is above the ceiling and would be rejected. Please check it.',
            ),
          )
        read[part as 'sheet'][name!] = Number(fen)
        continue
      }
      if (kind === 'members') {
        const said = readMembers(typed)
        if ('wrong' in said)
          return wrong(
            name!,
            t(
              `联合体成员第 ${said.wrong} 行请写成：名称 信用代码 分工，一家一行，最多九家。`,
              `Line ${said.wrong}: please write name, credit code and part of the work; one member a line, nine at most.`,
            ),
          )
        if (said.members.length === 0) continue
        if (!agreement)
          return wrong(
            name!,
            t(
              '联合体投标要附共同投标协议，没有的会被否决（实施条例第五十一条第二项）。',
              'A consortium needs its joint bid agreement: without it the bid is rejected (art. 51 item 2).',
            ),
          )
        read[part as 'identity'][name!] = writeMembers(said.members)
        continue
      }
      if (kind === 'number' && !/^\d{1,4}$/.test(typed))
        return wrong(name!, t(`${label}请写成一个数，例如 300。`, `${label}: please write a number, as 300.`))
      if (typed === '') return wrong(name!, t(`请填写${label}。`, `${label} is missing.`))
      read[part as 'sheet'][name!] = kind === 'number' ? Number(typed) : name === 'uscc' ? typed.toUpperCase() : typed
    }
    const chosen = [...form.querySelector<HTMLInputElement>('[name=files]')!.files!]
    const list = form.dataset.priceList ? await pricedList() : undefined
    if (list === 'wrong') return
    const files = [
      ...(list ? [list] : []),
      ...(agreement ? [new File([agreement], AGREEMENT, { type: agreement.type })] : []),
      ...chosen,
    ]
    if (chosen.length === 0 && form.querySelector<HTMLInputElement>('[name=files]')!.required)
      return tell(t('请选择投标文件。', 'Please choose the bid documents.'), true)
    if (files.some((f) => f.size === 0))
      return tell(t('有文件是空的，请重新选择。', 'A file is empty; please choose another.'), true)
    const all = files.reduce((n, f) => n + f.size, 0)
    if (all > 600 * 1024 * 1024)
      return tell(t('文件合计超过 600 MB，请压缩。', 'The files have more than 600 MB; please compress them.'), true)
    button.disabled = true
    bar.hidden = false
    const csrf = form.dataset.csrf!
    const { number } = terms
    const kept = `gnomon-bid-draft ${terms.box}`
    const began = performance.now()
    let sent = 0
    const waits = () =>
      tell(t('连接断了，恢复以后自动继续。', 'The line is down; it goes on by itself when it is back.'), true)
    try {
      const have = new Set<string>(
        await send(`/api/envelope/kept-parts?number=${encodeURIComponent(number)}`, () => ({}), waits),
      )
      const draft = keptDraft(kept)
      const signed = await sealBid({
        terms,
        bidder: Number(form.dataset.bidder),
        version: Number(form.dataset.version),
        signer: signer(),
        bid: {
          sheet: { data: read.sheet, files: [] },
          identity: { data: read.identity, files: [] },
          documents: { data: {}, files: files.map(sourceOf) },
        },
        ...(draft ? { draft } : {}),
        kept: (d) => keepDraft(kept, d),
        async keep({ sha256, bytes }) {
          sent += bytes.length
          if (have.has(sha256)) return
          await send(
            location.pathname + location.search,
            () => {
              const body = new FormData()
              body.set('csrf', csrf)
              body.set('do', 'part')
              body.set('sha256', sha256)
              body.set('part', new Blob([bytes as BlobPart]), 'part')
              return { method: 'POST', body, headers: { accept: 'application/json' } }
            },
            waits,
          )
        },
        progress(done, of) {
          bar.value = of === 0 ? 1 : done / of
          const seconds = (performance.now() - began) / 1000
          const left = done > 0 ? Math.ceil((seconds * (of - done)) / done) : 0
          tell(
            t(
              `加密并发出 ${megabytes(sent)} MB，${(sent / 1024 / 1024 / seconds).toFixed(1)} MB/秒，还要约 ${left} 秒`,
              `${megabytes(sent)} MB encrypted and sent, ${(sent / 1024 / 1024 / seconds).toFixed(1)} MB/s, about ${left} s left`,
            ),
          )
        },
      })
      const command = crypto.randomUUID()
      const receipt = await send(
        '/api/envelope/submit',
        () => ({
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-csrf-token': csrf, 'idempotency-key': command },
          body: JSON.stringify({ number, signed }),
        }),
        waits,
      )
      localStorage.removeItem(kept)
      bar.hidden = true
      tell(
        t(
          `已收下，第 ${receipt.version} 版，${receipt.receivedAt}。摘要 ${receipt.digest}。`,
          `Received: version ${receipt.version}, ${receipt.receivedAt}. Digest ${receipt.digest}.`,
        ),
      )
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob([JSON.stringify(receipt, null, 1)], { type: 'application/json' }))
      link.download = `receipt-${number}-${receipt.version}.json`
      link.textContent = t('保存回执（开标以后用它核对）', 'Save the receipt, to check it after the opening')
      link.className = 'button secondary'
      const again = document.createElement('a')
      again.href = location.pathname + location.search
      again.textContent = t('刷新本页', 'Reload this page')
      say.append(' ', link, ' ', again)
    } catch (error) {
      button.disabled = false
      bar.hidden = true
      tell(
        error instanceof Refused
          ? error.message
          : t(`没有完成：${(error as Error).message}`, `Not done: ${(error as Error).message}`),
        true,
      )
    }
  })
}
