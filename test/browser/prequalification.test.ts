// A prequalification: notice, applications (on a phone, without scripts), the review by drawn experts, the result to each alone.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawn } from './bidding.ts'
import { accessible, type City, pdf, picture, startCity, stepOf, unfold } from './city.ts'

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
  await picture(page, `prequalification-${name}`, true)
}
async function press(page: Page, name: string) {
  if ((await stepOf(page, name).count()) > 0) await unfold(page, name)
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByText('已办理。').waitFor()
}

test('from the plan to the results, which each applicant reads alone', async () => {
  const officer = await city.visit({ login: 'tender-officer' })
  await officer.goto('/desk/prequalifications/plan')
  for (const [label, value] of [
    ['项目名称', '翔安大桥引桥（演示）'],
    ['英文名称', 'Approach of Xiang’an Bridge (demonstration)'],
    ['招标范围', '引桥两公里。'],
    ['资格条件，一项一行', '市政公用工程施工总承包一级\n项目负责人一级注册建造师'],
    ['资格审查委员会人数', '5'],
  ] as const)
    await officer.getByLabel(label).fill(value)
  await officer.getByRole('radio', { name: '市政公用' }).check()
  await officer.getByRole('button', { name: '提交核准' }).click()
  await officer.getByText('已办理。').waitFor()
  const number = /350200-\d{4}-\d{6}/.exec(officer.url())![0]
  const overseer = await city.visit({ login: 'tender-overseer', scripts: false })
  await overseer.goto(`/desk/prequalifications/${number}`)
  await overseer.getByRole('radio', { name: '核准', exact: true }).check()
  await overseer.getByLabel('意见').fill('条件与项目相适应。')
  await overseer.getByRole('button', { name: '核准资格预审', exact: true }).click()
  await overseer.getByText('已办理。').waitFor()
  await officer.goto('/')
  const today = /\d{4}-\d{2}-\d{2}/.exec((await officer.textContent('body')) ?? '')![0]
  await officer.goto(`/desk/prequalifications/${number}`)
  await unfold(officer, '上传资格预审文件')
  await officer.getByLabel('文件名称').fill('资格预审文件')
  await officer.getByLabel('PDF 文件').setInputFiles(pdf('documents.pdf'))
  await press(officer, '上传资格预审文件')
  await unfold(officer, '发布资格预审公告')
  const deadline = new Date(Date.parse(`${today}T09:00:00+08:00`) + 12 * 86_400_000).toISOString()
  await officer.getByRole('textbox', { name: '申请截止' }).fill(deadline)
  await press(officer, '发布资格预审公告')
  await look(officer, 'desk')
  for (const [i, name, uscc] of [
    [2, '海沧市政工程有限公司', '913502000000010014'],
    [3, '同安建工集团有限公司', '913502000000010022'],
    [4, '湖里路桥有限公司', '913502000000010030'],
    [5, '翔安建筑工程有限公司', '913502000000010049'],
  ] as const) {
    const page = await city.visit({ login: `builder-${i}`, phone: true, scripts: i % 2 === 0 })
    await page.goto(`/prequalifications/${number}`)
    if (i === 2) await look(page, 'notice-phone')
    await page.getByLabel('申请人名称（联合体写牵头人）').fill(name)
    await page.getByLabel('统一社会信用代码').fill(uscc)
    await page.getByLabel(/资格预审申请文件/).setInputFiles(pdf('a.pdf'))
    await page.getByLabel(/所填属实/).check()
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.getByText('申请已收到').waitFor()
    if (i === 3) await look(page, 'applied-phone', false)
  }
  // One objects, without scripts; it is answered, and the documents are clarified.
  const objector = await city.visit({ login: 'builder-5', phone: true, scripts: false })
  await objector.goto(`/prequalifications/${number}`)
  await objector.getByText('对资格预审文件提出异议').click()
  await objector.getByLabel('异议的内容和理由').fill('注册建造师的等级要求与项目规模不相适应。')
  await objector.getByRole('button', { name: '提出异议', exact: true }).click()
  await objector.getByText('异议已收到').waitFor()
  await look(objector, 'objected-phone', false)
  await officer.goto(`/desk/prequalifications/${number}`)
  await unfold(officer, '澄清、修改资格预审文件')
  await officer.getByLabel('澄清或修改的内容').fill('业绩以合同和竣工验收证明为准。')
  await officer.getByLabel('可能影响申请文件的编制').check()
  await press(officer, '澄清、修改资格预审文件')
  await unfold(officer, '答复异议')
  await officer.getByRole('radio', { name: '第 1 项' }).check()
  await officer.getByRole('textbox', { name: '答复' }).fill('引桥属一级总承包范围，要求与规模相适应。')
  await look(officer, 'answer-desk')
  await press(officer, '答复异议')
  const anybody = await city.visit({ lang: 'en' })
  anybody.setDefaultTimeout(60_000)
  await anybody.goto(`/prequalifications/${number}`)
  await anybody.getByText('业绩以合同').waitFor()
  await look(anybody, 'clarified-en')
  expect(await anybody.getByText('海沧市政').count()).toBe(0)
  for (const d of [7, 7]) {
    await anybody.goto('/demonstration')
    await anybody.locator(`button[value="${d}"]`).click()
    await anybody.waitForURL(/moved=1/)
  }
  const keeper = await city.visit({ login: 'tender-keeper' })
  await keeper.goto(`/desk/prequalifications/${number}`)
  await keeper.getByLabel('监督人员现场加的话').fill('九点整，多云')
  await keeper.getByRole('button', { name: '封定专家名单' }).click()
  await keeper.getByText('已办理。').waitFor()
  await drawn(keeper, `/desk/prequalifications/${number}`, () =>
    keeper.getByRole('button', { name: '抽取专家', exact: true }).click(),
  )
  let seat: Page | undefined
  let seats = 0
  for (let i = 1; i <= 9 && seats < 5; i++) {
    const page = await city.visit({ login: `expert-${i}`, scripts: i % 2 === 0 })
    await page.goto(`/prequalifications/${number}/committee`)
    if ((await page.getByRole('button', { name: '交出评审意见' }).count()) === 0) {
      await page.context().close()
      continue
    }
    seats++
    const out = page.locator('section.card').filter({ hasText: '翔安建筑工程有限公司' })
    await out.locator('select').selectOption('2')
    await out.locator('input[name$="-reason"]').fill('建造师证书已经注销')
    if (seats === 1) await look(page, 'review', i % 2 === 0)
    await page.getByRole('button', { name: '交出评审意见' }).click()
    await page.getByText('已记录。').waitFor()
    seat = page
  }
  expect(seats).toBe(5)
  await seat!.reload()
  await seat!.getByRole('button', { name: '提交评审报告' }).click()
  await seat!.getByText('已记录。').waitFor()
  await officer.goto(`/desk/prequalifications/${number}`)
  await press(officer, '发出资格预审结果通知书')
  for (const [i, says] of [
    [2, '资格预审结果：通过'],
    [5, '资格预审结果：没有通过'],
  ] as const) {
    const page = await city.visit({ login: `builder-${i}`, phone: true })
    await page.goto(`/prequalifications/${number}`)
    await page.getByText(says).waitFor()
    expect(await page.getByText('建造师证书已经注销').count()).toBe(i === 5 ? 1 : 0)
    if (i === 5) await look(page, 'result-phone')
  }
  await anybody.goto('/prequalifications')
  await look(anybody, 'list-en')
  await anybody.goto(`/prequalifications/${number}`)
  expect(await anybody.getByText('翔安建筑').count()).toBe(0)
})
