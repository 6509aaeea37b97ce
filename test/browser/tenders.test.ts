// A construction tender of five bidders, three trustees, seven experts: a bid sealed in the browser (the line breaks on the way), the deadline, trustees open in their browsers, the
// draw, the committee, the award; the public page at each point; anybody recomputes the opening.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../kernel/platform/harness.ts'
import { drawn, opened } from './bidding.ts'
import { accessible, type City, picture, startCity } from './city.ts'

let city: City
let number: string
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-bid-'))
  city = await startCity()
  const page = await city.visit()
  await page.goto('/tenders?state=open')
  number = (await page.getByRole('link', { name: /人行天桥/ }).getAttribute('href'))!.split('/').at(-1)!
}, 400_000)
afterAll(async () => {
  await city?.close()
  rmSync(folder, { recursive: true, force: true })
})

// Each is one long way: a busy machine takes its time.
const LONG = 240_000
/** axe needs scripts: a page without them is only measured and pictured. */
const look = async (page: Page, name: string, scripts = true) => {
  if (scripts) await accessible(page)
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    `${page.url()} is wider than its window`,
  ).toBe(true)
  await picture(page, `tender-${name}`, true)
}
const pass = async (days: number[]) => {
  const page = await city.visit()
  // What falls due on the way is done before it answers.
  page.setDefaultTimeout(60_000)
  for (const d of days) {
    await page.goto('/demonstration')
    await page.locator(`button[value="${d}"]`).click()
    await page.waitForURL(/moved=1/)
  }
}
const tell = (n: string) => join(folder, n)

test(
  'a bidder registers, seals in the browser, loses the line on the way, replaces; without scripts it says what is needed',
  async () => {
    const page = await city.visit({ login: 'builder-5', phone: true })
    await page.goto(`/tenders/${number}`)
    await page.getByText('谁登记、有几家，开标以前不公开').waitFor()
    await look(page, 'open-phone')
    await page.getByLabel(/我看过招标文件/).check()
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByText('编制并密封').waitFor()
    const file = tell('技术标.pdf')
    writeFileSync(file, Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(9_000_000, 'gnomon ')]))
    const fill = async (price: string) => {
      await page.getByLabel('投标报价（元）').fill(price)
      await page.getByLabel('工期（日历天）').fill('300')
      await page.getByLabel('质量目标').fill('合格')
      await page.getByLabel('投标人名称').fill('翔安建筑工程有限公司')
      await page.getByLabel('统一社会信用代码').fill('913502000000010049')
      await page.getByLabel('项目负责人').fill('周负责')
      await page.getByLabel('联系电话').fill('0592-5550009')
      await page.getByLabel(/投标文件/).setInputFiles(file)
    }
    const seal = page.getByRole('button', { name: '在本机加密并递交' })
    for (const [bad, says] of [
      ['968万、970万', '报价请写成一个数'],
      ['USD 9000000', '报价请写成一个数'],
      ['10000000.01', '高于最高投标限价'],
    ] as const) {
      await fill(bad)
      await seal.click()
      await page.getByText(says).waitFor()
    }
    await look(page, 'seal-wrong-phone')
    // The third part meets a broken line.
    let parts = 0
    await page.route(`**/tenders/${number}/bid`, async (route) => {
      if (route.request().method() === 'POST' && ++parts === 3) return route.abort('connectionreset')
      return route.continue()
    })
    await fill('9,610,000.00')
    await seal.click()
    await page.getByText(/已收下，第 1 版/).waitFor({ timeout: 60_000 })
    expect(parts).toBe(5)
    await look(page, 'sealed-phone')
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /保存回执/ }).click(),
    ])
    await saved.saveAs(tell('old.json'))
    await page.getByRole('link', { name: '刷新本页' }).click()
    await page.getByText('替换投标').waitFor()
    await fill('9600000')
    await seal.click()
    await page.getByText(/已收下，第 2 版/).waitFor({ timeout: 60_000 })
    const [again] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /保存回执/ }).click(),
    ])
    await again.saveAs(tell('receipt.json'))
    const plain = await city.visit({ login: 'builder-4', scripts: false, lang: 'en' })
    await plain.goto(`/tenders/${number}/bid`)
    await plain.getByText('this page needs scripts').waitFor()
    await look(plain, 'no-scripts-en', false)
  },
  LONG,
)

test(
  'a trustee makes a key and tries it; the deadline fixes the list; three open in their browsers, in public',
  async () => {
    const key = await city.visit({ login: 'trustee-4', lang: 'en' })
    await key.goto(`/desk/openings/${number}`)
    await key.getByText('Rehearsal: try the key').waitFor()
    const demoKey = async (page: Page, name: string, link: string | RegExp) => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()])
      await file.saveAs(tell(name))
      await page.locator('#key-file').setInputFiles(tell(name))
      await page.locator('#key-pass').fill('gnomon-demo')
    }
    await demoKey(key, 'k4.json', 'this trustee’s demonstration key')
    await key.locator('#key-pass').fill('wrong')
    await key.getByRole('button', { name: 'Rehearse' }).click()
    await key.getByText('The passphrase is another one').waitFor()
    await key.locator('#key-pass').fill('gnomon-demo')
    await key.getByRole('button', { name: 'Rehearse' }).click()
    await key.getByText('The key opens; it is on record.').waitFor()
    await look(key, 'rehearsal-en')
    const maker = await city.visit({ login: 'trustee-5', phone: true })
    await maker.goto('/desk/openings')
    const make = maker.getByRole('button', { name: '生成、保存并登记' })
    await maker.getByLabel('口令（十二个字以上）').fill('一句很长的口令一句很长的')
    await maker.getByLabel('再输一次').fill('另一句很长的口令另一句话')
    await make.click()
    await maker.getByText('两次输入的口令不一样').waitFor()
    await look(maker, 'key-wrong-phone')
    await maker.getByLabel('再输一次').fill('一句很长的口令一句很长的')
    const [made] = await Promise.all([maker.waitForEvent('download'), make.click()])
    await made.saveAs(tell('new-key.json'))
    await maker.getByText('公钥已登记').waitFor()
    // The tender was announced with the old key: the new one is no key to it.
    await maker.goto(`/desk/openings/${number}`)
    await maker.locator('#key-file').setInputFiles(tell('new-key.json'))
    await maker.locator('#key-pass').fill('一句很长的口令一句很长的')
    await maker.getByRole('button', { name: '演练' }).click()
    await maker.getByText('不是这次开标登记的那一把').waitFor()
    await pass([7, 7])
    const keeper = await city.visit({ login: 'tender-keeper' })
    await keeper.goto(`/desk/tenders/${number}`)
    await keeper.getByRole('button', { name: '宣布开标' }).click()
    await keeper.getByText('已办理。').waitFor()
    for (const n of [1, 3, 4]) {
      const page = n === 4 ? key : await city.visit({ login: `trustee-${n}` })
      await page.goto(`/desk/openings/${number}`)
      if (n === 4) {
        await demoKey(page, 'k.json', /demonstration key/)
        await page.getByRole('button', { name: 'Release' }).click()
        await page.getByText('Your shares are released').waitFor()
      } else {
        await demoKey(page, 'k.json', '下载这个受托人的演示钥匙')
        await page.getByRole('button', { name: '交出份额' }).click()
        await page.getByText('您的份额已交出').waitFor()
      }
    }
    const page = await city.visit({ phone: true })
    await opened(page, `/tenders/${number}`, '开标一览')
    await page.getByText('9,600,000.00 元').waitFor()
    await look(page, 'opened-phone')
    const verify = (...more: string[]) =>
      spawnSync(
        process.execPath,
        [
          join(projectRoot, 'bin', 'gnomon.mjs'),
          'tender',
          'verify',
          `${city.url}/tenders/${number}/opening.json`,
          ...more,
        ],
        {
          encoding: 'utf8',
          env: { ...process.env, GNOMON_LANG: 'en' },
        },
      )
    const mine = verify('--receipt', tell('receipt.json'))
    expect(mine.stdout).toContain('your bid is on the list')
    expect(mine.status).toBe(0)
    // The one that was replaced is not what counts.
    expect(verify('--receipt', tell('old.json')).status).toBe(1)
  },
  LONG,
)

test(
  'experts by draw; each evaluates alone, without scripts; the report, the award, and all of it in the open',
  async () => {
    const keeper = await city.visit({ login: 'tender-keeper' })
    await keeper.goto(`/desk/tenders/${number}`)
    await keeper.getByLabel('监督人员现场加的话').fill('十点零五分，阴')
    await keeper.getByRole('button', { name: '封定专家名单' }).click()
    await keeper.getByText('已办理。').waitFor()
    await drawn(keeper, `/desk/tenders/${number}`, () => keeper.getByRole('button', { name: '抽取专家和系数' }).click())
    await look(keeper, 'desk-drawn')
    const seats: Page[] = []
    const scripted = new Set<Page>()
    for (let i = 1; i <= 9 && seats.length < 7; i++) {
      const page = await city.visit({
        login: `expert-${i}`,
        scripts: i % 2 === 0,
        ...(i === 4 ? { lang: 'en' as const } : {}),
      })
      await page.goto(`/tenders/${number}`)
      if ((await page.getByRole('link', { name: /评审台|committee’s desk/ }).count()) > 0) {
        seats.push(page)
        if (i % 2 === 0) scripted.add(page)
      }
    }
    expect(seats).toHaveLength(7)
    for (const [s, page] of seats.entries()) {
      await page.goto(`/tenders/${number}/committee`)
      for (const [i, input] of (await page.locator('input[name$="-p-technical"]').all()).entries())
        await input.fill(s === 0 && i === 0 ? '31' : String(22 + ((i + s) % 6)))
      for (const input of await page.locator('input[name$="-p-standing"]').all()) await input.fill('8')
      const hand = page.getByRole('button', { name: /交出评审意见|Hand in my evaluation/ })
      await hand.click()
      if (s === 0) {
        // What was typed stays typed.
        await page
          .getByText(/分值缺了|Points are missing/)
          .first()
          .waitFor()
        await look(page, 'committee-wrong', scripted.has(page))
        expect(await page.locator('input[name$="-p-technical"]').first().inputValue()).toBe('31')
        await page.locator('input[name$="-p-technical"]').first().fill('27')
        await hand.click()
      }
      await page.getByText(/已记录。|It is on record/).waitFor()
    }
    await seats[0]!.reload()
    await seats[0]!.getByRole('button', { name: /提交评审报告|Hand in the report/ }).click()
    for (const page of seats) {
      await page.goto(`/tenders/${number}/committee`)
      await page.getByLabel(/同意评审报告|I agree with the report/).check()
      await page.getByRole('button', { name: /^签署$|^Sign$/ }).click()
      await page.getByText(/已记录。|It is on record/).waitFor()
    }
    const officer = await city.visit({ login: 'tender-officer' })
    const act = async (button: string) => {
      await officer.getByRole('button', { name: button, exact: true }).click()
      await officer.getByText('已办理。').waitFor()
    }
    await officer.goto(`/desk/tenders/${number}`)
    await act('公示中标候选人')
    await pass([3, 1])
    await officer.goto(`/desk/tenders/${number}`)
    await officer.getByRole('radio', { name: /^第 1 名/ }).check()
    await act('确定中标人')
    const page = await city.visit({ lang: 'en' })
    await page.goto(`/tenders/${number}`)
    await page.getByText('Awarded to').waitFor()
    await look(page, 'awarded-en')
    await page.goto('/tenders')
    await look(page, 'list-en')
    const record = await (await page.request.get(`/ocds/records/ocds-gnomon-${number}.json`)).json()
    expect(record.records[0].compiledRelease.bids.details).toHaveLength(5)
    const first = await (await page.request.get('/ocds/releases.json')).json()
    expect(first.releases.length).toBeGreaterThan(8)
  },
  LONG,
)
