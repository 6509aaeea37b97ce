// A live sale: bidders on phone and desktop, with and without scripts, the public, the hall; a leap, a limit, a freeze by two.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { actorOfLogin, contract as identity } from '../../kernel/identity/index.ts'
import { projectRoot } from '../../kernel/platform/harness.ts'
import { execute, type PersonActor, system } from '../../kernel/platform/index.ts'
import { contract as auction } from '../../trade/auction/index.ts'
import { readLog, verifyLog } from '../../trade/auction/verify.rules.ts'
import { ask, logIn } from '../bench/users.ts'
import { openTested } from '../server/gnomon.ts'
import { accessible, type City, picture, startCity } from './city.ts'

let city: City
let live: string
beforeAll(async () => {
  city = await startCity({ GNOMON_RATE_LIMIT: 'off' })
  const page = await city.visit()
  await page.goto('/auctions?state=open')
  live = (await page.getByRole('link', { name: /同翔工业地块/ }).getAttribute('href'))!
}, 400_000)
afterAll(() => city?.close())

const fits = async (page: Page) =>
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    `${page.url()} is wider than its window`,
  ).toBe(true)
const look = async (page: Page, name: string) => {
  await accessible(page)
  await fits(page)
  await picture(page, `auction-${name}`, true)
}

type Beside = {
  announce(number: string, title: { zh: string; en: string }, more?: object, profile?: string): Promise<void>
  enrol(login: string): Promise<string>
  /** The person's id, by the log-in of somebody who is there. */
  idOf(login: string): Promise<string>
  admit(number: string, personId: string, more?: object): Promise<void>
}
/** Another server of the same city announces a sale and admits bidders, as a market's steps do. */
async function beside(work: (of: Beside) => Promise<void>): Promise<void> {
  const other = await openTested({ data: city.data, databaseUrl: undefined, logLevel: 'silent' })
  const { gnomon } = other
  const who = system('test')
  const at = (ms: number) => new Date(gnomon.clock.now().getTime() + ms).toISOString()
  try {
    await work({
      async announce(number, title, more = {}, profile = 'land-fujian') {
        const terms = { start: 100_000_000, step: 1_000_000, opens: at(1000), closes: at(3_600_000), reserve: false }
        const sale = { jurisdiction: '350200', number, title, seller: '350200-guotu', profile }
        await execute(gnomon, auction.announce, { ...sale, terms: { ...terms, ...more } }, { who })
      },
      enrol: async (login) =>
        (await execute(gnomon, identity.enrolPerson, { login, name: `机器${login}`, password: 'gnomon-demo' }, { who }))
          .id,
      idOf: async (login) =>
        ((await gnomon.db.transaction().execute((tx) => actorOfLogin(tx, login))) as PersonActor).personId,
      async admit(number, personId, more = {}) {
        // Where the machine was late, the platform says what its silence was first.
        await vi.waitFor(() => execute(gnomon, auction.admit, { number, personId, name: '某', ...more }, { who }), {
          timeout: 20_000,
          interval: 500,
        })
      },
    })
  } finally {
    await other.gnomon.close()
  }
}
/** Bids as a browser's script would. */
async function robot(login: string, number: string) {
  const cookie = await logIn(city.url, login)
  const { text } = await ask(`${city.url}/auctions/${number}/bid`, cookie)
  const csrf = /name="csrf" value="([^"]+)"/.exec(text)![1]!
  return async (amount: number) => {
    const answer = await fetch(`${city.url}/api/auction/place-bid`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', 'x-csrf-token': csrf },
      body: JSON.stringify({ number, amount, sure: true }),
    })
    return answer.ok ? 'OK' : ((await answer.json()) as { code: string }).code
  }
}

test('a bidder on a phone, with a thumb: choose, see it in capitals, confirm; others see it at once', async () => {
  const watcher = await city.visit({ lang: 'en' })
  await watcher.goto(live)
  await watcher.getByText('live: what you see').waitFor()
  await look(watcher, 'public-en')
  const page = await city.visit({ login: 'bidder-2', phone: true })
  await page.goto(`${live}/bid`)
  await page.getByText('已有人比您高').waitFor()
  await look(page, 'bid-phone')
  await page.getByRole('listitem').getByRole('link').first().click()
  await page.getByText(/人民币贰仟肆佰万元整/).waitFor()
  await look(page, 'confirm-phone')
  await page.getByRole('button', { name: '确认报价' }).click()
  await page.getByText('您现在领先').waitFor()
  await page.getByText(/已接受，第 \d+ 条/).waitFor()
  // The price as a picture grows with it, and its table; nothing was loaded again.
  await watcher.locator('[data-curve] tbody tr').last().getByText('¥24,000,000').waitFor({ state: 'attached' })
  const path = await watcher.locator('.curve-line').getAttribute('d')
  expect(path!.split('H')).toHaveLength(1 + (await watcher.locator('[data-curve] tbody tr').count()))
  await watcher.getByRole('img', { name: /bids, from .* to ¥24,000,000/ }).waitFor()
  await look(watcher, 'curve-en')
  // Without reloading: the stream carried it.
  await watcher.locator('[data-part="sale"]').getByText('¥24,000,000', { exact: true }).waitFor()
})

test('by keyboard alone, in English: a typo is shown in digits and capitals and asked about; the own limit holds', async () => {
  const page = await city.visit({ login: 'bidder-3', lang: 'en' })
  await page.goto(`${live}/bid`)
  await page.getByText('Set yourself a limit').press('Enter')
  await page.getByLabel(/At most/).fill('3000')
  await page.keyboard.press('Enter')
  await page.getByText('Your limit is set.').waitFor()
  await page.getByLabel(/Or type it/).fill('many')
  await page.keyboard.press('Enter')
  await page.getByText('Please write a number').waitFor()
  await page.getByLabel(/Or type it/).fill('24300')
  await page.keyboard.press('Enter')
  await page.getByText('人民币贰亿肆仟叁佰万元整').waitFor()
  await page.getByRole('button', { name: 'Confirm the bid' }).press('Enter')
  await page.getByText('It is above your own limit').first().waitFor()
  await page.getByLabel(/Or type it/).fill('2900')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Confirm the bid' }).press('Enter')
  await page.getByText('That is a leap').waitFor()
  await look(page, 'leap-en')
  await page.getByRole('link', { name: 'No: back' }).click()
  await page.getByText('Somebody is above you').waitFor()
})

test('without scripts: the same steps, and a link that loads the newest', async () => {
  const page = await city.visit({ login: 'bidder-1', scripts: false, phone: true })
  await page.goto(`${live}/bid`)
  await page.getByRole('link', { name: '刷新看最新' }).click()
  expect(await page.locator('.curve-line').getAttribute('d')).toMatch(/^M.*H/)
  await page.getByLabel(/或自己填/).fill('2450')
  await page.getByRole('button', { name: '下一步：核对' }).click()
  await page.getByText('人民币贰仟肆佰伍拾万元整').waitFor()
  await page.getByRole('button', { name: '确认报价' }).click()
  await page.getByText('您现在领先').waitFor()
  await fits(page)
})

test('the line is down: it is said, and what stands there is struck out', async () => {
  const page = await city.visit({ login: 'bidder-1' })
  await page.goto(`${live}/bid`)
  await page.getByText('实时：您看到的').waitFor()
  await page.context().setOffline(true)
  await page.getByText('连接断了').waitFor({ timeout: 30_000 })
  await picture(page, 'auction-line-down')
  expect(await page.locator('[data-part="sale"]').getAttribute('class')).toContain('old')
  await page.context().setOffline(false)
  await page.getByText('实时：您看到的').waitFor({ timeout: 30_000 })
})

test('the hall: the supervisor asks for a freeze, the notary confirms, bidders see it; then it goes on', async () => {
  const number = live.split('/').at(-1)!
  const supervisor = await city.visit({ login: 'market-supervisor' })
  await supervisor.goto(`/desk/auctions/${number}`)
  const halt = async (page: Page, what: string) => {
    await page.getByText('中止、恢复、终止（两个人）').click()
    await page.getByRole('radio', { name: what, exact: true }).check()
    await page.getByLabel('理由').fill('接到举报，需要核实。')
    await page.getByRole('button', { name: '提请' }).click()
    await page.getByText('要由另一个人确认').first().waitFor()
  }
  await look(supervisor, 'hall')
  await halt(supervisor, '中止')
  const notary = await city.visit({ login: 'notary', lang: 'en', phone: true })
  await notary.goto(`/desk/auctions/${number}`)
  await notary.getByRole('button', { name: 'Confirm: Freeze' }).click()
  await notary.getByText('It is on record').waitFor()
  await look(notary, 'hall-frozen-en-phone')
  const bidder = await city.visit({ login: 'bidder-1' })
  await bidder.goto(`${live}/bid`)
  await bidder.getByText('已中止，不能报价').waitFor()
  await supervisor.reload()
  await halt(supervisor, '恢复')
  await notary.reload()
  await notary.getByRole('button', { name: 'Confirm: Resume' }).click()
  await bidder.getByText('您现在领先').waitFor()
})

test('a sale that was dealt: its curve, every entry with a receipt, and anybody recomputes it', async () => {
  const page = await city.visit({ phone: true })
  await page.goto('/land')
  await look(page, 'lots-phone')
  await page.getByRole('link', { name: /滨北商业地块/ }).click()
  await look(page, 'lot-phone')
  await page.getByRole('link', { name: '看竞价' }).click()
  await page.getByText(/成交：\d{4} 号/).waitFor()
  await look(page, 'dealt-phone')
  const run = spawnSync(
    process.execPath,
    [join(projectRoot, 'bin', 'gnomon.mjs'), 'auction', 'verify', `${page.url()}/log.jsonl`],
    { encoding: 'utf8', env: { ...process.env, GNOMON_LANG: 'en' } },
  )
  expect(run.stdout).toContain('Recomputed, the same')
  expect(run.status).toBe(0)
})

test('twenty automatic bidders at once; transferor, supervisor and notary see each price, and anybody recomputes the sale', async () => {
  const number = '350200-2026-900020'
  const logins = Array.from({ length: 20 }, (_, i) => `robot-${i + 1}`)
  await beside(async ({ announce, enrol, admit }) => {
    await announce(number, { zh: '二十个竞买人的地块', en: 'A lot with twenty bidders' })
    for (const login of logins) await admit(number, await enrol(login))
  })
  const hall = `/desk/auctions/${number}`
  const watchers = await Promise.all(
    ['land-officer', 'market-supervisor', 'notary'].map(async (login) => {
      const page = await city.visit({ login, lang: login === 'notary' ? 'en' : 'zh', phone: login === 'land-officer' })
      await page.goto(hall)
      await page.locator('[data-line][data-up=true]').waitFor()
      return page
    }),
  )
  const robots = await Promise.all(logins.map((login) => robot(login, number)))
  const view = async () =>
    JSON.parse(
      (await ask(`${city.url}/api/auction/view?${new URLSearchParams({ input: JSON.stringify({ number }) })}`)).text,
    ) as { next: number; bids: number; best: { amount: number } }
  const answers = new Map<string, number>()
  const round = async () => {
    await Promise.all(
      robots.map(async (bid, i) => {
        const { next } = await view()
        const said = await bid(next + (i % 4) * 1_000_000)
        answers.set(said, (answers.get(said) ?? 0) + 1)
      }),
    )
  }
  for (const moment of ['early', 'middle', 'late']) {
    for (let n = 0; n < 4; n++) await round()
    const { best } = await view()
    const shown = new RegExp(`${best.amount / 1e6} 万元|¥${(best.amount / 100).toLocaleString('en-US')}`)
    for (const page of watchers) {
      await page.locator('[data-part=sale]').getByText(shown).waitFor({ timeout: 30_000 })
      // The record too, without a reload.
      await page
        .locator('[data-part=hall] tbody tr td:nth-child(3)')
        .first()
        .getByText(shown)
        .waitFor({ timeout: 30_000 })
    }
    for (const [i, who] of ['transferor-phone', 'supervisor', 'notary-en'].entries())
      await picture(watchers[i]!, `auction-twenty-${moment}-${who}`, true)
  }
  // Whoever was outbid on the way is told; nothing else went wrong.
  expect([...answers.keys()].sort()).toEqual(['OK', 'TOO_LOW'])
  const [transferor, supervisor, notary] = watchers as [Page, Page, Page]
  // All come from this machine: a sign for supervision and notary, with its evidence; no bid was refused for it.
  await supervisor.locator('[data-signs]').getByText('从同一网络地址报价').waitFor()
  await notary.locator('[data-signs]').getByText('Bids from one address').waitFor()
  expect(await transferor.getByText('可能是一个人的竞买号').count()).toBe(0)
  for (const who of ['监督，在场 1 人', '出让人，在场 1 人', '公证员，在场 1 人'])
    await supervisor.getByText(who).waitFor()
  for (const page of watchers) {
    await fits(page)
    expect(await page.content()).not.toMatch(/机器|robot/)
  }
  await look(watchers[1]!, 'twenty-after')
  const { header, lines } = readLog((await ask(`${city.url}/auctions/${number}/log.jsonl`)).text)
  const { differs, bids } = verifyLog(header, lines)
  expect([differs, bids]).toEqual([[], answers.get('OK')])
  expect(lines.filter((l) => l.type === 'join')).toHaveLength(20)
})

test('an authority that ended: said plainly, with what to do; the form is gone, what was bid stands', async () => {
  const number = '350200-2026-900021'
  await beside(async ({ announce, admit, idOf }) => {
    await announce(number, { zh: '委托竞买的地块', en: 'A lot with an agent' })
    const forWhom = { kind: 'authority', principal: '林晓岚', name: '林晓岚', until: '2026-01-01' }
    await admit(number, await idOf('bidder-2'), { forWhom })
  })
  const page = await city.visit({ login: 'bidder-2', phone: true })
  await page.goto(`/auctions/${number}/bid`)
  await page.getByText('您代“林晓岚”竞买的授权已经结束').waitFor()
  expect(await page.getByRole('button', { name: '下一步：核对' }).count()).toBe(0)
  await look(page, 'authority-ended-phone')
  expect(await (await robot('bidder-2', number))(100_000_000)).toBe('NO_LONGER_SPEAKS')
  await page.getByRole('link', { name: '我的资料和身份' }).click()
  await page.getByRole('heading', { name: /我的资料和身份/ }).waitFor()
  const supervisor = await city.visit({ login: 'market-supervisor', scripts: false })
  await supervisor.goto(`/desk/auctions/${number}`)
  await supervisor.getByText('代理授权已经结束').waitFor()
})

test('the reserve: sealed in the seller’s browser; after the end its trustees open it, and only then there is a result', async () => {
  const number = '350200-2026-900022'
  const seller = await city.visit({ login: 'land-officer' })
  const trustees = await Promise.all(
    [1, 2].map((n) => city.visit({ login: `reserve-trustee-${n}`, phone: n === 2, lang: n === 2 ? 'en' : 'zh' })),
  )
  const notary = await city.visit({ login: 'notary' })
  await beside(async ({ announce, admit, idOf }) => {
    const closes = new Date(Date.now() + 25_000).toISOString()
    await announce(
      number,
      { zh: '有底价的地块', en: 'A lot with a reserve' },
      { closes, reserve: true },
      'land-taicang',
    )
    await admit(number, await idOf('bidder-1'))
  })
  await seller.goto(`/desk/auctions/${number}`)
  await seller.getByText('录入底价', { exact: true }).click()
  for (const unit of ['市土地出让联席会议办公室', '市公共资源交易中心', '市公证处'])
    await seller.getByLabel(unit, { exact: true }).check()
  await picture(seller, 'auction-reserve-prepare', true)
  await seller.getByRole('button', { name: '领取密封单' }).click()
  await seller.getByLabel('底价（元）').fill('1000000.00')
  await seller.getByText('人民币壹佰万元整').waitFor()
  await seller.getByLabel('再填一次').fill('1000001')
  await seller.getByRole('button', { name: '在本机密封并递交' }).click()
  await seller.getByText('两次填的不一样').waitFor()
  await seller.getByLabel('再填一次').fill('1000000')
  await picture(seller, 'auction-reserve', true)
  await seller.getByRole('button', { name: '在本机密封并递交' }).click()
  await seller.getByText('已记录。').waitFor()
  expect(await (await robot('bidder-1', number))(100_000_000)).toBe('OK')
  await notary.goto(`/desk/auctions/${number}`)
  await accessible(seller)
  await notary.getByText('等受托人开启底价').first().waitFor({ timeout: 40_000 })
  await look(notary, 'reserve-waits')
  for (const [i, page] of trustees.entries()) {
    await page.goto(`/desk/openings/${number}-R1`)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('link', { name: i === 1 ? 'this trustee’s demonstration key' : '下载这个受托人的演示钥匙' })
        .click(),
    ])
    const path = join(city.data, `reserve-key-${i}.json`)
    await file.saveAs(path)
    await page.locator('#key-file').setInputFiles(path)
    await page.locator('#key-pass').fill('gnomon-demo')
    await page.getByRole('button', { name: i === 1 ? 'Release' : '交出份额' }).click()
    await page
      .getByText(i === 1 ? 'Your shares are released' : '您的份额已交出')
      .first()
      .waitFor()
  }
  // Without a reload, for who watches.
  await notary.getByText(/成交：\d{4} 号，100 万元/).waitFor({ timeout: 30_000 })
  await notary.reload()
  await notary.getByRole('button', { name: '签署全部记录' }).click()
  await notary.getByText('公证员已签署记录').waitFor()
  await look(notary, 'signed')
  const { header, lines } = readLog((await ask(`${city.url}/auctions/${number}/log.jsonl`)).text)
  expect(verifyLog(header, lines)).toMatchObject({ done: true, differs: [] })
  expect(lines.find((l) => l.type === 'reveal')).toMatchObject({ reserve: 100_000_000 })
})

test('one sealed bid each: sealed in the bidder’s browser, opened by trustees after the end, ranked without a reload', async () => {
  const number = '350200-2026-900023'
  const trustees = ['350200-chuzhu', '350200-jiaoyi', '350200-gongzheng']
  await beside(async ({ announce, admit, idOf }) => {
    const more = { closes: new Date(Date.now() + 45_000).toISOString(), trustees }
    await announce(number, { zh: '密封报价的股权', en: 'Equity by sealed bids' }, more, 'property-sealed')
    for (const login of ['bidder-1', 'bidder-2']) await admit(number, await idOf(login))
  })
  const notary = await city.visit({ login: 'notary' })
  await notary.goto(`/desk/auctions/${number}`)
  const plain = await city.visit({ login: 'bidder-1', scripts: false })
  const phone = await city.visit({ login: 'bidder-1', phone: true })
  const english = await city.visit({ login: 'bidder-2', lang: 'en' })
  const here = `/auctions/${number}/bid`
  const ready = async (page: Page) => {
    await page.goto(here)
    while ((await page.locator('[data-sealed-bid]').count()) === 0) await page.reload()
  }
  await ready(plain)
  await plain.getByText('到交易中心的窗口').waitFor()
  await ready(phone)
  await phone.getByLabel('报价（元）').fill('999999.00')
  await phone.getByText('人民币玖拾玖万玖仟玖佰玖拾玖元整').waitFor()
  await phone.getByLabel('核对大写以后，再填一次').fill('999999')
  await phone.getByRole('button', { name: '在本机密封并递交' }).click()
  await phone.getByText('低于最低可报价').waitFor()
  await phone.getByLabel('报价（元）').fill('1200000')
  await phone.getByLabel('核对大写以后，再填一次').fill('12000000')
  await phone.getByRole('button', { name: '在本机密封并递交' }).click()
  await phone.getByText('两次填的不一样').waitFor()
  await look(phone, 'sealed-bid-phone')
  await phone.getByLabel('核对大写以后，再填一次').fill('1200000')
  await phone.getByRole('button', { name: '在本机密封并递交' }).click()
  await phone.getByText('您的密封报价已收下', { exact: true }).waitFor()
  await look(phone, 'sealed-taken-phone')
  await ready(english)
  await english.getByLabel('Bid (yuan)').fill('1100000')
  await english.getByLabel('type it once more').fill('1100000')
  await english.getByRole('button', { name: 'Seal it here' }).press('Enter')
  await english.getByText('Your sealed bid was taken', { exact: true }).waitFor()
  await look(english, 'sealed-taken-en')
  expect(await notary.content()).not.toMatch(/1,?[12]00,?000/)
  await notary.getByText('等受托人开启密封报价').first().waitFor({ timeout: 60_000 })
  await look(notary, 'sealed-waits')
  for (const n of [1, 2]) {
    const page = await city.visit({ login: `reserve-trustee-${n}` })
    await page.goto(`/desk/openings/${number}-S1`)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载这个受托人的演示钥匙' }).click(),
    ])
    const path = join(city.data, `sealed-key-${n}.json`)
    await file.saveAs(path)
    await page.locator('#key-file').setInputFiles(path)
    await page.locator('#key-pass').fill('gnomon-demo')
    await page.getByRole('button', { name: '交出份额' }).click()
    await page.getByText('您的份额已交出').first().waitFor()
  }
  await notary.getByText(/成交：\d{4} 号/).waitFor({ timeout: 30_000 })
  const { header, lines } = readLog((await ask(`${city.url}/auctions/${number}/log.jsonl`)).text)
  expect(verifyLog(header, lines)).toMatchObject({ done: true, differs: [] })
  expect(lines.find((l) => l.type === 'closed')).toMatchObject({ outcome: { price: 120_000_000 } })
  const public_ = await city.visit({ phone: true })
  await public_.goto(`/auctions/${number}`)
  await public_
    .getByText(/开封：.*1,200,000.00 元/)
    .first()
    .waitFor()
  await look(public_, 'sealed-opened-phone')
  const run = spawnSync(
    process.execPath,
    [join(projectRoot, 'bin', 'gnomon.mjs'), 'tender', 'verify', `${city.url}/auctions/${number}/opening.json`],
    { encoding: 'utf8', env: { ...process.env, GNOMON_LANG: 'en' } },
  )
  expect([run.status, run.stderr]).toEqual([0, ''])
})
