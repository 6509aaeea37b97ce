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

test('several at once: read in from a table, mended where it is wrong, one receipt', async () => {
  const page = await city.visit({ login: 'citizen2' })
  await page.goto(`/apply/${LINE}`)
  await page.getByRole('link', { name: '要申请几件？一次办' }).click()
  const head = [
    '名称',
    '统一社会信用代码',
    '道路运输经营许可证号',
    '法定代表人或经营者',
    '联系电话',
    '起点站',
    '终点站',
  ]
  const line = (to: string, vehicles: string) => [
    '集美客运有限公司',
    '91350200000001028Q',
    '350200100002',
    '李二',
    '0592-7654321',
    '厦门北站',
    to,
    vehicles,
  ]
  const table = [[...head, '投入车辆数'], line('漳州', '3'), line('泉州', '许多'), line('龙岩', '2')]
  await page.getByText('从表格读入').click()
  // What is no such table is told, and nothing typed is lost.
  await page.getByLabel('或者从表格里复制').fill('线路\t车\n甲\t1')
  await press(page, '读入')
  await page.getByText('第一行要写列名').first().waitFor()
  await page.getByLabel('或者从表格里复制').fill(table.map((r) => r.join('\t')).join('\n'))
  await press(page, '读入')
  await page.getByText('表格已读入，请核对').waitFor()
  for (const name of ['线路和站点方案', '车辆检测合格证明', '驾驶人员资格证明']) {
    await page.getByLabel(`选择文件：${name}`).setInputFiles(pdf(`${name}.pdf`))
    await page.getByRole('link', { name: `${name}.pdf` }).waitFor()
  }
  await press(page, '提交这 3 件')
  await page.getByText('一件也没有提交').first().waitFor()
  expect(await page.locator('[name="r2.vehicles"]').inputValue()).toBe('许多')
  await accessible(page)
  await picture(page, 'several', true)
  await page.locator('[name="r2.vehicles"]').fill('3')
  // A look-up fills in its own row alone, and leaves what was typed.
  const name = page.locator('[name="r3.name"]')
  await name.fill('')
  await page.getByRole('button', { name: '查登记信息' }).nth(2).click()
  await page.getByText(/查到了|登记的是/).waitFor()
  expect(await name.inputValue()).not.toBe('')
  expect(await page.locator('[name="r2.vehicles"]').inputValue()).toBe('3')
  await name.fill('集美客运有限公司')
  // One more begins as the last; it is taken out again.
  await press(page, '加一件（先照上一件）')
  expect(await page.locator('[name="r4.to"]').inputValue()).toBe('龙岩')
  await press(page, '删掉第 4 件')
  await page.getByText('共 3 件').waitFor()
  const phone = await city.visit({ login: 'citizen2', phone: true, lang: 'en' })
  await phone.goto(`/apply/${LINE}/several`)
  await phone.getByText('3 in all').waitFor()
  await accessible(phone)
  await picture(phone, 'several-phone-en', true)
  await press(page, '提交这 3 件')
  await page.getByText('已收到您的申请，共 3 件').waitFor()
  expect(await page.getByRole('link', { name: /^350200-2026-\d{6}$/ }).count()).toBe(3)
  await accessible(page)
  await picture(page, 'several-receipt')
})
