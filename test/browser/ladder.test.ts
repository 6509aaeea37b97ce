// Supervision at both levels, as people meet it: the wall that is alive, the ladder, an appeal, a rule with its look back, the public side.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessible, type City, picture, startCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
}, 120_000)
afterAll(() => city?.close())

test('the wall shows a new light within seconds, without a reload', async () => {
  const wall = await city.visit({ login: 'chief' })
  await wall.goto('/desk/supervision?projector=1')
  await wall.getByText('实时更新中').waitFor()
  const red = () => wall.locator('.wall-numbers b').nth(3).textContent().then(Number)
  const before = await red()
  await picture(wall, 'wall-live-projector', true)
  const control = await city.visit({})
  await control.goto('/demonstration')
  await control.locator('button[name=days]').last().click({ timeout: 60_000 })
  await expect.poll(red, { timeout: 30_000 }).toBeGreaterThan(before)
})

test('a rule is released beside what it would have done in the past year', async () => {
  const proposer = await city.visit({ login: 'supervisor', scripts: false })
  await proposer.goto('/desk/supervision-rules')
  await proposer.getByText('增加规则').click()
  await proposer.getByLabel('编号', { exact: true }).fill('four-eyes')
  await proposer.getByRole('radio', { name: '黄牌' }).check()
  await proposer.getByLabel('看哪个时钟或行为').fill('pair:case.decided after case.accepted')
  await proposer.getByLabel('条件（FEEL）').fill('workingDays > 2')
  await proposer.getByLabel('亮牌时怎么说（中文）').fill('受理到决定超过两天')
  await proposer.getByLabel('亮牌时怎么说（英文）').fill('more than two days from acceptance to decision')
  await proposer.getByRole('button', { name: '提出', exact: true }).click()
  await proposer.getByText('已提出，等另一人放行').waitFor()
  const chief = await city.visit({ login: 'chief' })
  await expect
    .poll(async () => {
      await chief.goto('/desk/supervision-rules')
      return chief.getByText(/会亮 \d+ 次/).count()
    })
    .toBe(1)
  await chief.getByText('亮在哪些单位，和样本').click()
  await accessible(chief)
  await picture(chief, 'backtest-zh', true)
  await chief.getByRole('button', { name: '放行 four-eyes' }).click()
  await chief.getByText('已放行').waitFor()
  await chief.getByText(/^规则清单 72 条/).click()
  await chief.getByText(/^PR1 /).waitFor()
  await chief.goto('/desk/supervision-rules?q=four-eyes')
  await chief.getByText('受理到决定超过两天').first().waitFor()
})

test.each([
  ['zh', false],
  ['en', true],
] as const)('the public side and the performance index, %s, phone %s', async (lang, phone) => {
  const page = await city.visit({ lang, phone, scripts: false })
  await page.goto('/supervision')
  await page.getByRole('heading', { name: lang === 'zh' ? '规则准不准' : 'How each rule does' }).waitFor()
  const reader = await city.visit({ lang, phone })
  await reader.goto('/supervision')
  await accessible(reader)
  await picture(reader, `supervision-${lang}`, true)
  await page.getByRole('link', { name: lang === 'zh' ? /监察管理办法/ : /The rule book/ }).click()
  await page.getByRole('heading', { name: lang === 'zh' ? '监察管理办法' : 'Rule book of supervision' }).waitFor()
  await reader.goto('/supervision/rules')
  expect(await reader.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await accessible(reader)
  await picture(reader, `rule-book-${lang}`, true)
  const chief = await city.visit({ login: 'chief', lang, phone })
  await chief.goto('/desk/performance')
  await accessible(chief)
  await picture(chief, `performance-${lang}`, true)
  await chief.goto('/desk/light-reviews')
  await accessible(chief)
})
