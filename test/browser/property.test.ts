// A property sale: automatic bidders and one with a phone, watched by transferor, supervisor and notary; the comparison; the public.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { releaseQuietly } from './bidding.ts'
import { accessible, type City, picture, startCity } from './city.ts'

let city: City
let live: string
let number: string
beforeAll(async () => {
  city = await startCity()
  const page = await city.visit()
  await page.goto('/property')
  live = (await page.getByRole('link', { name: /文旅公司 30% 股权/ }).getAttribute('href'))!
  number = live.split('/').at(-1)!
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
  await picture(page, `property-${name}`, true)
}

/** A bidder who asks what is taken next and bids it, as a program would. */
async function automatic(login: string) {
  const page = await city.visit({ login })
  await page.goto(`/auctions/${number}/bid`)
  return {
    page,
    bid: (steps = 0) =>
      page.evaluate(
        async ([of, more]) => {
          const csrf = document.querySelector<HTMLInputElement>('input[name=csrf]')!.value
          const read = await fetch(
            `/api/auction/view?${new URLSearchParams({ input: JSON.stringify({ number: of }) })}`,
          )
          const view = await read.json()
          const answer = await fetch('/api/auction/place-bid', {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
            body: JSON.stringify({ number: of, amount: view.next + more * view.terms.step, sure: true }),
          })
          return answer.ok ? view.next + more * view.terms.step : (await answer.json()).code
        },
        [number, steps] as const,
      ),
  }
}

test('everybody reads what is sold; without scripts somebody registers, jointly, and is told to pay', async () => {
  const reader = await city.visit({ lang: 'en', phone: true })
  await reader.goto('/property')
  await look(reader, 'list-en-phone')
  await reader.getByRole('link', { name: /works with its plant/ }).click()
  await look(reader, 'sold-en-phone')
  const buyer = await city.visit({ login: 'buyer-2', scripts: false, phone: true })
  await buyer.goto('/property')
  await buyer.getByRole('link', { name: /12 号摊位/ }).click()
  await buyer.getByLabel(/联合受让方/).fill('庚四')
  await buyer.getByLabel(/我看过公告/).check()
  await buyer.getByRole('button', { name: '登记' }).click()
  await buyer.getByText('请按缴款通知缴保证金').waitFor()
  await fits(buyer)
  await picture(buyer, 'property-registered-phone', true)
})

test('automatic bidders and one with a phone; transferor, supervisor and notary see every bid as it comes, each with a receipt afterwards', async () => {
  const hall = `/desk/auctions/${number}`
  const watchers = await Promise.all(
    ['property-officer', 'market-supervisor', 'notary'].map(async (login) => {
      const page = await city.visit({ login, lang: login === 'notary' ? 'en' : 'zh' })
      await page.goto(hall)
      await page.locator('[data-line][data-up=true]').waitFor()
      return page
    }),
  )
  const [one, two] = [await automatic('buyer-1'), await automatic('buyer-2')]
  let price = 0
  for (let n = 0; n < 10; n++) {
    const bid = await (n % 2 ? two : one).bid(n % 3)
    expect(bid).toBeTypeOf('number')
    price = bid as number
  }
  const phone = await city.visit({ login: 'buyer-3', phone: true })
  await phone.goto(`/auctions/${number}/bid`)
  await phone.getByText('已有人比您高').waitFor()
  // Somebody bids meanwhile: the amounts that stand there are old, and can still be read as such.
  price = (await one.bid()) as number
  await phone.locator('.stale .steps-to-choose').waitFor()
  await look(phone, 'stale-phone')
  await phone.reload()
  await phone.getByRole('listitem').getByRole('link').first().click()
  await phone.getByRole('button', { name: '确认报价' }).click()
  await phone.getByText('您现在领先').waitFor()
  await look(phone, 'leads-phone')
  price += 16_000_000
  const shown = (price / 100).toLocaleString('en-US')
  for (const page of watchers) await page.locator('[data-part=sale]').getByText(new RegExp(shown)).waitFor()
  const [transferor, supervisor, notary] = watchers as [Page, Page, Page]
  await supervisor.reload()
  await supervisor
    .getByText(/● \d{4} 号在线/)
    .first()
    .waitFor()
  await look(supervisor, 'hall-supervisor')
  await look(notary, 'hall-notary-en')
  // Names of nobody.
  for (const page of watchers) expect(await page.content()).not.toMatch(/丁一|戊二|己三/)
  await transferor.getByText('大厅发言').click()
  await transferor.getByLabel(/说什么/).fill('标的现场可以预约查看。')
  await transferor.getByRole('button', { name: '发言' }).click()
  await transferor.getByText('标的现场可以预约查看').first().waitFor()
  await look(transferor, 'hall-transferor')
})

test('the comparison: field by field on one page, for the exchange; a certificate for who bought', async () => {
  const keeper = await city.visit({ login: 'auction-keeper' })
  await keeper.goto('/property')
  const sold = (await keeper.getByRole('link', { name: /旧厂房/ }).getAttribute('href'))!.split('/').at(-1)!
  await keeper.goto(`/desk/property/${sold}/compare`)
  await keeper.getByText('各项一致或已放行').waitFor()
  expect(await keeper.getByText('● 一致').count()).toBe(9)
  await look(keeper, 'compare')
  await keeper.goto(`/desk/property/${sold}`)
  await look(keeper, 'case')
  const approver = await city.visit({ login: 'property-approver', lang: 'en', phone: true })
  await approver.goto(`/desk/property/${sold}/compare`)
  await look(approver, 'compare-en-phone')
  const stranger = await city.visit({ login: 'buyer-1' })
  await stranger.goto(`/desk/property/${sold}/compare`)
  await stranger
    .getByText(/没有权限|不能|无权/)
    .first()
    .waitFor()
})

test('a sale under seal: nobody reads an amount before its trustees open it after the end; then everybody does', async () => {
  const reader = await city.visit({ phone: true })
  await reader.goto('/property')
  const sealed = (await reader.getByRole('link', { name: /滨海培训楼/ }).getAttribute('href'))!.split('/').at(-1)!
  await reader.goto(`/auctions/${sealed}`)
  await reader.getByText('报价都密封着').first().waitFor()
  expect(await reader.content()).not.toMatch(/9,1[0-9]0,000|9,270,000/)
  await look(reader, 'sealed-phone')
  const forward = await city.visit()
  forward.setDefaultTimeout(60_000)
  await forward.goto('/demonstration')
  await forward.locator('button[value="1"]').click()
  await forward.waitForURL(/moved=1/)
  const waits = async (words: RegExp) =>
    expect
      .poll(
        async () => {
          await reader.goto(`/auctions/${sealed}`)
          return reader.getByText(words).count()
        },
        { timeout: 40_000, interval: 1000 },
      )
      .toBeGreaterThan(0)
  await waits(/报价已经截止。密封的报价由受托人一起开启/)
  for (const [n, unit] of [
    [1, '350200-chuzhu'],
    [2, '350200-jiaoyi'],
  ] as const) {
    const trustee = await city.visit({ login: `reserve-trustee-${n}` })
    await trustee.goto('/desk/openings')
    await trustee.getByRole('link', { name: `${sealed}-S1` }).waitFor()
    if (n === 1) await look(trustee, 'sealed-trustee')
    await releaseQuietly(trustee, `${sealed}-S1`, unit)
  }
  await waits(/^成交：/)
  await look(reader, 'sealed-opened-phone')
  const en = await city.visit({ lang: 'en' })
  await en.goto(`/auctions/${sealed}`)
  await look(en, 'sealed-opened-en')
})
