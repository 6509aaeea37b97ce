import { actorOfLogin } from '../../kernel/identity/index.ts'
import type { Demo } from '../../kernel/platform/index.ts'
import { acceptCase, review, submitApplication, uploadMaterial } from '../approvals/contract.ts'
import { handUp } from './contract.ts'

/** Temporary buildings, reviewed in the district and handed up: they wait for the city to take them over. */
const DISTRICT = '12'
const DAY = 86_400_000
const PAPER = new TextEncoder().encode('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
const FORM = {
  applicant: '鹭岛建设有限公司（演示）',
  uscc: '913502000000010006',
  contact: '王工',
  phone: '0592-1234567',
  area: 300,
  until: '2028-05-01',
  reason: '施工期间住人',
}

export const demo: Demo = async ({ perform, read, now, home }) => {
  const place = `${home.slice(0, 4)}${DISTRICT}`
  const itemCode = `${place}-01-0202`
  const as = (login: string, post?: string) => read((tx) => actorOfLogin(tx, login, post))
  const citizen = await as('citizen2')
  const [clerk, reviewer, approver] = await Promise.all(
    ['clerk', 'reviewer', 'approver'].map((role) => as(`${role}-tongan-guihua`, `${place}-guihua/${role}`)),
  )
  const ago = (days: number) => new Date(now.getTime() - days * DAY)
  for (const [i, projectName] of ['同安新城工棚', '五显镇堆场用房'].entries()) {
    const at = ago(12 - 4 * i)
    for (const material of ['plan', 'land'])
      await perform(
        uploadMaterial,
        { itemCode, material, file: { name: `${material}.pdf`, size: PAPER.length, bytes: PAPER } },
        { as: citizen, at },
      )
    const form = { ...FORM, projectName, site: `同安区环城西路 ${20 + i} 号` }
    const { caseId } = await perform(submitApplication, { itemCode, form }, { as: citizen, at })
    await perform(acceptCase, { caseId }, { as: clerk!, at: ago(11 - 4 * i) })
    await perform(review, { caseId, opinion: '位置和面积核对无误。' }, { as: reviewer!, at: ago(10 - 4 * i) })
    await perform(
      handUp,
      { caseId, advice: 'grant', opinion: '不影响近期规划，建议准予。' },
      { as: approver!, at: ago(9 - 4 * i) },
    )
  }
}
