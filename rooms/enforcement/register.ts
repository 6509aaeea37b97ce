import { caseById } from '../../kernel/cases/index.ts'
import { consumer, privateOf } from '../../kernel/platform/index.ts'
import type { Subject } from './contract.ts'
import { amend, type Entry, enter } from './enforcement.store.ts'
import { keyOf } from './subject.rules.ts'

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

function changeBy(type: string, p: Record<string, any>, at: Date): Partial<Entry> | undefined {
  switch (type) {
    case 'spot.decided':
      return { decidedAt: at, fine: p.fine }
    case 'penalty.decided':
      // Who was spared because the standard lets a first offence pass has had that one (art. 33); who was found to have done nothing, not.
      return p.outcome === 'penalise' || (p.outcome === 'spare' && p.band.to === 0)
        ? { decidedAt: at, fine: p.fine }
        : undefined
    case 'penalty.published': {
      const { subject, uscc, conduct, fine, decision, until } = p
      return { published: { subject, uscc, conduct, fine, decision }, publishedAt: at, shownUntil: until }
    }
    case 'publication.withdrawn':
      return { published: null }
    case 'penalty.annulled':
      if (p.what === 'upheld') return undefined
      // What was found unlawful and not annulled is in force: the act is not penalised a second time.
      if (p.what === 'unlawful') return { published: null }
      return p.what === 'changed' ? { fine: p.fine, published: null } : { annulled: p.what, published: null }
    case 'penalty.closed':
    case 'penalty.referred':
      return { closed: true }
    default:
      return undefined
  }
}
