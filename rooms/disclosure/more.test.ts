// What an excessive, repeated or contested request meets, a fee, and a redaction; and the kinds of failure that others had (README).
import PDFDocument from 'pdfkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract as cases, findPaper } from '../../kernel/cases/index.ts'
import { printFont } from '../../kernel/cases/print-font.ts'
import { contract as documents } from '../../kernel/documents/index.ts'
import { citizen, codeOf as code } from '../../kernel/platform/harness.ts'
import { actsOf, newId, system } from '../../kernel/platform/index.ts'
import { contract as searching } from '../../kernel/search/index.ts'
import * as c from './contract.ts'
import { type DisclosureCity, disclosureCity, UNIT } from './harness.ts'

let of: DisclosureCity
beforeAll(async () => {
  of = await disclosureCity()
})
afterAll(() => of.city.close())

/** Registered and searched: an officer's to answer. */
async function searched(asked?: string, found: number[] = [1]) {
  const made = await of.ask(asked ?? `文件 ${newId().slice(-6)} 的全文`)
  await of.register(made.caseId)
  await of.search(made.caseId, found)
  return made
}
const contentOf = async (document: string) =>
  JSON.stringify((await of.city.run(documents.getDocument, { number: document }, of.me)).content)

describe('a fee (art. 42)', () => {
  const fee = (caseId: string, n: number, more: object = {}, by = of.who) =>
    of.city.run(c.fee, { caseId, by: 'pages', n, reason: '三个月内申请了四十次。', ...more } as never, by)
  test('noticed with its sum and order, never a surprise; the days wait; paid at the bank they go on', async () => {
    of.on('2026-03-02')
    const { caseId, number } = await searched()
    expect([await code(fee(caseId, 30)), await code(fee(caseId, 31, { by: 'items' }))]).toEqual(['FREE', 'OTHER_WAY'])
    expect(await code(fee(caseId, 201, {}, of.me))).toBe('FORBIDDEN')
    const { fen, order } = await fee(caseId, 201)
    expect(fen).toBe(274_000)
    expect(await code(fee(caseId, 300))).toBe('ONCE')
    const letter = (await of.view(number)).documents.find((d) => d.kind === 'disclosure-fee')!
    for (const said of ['2740.00', order, '2026-03-30']) expect(await contentOf(letter.number)).toContain(said)
    of.on('2026-03-16')
    expect((await of.clock(number))!.suspended).toBe(true)
    await of.came(order, fen)
    expect((await of.view(number)).acts.at(-1)!.type).toBe('fee.paid')
    const after = (await of.clock(number))!
    expect([after.suspended, after.due]).toEqual([false, '2026-04-14'])
  })
  test('not paid: not before its day, then not gone on with, its order cancelled, counted in row 6.2', async () => {
    of.on('2026-03-02')
    const { caseId, number } = await searched()
    await fee(caseId, 100)
    const drop = () => code(of.city.run(c.unpaid, { caseId, reason: '逾期没有缴纳。' }, of.who))
    of.on('2026-03-30')
    expect(await drop()).toBe('NOT_YET')
    of.on('2026-03-31')
    expect([await drop(), (await of.view(number)).status]).toEqual(['OK', 'abandoned'])
    expect((await of.orders(caseId))[0]!.cancelledAt).not.toBeNull()
    expect((await of.city.run(c.annual, { year: 2026 })).rows['6.2']!.natural).toBe(1)
    const paid = await searched()
    expect(await code(of.city.run(c.unpaid, { caseId: paid.caseId, reason: '没有通知过。' }, of.who))).toBe('NOT_OPEN')
    // An outcome of its own, not one among the codes of an answer.
    expect(await code(of.draft(paid.caseId, '6.2'))).toBe('NEEDS')
  })
})

describe('too much, again, or something else', () => {
  test('repeated: only with an earlier one for the same, however it is written', async () => {
    of.on('2026-04-01')
    const asked = '白鹭洲改造 的可行性研究报告'
    const first = await searched(asked)
    expect(await code(of.draft(first.caseId, '5.2'))).toBe('NEEDS')
    const again = await searched('白鹭洲改造的可行性研究报告。')
    expect(await code(of.draft(again.caseId, '5.2'))).toBe('OK')
    // Somebody else who asks the same repeats nothing.
    const other = await of.city.run(
      c.record,
      { channel: 'counter', on: '2026-04-01', name: '张某', category: 'natural', asked },
      of.who,
    )
    await of.register(other.caseId)
    await of.search(other.caseId)
    expect(await code(of.draft(other.caseId, '5.2'))).toBe('NEEDS')
  })
  test('excessive: the reasons are asked for first; the days go on; accepted, a longer time may be set', async () => {
    of.on('2026-04-01')
    const { caseId, number } = await searched()
    expect(await code(of.draft(caseId, '5.4'))).toBe('NEEDS')
    const extend = (days: number, ground = 'excessive') =>
      code(of.city.run(c.extend, { caseId, days, ground, reason: '数量很大。' } as never, of.head))
    expect(await extend(40)).toBe('NO_REASONS')
    const why = { caseId, why: '一个月内申请四十次。' }
    expect(await code(of.city.run(c.giveReasons, { caseId, reasons: '做研究用。' }, of.me))).toBe('NOT_OPEN')
    await of.city.run(c.askReasons, why, of.who)
    expect(await code(of.city.run(c.askReasons, why, of.who))).toBe('ONCE')
    expect((await of.clock(number))!.suspended).toBe(false)
    expect(await code(of.city.run(c.giveReasons, { caseId, reasons: '做研究用。' }, citizen()))).toBe('FORBIDDEN')
    await of.city.run(c.giveReasons, { caseId, reasons: '做研究用。' }, of.me)
    expect([await extend(61), await extend(21, 'complex'), await extend(40)]).toEqual(['TOO_LONG', 'TOO_LONG', 'OK'])
    expect((await of.view(number)).acts.at(-1)!.basis[0]).toMatchObject({ article: 35 })
    expect(await code(of.draft(caseId, '5.4'))).toBe('OK')
  })
  test('a petition asked for as information is told its way, not swallowed (arts. 39, 41)', async () => {
    const { caseId } = await searched('我家拆迁补偿不公，要求处理\n我的户口信息写错了')
    await of.draft(caseId, '5.1', '5.5')
    const { document } = await of.reply(caseId)
    const said = await contentOf(document!)
    for (const way of ['互动', '复议', '第四十一条']) expect(said).toContain(way)
  })
  test('reviews and suits, one after the other, in the fourth table', async () => {
    of.on('2026-05-06')
    const { caseId } = await searched()
    const contest = (way: string, on = '2026-05-20') =>
      code(of.city.run(c.contest, { caseId, way, on, docket: '厦政复〔2026〕1号' } as never, of.who))
    const end = (result: string, on: string) => code(of.city.run(c.endContest, { caseId, result, on } as never, of.who))
    expect(await contest('review')).toBe('NOT_ANSWERED')
    await of.draft(caseId, '3.6')
    await of.reply(caseId)
    of.on('2026-06-30')
    expect([
      await contest('review', '2026-05-01'),
      await contest('review', '2027-01-01'),
      await contest('suit-after-review'),
    ]).toEqual(['DAY', 'DAY', 'NO_REVIEW'])
    expect([await end('upheld', '2026-06-01'), await contest('review'), await contest('suit')]).toEqual([
      'NOT_OPEN',
      'OK',
      'RUNNING',
    ])
    expect((await of.city.run(c.annual, { year: 2026 })).contests.review).toEqual({
      upheld: 0,
      corrected: 0,
      other: 0,
      pending: 1,
      total: 1,
    })
    expect([
      await end('upheld', '2026-05-01'),
      await end('upheld', '2026-06-29'),
      await contest('suit-after-review', '2026-06-30'),
    ]).toEqual(['DAY', 'OK', 'OK'])
    const { contests, wrong } = await of.city.run(c.annual, { year: 2026 })
    expect([contests.review, contests['suit-after-review']]).toEqual([
      { upheld: 1, corrected: 0, other: 0, pending: 0, total: 1 },
      { upheld: 0, corrected: 0, other: 0, pending: 1, total: 1 },
    ])
    expect(wrong).toEqual([])
    expect((await of.city.run(c.annual, { year: 2027 })).contests['suit-after-review']!.pending).toBe(1)
  })
})

describe('partial disclosure (art. 37)', () => {
  const NAME = '林晓明'
  async function letter(): Promise<Uint8Array> {
    const pdf = new PDFDocument({ info: { Title: NAME } })
    const parts: Buffer[] = []
    pdf.on('data', (p: Buffer) => parts.push(p))
    const ended = new Promise((done) => pdf.on('end', done))
    pdf.font(printFont()).text(`设计单位的联系人是${NAME}。`).text('造价三百万元。')
    pdf.end()
    await ended
    return Buffer.concat(parts)
  }
  const upload = async (caseId: string, slot = 'found', bytes?: Uint8Array) => {
    const b = bytes ?? (await letter())
    return of.city.run(cases.addPaper, { caseId, slot, file: { name: '原件.pdf', size: b.length, bytes: b } }, of.who)
  }
  const redact = (caseId: string, paper: string, more: object = {}, by = of.who) =>
    of.city.run(
      c.redact,
      { caseId, item: 1, paper, words: [NAME], grounds: ['3.4'], reason: '保护个人隐私。', ...more } as never,
      by,
    )

  test('the requester reads the blackened file with the answer, never the file that was found; what was removed is told', async () => {
    of.on('2026-07-01')
    const { caseId, number } = await searched()
    const original = await upload(caseId)
    const { paper, removed } = await redact(caseId, original.id)
    expect(removed).toBe(1)
    const slots = async () => (await of.view(number)).papers.map((p) => p.slot)
    // Before the answer nothing of it is the requester's.
    expect(await slots()).toEqual([])
    await of.draft(caseId, '2')
    const { document } = await of.reply(caseId)
    expect(await slots()).toEqual(['redacted'])
    const found = await of.city.db.transaction().execute((tx) => findPaper(tx, paper))
    const bytes = (await of.city.files.get(found!.sha256))!
    for (const form of [Buffer.from(NAME), Buffer.from(NAME, 'utf16le').swap16()])
      expect(bytes.includes(form)).toBe(false)
    const said = await contentOf(document!)
    for (const part of ['遮盖 1 处', '保护第三方合法权益']) expect(said).toContain(part)
    const acts = await of.city.db.transaction().execute((tx) => actsOf(tx, '350200', caseId))
    expect(JSON.stringify(acts.map((a) => a.public))).not.toContain(NAME)
    expect(JSON.stringify(await of.view(number))).not.toContain(NAME)
  })
  test.each([
    [{ words: ['不在里面的词'] }, 'MISSED'],
    [{ words: [] }, 'NOTHING'],
    [{ item: 9 }, 'NO_ITEM'],
    [{ grounds: ['1'] }, 'GROUND'],
    [{ grounds: [] }, 'INVALID'],
    [{ regions: [{ page: 9, left: 1, top: 1, width: 5, height: 5 }] }, 'BAD_FILE'],
  ])(
    '%j: %s, and no file is made',
    async (more, why) => {
      const { caseId, number } = await searched()
      const original = await upload(caseId)
      expect(await code(redact(caseId, original.id, more))).toBe(why)
      expect((await of.view(number, of.who)).papers.map((p) => p.slot)).toEqual(['found'])
    },
    60_000,
  )
  test('another case’s file, another’s post, a closed step', async () => {
    const [one, two] = [await searched(), await searched()]
    const original = await upload(one.caseId)
    expect(await code(redact(two.caseId, original.id))).toBe('NO_PAPER')
    expect(await code(redact(one.caseId, original.id, {}, of.me))).toBe('FORBIDDEN')
    await of.draft(one.caseId, '1')
    await of.reply(one.caseId)
    expect(await code(redact(one.caseId, original.id))).toBe('NOT_OPEN')
  })
})

describe('failures of others, not repeated', () => {
  test('alaveteli#5101, righttoknow#858, #183: the deadline shows each step; a correction restarts and says so; there is a stop', async () => {
    of.on('2026-08-03')
    const { caseId, number } = await of.ask('不清楚的内容')
    await of.register(caseId, { outcome: 'correct', notice: '请写明。', until: '2026-08-20' })
    of.on('2026-08-10')
    await of.city.run(c.correct, { caseId, asked: '清楚的文件' }, of.me)
    const count = (await of.clock(number))!
    expect(count.steps[0]).toMatchObject({ what: 'restart', name: { zh: '收到补正，重新起算' } })
    expect(count.steps.filter((s) => s.what === 'counted').length).toBeGreaterThan(10)
    expect(count.due).toBe('2026-09-07')
  })
  test('righttoknow#102, #72: a granted extension is never shown overdue, and counts working days', async () => {
    of.on('2026-08-03')
    const { caseId, number } = await searched()
    of.on('2026-08-31')
    await of.city.run(c.extend, { caseId, days: 20, reason: '需要核对。' }, of.head)
    of.on('2026-09-07')
    const count = (await of.clock(number))!
    expect([count.overdue, count.allowed, count.due]).toEqual([false, 40, '2026-09-28'])
  })
  test('alaveteli#69, #3013, #240, #1553: each refusal has its article; “already public” and “exempt” are codes of their own', async () => {
    const { caseId } = await searched('已经公开的年鉴\n讨论记录\n没有的东西', [1, 2])
    await of.draft(caseId, '5.3', '3.6', '4.1')
    const { document } = await of.reply(caseId)
    const said = await contentOf(document!)
    for (const article of ['第三十九条', '第十六条', '第三十六条']) expect(said).toContain(article)
    const acts = await of.city.db.transaction().execute((tx) => actsOf(tx, '350200', caseId))
    expect(acts.at(-1)!.public.outcomes.map((o: { code: string }) => o.code)).toEqual(['5.3', '3.6', '4.1'])
  })
  test('alaveteli#4160: ten clicks at once are one request', async () => {
    const { execute } = await import('../../kernel/platform/index.ts')
    const commandId = newId()
    const input = { unit: UNIT, category: 'natural' as const, asked: '十次点击的文件' }
    const made = await Promise.all(
      Array.from({ length: 10 }, () => execute(of.city, c.request, input, { who: of.me, commandId })),
    )
    expect(new Set(made.map((m) => m.number)).size).toBe(1)
  })
  test('alaveteli#7078, #2658: what was blackened is reported — its places, pages and grounds stand in the answer', async () => {
    // Shown above with the file itself; here that an answer without one says nothing of it.
    const { caseId } = await searched()
    await of.draft(caseId, '1')
    const { document } = await of.reply(caseId)
    expect(await contentOf(document!)).not.toContain('遮盖')
  })
  test('froide#437, #390, #289, #665: words are found as they stand, not guessed; the index holds only what was shared', async () => {
    const { caseId } = await searched('含有王小二的内部名单')
    await of.draft(caseId, '1')
    await of.reply(caseId, { share: '名单的说明' })
    await of.city.settle()
    expect((await of.city.run(searching.find, { q: '王小二' })).total).toBe(0)
    expect((await of.city.run(searching.find, { q: '名单的说明' })).total).toBeGreaterThan(0)
  })
  test('froide#333, #365, #277: unanswered is a red light by rule, a fee is told before, nothing is dropped', async () => {
    const { default: disclosure } = await import('./index.ts')
    expect(disclosure.watch.map((w) => [w.id, w.light])).toEqual([
      ['disclosure-reply-over', 'red'],
      ['disclosure-confirm-over', 'red'],
    ])
    of.on('2026-08-03')
    const { number } = await of.ask('没有人登记的申请')
    of.on('2026-08-10')
    expect((await of.view(number)).clocks['disclosure.confirm']!.overdue).toBe(true)
  })
  test('righttoknow#566: neither a form that must be filled nor a fee stands before a request', async () => {
    const { number } = await of.ask('只写一句话')
    expect(number).toMatch(/^350200-2026-/)
  })
  test('whatdotheyknow-theme#722: a personal matter is routed (arts. 39, 41), which “petition” and “reissue” say in the letter', async () => {
    const { caseId } = await searched('给我开一份我的社保证明')
    await of.draft(caseId, '5.5')
    const { document } = await of.reply(caseId)
    expect(await contentOf(document!)).toContain('第四十一条')
  })
})

describe('bad input', () => {
  test('twenty things at once: each answered by itself', async () => {
    const asked = Array.from({ length: 20 }, (_, i) => `第 ${i + 1} 份文件`).join('\n')
    const { caseId, number } = await searched(
      asked,
      Array.from({ length: 20 }, (_, i) => i + 1),
    )
    expect(await code(of.draft(caseId, ...Array(19).fill('1')))).toBe('EACH')
    expect(await code(of.draft(caseId, ...Array(20).fill('1')))).toBe('OK')
    expect((await of.view(number, of.who)).acts[0]!.facts.items).toBe(20)
  })
  test.each([
    ['a minor', '王小明（12 岁，由母亲代为提出）', 'natural'],
    ['a foreigner', 'Müller, Jürgen', 'natural'],
    ['a company that is dissolved', '鹭岛旧业有限公司（已注销）', 'business'],
  ])('%s may ask: nobody’s standing is asked (art. 27)', async (_, name, category) => {
    const made = await of.city.run(
      c.record,
      { channel: 'counter', on: of.today(), name, category, asked: '一份文件' } as never,
      of.who,
    )
    expect((await of.view(made.number, of.who)).parties[0]!.name).toBe(name)
  })
  test('a third party who does not answer is silent only after its days; an e-mail that bounces is no service', async () => {
    of.on('2026-09-01')
    const { caseId, number } = await searched()
    const { document } = await of.city.run(c.consult, { caseId, item: 1, to: '某公司' }, of.who)
    // It was not served: bounced, however long ago it was sent.
    of.on('2026-10-30')
    const silent = () => code(of.city.run(c.heard, { caseId, consultation: 1, answer: 'silent' }, of.who))
    expect(await silent()).toBe('NOT_YET')
    // Electronic service without the receiver's consent is none either.
    expect(
      await code(of.city.run(documents.serveDocument, { caseId, document, how: 'electronic', on: of.today() }, of.who)),
    ).not.toBe('OK')
    await of.serve(caseId, document)
    of.on('2026-11-30')
    expect(await silent()).toBe('OK')
    expect((await of.clock(number))!.suspended).toBe(false)
  })
  test('money of the system alone says that a fee is paid', async () => {
    const { caseId } = await searched()
    expect(await code(of.city.run(c.feePaid, { caseId, order: 'x', on: '2026-03-02' }, of.who))).toBe('FORBIDDEN')
    expect(await code(of.city.run(c.feePaid, { caseId, order: 'x', on: '2026-03-02' }, system('x')))).toBe('NOT_OPEN')
  })
})
