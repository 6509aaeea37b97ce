import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessible, type City, picture, startCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
}, 400_000)
afterAll(() => city?.close())

test('a citizen pays at the demonstration bank on a phone without a script, and the order is settled', async () => {
  const looks = await city.visit({ login: 'citizen', phone: true })
  for (const path of ['/pay', '/demo-bank']) {
    await looks.goto(path)
    await accessible(looks)
  }
  const page = await city.visit({ login: 'citizen', phone: true, scripts: false })
  await page.goto('/pay')
  await looks.goto((await page.getByRole('link', { name: '城市道路占用费' }).getAttribute('href'))!)
  await accessible(looks)
  await page.getByRole('link', { name: '城市道路占用费' }).click()
  await page.getByText('待缴').waitFor()
  expect(await page.getByText('120.00 元').first().isVisible()).toBe(true)
  await picture(page, 'pay-phone', true)
  await page.getByRole('link', { name: '到演示银行缴' }).click()
  expect(await page.getByLabel('金额（元）').inputValue()).toBe('120.00')
  await picture(page, 'demo-bank-phone', true)
  await page.getByLabel('金额（元）').fill('20.00')
  await page.getByRole('button', { name: '付款' }).click()
  await page.getByText('银行已经入账').waitFor()
  await page.getByRole('link', { name: '回到缴款通知' }).click()
  await expect
    .poll(async () => {
      await page.reload()
      return page.getByText('缴了一部分').count()
    })
    .toBe(1)
  await picture(page, 'pay-partly-phone', true)
})

test('the treasury finds what matches no order, assigns it, and imports a statement; in English and on the desk', async () => {
  const page = await city.visit({ login: 'revenue', lang: 'en' })
  await page.goto('/desk/money/books')
  await page.getByText('matches no order').first().waitFor()
  await accessible(page)
  await picture(page, 'money-books', true)
  await page.getByRole('link', { name: 'Assign or return' }).first().click()
  await page.getByLabel('Number of the order').fill('350200-JK2026-000001-00')
  await page.locator('#f-assign-reason').fill('Told by telephone')
  await page.getByRole('button', { name: 'Assign to this order' }).click()
  await page.getByText('There is no such order').first().waitFor()
  expect(await page.getByLabel('Number of the order').inputValue()).toBe('350200-JK2026-000001-00')
  const csv = '账号,流水号,日期,收付,金额\n35020080001234,X1,2026-03-05,收,12.345\n'
  await page.goto('/desk/money/books')
  await page.getByLabel('Statement').setInputFiles({ name: 's.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByText('is not right').first().waitFor()
  const good = csv.replace('12.345', '12.34')
  await page.getByLabel('Statement').setInputFiles({ name: 's.csv', mimeType: 'text/csv', buffer: Buffer.from(good) })
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByText('1 lines, 1 new, 1 without an order').waitFor()
  await page.goto('/desk/money?state=overdue')
  await page.goto('/desk/money')
  await page.getByRole('row').nth(1).waitFor()
  await accessible(page)
  await picture(page, 'money-orders')
  const [file] = await Promise.all([page.waitForEvent('download'), page.goto('/desk/money?format=csv').catch(() => {})])
  expect(file.suggestedFilename()).toContain('.csv')
})
