import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessible, type City, picture, startCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
})
afterAll(() => city?.close())

const PASSWORD = 'Tide-comes-in-at-six'
const fitsAcross = (page: Page) => page.evaluate('document.documentElement.scrollWidth <= innerWidth')

test.each([
  ['/desk/persons?q=citizen', 'admin'],
  ['/desk/permissions', 'admin'],
  ['/desk/money', 'revenue'],
  ['/recover', undefined],
] as const)('%s is accessible, on a desk and on a phone, in both languages', async (path, login) => {
  for (const look of [{ phone: false }, { phone: true, lang: 'en' as const }, { phone: false, dark: true }]) {
    const page = await city.visit({ ...look, ...(login ? { login } : {}) })
    await page.goto(path)
    // What is folded is looked at as well.
    await page.evaluate("document.querySelectorAll('main details').forEach((d) => { d.open = true })")
    await accessible(page)
    expect([path, await fitsAcross(page)]).toEqual([path, true])
    await picture(page, `${path.split('?')[0]!.slice(1).replaceAll('/', '-')}${look.phone ? '-phone' : ''}`)
  }
})

test('a forgotten password: the administrator issues a code, the citizen uses it on a phone without a script', async () => {
  const admin = await city.visit({ login: 'admin' })
  await admin.goto('/desk/persons')
  await admin.getByLabel('姓名或登录名').fill('citizen2')
  await admin.getByRole('button', { name: '查找' }).click()
  await admin.locator('summary').filter({ hasText: 'citizen2' }).click()
  await admin.getByRole('button', { name: '开找回码' }).click()
  await admin.getByRole('heading', { name: '找回码' }).waitFor()
  await accessible(admin)
  const code = (await admin.locator('main .mono').first().textContent())!.trim()
  // Shown once: it is in no address.
  expect(code.length >= 10 && !admin.url().includes(code)).toBe(true)

  const phone = await city.visit({ phone: true, scripts: false })
  const say = async (given: string) => {
    await phone.goto('/recover')
    await phone.getByLabel('登录名').fill('citizen2')
    await phone.getByLabel('找回码').fill(given)
    await phone.getByLabel('新密码').fill(PASSWORD)
    await phone.getByRole('button', { name: '改密码' }).click()
  }
  await say('aaaaaaaaaa')
  await phone.getByText('登录名或找回码不对').first().waitFor()
  await picture(phone, 'recover-refused-phone', true)
  await say(code)
  await phone.waitForURL(/\/login\?recovered=1/)
  await phone.getByLabel('登录名').fill('citizen2')
  await phone.getByLabel('密码').fill(PASSWORD)
  await phone.getByRole('main').getByRole('button', { name: '登录', exact: true }).click()
  await phone.waitForURL((u) => !u.pathname.startsWith('/login'))
  // A code is good for once.
  await say(code)
  await phone.getByText('登录名或找回码不对').first().waitFor()
})

test('an appointment needs a second person, and only he is offered to confirm it', async () => {
  const admin = await city.visit({ login: 'admin' })
  await admin.goto('/desk/persons?q=citizen2')
  await admin.locator('summary').filter({ hasText: 'citizen2' }).click()
  await admin.getByLabel('岗位').selectOption('350200-jianshe/enforcement')
  await admin.getByRole('button', { name: '拟任' }).click()
  await admin.getByText('要由另一人确认').waitFor()
  expect(await admin.getByRole('button', { name: '确认任职' }).count()).toBe(0)
  const chief = await city.visit({ login: 'chief', phone: true, scripts: false })
  await chief.goto('/desk/persons')
  const seen = await city.visit({ login: 'chief', phone: true })
  await seen.goto('/desk/persons')
  await accessible(seen)
  await chief.getByRole('button', { name: '确认任职' }).click()
  await chief.getByText('已办').first().waitFor()
  expect(await chief.getByRole('button', { name: '确认任职' }).count()).toBe(0)
})
