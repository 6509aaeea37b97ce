import { z } from 'zod'
import type { CaseAt } from '../../kernel/cases/index.ts'
import { jointParts } from '../../kernel/catalog/index.ts'
import { clear } from '../../kernel/parties/index.ts'
import type { ReadContext } from '../../kernel/platform/index.ts'

/**
 * What an approval's item says of whom its law bars: the purpose under which the applicant's standing is checked before a grant
 * (`embed-points.json`); an item without it checks nobody. A joint application says of which items it is made.
 */
export const approvalItem = z.object({ standing: z.string().optional(), joint: jointParts.optional() })

type Deciding = ReadContext & { at: CaseAt<unknown> }

/** The business of the form by its credit code, and who applied. To refuse needs nobody's standing. */
export const barredByLaw = clear<{ outcome: string }, Deciding>(
  ({ outcome }, { at }) =>
    outcome === 'grant' ? approvalItem.safeParse(at.item?.content.own ?? {}).data?.standing : undefined,
  (_, { at }) => {
    const uscc = String(at.found.form.uscc ?? '')
      .trim()
      .toUpperCase()
    return [...(uscc ? [{ uscc }] : []), ...at.parties.flatMap((p) => (p.personId ? [{ personId: p.personId }] : []))]
  },
)
