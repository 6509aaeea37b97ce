// A running city for browser scenarios: the real start command on data of its own, and Chromium to look at it.
import { type ChildProcess, execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, type Cookie, chromium, type Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { projectRoot } from '../../kernel/platform/harness.ts'
import { PDF } from '../pdf.ts'
import { end, launch } from './launch.ts'

export const pictures = join(projectRoot, 'test', 'browser', 'screenshots')
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export type City = {
  url: string
  data: string
  browser: Browser
  process: ChildProcess
  log(): string
  /** A fresh browser, logged in where a login is given. */
  visit(options?: {
    login?: string
    lang?: 'zh' | 'en'
    phone?: boolean
    scripts?: boolean
    dark?: boolean
  }): Promise<Page>
  close(): Promise<void>
}

/** Debian's Chromium without its windows, which draws a page in two thirds of the time; or the one that CHROMIUM names. */
export function chromiumPath(): string {
  const found = [
    process.env.CHROMIUM,
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((p) => p && existsSync(p))
  if (!found) throw new Error('no Chromium found: run scripts/install-test-packages, or set CHROMIUM')
  return found
}

/** A city of its own: a copy of the one that the run founded, which is the work of half a minute once and not for each file. */
export async function startCity(env: Record<string, string> = {}): Promise<City> {
  const data = mkdtempSync(join(tmpdir(), 'gnomon-city-'))
  chmodSync(data, 0o711)
  // A benchmark founds its own.
  if (process.env.VITEST) execFileSync('cp', ['-a', `${inject('founded')}/.`, data])
  mkdirSync(pictures, { recursive: true })
  const { url, process: child, log } = await launch(data, env)
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS })
  const contexts: BrowserContext[] = []
  // Who logged in once is logged in again by the same session, while it lasts.
  const sessions = new Map<string, Cookie[]>()
  const lasts = async (cookies: Cookie[] | undefined) =>
    cookies !== undefined &&
    (
      await fetch(`${url}/my`, {
        redirect: 'manual',
        headers: { cookie: cookies.map((c) => `${c.name}=${c.value}`).join('; ') },
      })
    ).status === 200
  return {
    url,
    data,
    browser,
    process: child,
    log,
    async visit({ login, lang = 'zh', phone = false, scripts = true, dark = false } = {}) {
      const context = await browser.newContext({
        baseURL: url,
        viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 900 },
        javaScriptEnabled: scripts,
        colorScheme: dark ? 'dark' : 'light',
        acceptDownloads: true,
      })
      contexts.push(context)
      const page = await context.newPage()
      page.setDefaultTimeout(60_000)
      if (lang === 'en') await page.goto('/lang/en')
      if (login && (await lasts(sessions.get(login)))) await context.addCookies(sessions.get(login)!)
      else if (login) {
        await page.goto(`/login?login=${login}`)
        await page.getByLabel(lang === 'en' ? 'Password' : '密码').fill('gnomon-demo')
        await page
          .getByRole('main')
          .getByRole('button', { name: lang === 'en' ? 'Log in' : '登录', exact: true })
          .click()
        await page.waitForURL((u) => !u.pathname.startsWith('/login'))
        sessions.set(
          login,
          (await context.cookies()).filter((c) => c.name === 'gnomon_session'),
        )
      }
      return page
    },
    async close() {
      for (const context of contexts) await context.close()
      await browser.close()
      await end(child)
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** As it is shipped to browsers: half of what a page has to read. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** No violation of WCAG 2.2 A or AA that axe can find. */
export async function accessible(page: Page): Promise<void> {
  // Of frames there are none of others' making, so no second page is needed to join what they found; what passes is not told apart.
  const { violations } = await new AxeBuilder({ page, axeSource })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(
    violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`),
    page.url(),
  ).toEqual([])
}

export const picture = (page: Page, name: string, fullPage = false) =>
  page.screenshot({ path: join(pictures, `${name}.png`), fullPage })

/** A file as an upload takes it. */
export const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(PDF) })

/** A food licence of 思明区 filled in and its papers handed in, one promised for later; not submitted. */
export async function fillFood(page: Page, address: string): Promise<void> {
  await page.goto('/apply/350203-01-0101')
  await page.getByLabel('经营者名称').fill('鹭岛茶馆')
  await page.getByLabel('统一社会信用代码').fill('913502000000010006')
  await page.getByLabel('经营场所', { exact: true }).fill(address)
  await page.getByLabel('餐饮服务经营者').check()
  await page.getByLabel('热食类食品制售').check()
  await page.getByLabel('法定代表人（负责人）').fill('王一')
  await page.getByLabel('身份证号').fill('11010519491231002X')
  await page.getByLabel('联系电话').fill('0592-1234567')
  await page.getByRole('group', { name: '容缺后补的材料' }).getByLabel('食品安全管理制度').check()
  for (const name of ['经营场所平面图', '场所使用证明']) {
    await page.getByLabel(`选择文件：${name}`).setInputFiles(pdf(`${name}.pdf`))
    await page.getByRole('button', { name: new RegExp(`上传.*${name}`) }).click()
    await page.getByRole('link', { name: `${name}.pdf` }).waitFor()
  }
}

/** The fold in which a step of a case is done. */
export const stepOf = (page: Page, name: string) =>
  page
    .getByRole('group')
    .filter({ has: page.getByText(name, { exact: true }) })
    .first()

/** Opens a fold; a click can be lost while a preview beside it loads. */
export async function unfold(page: Page, name: string): Promise<void> {
  const fold = page.locator('summary').filter({ hasText: name }).first()
  for (let i = 0; i < 5; i++) {
    if (await fold.evaluate((e) => (e.parentElement as HTMLDetailsElement).open)) return
    await fold.click()
  }
}
