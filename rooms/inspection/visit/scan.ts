import { dayOf } from '../../../kernel/calendar/index.ts'
import { caseAt } from '../../../kernel/cases/index.ts'
import { anyone, query } from '../../../kernel/platform/index.ts'
import type { Inspection } from '../case.kind.ts'
import { scan } from '../contract.ts'
import { itemOf, listNumbered } from '../list/list.store.ts'
import { cardsNamed } from '../officers.ts'
import { unitNames } from './results.ts'
import { scanState } from './scan.rules.ts'
import { visitByToken } from './visit.store.ts'

/** Who comes, for what, by whose approval, and whether that holds today: for whoever has the code. */
export default query(scan, {
  allow: anyone,
  async run({ tx, input, clock, problem }) {
    const visit = await visitByToken(tx, input.token)
    if (!visit?.windowFrom || !visit.windowTo) throw problem('NO_VISIT')
    const { acts, facts } = await caseAt<Inspection>(tx, { caseId: visit.caseId })
    const now = clock.now()
    const today = dayOf(now)
    const list = await listNumbered(tx, facts.list)
    const officers = await cardsNamed(tx, facts.officers, now)
    const nameOf = await unitNames(tx)
    const state = scanState({
      today,
      from: visit.windowFrom,
      to: visit.windowTo,
      visited: facts.visited !== undefined,
      officers,
    })
    return {
      number: visit.number,
      document: acts.find((a) => a.type === 'inspection.approved')?.public.document?.number ?? null,
      unitName: nameOf(visit.unit),
      name: visit.name,
      uscc: visit.uscc,
      items: visit.items.map((code) => {
        const item = list && itemOf(list, code)
        return { code, title: item?.title ?? { zh: code, en: code }, basis: item?.basis ?? [] }
      }),
      officers: officers.map((c) => ({
        card: c.number,
        name: c.name,
        unit: c.unitName,
        until: c.until,
        valid: c.valid,
      })),
      approvedBy: {
        zh: `${facts.approved!.by.zh} ${facts.approved!.post.zh}`,
        en: `${facts.approved!.post.en}, ${facts.approved!.by.en}`,
      },
      approvedAt: facts.approved!.at,
      from: visit.windowFrom,
      to: visit.windowTo,
      state,
      witnessed: facts.witnessed !== undefined,
    }
  },
})
