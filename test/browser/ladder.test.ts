// Supervision at both levels, as people meet it: the wall that is alive, the ladder, an appeal, a rule with its look back, the public side.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PDF } from '../pdf.ts'
import { accessible, type City, picture, startCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
})
afterAll(() => city?.close())

/** A red case of the construction bureau, by the list of its office; the clock goes on until there is one. */
async function redCase(): Promise<string> {
  const office = await city.visit({ login: 'supervisor' })
  const reds = () => office.getByRole('row').filter({ hasText: '红牌' }).filter({ hasText: '市建设与管理局' })
  for (let i = 0; i < 20; i++) {
    await office.goto('/desk/supervision?light=red')
    if ((await reds().count()) > 0) break
    await office.goto('/demonstration')
    await office.getByRole('button', { name: '一天' }).click()
    await office.getByText('时钟已拨动；').waitFor()
  }
  const cell = reds().first().getByRole('link').first()
  return ((await cell.textContent()) ?? '').replace(/\s/g, '')
}

test('the ladder at both levels, to its end: ordered, acknowledged, answered with a paper, taken over, sent back, answered again, closed', async () => {
  const number = await redCase()
  const office = await city.visit({ login: 'supervisor', scripts: false })
  await office.goto(`/desk/supervision/${number}`)
  await office.getByText('发督办单', { exact: true }).click()
  await office.getByLabel('督办内容').fill('请说明为什么逾期。')
  await office.getByRole('button', { name: '发出督办单' }).click()
  await office.getByText('已办。').waitFor()

  const unit = await city.visit({ login: 'clerk', scripts: false })
  const card = () => unit.locator('.measure').filter({ hasText: '请说明为什么逾期。' }).first()
  await unit.goto(`/desk/supervision/${number}`)
  await card().getByRole('button', { name: '签收督办单' }).click()
  await unit.getByText('已办。').waitFor()
  const answer = () => card().getByLabel(/^答复：/)
  const send = () => card().getByRole('button', { name: '提交对督办单的答复' }).click()
  const paper = (name: string, buffer: Buffer) =>
    card().getByLabel('证明材料（可不交）').setInputFiles({ name, mimeType: 'application/pdf', buffer })
  await answer().fill('承办人外出，已改派。')
  await paper('改派单.exe', Buffer.from('MZ'))
  await send()
  await unit.getByRole('alert').waitFor()
  expect(await answer().inputValue()).toBe('承办人外出，已改派。')
  await paper('改派单.pdf', Buffer.from(PDF))
  await send()
  await unit.getByText('已办。').waitFor()

  const chief = await city.visit({ login: 'chief', phone: true })
  const above = () => chief.locator('.measure').filter({ hasText: '请说明为什么逾期。' }).first()
  await chief.goto(`/desk/supervision/${number}`)
  await above().getByRole('button', { name: '提级办理' }).click()
  await above()
    .getByText(/提级办理$/)
    .first()
    .waitFor()
  await above().getByText('退回答复').click()
  await above().getByLabel('哪里没有说清、没有改到位').fill('没有写哪天办结。')
  await above().getByRole('button', { name: '退回，重新答复' }).click()
  await above().getByText('答复曾退回：没有写哪天办结。').waitFor()
  await accessible(chief)
  await picture(chief, 'ladder-case-zh', true)

  await unit.goto(`/desk/supervision/${number}`)
  await answer().fill('已改派，三个工作日内办结。')
  await send()
  await unit.getByText('已办。').waitFor()
  await chief.goto(`/desk/supervision/${number}`)
  await above().getByRole('button', { name: '认可答复，督办单办结' }).click()
  await above()
    .getByText(/^办结于/)
    .waitFor()
  // The first level sees what became of its order, and has nothing left to do on it.
  await office.goto(`/desk/supervision/${number}`)
  const below = office.locator('.measure').filter({ hasText: '请说明为什么逾期。' }).first()
  await below.getByText('再监察从', { exact: false }).waitFor()
  expect(await below.getByRole('button').count()).toBe(0)
})

test.each([
  ['zh', false],
  ['en', true],
] as const)('projects, levies and what really happened are read by everybody, %s, phone %s', async (lang, phone) => {
  const page = await city.visit({ lang, phone })
  const fits = async (name: string) => {
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), page.url()).toBe(true)
    await accessible(page)
    await picture(page, `${name}-${lang}`, true)
  }
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  await page.goto('/projects')
  await fits('projects')
  await page
    .getByRole('link', { name: t('杏林湾排涝泵站（演示）', 'Xinglin Bay drainage station (demonstration)') })
    .click()
  await page.getByRole('heading', { name: t('资金是否合上', 'Whether the money hangs together') }).waitFor()
  // Pictures are loaded as they come into sight.
  const photo = `(async () => { const i = document.querySelector('ul.photos img'); i.loading = 'eager'; await i.decode(); return i.naturalWidth })()`
  expect(await page.evaluate(photo)).toBe(240)
  await fits('project')
  await page.goto('/levies')
  await page.getByText(t('社会抚养费', 'Social maintenance fee')).first().waitFor()
  await fits('levies')
  await page.goto('/process?kind=approval')
  await page.getByRole('heading', { name: t('哪里离开了流程图', 'Where the chart was left') }).waitFor()
  await fits('process')
})

test('a project on the desk: what would break the money is refused with what was typed; without scripts', async () => {
  const finance = await city.visit({ login: 'project-finance-caizheng', scripts: false })
  await finance.goto('/desk/projects')
  const found = await city.visit({})
  await found.goto('/projects?q=Xinglin')
  const number = (await found.getByRole('link', { name: /杏林湾/ }).getAttribute('href'))!.split('/').at(-1)!
  await finance.goto(`/desk/projects/${number}`)
  const form = finance.locator('form').filter({ has: finance.getByRole('button', { name: '支付', exact: true }) })
  await finance.locator('summary', { hasText: /^支付$/ }).click()
  await form.getByRole('radio').first().check()
  await form.getByLabel('金额（元）').fill('99999999')
  await form.getByLabel('支付凭证号').fill('ZF-X')
  await form.getByRole('button', { name: '支付', exact: true }).click()
  await finance
    .getByText(/已支付 .*会超过已核定/)
    .first()
    .waitFor()
  expect(await finance.getByLabel('金额（元）').first().inputValue()).toBe('99999999')
  const desk = await city.visit({ login: 'project-finance-caizheng' })
  await desk.goto(`/desk/projects/${number}`)
  await accessible(desk)
  await picture(desk, 'project-desk-zh', true)
})

test('two spans side by side, and a log from elsewhere that is not kept', async () => {
  const chief = await city.visit({ login: 'chief' })
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
  await chief.goto(`/desk/process?kind=approval&from=${day(180)}&to=${day(91)}&from2=${day(90)}&to2=${day(0)}`)
  await chief.getByText('放在一起看', { exact: false }).first().waitFor()
  await accessible(chief)
  await picture(chief, 'process-two-zh', true)
  await chief.goto('/desk/process?kind=approval')
  const log = 'case_id,activity,timestamp\n1,受理,2026-01-05T09:00:00\n1,盖章,2026-01-09T09:00:00\n'
  const csv = (text: string) => ({ name: '老系统.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  const send = () => chief.getByRole('button', { name: '放在旁边' }).click()
  await chief.getByLabel('外来的日志（CSV）').setInputFiles(csv('a,b\n1,2\n'))
  await send()
  await chief.getByText('找不到办件列或活动列', { exact: false }).first().waitFor()
  await chief.getByLabel('外来的日志（CSV）').setInputFiles(csv(log))
  await send()
  await chief.getByText('没有保存', { exact: false }).waitFor()
  await chief
    .getByText(/办了「受理」/)
    .first()
    .waitFor()
  await accessible(chief)
})

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
