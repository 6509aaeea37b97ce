import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessible, type City, pdf, picture, startCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
})
afterAll(() => city?.close())

const approval = pdf('批准.pdf')
const APPLY = '/apply/350200-01-0001'

describe('the application form loses nothing', () => {
  test('without a script: an upload, a refusal and an upload after it keep every field', async () => {
    const page = await city.visit({ login: 'citizen', scripts: false, phone: true })
    await page.goto(APPLY)
    await page.getByLabel('工程名称').fill('滨海小学')
    await page.getByRole('button', { name: '存草稿' }).click()
    await page.getByText('草稿已保存').waitFor()
    await page.getByLabel('工程名称').fill('滨海小学教学楼')
    await page.getByLabel('建设地点').fill('环岛路 1 号')
    await page.getByLabel('选择文件：用地批准文件').setInputFiles(approval)
    await page.getByRole('button', { name: /上传.*用地批准文件/ }).click()
    await page.getByRole('link', { name: '批准.pdf' }).waitFor()
    expect(await page.getByLabel('工程名称').inputValue()).toBe('滨海小学教学楼')
    expect(await page.getByLabel('建设地点').inputValue()).toBe('环岛路 1 号')
    await page.getByLabel('联系人').fill('王工')
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.getByLabel('联系人').inputValue()).toBe('王工')
    await picture(page, 'apply-phone-refused', true)
    await page
      .getByLabel('选择文件：施工合同')
      .setInputFiles({ ...approval, name: '合同.exe', buffer: Buffer.from('MZ') })
    await page.getByRole('button', { name: /上传.*施工合同/ }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.getByText('文件和您填的都已保存').count()).toBe(0)
    expect(await page.getByLabel('联系人').inputValue()).toBe('王工')
    await page.getByRole('button', { name: /删除.*批准.pdf/ }).click()
    await page.getByText('文件已删除').waitFor()
    expect(await page.getByLabel('联系人').inputValue()).toBe('王工')
  })

  test('with a script: files go as they are chosen, words are saved as they are typed, Enter sends nothing off', async () => {
    const page = await city.visit({ login: 'citizen' })
    await page.goto(APPLY)
    await page.getByLabel('建设单位').fill('鹭岛建设')
    await page.getByText('已自动保存').waitFor()
    await page.reload()
    expect(await page.getByLabel('建设单位').inputValue()).toBe('鹭岛建设')
    await page.getByLabel('施工单位').fill('测试施工')
    await page.getByLabel('选择文件：施工合同').setInputFiles(approval)
    await page.locator('#f-material-contract').getByRole('link', { name: '批准.pdf' }).waitFor()
    expect(await page.getByLabel('施工单位').inputValue()).toBe('测试施工')
    await page.getByLabel('施工单位').press('Enter')
    await page.getByText('草稿已保存').waitFor()
    await accessible(page)
    await picture(page, 'apply-wide', true)
  })

  test('leaving with words that are not saved asks first', async () => {
    const page = await city.visit({ login: 'citizen' })
    await page.goto(APPLY)
    await page.route('**/apply/**', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
    await page.getByLabel('联系人').fill('李工')
    await page.getByText('还没有保存').waitFor()
    let asked = 0
    page.on('dialog', (dialog) => {
      asked++
      void dialog.dismiss()
    })
    await page.locator('summary', { hasText: '大厅' }).click()
    await page
      .getByRole('link', { name: '权力清单' })
      .click({ noWaitAfter: true })
      .catch(() => {})
    await expect.poll(() => asked).toBe(1)
    expect(page.url()).toContain('/apply/')
  })
})

describe('focus', () => {
  test('is never under the bar at the foot, and its ring stands out by 3:1', async () => {
    for (const dark of [false, true]) {
      const page = await city.visit({ login: 'citizen', dark })
      await page.goto(APPLY)
      await page
        .locator('#main')
        .focus()
        .catch(() => {})
      const hidden: string[] = []
      for (let i = 0; i < 45; i++) {
        await page.keyboard.press('Tab')
        const at = await page.evaluate(() => {
          const one = document.activeElement as HTMLElement
          const { left, top, width, height } = one.getBoundingClientRect()
          const bar = document.querySelector('.sticky-act')!
          const over = document.elementFromPoint(left + width / 2, top + height / 2)
          const covered = over !== null && bar.contains(over) && !bar.contains(one)
          return { name: one.getAttribute('name') ?? one.textContent ?? '', covered }
        })
        if (at.covered) hidden.push(at.name)
      }
      expect(hidden).toEqual([])
      const ratio = await page.evaluate(() => {
        const light = (colour: string) => {
          const canvas = document.createElement('canvas').getContext('2d')!
          canvas.fillStyle = colour
          canvas.fillRect(0, 0, 1, 1)
          const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((v) => {
            const c = v / 255
            return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
          })
          return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
        }
        const root = getComputedStyle(document.documentElement)
        const ring = light(root.getPropertyValue('--focus'))
        return ['--paper', '--sheet', '--tint'].map((name) => {
          const ground = light(root.getPropertyValue(name))
          return (Math.max(ring, ground) + 0.05) / (Math.min(ring, ground) + 0.05)
        })
      })
      expect(Math.min(...ratio)).toBeGreaterThanOrEqual(3)
    }
  })
})

describe('menus on a phone', () => {
  test('are folded behind one link, open by it without a script, and reach every entry', async () => {
    const page = await city.visit({ phone: true, scripts: false })
    await page.goto('/')
    expect(await page.locator('#menu').isVisible()).toBe(false)
    await page.getByRole('link', { name: '菜单' }).click()
    await page.locator('summary', { hasText: '大厅' }).click()
    const entry = page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '权力清单' })
    expect(await entry.isVisible()).toBe(true)
    await picture(page, 'menu-phone')
    await entry.click()
    await page.waitForURL('**/powers')
  })
  test('the desk, too', async () => {
    const page = await city.visit({ phone: true, login: 'clerk' })
    await page.goto('/desk/cases')
    await page.getByRole('link', { name: /办件/ }).first().waitFor()
    await accessible(page)
    await picture(page, 'desk-phone')
  })
})
