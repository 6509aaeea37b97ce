import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PDF } from '../pdf.ts'
import { accessible, type City, pdf, picture, startCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
})
afterAll(() => city?.close())

const APPLY = '/apply/350200-01-0001'
/** A scan of some megabytes. */
const scan = (name: string, parts: number, fill = 1) => {
  const bytes = Buffer.alloc(parts * 512 * 1024, fill)
  Buffer.from(PDF).copy(bytes)
  return { name, mimeType: 'application/pdf', buffer: bytes }
}
/** One page that a browser can show. */
const page1 = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(
    [
      '%PDF-1.4',
      '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
      '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj',
      '4 0 obj<</Length 53>>stream',
      'BT /F1 24 Tf 40 200 Td (Annex, page one) Tj ET       ',
      'endstream endobj',
      '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj',
      'trailer<</Root 1 0 R>>',
    ].join('\n'),
  ),
})
const PNG = {
  name: '签章页.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC',
    'base64',
  ),
}

describe('uploads of an application', () => {
  test('a line that breaks is waited out, and after a reload the same file goes on where it was', async () => {
    const page = await city.visit({ login: 'citizen', phone: true })
    await page.goto(APPLY)
    await page.getByLabel('工程名称').fill('滨海小学')
    const land = page.locator('#f-material-land')
    const sent: number[] = []
    const cut = { after: 3 }
    await page.route('**/uploads/**', (route) => {
      const part = Number(/name="part"\r\n\r\n(\d+)/.exec(route.request().postDataBuffer()!.toString('latin1'))![1])
      if (part >= cut.after) return route.abort()
      sent.push(part)
      return route.continue()
    })
    const file = scan('用地批准扫描件.pdf', 5)
    await land.getByLabel('选择文件：用地批准文件').setInputFiles(file)
    await land.getByText('连接断了，恢复以后自动继续').waitFor()
    expect(await land.getByRole('progressbar').evaluate((e) => (e as HTMLProgressElement).value)).toBeCloseTo(0.6)
    await land.scrollIntoViewIfNeeded()
    await accessible(page)
    await picture(page, 'upload-broken-phone')
    // Words that were typed meanwhile are there after the reload, and how far the file came.
    await page.getByText('已自动保存').waitFor()
    await page.reload()
    expect(await page.getByLabel('工程名称').inputValue()).toBe('滨海小学')
    await land.getByText('“用地批准扫描件.pdf”传了 60%').waitFor()
    await picture(page, 'upload-unfinished-phone')
    sent.length = 0
    cut.after = 99
    await page.context().setOffline(true)
    await land.getByLabel('选择文件：用地批准文件').setInputFiles(file)
    await land.getByText('连接断了，恢复以后自动继续').waitFor()
    await page.context().setOffline(false)
    await land.getByRole('link', { name: '用地批准扫描件.pdf' }).waitFor()
    expect(sent).toEqual([3, 4])
    expect(await land.getByText('传了 60%').count()).toBe(0)
    expect(await page.getByLabel('工程名称').inputValue()).toBe('滨海小学')
    const href = await land.getByRole('link', { name: '用地批准扫描件.pdf' }).getAttribute('href')
    const came = await page.request.get(href!)
    expect(Buffer.compare(await came.body(), file.buffer)).toBe(0)
  })

  test('several at once, shown, put in order and removed with the keyboard; what cannot be taken says why', async () => {
    const page = await city.visit({ login: 'citizen2' })
    await page.goto(APPLY)
    const box = page.locator('#f-material-contract')
    await page.getByLabel('联系人').fill('王工')
    await box.getByLabel('选择文件：施工合同').setInputFiles([scan('正文.pdf', 2, 2), PNG, page1('附件.pdf')])
    await box.getByRole('link', { name: '附件.pdf' }).waitFor()
    const names = () => box.locator('.given a').evaluateAll((all) => all.map((a) => a.textContent!.trim()))
    expect(await names()).toEqual(['正文.pdf', '签章页.png', '附件.pdf'])
    expect(await box.locator('.given img').evaluate((e) => (e as HTMLImageElement).alt)).toBe('')
    await box.getByRole('button', { name: '上移：附件.pdf' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(names).toEqual(['正文.pdf', '附件.pdf', '签章页.png'])
    // The focus stays where the next press means the same file.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('附件.pdf')
    await page.keyboard.press('Enter')
    await expect.poll(names).toEqual(['附件.pdf', '正文.pdf', '签章页.png'])
    await box.locator('summary').first().click()
    await box.locator('iframe').first().waitFor()
    await box.getByLabel('选择文件：施工合同').setInputFiles({ ...pdf('合同.exe'), buffer: Buffer.from('MZ') })
    await box.getByText('按内容看，这个文件不是').waitFor()
    await box.scrollIntoViewIfNeeded()
    await accessible(page)
    await picture(page, 'upload-several')
    await box.getByRole('button', { name: '知道了' }).click()
    await box.getByRole('button', { name: '删除：签章页.png' }).click()
    await expect.poll(names).toEqual(['附件.pdf', '正文.pdf'])
    // Dropped on its field as well.
    const data = await page.evaluateHandle(
      (bytes) => {
        const dropped = new DataTransfer()
        dropped.items.add(new File([new Uint8Array(bytes)], '拖来的.pdf', { type: 'application/pdf' }))
        return dropped
      },
      [...PDF],
    )
    await box.dispatchEvent('drop', { dataTransfer: data })
    await box.getByRole('link', { name: '拖来的.pdf' }).waitFor()
    expect(await page.getByLabel('联系人').inputValue()).toBe('王工')
    expect(await page.locator('#steps').textContent()).toContain('1/')
    await page.reload()
    expect(await names()).toEqual(['附件.pdf', '正文.pdf', '拖来的.pdf'])
  })

  test('without a script: several files, the good ones stay, order and removal by plain buttons', async () => {
    const page = await city.visit({ login: 'citizen2', scripts: false, lang: 'en', phone: true })
    await page.goto(APPLY)
    const box = page.locator('#f-material-safety')
    await box
      .getByLabel(/^(Choose a file|Add another)/)
      .setInputFiles([pdf('one.pdf'), { ...pdf('bad.exe'), buffer: Buffer.from('MZ') }, pdf('two.pdf')])
    await box.getByRole('button', { name: /^Upload/ }).click()
    await box.getByText('bad.exe: By its content').waitFor()
    const names = () => box.locator('.given a').evaluateAll((all) => all.map((a) => a.textContent!.trim()))
    expect(await names()).toEqual(['one.pdf', 'two.pdf'])
    await box.scrollIntoViewIfNeeded()
    await picture(page, 'upload-plain-phone-en')
    await box.getByRole('button', { name: 'Move up: two.pdf' }).click()
    await page.getByText('The order is changed.').waitFor()
    expect(await names()).toEqual(['two.pdf', 'one.pdf'])
    await box.getByRole('button', { name: 'Remove: one.pdf' }).click()
    await page.getByText('The file was removed.').waitFor()
    expect(await names()).toEqual(['two.pdf'])
    // The same page in English, with its script, for who cannot see it.
    const again = await city.visit({ login: 'citizen2', lang: 'en' })
    await again.goto(APPLY)
    await again.locator('#f-material-safety').getByRole('link', { name: 'two.pdf' }).waitFor()
    await accessible(again)
    await again.locator('#f-material-contract').scrollIntoViewIfNeeded()
    await picture(again, 'upload-several-en')
  })
})
