// Public pages: requests per second, kept in memory and made anew each time, against a bare node:http server that sends the same
// bytes; bytes; Lighthouse.
import { rmSync } from 'node:fs'
import { Agent, createServer, get as httpGet } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium } from 'playwright-core'
import { type City, chromiumPath, startCity } from '../browser/city.ts'
import { end, launch } from '../browser/launch.ts'

async function load(
  url: string,
  seconds: number,
  clients = 8,
  tail: (n: number) => string = () => '',
): Promise<{ rate: number; bytes: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  let asked = 0
  const one = () =>
    new Promise<number>((resolve, reject) => {
      httpGet(url + tail(asked++), { agent, headers: { 'accept-encoding': 'gzip' } }, (response) => {
        let n = 0
        response.on('data', (c: Buffer) => (n += c.length))
        response.on('end', () =>
          response.statusCode === 200 ? resolve(n) : reject(new Error(`${url}: ${response.statusCode}`)),
        )
      }).on('error', reject)
    })
  const bytes = await one()
  let n = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() - began < seconds * 1000) {
        await one()
        n++
      }
    }),
  )
  agent.destroy()
  return { rate: n / ((performance.now() - began) / 1000), bytes }
}

export async function benchPages(print: (line: string) => void): Promise<void> {
  const cold = performance.now()
  // The rate limiter is per address; a bench from one address is not a crowd from many.
  const city: City = await startCity({ GNOMON_RATE_LIMIT: 'off' })
  print(`cold start with demonstration data: ${((performance.now() - cold) / 1000).toFixed(1)} s`)
  const css = await load(
    `${city.url}${/\/assets\/style-[0-9a-f]+\.css/.exec(await (await fetch(city.url)).text())![0]}`,
    0.2,
  )
  for (const [name, path] of [
    ['home', '/'],
    ['guide', '/items/350200-01-0001'],
  ] as const) {
    await load(city.url + path, 1)
    const ours = await load(city.url + path, 3)
    // An address that nobody asked for before is made anew.
    const anew = await load(city.url + path, 3, 8, (n) => `?n=${n}`)
    const body = Buffer.alloc(ours.bytes, 'x')
    const bare = createServer((_, r) => r.end(body)).listen(0)
    const base = await load(`http://localhost:${(bare.address() as AddressInfo).port}/`, 3)
    bare.close()
    print(
      `${name}: ${ours.rate.toFixed(0)} requests/s kept in memory, ${(ours.rate / anew.rate).toFixed(1)} times the ${anew.rate.toFixed(0)}/s of making it anew; ratio ${(ours.rate / base.rate).toFixed(2)} against ${base.rate.toFixed(0)}/s of a bare node:http server with the same bytes; ${ours.bytes} bytes + ${css.bytes} bytes of style, gzipped`,
    )
  }
  const { default: lighthouse } = await import('lighthouse')
  const port = 9333
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      `--remote-debugging-port=${port}`,
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  for (const path of ['/', '/items/350200-01-0001']) {
    const result = await lighthouse(city.url + path, {
      port,
      onlyCategories: ['performance', 'accessibility'],
      logLevel: 'error',
    })
    const { performance: speed, accessibility } = result!.lhr.categories
    print(
      `Lighthouse mobile ${path}: performance ${Math.round(speed!.score! * 100)}, accessibility ${Math.round(accessibility!.score! * 100)}`,
    )
  }
  await browser.close()
  await end(city.process)
  const again = performance.now()
  const second = await launch(city.data, {})
  await fetch(second.url)
  print(`warm start until a page answers: ${((performance.now() - again) / 1000).toFixed(1)} s`)
  await end(second.process)
  await city.browser.close()
  rmSync(city.data, { recursive: true, force: true })
}
