// A tender that fails for want of bids, and its second round: of two lots, open to consortia. From the plan to the opened bids, in the
// browser; bidders and trustees beside the one who is watched act by the same addresses (bidding.ts).
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bidQuietly, opened, releaseQuietly } from './bidding.ts'
import { accessible, type City, pdf, picture, startCity, stepOf, unfold } from './city.ts'

let city: City
let failed: string
beforeAll(async () => {
  city = await startCity()
}, 400_000)
afterAll(() => city?.close())

const LONG = 240_000
const look = async (page: Page, name: string, scripts = true) => {
  if (scripts) await accessible(page)
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    `${page.url()} is wider than its window`,
  ).toBe(true)
  await picture(page, `second-round-${name}`, true)
}
const pass = async (days: number[]) => {
  const page = await city.visit()
  page.setDefaultTimeout(60_000)
  for (const d of days) {
    await page.goto('/demonstration')
    await page.locator(`button[value="${d}"]`).click()
    await page.waitForURL(/moved=1/)
  }
}
/** The days on which the deadline is, counted from the city's own day. */
async function deadline(page: Page, days: number): Promise<string> {
  await page.goto('/')
  const today = /\d{4}-\d{2}-\d{2}/.exec((await page.textContent('body')) ?? '')![0]
  return new Date(Date.parse(`${today}T09:00:00+08:00`) + days * 86_400_000).toISOString()
}
async function press(page: Page, name: string) {
  const fold = stepOf(page, name)
  if ((await fold.count()) > 0) await unfold(page, name)
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByText('已办理。').waitFor()
}

async function fillPlan(page: Page, title: string, more: Record<string, string> = {}) {
  await page.goto('/desk/tenders/plan')
  for (const [label, value] of Object.entries({
    项目名称: title,
    英文名称: 'Slope protection, Yundang Lake',
    建设地点: '思明区筼筜湖',
    招标范围: '护坡、步道和照明。',
    资格要求: '市政公用工程施工总承包三级以上。',
    '估算价（元）': '5000000',
    '最高投标限价（元）': '4800000',
    '投标保证金（元）': '100000',
    '计划工期（日历天）': '120',
    评标委员会人数: '5',
    ...more,
  }))
    await page.getByLabel(label).fill(value)
  await page.getByRole('radio', { name: '市政公用' }).check()
  await page.getByRole('radio', { name: /综合评估法/ }).check()
}
const numberIn = (page: Page) => /350200-\d{4}-\d{6}/.exec(page.url())![0]

async function announce(officer: Page, number: string, days: number) {
  const overseer = await city.visit({ login: 'tender-overseer', scripts: false })
  await overseer.goto(`/desk/tenders/${number}`)
  await overseer.getByRole('radio', { name: '核准', exact: true }).check()
  await overseer.getByLabel('意见').fill('符合核准的招标方案。')
  await overseer.getByRole('button', { name: '核准招标方案', exact: true }).click()
  await overseer.getByText('已办理。').waitFor()
  const end = await deadline(officer, days)
  await officer.goto(`/desk/tenders/${number}`)
  await unfold(officer, '上传招标文件')
  await officer.getByLabel('文件名称').fill('招标文件')
  await officer.getByLabel('PDF 文件').setInputFiles(pdf('documents.pdf'))
  await press(officer, '上传招标文件')
  await unfold(officer, '发布招标公告')
  await officer.getByRole('textbox', { name: '投标截止' }).fill(end)
  for (const name of ['市政府投资项目代建中心', '市公共资源交易中心', '市招标投标监督办公室', '市公证处'])
    await officer.getByRole('checkbox', { name, exact: true }).check()
  await officer.getByLabel('几位受托人可以开启').fill('3')
  await press(officer, '发布招标公告')
}
const offer = (i: number, price: number, more: object = {}) => ({
  sheet: { price, days: 110, quality: '合格' },
  identity: {
    name: ['鹭岛建设有限公司', '海沧市政工程有限公司', '同安建工集团有限公司', '湖里路桥有限公司'][i - 1]!,
    uscc: ['913502000000010006', '913502000000010014', '913502000000010022', '913502000000010030'][i - 1]!,
    ...{ manager: `负责人${i}`, contact: `0592-55${i}`, ...more },
  },
})

test(
  'planned, approved, announced; two bid; at the deadline it fails, nothing is opened, and everybody reads why',
  async () => {
    const officer = await city.visit({ login: 'tender-officer' })
    await fillPlan(officer, '筼筜湖护坡修复（演示）', { '投标保证金（元）': '100000.01' })
    await officer.getByRole('button', { name: '提交核准' }).click()
    await officer.getByText('保证金超过估算价的百分之二').first().waitFor()
    expect(await officer.getByLabel('项目名称').inputValue()).toBe('筼筜湖护坡修复（演示）')
    await look(officer, 'plan-wrong')
    await officer.getByLabel('投标保证金（元）').fill('100000')
    await officer.getByRole('button', { name: '提交核准' }).click()
    await officer.getByText('已办理。').waitFor()
    failed = numberIn(officer)
    await announce(officer, failed, 21)
    for (const i of [1, 2])
      await bidQuietly(await city.visit({ login: `builder-${i}` }), '/tenders', failed, offer(i, 470_000_000 - i))
    await pass([7, 7, 7, 1])
    const anybody = await city.visit({ phone: true })
    await anybody.goto(`/tenders/${failed}`)
    await anybody.getByText('投标人不足三家，没有开启任何投标').waitFor()
    expect(await anybody.getByText('鹭岛建设').count()).toBe(0)
    await look(anybody, 'failed-phone')
    const trustee = await city.visit({ login: 'trustee-1' })
    await trustee.goto(`/desk/openings/${failed}`)
    expect(await trustee.getByRole('button', { name: '交出份额' }).count()).toBe(0)
  },
  LONG,
)

test(
  'the second round names the first; a second lot; a consortium seals its bid on a phone; both lots open',
  async () => {
    const officer = await city.visit({ login: 'tender-officer' })
    await fillPlan(officer, '筼筜湖护坡修复（第二次招标）', {
      接续的流标项目编号: failed,
      '有几个标段的：一家最多投几个': '2',
      一家最多中几个: '1',
    })
    await officer.getByLabel('接受联合体投标').check()
    await officer.getByRole('button', { name: '提交核准' }).click()
    await officer.getByText('已办理。').waitFor()
    const first = numberIn(officer)
    await unfold(officer, '增加标段')
    await officer.getByLabel('招标范围').fill('照明和绿化。')
    for (const [label, value] of [
      ['估算价（元）', '2000000'],
      ['最高投标限价（元）', '1900000'],
      ['投标保证金（元）', '40000'],
      ['计划工期（日历天）', '90'],
    ] as const)
      await officer.getByLabel(label).fill(value)
    await press(officer, '增加标段')
    await look(officer, 'lot-desk')
    await announce(officer, first, 21)
    const page = await city.visit({ login: 'builder-4', phone: true })
    await page.goto(`/tenders/${first}`)
    await page.getByRole('heading', { name: '标段' }).waitFor()
    await look(page, 'lots-phone')
    await page.getByRole('link', { name: /标段 2/ }).click()
    const second = numberIn(page)
    await page.getByLabel(/我看过招标文件/).check()
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByText('编制并密封').waitFor()
    for (const [label, value] of [
      ['投标报价（元）', '1800000'],
      ['工期（日历天）', '85'],
      ['质量目标', '合格'],
      ['投标人名称', '湖里路桥有限公司'],
      ['统一社会信用代码', '913502000000010030'],
      ['项目负责人', '吴负责'],
      ['联系电话', '0592-5550004'],
    ] as const)
      await page.getByLabel(label).fill(value)
    await page.locator('#seal-files').setInputFiles(pdf('技术标.pdf'))
    const members = page.getByLabel(/联合体其他成员/)
    const seal = page.getByRole('button', { name: '在本机加密并递交' })
    for (const [typed, says] of [
      ['翔安机电', '联合体成员第 1 行请写成'],
      ['翔安机电有限公司 913502000000010057 照明', '联合体投标要附共同投标协议'],
    ] as const) {
      await members.fill(typed)
      await seal.click()
      await page.getByText(says).waitFor()
    }
    await look(page, 'consortium-wrong-phone')
    await page.getByLabel(/共同投标协议/).setInputFiles(pdf('协议.pdf'))
    await seal.click()
    await page.getByText(/已收下，第 1 版/).waitFor({ timeout: 60_000 })
    for (const i of [1, 2, 3]) {
      const bidder = await city.visit({ login: `builder-${i}` })
      await bidQuietly(bidder, '/tenders', first, offer(i, 460_000_000 + i * 1_000_000))
      await bidQuietly(bidder, '/tenders', second, offer(i, 180_000_000 + i * 1_000_000))
    }
    await pass([7, 7, 7, 1])
    const keeper = await city.visit({ login: 'tender-keeper' })
    for (const number of [first, second]) {
      await keeper.goto(`/desk/tenders/${number}`)
      await press(keeper, '宣布开标')
      for (const [i, unit] of ['daijian', 'jiaoyi', 'gongzheng'].entries())
        await releaseQuietly(await city.visit({ login: `trustee-${[1, 2, 4][i]}` }), number, `350200-${unit}`)
    }
    const en = await city.visit({ lang: 'en', phone: true })
    await opened(en, `/tenders/${second}`, 'As opened')
    await en.getByText('Consortium: 湖里路桥有限公司 (leading), 翔安机电有限公司').waitFor()
    await look(en, 'opened-en-phone')
    await en.goto(`/tenders/${first}`)
    await en.getByRole('link', { name: failed }).waitFor()
    const record = await (await en.request.get(`/ocds/records/ocds-gnomon-${second}.json`)).json()
    expect(record.records[0].compiledRelease.relatedProcesses.map((r: any) => r.relationship[0])).toContain('parent')
  },
  LONG,
)
