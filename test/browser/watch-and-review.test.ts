import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessible, type City, picture, startCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
})
afterAll(() => city?.close())

const READERS = [
  ['zh', false],
  ['en', true],
] as const

describe('supervision', () => {
  test.each(READERS)('the wall and the rules, %s, phone %s', async (lang, phone) => {
    const page = await city.visit({ login: 'chief', lang, phone })
    await page.goto('/desk/supervision?show=open')
    await page.getByText(lang === 'zh' ? '按时率（30 天）' : 'On time (30 days)').waitFor()
    await accessible(page)
    await picture(page, `wall-${lang}-${phone ? 'phone' : 'desktop'}`, true)
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    ).toBe(true)
    // Lights of a young city still come: page and file are asked again until none came between them.
    await expect
      .poll(async () => {
        const file = await page.context().request.get('/desk/supervision?show=open&format=csv')
        const lines = (await file.text()).trim().split('\n').length - 1
        let shown = 0
        for (let n = 1; shown < lines && n < 9; n++) {
          await page.goto(`/desk/supervision?show=open&page=${n}`)
          shown += Math.max(0, (await page.getByRole('row').count()) - 1)
        }
        return lines - shown
      })
      .toBe(0)
    await page.goto('/desk/supervision?projector=1')
    expect(await page.getByRole('navigation', { name: lang === 'zh' ? '工作' : 'Work' }).isVisible()).toBe(false)
    await picture(page, `wall-projector-${lang}`, true)
    await page.goto('/desk/supervision-rules')
    await accessible(page)
    await picture(page, `rules-${lang}-${phone ? 'phone' : 'desktop'}`, true)
  })
  test('a rule with an error keeps what was typed; released by a second person it is in force', async () => {
    const proposer = await city.visit({ login: 'supervisor', scripts: false })
    await proposer.goto('/desk/supervision-rules')
    await proposer.getByText('增加规则').click()
    await proposer.getByRole('textbox', { name: '编号' }).fill('three-left')
    await proposer.getByRole('radio', { name: '黄牌' }).check()
    await proposer.getByLabel('看哪个时钟或行为').fill('clock:promised')
    await proposer.getByLabel('条件（FEEL）').fill('reminding <= 3')
    await proposer.getByLabel('亮牌时怎么说（中文）').fill('还剩三天')
    await proposer.getByLabel('亮牌时怎么说（英文）').fill('three days left')
    await proposer.getByRole('button', { name: '提出', exact: true }).click()
    await proposer.locator('#f-put-condition-error').waitFor()
    expect(await proposer.getByLabel('亮牌时怎么说（中文）').inputValue()).toBe('还剩三天')
    await proposer.getByLabel('条件（FEEL）').fill('remaining <= 3')
    await proposer.getByRole('button', { name: '提出', exact: true }).click()
    await proposer.getByText('已提出，等另一人放行').waitFor()
    expect(await proposer.getByRole('button', { name: '放行 three-left' }).count()).toBe(0)
    const chief = await city.visit({ login: 'chief' })
    await chief.goto('/desk/supervision-rules')
    await accessible(chief)
    await chief.getByRole('button', { name: '放行 three-left' }).click()
    await chief.getByText('已放行').waitFor()
    await chief.getByRole('row').filter({ hasText: '还剩三天' }).getByText('本市').waitFor()
  })
  test.each(READERS)('what waits for an answer, beside its own form, %s, phone %s', async (lang, phone) => {
    const chief = await city.visit({ login: 'chief' })
    await chief.goto('/desk/supervision?show=open')
    await chief.getByRole('main').getByRole('link', { name: /^催办/ }).first().click()
    await chief.getByLabel('催办的话').fill('请尽快办理。')
    await chief.getByRole('button', { name: '发出催办' }).click()
    await chief.getByText('已办。').waitFor()
    await accessible(chief)
    await picture(chief, `supervised-case-${lang}`, true)
    const number = /\d{6}-\d{4}-\d{6}/.exec(chief.url())![0]
    const office = await city.visit({ login: 'supervisor', lang, phone })
    await office.goto(`/desk/measures?q=${number}`)
    await accessible(office)
    await picture(office, `measures-${lang}-${phone ? 'phone' : 'desktop'}`, true)
  })
})

describe('the legal office', () => {
  beforeAll(async () => {
    const drafter = await city.visit({ login: 'drafter', scripts: false })
    await drafter.goto('/desk/drafts')
    await drafter
      .getByRole('button', { name: /起草新版本\s*：\s*建筑工程施工许可证核发/ })
      .first()
      .click()
    await drafter.waitForURL(/\/desk\/drafts\/[0-9a-f-]{36}/)
    await drafter.getByText('用文字改表单和流程图').click()
    const chart = drafter.getByLabel('流程图（BPMN 2.0 XML）')
    const before = await chart.inputValue()
    await chart.fill(before.replace('gnomon:post="reviewer"', 'gnomon:post="approver"'))
    await drafter.getByLabel('承诺期限（工作日）').fill('4')
    await drafter.getByRole('button', { name: '保存', exact: true }).first().click()
    await drafter.getByText('已保存').first().waitFor()
    await drafter.getByRole('button', { name: /报送/ }).first().click()
    await drafter.getByText('审查中').first().waitFor()
  })
  test.each(READERS)('sees what changed in a chart, in words and colours, %s, phone %s', async (lang, phone) => {
    const legal = await city.visit({ login: 'legal', lang, phone })
    await legal.goto('/desk/review')
    await accessible(legal)
    await picture(legal, `reviews-${lang}-${phone ? 'phone' : 'desktop'}`, true)
    await legal.getByRole('cell').getByRole('link').first().click()
    await legal.waitForURL(/\/desk\/review\/[0-9a-f-]{36}/)
    await legal
      .getByText(lang === 'zh' ? '岗位 审查 → 审批' : 'post Reviewer → Approver')
      .first()
      .waitFor()
    await accessible(legal)
    await picture(legal, `review-changes-${lang}-${phone ? 'phone' : 'desktop'}`, true)
    expect(await legal.locator('.bpmn .is-changed').count()).toBe(2)
  })
})
