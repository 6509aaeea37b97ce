import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessible, type City, picture, startCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
})
afterAll(() => city?.close())

describe('charts drawn in the browser', () => {
  test('with our attributes beside them, checked as the person draws, kept when saved', async () => {
    const page = await city.visit({ login: 'drafter' })
    await page.goto('/desk/drafts')
    await page.getByRole('button', { name: /起草新版本\s*：\s*建筑工程施工许可证核发/ }).click()
    await page.waitForURL(/\/desk\/drafts\/[0-9a-f-]{36}/)
    await page.locator('#modeler').getByText('健全：总能办完').waitFor()
    await page.getByLabel('图上的元素').selectOption({ label: '审查' })
    await page.getByLabel('岗位', { exact: true }).selectOption('approver')
    await page.getByRole('status').getByText('还没有保存').waitFor()
    expect(await page.getByLabel('流程图（BPMN 2.0 XML）').inputValue()).toContain('gnomon:post="approver"')
    await accessible(page)
    await picture(page, 'modeler-zh', true)
    await page.getByRole('button', { name: '保存' }).first().click()
    await page.waitForURL(/saved=1/)
    await page.getByRole('status').getByText('已保存').waitFor()
    await page.getByLabel('图上的元素').selectOption({ label: '审查' })
    expect(await page.getByLabel('岗位', { exact: true }).inputValue()).toBe('approver')
  })
  test('menus offer what runs, in Chinese; an unsound chart shows the way to its problem; no server and no session lose nothing', async () => {
    const page = await city.visit({ login: 'drafter' })
    await page.goto('/desk/drafts')
    await page.getByRole('table').locator('tbody').getByRole('link').first().click()
    const modeler = page.locator('#modeler')
    await modeler.getByText('健全：总能办完').waitFor()
    await page.getByLabel('图上的元素').selectOption({ label: '审查' })
    await page.getByTitle('换成别的元素').click()
    await page.getByText('线下任务（手工任务）').waitFor()
    await page.keyboard.press('Escape')

    // Two ways where the chart had a choice: one ends while the other is still open.
    await page.getByText('用文字改表单和流程图').click()
    const text = page.getByLabel('流程图（BPMN 2.0 XML）')
    const both = (await text.inputValue())
      .replace(/exclusiveGateway( id="g-decision"[\s\S]*?<\/)exclusiveGateway/, 'parallelGateway$1parallelGateway')
      .replace(/(id="f-(?:grant|deny)"[^>]*>)\s*<conditionExpression[\s\S]*?<\/conditionExpression>/g, '$1')
    await text.fill(both)
    await text.blur()
    await modeler.getByText('还没办完，流程却已经结束').waitFor()
    expect(await page.locator('.modeler-stop').count()).toBeGreaterThan(3)

    const save = page.getByRole('button', { name: '保存' }).first()
    await page.context().setOffline(true)
    await save.click()
    await page.getByText('没有保存。您的改动都还在这一页上').waitFor()
    await page.context().setOffline(false)
    await page.context().clearCookies({ name: 'gnomon_session' })
    await save.click()
    await page.getByText('您刚才填的内容已经保存').waitFor()
    await page.getByLabel('登录名').fill('drafter')
    await page.getByLabel('密码').fill('gnomon-demo')
    await page.getByRole('main').getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL(/held=/)
    await modeler.getByText('还没办完，流程却已经结束').waitFor()
    expect(await text.inputValue()).toContain('parallelGateway')
  })
  test('in English, on a phone', async () => {
    const page = await city.visit({ login: 'drafter', lang: 'en', phone: true })
    await page.goto('/desk/drafts')
    await page.getByRole('table').locator('tbody').getByRole('link').first().click()
    await page.getByLabel('Element on the chart').waitFor()
    await accessible(page)
    await picture(page, 'modeler-phone-en', true)
  })
})

describe('discretion standards', () => {
  test('edited as a table: a gap shows at once with an example, and stops publication', async () => {
    const page = await city.visit({ login: 'drafter' })
    await page.goto('/desk/standards')
    await page.getByLabel('编号').fill('trial-standard')
    await page.getByLabel('名称').fill('试行基准')
    await page.getByRole('button', { name: '新建基准' }).click()
    await page.getByText('没有遗漏、重叠或不可达的规则').first().waitFor()
    await accessible(page)
    await picture(page, 'standard-editor-zh', true)
    await page.getByText('用文件或文字').click()
    const text = page.getByLabel('DMN 文字')
    await text.fill((await text.inputValue()).replace('&gt;= 10', '&gt; 10'))
    await text.blur()
    await page.getByText('情形 = 10').first().waitFor()
    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.getByText('已保存').waitFor()

    const legal = await city.visit({ login: 'legal' })
    await legal.goto('/desk/standards/trial-standard')
    await legal.getByText('情形 = 10').first().waitFor()
    await accessible(legal)
    await legal.getByLabel('审查意见').fill('同意公布。')
    await legal.getByRole('button', { name: '公布' }).click()
    await legal.getByText('情形 = 10').first().waitFor()
    expect(await legal.getByLabel('审查意见').inputValue()).toBe('同意公布。')
    await page.getByText('用文件或文字').click()
    await text.fill((await text.inputValue()).replace('&gt; 10', '&gt;= 10'))
    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.getByText('修订 3').waitFor()
    await legal.goto('/desk/standards/trial-standard')
    await legal.getByLabel('审查意见').fill('每种情形只落一档，同意公布。')
    await legal.getByRole('button', { name: '公布' }).click()
    await legal.getByText('已公布').waitFor()
  })

  test('a cell typed just before saving is saved', async () => {
    const page = await city.visit({ login: 'drafter' })
    await page.goto('/desk/standards/fire-acceptance')
    await page.getByText('没有遗漏、重叠或不可达的规则').first().waitFor()
    await page.getByRole('cell', { name: '< 300' }).first().click()
    await page.keyboard.press('End')
    await page.keyboard.type('0')
    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.getByText('已保存').waitFor()
    await page.getByText('第 1 条和第 3 条规则同时适用').first().waitFor()
    await page.getByRole('button', { name: '依赖关系' }).click()
    await page.getByRole('button', { name: '画决策' }).waitFor()
    await accessible(page)
    await picture(page, 'standard-requirements-zh')
  })
  test('in English, with the words that were published with the standard', async () => {
    const page = await city.visit({ lang: 'en' })
    await page.goto('/standards')
    await page.getByRole('link', { name: /without fire acceptance/ }).click()
    await page.getByLabel('floor area').fill('1200')
    for (const [field, value] of [
      ['place of assembly', 'true'],
      ['correction', '拒不改正'],
      ['first offence', 'false'],
      ['minor consequences', 'false'],
    ] as const)
      await page.getByLabel(field, { exact: true }).selectOption(value)
    await page.getByRole('button', { name: 'Compute' }).click()
    await page.getByText('treatment: heavy').waitFor()
    await page.getByText('300,000').first().waitFor()
    expect(await page.getByRole('main').textContent()).not.toMatch(/[\u4e00-\u9fff]/)
    await accessible(page)
  })

  test.each([true, false])('anybody reads them and computes a case, scripts %s', async (scripts) => {
    const page = await city.visit({ scripts, phone: !scripts })
    await page.goto('/standards')
    await page.getByRole('link', { name: /未经消防验收擅自投入使用/ }).click()
    await page.getByLabel('建筑面积').fill('500')
    await page.getByRole('button', { name: '试算' }).click()
    await page.getByText('请核对上面填的，缺的补上').waitFor()
    expect(await page.getByLabel('建筑面积').inputValue()).toBe('500')
    for (const [field, value] of [
      ['人员密集场所', 'true'],
      ['改正情况', '拒不改正'],
      ['初次违法', 'false'],
      ['危害后果轻微', 'false'],
    ] as const)
      await page.getByLabel(field, { exact: true }).selectOption(value)
    await page.getByRole('button', { name: '试算' }).click()
    await page.getByText('处理：从重处罚').waitFor()
    await page.getByText('适用第 10 条规则').waitFor()
    // axe runs in the page, and cannot where scripts are off.
    if (scripts) await accessible(page)
    await picture(page, `standard-${scripts ? 'desktop' : 'phone'}-zh`, true)
  })
})

describe('the ledger in public', () => {
  const anAct = async () => {
    const [, size] = (await (await fetch(`${city.url}/checkpoint`)).text()).split('\n')
    const n = Math.floor(Number(size) / 256) - 1
    const tile = await (await fetch(`${city.url}/tile/entries/${String(n).padStart(3, '0')}`)).text()
    const at = tile.indexOf('"kind":"case"')
    return { act: /"act":"([0-9a-f-]{36})"/.exec(tile.slice(tile.lastIndexOf('{"act"', at)))![1]! }
  }

  test('a case is looked up by a receipt, without a script; its bundle proves that it is complete', async () => {
    const { act } = await anAct()
    const receipt = await (await fetch(`${city.url}/ledger/acts/${act}/receipt`)).text()
    const page = await city.visit({ scripts: false })
    await page.goto('/ledger')
    await picture(page, 'ledger-zh', true)
    await page.getByLabel(/办件编号/).fill(receipt)
    await page.getByRole('button', { name: '查', exact: true }).click()
    await page.getByText(/个公开的行为/).waitFor()
    const href = await page.getByRole('link', { name: /取全部回执/ }).getAttribute('href')
    // A census is taken when the worker begins, of what the log has by then, and a minute later of the rest.
    let bundle = ''
    await expect
      .poll(async () => (bundle = await (await fetch(`${city.url}${href}`)).text()), { timeout: 100_000 })
      .toContain('completeness/v1')
    const verify = await city.visit()
    await verify.goto('/ledger')
    await accessible(verify)
    await verify.goto('/verify')
    await verify
      .getByLabel('选择文件')
      .setInputFiles({ name: 'case.bundle.json', mimeType: 'application/json', buffer: Buffer.from(bundle) })
    await verify.getByText('● 已证明').waitFor()
    await verify.getByText(/没有别的/).waitFor()
  })

  test('a QR code opens the page that verifies it; disclosed content is checked there', async () => {
    const { act } = await anAct()
    const page = await city.visit({ login: 'supervisor' })
    await page.goto(`/ledger/acts/${act}/qr`)
    await accessible(page)
    await page.getByRole('link', { name: '在这里验证' }).click()
    await page.getByText('● 已证明').waitFor()
    await page
      .getByText(/二维码里装不下/)
      .first()
      .waitFor()
    const fields = page.getByLabel('哪一项')
    if (await fields.count()) {
      await page.getByLabel(/盐/).fill('00')
      await page.getByRole('button', { name: '核对' }).click()
      await page.getByText('请整段复制').waitFor()
      await page.getByLabel(/盐/).fill('ab'.repeat(32))
      await page.getByLabel('内容').fill('不是这个')
      await page.getByRole('button', { name: '核对' }).click()
      await page.getByText('✕ 不一致').waitFor()
    }
    await accessible(page)
  })

  test('a picture of the QR code is read and verified; one of anything else is explained', async () => {
    const { act } = await anAct()
    const page = await city.visit()
    await page.goto(`/ledger/acts/${act}/qr`)
    const code = await page.getByRole('img', { name: '回执的二维码' }).screenshot()
    const other = await page.screenshot({ clip: { x: 0, y: 0, width: 200, height: 100 } })
    await page.goto('/verify')
    await page.context().setOffline(true)
    await page.getByLabel('选择文件').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: other })
    await page.getByText('图上没有找到二维码').waitFor()
    await page.getByLabel('或拍下二维码').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: code })
    await page.getByText('● 已证明').waitFor()
    await picture(page, 'verify-qr-zh', true)
  })

  test.each(['/ledger', '/verify', '/standards/fire-acceptance', '/desk/operations', '/items/350200-01-0001'])(
    '%s fits a phone',
    async (path) => {
      const page = await city.visit({
        phone: true,
        lang: 'en',
        ...(path.startsWith('/desk') ? { login: 'admin' } : {}),
      })
      await page.goto(path)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
      // A column squeezed to one letter a line makes a page of many screens.
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(8000)
    },
  )

  test('the operations desk shows a light for each matter', async () => {
    const page = await city.visit({ login: 'admin' })
    await page.goto('/desk/operations')
    await page.getByRole('row', { name: /行为与账本/ }).waitFor()
    await page.getByRole('row', { name: /见证/ }).getByText('够数').waitFor()
    await accessible(page)
    await picture(page, 'operations-zh')
  })
})

test('a chart says its states in a legend and everything in words, without a script', async () => {
  const page = await city.visit({ login: 'citizen', scripts: false })
  await page.goto('/my')
  await page.getByRole('main').locator('a[href^="/cases/"]').first().click()
  const chart = page.getByRole('figure', { name: /流程图/ })
  await chart
    .getByRole('listitem')
    .filter({ hasText: /已办|办理中/ })
    .first()
    .waitFor()
  await chart.getByText('用文字看这张图').click()
  await chart.getByText(/齐全 → /).waitFor()
  await page.locator('.proof summary').first().click()
  await page.getByRole('link', { name: '二维码' }).first().waitFor()
})
