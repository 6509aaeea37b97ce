// The hall for people and companies, the desk between colleagues, district halls, and numbers that open their acts.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessible, type City, picture, startCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
}, 300_000)
afterAll(() => city?.close())

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
const pdf = (name: string) => ({ name: `${name}.pdf`, mimeType: 'application/pdf', buffer: PDF })
/** A click can be lost while a preview beside it loads. */
const opened = async (page: Page, name: string) => {
  const fold = page.locator('summary').filter({ hasText: name }).first()
  for (let i = 0; i < 5; i++) {
    if (await fold.evaluate((e) => (e.parentElement as HTMLDetailsElement).open)) return
    await fold.click()
  }
}

test('a member is invited, fills in for the company in one tab and for himself in another, and is removed in mid-form', async () => {
  const manager = await city.visit({ login: 'citizen' })
  await manager.goto('/account/capacities')
  await opened(manager, '邀请成员')
  await manager.getByLabel('对方的登录名').fill('citizen2')
  const invite = manager.locator('form').filter({ has: manager.getByRole('button', { name: '发出邀请' }) })
  await invite.getByLabel('申请和补正').check()
  await invite.getByLabel('查看办件').check()
  await invite.getByRole('button', { name: '发出邀请' }).click()
  await manager.getByText('已邀请、未答复：citizen2').waitFor()
  await accessible(manager)
  await picture(manager, 'halls-capacities', true)

  const member = await city.visit({ login: 'citizen2', phone: true, scripts: false })
  await member.goto('/account/capacities')
  await member.getByRole('button', { name: '接受' }).click()
  await member.getByText('已保存。').waitFor()
  const item = await itemWith(member, '施工许可')
  await member.goto(`/apply/${item}`)
  await member.getByRole('link', { name: /改为单位：鹭岛建设/ }).click()
  await member.getByText('来自单位登记').first().waitFor()
  const first = member.locator('form[data-keep] input[type=text]').first()
  await first.fill('滨海小学教学楼')
  await member.getByRole('button', { name: '存草稿' }).click()
  await member.getByText('草稿已保存。').waitFor()
  await picture(member, 'halls-apply-company-phone', true)
  const other = await member.context().newPage()
  await other.goto(`/apply/${item}`)
  expect(await other.locator('form[data-keep] input[type=text]').first().inputValue()).not.toBe('滨海小学教学楼')

  await manager.reload()
  await opened(manager, '陈海生')
  const remove = manager.locator('form').filter({ has: manager.getByRole('button', { name: '移除成员' }) })
  await remove.getByLabel('原因').fill('离职')
  await remove.getByRole('button', { name: '移除成员' }).click()
  await manager.getByText('已保存。').waitFor()

  await member.getByRole('button', { name: '提交申请' }).click()
  await member.getByText('您现在不能以这个身份申请').waitFor()
  expect(await first.inputValue()).toBe('滨海小学教学楼')
  await member.getByRole('button', { name: /改为本人/ }).click()
  await member.getByText('草稿已保存。').waitFor()
  expect(await first.inputValue()).toBe('滨海小学教学楼')
})

/** The code of the first item that search finds. */
async function itemWith(page: Page, words: string): Promise<string> {
  await page.goto(`/search?q=${encodeURIComponent(words)}`)
  const href = await page.getByRole('main').locator('a[href^="/items/"]').first().getAttribute('href')
  return href!.split('/').at(-1)!
}

test('for somebody else by a written authority, ended at once', async () => {
  const agent = await city.visit({ login: 'citizen2', lang: 'en' })
  await agent.goto('/account/capacities')
  await opened(agent, 'Register an authority')
  await agent.getByLabel('Principal’s name').fill('林晓岚')
  await agent.getByLabel('Principal’s resident ID').fill('３５０２００１９０００１０１００１８')
  await agent.getByLabel('Last day').fill('2027-12-31')
  await agent.getByRole('button', { name: 'Register' }).click()
  await agent.getByText(/empty/).first().waitFor()
  expect(await agent.getByLabel('Principal’s name').inputValue()).toBe('林晓岚')
  await agent.getByLabel('The signed authority').setInputFiles(pdf('委托书'))
  await agent.getByRole('button', { name: 'Register' }).click()
  await agent.getByText('Saved.').waitFor()
  await agent.getByRole('link', { name: '委托书.pdf' }).waitFor()
  await accessible(agent)
  const principal = await city.visit({ login: 'citizen' })
  await principal.goto('/account/capacities')
  await opened(principal, '终止委托')
  const end = principal.locator('form').filter({ has: principal.getByRole('button', { name: '终止委托' }) })
  await end.getByLabel('原因').fill('不再需要')
  await end.getByRole('button', { name: '终止委托' }).click()
  await principal.getByText('已终止').waitFor()
})

test('the desk: phrases, a filter, a note, and who can do what', async () => {
  const clerk = await city.visit({ login: 'clerk' })
  await clerk.goto('/desk/mine')
  await opened(clerk, '加一条常用语')
  await clerk.getByLabel('标题').fill('缺签章')
  await clerk.getByLabel('内容').fill('合同缺签章页，请补齐。')
  await clerk.getByRole('button', { name: '存常用语' }).click()
  await clerk.getByText('已保存。').waitFor()
  await accessible(clerk)
  await picture(clerk, 'halls-desk-mine', true)
  await clerk.goto('/desk/cases')
  await clerk.getByRole('link', { name: '保存这个筛选' }).click()
  await clerk.getByLabel('名称').fill('全部在办')
  await clerk.getByRole('button', { name: '保存筛选' }).click()
  await clerk.getByRole('link', { name: '全部在办' }).click()
  await clerk.getByRole('main').locator('tbody a').first().click()
  await opened(clerk, '写内部备注')
  await clerk.getByLabel('备注').fill('合同第三页看不清')
  await clerk.getByRole('button', { name: '写下备注' }).click()
  await clerk.getByText('合同第三页看不清').waitFor()
  await opened(clerk, '为什么现在不能办')
  await clerk.getByRole('table', { name: '每一步由谁办' }).getByRole('cell', { name: '决定', exact: true }).waitFor()
  await accessible(clerk)
  await picture(clerk, 'halls-desk-case', true)
  await clerk.goto('/desk/accept')
  await accessible(clerk)
  await picture(clerk, 'halls-accept')
})

test('district halls on a map, streets, guides side by side, open data', async () => {
  for (const view of [{ phone: true, scripts: false }, { lang: 'en' as const }]) {
    const page = await city.visit(view)
    await page.goto('/districts')
    if (view.lang) await accessible(page)
    await picture(page, `halls-districts${view.phone ? '-phone' : ''}`, true)
    await page.getByRole('main').locator('ul a[href="/districts/350203"]').click()
    await page.getByRole('heading', { level: 1, name: view.lang ? 'Hall of Siming' : '思明区政务大厅' }).waitFor()
    if (view.lang) await accessible(page)
    await picture(page, `halls-district${view.phone ? '-phone' : ''}`, true)
    await page.getByRole('main').locator('a[href^="/districts/350203/"]').first().click()
    if (view.lang) await accessible(page)
  }
  const page = await city.visit()
  await page.goto('/districts/350203')
  await page.getByRole('main').getByRole('link', { name: '食品经营许可' }).first().click()
  await page.getByRole('link', { name: '各区怎么办，比一比' }).click()
  await page.getByRole('table').getByRole('columnheader', { name: /湖里/ }).waitFor()
  await accessible(page)
  await picture(page, 'halls-compare', true)
  const answer = await page.request.get('/powers?jurisdiction=350203&format=json')
  expect((await answer.json())[0]).toMatchObject({ jurisdiction: '350203', name: { zh: expect.any(String) } })
  expect((await page.request.get('/districts/999999')).status()).toBe(404)
})

test('a number of the city opens its acts; a calendar of deadlines; all of a case as one file', async () => {
  const page = await city.visit({ login: 'citizen', phone: true })
  await page.goto('/statistics?id=approvals-received&by=place')
  await accessible(page)
  await picture(page, 'halls-statistics-phone', true)
  const calendar = await page.request.get('/my/deadlines.ics')
  expect(await calendar.text()).toContain('BEGIN:VCALENDAR')
  await page.goto('/my')
  await page.getByRole('main').locator('a[href^="/cases/"]').first().click()
  const href = await page.getByRole('link', { name: '下载这一件的全部内容（ZIP）' }).getAttribute('href')
  const file = await page.request.get(href!)
  expect(file.headers()['content-type']).toContain('zip')
  expect((await file.body()).subarray(0, 2).toString()).toBe('PK')
  const stranger = await city.visit({ login: 'citizen2' })
  expect((await stranger.request.get(href!)).status()).toBeGreaterThanOrEqual(400)
})
