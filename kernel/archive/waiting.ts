import { standingOfMany } from '../cases/index.ts'
import { consumer } from '../platform/index.ts'
import { dropWaiting, putWaiting, volumeOfCase } from './archive.store.ts'

/** Keeps the list of closed cases that are in no volume yet; a case that is opened again leaves it. */
export const waiting = consumer('archive', {
  types: 'all',
  async run({ tx, jurisdiction, acts }) {
    const ids = [...new Set(acts.filter((a) => a.subjectKind === 'case').map((a) => a.subjectId))]
    if (ids.length === 0) return
    const standings = await standingOfMany(tx, jurisdiction, ids)
    const gone: string[] = []
    for (const [caseId, s] of standings)
      if (!s.closed || !s.closedAt || (await volumeOfCase(tx, jurisdiction, caseId))) gone.push(caseId)
      else
        await putWaiting(tx, {
          jurisdiction,
          caseId,
          number: s.number,
          kind: s.kind,
          unit: s.unit,
          closedAt: s.closedAt,
        })
    if (gone.length > 0) await dropWaiting(tx, jurisdiction, gone)
  },
})
