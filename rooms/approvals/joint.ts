import type { Composed } from '../../kernel/cases/index.ts'
import { type ItemVersion, jointOf, versionsOf } from '../../kernel/catalog/index.ts'
import type { Tx } from '../../kernel/platform/index.ts'

/** The versions of a joint item's parts that are published now; what is not published is left out. */
export async function partsNow(tx: Tx, { content }: Pick<Composed, 'content'>): Promise<ItemVersion[]> {
  const found: ItemVersion[] = []
  for (const { item } of jointOf(content)?.parts ?? []) {
    const [version] = (await versionsOf(tx, item)).filter((v) => v.status === 'published' && !v.retiredAt)
    if (version) found.push(version)
  }
  return found
}
