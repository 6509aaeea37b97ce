// One matter at two organs: taken at a street's counter, reviewed in the district, decided by the city; and one that came to the wrong place.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessible, type City, fillFood, pdf, picture, startCity, stepOf } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
}, 300_000)
afterAll(() => city?.close())

const open = (page: Page, name: string) => stepOf(page, name).click()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const at = async (login: string, number: string, more: object = {}) => {
  const page = await city.visit({ login, ...more })
  await page.goto(`/desk/cases/${number}`)
  return page
}
/** What the worker brings over is there within moments. */
const comes = async (page: Page, words: string | RegExp) =>
  expect
    .poll(
      async () => {
        await page.reload()
        return page.getByText(words).count()
      },
      { timeout: 45_000 },
    )
    .toBeGreaterThan(0)

let number = ''
let above = ''

test('a street’s counter takes an application for the district, and prints the receipt', async () => {
  const clerk = await city.visit({ login: 'clerk-siming-s1' })
  await clerk.goto('/desk/counter?q=临时建设')
  await clerk.getByRole('link', { name: '临时建设工程规划许可', exact: true }).click()
  await clerk.getByLabel('申请人姓名').fill('林晓岚')
  await clerk.getByLabel('申请人身份证号').fill('350200190001010018')
  await clerk.getByLabel('申请人电话').fill('0592-1234567')
  await clerk.getByLabel('工程名称').fill('滨海小学工棚')
  await clerk.getByLabel('建设单位').fill('鹭岛建设有限公司')
  await clerk.getByLabel('统一社会信用代码').fill('913502000000010006')
  await clerk.getByLabel('建设地点').fill('思明区环岛路 1 号')
  await clerk.getByLabel('联系人').fill('王工')
  await clerk.getByLabel('联系电话').fill('0592-1234567')
  await clerk.getByLabel('建筑面积（平方米）').fill('300')
  await clerk.getByLabel('到哪一天').fill('2028-05-01')
  await clerk.getByLabel('原因').fill('施工期间住人')
  for (const name of ['总平面图', '用地证明']) {
    await clerk.getByLabel(`选择文件：${name}`).setInputFiles(pdf(`${name}.pdf`))
    await clerk.getByRole('link', { name: `${name}.pdf` }).waitFor()
  }
  await clerk.getByLabel('申请人在场').check()
  await clerk.getByRole('button', { name: /提交/ }).last().click()
  await clerk.getByRole('heading', { name: '收件凭证' }).waitFor()
  await clerk.getByText('中华街道').first().waitFor()
  number = /350203-\d{4}-\d{6}/.exec((await clerk.textContent('main'))!)![0]
  await accessible(clerk)
  await picture(clerk, 'linked-street-receipt')
})

test('the branch reviews and hands up; nothing is asked of the applicant again', async () => {
  const clerk = await at('clerk-siming-guihua', number)
  await open(clerk, '受理')
  await press(clerk, '受理')
  await clerk.getByText('已办理').waitFor()
  const reviewer = await at('reviewer-siming-guihua', number)
  await open(reviewer, '提出审查意见，报决定')
  await reviewer.getByRole('radio', { name: '建议准予' }).check()
  await reviewer.getByLabel('审查意见').fill('位置和面积核对无误。')
  await press(reviewer, '提出审查意见，报决定')
  await reviewer.getByText('已办理').waitFor()
  const approver = await at('approver-siming-guihua', number, { scripts: false })
  await open(approver, '报上级机关决定')
  await picture(approver, 'linked-hand-up', true)
  await press(approver, '报上级机关决定')
  // What was left out is said, and what was typed stays.
  await approver.getByLabel('初步审查意见').fill('不影响近期规划，建议准予。')
  await approver.getByRole('radio', { name: '建议准予' }).check()
  await press(approver, '报上级机关决定')
  await approver.getByText('初审完毕，已报上级决定').first().waitFor()
  await comes(approver, /350200-\d{4}-\d{6}/)
  await accessible(clerk)
  above = /350200-\d{4}-\d{6}/.exec((await approver.textContent('main'))!)![0]
})

test('the city takes it over, reads the opinion, decides; the applicant follows it on one page, on a phone', async () => {
  const clerk = await at('clerk-guihua', above)
  await clerk.getByText('不影响近期规划').first().waitFor({ state: 'attached' })
  await clerk.getByRole('heading', { name: '这件事在别的机关' }).waitFor()
  await accessible(clerk)
  await picture(clerk, 'linked-above', true)
  await open(clerk, '接收下级上报')
  await clerk.getByRole('radio', { name: '收下，由本机关决定' }).check()
  await press(clerk, '接收下级上报')
  await clerk.getByText('已办理').waitFor()
  const citizen = await city.visit({ login: 'citizen', phone: true, lang: 'en' })
  await citizen.goto(`/cases/${number}`)
  await comes(citizen, /Receipt of the other organ/)
  await citizen.getByRole('heading', { name: 'This matter at other organs' }).waitFor()
  await accessible(citizen)
  await picture(citizen, 'linked-citizen-phone', true)
  const reviewer = await at('reviewer-guihua', above)
  await open(reviewer, '提出审查意见，报决定')
  await reviewer.getByRole('radio', { name: '建议准予' }).check()
  await reviewer.getByLabel('审查意见').fill('同意初审意见。')
  await press(reviewer, '提出审查意见，报决定')
  await reviewer.getByText('已办理').waitFor()
  const approver = await at('approver-guihua', above)
  await open(approver, '作出决定')
  await approver.getByRole('radio', { name: '准予', exact: true }).check()
  await press(approver, '作出决定')
  await approver.getByText('准予，待制证').first().waitFor()
  await clerk.reload()
  await open(clerk, '制证')
  await press(clerk, '制证')
  await clerk.getByText('已制证，待送达').first().waitFor()
  await open(clerk, '送达并办结')
  await clerk.getByRole('radio', { name: '直接送达' }).check()
  await clerk.getByLabel('签收人').fill('林晓岚')
  await press(clerk, '送达并办结')
  await clerk.getByText('已办结').first().waitFor()
  await comes(citizen, 'Closed')
  await citizen
    .getByText(`L${above.replaceAll('-', '')}`)
    .first()
    .waitFor()
  const desk = await city.visit({ login: 'citizen' })
  // Nobody applies where it is decided: the page leads to where one does.
  await desk.goto('/apply/350200-01-0012')
  await desk.getByRole('link', { name: '思明区规划分局 · 临时建设工程规划许可' }).waitFor()
  await desk.goto(`/cases/${number}`)
  await picture(desk, 'linked-citizen', true)
})

test('what came to the wrong district is carried to the right one, and the applicant is told', async () => {
  const page = await city.visit({ login: 'citizen', phone: true, scripts: false })
  await fillFood(page, '湖里区湖里大道 1 号')
  await press(page, '提交申请')
  await page.getByText('已收到您的申请').waitFor()
  const wrong = /\d{6}-\d{4}-\d{6}/.exec(page.url())![0]
  const clerk = await at('clerk-siming-shichang', wrong)
  await open(clerk, '移送有权机关')
  await clerk.getByRole('radio', { name: /湖里区市场监督管理局/ }).check()
  await stepOf(clerk, '移送有权机关').getByLabel('理由').fill('经营场所在湖里区。')
  await accessible(clerk)
  await picture(clerk, 'linked-transfer', true)
  await press(clerk, '移送有权机关')
  await clerk.getByText('已移送有权机关').first().waitFor()
  await page.goto(`/cases/${wrong}`)
  await comes(page, /350206-\d{4}-\d{6}/)
  await page.getByText('移送告知书').first().waitFor()
  await picture(page, 'linked-transferred-phone', true)
})
