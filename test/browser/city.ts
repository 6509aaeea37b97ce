// A running city for browser scenarios: the real start command on data of its own, and Chromium to look at it.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { projectRoot } from '../../kernel/platform/harness.ts'

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

/** Debian's Chromium, or the one that CHROMIUM names. */
export function chromiumPath(): string {
  const found = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (p) => p && existsSync(p),
  )
  if (!found) throw new Error('no Chromium found: run scripts/install-test-packages, or set CHROMIUM')
  return found
}

/** `gnomon start` on a data folder; resolves when it has printed its address and, of a new city, that its history is written. */
export function launch(
  data: string,
  env: Record<string, string> = {},
): Promise<{ url: string; process: ChildProcess; log(): string }> {
  let output = ''
  const child = spawn(process.execPath, [join(projectRoot, 'bin', 'gnomon.mjs'), 'start'], {
    env: { ...process.env, GNOMON_DATA: data, PORT: '0', LOG_LEVEL: 'warn', NODE_ENV: 'development', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk
      const found = /http:\/\/localhost:(\d+)/.exec(output)
      const whole = !output.includes('Founding units') || output.includes('are all there')
      if (found && !found[0].endsWith(':0') && whole) resolve({ url: found[0], process: child, log: () => output })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', (code) => reject(new Error(`start ended with ${code}:\n${output}`)))
  })
}

/** Ends it as Ctrl-C does. */
export async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.on('exit', resolve))
  child.kill('SIGINT')
  await ended
}

export async function startCity(env: Record<string, string> = {}): Promise<City> {
  const data = mkdtempSync(join(tmpdir(), 'gnomon-city-'))
  mkdirSync(pictures, { recursive: true })
  const { url, process: child, log } = await launch(data, env)
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS })
  const contexts: BrowserContext[] = []
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
      page.setDefaultTimeout(15_000)
      if (lang === 'en') await page.goto('/lang/en')
      if (login) {
        await page.goto(`/login?login=${login}`)
        await page.getByLabel(lang === 'en' ? 'Password' : '密码').fill('gnomon-demo')
        await page
          .getByRole('main')
          .getByRole('button', { name: lang === 'en' ? 'Log in' : '登录', exact: true })
          .click()
        await page.waitForURL((u) => !u.pathname.startsWith('/login'))
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

/** No violation of WCAG 2.2 A or AA that axe can find. */
export async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(
    violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`),
    page.url(),
  ).toEqual([])
}

export const picture = (page: Page, name: string, fullPage = false) =>
  page.screenshot({ path: join(pictures, `${name}.png`), fullPage })
