import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../kernel/platform/harness.ts'
import { accessible, type City, picture, startCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
}, 400_000)
afterAll(() => city?.close())

const READERS = [
  ['zh', false],
  ['en', true],
] as const
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
/** Axe needs scripts: a page of a reader without them is looked at by another window of the same reader. */
async function looked(page: Page) {
  const twin = await city.browser.newContext({
    baseURL: city.url,
    storageState: await page.context().storageState(),
    viewport: page.viewportSize(),
  })
  const window = await twin.newPage()
  await window.goto(page.url())
  await accessible(window)
  await twin.close()
}
const fits = async (page: Page) =>
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    `${page.url()} is wider than its window`,
  ).toBe(true)

describe.each(READERS)('what is public, %s, phone %s', (lang, phone) => {
  test('results, a result, items, officers, draws, a draw', async () => {
    const page = await city.visit({ lang, phone })
    const look = async (name: string) => {
      await accessible(page)
      await fits(page)
      await picture(page, `inspection-${name}-${lang}-${phone ? 'phone' : 'desktop'}`, true)
    }
    await page.goto('/inspections')
    await look('results')
    await page.goto('/inspections?conclusion=transfer')
    const row = page.getByRole('row').nth(1)
    await row.getByRole('link').click()
    await page
      .getByText(lang === 'zh' ? '涉嫌违法，移送执法' : 'To enforcement')
      .first()
      .waitFor()
    // What was written beside the lines is for unit and subject.
    expect(await page.content()).not.toContain('进货票据。')
    await look('result')
    for (const [name, path] of [
      ['items', '/inspections/items'],
      ['officers', '/inspections/officers'],
      ['draws', '/inspections/draws'],
    ] as const) {
      await page.goto(path)
      await look(name)
    }
    await page.getByRole('row').nth(2).getByRole('link').click()
    await page.getByText(lang === 'zh' ? '刚才重算过' : 'Recomputed just now').waitFor()
    await look('draw')
    const command = ((await page.locator('pre').last().textContent()) ?? '').trim().split(/\s+/)
    expect(command.slice(0, 4)).toEqual(['npx', 'gnomon', 'draw', 'verify'])
    // The page names the city's public address; this one listens on a port of its own.
    const { pathname, search } = new URL(command[4]!)
    const record = new URL(pathname + search, city.url).toString()
    const run = spawnSync(process.execPath, [join(projectRoot, 'bin', 'gnomon.mjs'), 'draw', 'verify', record], {
      encoding: 'utf8',
      env: { ...process.env, GNOMON_LANG: 'en' },
    })
    expect([run.status, run.stdout]).toEqual([0, expect.stringContaining('Recomputed, the same')])
  })
})

describe('from the draw to the result, on a phone', () => {
  let number: string
  test('pools closed by the head, opened with the root of the ledger, a case each', async () => {
    const page = await city.visit({ login: 'approver-siming-shichang', scripts: false })
    await page.goto('/desk/inspection-plans')
    await looked(page)
    await picture(page, 'inspection-plans', true)
    const cases = () => page.getByRole('link', { name: /^\d{6}-\d{4}-\d{6}$/ }).allTextContents()
    const before = await cases()
    await page.getByText('封定名单').first().click()
    await page.getByRole('button', { name: '封定名单' }).click()
    await page.locator('#f-close-words-error').waitFor()
    await page.getByLabel('加进几个字').fill('台风 4 号 骰子 5')
    await page.getByLabel('再混入公开账本的下一个根').check()
    await page.getByRole('button', { name: '封定名单' }).click()
    await page.getByText('已封池，待抽取').waitFor()
    // The ledger signs by itself within seconds; until then it is refused in words.
    for (let tries = 0; tries < 30; tries++) {
      await page.goto('/desk/inspection-plans')
      await page.getByText('公开种子并抽取').first().click()
      await page.getByRole('button', { name: '公开种子并抽取' }).click()
      if ((await page.getByText('已办理。').count()) > 0) break
      await page.getByText('账本还没有签出').first().waitFor()
    }
    const drawn = (await cases()).filter((n) => !before.includes(n))
    expect(drawn).toHaveLength(3)
    number = drawn.at(-1)!
    await page.getByRole('link', { name: '抽取记录' }).last().click()
    await page.getByText('混入账本').waitFor()
    await page.getByText('刚才重算过').waitFor()
  })
  test('approved, shown by its code, recorded without a script, confirmed, published', async () => {
    const head = await city.visit({ login: 'approver-siming-shichang', scripts: false })
    await head.goto(`/desk/inspections/${number}`)
    await looked(head)
    await head.locator('details:has(button:text-is("审批")) > summary').click()
    await head.getByRole('button', { name: '审批' }).click()
    await head.locator('.error').first().waitFor()
    await head.getByRole('radio', { name: '批准，出具检查通知书' }).check()
    await head.getByRole('button', { name: '审批' }).click()
    await head.getByText('已批准，待现场检查').first().waitFor()
    const code = (await head.getByRole('link', { name: /二维码页/ }).getAttribute('href'))!
    const cards = ((await head.locator('.pane-left').textContent()) ?? '').match(/1302203000\d/g)!
    const logins = [...new Set(cards)].map((c) => `enforce-siming-shichang${c.endsWith('1') ? '' : `-${c.at(-1)}`}`)

    for (const [lang, scripts] of [
      ['zh', false],
      ['en', true],
    ] as const) {
      const subject = await city.visit({ phone: true, lang, scripts })
      await subject.goto(code)
      await subject.getByText(lang === 'zh' ? '今天有效，可以检查' : 'Valid today').waitFor()
      await looked(subject)
      await fits(subject)
      await picture(subject, `inspection-scan-${lang}`, true)
      if (lang === 'zh') continue
      await subject.getByLabel('How many came').fill('2')
      await subject.getByLabel('Anything else').fill('They came at ten.')
      await subject.getByRole('button', { name: 'Record' }).click()
      await subject.locator('#f-witness-cards-error').waitFor()
      expect(await subject.getByLabel('Anything else').inputValue()).toBe('They came at ten.')
      await subject.getByRole('radio', { name: 'Yes, all' }).check()
      await subject.getByRole('radio', { name: 'Yes', exact: true }).check()
      await subject.getByRole('button', { name: 'Record' }).click()
      await subject.getByText('What you saw was recorded').waitFor()
    }

    const first = await city.visit({ login: logins[0]!, phone: true, scripts: false })
    await first.goto(`/desk/inspections/${number}`)
    await first.getByRole('link', { name: /去现场/ }).click()
    await looked(first)
    await fits(first)
    await picture(first, 'inspection-visit-phone', true)
    // What is missing is said line by line; what was typed stays, also over a photo.
    await first.getByLabel('现场负责人姓名').fill('林店长')
    await first.getByLabel('情况（有问题的必填）').nth(2).fill('三批货没有票据')
    await first.getByRole('button', { name: '完成记录' }).click()
    expect(await first.locator('.field.has-error').count()).toBe(8)
    await first.getByLabel(/^选择文件/).setInputFiles({ name: 'kitchen.png', mimeType: 'image/png', buffer: PNG })
    await first.getByRole('button', { name: /^上传/ }).click()
    await first.getByRole('link', { name: 'kitchen.png' }).waitFor()
    expect(await first.getByLabel('现场负责人姓名').inputValue()).toBe('林店长')
    expect(await first.getByLabel('情况（有问题的必填）').nth(2).inputValue()).toBe('三批货没有票据')
    for (const box of await first.locator('input[name=present]').all()) await box.check()
    for (const [i, ok] of (await first.getByRole('radio', { name: '符合' }).all()).entries())
      if (i !== 2) await ok.check()
    await first.getByRole('radio', { name: '有问题', exact: true }).nth(2).check()
    await first.getByRole('radio', { name: '有问题，限期整改' }).check()
    await first.getByLabel('限期整改的，几天').fill('7')
    await first.getByRole('button', { name: '完成记录' }).click()
    await first.getByText('已检查，待同行人员核对').first().waitFor()
    await first.getByText('三批货没有票据').waitFor()
    await looked(first)
    await picture(first, 'inspection-case-phone', true)

    const second = await city.visit({ login: logins[1]!, lang: 'en', phone: true })
    await second.goto(`/desk/inspections/${number}`)
    await second.getByRole('button', { name: 'Confirm' }).click()
    await second.getByText('Result formed, to be published').first().waitFor()
    await accessible(second)
    await head.goto(`/desk/inspections/${number}`)
    await picture(head, 'inspection-case-desktop', true)
    await head.getByRole('button', { name: '公开结果' }).click()
    await head.getByText('整改中').first().waitFor()
    const anybody = await city.visit({ scripts: false })
    await anybody.goto(`/inspections/results/${number}`)
    await anybody.getByText('有问题，限期整改').first().waitFor()
    expect(await anybody.content()).not.toContain('三批货')
  })
})

test('the legal office grants a card and takes it back; what was typed stays', async () => {
  const page = await city.visit({ login: 'legal', scripts: false })
  await page.goto('/desk/enforcement-cards?unit=350200-jiaotong')
  await page.getByText('发证', { exact: true }).first().click()
  await page.getByLabel('执法类别（中文）').fill('交通运输')
  await page.getByRole('button', { name: '发证' }).click()
  await page.locator('#f-grant-personId-error').waitFor()
  expect(await page.getByLabel('执法类别（中文）').inputValue()).toBe('交通运输')
  await looked(page)
  await page
    .getByRole('radio', { name: /执法岗/ })
    .first()
    .check()
  await page.getByLabel('证号').fill('13020000999')
  await page.getByLabel('执法类别（英文）').fill('Transport')
  await page.getByLabel('有效期的第一天').fill('2026-01-01')
  await page.getByLabel('有效期的最后一天').fill('2031-01-01')
  await page.getByRole('button', { name: '发证' }).click()
  await page.getByText('已办理。').waitFor()
  const card = page.locator('details.card').filter({ hasText: '13020000999' })
  await card.locator('summary').click()
  await card.getByLabel('收回的理由').fill('录入有误')
  await looked(page)
  await picture(page, 'inspection-cards', true)
  await card.getByRole('button', { name: '收回' }).click()
  await page.locator('details.card').filter({ hasText: '13020000999' }).getByText('已收回').waitFor()
  const anybody = await city.visit({ lang: 'en' })
  await anybody.goto('/inspections/officers?q=13020000999')
  await anybody.getByText('withdrawn').waitFor()
})
