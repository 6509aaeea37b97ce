import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessible, type City, picture, startCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
})
afterAll(() => city?.close())

const WORDS = {
  zh: {
    basis: '依据',
    law: '法律法规',
    article: '条',
    add: '加一行依据',
    remove: '删除 依据',
    save: '保存',
    name: '行政许可法',
    wrong: '没有收录《某法》',
    whole: '不是整数',
  },
  en: {
    basis: 'Basis',
    law: 'Law',
    article: 'Article',
    add: 'Add a basis',
    remove: 'Remove Basis',
    save: 'Save',
    name: 'Administrative Licensing Law',
    wrong: 'is not in the index',
    whole: 'not a whole number',
  },
} as const

let draft: string | undefined
async function open(page: Page): Promise<void> {
  if (!draft) {
    await page.goto('/desk/drafts')
    await page
      .getByRole('main')
      .getByRole('button', {
        name: /(起草新版本|Draft a new version)\s*[：:]\s*(建筑工程施工许可证核发|Building construction permit)/,
      })
      .first()
      .click()
    await page.waitForURL(/\/desk\/drafts\/[0-9a-f-]{36}/)
    draft = new URL(page.url()).pathname
  } else await page.goto(draft)
}

describe('an item’s lists, as rows', () => {
  test.each([
    ['zh', true, false],
    ['en', true, true],
    ['zh', false, true],
    ['en', false, false],
  ] as const)('added, filled in, refused, mended, removed: %s, scripts %s, phone %s', async (lang, scripts, phone) => {
    const page = await city.visit({ login: 'drafter', lang, scripts, phone, dark: phone })
    const w = WORDS[lang]
    await open(page)
    if (scripts) await page.locator('#modeler').waitFor()
    const list = page.locator('[data-list=basis]')
    const row = (n: number) => list.getByRole('group', { name: `${w.basis} ${n}`, exact: true })
    const before = await list.getByLabel(w.law).count()
    const saved = () =>
      page
        .getByRole('status')
        .getByText(lang === 'zh' ? /^已保存/ : /^Saved/)
        .waitFor()
    const save = async () => {
      const loaded = page.waitForEvent('load')
      await page.getByRole('button', { name: w.save, exact: true }).last().click()
      await loaded
    }

    await page.getByLabel(lang === 'zh' ? '承诺期限（工作日）' : 'Promised limit (working days)').fill('soon')
    await list.getByRole('button', { name: w.add }).click()
    const added = row(before + 1)
    await added.waitFor()
    expect(await added.getByLabel(w.law).evaluate((e) => e === e.ownerDocument.activeElement)).toBe(true)
    await added.getByLabel(w.law).fill('某法')
    await added.getByLabel(w.article, { exact: true }).fill('eight')
    await save()
    await page.getByRole('alert').getByText(w.whole).first().waitFor()
    expect(await added.getByLabel(w.article, { exact: true }).inputValue()).toBe('eight')
    expect(await added.textContent()).toContain(w.whole)
    if (scripts) await accessible(page)
    await picture(page, `draft-rows-${lang}-${phone ? 'phone' : 'desktop'}-scripts-${scripts}`, true)

    await added.getByLabel(w.article, { exact: true }).fill('8')
    await page.getByLabel(lang === 'zh' ? '承诺期限（工作日）' : 'Promised limit (working days)').fill('5')
    await save()
    await saved()
    await added.getByText(w.wrong).waitFor()
    // The summary leads to the field.
    await page.getByRole('alert').getByRole('link').first().click()
    expect(new URL(page.url()).hash).toBe(`#f-basis-${before}--law`)

    await added.getByLabel(w.law).fill(w.name)
    await added.getByLabel(w.article, { exact: true }).fill('42')
    await save()
    await saved()
    await added.getByRole('link').waitFor()
    await added.getByRole('button', { name: `${w.remove} ${before + 1}` }).click()
    await added.waitFor({ state: 'detached' })
    await save()
    await saved()
    expect(await list.getByLabel(w.law).count()).toBe(before)
  })

  test.each([true, false])(
    'a row within a row comes and goes; the rest of the row is kept; scripts %s',
    async (scripts) => {
      const page = await city.visit({ login: 'drafter', scripts })
      await open(page)
      const material = (n: number) => page.getByRole('group', { name: `材料 ${n}`, exact: true })
      const last = await page.locator('[data-list=materials] > [data-row]').count()
      const name = await material(2).getByRole('group', { name: '名称' }).getByLabel('中文').inputValue()
      const chart = page.getByLabel('流程图（BPMN 2.0 XML）')
      const file = `${await chart.inputValue()}<!-- from a file -->`
      if (!scripts)
        await page
          .getByLabel('上传流程图（.bpmn）')
          .setInputFiles({ name: 'chart.bpmn', mimeType: 'application/xml', buffer: Buffer.from(file) })
      await material(1).getByRole('button', { name: '删除 材料 1' }).click()
      await material(last).waitFor({ state: 'detached' })
      expect(await material(1).getByRole('group', { name: '名称' }).getByLabel('中文').inputValue()).toBe(name)
      // A file that was chosen is not lost by the way to the server and back: it stands in the text.
      if (!scripts) expect((await chart.inputValue()).replaceAll('\r', '')).toBe(file)
      await page.getByRole('button', { name: '加一行材料' }).click()
      await material(last).getByRole('group', { name: '名称' }).getByLabel('中文').fill('现场照片')
      await material(last).getByRole('button', { name: '加一行依据' }).click()
      const basis = material(last).getByRole('group', { name: '依据 1', exact: true })
      await basis.getByLabel('法律法规').fill('建筑法')
      await basis.getByLabel('条', { exact: true }).fill('8')
      await page.getByRole('button', { name: '保存', exact: true }).first().click()
      await page.waitForURL(/saved=1/)
      await material(last).getByRole('link', { name: '《建筑法》第八条' }).waitFor()
      expect(await material(last).getByRole('group', { name: '名称' }).getByLabel('中文').inputValue()).toBe('现场照片')
      // What is still missing stands at its field.
      await material(last).getByText('请填写这一项。').first().waitFor()
    },
  )

  test('where the script for rows did not arrive, the server adds them', async () => {
    const page = await city.visit({ login: 'drafter' })
    await page.route('**/assets/rows.js', (route) => route.abort())
    await open(page)
    await page.locator('#modeler').getByText('健全：总能办完').waitFor()
    const list = page.locator('[data-list=conditions]')
    const before = await list.getByRole('group').count()
    await list.getByRole('button', { name: '加一行条件' }).click()
    const added = list.getByRole('group', { name: `条件 ${before + 1}`, exact: true })
    await added.waitFor()
    expect(await added.getByLabel('中文').evaluate((e) => e === e.ownerDocument.activeElement)).toBe(true)
  })

  test('an ended session keeps the rows as they were typed', async () => {
    const page = await city.visit({ login: 'drafter', scripts: false })
    await open(page)
    const list = page.locator('[data-list=conditions]')
    const before = await list.getByRole('group').count()
    await list.getByRole('button', { name: '加一行条件' }).click()
    const added = list.getByRole('group', { name: `条件 ${before + 1}`, exact: true })
    await added.getByLabel('中文').fill('已有图纸')
    await page.context().clearCookies({ name: 'gnomon_session' })
    await page.getByRole('button', { name: '保存', exact: true }).last().click()
    await page.getByText('您刚才填的内容已经保存').waitFor()
    await page.getByLabel('登录名').fill('drafter')
    await page.getByLabel('密码').fill('gnomon-demo')
    await page.getByRole('main').getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL(/held=/)
    expect(await added.getByLabel('中文').inputValue()).toBe('已有图纸')
    await page.getByRole('status').getByText('还没有保存').waitFor()
  })
})
