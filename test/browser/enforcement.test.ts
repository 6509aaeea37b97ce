import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessible, type City, picture, startCity } from './city.ts'

// Penalties as their users meet them: the officer on a desktop and on a phone, the head, the party without scripts, everybody.
let city: City
beforeAll(async () => {
  city = await startCity()
})
afterAll(() => city?.close())

const DESK = '/desk/penalties'

/** The number of a case in the list, by a word that stands in its row. */
async function numberOf(page: Awaited<ReturnType<City['visit']>>, path: string, word: string): Promise<string> {
  await page.goto(path)
  const row = page.getByRole('row').filter({ hasText: word }).first()
  return (await row.getByRole('link').first().textContent())!.trim()
}

test('an officer computes by the standard without scripts, gives notice and serves it; the party defends on a phone', async () => {
  const page = await city.visit({ login: 'enforce-jiaotong', scripts: false })
  const number = await numberOf(page, DESK, '调查取证')
  const looks = await city.visit({ login: 'enforce-jiaotong' })
  await looks.goto(DESK)
  await accessible(looks)
  await picture(looks, 'penalty-list')
  await page.goto(`${DESK}/${number}/report`)
  // Nothing typed: what is missing is said beside each fact, and nothing is lost.
  await page.getByRole('button', { name: '按基准算' }).click()
  await page.getByLabel('车辆数').fill('5')
  await page.getByRole('button', { name: '按基准算' }).click()
  expect(await page.getByLabel('车辆数').inputValue()).toBe('5')
  await page.getByLabel('违法所得', { exact: true }).fill('1,200')
  await page.getByLabel('及时改正').check()
  await page.getByLabel('一般', { exact: true }).check()
  await page.getByRole('button', { name: '按基准算' }).click()
  await page.getByText('法律和基准怎么说').waitFor()
  await page.getByText('10,000.00 元 – 30,000.00 元').waitFor()
  await looks.goto(page.url())
  await accessible(looks)
  await picture(looks, 'penalty-report', true)
  await page.getByLabel('建议处罚').check()
  // Above the statute: refused beside the field, with all that was typed.
  await page.getByLabel(/^罚款/).last().fill('60000')
  await page.getByLabel('事实、证据和理由').fill('现场检查，五辆货车没有营运证。')
  await page.getByRole('button', { name: '提交报告' }).click()
  await page.getByText('超过法律规定的上限').first().waitFor()
  expect(await page.getByLabel('事实、证据和理由').inputValue()).toContain('五辆货车')
  await page.getByLabel(/^罚款/).last().fill('9,000')
  await page.getByRole('button', { name: '提交报告' }).click()
  // 9,000 is below the band: reasons are asked for.
  await page.getByText('偏离的理由请写明').first().waitFor()
  await page.getByLabel(/^罚款/).last().fill('15,000')
  await page.getByRole('button', { name: '提交报告' }).click()
  await page.getByText('调查终结，审核中').first().waitFor()
  await page.getByText('出具告知书').first().click()
  await page.getByRole('button', { name: '出具告知书' }).click()
  await page.getByText('已告知').first().waitFor()
  await page.getByText('记录送达').first().click()
  await page.getByLabel('直接送达').check()
  await page.getByLabel(/^签收人/).fill('法定代表人')
  await page.getByRole('button', { name: '记录送达' }).click()
  await page.getByText('送达', { exact: false }).first().waitFor()
  const code = (await page
    .locator('dt', { hasText: '当事人校验码' })
    .locator('xpath=following-sibling::dd[1]')
    .textContent())!.trim()
  await looks.goto(`${DESK}/${number}`)
  await accessible(looks)
  await picture(looks, 'penalty-case', true)

  const party = await city.visit({ login: 'citizen2', phone: true, scripts: false })
  await party.goto('/my-penalties')
  await party.getByLabel('案号').fill(number)
  await party.getByLabel('校验码').fill('ABCDEFGHJK')
  await party.getByRole('button', { name: '进入' }).click()
  await party.getByText('案号和校验码对不上').first().waitFor()
  await party.getByLabel('校验码').fill(code)
  await party.getByRole('button', { name: '进入' }).click()
  await party.getByText('前可以陈述申辩').waitFor()
  expect(await party.getByText('案件调查终结报告').count()).toBe(0)
  await party.getByLabel('我要陈述、申辩').fill('五辆车中有两辆已经注销。')
  await party.getByRole('button', { name: '提交' }).click()
  await party.getByText('已收到').first().waitFor()
  const sees = await city.visit({ login: 'citizen2', phone: true, lang: 'en' })
  await sees.goto(`/my-penalties/${number}`)
  await accessible(sees)
  await picture(sees, 'penalty-party-phone', true)
  // Too early to decide: the days of the notice are not over.
  await page.goto(`${DESK}/${number}`)
  await page.locator('summary', { hasText: '复核陈述申辩' }).first().click()
  await page.getByLabel('不采纳').check()
  await page.getByLabel('复核意见').fill('注销的车辆不在五辆之内。')
  await page.getByRole('button', { name: '复核陈述申辩' }).click()
  await page.getByText('告知的期限还没有到').or(page.getByText('以后才能复核、决定')).first().waitFor()
  expect(await page.getByLabel('复核意见').inputValue()).toContain('注销')
})

test('a penalty on the spot, on a phone that goes off line in the middle: nothing typed is lost', async () => {
  const page = await city.visit({ login: 'enforce-siming-xiaofang', phone: true })
  await page.goto('/desk/penalties-on-the-spot')
  await page.getByLabel(/^身份证号/).fill('350200190001010018')
  await page.getByLabel('占用时间').fill('30')
  await page.getByLabel('及时改正').check()
  await page.getByRole('button', { name: '按基准算' }).click()
  await page.getByText('是（系统查明）').waitFor()
  await page.getByLabel('个人').check()
  await page.getByLabel('姓名或名称').fill('林晓岚')
  await page.getByLabel(/^地址/).fill('思明区莲花路 1 号')
  await page.getByLabel('违法地点').fill('莲花新村消防车通道')
  await page.getByLabel('罚款', { exact: true }).first().check()
  await page.getByRole('radio', { name: /韩若谷/ }).check()
  await page.getByLabel('签收', { exact: true }).check()
  await page.getByLabel('事实和理由').fill('占用消防车通道三十分钟。')
  await accessible(page)
  await picture(page, 'penalty-spot-phone', true)
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '出具决定书' }).click()
  await page.getByText('现在没有信号，没有发出').waitFor()
  await page.context().setOffline(false)
  await page.reload()
  await page.getByText('这台设备上留着没有发出的内容').waitFor()
  await page.getByRole('button', { name: '恢复' }).click()
  expect(await page.getByLabel('事实和理由').inputValue()).toContain('三十分钟')
  await page.getByRole('button', { name: '出具决定书' }).click()
  await page.getByText('已决定，待履行').first().waitFor()
  await page.getByRole('link', { name: '当场行政处罚决定书' }).first().waitFor()
})

test('the head files a lead: two officers, and the case opens; in English', async () => {
  const page = await city.visit({ login: 'approver-siming-shichang', lang: 'en' })
  await page.goto('/desk/leads')
  await accessible(page)
  const number = await numberOf(page, '/desk/leads', 'Waiting for the head')
  await page.goto(`/desk/leads/${number}`)
  await page.getByText('This may be the same event').waitFor()
  await accessible(page)
  await picture(page, 'lead-case', true)
  await page.getByLabel('File', { exact: true }).check()
  await page.getByLabel('Reasons').first().fill('It meets the standard.')
  const boxes = page.getByRole('checkbox')
  await boxes.nth(0).check()
  await page.getByRole('button', { name: 'File or not' }).click()
  await page.getByText('Two officers are put in charge').first().waitFor()
  await boxes.nth(1).check()
  await page.getByRole('button', { name: 'File or not' }).click()
  await page.getByRole('link', { name: /^Case 3502/ }).waitFor()
})

test('everybody reads published decisions, finds one, takes the list away; a withdrawn one is gone', async () => {
  for (const phone of [false, true]) {
    const page = await city.visit({ phone, lang: phone ? 'en' : 'zh' })
    await page.goto('/penalties')
    await accessible(page)
    await picture(page, `penalties-${phone ? 'phone-en' : 'desktop'}`, true)
  }
  const page = await city.visit()
  await page.goto(`/penalties?q=${encodeURIComponent('集美石材')}`)
  expect(await page.getByRole('row').count()).toBe(2)
  await page.getByRole('link', { name: '集美石材有限公司（演示）' }).click()
  await page.getByText('公开到').waitFor()
  await accessible(page)
  const head = await city.visit({ login: 'approver-jiaotong' })
  const number = page.url().split('/').at(-1)!
  await head.goto(`${DESK}/${number}`)
  await head.getByText('撤回公开').first().click()
  await head.getByLabel('公开说明的理由').fill('决定已经变更。')
  await head.getByRole('button', { name: '撤回公开' }).click()
  await head.getByText('已办理').waitFor()
  await expect.poll(async () => (await page.reload())?.status()).toBe(404)
})

/** Does one of the things that can be done on a case: opens it, fills it in by its labels, sends it. */
async function does(page: Page, title: string, fields: Record<string, string | true> = {}): Promise<void> {
  const form = page.locator('details', { has: page.locator('summary', { hasText: new RegExp(`^${title}$`) }) })
  if ((await form.getAttribute('open')) === null) await form.locator('summary').click()
  for (const [label, value] of Object.entries(fields)) {
    const field = form.getByLabel(label, { exact: true })
    if (value === true) await field.check()
    else await field.fill(value)
  }
  await form.getByRole('button', { name: title, exact: true }).click()
}
const doneBy = (page: Page) => page.getByText(/^(已办理。|Done\.)$/).waitFor()
/** The code that is printed on the letters, as an officer in charge reads it. */
const codeOn = async (page: Page): Promise<string> =>
  (await page
    .locator('dt', { hasText: '当事人校验码' })
    .locator('xpath=following-sibling::dd[1]')
    .textContent())!.trim()
async function joins(page: Page, number: string, code: string, words: [string, string, string]): Promise<void> {
  await page.goto('/my-penalties')
  await page.getByLabel(words[0]).fill(number)
  await page.getByLabel(words[1]).fill(code)
  await page.getByRole('button', { name: words[2] }).click()
  await page.waitForURL(/my-penalties\/3502/)
}
/** Moves the city's clock forward until a day, with the demonstration's own control. */
async function until(day: string): Promise<void> {
  const page = await city.visit()
  // Each move lets the whole city catch up before it answers.
  page.setDefaultTimeout(60_000)
  await page.goto('/demonstration')
  for (;;) {
    const now = /\d{4}-\d\d-\d\d/.exec((await page.locator('main strong.num').textContent())!)![0]
    const left = Math.round((Date.parse(day) - Date.parse(now)) / 86_400_000)
    if (left <= 0) return
    await page.getByRole('button', { name: left >= 7 ? '一周' : left >= 3 ? '三天' : '一天' }).click()
    await page.getByText('时钟已拨动；').waitFor()
  }
}
const today = async (page: Page) =>
  /\d{4}-\d\d-\d\d/.exec((await page.getByText('演示城市').first().textContent())!)![0]

test('seizure: proposed, ordered, listed, tested, extended, given back; officer in Chinese, head in English', async () => {
  const officer = await city.visit({ login: 'enforce-siming-shichang' })
  const number = await numberOf(officer, DESK, '已告知')
  await officer.goto(`${DESK}/${number}`)
  await does(officer, '报批保存、查封、扣押', { 扣押: true, '物品、场所': '烤箱两台', 理由: '可能继续用于违法经营。' })
  await doneBy(officer)
  await officer.getByText('烤箱两台 待批准').waitFor()
  const tested = new Date(Date.parse(await today(officer)) + 20 * 86_400_000).toISOString().slice(0, 10)

  const head = await city.visit({ login: 'approver-siming-shichang', lang: 'en' })
  await head.goto(`${DESK}/${number}`)
  await does(head, 'Order the measure')
  await doneBy(head)
  await head.getByText(/烤箱两台 in force · until/).waitFor()
  await does(head, 'Suspend the clock', { Testing: true, '2. seizure: 烤箱两台': true, Notes: 'The ovens are tested.' })
  await head.getByText('the last day is named').first().waitFor()
  await does(head, 'Suspend the clock', {
    Testing: true,
    '2. seizure: 烤箱两台': true,
    'Tested until (the party is told) (optional)': tested,
    Notes: 'The ovens are tested.',
  })
  await doneBy(head)
  await head.getByRole('link', { name: 'Notice of the time of testing' }).first().waitFor()
  await accessible(head)
  await picture(head, 'penalty-seizure-en', true)
  await does(head, 'Let the clock go on', { Notes: 'The result is there.' })
  await doneBy(head)
  await does(head, 'Extend the seizure', { '2. seizure: 烤箱两台': true, Reasons: 'The appraisal goes on.' })
  await doneBy(head)
  await does(head, 'Extend the seizure', { '2. seizure: 烤箱两台': true, Reasons: 'Once more.' })
  await head.getByText('It can be extended once').first().waitFor()

  await officer.goto(`${DESK}/${number}/forms?form=goods-list`)
  await officer.getByLabel(/^物品：名称/).fill('烤箱两台，九成新')
  await officer.getByRole('button', { name: '出具并编号' }).click()
  await officer.goto(`${DESK}/${number}`)
  await officer.getByRole('link', { name: '场所设施财物清单' }).first().waitFor()
  await does(officer, '解除、处理措施', { '2. 扣押：烤箱两台': true, 退还: true, 理由: '查明与本案无关。' })
  await doneBy(officer)
  await officer.getByText('烤箱两台 已处理').waitFor()
  await officer.getByRole('link', { name: '解除行政强制措施决定书' }).first().waitFor()
})

test('paid late by the party on a phone at the demonstration bank, fine and surcharge; closed and archived', async () => {
  const officer = await city.visit({ login: 'enforce-jiaotong' })
  const number = await numberOf(officer, DESK, '已决定')
  await officer.goto(`${DESK}/${number}`)
  await does(officer, '履行情况', { 已缴清: true })
  await officer.getByText(/还差/).first().waitFor()
  const party = await city.visit({ login: 'citizen2', phone: true, scripts: false, lang: 'en' })
  await joins(party, number, await codeOn(officer), ['Case number', 'Code', 'Open'])
  const mine = party.url()
  const looks = await city.visit({ login: 'citizen2', phone: true, lang: 'en' })
  await looks.goto(mine)
  await accessible(looks)
  await picture(looks, 'penalty-pay-phone-en', true)
  /** Pays the order whose words begin so; what it takes for the bank's notice to arrive is polled. */
  const pays = async (what: string) => {
    await party.goto(mine)
    const order = party.locator('p', { hasText: new RegExp(`^${what}`) }).getByRole('link', { name: /^Order to pay/ })
    await order.click()
    await party.getByRole('link', { name: 'Pay at the demonstration bank' }).click()
    await party.getByRole('button', { name: 'Pay', exact: true }).click()
    await party.getByText('The bank has booked it').waitFor()
  }
  await pays('Fine')
  // The surcharge has its order as soon as the fine is paid, though nobody urged.
  await expect
    .poll(async () => (await party.goto(mine)) && party.getByText(/^Surcharge .*Order to pay/).count(), {
      timeout: 20_000,
    })
    .toBe(1)
  await pays('Surcharge')
  await expect
    .poll(async () => (await party.goto(mine)) && party.getByText('Please pay').count(), { timeout: 20_000 })
    .toBe(0)
  await officer.goto(`${DESK}/${number}`)
  await does(officer, '履行情况', { 已缴清: true })
  await doneBy(officer)
  const head = await city.visit({ login: 'approver-jiaotong' })
  await head.goto(`${DESK}/${number}`)
  await does(head, '结案', { '意见（选填）': '履行完毕。' })
  await doneBy(head)
  await head.getByText('已结案').first().waitFor()
  const archivist = await city.visit({ login: 'archivist' })
  await archivist.goto('/desk/archive/waiting')
  await archivist.getByLabel('办件编号').fill(number)
  await archivist.getByRole('button', { name: '查找' }).click()
  await archivist.getByRole('button', { name: new RegExp(`^归档 ${number}`) }).click()
  await archivist.getByText('已归档，档号').waitFor()
})

test('an inspection for a cause, the pool of subjects, and the list of items have their pages', async () => {
  const page = await city.visit({ login: 'enforce-siming-shichang', scripts: false })
  await page.goto('/desk/inspection-pool')
  // Refused beside its field, with all that was typed.
  await page.getByLabel('统一社会信用代码').fill('9135020')
  await page.getByLabel('名称', { exact: true }).fill('新开的面馆（演示）')
  await page.getByLabel('地址', { exact: true }).fill('思明区莲花路 77 号')
  await page.getByLabel('食品经营检查', { exact: true }).check()
  await page.getByLabel('B 类').check()
  await page.getByRole('button', { name: '保存' }).click()
  await page.locator('.error').first().waitFor()
  expect(await page.getByLabel('名称', { exact: true }).inputValue()).toBe('新开的面馆（演示）')
  await page.getByLabel('统一社会信用代码').fill('91350203000002099A')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('名录已更新').waitFor()
  await page.getByLabel('名称、代码、地址').fill('新开的面馆')
  await page.getByRole('button', { name: '查找' }).click()
  await page.getByRole('link', { name: '新开的面馆（演示）' }).click()
  await page.getByRole('link', { name: '对它开出检查' }).click()
  expect(await page.getByLabel('检查对象的统一社会信用代码').inputValue()).toBe('91350203000002099A')
  await page.getByLabel('食品经营检查', { exact: true }).check()
  await page.getByLabel('投诉举报').check()
  await page.getByLabel('具体情况（不公开）').fill('市民举报后厨脏乱。')
  const cards = page.getByRole('group', { name: '检查人员（两人以上）' }).getByRole('checkbox')
  await cards.nth(0).check()
  await page.getByRole('button', { name: '开出检查' }).click()
  await page.getByText('检查人员不得少于两人').first().waitFor()
  expect(await page.getByLabel('具体情况（不公开）').inputValue()).toContain('后厨')
  await cards.nth(1).check()
  await page.getByRole('button', { name: '开出检查' }).click()
  await page.waitForURL(/desk\/inspections\/3502/)
  await page.getByText('待审批').first().waitFor()
  const legal = await city.visit({ login: 'legal', lang: 'en' })
  await legal.goto('/desk/inspection-list')
  await accessible(legal)
  await picture(legal, 'inspection-list-en', true)
  const [file] = await Promise.all([
    legal.waitForEvent('download'),
    legal.getByRole('link', { name: 'Download the list (JSON)' }).click(),
  ])
  const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
  await legal.getByLabel('The list (JSON)').setInputFiles({
    name: 'list.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{ "items": [] }'),
  })
  await legal.getByLabel('First day in force').fill(day)
  await legal.getByRole('button', { name: 'Publish' }).click()
  await legal.locator('.error').first().waitFor()
  await legal.getByLabel('The list (JSON)').setInputFiles((await file.path())!)
  await legal.getByRole('button', { name: 'Publish' }).click()
  await legal.getByText(/^Version \d+ is published/).waitFor()
  const looks = await city.visit({ login: 'enforce-siming-shichang', phone: true })
  for (const path of ['/desk/inspection-pool', '/desk/inspection-for-cause']) {
    await looks.goto(path)
    await accessible(looks)
    await picture(looks, path.slice(6), true)
  }
})

test('the hearing: asked on a phone within five days, called seven working days before, held by who did not investigate; decided', async () => {
  const officer = await city.visit({ login: 'enforce-jianshe' })
  const number = await numberOf(officer, DESK, '已告知')
  await officer.goto(`${DESK}/${number}`)
  const party = await city.visit({ login: 'citizen2', phone: true })
  await joins(party, number, await codeOn(officer), ['案号', '校验码', '进入'])
  await party.getByText('前可以陈述申辩、要求听证').waitFor()
  await party.getByLabel('我要求听证').check()
  await party.getByLabel('我要陈述、申辩').fill('工程价款没有那么多。')
  await party.getByRole('button', { name: '提交' }).click()
  await party.getByText('已收到').first().waitFor()
  await accessible(party)
  await picture(party, 'hearing-party-phone', true)

  await officer.goto(`${DESK}/${number}`)
  await does(officer, '复核陈述申辩', { 没有提出: true, 复核意见: '转听证。' })
  await officer.getByText('当事人提出了意见').first().waitFor()
  await does(officer, '复核陈述申辩', { 留到听证: true, 复核意见: '转听证。' })
  await doneBy(officer)
  expect(await officer.locator('summary', { hasText: '通知听证' }).count()).toBe(0)

  const legal = await city.visit({ login: 'legal-jianshe' })
  await legal.goto(`${DESK}/${number}`)
  await does(legal, '通知听证', { 日期: await today(legal), 地点: '三楼会议室' })
  const earliest = /最早 (\S{10})/.exec((await legal.getByText(/^最早/).first().textContent())!)![1]!
  await does(legal, '通知听证', { 日期: earliest, 地点: '三楼会议室' })
  await doneBy(legal)
  await does(legal, '记录听证', { 到场: true, 笔录: '双方到场。', 听证意见: '事实成立。' })
  await legal.getByText('还没有到听证的日子').first().waitFor()
  await until(earliest)

  const presides = await city.visit({ login: 'legal-jianshe' })
  await presides.goto(`${DESK}/${number}`)
  await does(presides, '记录听证', { 到场: true, 笔录: '双方到场，当事人申辩，质证完毕。', 听证意见: '事实成立。' })
  await doneBy(presides)
  await accessible(presides)
  await picture(presides, 'hearing-held', true)
  await does(presides, '法制审核', { 通过: true, 理由: '程序合法。' })
  await doneBy(presides)
  const head = await city.visit({ login: 'approver', lang: 'en' })
  await head.goto(`${DESK}/${number}`)
  await does(head, 'Discuss', { Present: 'A, B, C', 'How many': '3', Conclusion: 'Agreed.' })
  await doneBy(head)
  await does(head, 'Decide', { Penalise: true, Reasons: 'The facts stand.' })
  await doneBy(head)
  await head.getByRole('link', { name: 'Penalty decision' }).first().waitFor()
  await accessible(head)
  const serves = await city.visit({ login: 'enforce-jianshe' })
  await serves.goto(`${DESK}/${number}`)
  await does(serves, '记录送达', { 直接送达: true, '签收人（选填）': '法定代表人' })
  await doneBy(serves)
  const reads = await city.visit({ login: 'citizen2', phone: true, lang: 'en' })
  await reads.goto(`/my-penalties/${number}`)
  await reads.getByRole('link', { name: 'Penalty decision' }).first().waitFor()
  await reads.getByText('If you disagree').waitFor()
  await accessible(reads)
  await picture(reads, 'hearing-decided-phone-en', true)
})
