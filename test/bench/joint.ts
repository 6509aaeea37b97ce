// One application that opens five others (a company's registration with tax, seal, insurance and food), from the submission until all
// five stand, against one plain application for a food licence, in turns.
import { readItems } from '../../apps/demonstration/found-city.ts'
import type { Actor } from '../../kernel/platform/index.ts'
import * as c from '../../rooms/approvals/contract.ts'
import { ALL, BUNDLE, FORM } from '../../rooms/approvals/joint.harness.ts'
import { CITY, FOOD_FORM, PDF, testCity } from '../city.ts'

const FOOD = '350203-01-0101'
const ROUNDS = 12
export async function benchJoint(print: (line: string) => void): Promise<void> {
  const items = readItems(CITY)
  const city = await testCity({ items: items.map((i) => i.code) })
  try {
    const applicant: Actor = await city.citizen()
    const clerk = await city.officer('350203-shichang', 'clerk')
    const approver = await city.officer('350203-shichang', 'approver')
    const upload = async (itemCode: string, materials: string[]) => {
      for (const material of materials)
        await city.run(
          c.uploadMaterial,
          { itemCode, material, file: { name: `${material}.pdf`, size: PDF.length, bytes: PDF } },
          applicant,
        )
    }
    const timed = async (work: () => Promise<unknown>) => {
      const began = performance.now()
      await work()
      return performance.now() - began
    }
    const food = items.find((i) => i.code === FOOD)!
    const mandatory = (food.content as { materials: { id: string; mandatory: boolean }[] }).materials
      .filter((m) => m.mandatory)
      .map((m) => m.id)
    const one: number[] = []
    const five: number[] = []
    for (let n = 0; n < ROUNDS; n++) {
      await upload(FOOD, mandatory)
      one.push(
        await timed(async () => {
          await city.run(c.submitApplication, { itemCode: FOOD, form: FOOD_FORM }, applicant)
          await city.settle()
        }),
      )
      await upload(BUNDLE, ['application', 'identity', 'site', 'premises', 'rules'])
      let made!: { caseId: string; number: string }
      let spent = await timed(async () => {
        made = await city.run(c.submitApplication, { itemCode: BUNDLE, form: { ...FORM, ...ALL } }, applicant)
      })
      // What officers do in between is not the submission's; opening is.
      await city.run(c.acceptCase, { caseId: made.caseId }, clerk)
      spent += await timed(() => city.settle())
      const parts = async () => (await city.run(c.getCase, { number: made.number }, applicant)).joint!.parts
      const first = (await parts())[0]!.number!
      const { id: caseId, work } = await city.run(c.getCase, { number: first }, clerk)
      if (work.some((w) => w.act === 'case.accepted')) await city.run(c.acceptCase, { caseId }, clerk)
      await city.run(c.decide, { caseId, outcome: 'grant', reason: '' }, approver)
      await city.run(c.issueLicence, { caseId }, clerk)
      await city.run(c.serve, { caseId, how: 'in-person', receiver: '本人' }, clerk)
      spent += await timed(() => city.settle())
      const open = (await parts()).filter((p) => p.number).length
      if (open !== 5) throw new Error(`${open} of five stand`)
      five.push(spent)
      await city.settle()
    }
    const middle = (list: number[]) => list.sort((a, b) => a - b)[list.length >> 1]!
    const [a, b] = [middle(one), middle(five)]
    print(
      `joint: an application that opens five others ${b.toFixed(0)} ms until all stand and everybody who reads acts has read them, one plain application ${a.toFixed(0)} ms: ${(b / a).toFixed(1)} ×`,
    )
  } finally {
    await city.close()
  }
}
