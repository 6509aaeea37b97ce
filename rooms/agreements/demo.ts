import { actorOfLogin } from '../../kernel/identity/index.ts'
import { type Demo, system } from '../../kernel/platform/index.ts'
import { contract as envelope, submitBid } from '../../trade/envelope/index.ts'
import { processes } from '../procurement/contract.ts'
import * as suppliers from '../suppliers/contract.ts'
import { BUYER } from './case.kind.ts'
import { begin, goods, offer } from './contract.ts'
import { boxOf } from './paths.ts'
import { call } from './quotes.contract.ts'

const DAY = 86_400_000
const GOODS = [
  [1, '台式计算机', '鼓浪 K15', '国产八核，16 GB，512 GB，23.8 英寸', '台', 468_000, true],
  [2, '台式计算机', '鹭江 T8', '国产八核，16 GB，1 TB，23.8 英寸', '台', 489_000, true],
  [4, '台式计算机', 'Ocean 7', '十核，16 GB，512 GB，24 英寸', '台', 455_000, false],
  [2, '激光打印机', '鹭江 P200', 'A4 双面，每分钟 30 页', '台', 152_000, true],
  [1, '复印纸', 'A4 70 克', '五包一箱', '箱', 13_500, true],
] as const
const QUOTES = [
  [2, 469_000],
  [4, 449_000],
] as const

/** The demonstration's framework, with goods of three suppliers, and one order for which they quote. */
export const demo: Demo = async ({ perform, read, now, home }) => {
  const at = new Date(now.getTime() - 10 * DAY)
  const by = { as: system('founding'), at }
  const found = (await perform(processes, { method: 'framework' }, by)).rows.find((x) => x.status === 'effective')
  if (!found) return
  await perform(begin, { number: found.number }, by)
  const supplier = (n: number) => read((tx) => actorOfLogin(tx, `supplier-${n}`))
  for (const [n, name, model, about, measure, price, domestic] of GOODS) {
    const as = await supplier(n)
    await perform(offer, { agreement: found.number, name, model, about, measure, price, domestic }, { as, at })
  }
  const [, good] = GOODS[0]
  const asked = {
    as: await read((tx) => actorOfLogin(tx, 'procurement-buyer', `${home}-zhongxin/${BUYER}`)),
    at: new Date(now.getTime() - DAY),
  }
  const { number } = await perform(
    call,
    {
      ...{ agreement: found.number, good, count: 12, year: now.getUTCFullYear(), line: 'BG-01' },
      need: '办公用台式计算机，预装操作系统和办公软件，三年上门保修，旧机回收。',
      deliver: '行政服务中心三楼机房，签收后五日内',
      until: new Date(now.getTime() + 4 * DAY).toISOString().slice(0, 10),
    },
    asked,
  )
  const box = boxOf(found.number, number)
  const { terms } = await perform(envelope.view, { number: box }, by)
  for (const [n, price] of QUOTES) {
    const as = await supplier(n)
    const then = { as, at: new Date(now.getTime() - (n * DAY) / 10) }
    const { name, uscc, contact } = (await perform(suppliers.mine, {}, then))!
    const { mine } = await perform(envelope.view, { number: box }, then)
    const own = (await perform(goods, {}, then)).find((g) => g.mine && g.name === good)!
    await submitBid(
      { perform },
      {
        ...{ terms, bidder: mine!.bidder, version: 1, ...then },
        bid: { sheet: { good: own.id, price }, identity: { name, uscc, contact } },
      },
    )
  }
}
