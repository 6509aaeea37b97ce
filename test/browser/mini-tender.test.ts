// A mini-tender in the browser: asked for without scripts, quoted on a phone and in English, opened by trustees, chosen, declined, and given to
// the next; everybody reads the ranking.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { releaseQuietly } from './bidding.ts'
import { accessible, type City, picture, startCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
}, 400_000)
afterAll(() => city?.close())

const look = async (page: Page, name: string, scripts = true) => {
  if (scripts) await accessible(page)
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    `${page.url()} is wider than its window`,
  ).toBe(true)
  await picture(page, `mini-tender-${name}`, true)
}
const pass = async (days: number) => {
  const page = await city.visit()
  page.setDefaultTimeout(60_000)
  await page.goto('/demonstration')
  await page.locator(`button[value="${days}"]`).click()
  await page.waitForURL(/moved=1/)
  await page.context().close()
}
const done = (page: Page) => page.getByText(/^已办理。$|^Done\.$/).waitFor()

test('a unit asks for quotes, the lowest declines, the next takes it', async () => {
  const buyer = await city.visit({ login: 'procurement-buyer', scripts: false })
  await buyer.goto('/agreements?q=台式')
  const today = /\d{4}-\d{2}-\d{2}/.exec((await (await buyer.request.get('/')).text()) ?? '')![0]
  await buyer.getByRole('link', { name: '订购 鼓浪 K15' }).click()
  await buyer.getByRole('link', { name: /二次竞价/ }).click()
  const fill = async () => {
    await buyer.getByLabel('竞价需求').fill('办公用机，预装系统，三年上门保修。')
    await buyer.getByLabel('数量').fill('20')
    await buyer.getByRole('radio', { name: /BG-01/ }).check()
    await buyer.getByLabel('交付地点和时间').fill('二楼机房，一周内')
  }
  await fill()
  await buyer.getByLabel('报价截止日').fill(today)
  await buyer.getByRole('button', { name: '发出报价邀请' }).click()
  await buyer.getByText('请给供应商留出报价的时间').first().waitFor()
  expect(await buyer.getByLabel('竞价需求').inputValue()).toBe('办公用机，预装系统，三年上门保修。')
  await look(buyer, 'call-wrong', false)
  const last = new Date(Date.parse(`${today}T12:00:00Z`) + 5 * 86_400_000).toISOString().slice(0, 10)
  await buyer.getByLabel('报价截止日').fill(last)
  await buyer.getByRole('button', { name: '发出报价邀请' }).click()
  await done(buyer)
  const order = /350200-\d{4}-\d{6}/.exec(buyer.url())![0]
  const address = (await buyer.getByRole('link', { name: '二次竞价：报价和结果' }).getAttribute('href'))!
  const box = address.split('/').at(-1)!

  for (const [i, price] of [
    [1, '4600'],
    [2, '4620'],
    [4, '4400'],
  ] as const) {
    const page = await city.visit({ login: `supplier-${i}`, phone: i === 1, ...(i === 2 ? { lang: 'en' } : {}) })
    await page.goto('/agreements')
    await page.getByRole('link', { name: /× 20$/ }).click()
    await page.getByText(/编制并密封|Fill in and seal/).waitFor()
    const typed = page.getByLabel(/^单价（元）|^Price of one \(yuan\)/)
    if (i === 1) {
      await typed.fill('4680.01')
      await page.getByRole('button', { name: '在本机加密并递交' }).click()
      await page.getByText('报价高于最高投标限价').waitFor()
      await look(page, 'quote-phone')
    }
    if (i === 2) await look(page, 'quote-en')
    await typed.fill(price)
    await page.getByRole('button', { name: /在本机加密并递交|Encrypt here and submit/ }).click()
    await page.getByText(/已收下，第 1 版|Received: version 1/).waitFor({ timeout: 60_000 })
    await page.context().close()
  }
  const anybody = await city.visit({ scripts: false })
  await anybody.goto(address)
  expect(await anybody.getByText('4,400.00').count()).toBe(0)
  await pass(7)
  for (const [n, unit] of [
    [2, '350200-jiaoyi'],
    [4, '350200-gongzheng'],
  ] as const) {
    const trustee = await city.visit({ login: `trustee-${n}` })
    await trustee.goto('/desk/openings')
    await releaseQuietly(trustee, box, unit)
    await trustee.context().close()
  }
  const phone = await city.visit({ phone: true })
  await expect
    .poll(
      async () => {
        await phone.goto(address)
        return phone.getByText('报价和名次').count()
      },
      { timeout: 40_000, interval: 1000 },
    )
    .toBe(1)
  await look(phone, 'ranking-phone')
  // Who opened it finds the result from the page of the opening.
  const opener = await city.visit({ login: 'trustee-2' })
  await opener.goto(`/desk/openings/${box}`)
  await opener.getByRole('link', { name: '看开标结果' }).click()
  await opener.getByText('报价和名次').waitFor()
  await opener.context().close()
  await buyer.goto(`/desk/orders/${order}`)
  await buyer.getByRole('radio', { name: '向名次最前的一家下单' }).check()
  await look(buyer, 'choose', false)
  await buyer.getByRole('button', { name: '确定成交', exact: true }).click()
  await done(buyer)
  const lowest = await city.visit({ login: 'supplier-4', phone: true, scripts: false })
  await lowest.goto(`/agreements/orders/${order}`)
  await lowest.getByRole('radio', { name: '不接' }).check()
  await lowest.getByLabel('不接的理由').fill('停产了。')
  await lowest.getByRole('button', { name: '答复' }).click()
  await lowest.getByText('已记录。').waitFor()
  await buyer.goto(`/desk/orders/${order}`)
  await buyer.getByRole('radio', { name: '向名次最前的一家下单' }).check()
  await buyer.getByRole('button', { name: '确定成交', exact: true }).click()
  await done(buyer)
  const second = await city.visit({ login: 'supplier-1', phone: true, scripts: false })
  await second.goto(`/agreements/orders/${order}`)
  await second.getByRole('radio', { name: '接单' }).check()
  await second.getByRole('button', { name: '答复' }).click()
  await second.getByText('已记录。').waitFor()
  await look(second, 'taken-phone', false)
  const en = await city.visit({ lang: 'en' })
  await en.goto(address)
  await en.getByText('(declined)').waitFor()
  await look(en, 'result-en')
  expect((await en.request.get(`${address}/opening.json`)).status()).toBe(200)
  const desk = await city.visit({ login: 'procurement-buyer' })
  await desk.goto(`/desk/orders/${order}`)
  await look(desk, 'desk')
}, 300_000)
