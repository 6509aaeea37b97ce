// Supervision at both levels, as people meet it: the wall that is alive, the ladder, an appeal, a rule with its look back, the public side.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessible, type City, picture, startCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
}, 120_000)
afterAll(() => city?.close())

/** A red case of the construction bureau, by the list of its office. */
async function redCase(): Promise<string> {
  const office = await city.visit({ login: 'supervisor' })
  // Lights of a young city still come.
  await expect
    .poll(
      async () => {
        await office.goto('/desk/supervision?light=red')
        return office.getByRole('row').filter({ hasText: '红牌' }).count()
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThan(0)
  return (
    (await office.getByRole('row').filter({ hasText: '红牌' }).first().getByRole('link').first().textContent()) ?? ''
  ).replace(/\s/g, '')
}

test('the ladder: an order, acknowledged, put off, answered with a paper, sent back, taken over; an appeal that another decides', async () => {
  const number = await redCase()
  // The wall is open meanwhile, and hears of it without a reload.
  const wall = await city.visit({ login: 'chief', lang: 'en', phone: true })
  await wall.goto('/desk/supervision')
  await wall.getByText('live', { exact: true }).waitFor()
  await accessible(wall)
  expect(await wall.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await picture(wall, 'wall-live-en-phone', true)

  const office = await city.visit({ login: 'supervisor', scripts: false })
  await office.goto(`/desk/supervision/${number}`)
  await office.getByText('发督办单').click()
  await office.getByLabel('督办内容').fill('请说明为什么逾期。')
  await office.getByRole('button', { name: '发出督办单' }).click()
  await office.getByText('已办。').waitFor()

  const unit = await city.visit({ login: 'clerk', scripts: false })
  await unit.goto(`/desk/measures?q=${number}`)
  await unit.getByRole('button', { name: '签收督办单' }).click()
  await unit.getByText('签收', { exact: false }).first().waitFor()
  await unit.getByText('申请延期').click()
  await unit.getByLabel('延几个工作日').fill('99')
  await unit.getByLabel('为什么').fill('等检测报告。')
  await unit.getByRole('button', { name: '提交延期申请' }).click()
  await unit.getByRole('alert').waitFor()
  expect(await unit.getByLabel('为什么').inputValue()).toBe('等检测报告。')
  await unit.getByLabel('延几个工作日').fill('2')
  await unit.getByRole('button', { name: '提交延期申请' }).click()
  await unit.getByText('已办。').waitFor()
  await accessible(unit)

  await office.goto(`/desk/supervision/${number}`)
  await office.getByRole('button', { name: '同意延期 2 个工作日' }).click()
  await office.getByText('已延期 2 个工作日').waitFor()

  await unit.goto(`/desk/measures?q=${number}`)
  await unit.getByLabel(/^答复：/).fill('承办人外出，已改派。')
  await unit
    .getByLabel('证明材料（可不交）')
    .setInputFiles({ name: '改派单.exe', mimeType: 'application/pdf', buffer: Buffer.from('MZ') })
  await unit.getByRole('button', { name: '提交对督办单的答复' }).click()
  await unit.getByRole('alert').waitFor()
  expect(await unit.getByLabel(/^答复：/).inputValue()).toBe('承办人外出，已改派。')
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
  await unit
    .getByLabel('证明材料（可不交）')
    .setInputFiles({ name: '改派单.pdf', mimeType: 'application/pdf', buffer: pdf })
  await unit.getByRole('button', { name: '提交对督办单的答复' }).click()
  await unit.getByText('已办。').waitFor()

  // The unit appeals against the light itself.
  await unit.goto(`/desk/supervision/${number}`)
  await unit
    .getByText(/^申诉：/)
    .first()
    .click()
  await unit.getByLabel('为什么这张牌不对').first().fill('系统停机两天。')
  await unit.getByRole('button', { name: '提交申诉' }).first().click()
  await unit.getByText('申诉：待裁定').waitFor()
  expect(await unit.getByRole('button', { name: '裁定' }).count()).toBe(0)

  await office.goto(`/desk/supervision/${number}`)
  await office.getByRole('link', { name: '改派单.pdf' }).waitFor()
  await office.getByText('退回答复').click()
  await office.getByLabel('哪里没有说清、没有改到位').fill('没有写哪天办结。')
  await office.getByRole('button', { name: '退回，重新答复' }).click()
  await office.getByText('答复曾退回：没有写哪天办结。').waitFor()

  const chief = await city.visit({ login: 'chief' })
  await chief.goto(`/desk/supervision/${number}`)
  await chief.getByRole('button', { name: '提级办理' }).click()
  await chief
    .getByText(/提级办理$/)
    .first()
    .waitFor()
  await accessible(chief)
  await picture(chief, 'ladder-case-zh', true)
  await chief.goto('/desk/appeals?state=open')
  await chief.getByText(`裁定 ${number}`).click()
  await chief.getByRole('radio', { name: '成立：灭牌，记为误报' }).check()
  await chief.getByRole('radio', { name: '不可抗力' }).check()
  await chief.getByLabel('理由').fill('停机已核实。')
  await chief.getByRole('button', { name: '裁定', exact: true }).click()
  await chief.getByText('已裁定。').waitFor()
  await accessible(chief)
  await picture(chief, 'appeals-zh', true)
  // Five readers in turn, each with a page of their own.
}, 180_000)

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
