import { actorOfLogin } from '../../kernel/identity/index.ts'
import { type Demo, system } from '../../kernel/platform/index.ts'
import { processes } from '../procurement/contract.ts'
import { begin, offer } from './contract.ts'

const DAY = 86_400_000
const GOODS = [
  [1, '台式计算机', '鼓浪 K15', '国产八核，16 GB，512 GB，23.8 英寸', '台', 468_000, true],
  [2, '台式计算机', '鹭江 T8', '国产八核，16 GB，1 TB，23.8 英寸', '台', 489_000, true],
  [4, '台式计算机', 'Ocean 7', '十核，16 GB，512 GB，24 英寸', '台', 455_000, false],
  [2, '激光打印机', '鹭江 P200', 'A4 双面，每分钟 30 页', '台', 152_000, true],
  [1, '复印纸', 'A4 70 克', '五包一箱', '箱', 13_500, true],
] as const

/** The demonstration's framework, with goods of three suppliers. */
export const demo: Demo = async ({ perform, read, now }) => {
  const at = new Date(now.getTime() - 10 * DAY)
  const by = { as: system('founding'), at }
  const found = (await perform(processes, {}, by)).find((x) => x.method === 'framework' && x.status === 'effective')
  if (!found) return
  await perform(begin, { number: found.number }, by)
  for (const [supplier, name, model, about, measure, price, domestic] of GOODS) {
    const as = await read((tx) => actorOfLogin(tx, `supplier-${supplier}`))
    await perform(offer, { agreement: found.number, name, model, about, measure, price, domestic }, { as, at })
  }
}
