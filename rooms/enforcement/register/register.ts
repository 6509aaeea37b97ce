import { caseById } from '../../../kernel/cases/index.ts'
import { consumer, privateOf } from '../../../kernel/platform/index.ts'
import type { Subject } from '../contract.ts'
import { keyOf } from '../opening/subject.rules.ts'
import { amend, enter } from './enforcement.store.ts'
import { changeBy } from './register.rules.ts'

/** Keeps the register of penalties from acts: what an annulment undoes is undone here too, with its history kept. */
export const register = consumer('enforcement.register', {
  types: [
    'penalty.filed',
    'spot.decided',
    'penalty.decided',
    'penalty.published',
    'publication.withdrawn',
    'penalty.annulled',
    'penalty.closed',
    'penalty.referred',
  ],
  async run({ tx, acts, jurisdiction }) {
    const secrets = await privateOf(
      tx,
      jurisdiction,
      acts.filter((a) => a.type === 'penalty.filed' || a.type === 'spot.decided').map((a) => a.id),
    )
    for (const a of acts) {
      const found = await caseById(tx, a.subjectId)
      if (!found) continue
      const p = a.public
      const subject = secrets.get(a.id)?.subject?.value as Subject | undefined
      if (subject)
        await enter(tx, {
          number: found.number,
          jurisdiction,
          unit: found.unit,
          itemCode: p.itemCode,
          subject: keyOf(subject),
          actOn: p.actOn,
          filedAt: a.happenedAt,
          simple: a.type === 'spot.decided',
        })
      const change = changeBy(a.type, p, a.happenedAt)
      if (change) await amend(tx, found.number, change)
    }
  },
})
