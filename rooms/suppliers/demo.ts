import { actorOfLogin, demoPerson } from '../../kernel/identity/index.ts'
import { type Demo, system } from '../../kernel/platform/index.ts'
import { register } from './contract.ts'

const SUPPLIERS = [
  ['筼筜数码科技有限公司', '913502000000020001', 'small'],
  ['白鹭信息技术有限公司', '91350200000002001X', 'micro'],
  ['五缘办公设备有限公司', '913502000000020028', 'medium'],
  ['东渡系统集成股份有限公司', '913502000000020036', 'large'],
] as const

/** Four suppliers: a small, a micro, a medium and a large one. */
export const demo: Demo = async ({ perform, read, now }) => {
  const at = new Date(now.getTime() - 78 * 86_400_000)
  for (const [i, [name, uscc, size]] of SUPPLIERS.entries()) {
    const login = `supplier-${i + 1}`
    await demoPerson(perform, { login, name: `${name}经办人（演示）` }, { as: system('founding'), at })
    const as = await read((tx) => actorOfLogin(tx, login))
    await perform(register, { name, uscc, size, contact: `办公室 0592-666000${i}`, agreed: true }, { as, at })
  }
}
