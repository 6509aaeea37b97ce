// A licence of which there are three: who arrives in which order, what the unit may grant, and what the fourth is told.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessible, type City, pdf, picture, startCity, stepOf } from './city.ts'

const LINE = '350200-01-0022'
let city: City
beforeAll(async () => {
  city = await startCity()
}, 300_000)
afterAll(() => city?.close())

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const numbers: string[] = []

async function apply(page: Page, to: string): Promise<string> {
  await page.goto(`/apply/${LINE}`)
  const fields = {
    名称: '鹭岛客运有限公司',
    统一社会信用代码: '913502000000010006',
    道路运输经营许可证号: '350200100001',
    法定代表人或经营者: '王一',
    联系电话: '0592-1234567',
    起点站: '厦门枋湖客运中心',
    终点站: to,
    车辆数: '4',
  }
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).first().fill(value)
  for (const name of ['线路和站点方案', '车辆检测合格证明', '驾驶人员资格证明']) {
    await page.getByLabel(`选择文件：${name}`).setInputFiles(pdf(`${name}.pdf`))
    await page.getByRole('link', { name: `${name}.pdf` }).waitFor()
  }
  await press(page, '提交申请')
  await page.getByText('已收到您的申请').waitFor()
  return /\d{6}-\d{4}-\d{6}/.exec(page.url())![0]
}

test('the guide says how many and from when; each application has its number as it arrives', async () => {
  const guide = await city.visit({ phone: true })
  await guide.goto(`/items/${LINE}`)
  await guide.getByText('2026-01-05').first().waitFor()
  await accessible(guide)
  await picture(guide, 'quota-guide-phone')
  const page = await city.visit({ login: 'citizen' })
  for (const to of ['漳州港尾', '泉州安海', '龙岩适中', '漳州角美']) numbers.push(await apply(page, to))
  await page.getByText('第 4 个到达，名额 3 个').first().waitFor()
  await page.getByText('前面还有 3 件没有决定').waitFor()
  await accessible(page)
  await picture(page, 'quota-case', true)
})

test('the unit is warned before it grants out of turn, and refused when it does', async () => {
  const clerk = await city.visit({ login: 'clerk-jiaotong' })
  await clerk.goto('/desk/accept')
  for (const number of numbers) await clerk.getByLabel(`选 ${number}`).check()
  await press(clerk, '受理勾选的')
  await clerk.getByText('已受理 4 件').waitFor()
  const reviewer = await city.visit({ login: 'reviewer-jiaotong' })
  for (const number of numbers) {
    await reviewer.goto(`/desk/cases/${number}`)
    await stepOf(reviewer, '提出审查意见，报决定').click()
    await reviewer.getByRole('radio', { name: '建议准予' }).check()
    await reviewer.getByLabel('审查意见').fill('符合条件。')
    await press(reviewer, '提出审查意见，报决定')
    await reviewer.getByText('审查完毕，待决定').first().waitFor()
  }
  const approver = await city.visit({ login: 'approver-jiaotong' })
  const grant = async (number: string) => {
    await approver.goto(`/desk/cases/${number}`)
    await stepOf(approver, '作出决定').click()
    await approver.getByRole('radio', { name: '准予', exact: true }).check()
    await press(approver, '作出决定')
  }
  await grant(numbers[3]!)
  await approver
    .getByText(/还剩 3 个名额，排在前面没有决定的有 3 件/)
    .first()
    .waitFor()
  await approver
    .getByText(/先决定它们，不能越过/)
    .first()
    .waitFor()
  await accessible(approver)
  await picture(approver, 'quota-desk', true)
  for (const number of numbers.slice(0, 3)) {
    await grant(number)
    await approver.getByText('准予，待制证').first().waitFor()
  }
  // The last: nothing is left, and the reason that is everybody's stands there already.
  await approver.goto(`/desk/cases/${numbers[3]}`)
  await approver
    .getByText(/这一件不能再准予/)
    .first()
    .waitFor()
  await stepOf(approver, '作出决定').click()
  expect(await approver.getByLabel('理由').first().inputValue()).toContain('已按受理先后全部准予')
  await picture(approver, 'quota-desk-full')
})

test('who is too late is told so, and everybody sees the order without a name', async () => {
  const page = await city.visit({ login: 'citizen', phone: true, lang: 'en' })
  await page.goto(`/cases/${numbers[3]}`)
  await page.getByText('All places are granted').first().waitFor()
  await page.getByText('Limit used up').first().waitFor()
  await accessible(page)
  await picture(page, 'quota-case-phone-en', true)
  for (const [name, options] of [
    ['quota-order-phone', { phone: true }],
    ['quota-order-en', { lang: 'en' }],
  ] as const) {
    const anybody = await city.visit(options)
    await anybody.goto(`/items/${LINE}/quota`)
    await anybody.getByText(numbers[3]!).first().waitFor()
    expect(await anybody.getByText('鹭岛客运').count()).toBe(0)
    await accessible(anybody)
    await picture(anybody, name, true)
  }
})
