// Several units at one place, and who is concerned heard in public: a joint site visit and a hearing of one licence.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessible, type City, pdf, picture, startCity, stepOf, unfold } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
}, 300_000)
afterAll(() => city?.close())

let number = ''
/** The day of the hearing. */
let first = ''
const today = async (page: Page) =>
  /\d{4}-\d\d-\d\d/.exec((await page.getByText('演示城市').first().textContent())!)![0]
const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
/** Does a step of the desk: its fields by their labels, true for a box or a choice. */
async function does(page: Page, name: string, fields: Record<string, string | true>): Promise<void> {
  await page.goto(`/desk/cases/${number}`)
  await unfold(page, name)
  const step = stepOf(page, name)
  // What is typed, or clicked, while the preview beside it loads can be lost: both are looked at, and done again.
  const filled = async () => {
    for (const [label, value] of Object.entries(fields))
      if (value === true) await step.getByLabel(label, { exact: true }).check()
      else await step.getByLabel(label).fill(value)
    for (const [label, value] of Object.entries(fields))
      if (value !== true && (await step.getByLabel(label).inputValue()) !== value) return false
    return true
  }
  for (let i = 0; i < 3 && !(await filled()); i++);
  const button = step.getByRole('button', { name, exact: true })
  const heard = () =>
    Promise.all([
      page.waitForResponse((r) => r.request().method() === 'POST', { timeout: 5000 }),
      button.click({ timeout: 5000 }),
    ]).then(
      () => true,
      () => false,
    )
  for (let i = 0; i < 3 && !(await heard()); i++);
}
const officers = '陈建国 审查岗\n林志强 技术岗'

test('a joint visit: one time for all, each unit says who comes, the applicant asks for another time', async () => {
  const page = await city.visit({ login: 'citizen', phone: true })
  await page.goto('/apply/350200-01-0011')
  for (const [label, value] of [
    ['工程名称', '湖滨南路雨水管改造'],
    ['建设单位', '鹭岛建设有限公司'],
    ['统一社会信用代码', '913502000000010006'],
    ['建设地点', '思明区湖滨南路'],
    ['联系人', '王工'],
    ['联系电话', '0592-1234567'],
    ['计划开工日期', '2027-06-01'],
    ['到哪一天', '2027-07-01'],
    ['占用面积', '120'],
  ] as const)
    await page.getByLabel(label).first().fill(value)
  for (const name of ['施工组织设计和交通疏导方案', '占用位置图']) {
    await page.getByLabel(`选择文件：${name}`).setInputFiles(pdf(`${name}.pdf`))
    await page.getByRole('link', { name: `${name}.pdf` }).waitFor()
  }
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.getByText('已收到您的申请').waitFor()
  number = /\d{6}-\d{4}-\d{6}/.exec(page.url())![0]
  const clerk = await city.visit({ login: 'clerk-shizheng' })
  await does(clerk, '受理', {})
  await clerk.getByText('已受理，审查中').first().waitFor()

  const lead = await city.visit({ login: 'reviewer-shizheng' })
  await lead.goto(`/desk/cases/${number}`)
  const day = dayAfter(await today(lead), 1)
  // Two of the times that suit all units; without a place it is not sent, and the times stay ticked.
  const offer = stepOf(lead, '请申请人选勘验时间')
  await unfold(lead, '请申请人选勘验时间')
  const times = offer.getByLabel(/\d{4}-\d\d-\d\d \d\d:\d\d/)
  for (const i of [0, 5]) await times.nth(i).check()
  await offer.getByRole('button', { name: '请申请人选勘验时间', exact: true }).click()
  await lead.getByRole('alert').first().waitFor()
  expect(await times.nth(5).isChecked()).toBe(true)
  await picture(lead, 'visit-offer-desk', true)
  await offer.getByLabel('地点').fill('湖滨南路路口')
  await offer.getByRole('button', { name: '请申请人选勘验时间', exact: true }).click()
  await lead.getByText('已办理').waitFor()

  const chooser = await city.visit({ login: 'citizen', phone: true, lang: 'en', scripts: false })
  await chooser.goto(`/cases/${number}`)
  await chooser.getByRole('button', { name: 'Take it' }).click()
  await chooser.getByText('Please choose a time.').first().waitFor()
  await picture(chooser, 'visit-choose-phone-en', true)
  const taken = chooser.getByRole('radio').nth(1)
  const time = (await taken.inputValue())!
  await taken.check()
  await chooser.getByRole('button', { name: 'Take it' }).click()
  await chooser.getByText('The time is fixed; all units learn of it.').waitFor()
  const [file] = await Promise.all([
    chooser.waitForEvent('download'),
    chooser.getByRole('link', { name: 'Add to calendar' }).click(),
  ])
  expect(file.suggestedFilename()).toBe(`${time.slice(0, 10)}-${number}.ics`)

  const called = await city.visit({ login: 'reviewer-gongan' })
  await called.goto('/desk/inbox')
  await called.getByRole('row').filter({ hasText: number }).getByText('确认谁去勘验').waitFor()
  await accessible(called)
  await picture(called, 'visit-inbox', true)
  await called.goto('/my/messages')
  for (let i = 0; i < 60 && (await called.getByText(`约您单位联合勘验：${time}`).count()) === 0; i++)
    await called.reload()
  await called.getByRole('link', { name: new RegExp(`约您单位联合勘验：${time}`) }).click()
  await called.waitForURL(`**/desk/cases/${number}`)

  const police = await city.visit({ login: 'reviewer-gongan' })
  await does(police, '确认谁去勘验', { 谁去: officers })
  await police.getByText('已办理').waitFor()
  await police.locator('#site-visit').getByText('陈建国').waitFor()
  await accessible(police)
  await picture(police, 'visit-desk', true)

  const citizen = await city.visit({ login: 'citizen', phone: true, lang: 'en' })
  await citizen.goto(`/cases/${number}`)
  await citizen.getByText(time).first().waitFor()
  await accessible(citizen)
  await picture(citizen, 'visit-phone-en', true)
  await citizen.locator('summary', { hasText: 'I cannot be there' }).click()
  await citizen.getByLabel('When instead, and why').fill('In the afternoon, please: the site is shut until noon.')
  await citizen.getByRole('button', { name: 'Send', exact: true }).first().click()
  await citizen.getByText('The lead unit has your wish.').waitFor()
  await does(lead, '约定联合勘验', { 哪一天: day, 几点: '25:99', 地点: '湖滨南路路口', 改时间的理由: '应申请人请求。' })
  // What was typed stays, and what is wrong is said.
  await lead.getByText('请写成 09:30 这样。').first().waitFor()
  expect(await stepOf(lead, '约定联合勘验').getByLabel('地点').inputValue()).toBe('湖滨南路路口')
  await stepOf(lead, '约定联合勘验').getByLabel('几点').fill('15:00')
  await stepOf(lead, '约定联合勘验').getByRole('button', { name: '约定联合勘验', exact: true }).click()
  await lead.getByText('已办理').waitFor()
  expect(await lead.getByText('申请人请求改时间').count()).toBe(0)
})

test('a hearing: told, read by everybody, asked for by a neighbour without a script, called in public', async () => {
  const lead = await city.visit({ login: 'reviewer-shizheng' })
  await does(lead, '告知听证权利、公告听证', {
    直接涉及他人重大利益: true,
    要听证的事项: '施工期间湖滨南路沿街商铺的出入。',
  })
  await lead.getByText('已办理').waitFor()

  const anybody = await city.visit({ phone: true, lang: 'en' })
  await anybody.goto(`/cases/${number}/hearing`)
  await anybody.getByText('may ask for a hearing until').first().waitFor()
  // Who applied is nobody's business here.
  expect(await anybody.locator('main').textContent()).not.toContain('鹭岛建设')
  await accessible(anybody)
  await picture(anybody, 'hearing-public-phone-en', true)

  const neighbour = await city.visit({ login: 'citizen2', phone: true, scripts: false })
  await neighbour.goto(`/cases/${number}/hearing`)
  await neighbour.locator('summary', { hasText: '我要求听证' }).click()
  await neighbour.getByLabel('和您有什么关系').fill('我的店在路边，挖路期间没法进货。')
  await neighbour.getByRole('button', { name: '提交' }).first().click()
  await neighbour.getByText('已交给办理单位。').waitFor()

  await lead.goto(`/desk/cases/${number}`)
  const step = stepOf(lead, '通知听证')
  await step.locator('summary').first().click()
  await step.getByLabel('哪一天').fill(dayAfter(await today(lead), 2))
  await step.getByLabel('几点').fill('09:30')
  await step.getByLabel('地点').fill('市政局会议室')
  await step.getByLabel(/马海平/).check()
  await step.getByRole('button', { name: '通知听证', exact: true }).click()
  first = /最早 (\d{4}-\d\d-\d\d)/.exec(
    (await lead
      .getByText(/最早 \d{4}/)
      .first()
      .textContent())!,
  )![1]!
  await step.getByLabel('哪一天').fill(first)
  await step.getByRole('button', { name: '通知听证', exact: true }).click()
  await lead.getByText('已办理').waitFor()
  await accessible(lead)
  await picture(lead, 'hearing-desk', true)
  const page = await city.visit()
  await page.goto(`/cases/${number}/hearing`)
  await page.getByText(`听证公开举行：${first} 09:30`).first().waitFor()
  await accessible(page)
  await picture(page, 'hearing-public')
})

test('after the visit each unit records its part, and the lead makes one record of them', async () => {
  const control = await city.visit()
  control.setDefaultTimeout(60_000)
  await control.goto('/demonstration')
  await control.getByRole('button', { name: '一天' }).click()
  await control.getByText('时钟已拨动；').waitFor()
  for (const [login, conclusion] of [
    ['reviewer-gongan', '合格'],
    ['reviewer-guihua', '整改后合格'],
    ['reviewer-shizheng', '合格'],
  ] as const) {
    const unit = await city.visit({ login })
    await does(unit, '填本单位的勘验意见', {
      [conclusion]: true,
      '看到什么、要改什么': '夜间施工，保留一条车道。',
      到场的人: officers,
    })
    await unit.getByText('已办理').waitFor()
  }
  const lead = await city.visit({ login: 'reviewer-shizheng' })
  await does(lead, '完成联合勘验记录', { 没有签字: true, 情况: '申请人在场，认为不必签字。' })
  await lead.getByText('已办理').waitFor()
  await lead.getByText('联合勘验记录').first().waitFor()
  await accessible(lead)
  await picture(lead, 'visit-recorded', true)
  const citizen = await city.visit({ login: 'citizen', phone: true })
  await citizen.goto(`/cases/${number}`)
  await citizen.getByText('已出勘验记录').waitFor()
  await picture(citizen, 'visit-recorded-phone', true)
})

test('the hearing is held on its day: a record that one would not sign, told to who asked for it', async () => {
  const control = await city.visit()
  control.setDefaultTimeout(60_000)
  for (let left = 1; left > 0; ) {
    await control.goto('/demonstration')
    left = (Date.parse(first) - Date.parse(await today(control))) / 86_400_000
    if (left <= 0) break
    await control.getByRole('button', { name: left >= 7 ? '一周' : left >= 3 ? '三天' : '一天' }).click()
    await control.getByText('时钟已拨动；').waitFor()
  }
  const chair = await city.visit({ login: 'clerk-shizheng' })
  await chair.goto('/desk/inbox')
  await chair.getByRole('row').filter({ hasText: number }).getByText('听证笔录').waitFor()
  const record = {
    笔录: '商铺代表：挖路期间没法进货。申请人：夜间施工，白天留一条车道。',
    主持人的意见: '夜间施工、保留车道可以解决进货，建议采纳。',
  }
  await does(chair, '听证笔录', record)
  await chair.getByRole('alert').first().waitFor()
  expect(await stepOf(chair, '听证笔录').getByLabel('主持人的意见').inputValue()).toContain('保留车道')
  await picture(chair, 'hearing-record-desk', true)
  await does(chair, '听证笔录', {
    到场并签字的人: '申请人代表王工',
    没有签字的人和原因: '商铺代表陈某：认为应当改期施工',
    ...record,
  })
  await chair.getByText('已办理').waitFor()

  // Who asked for it learns so, and where it was announced.
  const neighbour = await city.visit({ login: 'citizen2', phone: true, lang: 'en' })
  await neighbour.goto('/my/messages')
  const held = neighbour.getByRole('link', { name: /The hearing was held/ })
  for (let i = 0; i < 60 && (await held.count()) === 0; i++) await neighbour.reload()
  await accessible(neighbour)
  await picture(neighbour, 'hearing-messages-phone-en', true)
  await held.click()
  await neighbour.getByText('the decision follows its record').first().waitFor()
  await accessible(neighbour)
  await picture(neighbour, 'hearing-held-phone-en', true)
})

test('the decision says how it follows the record', async () => {
  for (const login of ['reviewer-gongan', 'reviewer-guihua']) {
    const unit = await city.visit({ login })
    await does(unit, '提出会审意见', { 同意: true, 理由和条件: '夜间施工，保留一条车道。' })
    await unit.getByText('已办理').waitFor()
  }
  const reviewer = await city.visit({ login: 'reviewer-shizheng' })
  await does(reviewer, '提出审查意见，报决定', { 建议准予: true, 审查意见: '符合条件，按听证笔录附条件。' })
  await reviewer.getByText('已办理').waitFor()
  const approver = await city.visit({ login: 'approver-shizheng' })
  await does(approver, '作出决定', { 准予: true })
  await approver.getByText('请写明怎样采纳的').first().waitFor()
  await does(approver, '作出决定', { 准予: true, 理由: '采纳听证意见：夜间施工，白天保留一条车道。' })
  await approver.getByText('已办理').waitFor()
  const desk = await city.visit({ login: 'approver-shizheng', lang: 'en' })
  await desk.goto(`/desk/cases/${number}`)
  await desk.getByText('Record of the hearing').first().waitFor()
  await accessible(desk)
  await picture(desk, 'hearing-decided-desk-en', true)
  const citizen = await city.visit({ login: 'citizen', phone: true })
  await citizen.goto(`/cases/${number}`)
  await citizen.getByText('听证已经举行，决定按笔录作出。').first().waitFor()
  await citizen.getByText('采纳听证意见').first().waitFor()
  await accessible(citizen)
  await picture(citizen, 'hearing-decided-phone', true)
})
