import { z } from 'zod'
import type { CaseAt } from '../../kernel/cases/index.ts'
import { jointParts } from '../../kernel/catalog/index.ts'
import { clear } from '../../kernel/parties/index.ts'
import { citation } from '../../kernel/platform/contract.ts'
import type { ReadContext } from '../../kernel/platform/index.ts'
import { follows } from '../licences/contract.ts'
import { linkedItem } from '../linked/contract.ts'
import { quota } from './quota/quota.contract.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })

/**
 * What an approval's item says of whom its law bars: the purpose under which the applicant's standing is checked before a grant
 * (`embed-points.json`); an item without it checks nobody. A joint application says of which items it is made.
 */
export const approvalItem = z.object({
  standing: z.string().optional(),
  joint: jointParts.optional(),
  /** 告知承诺: what the applicant may promise instead of being examined first; the chart has the later check. */
  promise: z.object({ conditions: z.array(bilingual).min(1), basis: z.array(citation).min(1) }).optional(),
  /** What it does to a licence that the applicant holds. */
  follows: follows.optional(),
  /** 有数量限制的: how many, from when, in which order. */
  quota: quota.optional(),
  ...linkedItem,
})
export type ApprovalItem = z.output<typeof approvalItem>
export const ownOf = (content: { own?: unknown } | undefined): ApprovalItem =>
  approvalItem.safeParse(content?.own ?? {}).data ?? {}

type Deciding = ReadContext & { at: CaseAt<unknown> }

/** The business of the form by its credit code, and who applied. To refuse needs nobody's standing. */
export const barredByLaw = clear<{ outcome: string }, Deciding>(
  ({ outcome }, { at }) => (outcome === 'grant' ? ownOf(at.item?.content).standing : undefined),
  (_, { at }) => {
    const uscc = String(at.found.form.uscc ?? '')
      .trim()
      .toUpperCase()
    return [...(uscc ? [{ uscc }] : []), ...at.parties.flatMap((p) => (p.personId ? [{ personId: p.personId }] : []))]
  },
)
