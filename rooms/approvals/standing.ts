import { z } from 'zod'
import { caseById, partiesOf, versionOf } from '../../kernel/cases/index.ts'
import { clear } from '../../kernel/parties/index.ts'

/**
 * What an approval's item says of whom its law bars: the purpose under which the applicant's standing is checked before a grant
 * (`embed-points.json`). An item without it checks nobody.
 */
export const approvalItem = z.object({ standing: z.string().optional() })

type Deciding = { caseId: string; outcome: string }

/** The business of the form by its credit code, and who applied. To refuse needs nobody's standing. */
export const barredByLaw = clear<Deciding>(
  async ({ caseId, outcome }, { tx }) => {
    if (outcome !== 'grant') return undefined
    const found = await caseById(tx, caseId)
    const item = found?.versionId ? await versionOf(tx, found.versionId) : undefined
    return approvalItem.safeParse(item?.content.own ?? {}).data?.standing
  },
  async ({ caseId }, { tx }) => {
    const found = await caseById(tx, caseId)
    if (!found) return undefined
    const parties = await partiesOf(tx, found.jurisdiction, found.id)
    const uscc = String(found.form.uscc ?? '')
      .trim()
      .toUpperCase()
    return [...(uscc ? [{ uscc }] : []), ...parties.flatMap((p) => (p.personId ? [{ personId: p.personId }] : []))]
  },
)
