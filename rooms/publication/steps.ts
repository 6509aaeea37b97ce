import type { z } from 'zod'
import type { CaseAt } from '../../kernel/cases/index.ts'
import { privateOf, type Tx } from '../../kernel/platform/index.ts'
import type { content } from './contract.ts'

export type Content = z.output<typeof content>
/** The newest draft, for those who review and publish it. */
export async function draftOf(tx: Tx, at: Pick<CaseAt, 'acts' | 'found'>): Promise<Content | undefined> {
  const drafted = at.acts.findLast((a) => a.type === 'information.drafted')
  if (!drafted) return undefined
  const kept = await privateOf(tx, at.found.jurisdiction, [drafted.id])
  return kept.get(drafted.id)?.content?.value as Content | undefined
}
