import type { Case } from '../../kernel/cases/index.ts'
import type { ActDraft, Tx } from '../../kernel/platform/index.ts'
import type { Rule } from '../../kernel/watch/index.ts'
import { acts } from './acts.ts'
import { remindBySystem } from './remind-by-system.ts'
import { clearLight, insertLight, type LightRow } from './supervision.store.ts'

type Of = { clock?: string; actId?: string; facts: Record<string, unknown>; evidence: string[] }

/** Raises and clears lights of one case, each an act; a rule that prompts sends its reminder instead. */
export const lighter = (
  tx: Tx,
  c: Pick<Case, 'jurisdiction' | 'id' | 'number'>,
  at: Date,
  drafts: ActDraft[],
  offices: Map<string, string>,
) => {
  const office = (unit: string) => offices.get(unit) ?? unit
  /** Whom the rule tells: who supervises the unit, who supervises that office, or a unit by its code. */
  const told = (rule: Rule, unit: string) =>
    rule.tell === 'second'
      ? office(office(unit))
      : rule.tell !== 'office' && offices.has(rule.tell)
        ? rule.tell
        : office(unit)
  return {
    async clear(l: LightRow) {
      await clearLight(tx, l, at)
      drafts.push(
        acts['light.cleared']({
          jurisdiction: c.jurisdiction,
          subject: { kind: 'order', id: l.id },
          public: { number: l.number, unit: l.unit, office: l.office, light: l.light, rule: l.rule },
        }),
      )
    },
    async raise(rule: Rule, unit: string, due: string, { clock, actId, facts, evidence }: Of) {
      const said = { number: c.number, unit, office: told(rule, unit) }
      if (rule.light === 'prompt') {
        const draft = await remindBySystem(tx, c, said, rule, due, at)
        if (draft) drafts.push(draft)
        return
      }
      const id = await insertLight(tx, {
        jurisdiction: c.jurisdiction,
        caseId: c.id,
        ...said,
        rule: rule.id,
        version: rule.from,
        says: rule.says,
        light: rule.light,
        clock: clock ?? null,
        actId: actId ?? null,
        due,
        facts,
        evidence,
        points: rule.points,
        raisedAt: at,
      })
      drafts.push(
        acts['light.raised']({
          jurisdiction: c.jurisdiction,
          subject: { kind: 'order', id },
          basis: rule.basis,
          public: { ...said, light: rule.light, rule: rule.id, version: rule.from, due, facts, acts: evidence },
        }),
      )
    },
  }
}
