import { addWorkingDays, dayOf } from '../../kernel/calendar/index.ts'
import type { Case } from '../../kernel/cases/index.ts'
import type { ActDraft, Tx } from '../../kernel/platform/index.ts'
import type { Rule } from '../../kernel/watch/index.ts'
import { acts } from './acts.ts'
import { stepOf } from './ladder.ts'
import { insertMeasure } from './measure.store.ts'

/** A prompt 提醒: the foot of the ladder, sent by the system once for each day that it is about. It asks for no answer. */
export async function remindBySystem(
  tx: Tx,
  c: Pick<Case, 'jurisdiction' | 'id' | 'number'>,
  said: { number: string; unit: string; office: string },
  rule: Rule,
  due: string,
  at: Date,
): Promise<ActDraft | undefined> {
  const { zh, en } = rule.says
  const id = await insertMeasure(tx, {
    jurisdiction: c.jurisdiction,
    caseId: c.id,
    ...said,
    kind: 'reminder',
    ladder: rule.ladder,
    said: `${zh}（${due}）。${en} (${due}).`,
    due: null,
    acknowledgeBy: addWorkingDays(dayOf(at), stepOf(rule.ladder, 'reminder').acknowledge),
    rule: rule.id,
    ofDue: due,
    issuedAt: at,
  })
  if (!id) return undefined
  return acts['reminder.sent']({
    jurisdiction: c.jurisdiction,
    subject: { kind: 'order', id },
    basis: rule.basis,
    public: { ...said, rule: rule.id },
    private: { said: `${zh}（${due}）` },
  })
}
