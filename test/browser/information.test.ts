// Search, credit and information on request: as a citizen on a phone without scripts, as officers on the desk, in both languages.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { accessible, type City, picture, startCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
  // What search finds is read from the acts after they happened: what the founding published at once, what the past year wrote later.
  for (const q of ['奶茶', '集美石材', '公务接待支出'])
    await vi.waitFor(
      async () => {
        const found = await fetch(`${city.url}/api/search?q=${encodeURIComponent(q)}`)
        expect((await found.json()).hits, q).not.toEqual([])
      },
      { timeout: 120_000, interval: 500 },
    )
}, 400_000)
afterAll(() => city?.close())

test('one field finds services, credit, answers and statutes, says why, and answers no resident number', async () => {
  const page = await city.visit({ phone: true, scripts: false })
  await page.goto('/')
  await page.getByRole('searchbox').fill('奶茶')
  await page.getByRole('button', { name: '搜索' }).click()
  await page.getByText('命中：同义（奶茶）').first().waitFor()
  await picture(page, 'search-phone', true)
  for (const [q, said] of [
    ['spjyxk', '食品经营许可'],
    ['集美石材', '集美石材有限公司（演示）'],
    ['公务接待支出', '2025 年市级部门公务接待支出'],
    ['行政许可法第三十二条', '《行政许可法》第三十二条'],
  ] as const) {
    await page.goto(`/search?q=${encodeURIComponent(q)}`)
    await page.getByRole('main').getByText(said).first().waitFor()
  }
  await page.goto('/search?q=350200199001010018')
  await page.getByText('这里不按身份证号查人').waitFor()
  await page.goto('/search?q=量子纠缠飞船')
  await page.getByText('没有找到不等于没有').waitFor()
  const answer = await page.request.get('/api/search?q=开饭店')
  expect((await answer.json()).hits[0].title.zh).toContain('食品经营许可')
  const english = await city.visit({ lang: 'en' })
  await english.goto('/search?q=restaurant')
  await english.getByText('Food business licence').first().waitFor()
  await accessible(english)
})

test('a company’s record and report, by code; the lists, with what is not confirmed said', async () => {
  const page = await city.visit({ phone: true, scripts: false })
  await page.goto('/credit')
  await page.getByRole('searchbox').fill('集美')
  await page.getByRole('button', { name: '查询' }).click()
  await page.locator('a[href="/credit/subjects/91350200000001028Q"]').first().click()
  await page.getByText('取消投标资格名单').waitFor()
  await page.getByRole('button', { name: '出具信用报告' }).click()
  await page.getByText('报告摘要（SHA-256）').waitFor()
  await picture(page, 'credit-report-phone', true)
  const json = await page.request.get(`${new URL(page.url()).pathname}.json`)
  expect((await json.json()).content.uscc).toBe('91350200000001028Q')
  const pdf = await page.request.get(`${new URL(page.url()).pathname}.pdf`)
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  const english = await city.visit({ lang: 'en' })
  await english.goto('/credit/lists')
  await english.getByText('basis not confirmed; cannot be used').first().waitFor()
  await accessible(english)
})

test('an officer opens a listing from a fact, gives notice; the subject objects', async () => {
  const desk = await city.visit({ login: 'credit-jianshe' })
  await desk.goto('/desk/credit')
  await accessible(desk)
  await desk
    .getByRole('link', { name: /^350200-/ })
    .first()
    .click()
  await accessible(desk)
  await desk.goto('/desk/credit/facts')
  await accessible(desk)
  const own = await city.visit({ login: 'citizen', phone: true })
  await own.goto('/credit/mine')
  await own.getByText('鹭岛建设有限公司（演示）').first().waitFor()
  await accessible(own)
  await desk.goto('/desk/credit/registers')
  await desk.getByRole('radio', { name: '建筑业企业资质登记簿' }).check()
  await desk.locator('input[type=file]').setInputFiles({
    name: '资质.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      '\ufeff信用代码,企业名称,证书编号,发证日期\n91350200000001035G,海沧燃气有限公司（演示）,Q1,2025-01-01\n12,没有代码,Q2,2025-01-01\n',
    ),
  })
  await desk.getByRole('button', { name: '上传' }).click()
  await desk.getByRole('heading', { name: '哪一列是什么' }).waitFor()
  await accessible(desk)
  await picture(desk, 'credit-mapping', true)
  await desk.getByRole('button', { name: '导入' }).click()
  await desk.getByText('不是 18 位代码').waitFor()
  await accessible(desk)
})

test('asked on a phone, registered, searched, answered item by item, reviewed; the yearly table adds up', async () => {
  const page = await city.visit({ login: 'citizen', phone: true, scripts: false })
  await page.goto('/disclosure')
  await page.getByRole('radio', { name: '自然人' }).check()
  await page.getByLabel('要公开什么，每行写一项').fill('地下管线改造的招标控制价\n设计单位的联系人')
  await page.getByRole('button', { name: '提交申请' }).click()
  // What was typed stays where the unit was forgotten.
  expect(await page.getByLabel('要公开什么，每行写一项').inputValue()).toContain('管线')
  await page.getByRole('radio', { name: '自然人' }).check()
  await page.getByLabel('向哪个单位申请').selectOption('350200-zhengfuban')
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.getByText('双方确认之日为收到之日').waitFor()
  const number = new URL(page.url()).pathname.split('/').at(-1)!
  const desk = await city.visit({ login: 'disclosure' })
  await desk.goto(`/desk/disclosure/${number}`)
  await accessible(desk)
  await desk.getByRole('radio', { name: '明确，开始办理' }).check()
  await desk.getByRole('button', { name: '登记确认' }).click()
  await desk.getByText('已办理').waitFor()
  await desk.locator('details:has(#f-search-where) > summary').click()
  await desk.getByLabel('检索了哪里').fill('公文库')
  await desk.getByLabel('用的检索词').fill('招标控制价')
  await desk.getByRole('checkbox', { name: /^1．/ }).check()
  await desk.getByRole('button', { name: '记录检索' }).click()
  await desk.getByRole('link', { name: '逐项拟答复' }).click()
  await accessible(desk)
  await picture(desk, 'disclosure-draft', true)
  await desk.locator('#f-code-1').selectOption('1')
  await desk.locator('#f-code-2').selectOption('4.1')
  for (const n of [1, 2]) await desk.locator(`textarea[name="text.${n}"]`).fill(`第 ${n} 项的答复。`)
  await desk.getByRole('button', { name: '报请审查' }).click()
  await desk.getByText('已办理').waitFor()
  const head = await city.visit({ login: 'disclosure-head' })
  await head.goto(`/desk/disclosure/${number}`)
  await head.locator('details:has(button:text-is("审查答复")) > summary').click()
  await head.getByRole('radio', { name: '同意，出具答复书' }).check()
  await head.getByLabel('审查意见').fill('同意。')
  await head.getByRole('button', { name: '审查答复' }).click()
  await head.getByText('已办理').waitFor()
  await page.goto(`/disclosure/${number}`)
  await page.getByText('第 1 项 予以公开').first().waitFor()
  await picture(page, 'disclosure-phone', true)
  const english = await city.visit({ lang: 'en' })
  await english.goto(`/disclosure/annual/${new Date().getFullYear()}`)
  await english.getByText('Carried out').first().waitFor()
  expect(await english.getByText('do not add up').count()).toBe(0)
  await accessible(english)
})
