// Questions and complaints, publication, open data, redaction: as a citizen on a phone without scripts, as officers on the desk.
import PDFDocument from 'pdfkit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { printFont } from '../../kernel/cases/print-font.ts'
import { accessible, type City, picture, startCity } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
}, 400_000)
afterAll(() => city?.close())

test('one form without a category: sent on by itself, handled, answered, rated; published questions', async () => {
  const page = await city.visit({ login: 'citizen', phone: true, scripts: false })
  await page.goto('/consult')
  await picture(page, 'consult-phone', true)
  // What axe looks with is a script.
  const looked = await city.visit({ login: 'citizen', phone: true })
  await looked.goto('/consult')
  await accessible(looked)
  await page.getByLabel('什么事，希望怎样').fill('短')
  await page.getByLabel('在哪里（有就填）').fill('金山路 3 号')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  // What was typed stays, and what is wrong is said.
  expect(await page.getByLabel('在哪里（有就填）').inputValue()).toBe('金山路 3 号')
  await page.getByLabel('什么事，希望怎样').fill('金山路的路灯坏了两盏，请尽快修。')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByText('已收到。派给谁').waitFor()
  const number = new URL(page.url()).pathname.split('/').at(-1)!
  const desk = await city.visit({ login: 'tickets-shizheng' })
  await expect
    .poll(
      async () => {
        await desk.goto('/desk/consult')
        return desk.getByRole('link', { name: number }).count()
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThan(0)
  await accessible(desk)
  await desk.goto(`/desk/consult/${number}`)
  await accessible(desk)
  await desk.getByRole('radio', { name: '签收', exact: true }).check()
  await desk.getByRole('button', { name: '签收或者退回' }).click()
  await desk.getByText('已办理').waitFor()
  await desk
    .locator('details:has(button:text-is("答复")) > summary')
    .first()
    .click()
    .catch(() => {})
  await desk.getByLabel('怎么办的，结果怎样').fill('已更换两盏灯泡。')
  await desk.getByRole('button', { name: '答复', exact: true }).click()
  await desk.getByText('已办理').waitFor()
  await page.goto(`/consult/${number}`)
  await page.getByText('已更换两盏灯泡').first().waitFor()
  await looked.goto(`/consult/${number}`)
  await accessible(looked)
  await picture(page, 'consult-answered-phone', true)
  await page.getByRole('radio', { name: '解决了，满意' }).check()
  await page.getByRole('button', { name: '提交评价' }).click()
  await page.getByText('谢谢，已记下').waitFor()
  // A rating ends it a moment later, by itself.
  await vi.waitFor(
    async () => {
      await page.goto(`/consult/track?number=${number}`)
      expect(await page.getByText('已办结').count()).toBeGreaterThan(0)
    },
    { timeout: 60_000, interval: 300 },
  )
  const english = await city.visit({ lang: 'en' })
  await english.goto('/consult/answers')
  await english.getByText('自主创业补贴怎么申请').first().waitFor()
  await accessible(english)
  const services = await page.request.get('/open311/v2/services.xml')
  expect(await services.text()).toContain('<service_code>streetlight</service_code>')
  const refused = await page.request.post('/open311/v2/requests.json', {
    form: { api_key: 'x', service_code: 'streetlight', description: '路灯不亮，请修。', address_string: '某处' },
  })
  expect([refused.status(), (await refused.json())[0].code]).toEqual([403, 403])
})

test('a dispute on the desk of the hotline; a call recorded; a client admitted', async () => {
  const desk = await city.visit({ login: 'hotline' })
  await desk.goto('/desk/consult?step=ticket.designated')
  await desk
    .getByRole('link', { name: /^350200-/ })
    .first()
    .click()
  await accessible(desk)
  await picture(desk, 'consult-dispute', true)
  await desk.getByRole('radio', { name: '市建设与管理局' }).check()
  const naming = desk.locator('form').filter({ has: desk.getByRole('button', { name: '指定办理' }) })
  await naming.getByLabel('理由', { exact: true }).fill('由建设部门牵头处理。')
  await desk.getByRole('button', { name: '指定办理' }).click()
  // What was asked for has happened once it is offered no more: a page that is left before leaves its answer.
  await naming.waitFor({ state: 'detached' })
  await desk.goto('/desk/consult-new')
  await accessible(desk)
  await desk.getByRole('radio', { name: '电话' }).check()
  await desk.getByLabel('什么事').fill('来电反映小区停水，请尽快恢复。')
  await desk.getByRole('button', { name: '登记', exact: true }).click()
  await desk.waitForURL(/\/desk\/consult\/\d/)
  await desk.getByText('停水').first().waitFor()
  // It goes on by itself, and stays to be read by who recorded it.
  await vi.waitFor(
    async () => {
      await desk.reload()
      expect(await desk.getByText('待签收').count()).toBeGreaterThan(0)
    },
    { timeout: 30_000, interval: 300 },
  )
  await desk.getByText('停水').first().waitFor()
  await desk.goto('/desk/consult-clients')
  await accessible(desk)
  await desk.getByLabel('渠道名称').fill('社区小程序')
  await desk.getByRole('button', { name: '接入' }).click()
  await desk.getByText('api_key').waitFor()
})

test('the catalogue, a document, what acts published; feed, sitemap, data sets; in English too', async () => {
  const page = await city.visit({ phone: true, scripts: false })
  await page.goto('/publication')
  await picture(page, 'publication-phone', true)
  await page.getByText('逾期未公开').first().waitFor()
  await page.getByRole('link', { name: '机关职能、机构设置、联系方式' }).click()
  await page.getByText('延时服务').first().waitFor()
  await page.goto('/publication/items/20.3')
  await page.getByRole('link', { name: '关于优化营商环境的若干措施' }).first().click()
  await page.getByText('企业开办一日办结').waitFor()
  await picture(page, 'publication-document-phone', true)
  const english = await city.visit({ lang: 'en' })
  const document = new URL(page.url()).pathname
  for (const at of ['/publication', '/publication/items/20.2', document, '/publication/guide', '/open']) {
    await english.goto(at)
    await accessible(english)
  }
  await picture(english, 'open-data', true)
  const read = async (at: string) => (await page.request.get(at)).text()
  expect(await read('/publication/feed.atom')).toContain('<title>关于优化营商环境的若干措施</title>')
  expect(await read('/sitemap.xml')).toContain('/items/350200-01-0001</loc>')
  const catalog = JSON.parse(await read('/open/catalog.jsonld'))
  for (const set of catalog['dcat:dataset']) {
    const json = JSON.parse(await read(`/open/${set['dct:identifier']}.json`))
    expect(json.asOf, set['dct:identifier']).toMatch(/^20/)
    expect((await read(`/open/${set['dct:identifier']}.csv`)).startsWith('\ufeff')).toBe(true)
  }
  const services = JSON.parse(await read('/open/services.jsonld'))
  expect(services['@graph'][0]).toMatchObject({ '@type': 'cpsv:PublicService' })
})

test('drafted, reviewed, published on the desk', async () => {
  const reviewer = await city.visit({ login: 'publication-reviewer' })
  await reviewer.goto('/desk/publication?step=information.reviewed')
  await reviewer
    .getByRole('link', { name: /^350200-/ })
    .first()
    .click()
  await reviewer.getByText('免试就近入学').first().waitFor()
  await accessible(reviewer)
  await picture(reviewer, 'publication-review', true)
  await reviewer.getByRole('radio', { name: '可以公开' }).check()
  for (const none of await reviewer.getByRole('radio', { name: '不涉及' }).all()) await none.check()
  await reviewer.getByLabel('审查意见').fill('可以公开。')
  await reviewer.getByRole('button', { name: '公开审查' }).click()
  await reviewer.getByText('已办理').waitFor()
  const writer = await city.visit({ login: 'publicist' })
  await writer.goto('/desk/publication-new')
  await accessible(writer)
  await writer.goto('/desk/publication?step=information.published')
  await writer
    .getByRole('link', { name: /^350200-/ })
    .first()
    .click()
  await writer.getByRole('button', { name: '发布' }).click()
  await writer.getByText('已办理').waitFor()
})

test('a file that was found is blackened by words and regions; the requester gets that one', async () => {
  const page = await city.visit({ login: 'citizen', phone: true })
  await page.goto('/disclosure')
  await page.getByRole('radio', { name: '自然人' }).check()
  await page.getByLabel('要公开什么，每行写一项').fill('管线改造设计单位的联系函')
  await page.getByLabel('向哪个单位申请').selectOption('350200-zhengfuban')
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.getByText('双方确认之日为收到之日').waitFor()
  const number = new URL(page.url()).pathname.split('/').at(-1)!
  const desk = await city.visit({ login: 'disclosure' })
  await desk.goto(`/desk/disclosure/${number}`)
  await desk.getByRole('radio', { name: '明确，开始办理' }).check()
  await desk.getByRole('button', { name: '登记确认' }).click()
  await desk.getByText('已办理').waitFor()
  const pdf = new PDFDocument()
  const parts: Buffer[] = []
  pdf.on('data', (p: Buffer) => parts.push(p))
  const ended = new Promise((done) => pdf.on('end', done))
  pdf.font(printFont()).text('设计单位的联系人是林晓明，电话 138 0013 8000。').text('造价三百万元。')
  pdf.end()
  await ended
  await desk.goto(`/desk/disclosure/${number}/files`)
  await accessible(desk)
  await desk
    .locator('input[type=file]')
    .setInputFiles({ name: '联系函.pdf', mimeType: 'application/pdf', buffer: Buffer.concat(parts) })
  await desk.getByRole('button', { name: '上传' }).click()
  await desk.getByRole('heading', { name: '遮盖：联系函.pdf' }).waitFor()
  await accessible(desk)
  await desk.getByLabel('要遮盖的词，每行一个').fill('林晓明\n13800138000\n王二')
  await desk.getByRole('checkbox', { name: '保护第三方合法权益' }).check()
  await desk.getByLabel('理由（告知申请人）').fill('保护个人隐私。')
  await desk.getByRole('button', { name: '生成遮盖后的文件' }).click()
  await desk.getByText('没有找到：王二').first().waitFor()
  await picture(desk, 'redaction', true)
  expect(await desk.getByLabel('要遮盖的词，每行一个').inputValue()).toContain('林晓明')
  await desk.getByLabel('要遮盖的词，每行一个').fill('林晓明\n13800138000')
  await desk.getByRole('button', { name: '生成遮盖后的文件' }).click()
  await desk.getByText('遮盖后公开的文件').first().waitFor()
})
