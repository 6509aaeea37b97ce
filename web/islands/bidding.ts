// A sale as it happens: follows its stream, runs its clock on the server’s time, says what it means for who reads, and that a line is
// down. Nothing is decided here.
import { left } from '../ui/countdown/left.rules.ts'
import { stepsOf } from '../ui/live/steps.rules.ts'

const hall = document.querySelector<HTMLElement>('[data-hall]')
if (hall) {
  const part = hall.querySelector<HTMLElement>('[data-part="sale"]')!
  const line = hall.querySelector<HTMLElement>('[data-line]')!
  const skew = hall.querySelector<HTMLElement>('[data-skew]')
  const mine = hall.querySelector<HTMLElement>('[data-me]')
  const say = (of: HTMLElement, text: string) => {
    if (of.textContent !== text) of.textContent = text
  }
  /** The server’s time less this page’s: of all messages the largest, which came with the least delay. */
  let ahead = Number.NEGATIVE_INFINITY
  let heard = performance.now()
  let began = false
  const sale = () => part.querySelector<HTMLElement>('[data-sale]')!
  const hear = (now = part.querySelector<HTMLElement>('[data-now]')?.dataset.now) => {
    heard = performance.now()
    if (now) ahead = Math.max(ahead, Date.parse(now) - performance.now())
  }
  const meant = () => {
    if (!mine) return
    const { lead, over, frozen, next, stage } = sale().dataset
    const leads = lead !== '' && lead === mine.dataset.me
    const state = over
      ? 'over'
      : frozen
        ? 'frozen'
        : leads
          ? 'leads'
          : mine.dataset.bid === 'sealed'
            ? 'sealed'
            : mine.dataset.bid
              ? 'beaten'
              : 'none'
    if (mine.dataset.state !== state) {
      mine.dataset.state = state
      say(mine, mine.dataset[`say${state[0]!.toUpperCase()}${state.slice(1)}`] ?? '')
    }
    const form = hall.querySelector<HTMLElement>('[data-next-form]')
    // The amounts to choose from are the server’s: what stands there is old once somebody bid.
    if (form && form.dataset.nextForm !== next) form.classList.add('stale')
    if (hall.dataset.stage !== stage || (over && !hall.dataset.over)) {
      hall.dataset.stage = stage
      const reload = hall.querySelector<HTMLElement>('[data-stage-changed]')
      if (reload && began) reload.hidden = false
    }
    began = true
  }
  hear()
  hall.dataset.stage = sale().dataset.stage
  meant()
  const source = new EventSource(hall.dataset.hall!)
  // A device that says it is offline is believed, though a stream that is open may go on for a while.
  const up = (speaks: boolean) => {
    const on = speaks && navigator.onLine
    line.dataset.up = on ? 'true' : 'false'
    say(line, on ? line.dataset.on! : line.dataset.off!)
    part.classList.toggle('old', !on)
  }
  source.addEventListener('open', () => up(true))
  source.addEventListener('error', () => up(false))
  addEventListener('offline', () => up(false))
  source.addEventListener('sale', (event) => {
    part.innerHTML = (event as MessageEvent<string>).data
    hear()
    up(true)
    meant()
    grow(sale().dataset.bids)
    catchUp(Number(sale().dataset.prices ?? 0))
  })
  // Of the hall alone. What the reader has opened is not taken from under his eyes.
  const room = document.querySelector<HTMLElement>('[data-part="hall"]')
  if (room) {
    let newest: string | undefined
    const show = () => {
      if (newest === undefined || room.querySelector('details[open]')) return
      room.innerHTML = newest
      newest = undefined
    }
    source.addEventListener('hall', (event) => {
      newest = (event as MessageEvent<string>).data
      show()
    })
    room.addEventListener('toggle', show, true)
  }
  source.addEventListener('time', (event) => {
    hear((event as MessageEvent<string>).data)
    up(true)
  })
  addEventListener('pagehide', () => source.close())
  setInterval(() => {
    // A server that says nothing for five seconds is not there, whatever the connection says.
    if (performance.now() - heard > 5000) up(false)
    const until = part.querySelector<HTMLElement>('[data-until]')
    if (until) say(until, left(Date.parse(until.dataset.until!) - (ahead + performance.now())))
    if (skew) {
      const off = Math.round((Date.now() - (ahead + performance.now())) / 1000)
      say(skew, off === 0 ? '' : `${skew.dataset.says} ${off > 0 ? '+' : '−'}${Math.abs(off)} s`)
    }
  }, 200)
}

/** The picture of the price goes on: what came is added to its table, and drawn from there as the server draws it. */
function grow(came: string | undefined): void {
  const figure = document.querySelector<HTMLElement>('[data-curve]')
  if (!came || !figure) return
  const body = figure.querySelector('tbody')!
  const known = Number((body.lastElementChild as HTMLElement | null)?.dataset.n ?? 0)
  const bids = (JSON.parse(came) as [number, string, number, string][]).filter(([n]) => n > known)
  if (bids.length === 0) return
  for (const [n, at, amount, said] of bids) {
    const row = body.insertRow()
    row.dataset.n = String(n)
    row.dataset.amount = String(amount)
    const when = document.createElement('th')
    when.scope = 'row'
    when.className = 'num'
    when.textContent = at
    row.append(when)
    const cell = row.insertCell()
    cell.className = 'num'
    cell.textContent = said
  }
  const rows = [...body.rows]
  const amounts = rows.map((r) => Number(r.dataset.amount))
  const { line, area } = stepsOf(amounts)
  figure.querySelector('.curve-line')!.setAttribute('d', line)
  figure.querySelector('.curve-area')!.setAttribute('d', area)
  const saidOf = (row: HTMLTableRowElement) => row.cells[1]!.textContent!
  figure.dataset.count = String(Number(figure.dataset.count) + bids.length)
  figure.querySelector('svg')!.setAttribute(
    'aria-label',
    figure.dataset
      .says!.replace('{n}', figure.dataset.count)
      .replace('{from}', saidOf(rows[0]!))
      .replace('{to}', saidOf(rows.at(-1)!)),
  )
  figure.querySelector('.curve-most')!.textContent = saidOf(rows[amounts.indexOf(Math.max(...amounts))]!)
  figure.querySelector('.curve-ends span')!.textContent = `${rows[0]!.cells[0]!.textContent} · ${saidOf(rows[0]!)}`
  figure.querySelector('[data-last]')!.textContent = bids.at(-1)![1]
  figure.hidden = rows.length < 2
}

/** Where more was bid than was heard (the line was down, the page is old) the picture is fetched, not by all in one moment. */
let fetching = false
function catchUp(prices: number): void {
  const figure = document.querySelector<HTMLElement>('[data-curve]')
  if (!figure || fetching || Number(figure.dataset.count) >= prices) return
  fetching = true
  setTimeout(async () => {
    const answer = await fetch(location.pathname).catch(() => undefined)
    const page = new DOMParser().parseFromString((await answer?.text()) ?? '', 'text/html')
    const newest = page.querySelector('[data-curve]')
    if (newest) figure.replaceWith(document.importNode(newest, true))
    fetching = false
  }, Math.random() * 4000)
}

// A replay that plays: on to the next entry after the time that lay between, at most twenty seconds.
const replay = document.querySelector<HTMLElement>('[data-replay]')
if (replay) setTimeout(() => location.assign(replay.dataset.replay!), Math.max(300, Number(replay.dataset.wait) * 1000))
