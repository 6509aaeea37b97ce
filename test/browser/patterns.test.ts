// Every pattern of web/ui as its example shows it: no server, no city; plain data is all they need.
import { mkdirSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { examples } from '../../web/ui/examples.ts'
import { stylesheet } from '../../web/ui/stylesheet.ts'
import { accessible, CHROMIUM_FLAGS, chromiumPath, picture, pictures } from './city.ts'

let browser: Browser
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS })
})
afterAll(() => browser?.close())

const { css } = stylesheet()
function html(name: string, lang: 'zh' | 'en', query: Record<string, string> = {}): string {
  const example = examples.find((e) => e.name === name)!
  const body = example.render({ lang, csrf: 'x', command: 'x', query, path: '/here' })
  const whole =
    name === 'citizen-case'
      ? body
      : h('main', { id: 'main', class: 'page wide' }, h('h1', null, example.title[lang]), body)
  return `<!doctype html><html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"><head><title>${name}</title><meta name="viewport" content="width=device-width"><style>${css}</style></head><body>${renderToString(whole as never)}</body></html>`
}

async function open(name: string, lang: 'zh' | 'en', options: { phone?: boolean; dark?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: options.phone ? { width: 390, height: 844 } : { width: 1280, height: 900 },
    colorScheme: options.dark ? 'dark' : 'light',
  })
  const page = await context.newPage()
  await page.setContent(html(name, lang))
  return page
}

describe.each(examples.map((e) => e.name))('%s', (name) => {
  test('is accessible at both widths, in light and dark, in both languages', async () => {
    for (const [lang, phone, dark] of [
      ['zh', false, false],
      ['en', true, true],
    ] as const) {
      const page = await open(name, lang, { phone, dark })
      await accessible(page)
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(overflow, `${name} at ${phone ? 390 : 1280}: wider than its window`).toBeLessThanOrEqual(0)
      if (lang === 'zh' || dark)
        await picture(page, `pattern-${name}-${phone ? 'phone' : 'wide'}${dark ? '-dark' : ''}`, true)
      await page.context().close()
    }
  })
})

test('every pattern of web/ui has an example', async () => {
  const { readdirSync, statSync } = await import('node:fs')
  const folders = readdirSync('web/ui').filter((f) => statSync(`web/ui/${f}`).isDirectory() && f !== 'styles')
  for (const folder of folders) expect(readdirSync(`web/ui/${folder}`), folder).toContain('example.tsx')
})
