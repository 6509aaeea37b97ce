// The hall: a joint application, one at the counter, an appointment, a life event by questions.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessible, type City, pdf, picture, startCity, stepOf } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
}, 300_000)
afterAll(() => city?.close())

/** Reloads until what the worker does is there. */
async function until(page: Page, there: () => Promise<boolean>) {
  for (let i = 0; i < 60; i++) {
    await page.reload()
    if (await there()) return
  }
  throw new Error(`never came: ${page.url()}`)
}

let number = ''
test('questions lead to one application; filled in on a phone without scripts', async () => {
  const page = await city.visit({ login: 'citizen', phone: true, scripts: false })
  await page.goto('/scenarios/company')
  await page.getByRole('group', { name: '办在哪个区？' }).getByLabel('思明区').check()
  await page.getByRole('group', { name: '要雇人吗？' }).getByLabel('不是').check()
  await page.getByRole('group', { name: '是第一次创业吗？' }).getByLabel('不是').check()
  await page.getByRole('button', { name: '看要办什么' }).click()
  await page.getByRole('heading', { name: '要办 3 件事' }).waitFor()
  await picture(page, 'hall-questions-phone', true)
  await page.getByRole('link', { name: '一次申请', exact: true }).click()
  await page.getByLabel('公章刻制备案').check()
  await page.getByLabel('拟用名称').fill('海风饭店有限公司')
  await page.getByLabel('有限责任公司').check()
  await page.getByLabel('住所', { exact: true }).fill('思明区环岛路 8 号')
  await page.getByLabel('经营范围').fill('餐饮服务')
  await page.getByLabel('法定代表人或经营者').fill('林海')
  await page.getByLabel('身份证号').fill('350200190001010018')
  await page.getByLabel('联系电话').fill('0592-1234567')
  await page.getByLabel('独立核算', { exact: true }).check()
  await page.getByLabel('从业人数').fill('8')
  await page.getByLabel('法定名称章', { exact: true }).check()
  for (const name of ['设立登记申请书', '投资人身份证明', '住所证明']) {
    await page.getByLabel(`选择文件：${name}`).setInputFiles(pdf(`${name}.pdf`))
    await page.getByRole('button', { name: new RegExp(`上传.*${name}`) }).click()
    await page.getByRole('link', { name: `${name}.pdf` }).waitFor()
  }
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.waitForURL(/\/cases\//)
  number = new URL(page.url()).pathname.split('/').at(-1)!
  await page.getByRole('heading', { name: '这一件里的各项' }).waitFor()
  expect(await page.getByText('等牵头单位受理').count()).toBe(3)
  expect(await page.getByText('没有要求一起办').count()).toBe(2)
  await picture(page, 'hall-joint-phone', true)
})

test('the lead accepts, the parts open, and the applicant sees who has which', async () => {
  const clerk = await city.visit({ login: 'clerk-siming-shichang' })
  await clerk.goto(`/desk/cases/${number}`)
  const accept = stepOf(clerk, '受理')
  await accept.getByText('受理', { exact: true }).first().click()
  await accept.getByRole('button', { name: '受理' }).click()
  await clerk.getByText('已办理。').waitFor()
  const page = await city.visit({ login: 'citizen', lang: 'en' })
  await page.goto(`/cases/${number}`)
  await until(page, async () => (await page.getByText('waits for “Registration of a market entity”').count()) > 0)
  await page
    .getByRole('table', { name: 'Parts' })
    .getByRole('link', { name: 'Registration of a market entity' })
    .waitFor()
  await page.getByText('not asked for').first().waitFor()
  await accessible(page)
  await picture(page, 'hall-joint', true)
})

describe('a construction project', () => {
  let project = ''
  test('one form of what six permits ask, each question once; one upload, one receipt', async () => {
    const page = await city.visit({ login: 'citizen' })
    await page.goto('/apply/350200-20-0004')
    expect(await page.getByLabel('联系电话').count()).toBe(1)
    // What is asked, whoever asks it: numbers, days, a choice, words.
    const said: [RegExp, string][] = [
      [/统一社会信用代码/, '913502000000010006'],
      [/身份证号/, '350200190001010018'],
      [/电话/, '0592-1234567'],
      [/日期/, '2027-05-01'],
      [/公顷|平方米|立方米|万元/, '120'],
      [/名称|单位|位置|地点|联系人/, '环岛路商业楼'],
    ]
    const form = page.locator('form').filter({ has: page.getByRole('button', { name: '提交申请' }) })
    for (const field of await form
      .locator('input[type=text], input[type=tel], input[type=date], input:not([type]), input[type=number]')
      .all()) {
      if (!(await field.isVisible()) || (await field.inputValue()) !== '') continue
      const label = await field.evaluate((f: HTMLInputElement) => f.labels?.[0]?.textContent ?? '')
      const [, value] = said.find(([of]) => of.test(label)) ?? []
      if (value) await field.fill(value)
    }
    await page.getByLabel('商业', { exact: true }).check()
    for (const label of await page.locator('label').filter({ hasText: '选择文件' }).all()) {
      const name = (await label.textContent())!.replace(/^.*：/, '').trim()
      await page.getByLabel(`选择文件：${name}`, { exact: true }).setInputFiles(pdf(`${name}.pdf`))
      await page.getByRole('link', { name: `${name}.pdf` }).waitFor()
    }
    await picture(page, 'hall-project-form', true)
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.waitForURL(/\/cases\//)
    project = new URL(page.url()).pathname.split('/').at(-1)!
    await page.getByRole('heading', { name: '这一件里的各项' }).waitFor()
    expect(await page.getByRole('table', { name: '各项' }).getByRole('row').count()).toBe(7)
  })

  test('the order is that of the lead’s chart: planning waits for the land, and opens when it is granted', async () => {
    const clerk = await city.visit({ login: 'clerk' })
    await clerk.goto(`/desk/cases/${project}`)
    const accept = stepOf(clerk, '受理')
    await accept.getByText('受理', { exact: true }).first().click()
    await accept.getByRole('button', { name: '受理' }).click()
    await clerk.getByText('已办理。').waitFor()
    const page = await city.visit({ login: 'citizen', phone: true })
    await page.goto(`/cases/${project}`)
    const parts = page.getByRole('table', { name: '各项' })
    await until(page, async () => (await parts.getByRole('link').count()) === 1)
    const land = (await parts.getByRole('link').getAttribute('href'))!.split('/').at(-1)!.split('#')[0]!
    await page.getByText('等「建设用地规划许可证核发」办完').first().waitFor()
    await accessible(page)
    await picture(page, 'hall-project-phone', true)
    const officers = await Promise.all(
      ['clerk', 'reviewer', 'approver'].map((role) => city.visit({ login: `${role}-guihua` })),
    )
    const [counter, reviewer, approver] = officers as [Page, Page, Page]
    const at = async (officer: Page, step: string) => {
      await officer.goto(`/desk/cases/${land}`)
      const fold = stepOf(officer, step)
      if (!(await fold.evaluate((e) => (e as HTMLDetailsElement).open))) await fold.locator('summary').click()
    }
    const done = async (officer: Page, step: string) => {
      await officer.getByRole('button', { name: step, exact: true }).click()
      await officer.getByText('已办理。').waitFor()
    }
    await at(counter, '受理')
    await done(counter, '受理')
    await at(reviewer, '提出审查意见，报决定')
    await reviewer.getByRole('radio', { name: '建议准予' }).check()
    await reviewer.getByLabel('审查意见').fill('符合控制性详细规划，建议准予。')
    await done(reviewer, '提出审查意见，报决定')
    await at(approver, '作出决定')
    await approver.getByRole('radio', { name: '准予', exact: true }).check()
    await done(approver, '作出决定')
    await at(counter, '制证')
    await done(counter, '制证')
    await at(counter, '送达并办结')
    await counter.getByLabel('直接送达').check()
    await counter.getByLabel(/签收人/).fill('林晓岚')
    await done(counter, '送达并办结')
    await until(page, async () => (await parts.getByRole('link').count()) === 2)
    await parts.getByRole('link', { name: '建设工程规划许可证核发' }).waitFor()
    await picture(page, 'hall-project-next-phone', true)
  })
})

test('a clerk takes an application for who stands at the counter, and prints a receipt', async () => {
  const clerk = await city.visit({ login: 'clerk-siming-shichang' })
  await clerk.goto('/desk/counter?q=公章')
  await clerk.getByRole('link', { name: '公章刻制备案' }).click()
  await clerk.getByLabel('申请人姓名').fill('何小满')
  await clerk.getByLabel('申请人身份证号').fill('12')
  await clerk.getByLabel('申请人电话').fill('13800000000')
  await clerk.getByLabel('申请人在场').check()
  await clerk.getByLabel('名称', { exact: true }).fill('小满茶室')
  await clerk.getByLabel('法定代表人或经营者').fill('何小满')
  await clerk.getByLabel('身份证号', { exact: true }).fill('350200190001010018')
  await clerk.getByLabel('联系电话').fill('13800000000')
  await clerk.getByLabel('法定名称章', { exact: true }).check()
  await clerk.getByLabel('选择文件：身份证明').setInputFiles(pdf('身份证明.pdf'))
  await clerk.getByRole('link', { name: '身份证明.pdf' }).waitFor()
  expect(await clerk.getByLabel('申请人姓名').inputValue()).toBe('何小满')
  await clerk.getByRole('button', { name: '提交申请' }).click()
  await clerk.getByText('身份证号应为 18 位').first().waitFor()
  expect(await clerk.getByLabel('名称', { exact: true }).inputValue()).toBe('小满茶室')
  await accessible(clerk)
  await clerk.getByLabel('申请人身份证号').fill('35020019000101777X')
  await clerk.getByRole('button', { name: '提交申请' }).click()
  await clerk.getByRole('heading', { name: '收件凭证' }).waitFor()
  await clerk.getByText(/新开的账号 c\d{8}/).waitFor()
  await picture(clerk, 'hall-counter-receipt')
})

test('an appointment: chosen, confirmed, in the calendar, cancelled', async () => {
  const page = await city.visit({ login: 'citizen2', phone: true, scripts: false, lang: 'en' })
  await page.goto('/appointments?unit=350200-jianshe')
  await picture(page, 'hall-slots-phone', true)
  const day = page.getByRole('main').locator('details').nth(1)
  await day.locator('summary').click()
  await day.getByRole('button', { name: /^10:00/ }).click()
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('Booked.').waitFor()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Add to calendar' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/\.ics$/)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('Cancelled; the slot is free again.').waitFor()
})

test('messages and licences: read, and asked for by e-mail', async () => {
  const page = await city.visit({ login: 'citizen' })
  // axe looks where scripts run.
  for (const path of [
    '/scenarios/restaurant?where=350203&have=no&size=small&water=no',
    '/appointments?unit=350200-jianshe',
  ]) {
    await page.goto(path)
    await accessible(page)
  }
  await page.goto('/my/messages')
  await until(page, async () => (await page.getByText('已受理，开始计时。').count()) > 0)
  await page.getByLabel('电子邮箱').fill('nobody')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('邮箱地址看起来不对').first().waitFor()
  await page.getByLabel('电子邮箱').fill('lin@example.com')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('通知方式已保存。').waitFor()
  await accessible(page)
  await picture(page, 'hall-messages', true)
  await page.goto('/my/licences')
  await page.getByRole('heading', { name: '我的证照' }).waitFor()
  await accessible(page)
  await picture(page, 'hall-licences')
})

test('a number at the counter: taken, called, on the hall’s screen without a reload', async () => {
  const clerk = await city.visit({ login: 'clerk' })
  await clerk.goto('/desk/appointments')
  await clerk.getByRole('button', { name: '给没有预约的人取号' }).click()
  const slip = (await clerk.locator('.slip b').textContent())!
  await picture(clerk, 'hall-queue-slip')
  const screen = await city.visit({ phone: true, lang: 'en' })
  await screen.goto('/queue/350200-jianshe')
  await screen.getByText('1 waiting').waitFor()
  await clerk.getByLabel('我在几号窗口').fill('3')
  await clerk.getByRole('button', { name: '叫下一个' }).click()
  await screen.getByText('window 3').waitFor()
  expect(await screen.locator('.calls b').first().textContent()).toBe(slip)
  await accessible(screen)
  await picture(screen, 'hall-queue-screen-phone', true)
  await clerk.getByRole('button', { name: `办完 ${slip}` }).click()
  await screen.getByText('No number is called now.').waitFor()
  await accessible(clerk)
  await picture(clerk, 'hall-queue', true)
})

test('the inbox is narrowed, and the unit sees its own twelve months', async () => {
  const clerk = await city.visit({ login: 'clerk' })
  await clerk.goto('/desk/inbox')
  await clerk.getByLabel('期限和经手').selectOption('在我手里')
  await clerk.getByRole('button', { name: '查找' }).click()
  await clerk.getByText('没有符合筛选的。').waitFor()
  await accessible(clerk)
  // A closed case's number, typed on the tab of open ones.
  await clerk.goto('/desk/cases?closed=1')
  const closed = (await clerk
    .getByRole('main')
    .getByRole('link', { name: /^\d{6}-\d{4}-\d+$/ })
    .first()
    .textContent())!
  await clerk.goto('/desk/cases')
  await clerk.getByLabel('编号、事项或当事人').fill(closed)
  await clerk.getByRole('button', { name: '查找' }).click()
  await clerk.getByRole('link', { name: '已办结的里找到 1 件' }).click()
  await clerk.getByRole('link', { name: closed, exact: true }).waitFor()
  await clerk.goto('/desk/statistics/unit')
  await clerk.getByRole('heading', { name: /市建设与管理局的统计/ }).waitFor()
  await until(
    clerk,
    async () => (await clerk.getByRole('link', { name: '收到的申请' }).or(clerk.getByText('收到的申请')).count()) > 0,
  )
  await accessible(clerk)
  await picture(clerk, 'statistics-unit', true)
})
