// On a real database, with a bank whose books the test holds: it may be late, wrong, say things twice, or be away.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf as code, officer, testWorld, type World } from '../platform/harness.ts'
import { type Actor, actsOf, anonymous, newId, system } from '../platform/index.ts'
import { ordersCheck } from './checks.ts'
import money, { contract as c, connectBank, type Notice, signNotice, standingOf } from './index.ts'

const ACCOUNT = '35020012345678'
const SECRET = 'a secret that only the bank and the city have'
const books: c.Line[] = []
let away = false
connectBank({
  name: 'testbank',
  title: { zh: '测试银行', en: 'Test bank' },
  query: async (_, account, since) => {
    if (away) throw new Error('connection refused')
    return books.filter((l) => l.account === account && l.day >= since)
  },
  secret: async () => SECRET,
})

let world: World
const treasury = officer('revenue', { unitCode: '350200-caizheng' })
beforeAll(async () => {
  world = await testWorld([money])
  const account = { jurisdiction: '350200', number: ACCOUNT, bank: 'testbank', holder: '350200-caizheng' }
  await world.run(c.openAccount, { ...account, kinds: ['fine', 'surcharge', 'deposit'] }, system('founding'))
})
afterAll(() => world.close())

const issue = (more: object = {}, as: Actor = system('room')) =>
  world.run(
    c.issueOrder,
    {
      jurisdiction: '350200',
      kind: 'fine',
      unit: '350200-jianshe',
      case: { id: newId(0, '350200'), number: '350200-2026-000001' },
      payer: { name: '鹭岛建设有限公司', uscc: '913502000000010006' },
      purpose: { zh: '罚款', en: 'Fine' },
      amount: 100_000,
      due: '2026-03-17',
      ...more,
    },
    as,
  )
let serials = 0
const line = (reference: string, more: Partial<c.Line> = {}): c.Line => ({
  account: ACCOUNT,
  serial: `S${++serials}`,
  direction: 'in',
  amount: 100_000,
  day: '2026-03-05',
  name: '鹭岛建设有限公司',
  counterAccount: '6222000011112222',
  reference,
  ...more,
})
const notice = (lines: c.Line[], more: Partial<Notice> = {}) => {
  const n: Notice = {
    jurisdiction: '350200',
    bank: 'testbank',
    time: world.clock.now().toISOString(),
    nonce: newId(),
    body: JSON.stringify({ lines }),
    ...more,
  }
  return { ...n, signature: signNotice(SECRET, n) }
}
const tell = (...lines: c.Line[]) => world.run(c.notify, notice(lines), anonymous)
const view = (number: string, as: Actor = treasury) => world.run(c.viewOrder, { number }, as)
const suspense = async () => (await world.run(c.reconcile, { jurisdiction: '350200' }, treasury)).rows
const typesOf = async (id: string) =>
  (await world.db.transaction().execute((tx) => actsOf(tx, '350200', id))).map((a) => a.type)

test('the treasury of the place opens accounts, at banks that are connected; nobody else', async () => {
  const open = (as: Actor, more: object = {}) =>
    code(
      world.run(
        c.openAccount,
        {
          jurisdiction: '350200',
          number: '999999',
          bank: 'statements',
          holder: '350200-caizheng',
          kinds: ['fee'],
          ...more,
        },
        as,
      ),
    )
  expect(await open(anonymous)).toBe('LOGIN_REQUIRED')
  expect(await open(officer('clerk'))).toBe('FORBIDDEN')
  expect(await open(officer('revenue', { jurisdiction: '350203' }))).toBe('FORBIDDEN')
  expect(await open(treasury, { bank: 'nowhere' })).toBe('NO_BANK')
  expect([await open(treasury), await open(treasury)]).toEqual(['OK', 'EXISTS'])
})

describe('an order', () => {
  test('goes to the collecting bank; only a room’s step orders; not before today, not into the unit’s own account', async () => {
    const { number, account } = await issue()
    expect(number).toMatch(/^350200-JK2026-\d{6}-\d\d$/)
    expect(account).toBe(ACCOUNT)
    expect(await code(issue({}, treasury))).toBe('FORBIDDEN')
    expect(await code(issue({ due: '2026-03-01' }))).toBe('PAST')
    expect(await code(issue({ unit: '350200-caizheng' }))).toBe('OWN_ACCOUNT')
    expect(await code(issue({ kind: 'price' }))).toBe('NO_ACCOUNT')
    expect(await code(issue({ jurisdiction: '350203' }))).toBe('NO_ACCOUNT')
    for (const amount of [0, -5, 1.5, 1e14]) expect(await code(issue({ amount }))).toBe('INVALID')
    // A deposit may lie with whoever asks for it.
    expect(await code(issue({ kind: 'deposit', unit: '350200-caizheng' }))).toBe('OK')
  })
  test('whoever has the number sees what is to be paid, not by whom', async () => {
    const { number } = await issue()
    expect(await view(number, anonymous)).toMatchObject({ owed: 100_000, payer: null, state: 'open', overdue: false })
    expect(await view(number, officer('clerk', { unitCode: 'another' }))).toMatchObject({ payer: null })
    expect(await view(number)).toMatchObject({ payer: '鹭岛建设有限公司' })
    expect(await view(number, officer('clerk', { unitCode: '350200-jianshe' }))).toMatchObject({
      payer: '鹭岛建设有限公司',
    })
    expect(await code(view('350200-JK2026-999999-00'))).toBe('NO_ORDER')
  })
  test('no published act names the payer, the bank’s serial number or the account that paid', async () => {
    const { number, id } = await issue()
    await tell(line(number))
    const acts = await world.db.transaction().execute((tx) => actsOf(tx, '350200', id))
    expect(acts.map((a) => a.type)).toEqual(['money.ordered', 'money.received'])
    for (const said of ['鹭岛', `"S${serials}"`, '6222000011112222'])
      expect(JSON.stringify(acts.map((a) => a.public))).not.toContain(said)
  })
})

describe('a bank’s notice', () => {
  test('partly, the rest late and by a stranger, then again: each is said', async () => {
    const { number, id } = await issue()
    await tell(line(`付 ${number}`, { amount: 40_000 }))
    expect(await view(number)).toMatchObject({ state: 'partly', owed: 60_000 })
    world.clock.set('2026-03-18T02:00:00Z')
    expect((await view(number)).overdue).toBe(true)
    await tell(line(number.replaceAll('-', ' '), { amount: 60_000, day: '2026-03-18', name: '陈某' }))
    await tell(line(number, { day: '2026-03-18' }))
    const { payments, ...seen } = await view(number)
    expect(seen).toMatchObject({ state: 'over', owed: 0, excess: 100_000, overdue: false })
    expect(payments.map((p) => [p.as, p.late, p.other])).toEqual([
      ['part', false, false],
      ['full', true, true],
      ['double', false, false],
    ])
    expect(await typesOf(id)).toEqual(['money.ordered', ...Array(3).fill('money.received')])
    world.clock.set('2026-03-02T01:00:00Z')
  })
  test('a wrong signature, another body, an old notice, a copy: refused, and nothing is booked', async () => {
    const { number } = await issue()
    const good = notice([line(number)])
    const forged = { ...good, body: good.body.replace('100000', '900000') }
    expect(await code(world.run(c.notify, forged))).toBe('SIGNATURE')
    expect(await code(world.run(c.notify, { ...good, signature: '0'.repeat(64) }))).toBe('SIGNATURE')
    expect(await code(world.run(c.notify, { ...good, bank: 'nobody' }))).toBe('SIGNATURE')
    expect(await code(world.run(c.notify, notice([line(number)], { time: '2026-03-02T00:54:59Z' })))).toBe('STALE')
    expect(await code(world.run(c.notify, notice([line(number)], { time: '2026-03-02T01:05:01Z' })))).toBe('STALE')
    expect(await code(world.run(c.notify, notice([])))).toBe('BODY')
    expect(await code(world.run(c.notify, notice([], { body: '{' })))).toBe('BODY')
    expect(await code(world.run(c.notify, notice([line(number, { account: '99999999' })])))).toBe('NO_ACCOUNT')
    expect(await view(number)).toMatchObject({ state: 'open' })
    expect(await code(world.run(c.notify, good))).toBe('OK')
    expect(await code(world.run(c.notify, good))).toBe('REPLAYED')
    expect(await view(number)).toMatchObject({ state: 'paid' })
  })
  test('the same line told twice, in two notices at once, in a statement and by query, counts once', async () => {
    const { number, id } = await issue()
    const one = line(number)
    const told = await Promise.all([tell(one), tell(one), tell(one)])
    expect(told.map((t) => t.fresh).sort()).toEqual([0, 0, 1])
    const csv = `account,serial,date,direction,amount,name,remark\n${ACCOUNT},${one.serial},2026-03-05,in,1000.00,x,${number}\n`
    const file = { name: 's.csv', size: csv.length, bytes: new TextEncoder().encode(csv) }
    expect(await world.run(c.importStatement, { jurisdiction: '350200', file }, treasury)).toEqual({
      lines: 1,
      fresh: 0,
      unmatched: 0,
    })
    expect(await typesOf(id)).toEqual(['money.ordered', 'money.received'])
  })
  test('the same serial number with another amount: the first stands, the second is shown', async () => {
    const { number } = await issue()
    const one = line(number)
    await tell(one)
    await tell({ ...one, amount: 99_999 })
    await tell({ ...one, amount: 99_998 })
    expect(await view(number)).toMatchObject({ state: 'paid', owed: 0 })
    const shown = (await suspense()).find((l) => l.serial === one.serial)!
    expect(shown).toMatchObject({ contradicted: true, amount: 100_000 })
    expect(await typesOf(shown.id)).toEqual(['money.contradicted'])
  })
})

describe('what matches no order', () => {
  test('waits: no number, two numbers, a cancelled order’s; an officer assigns it, with a reason, once', async () => {
    const [a, b, gone] = [await issue(), await issue(), await issue()]
    await world.run(c.cancelOrder, { number: gone.number, reason: '决定撤销' }, system('room'))
    const lines = [line('罚款'), line(`${a.number} ${b.number}`), line(gone.number)]
    expect(await tell(...lines)).toMatchObject({ fresh: 3, unmatched: 3 })
    const mine = (await suspense()).filter((l) => lines.some((x) => x.serial === l.serial))
    expect(mine.length).toBe(3)
    const assign = (as: Actor, more: object = {}) =>
      world.run(c.assignLine, { id: mine[0]!.id, number: a.number, reason: '电话核实', ...more }, as)
    expect(await code(assign(officer('clerk')))).toBe('FORBIDDEN')
    expect(await code(assign(officer('revenue', { jurisdiction: '350203' })))).toBe('NO_LINE')
    expect(await code(assign(treasury, { number: gone.number }))).toBe('CANCELLED')
    expect(await code(assign(treasury, { reason: '' }))).toBe('INVALID')
    expect(await assign(treasury)).toEqual({ number: a.number, owed: 0 })
    expect(await code(assign(treasury, { number: b.number }))).toBe('ASSIGNED')
    expect(await view(a.number)).toMatchObject({ state: 'paid' })
    expect(await suspense()).not.toContainEqual(expect.objectContaining({ id: mine[0]!.id }))
    // The rest goes back to where it came from, and leaves the list; done when the bank shows it.
    const { refund } = await world.run(c.returnLine, { id: mine[1]!.id, amount: 100_000, reason: '无法识别' }, treasury)
    expect(await code(world.run(c.returnLine, { id: mine[1]!.id, amount: 1, reason: '再退' }, treasury))).toBe(
      'TOO_MUCH',
    )
    expect(await suspense()).not.toContainEqual(expect.objectContaining({ id: mine[1]!.id }))
    await tell(line(refund, { direction: 'out' }))
    expect(await typesOf(mine[1]!.id)).toEqual(['money.unmatched', 'money.refund-ordered', 'money.refunded'])
    expect(await world.run(c.viewRefund, { number: refund }, system('bank'))).toMatchObject({
      done: true,
      counterAccount: '6222000011112222',
    })
  })
  test('two officers at once: one assigns, the other returns nothing', async () => {
    const { number } = await issue()
    const told = line('不明')
    await tell(told)
    // Lines of one instant stand in no order.
    const { id } = (await suspense()).find((r) => r.serial === told.serial)!
    const both = await Promise.all([
      code(world.run(c.assignLine, { id, number, reason: '核实' }, treasury)),
      code(world.run(c.returnLine, { id, amount: 100_000, reason: '退回' }, treasury)),
    ])
    expect(
      both.filter((x) => x === 'OK'),
      both.join(),
    ).toHaveLength(1)
  })
  test('excess goes back and no more; a refund out of nothing waits as a line that went out', async () => {
    const { number, id } = await issue()
    await tell(line(number, { amount: 100_500 }))
    const { rows, returnable } = await world.run(c.linesOfOrder, { number }, treasury)
    expect(returnable).toBe(500)
    const give = (amount: number) => world.run(c.returnLine, { id: rows[0]!.id, amount, reason: '多缴' }, treasury)
    expect(await code(give(501))).toBe('TOO_MUCH')
    const { refund } = await give(500)
    await tell(line(refund, { direction: 'out', amount: 499 }))
    expect(await view(number)).toMatchObject({ state: 'paid', refundOrdered: 500, refunded: 0 })
    await tell(line(refund, { direction: 'out', amount: 500 }))
    expect(await view(number)).toMatchObject({ state: 'paid', refunded: 500, excess: 0 })
    expect(await typesOf(id)).toEqual(['money.ordered', 'money.received', 'money.refund-ordered', 'money.refunded'])
    expect((await suspense()).filter((l) => l.direction === 'out').map((l) => l.amount)).toEqual([499])
  })
})

describe('what a step returns by itself', () => {
  test('only what was paid beyond it, the last line first; then all of it, once, and the order is cancelled', async () => {
    const { number } = await issue({ kind: 'deposit' })
    expect(await code(world.run(c.returnOrder, { number, keep: 'nothing', reason: '退还' }, treasury))).toBe(
      'FORBIDDEN',
    )
    await tell(line(number), line(number, { day: '2026-03-06' }))
    const give = (keep: 'nothing' | 'what-is-owed') =>
      world.run(c.returnOrder, { number, keep, reason: '退还' }, system('room'))
    expect(await give('what-is-owed')).toMatchObject({ amount: 100_000, refunds: [expect.any(String)] })
    expect(await code(give('what-is-owed'))).toBe('NOTHING')
    const { rows } = await world.run(c.linesOfOrder, { number }, treasury)
    expect(rows.map((r) => [r.day, r.back])).toEqual([
      ['2026-03-05', 0],
      ['2026-03-06', 100_000],
    ])
    expect(await give('nothing')).toMatchObject({ amount: 100_000 })
    expect(await code(give('nothing'))).toBe('NOTHING')
    expect(await view(number)).toMatchObject({ state: 'cancelled', refundOrdered: 200_000, excess: 0 })
  })
  test('asked twice at once it goes back once', async () => {
    const { number } = await issue({ kind: 'deposit' })
    await tell(line(number))
    const both = await Promise.all(
      [1, 2].map(() => code(world.run(c.returnOrder, { number, keep: 'nothing', reason: '退还' }, system('room')))),
    )
    expect(both.toSorted()).toEqual(['NOTHING', 'OK'])
    expect((await view(number)).refundOrdered).toBe(100_000)
  })
})

describe('interest that goes along', () => {
  test('paid out in one sum with the bond, once, however often the bank says so; a sum that differs ends nothing', async () => {
    const { number, id } = await issue({ kind: 'deposit' })
    await tell(line(number, { amount: 60_000 }), line(number, { amount: 40_000, day: '2026-03-06' }))
    const back = () =>
      world.run(c.returnOrder, { number, keep: 'nothing', reason: '退还保证金', interest: 556 }, system('room'))
    const both = await Promise.all([code(back()), code(back())])
    expect(both.toSorted()).toEqual(['NOTHING', 'OK'])
    const underway = async () =>
      (await world.run(c.reconcile, { jurisdiction: '350200' }, treasury)).refunds.filter((r) => r.order === number)
    const refunds = await underway()
    // What lay longest carries it.
    expect(refunds.map((r) => [r.amount, r.interest, r.late]).sort()).toEqual([
      [40_000, 0, false],
      [60_556, 556, false],
    ])
    const [earning] = refunds.filter((r) => r.interest > 0)
    expect(await world.run(c.viewRefund, { number: earning!.number }, system('bank'))).toMatchObject({
      ...{ amount: 60_556, interest: 556, done: false },
    })
    const out = (amount: number, more: Partial<c.Line> = {}) =>
      line(earning!.number, { direction: 'out', amount, ...more })
    // Without the interest: not what was ordered.
    await tell(out(60_000))
    expect((await view(number)).refunded).toBe(0)
    const shown = out(60_556)
    await tell(shown, shown)
    // A second payment of it is a line that nobody ordered.
    expect(await tell(out(60_556))).toMatchObject({ fresh: 1, unmatched: 1 })
    expect(await view(number)).toMatchObject({ refunded: 60_000, refundOrdered: 100_000, interest: 556 })
    expect((await underway()).map((r) => r.amount)).toEqual([40_000])
    expect((await typesOf(id)).filter((x) => x === 'money.refunded')).toHaveLength(1)
    expect((await world.db.transaction().execute((tx) => ordersCheck.piece(tx, '', 1000))).found).toEqual([])
    // Five days on it is late, and the treasury sees so.
    world.clock.advance(6 * 86_400_000)
    expect((await underway()).map((r) => r.late)).toEqual([true])
    world.clock.set('2026-03-02T01:00:00Z')
  })
  test('the bank said one 分 less first: what it shows later, in full, is what ends it', async () => {
    const { number } = await issue({ kind: 'deposit' })
    await tell(line(number))
    const { refunds } = await world.run(
      c.returnOrder,
      { number, keep: 'nothing', reason: '退还保证金', interest: 10 },
      system('room'),
    )
    const right = line(refunds[0]!, { direction: 'out', amount: 100_010 })
    await tell({ ...right, amount: 100_009 })
    expect((await view(number)).refunded).toBe(0)
    await tell(right, right)
    expect((await view(number)).refunded).toBe(100_000)
  })
})

describe('terms', () => {
  test('put off and cut up (行政处罚法 art. 66), only for what is still owed', async () => {
    const { number } = await issue()
    await tell(line(number, { amount: 40_000 }))
    const plan = (parts: { due: string; amount: number }[]) =>
      world.run(c.reschedule, { number, parts, reason: '经济困难' }, system('room'))
    expect(await code(plan([{ due: '2026-04-17', amount: 100_000 }]))).toBe('PLAN')
    expect(
      (
        await plan([
          { due: '2026-04-17', amount: 30_000 },
          { due: '2026-05-15', amount: 30_000 },
        ])
      ).due,
    ).toBe('2026-05-15')
    expect(await view(number)).toMatchObject({ due: '2026-05-15', owed: 60_000, parts: [{ due: '2026-04-17' }, {}] })
    await tell(line(number, { amount: 60_000 }))
    expect(await code(plan([{ due: '2026-06-17', amount: 1 }]))).toBe('CLOSED')
  })
  test('cancelled after payment: all of it may go back', async () => {
    const { number } = await issue()
    await tell(line(number))
    expect(await world.run(c.cancelOrder, { number, reason: '复议撤销' }, system('room'))).toMatchObject({
      excess: 100_000,
    })
    expect(await code(world.run(c.cancelOrder, { number, reason: '复议撤销' }, system('room')))).toBe('CLOSED')
    expect(await view(number)).toMatchObject({ state: 'cancelled', owed: 0, excess: 100_000 })
  })
  test('a deposit that is owed no more goes back line by line to where it came from, once', async () => {
    const { number } = await issue({ kind: 'deposit' })
    await tell(line(number, { amount: 60_000 }), line(number, { amount: 60_000, counterAccount: '6222000033334444' }))
    const back = (keep: 'nothing' | 'what-is-owed', as: Actor = system('room')) =>
      world.run(c.returnOrder, { number, keep, reason: '未竞得' }, as)
    expect(await code(back('nothing', treasury))).toBe('FORBIDDEN')
    // What was paid beyond it first, of the line that came last.
    expect(await back('what-is-owed')).toMatchObject({ amount: 20_000, refunds: [expect.any(String)] })
    expect(await code(back('what-is-owed'))).toBe('NOTHING')
    const all = await back('nothing')
    expect([all.amount, all.refunds.length]).toEqual([100_000, 2])
    expect(await code(back('nothing'))).toBe('NOTHING')
  })
})

describe('a bank that is asked', () => {
  test('each morning while something is open; away it is said to be, asked again sooner, and nothing is lost', async () => {
    const { number } = await issue({ due: '2026-03-30' })
    const account = async () => (await world.run(c.reconcile, { jurisdiction: '350200' }, treasury)).accounts[0]!
    expect((await account()).nextAsk).toEqual(new Date('2026-03-03T00:30:00Z'))
    away = true
    books.push(line(number, { day: '2026-03-02' }))
    world.clock.set('2026-03-03T02:00:00Z')
    await world.settle()
    expect(await account()).toMatchObject({
      awaySince: new Date('2026-03-03T00:30:00Z'),
      awayWhy: 'connection refused',
      // 00:30, then a quarter, a half and one hour after it
      nextAsk: new Date('2026-03-03T02:15:00Z'),
    })
    expect(await view(number)).toMatchObject({ state: 'open' })
    away = false
    world.clock.set('2026-03-03T03:00:00Z')
    await world.settle()
    expect(await view(number)).toMatchObject({ state: 'paid' })
    expect(await account()).toMatchObject({ awaySince: null, answeredAt: new Date('2026-03-03T02:15:00Z') })
  })
})

test('the list filters by state; the check finds the books and the acts agreed, and a line that was moved by hand', async () => {
  const list = (more: object = {}, as: Actor = treasury) =>
    world.run(c.listOrders, { jurisdiction: '350200', ...more }, as)
  await tell(line((await issue()).number, { amount: 1 }))
  await tell(line((await issue()).number, { amount: 100_001 }))
  const all = await list({ size: 500 })
  for (const state of ['open', 'partly', 'paid', 'over', 'cancelled'] as const) {
    const { rows } = await list({ state, size: 500 })
    expect(rows.map((r) => r.number)).toEqual(all.rows.filter((r) => r.state === state).map((r) => r.number))
    expect(rows.length, state).toBeGreaterThan(0)
    for (const { number } of rows) expect((await view(number)).state).toBe(state)
  }
  expect((await list({ text: '鹭岛', size: 5 })).total).toBe(all.total)
  expect((await list({ text: '%' })).total).toBe(0)
  expect((await list({}, officer('clerk', { unitCode: 'another' }))).total).toBe(0)
  expect(await code(list({}, officer('clerk', { jurisdiction: '350203' })))).toBe('FORBIDDEN')
  const check = () => world.db.transaction().execute((tx) => ordersCheck.piece(tx, '', 1000))
  expect(await check()).toEqual({ found: [], next: null })
  const paid = all.rows.find((r) => r.state === 'paid')!
  await world.database.owner`update money.movement set amount = amount + 1 where order_number = ${paid.number}`
  expect((await check()).found.map((f) => f.said.en)).toEqual([
    `The books of order ${paid.number} differ from its acts.`,
  ])
})

test('a fold over the acts alone is what is shown', async () => {
  const { number, id } = await issue()
  await tell(line(number, { amount: 1 }))
  const facts = await world.db.transaction().execute((tx) => standingOf(tx, { jurisdiction: '350200', id }))
  const { state, owed, payments } = await view(number)
  expect({ state, owed, payments }).toEqual({ state: facts.state, owed: facts.owed, payments: facts.payments })
})
