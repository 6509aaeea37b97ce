// The winner of a procurement does not sign: the next of the committee's report takes his place, and everybody reads why.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawn, releaseQuietly } from './bidding.ts'
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
  await picture(page, `next-candidate-${name}`, true)
}
const unfold = async (page: Page, name: string) => {
  const folded = page
    .locator('details[name="act"]')
    .filter({ has: page.getByText(name, { exact: true }) })
    .first()
  if ((await folded.count()) > 0 && (await folded.getAttribute('open')) === null)
    await folded.locator('summary').first().click()
}
const press = async (page: Page, name: string) => {
  await unfold(page, name)
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByText('已办理。').waitFor()
}

test('the first of three refuses the contract, the second gets it', async () => {
  const forward = await city.visit()
  forward.setDefaultTimeout(60_000)
  await forward.goto('/demonstration')
  await forward.locator('button[value="7"]').click()
  await forward.waitForURL(/moved=1/)
  const agency = await city.visit({ login: 'procurement-agency', scripts: false })
  await agency.goto('/procurement?q=视频终端')
  const number = /350200-\d{4}-\d{6}/.exec(
    (await agency.getByRole('link', { name: /会议室视频终端/ }).getAttribute('href'))!,
  )![0]
  const at = `/desk/procurement/${number}`
  await agency.goto(at)
  await press(agency, '宣布开启')
  for (const [n, unit] of [
    [2, '350200-jiaoyi'],
    [4, '350200-gongzheng'],
  ] as const) {
    const trustee = await city.visit({ login: `trustee-${n}` })
    await releaseQuietly(trustee, number, unit)
    await trustee.context().close()
  }
  await expect
    .poll(
      async () => {
        await agency.goto(at)
        return agency.getByLabel('监督人员现场加的话').count()
      },
      { timeout: 40_000, interval: 1000 },
    )
    .toBe(1)
  await agency.getByLabel('监督人员现场加的话').fill('下午，多云')
  await press(agency, '封定专家名单')
  await drawn(agency, at, () => agency.getByRole('button', { name: '抽取专家', exact: true }).click())
  const seats: Page[] = []
  for (let i = 10; i <= 16 && seats.length < 3; i++) {
    const seat = await city.visit({ login: `expert-${i}`, scripts: false })
    await seat.goto(`/procurement/${number}`)
    if ((await seat.getByRole('link', { name: /评审台/ }).count()) > 0) seats.push(seat)
    else await seat.context().close()
  }
  for (const [name, before] of [
    ['交出评审意见', async () => {}],
    ['提交评审报告', async () => {}],
    ['签署', (seat: Page) => seat.getByLabel('同意评审报告').check()],
  ] as const)
    for (const seat of name === '提交评审报告' ? seats.slice(0, 1) : seats) {
      await seat.goto(`/procurement/${number}/committee`)
      await before(seat)
      await seat.getByRole('button', { name, exact: true }).click()
      await seat.getByText('已记录。').first().waitFor()
    }
  await agency.goto(at)
  await press(agency, '送交评审报告')
  const buyer = await city.visit({ login: 'procurement-buyer' })
  await buyer.goto(at)
  await press(buyer, '确认中标（成交）供应商')
  await agency.goto(at)
  await press(agency, '公告结果、发出通知书')
  const winner = async (page: Page) => {
    await page.goto(`/procurement/${number}`)
    return (await page.locator('.notice.success li').first().textContent())!
  }
  const anybody = await city.visit({ phone: true })
  const first = await winner(anybody)
  await buyer.goto(at)
  await unfold(buyer, '确定下一候选人')
  await buyer.getByLabel('中标（成交）供应商怎样拒绝签合同').fill('来函表示产能不足，放弃签订合同。')
  await look(buyer, 'desk')
  await press(buyer, '确定下一候选人')
  const second = await winner(anybody)
  expect(second).not.toBe(first)
  await anybody.getByText(/由下一候选人递补/).waitFor()
  await look(anybody, 'phone')
  const en = await city.visit({ lang: 'en' })
  await winner(en)
  await en.getByText(/the next of the report takes the place/).waitFor()
  await look(en, 'en')
  // Its price is the contract's.
  await buyer.goto(at)
  await unfold(buyer, '签订合同')
  await buyer.getByLabel('合同编号').fill('CG-90')
  await buyer.getByLabel('合同价').fill(/([\d,]+\.\d\d)/.exec(second)![1]!.replaceAll(',', ''))
  await press(buyer, '签订合同')
  await look(buyer, 'signed')
}, 300_000)
