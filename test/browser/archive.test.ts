import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../kernel/platform/harness.ts'
import { accessible, type City, picture, startCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
}, 400_000)
afterAll(() => city?.close())

test('a closed case is archived, bound, lent and given back; its ZIP proves itself outside', async () => {
  const page = await city.visit({ login: 'archivist' })
  await page.goto('/desk/archive/waiting')
  await page
    .getByRole('button', { name: /^归档 / })
    .first()
    .waitFor()
  await accessible(page)
  await picture(page, 'archive-waiting')
  await page
    .getByRole('button', { name: /^归档 / })
    .first()
    .click()
  await page.getByText('已归档，档号').waitFor()
  await page.goto('/desk/archive')
  await page.getByRole('link', { name: /^2026-/ }).click()
  await expect
    .poll(
      async () => {
        await page.reload()
        return page.getByRole('link', { name: /^PDF/ }).count()
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBeGreaterThan(0)
  await accessible(page)
  await picture(page, 'archive-volume', true)
  await page.locator('#f-lend-login').fill('clerk')
  await page.getByRole('radio', { name: '正卷', exact: true }).check()
  await page.locator('#f-lend-until').fill('2020-01-01')
  await page.locator('#f-lend-reason').fill('复议答复')
  await page.getByRole('button', { name: '借出' }).click()
  await page.getByText('归还日不能早于今天').first().waitFor()
  expect(await page.locator('#f-lend-reason').inputValue()).toBe('复议答复')
  const day = new Date(Date.now() + 8 * 3_600_000 + 5 * 86_400_000).toISOString().slice(0, 10)
  await page.getByRole('radio', { name: '正卷', exact: true }).check()
  await page.locator('#f-lend-until').fill(day)
  await page.getByRole('button', { name: '借出' }).click()
  await page.getByText('已办').waitFor()
  await page.getByRole('button', { name: /归还$/ }).click()
  await page.getByText('已办').waitFor()
  const folder = mkdtempSync(join(tmpdir(), 'gnomon-volume-'))
  const address = (await page.getByRole('link', { name: /^ZIP/ }).first().getAttribute('href'))!
  const fetched = async () => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.goto(address).catch(() => {
        // A download is no page.
      }),
    ])
    const path = join(folder, 'volume.zip')
    await file.saveAs(path)
    return path
  }
  const path = await fetched()
  const said = execFileSync(process.execPath, [join(projectRoot, 'bin', 'gnomon.mjs'), 'verify', path], {
    env: { ...process.env, GNOMON_DATA: city.data },
    encoding: 'utf8',
  })
  expect(said).toContain('成卷')
  rmSync(folder, { recursive: true, force: true })
})

test('everybody reads the statistics and the rule, without a script, on a phone, in English, as a file', async () => {
  const page = await city.visit({ phone: true, lang: 'en' })
  await page.goto('/statistics')
  await page.getByRole('heading', { name: 'The rule for outliers' }).waitFor()
  await accessible(page)
  await picture(page, 'statistics-phone', true)
  const plain = await city.visit({ scripts: false })
  await plain.goto('/statistics')
  await plain.getByLabel('统计什么').selectOption({ label: '作出的决定' })
  await plain.getByRole('button', { name: '查看' }).click()
  await plain.locator('#s-by').selectOption({ label: '结果' })
  await plain.getByRole('button', { name: '查看' }).click()
  await plain.getByRole('rowheader', { name: '准予' }).last().waitFor()
  await picture(plain, 'statistics', true)
  const [file] = await Promise.all([
    plain.waitForEvent('download'),
    plain.getByRole('link', { name: '下载表格（CSV）' }).click(),
  ])
  expect(file.suggestedFilename()).toContain('作出的决定')
})

test('who leads sees posts and the dispersion; a clerk does not', async () => {
  const page = await city.visit({ login: 'approver' })
  await page.goto('/desk/statistics')
  await page.getByRole('link', { name: '裁量离散度' }).last().click()
  await page.getByRole('heading', { name: '裁量离散度' }).waitFor()
  await accessible(page)
  await picture(page, 'dispersion', true)
  const clerk = await city.visit({ login: 'clerk' })
  const answer = await clerk.goto('/desk/statistics/dispersion')
  expect(answer!.status()).toBe(403)
})
