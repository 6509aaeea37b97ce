// Procurement in the browser: an inquiry from the plan to the result, a framework's direct order to its payment, a challenge; on a phone and
// on the desk, in both languages, with scripts and without.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pdf } from '../../trade/envelope/index.ts'
import { brokenIn } from '../../trade/ocds/index.ts'
import { drawn, opened } from './bidding.ts'
import { accessible, type City, picture, startCity } from './city.ts'

let city: City
let folder: string
let number: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-buy-'))
  city = await startCity()
}, 400_000)
afterAll(async () => {
  await city?.close()
  rmSync(folder, { recursive: true, force: true })
})

const LONG = 240_000
const look = async (page: Page, name: string, scripts = true) => {
  if (scripts) await accessible(page)
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    `${page.url()} is wider than its window`,
  ).toBe(true)
  await picture(page, `procurement-${name}`, true)
}
const pass = async (days: number) => {
  const page = await city.visit()
  page.setDefaultTimeout(60_000)
  await page.goto('/demonstration')
  await page.locator(`button[value="${days}"]`).click()
  await page.waitForURL(/moved=1/)
}
const done = (page: Page) => page.getByText(/^已办理。$|^Done\.$/).waitFor()
/** Where several things can be done, each is folded away under its name. */
const unfold = async (page: Page, name: string) => {
  const folded = page
    .locator('details[name="act"]')
    .filter({ has: page.getByText(name, { exact: true }) })
    .first()
  if ((await folded.count()) > 0 && (await folded.getAttribute('open')) === null)
    await folded.locator('summary').first().click()
}
const press = async (page: Page, name: string) => {
  await unfold(page, name)
  await page.getByRole('button', { name, exact: true }).click()
  await done(page)
}
const paper = (name: string) => {
  const path = join(folder, name)
  writeFileSync(path, pdf(name))
  return path
}
const today = async (page: Page) => {
  await page.goto('/')
  return new Date(`${/\d{4}-\d{2}-\d{2}/.exec((await page.textContent('body')) ?? '')![0]}T12:00:00+08:00`)
}

test(
  'a plan within its budget, by a method whose condition is met; finance approves, the centre announces',
  async () => {
    const buyer = await city.visit({ login: 'procurement-buyer', scripts: false })
    await buyer.goto('/desk/procurement/plan')
    const fill = async () => {
      await buyer.getByLabel('项目名称').fill('档案室密集架')
      await buyer.getByLabel('英文名称').fill('Shelving for the archive')
      await buyer.getByRole('radio', { name: '货物', exact: true }).check()
      await buyer.getByLabel('采购需求').fill('手动密集架六十立方米，含运输安装，送到档案室，质保五年。')
      await buyer.getByLabel('预算项目编号').fill('BG-01')
      await buyer.getByLabel(/^预算金额/).fill('300000')
      await buyer.getByLabel(/^最高限价/).fill('290000')
      await buyer.getByRole('radio', { name: '询价', exact: true }).check()
      await buyer.getByRole('radio', { name: /第三十二条/ }).check()
      await buyer.getByRole('radio', { name: '设备', exact: true }).check()
      await buyer.getByLabel('评审人数').fill('3')
      await buyer.getByLabel('交付天数').fill('20')
      await buyer.getByLabel(/^保证金/).fill('3000')
      await buyer.getByRole('checkbox', { name: '接受联合体' }).check()
      await buyer.getByLabel(/^有几个包的：一家最多参加几个/).fill('2')
      await buyer.getByRole('radio', { name: '政府采购最低评标价法', exact: true }).check()
    }
    await fill()
    await buyer.getByLabel(/^最高限价/).fill('310000')
    await buyer.getByRole('button', { name: '提交核准' }).click()
    await buyer.getByText('最高限价不能高于预算').first().waitFor()
    // What was typed is still there.
    expect(await buyer.getByLabel('项目名称').inputValue()).toBe('档案室密集架')
    await look(buyer, 'plan-wrong', false)
    await fill()
    await buyer.getByRole('button', { name: '提交核准' }).click()
    await done(buyer)
    number = /350200-\d{4}-\d{6}/.exec(buyer.url())![0]
    await unfold(buyer, '增加分包')
    await buyer.getByLabel('采购需求').fill('空气净化设备十二台，送到档案室，含三年滤芯。')
    await buyer.getByLabel(/^预算金额/).fill('60000')
    await buyer.getByLabel(/^最高限价/).fill('58000')
    await buyer.getByLabel(/^保证金/).fill('1300')
    await buyer.getByRole('button', { name: '增加分包', exact: true }).click()
    await buyer.getByText('保证金超过预算金额的百分之二').first().waitFor()
    await look(buyer, 'lot-wrong-desk', false)
    await unfold(buyer, '增加分包')
    await buyer.getByLabel(/^保证金/).fill('1000')
    await press(buyer, '增加分包')
    await buyer.getByRole('link', { name: '第 2 包' }).waitFor()
    await look(buyer, 'lots-desk', false)
    const finance = await city.visit({ login: 'procurement-finance' })
    await finance.goto(`/desk/procurement/${number}`)
    await finance.getByRole('radio', { name: '核准', exact: true }).check()
    await finance.getByLabel('意见').fill('询价的情形成立。')
    await press(finance, '核准采购计划和方式')
    await finance.goto('/desk/procurement/budget')
    await finance.getByText('办公设备更新').first().waitFor()
    await look(finance, 'budget')
    await buyer.goto(`/desk/procurement/${number}`)
    await unfold(buyer, '上传采购文件')
    await buyer.getByLabel('文件名称').fill('询价通知书')
    await buyer.getByLabel('PDF 文件').setInputFiles(paper('inquiry.pdf'))
    await press(buyer, '上传采购文件')
    const agency = await city.visit({ login: 'procurement-agency' })
    const now = await today(agency)
    await agency.goto(`/desk/procurement/${number}`)
    const end = new Date(now.getTime() + 6 * 86_400_000).toISOString().replace('.000Z', 'Z')
    await unfold(agency, '发布采购公告')
    await agency.getByRole('textbox', { name: '响应截止' }).fill(end)
    for (const name of ['市公证处', '市公共资源交易中心', '漳州市公证处（备用受托人）'])
      await agency.getByRole('checkbox', { name, exact: true }).check()
    await agency.getByLabel('几位受托人可以开启').fill('2')
    await press(agency, '发布采购公告')
    await look(agency, 'announced-desk')
  },
  LONG,
)

test(
  'three suppliers seal their quotes in the browser, one on a phone; nobody sees who, or how many',
  async () => {
    for (const [i, price] of [
      [1, '280000'],
      [3, '262000'],
      [4, '259000'],
    ] as const) {
      const page = await city.visit({
        login: `supplier-${i}`,
        phone: i === 1,
        ...(i === 3 ? { lang: 'en' as const } : {}),
      })
      await page.goto(`/procurement/${number}`)
      if (i === 1) await look(page, 'open-phone')
      if (i === 3) {
        await page.getByRole('link', { name: /lot 2/ }).click()
        await page.getByText(/One may bid for 2 lots/).waitFor()
        await look(page, 'lot-en')
        await page.goto(`/procurement/${number}`)
      }
      await page.getByRole('checkbox').check()
      await page.getByRole('button', { name: /^登记$|^Register$/ }).click()
      await page.getByText(/编制并密封|Fill in and seal/).waitFor()
      const price1 = page.getByLabel(/报价（元）|Price \(yuan\)/)
      if (i === 1) {
        await price1.fill('29万')
        await page.locator('#seal-files').setInputFiles(paper('bid.pdf'))
        await page.getByRole('button', { name: '在本机加密并递交' }).click()
        await page.getByText('报价请写成一个数').waitFor()
        await page.getByLabel(/本国产品标准/).check()
        await look(page, 'seal-phone')
      }
      await price1.fill(price)
      await page.locator('#seal-files').setInputFiles(paper('bid.pdf'))
      await page.getByRole('button', { name: /在本机加密并递交|Encrypt here and submit/ }).click()
      await page.getByText(/已收下，第 1 版|Received: version 1/).waitFor({ timeout: 60_000 })
      await page.getByRole('link', { name: /^待缴纳$|^to be paid$/ }).click()
      await page.getByRole('link', { name: /演示银行|demonstration bank/i }).click()
      await page.getByRole('button', { name: /^付款$|^Pay$/ }).click()
      await page.getByText(/银行已经入账|The bank has booked/).waitFor()
      await expect
        .poll(async () => {
          await page.goto(`/procurement/${number}`)
          return page.getByRole('link', { name: /^已到账$|^has come$/ }).count()
        })
        .toBe(1)
      if (i === 1) await look(page, 'bond-phone')
    }
    const anybody = await city.visit({ scripts: false })
    await anybody.goto(`/procurement/${number}`)
    expect(await anybody.getByText('东渡系统集成').count()).toBe(0)
    await pass(7)
  },
  LONG,
)

test(
  'trustees open, experts are drawn and evaluate without scripts, the buyer confirms, the result is published; one is challenged',
  async () => {
    const agency = await city.visit({ login: 'procurement-agency' })
    await agency.goto(`/desk/procurement/${number}`)
    await press(agency, '宣布开启')
    for (const n of [2, 4]) {
      const page = await city.visit({ login: `trustee-${n}` })
      await page.goto('/desk/openings')
      await page.getByRole('link', { name: number }).click()
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: '下载这个受托人的演示钥匙' }).click(),
      ])
      const key = join(folder, `k${n}.json`)
      await file.saveAs(key)
      await page.locator('#key-file').setInputFiles(key)
      await page.locator('#key-pass').fill('gnomon-demo')
      await page.getByRole('button', { name: '交出份额' }).click()
      await page.getByText('您的份额已交出').waitFor()
    }
    const page = await city.visit({ phone: true })
    await opened(page, `/procurement/${number}`, '开启一览')
    await page.getByText('280,000.00 元').first().waitFor()
    await look(page, 'opened-phone')
    await agency.goto(`/desk/procurement/${number}`)
    await unfold(agency, '封定专家名单')
    await agency.getByLabel('监督人员现场加的话').fill('下午三点，晴')
    await press(agency, '封定专家名单')
    await drawn(agency, `/desk/procurement/${number}`, async () => {
      await unfold(agency, '抽取专家')
      await agency.getByRole('button', { name: '抽取专家', exact: true }).click()
    })
    const seats: Page[] = []
    for (let i = 10; i <= 16 && seats.length < 3; i++) {
      const seat = await city.visit({ login: `expert-${i}`, scripts: i % 2 === 0 })
      await seat.goto(`/procurement/${number}`)
      if ((await seat.getByRole('link', { name: /评审台/ }).count()) > 0) seats.push(seat)
      else await seat.context().close()
    }
    expect(seats).toHaveLength(3)
    for (const seat of seats) {
      await seat.goto(`/procurement/${number}/committee`)
      await seat.getByRole('button', { name: '交出评审意见' }).click()
      await seat.getByText('已记录。').waitFor()
    }
    await seats[0]!.reload()
    await picture(seats[0]!, 'procurement-committee', true)
    await seats[0]!.getByRole('button', { name: '提交评审报告' }).click()
    for (const seat of seats) {
      await seat.goto(`/procurement/${number}/committee`)
      await seat.getByLabel('同意评审报告').check()
      await seat.getByRole('button', { name: '签署', exact: true }).click()
      await seat.getByText('已记录。').waitFor()
    }
    await agency.goto(`/desk/procurement/${number}`)
    await press(agency, '送交评审报告')
    const buyer = await city.visit({ login: 'procurement-buyer' })
    await buyer.goto(`/desk/procurement/${number}`)
    await press(buyer, '确认中标（成交）供应商')
    await agency.reload()
    await press(agency, '公告结果、发出通知书')
    // 280,000 of a small business for a domestic product is compared as 196,000.
    const en = await city.visit({ lang: 'en' })
    await en.goto(`/procurement/${number}`)
    await en.getByText('Awarded to').waitFor()
    await en.getByText('¥196,000.00').waitFor()
    await look(en, 'result-en')
    const loser = await city.visit({ login: 'supplier-4', phone: true, scripts: false })
    await loser.goto(`/procurement/${number}`)
    await loser.getByText('提出质疑').first().click()
    await loser.getByRole('radio', { name: '中标（成交）结果' }).check()
    await loser.getByLabel('事实、理由和请求').fill('本国产品的声明应当核实。')
    await loser.getByRole('button', { name: '提出质疑' }).click()
    await loser.getByText('七个工作日内答复').waitFor()
    await look(loser, 'challenged-phone', false)
    await buyer.goto(`/desk/procurement/${number}`)
    await unfold(buyer, '签订合同')
    await buyer.getByLabel('合同编号').fill('CG-77')
    await buyer.getByLabel('合同价').fill('280000')
    await buyer.getByRole('button', { name: '签订合同', exact: true }).click()
    await buyer.getByText('有质疑没有答复').first().waitFor()
    await unfold(buyer, '答复质疑')
    await buyer.getByRole('radio', { name: '第 1 项' }).check()
    await buyer.getByRole('textbox', { name: '答复' }).fill('声明附有检测报告，经复核属实。')
    await press(buyer, '答复质疑')
    await unfold(buyer, '签订合同')
    await buyer.getByLabel('合同编号').fill('CG-77')
    await buyer.getByLabel('合同价').fill('280000')
    await press(buyer, '签订合同')
    await unfold(buyer, '公告合同')
    await buyer.getByLabel('PDF 文件').setInputFiles(paper('contract.pdf'))
    await press(buyer, '公告合同')
    await look(buyer, 'desk-contract')
    const record = await (await en.request.get(`/ocds/records/ocds-gnomon-${number}.json`)).json()
    expect(record.records[0].compiledRelease.bids.details).toHaveLength(3)
    // Every process of the demonstration city, of all markets: what its record refers to is there.
    const { releases } = await (await en.request.get('/ocds/releases.json')).json()
    const ocids = [...new Set<string>(releases.map((r: { ocid: string }) => r.ocid))]
    expect(ocids.length).toBeGreaterThan(4)
    for (const ocid of ocids) {
      const { records } = await (await en.request.get(`/ocds/records/${ocid}.json`)).json()
      expect(brokenIn(records[0].compiledRelease), ocid).toEqual([])
    }
  },
  LONG,
)

test(
  'a direct order under a framework: the catalogue, the order, the supplier on a phone, acceptance, payment',
  async () => {
    const buyer = await city.visit({ login: 'procurement-buyer' })
    await buyer.goto('/agreements?q=台式')
    await look(buyer, 'catalogue')
    await buyer.getByRole('link', { name: '订购 鼓浪 K15' }).click()
    await buyer.getByLabel('数量').fill('5')
    await buyer.getByRole('radio', { name: /BG-01/ }).check()
    await buyer.getByLabel('交付地点和时间').fill('二楼机房，一周内')
    await look(buyer, 'order-new')
    await buyer.getByRole('button', { name: '下单' }).click()
    await done(buyer)
    const order = /350200-\d{4}-\d{6}/.exec(buyer.url())![0]
    const supplier = await city.visit({ login: 'supplier-1', phone: true, scripts: false })
    await supplier.goto('/agreements')
    await supplier.getByRole('link', { name: order }).click()
    await supplier.getByRole('radio', { name: '接单' }).check()
    await supplier.getByRole('button', { name: '答复' }).click()
    await supplier.getByText('已记录。').waitFor()
    await look(supplier, 'order-phone', false)
    await buyer.goto(`/desk/orders/${order}`)
    await buyer.getByLabel('履约评价').fill('5')
    await buyer.getByLabel('验收意见').fill('按时送到，五台齐全。')
    await press(buyer, '验收')
    const finance = await city.visit({ login: 'procurement-finance' })
    await finance.goto(`/desk/orders/${order}`)
    await finance.getByLabel('支付凭证号').fill('ZF-88')
    await press(finance, '支付')
    await look(finance, 'order-paid')
    // An open framework: published, joined without scripts, ordered from.
    const agency = await city.visit({ login: 'procurement-agency' })
    await agency.goto('/desk/framework-applications/publish')
    await agency.getByLabel('名称', { exact: true }).fill('职工体检')
    await agency.getByLabel('英文名称').fill('Health checks')
    await agency.getByRole('radio', { name: '服务', exact: true }).check()
    await agency.getByLabel(/^买什么/).fill('在职职工年度体检，二级以上医疗机构，四十项以上，七日内出报告。')
    await agency.getByLabel(/^计价单位/).fill('人次')
    await agency.getByLabel(/^公布的价格/).fill('500')
    await agency.getByLabel('有效天数').fill('300')
    await look(agency, 'open-publish')
    await agency.getByRole('button', { name: '公布', exact: true }).click()
    await agency.getByText('已公布。').waitFor()
    const joining = await city.visit({ login: 'supplier-2', phone: true, scripts: false })
    await joining.goto('/agreements')
    await joining.getByText('申请加入职工体检').click()
    await joining.getByLabel('怎样符合条件').fill('二级甲等，去年体检两万人次。')
    await joining.getByLabel('同意按公布的价格和要求供应').check()
    await joining.getByRole('button', { name: '申请加入', exact: true }).click()
    await joining.getByText('申请已收到').waitFor()
    await look(joining, 'open-applied-phone', false)
    await agency.goto('/desk/framework-applications')
    await agency
      .getByRole('link', { name: /350200-\d{4}-\d{6}/ })
      .first()
      .click()
    await agency.getByRole('radio', { name: '符合条件，入围' }).check()
    await look(agency, 'open-decide')
    await press(agency, '审核申请')
    await buyer.goto('/agreements')
    await buyer.getByRole('link', { name: '按公布的价格订购' }).click()
    await buyer.getByRole('radio', { name: /还没有评价/ }).check()
    await buyer.getByLabel('数量').fill('20')
    await buyer.getByRole('radio', { name: /BG-01/ }).check()
    await buyer.getByLabel('交付地点和时间').fill('四月内，分两批')
    await look(buyer, 'open-order')
    await buyer.getByRole('button', { name: '下单' }).click()
    await done(buyer)
    const en = await city.visit({ lang: 'en', phone: true })
    for (const [path, name] of [
      ['/procurement', 'list-en'],
      ['/suppliers', 'suppliers-en'],
      ['/agreements', 'catalogue-en'],
    ] as const) {
      await en.goto(path)
      await look(en, name)
    }
    const expert = await city.visit({ login: 'expert-11', phone: true })
    await expert.goto('/experts')
    await look(expert, 'expert-phone')
    const librarian = await city.visit({ login: 'expert-librarian' })
    await librarian.goto('/desk/experts')
    await look(librarian, 'library')
  },
  LONG,
)
