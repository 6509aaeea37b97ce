import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../kernel/platform/harness.ts'
import { accessible, type City, pdf, picture, startCity, stepOf } from './city.ts'

let city: City
beforeAll(async () => {
  city = await startCity()
}, 300_000)
afterAll(() => city?.close())

const gnomon = (...args: string[]) =>
  spawnSync(process.execPath, [join(projectRoot, 'bin', 'gnomon.mjs'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, GNOMON_DATA: city.data, GNOMON_LANG: 'en' },
  })

let number = ''
let receiptFile = ''

async function upload(page: Page, scripts = true) {
  for (const name of ['用地批准文件', '建设工程规划许可证', '施工合同', '施工图审查合格书', '质量安全措施']) {
    await page.getByLabel(`选择文件：${name}`).setInputFiles(pdf(`${name}.pdf`))
    if (!scripts) await page.getByRole('button', { name: new RegExp(`上传.*${name}`) }).click()
    await page.getByRole('link', { name: `${name}.pdf` }).waitFor()
  }
}

async function fill(page: Page) {
  await page.getByLabel('工程名称').fill('滨海小学教学楼')
  await page.getByLabel('建设地点').fill('思明区环岛路 1 号')
  await page.getByLabel('建设单位').fill('鹭岛建设有限公司')
  await page.getByLabel('统一社会信用代码').fill('913502000000010001')
  await page.getByLabel('建筑面积（平方米）').fill('5200')
  await page.getByLabel('合同价（万元）').fill('1800')
  await page.getByLabel('施工单位').fill('测试施工公司')
  await page.getByLabel('计划开工日期').fill('2027-03-01')
  await page.getByLabel('联系人').fill('王工')
  await page.getByLabel('联系电话').fill('0592-1234567')
}

describe('the first licence, by hand', () => {
  test('review and publish: an unsound chart is refused on the chart, one return, then published', async () => {
    const drafter = await city.visit({ login: 'drafter' })
    await drafter.goto('/desk/drafts')
    await drafter.getByRole('button', { name: /起草新版本\s*：\s*建筑工程施工许可证核发/ }).click()
    await drafter.waitForURL(/\/desk\/drafts\/[0-9a-f-]{36}/)
    const chart = drafter.getByLabel('流程图（BPMN 2.0 XML）')
    const good = await chart.inputValue()
    const save = async () => {
      await drafter.getByRole('button', { name: '保存' }).first().click()
      await drafter.waitForURL(/saved=1/)
      await drafter.getByRole('status').getByText('已保存').waitFor()
    }
    await drafter.getByText('用文字改表单和流程图').click()
    await chart.fill(
      good
        .replace('<outgoing>f-deny</outgoing>', '')
        .replace(/<sequenceFlow id="f-deny".*?<\/sequenceFlow>/s, '')
        .replace(/<bpmndi:BPMNEdge id="f-deny-di".*?<\/bpmndi:BPMNEdge>/s, ''),
    )
    await save()
    await drafter.getByText('这张图现在不能公布').waitFor()
    expect(await drafter.locator('.is-problem').count()).toBeGreaterThan(0)
    await picture(drafter, 'unsound-chart')
    await drafter.getByRole('button', { name: '报送合法性审查' }).click()
    await drafter.getByText('没有连线进来').first().waitFor()
    await drafter.getByText('用文字改表单和流程图').click()
    await chart.fill(good)
    await drafter.getByLabel('承诺期限（工作日）').fill('4')
    await save()
    await drafter.locator('#modeler').getByText('健全：总能办完').waitFor()
    await accessible(drafter)
    await drafter.getByRole('button', { name: '报送合法性审查' }).click()
    await drafter.getByText('已报送法制局审查').waitFor()

    const legal = await city.visit({ login: 'legal' })
    await legal.goto('/desk/review')
    await legal.getByRole('link', { name: '建筑工程施工许可证核发' }).click()
    await legal.getByText('特别规定优先').waitFor()
    await accessible(legal)
    await picture(legal, 'legality-review')
    await legal.getByLabel('审查意见').fill('承诺期限改为四日，请在说明里写明从受理之日起算。')
    await legal.getByRole('button', { name: '退回修改' }).click()
    await legal.getByText('已退回', { exact: true }).waitFor()
    await drafter.reload()
    await drafter.getByText('法制局退回，意见').waitFor()
    await drafter.getByRole('button', { name: '报送合法性审查' }).click()
    await drafter.getByText('已报送法制局审查').waitFor()
    await legal.reload()
    await legal.getByLabel('审查意见').fill('依据和期限合法，同意。')
    await legal.getByRole('button', { name: '审查通过' }).click()
    await legal.getByRole('button', { name: '公布' }).click()
    await legal.getByText('已公布', { exact: true }).first().waitFor()
  })

  test('find and apply: search, guide with its chart, errors beside the field, draft kept, materials, receipt', async () => {
    const page = await city.visit({ login: 'citizen', phone: true })
    await page.goto('/')
    await accessible(page)
    await picture(page, 'home-phone-zh')
    await page.getByRole('searchbox').fill('施工许可')
    await page.getByRole('button', { name: '搜索' }).click()
    // The item stands before the acts that were done under it.
    await page.getByRole('link', { name: '建筑工程施工许可证核发' }).first().click()
    await page.getByText('看完整流程图').click()
    await page.getByRole('img', { name: /施工许可证/ }).waitFor()
    expect(await page.getByText('4 个工作日').first().isVisible()).toBe(true)
    await accessible(page)
    await picture(page, 'guide-phone-zh')
    await page.getByRole('link', { name: '在线申请' }).first().click()
    await page.getByLabel('工程名称').fill('滨海小学教学楼')
    await page.getByLabel('建筑面积（平方米）').fill('很大')
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.getByText('「很大」不是数字。').first().waitFor()
    expect(await page.getByLabel('工程名称').inputValue()).toBe('滨海小学教学楼')
    expect(await page.getByLabel('建筑面积（平方米）').inputValue()).toBe('很大')
    await accessible(page)
    await fill(page)
    await page.getByRole('button', { name: '存草稿' }).click()
    await page.getByText('草稿已保存').waitFor()
    await upload(page)
    expect(await page.getByLabel('联系人').inputValue()).toBe('王工')
    await page.getByText(/应为/).first().waitFor() // the credit code's check digit warns
    await picture(page, 'apply-phone-zh', true)
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.getByText('已收到您的申请').waitFor()
    number = /350200-\d{4}-\d{6}/.exec(page.url())![0]
    await picture(page, 'submitted-phone-zh')
    await accessible(page)
  })

  test('handle: one correction, acceptance, an inspection that suspends the clock, decision, licence, service', async () => {
    const clerk = await city.visit({ login: 'clerk' })
    await clerk.goto('/desk/cases')
    await accessible(clerk)
    await picture(clerk, 'desk-queue')
    await clerk.getByRole('link', { name: number }).click()
    await stepOf(clerk, '一次告知补正').click()
    await clerk.getByLabel('要补正的全部内容').fill('施工合同缺签章页，请补齐。')
    await clerk.getByRole('button', { name: '一次告知补正' }).click()
    await clerk.getByText('等待申请人补正').first().waitFor()

    const citizen = await city.visit({ login: 'citizen' })
    await citizen.goto(`/cases/${number}`)
    await citizen.getByText('施工合同缺签章页，请补齐。').first().waitFor()
    await citizen.getByLabel('补正说明').fill('已补齐签章页。')
    await citizen.getByLabel(/^选择文件：施工合同/).setInputFiles(pdf('补签章页.pdf'))
    await citizen.getByRole('link', { name: '补签章页.pdf' }).first().waitFor()
    // An upload takes nothing that was typed.
    expect(await citizen.getByLabel('补正说明').inputValue()).toBe('已补齐签章页。')
    await citizen.getByRole('button', { name: '提交补正' }).click()
    await citizen.getByText('窗口审核材料').waitFor()

    await clerk.reload()
    await stepOf(clerk, '受理').click()
    await clerk.getByRole('button', { name: '受理', exact: true }).click()
    await clerk.getByText('已受理，审查中').first().waitFor()
    await accessible(clerk)

    const reviewer = await city.visit({ login: 'reviewer' })
    await reviewer.goto(`/desk/cases/${number}`)
    await stepOf(reviewer, '启动特别程序（计时暂停）').click()
    await reviewer.getByLabel('需要几个工作日').fill('3')
    await reviewer.getByLabel('原因与安排').fill('核查现场施工条件，周三上午。')
    await reviewer.getByRole('button', { name: '启动特别程序（计时暂停）' }).click()
    await reviewer.getByText('特别程序中').first().waitFor()
    await citizen.reload()
    await citizen.getByText('大约 3 个工作日').waitFor()
    await picture(citizen, 'case-suspended')
    await stepOf(reviewer, '结束特别程序（恢复计时）').click()
    await reviewer.getByLabel('结果').fill('现场具备施工条件。')
    await reviewer.getByRole('button', { name: '结束特别程序（恢复计时）' }).click()
    await stepOf(reviewer, '提出审查意见，报决定').click()
    await reviewer.getByRole('radio', { name: '建议准予' }).check()
    await reviewer.getByLabel('审查意见').fill('材料齐全，现场符合，建议准予。')
    await reviewer.getByRole('button', { name: '提出审查意见，报决定' }).click()
    await reviewer.getByText('审查完毕，待决定').first().waitFor()

    const approver = await city.visit({ login: 'approver' })
    await approver.goto(`/desk/cases/${number}`)
    await stepOf(approver, '作出决定').click()
    // Nothing is chosen for the approver, and what the reviewer advised stands beside the form.
    await approver.getByText('建议准予').first().waitFor()
    expect(await approver.getByRole('radio', { checked: true }).count()).toBe(0)
    await approver.getByRole('radio', { name: '不予许可' }).check()
    await approver.getByRole('button', { name: '作出决定' }).click()
    await approver.getByText('不予许可要写明理由').first().waitFor()
    await picture(approver, 'desk-case')
    await approver.getByRole('radio', { name: '准予', exact: true }).check()
    await approver.getByRole('button', { name: '作出决定' }).click()
    await approver.getByText('准予，待制证').first().waitFor()

    await clerk.reload()
    await stepOf(clerk, '制证').click()
    await clerk.getByRole('button', { name: '制证' }).click()
    await clerk.getByText('已制证，待送达').first().waitFor()
    await stepOf(clerk, '送达并办结').click()
    await clerk.getByLabel('直接送达').check()
    await clerk.getByLabel(/签收人/).fill('林晓岚')
    await clerk.getByRole('button', { name: '送达并办结' }).click()
    await clerk.getByText('已办结').first().waitFor()
  })

  test('follow: every act with who, when, why; the deadline day by day; a rating', async () => {
    const page = await city.visit({ login: 'citizen' })
    await page.goto(`/cases/${number}`)
    await page.getByText(/更早的 \d+ 步/).click()
    const acts = page.locator('.case-history').getByRole('list').locator('> li')
    // Thirteen: the decision and the licence have each their proof of service.
    expect(await acts.count()).toBe(13)
    expect(await acts.first().textContent()).toContain('送达')
    expect(await acts.filter({ hasText: '市建设与管理局 审批岗' }).count()).toBe(1)
    await page.getByText('逐日看').click()
    await page.getByText('起算（当日不计）').waitFor()
    await page.getByLabel('非常满意', { exact: true }).check()
    await page.getByRole('button', { name: '评价' }).click()
    await page.getByText('谢谢您的评价').waitFor()
    await accessible(page)
    await picture(page, 'case-desktop-zh', true)
    const english = await city.visit({ login: 'citizen', lang: 'en', phone: true })
    await english.goto(`/cases/${number}`)
    await english.getByText('How the deadline is computed').waitFor()
    await accessible(english)
    await picture(english, 'case-phone-en', true)
  })

  test('prove: receipt and licence verify in the browser, offline, and in a terminal; a flipped bit does not', async () => {
    const page = await city.visit({ login: 'citizen' })
    await page.goto(`/cases/${number}`)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page
        .locator('.proof summary')
        .first()
        .click()
        .then(() => page.getByRole('link', { name: '回执' }).first().click()),
    ])
    receiptFile = join(city.data, 'receipt.tlog-proof')
    await download.saveAs(receiptFile)
    const [licence] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('a[href^="/documents/L"]').first().click(),
    ])
    const licenceFile = join(city.data, 'licence.pdf')
    await licence.saveAs(licenceFile)
    const [bundle] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /下载全部回执/ }).click(),
    ])
    const bundleFile = join(city.data, 'case.bundle.json')
    await bundle.saveAs(bundleFile)

    await page.goto('/verify')
    await page.waitForLoadState('networkidle')
    await page.context().setOffline(true)
    for (const file of [receiptFile, licenceFile, bundleFile]) {
      await page.getByLabel('选择文件').setInputFiles(file)
      await page.getByText('● 已证明').waitFor()
      await page.getByLabel('选择文件').setInputFiles([])
      await page.locator('#verdict').evaluate((e) => e.replaceChildren())
    }
    await page.getByLabel('选择文件').setInputFiles(licenceFile)
    await page.getByText('滨海小学教学楼').waitFor()
    await picture(page, 'verify')
    await accessible(page)
    const text = readFileSync(receiptFile, 'utf8')
    const bent = text.replace(/extra (.{40})(.)/, (_, a, b) => `extra ${a}${b === 'A' ? 'B' : 'A'}`)
    writeFileSync(join(city.data, 'bent.tlog-proof'), bent)
    await page.getByLabel('选择文件').setInputFiles(join(city.data, 'bent.tlog-proof'))
    await page.getByText('■ 不能证明').waitFor()
    await page.context().setOffline(false)

    for (const file of [receiptFile, licenceFile, bundleFile]) {
      const run = gnomon('verify', file)
      expect(run.stdout).toContain('PROVEN')
      expect(run.status, file).toBe(0)
    }
    expect(gnomon('verify', join(city.data, 'bent.tlog-proof')).status).toBe(1)
    expect(gnomon('verify', join(city.data, 'password-of-nobody')).status).toBe(2)
    const poppler = spawnSync('pdftotext', [licenceFile, '-'], { encoding: 'utf8' })
    if (!poppler.error) expect(poppler.stdout).toContain('建筑工程施工许可证')
  })

  test('no personal data in the log', async () => {
    const bundle = readFileSync(join(city.data, 'case.bundle.json'), 'utf8')
    const entries = [...bundle.matchAll(/extra ([A-Za-z0-9+/=]+)/g)]
      .map((m) => Buffer.from(m[1]!, 'base64').toString('utf8'))
      .join('\n')
    expect(entries).toContain('application.submitted')
    for (const secret of ['林晓岚', '王工', '滨海小学', '913502000000010001', '施工合同缺签章页', '0592-1234567'])
      expect(entries).not.toContain(secret)
  })

  test('watch: the clock set forward turns a case yellow, then red; reminder, order, answer, second level', async () => {
    const citizen = await city.visit({ login: 'citizen2' })
    await citizen.goto('/apply/350200-01-0001')
    await upload(citizen)
    await fill(citizen)
    await citizen.getByRole('button', { name: '提交申请' }).click()
    await citizen.getByText('已收到您的申请').waitFor()
    const watched = /350200-\d{4}-\d{6}/.exec(citizen.url())![0]
    const clerk = await city.visit({ login: 'clerk' })
    await clerk.goto(`/desk/cases/${watched}`)
    await stepOf(clerk, '受理').click()
    await clerk.getByRole('button', { name: '受理', exact: true }).click()
    await clerk.getByText('已受理，审查中').first().waitFor()

    const supervisor = await city.visit({ login: 'supervisor' })
    const row = () => supervisor.getByRole('row').filter({ hasText: watched })
    const lights: string[] = []
    for (let i = 0; i < 14 && !lights.includes('红牌'); i++) {
      await supervisor.goto('/demonstration')
      await supervisor.getByRole('button', { name: '一天' }).click()
      await supervisor.getByText('时钟已拨动；').waitFor()
      await supervisor.goto('/desk/supervision')
      for (const text of await row().allInnerTexts()) {
        const light = /红牌|黄牌/.exec(text)?.[0]
        if (light && !lights.includes(light)) lights.push(light)
      }
    }
    expect(lights).toEqual(['黄牌', '红牌'])
    await accessible(supervisor)
    await picture(supervisor, 'supervision-wall')
    await row().getByRole('link').first().click()
    await supervisor.locator('summary', { hasText: '催办' }).click()
    await supervisor.getByLabel('催办的话').fill('请尽快办理，已到承诺期限。')
    await supervisor.getByRole('button', { name: '发出催办' }).click()
    await supervisor.getByText('请尽快办理').waitFor()
    await supervisor.locator('summary', { hasText: '发督办单' }).click()
    await supervisor.getByLabel('督办内容').fill('已逾期，请说明原因并限期办结。')
    await supervisor.getByRole('button', { name: '发出督办单' }).click()
    await supervisor.getByText('已逾期，请说明原因').waitFor()
    await picture(supervisor, 'supervision-order')
    const approver = await city.visit({ login: 'approver' })
    await approver.goto('/desk/measures')
    const waiting = approver.getByRole('region', { name: `督办单 ${watched}` })
    await waiting.getByRole('textbox').fill('经办人出差，已改派，后天前办结。')
    await waiting.getByRole('button', { name: '提交对督办单的答复' }).click()
    await approver.getByText('经办人出差').waitFor()
    const chief = await city.visit({ login: 'chief' })
    await chief.goto(`/desk/measures?q=${watched}`)
    expect(await chief.getByRole('row').filter({ hasText: watched }).count()).toBe(2)
    await supervisor.reload()
    await supervisor.getByRole('button', { name: '认可答复，督办单办结' }).click()
    await supervisor.getByText('办结于').first().waitFor()
  })
})

describe('without scripts', () => {
  test('apply from search to receipt', async () => {
    const page = await city.visit({ login: 'citizen', scripts: false, phone: true })
    await page.goto('/search?q=施工')
    // The item stands before the acts that were done under it.
    await page.getByRole('link', { name: '建筑工程施工许可证核发' }).first().click()
    await page.getByRole('link', { name: '在线申请' }).first().click()
    await upload(page, false)
    await fill(page)
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.getByText('已收到您的申请').waitFor()
  })

  test('a session that ended in mid-form: what was typed survives the log-in', async () => {
    const page = await city.visit({ login: 'citizen', scripts: false })
    await page.goto('/apply/350200-01-0003')
    await page.getByLabel('工程名称').fill('不能丢的工程名')
    await page.context().clearCookies({ name: 'gnomon_session' })
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.getByText('刚才填的内容已经保存').waitFor()
    await page.getByLabel('登录名').fill('citizen')
    await page.getByLabel('密码').fill('gnomon-demo')
    await page.getByRole('main').getByRole('button', { name: '登录', exact: true }).click()
    await page.getByText('刚才填的内容都在').waitFor()
    expect(await page.getByLabel('工程名称').inputValue()).toBe('不能丢的工程名')
  })
})

describe('pages', () => {
  test.each([
    '/',
    '/powers',
    '/departments',
    '/scenarios/restaurant',
    '/ledger',
    '/verify',
    '/help',
    '/components',
    '/login',
    '/register',
    '/today',
    '/laws/建筑法',
    '/search?q=没有的词',
  ])('%s is accessible in both languages, light and dark', async (path) => {
    for (const lang of ['zh', 'en'] as const) {
      const page = await city.visit({ lang, dark: lang === 'en' })
      const response = await page.goto(path)
      expect(response!.status()).toBe(200)
      await accessible(page)
    }
  })

  test('home and guide: at most 30 kB with gzip and no script', async () => {
    for (const path of ['/', '/items/350200-01-0001']) {
      const page = await city.visit()
      const sizes: Promise<number>[] = []
      let scripts = 0
      page.on('response', (r) => {
        sizes.push(
          r
            .request()
            .sizes()
            .then((s) => s.responseBodySize),
        )
        if (r.request().resourceType() === 'script') scripts++
      })
      await page.goto(path, { waitUntil: 'networkidle' })
      const bytes = (await Promise.all(sizes)).reduce((a, b) => a + b, 0)
      expect(bytes).toBeGreaterThan(1000)
      expect(bytes).toBeLessThan(30_000)
      expect(scripts).toBe(0)
    }
  })

  test('unknown pages and foreign forms are answered in words', async () => {
    const page = await city.visit()
    expect((await page.goto('/items/none'))!.status()).toBe(404)
    await page.getByText('没有公布').waitFor()
    const foreign = await fetch(`${city.url}/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
      body: 'login=clerk&password=gnomon-demo',
    })
    expect(foreign.status).toBe(403)
  })

  test('the desk by keyboard: j and k move, Enter opens, / searches, ? helps', async () => {
    const page = await city.visit({ login: 'clerk' })
    await page.goto('/desk/cases')
    await page.waitForLoadState('networkidle')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    expect(await page.locator('tr.selected').count()).toBe(1)
    const opened = await page.locator('tr.selected a').textContent()
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('tr.selected a').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(opened!))
    await page.goto('/desk/cases')
    await page.waitForLoadState('networkidle')
    await page.keyboard.press('/')
    await page.keyboard.type('350200')
    expect(await page.getByRole('searchbox').inputValue()).toBe('350200')
  })

  test('found by life event, department and powers list', async () => {
    const page = await city.visit({ scripts: false })
    await page.goto('/')
    await page.getByRole('link', { name: '我要开工建设' }).click()
    for (const [asked, answer] of [
      ['土地怎么来的？', '出让'],
      ['是商场、医院、学校一类的特殊建设工程吗？', '不是'],
      ['要向市政管网排水吗？', '不是'],
      ['用政府资金建吗？', '不是'],
    ] as const)
      await page.getByRole('group', { name: asked }).getByLabel(answer, { exact: true }).check()
    await page.getByRole('button', { name: '看要办什么' }).click()
    await page.getByRole('link', { name: '建筑工程施工许可证核发' }).first().waitFor()
    await page.goto('/departments')
    await page.getByRole('link', { name: '市建设与管理局' }).click()
    await page.getByRole('link', { name: '建筑工程施工许可证核发' }).waitFor()
    await page.goto('/powers')
    await page.getByLabel('类型').selectOption('01')
    await page.getByRole('button', { name: '查找' }).click()
    // The item stands before the acts that were done under it.
    await page.getByRole('link', { name: '建筑工程施工许可证核发' }).first().click()
    await page.getByText('在线申请').first().waitFor()
  })

  test('a passkey is added and logs in', async () => {
    const page = await city.visit({ login: 'citizen2' })
    const session = await page.context().newCDPSession(page)
    await session.send('WebAuthn.enable')
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await page.goto('/account')
    await page.getByRole('button', { name: '添加通行密钥' }).click()
    await page.waitForURL(/done=passkey/)
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.goto('/login')
    await page.getByRole('button', { name: '用通行密钥登录' }).click()
    await page.waitForURL(/\/my/)
  })

  test('the picture of the README', async () => {
    const page = await city.visit()
    await page.goto('/')
    await picture(page, 'home-desktop-zh')
  })
})
