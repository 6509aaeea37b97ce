import { actorOfLogin } from '../../kernel/identity/index.ts'
import type { Demo } from '../../kernel/platform/index.ts'
import { check, inform, register } from './contract.ts'

/** Leads of three sources: one informed by a citizen, one of an officer that waits for the head, one to be transferred. */
export const demo: Demo = async ({ perform, read, now }) => {
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const as = (login: string, post?: string) => read((tx) => actorOfLogin(tx, login, post))
  const citizen = await as('citizen')
  const officer = await as('enforce-siming-shichang', '350203-shichang/enforcement')
  const about = { name: '筼筜餐饮有限公司（演示）', code: '91350200000001007K' }
  await perform(
    inform,
    {
      unit: '350203-shichang',
      what: '后厨在没有证的隔壁店面加工熟食，每天晚上送货。',
      place: '思明区莲花路 8 号',
      about: { name: about.name, code: '' },
    },
    { as: citizen, at: ago(5) },
  )
  const one = await perform(
    register,
    {
      source: 'media',
      what: '本地媒体报道一家餐馆无证经营夜宵。',
      place: '思明区 莲花路8号',
      about,
      itemCode: '350203-02-0001',
    },
    { as: officer, at: ago(3) },
  )
  await perform(
    check,
    {
      caseId: one.caseId,
      outcome: 'file',
      opinion: '现场核实，未能出示食品经营许可证。',
      itemCode: '350203-02-0001',
      subject: { kind: 'organisation', ...about, address: '思明区莲花路 8 号' },
      actOn: ago(4).toISOString().slice(0, 10),
      place: '思明区莲花路 8 号',
    },
    { as: officer, at: ago(2) },
  )
  const two = await perform(
    register,
    { source: 'complaint', what: '货车没有营运证跑货运。', place: '湖里区港中路', about: { name: '', code: '' } },
    { as: officer, at: ago(2) },
  )
  await perform(
    check,
    { caseId: two.caseId, outcome: 'transfer', opinion: '属于交通运输部门管辖。', to: '350200-jiaotong' },
    { as: officer, at: ago(1) },
  )
}
