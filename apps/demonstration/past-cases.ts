import { addDays, addWorkingDays, dayOf, isWorkingDay, startOfDay } from '../../kernel/calendar/index.ts'
import { kindOfPower } from '../../kernel/cases/index.ts'
import { actorOfLogin, usccCheck } from '../../kernel/identity/index.ts'
import type { Actor, Founding } from '../../kernel/platform/index.ts'
import * as c from '../../rooms/approvals/contract.ts'
import { officers, readItems } from './found-city.ts'

/** A small real PDF, so that materials in past cases are files like any other. */
const paper = (title: string) =>
  new TextEncoder().encode(
    `%PDF-1.4\n% ${title}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  )

/** A generator of its own, so that the demonstration is the same city every time. */
function dice(seed: number) {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  return {
    next,
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
    chance: (p: number) => next() < p,
  }
}

const words = ['鹭江', '筼筜', '五缘', '集美', '海沧', '环岛', '莲花', '同安', '翔安', '杏林']
const kinds = ['建设', '餐饮', '物流', '商贸', '文化', '石材', '园林', '科技']
const USCC = '0123456789ABCDEFGHJKLMNPQRTUWXY'

function formFor(schema: any, d: ReturnType<typeof dice>, n: number): Record<string, unknown> {
  const company = `${d.pick(words)}${d.pick(kinds)}有限公司（演示）`
  const code = `91350200${Array.from({ length: 9 }, () => d.pick([...USCC])).join('')}`
  const data: Record<string, unknown> = {}
  for (const [key, p] of Object.entries<any>(schema.properties)) {
    if (!schema.required.includes(key) && d.chance(0.5)) continue
    if (p.enum) data[key] = d.pick(p.enum)
    else if (p.type === 'array') data[key] = [d.pick(p.items.enum)]
    else if (p.type === 'boolean') data[key] = d.chance(0.2)
    else if (p.type === 'integer')
      data[key] = Math.min(p.maximum ?? 99, (p.minimum ?? 0) + 1 + Math.floor(d.next() * 40))
    else if (p.type === 'number') data[key] = Math.min(p.maximum ?? 1e6, 50 + Math.floor(d.next() * 9000))
    else if (p.format === 'uscc') data[key] = code + usccCheck(code)
    else if (p.format === 'resident-id') data[key] = '350200190001010017'
    else if (p.format === 'date') data[key] = '2027-01-15'
    else if (key === 'phone') data[key] = `0592-${5000000 + n}`
    else if (/address|site|place|village|location/i.test(key))
      data[key] =
        `${d.pick(['思明区', '湖里区', '集美区', '海沧区', '同安区', '翔安区'])}${d.pick(words)}路 ${1 + Math.floor(d.next() * 300)} 号`
    else if (/Person|contact|owner|manager|applicant$/.test(key))
      data[key] = `${d.pick([...'林陈黄张李王吴许'])}${d.pick([...'晓海志文建'])}${d.pick([...'明峰燕红'])}`
    else if (key === 'bank') data[key] = `6222${String(1000000000 + n)}`
    else if (key === 'projectName')
      data[key] = `${d.pick(words)}${d.pick(['小学教学楼', '安置房', '标准厂房', '综合楼', '污水泵站'])}`
    else data[key] = company.slice(0, p.maxLength ?? 200)
  }
  return data
}

/** How the demonstration serves: to the hand, by post, or electronically with consent. */
const served = (d: ReturnType<typeof dice>) =>
  d.pick([
    { how: 'in-person', receiver: '本人（演示）' },
    { how: 'post', receiver: '本人（演示）' },
    { how: 'electronic', consent: true },
  ])

type Step = { at: Date; go: () => Promise<void> }

/**
 * Past cases, through the real operations at instants of the past: spread over a year by working days, some corrected, some
 * inspected, some refused, some late, the youngest still open. Steps of all cases are performed in the order of time.
 */
export async function pastCases(
  founding: Founding,
  now: Date,
  many: number,
  ring: (at: Date) => Promise<void>,
): Promise<void> {
  const { perform, read, city } = founding
  const d = dice(20100701)
  // Those that somebody applies for first; other rooms bring their own past, and what changes a licence needs one.
  const items = readItems(city).filter(
    (i) =>
      kindOfPower(i.content.powerType)?.kind === 'approval' &&
      !i.content.own?.joint &&
      !i.content.own?.follows &&
      !i.content.own?.above &&
      !i.content.own?.below &&
      !i.content.own?.quota &&
      !i.bpmn.includes('gnomon:post="clerk" gnomon:act="case.decided"') &&
      !i.bpmn.includes('opinion.given'),
  )
  const find = officers(city)
  const actors = new Map<string, Actor>()
  const actor = async (login: string, post?: string) => {
    const key = `${login} ${post ?? ''}`
    if (!actors.has(key)) actors.set(key, await read((tx) => actorOfLogin(tx, login, post)))
    return actors.get(key)!
  }
  const hour = (day: string, h: number) => new Date(startOfDay(day).getTime() + (h + d.next()) * 3_600_000)
  const steps: Step[] = []
  const today = dayOf(now)
  for (let n = 0; n < many; n++) {
    const item = items[Math.floor((n * 7 + d.next() * 3) % items.length)]!
    let day = addDays(today, -Math.floor(2 + (n < many / 6 ? d.next() * 16 : 18 + d.next() * 330)))
    while (!isWorkingDay(day)) day = addDays(day, 1)
    const who = await actor(n % 2 ? 'citizen' : 'citizen2')
    const officer = async (role: string) => {
      const o = find(item.unit, role)
      return actor(o.login, o.post)
    }
    const [clerk, approver] = [await officer('clerk'), await officer('approver')]
    const reviewer = await officer('reviewer')
    const simple = !item.bpmn.includes('id="review"')
    const special = item.bpmn.includes('id="inspect"') && d.chance(0.35)
    const late = d.chance(0.06)
    const open = n < many / 8
    let caseId = ''
    const put = (at: Date, contract: any, input: () => Record<string, unknown>, as: Actor) => {
      if (at < now)
        steps.push({
          at,
          go: async () => void (caseId && (await perform(contract, { caseId, ...input() } as never, { as, at }))),
        })
      return at < now
    }
    const submittedAt = hour(day, 9)
    const form = formFor(item.form, d, n)
    steps.push({
      at: submittedAt,
      go: async () => {
        for (const m of item.content.materials.filter((m: any) => m.mandatory))
          await perform(
            c.uploadMaterial,
            {
              itemCode: item.code,
              material: m.id,
              file: { name: `${m.name.zh}.pdf`, size: 300, bytes: paper(`${n}-${m.id}`) },
            },
            { as: who, at: submittedAt },
          )
        caseId = (await perform(c.submitApplication, { itemCode: item.code, form }, { as: who, at: submittedAt }))
          .caseId
      },
    })
    if (open && d.chance(0.3)) continue
    if (d.chance(0.22)) {
      day = addWorkingDays(day, 1)
      put(
        hour(day, 10),
        c.issueCorrection,
        () => ({ notice: '请补正：第二份材料缺盖章页，请补齐后重新上传。', materials: [item.content.materials[0].id] }),
        clerk,
      )
      if (open && d.chance(0.4)) continue
      day = addWorkingDays(day, 1 + Math.floor(d.next() * 4))
      put(hour(day, 15), c.answerCorrection, () => ({ answer: '已补齐盖章页。' }), who)
    }
    if (d.chance(0.04)) {
      put(
        hour(addWorkingDays(day, 1), 11),
        c.refuseAcceptance,
        () => ({ reason: '申请事项依法不属于本机关职权范围，请向区主管部门提出。' }),
        clerk,
      )
      continue
    }
    const silent = d.chance(0.05)
    day = addWorkingDays(day, silent ? 6 : 1)
    if (!silent) put(hour(day, 11), c.acceptCase, () => ({}), clerk)
    if (open && d.chance(0.4)) continue
    if (!simple) {
      if (special) {
        day = addWorkingDays(day, 1)
        put(
          hour(day, 9),
          c.startSpecialProcedure,
          () => ({ days: 3, reason: '需要现场核对条件，已与申请人约定时间。' }),
          reviewer,
        )
        if (open && d.chance(0.5)) continue
        day = addWorkingDays(day, 2 + Math.floor(d.next() * 2))
        put(hour(day, 16), c.endSpecialProcedure, () => ({ result: '现场情况与申报一致。' }), reviewer)
      }
      day = addWorkingDays(day, 1)
      put(hour(day, 10), c.review, () => ({ opinion: '材料齐全，符合条件，建议准予。' }), reviewer)
      if (open && d.chance(0.5)) continue
    }
    const promised = item.content.limits.promised.value as number
    day = addWorkingDays(day, late ? promised + 3 : Math.max(1, Math.floor(promised * 0.3 * d.next())))
    const grant = !d.chance(0.09)
    if (
      !put(
        hour(day, 10),
        c.decide,
        () => ({
          outcome: grant ? 'grant' : 'refuse',
          reason: grant ? '' : '资金安排证明与申报规模不符，不具备法定条件。',
        }),
        approver,
      )
    )
      continue
    if (grant) {
      day = addWorkingDays(day, 1)
      put(hour(day, 9), c.issueLicence, () => ({}), clerk)
    }
    put(hour(day, 15.5), c.serve, () => served(d), clerk)
    if (d.chance(0.5))
      put(hour(addWorkingDays(day, 1), 20), c.rate, () => ({ score: d.pick([1, 1, 1, 2, 2, 3, 5]) }), who)
  }
  steps.sort((a, b) => a.at.getTime() - b.at.getTime())
  let rung = ''
  for (const step of steps) {
    const day = dayOf(step.at)
    if (day !== rung) await ring(startOfDay((rung = day)))
    await step.go()
  }
  await ring(now)
}
