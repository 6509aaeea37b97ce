// Special cases of real life, as those who meet them: a material that comes later, a promise, a licence that is changed, a neighbour's word,
// a new chart under running cases.
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
const numberOf = (page: Page) => /\d{6}-\d{4}-\d{6}/.exec(page.url())![0]
let number = ''

test('deferred: ticked on a phone without scripts, handed in later, no licence before', async () => {
  const page = await city.visit({ login: 'citizen', phone: true, scripts: false })
  await fillFood(page, '思明区中山路 1 号')
  // The choice is kept like any other answer.
  expect(await page.getByRole('group', { name: '容缺后补的材料' }).getByLabel('食品安全管理制度').isChecked()).toBe(
    true,
  )
  await picture(page, 'special-apply-phone', true)
  await press(page, '提交申请')
  await page.getByText('已收到您的申请').waitFor()
  number = numberOf(page)

  const clerk = await city.visit({ login: 'clerk-siming-shichang' })
  await clerk.goto(`/desk/cases/${number}`)
  await open(clerk, '受理')
  await press(clerk, '受理')
  await clerk.getByRole('cell', { name: '等申请人补交' }).waitFor()
  await accessible(clerk)
  const reviewer = await city.visit({ login: 'reviewer-siming-shichang' })
  await reviewer.goto(`/desk/cases/${number}`)
  await open(reviewer, '提出审查意见，报决定')
  await reviewer.getByRole('radio', { name: '建议准予' }).check()
  await reviewer.getByLabel('审查意见').fill('符合。')
  await press(reviewer, '提出审查意见，报决定')
  await reviewer.getByText('审查完毕，待决定').first().waitFor()
})

test('a neighbour is heard before the decision', async () => {
  const page = await city.visit({ login: 'citizen2', phone: true, lang: 'en' })
  await page.goto(`/cases/${number}/object`)
  await accessible(page)
  await page.getByLabel('Facts and reasons').fill('The kitchen’s fumes face my windows.')
  await picture(page, 'special-objection-phone', true)
  await press(page, 'Send')
  await page.getByText('It is with the unit').waitFor()
  const approver = await city.visit({ login: 'approver-siming-shichang' })
  await approver.goto(`/desk/cases/${number}`)
  await picture(approver, 'special-desk', true)
  await open(approver, '作出决定')
  await approver.getByRole('radio', { name: '准予', exact: true }).check()
  await press(approver, '作出决定')
  await approver.getByText('还有陈述、申辩没有答复').first().waitFor()
  await open(approver, '答复陈述、申辩')
  await approver.getByRole('radio', { name: '不采纳' }).check()
  await approver.getByLabel('答复和理由').fill('油烟经净化，符合标准。')
  await press(approver, '答复陈述、申辩')
  await approver.getByText('已办理').waitFor()
  await open(approver, '作出决定')
  await approver.getByRole('radio', { name: '准予', exact: true }).check()
  await press(approver, '作出决定')
  await approver.getByText('准予，待制证').first().waitFor()
  const clerk = await city.visit({ login: 'clerk-siming-shichang' })
  await clerk.goto(`/desk/cases/${number}`)
  await open(clerk, '制证')
  await press(clerk, '制证')
  await clerk.getByText('承诺后补的材料还没补齐').first().waitFor()

  const citizen = await city.visit({ login: 'citizen' })
  await citizen.goto(`/cases/${number}`)
  await citizen.getByLabel('选择文件：食品安全管理制度').setInputFiles(pdf('制度.pdf'))
  await citizen.getByText('已补交').first().waitFor()
  await accessible(citizen)
  await clerk.goto(`/desk/cases/${number}`)
  await open(clerk, '制证')
  await press(clerk, '制证')
  await clerk.getByText('已制证，待送达').first().waitFor()
})

test('my licences: changed from there, with what is known already filled in', async () => {
  const page = await city.visit({ login: 'citizen', lang: 'en' })
  await page.goto('/my/licences')
  await accessible(page)
  await picture(page, 'special-licences', true)
  const licence = `L${number.replaceAll('-', '')}`
  await page.getByRole('link', { name: `Change ${licence}` }).click()
  expect(await page.getByLabel('Number of the licence').inputValue()).toBe(licence)
  expect(await page.getByLabel('Name of the business').inputValue()).toBe('鹭岛茶馆')
  await page.getByLabel('Name of the business').fill('鹭岛新茶馆')
  await page.getByLabel('Telephone').fill('0592-1234567')
  await accessible(page)
  await page.getByLabel(/^Choose a file: Proof of what changed/).setInputFiles(pdf('proof.pdf'))
  await page.getByRole('link', { name: 'proof.pdf' }).waitFor()
  await picture(page, 'special-change', true)
  await press(page, 'Submit')
  await page.getByText('Your application was received').waitFor()
  // One at a time: the second is refused with the first one's number, and what was typed stays.
  const second = await city.visit({ login: 'citizen', phone: true })
  await second.goto(`/apply/350203-01-0114?licence=${licence}`)
  await second.getByLabel('注销的原因').fill('不再经营')
  await second.getByLabel('联系电话').fill('0592-1234567')
  await press(second, '提交申请')
  await second
    .getByText(/已有一件在办（/)
    .first()
    .waitFor()
  expect(await second.getByLabel('注销的原因').inputValue()).toBe('不再经营')
  await accessible(second)
})

test('on a promise: decided at once, and checked by a task of its own', async () => {
  const page = await city.visit({ login: 'citizen2' })
  await page.goto('/apply/350205-01-0301')
  const fields = { 场所名称: '鹭岛茶馆', 统一社会信用代码: '913502000000010006' }
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).first().fill(value)
  await page.locator('[name=address]').fill('海沧区沧虹路 1 号')
  await page.locator('[name=area]').fill('120')
  await page.locator('[name=manager]').fill('王一')
  await page.locator('[name=phone]').fill('0592-1234567')
  await page.getByLabel('采用告知承诺方式').check()
  for (const name of ['消防设施检测合格文件', '灭火和应急疏散预案', '场所平面布置图']) {
    await page.getByLabel(`选择文件：${name}`).setInputFiles(pdf(`${name}.pdf`))
    await page.getByRole('link', { name: `${name}.pdf` }).waitFor()
  }
  await accessible(page)
  await picture(page, 'special-promise', true)
  await press(page, '提交申请')
  await page.getByText('已收到您的申请').waitFor()
  const promised = numberOf(page)
  const clerk = await city.visit({ login: 'clerk-haicang-xiaofang' })
  await clerk.goto(`/desk/cases/${promised}`)
  await open(clerk, '受理')
  await press(clerk, '受理')
  await clerk.getByText('告知承诺，许可后核查').first().waitFor()
  await clerk
    .getByText(/「决定」由/)
    .first()
    .waitFor()
})

test('a new chart: the legal office sees which running cases can go on by it', async () => {
  const legal = await city.visit({ login: 'legal' })
  await legal.goto('/desk/running')
  await legal.getByRole('heading', { name: '在办件迁新版' }).waitFor()
  await accessible(legal)
  await picture(legal, 'special-running')
})

test('an enterprise by its code, an address by its street; a register that is down, wrong or double stops nobody', async () => {
  const page = await city.visit({ login: 'citizen2', phone: true, scripts: false })
  const form = '/apply/350200-01-0009'
  const behave = async (mode: string) => {
    await page.goto('/demo-registers')
    await page.getByLabel(mode).check()
    await press(page, '就这样')
    await page.getByText('已改').waitFor()
    await page.goto(form)
  }
  const look = (name = '查登记信息') => press(page, name)
  // From the form itself, where it is only a demonstration.
  await page.goto(form)
  await page.getByRole('link', { name: '这是演示的' }).first().click()
  await page.waitForURL(/demo-registers/)
  await behave('断：问也不答')
  // The form begins with what the last application said.
  await page.getByLabel('建设单位', { exact: true }).fill('')
  await page.getByLabel('统一社会信用代码').fill('91350200000001028Q')
  await look()
  await page.getByText('现在没有回答；您填的都在').waitFor()
  expect(await page.getByLabel('统一社会信用代码').inputValue()).toBe('91350200000001028Q')
  await behave('错：答的是别的企业')
  await look()
  await page.getByText('答的不是所问的，没有采用').waitFor()
  await behave('重：一条说两遍')
  await look()
  await page.getByText('查到了：集美石材有限公司（演示）').waitFor()
  expect(await page.getByLabel('建设单位', { exact: true }).inputValue()).toBe('集美石材有限公司（演示）')
  await page.getByLabel('建设地点').fill('湖滨南路')
  await look('查地址')
  await picture(page, 'look-up-phone', true)
  await press(page, '厦门市思明区湖滨南路 83 号')
  expect(await page.getByLabel('建设地点').inputValue()).toBe('厦门市思明区湖滨南路 83 号')
  // What was typed stays where the register has something else.
  await page.getByLabel('建设单位', { exact: true }).fill('别的公司')
  await look()
  await page.getByText('您填的没有动').waitFor()
  expect(await page.getByLabel('建设单位', { exact: true }).inputValue()).toBe('别的公司')
  const english = await city.visit({ login: 'citizen2', lang: 'en' })
  await english.goto(form)
  await english.getByRole('button', { name: 'Look up the registration' }).click()
  await english.getByText('was left as it is').waitFor()
  await accessible(english)
  await picture(english, 'look-up-en', true)
})
