import { z } from 'zod'
import { dayOf } from '../../kernel/calendar/index.ts'
import { listPublished, publishedItem } from '../../kernel/catalog/index.ts'
import type { BandQuestion } from '../../kernel/decision/index.ts'
import type { Tx } from '../../kernel/platform/index.ts'

/** What an item of penalty says of its law: FEEL over the facts, in the unit of the standard's bands. */
const own = z.object({
  decision: z.string(),
  statute: z.array(z.object({ from: z.iso.date(), to: z.iso.date().optional(), low: z.string(), high: z.string() })),
})

/** What the law of a day asks of a standard's bands: one question for each item in force that fines by it. */
export async function questionsOf(tx: Tx, code: string, now: Date): Promise<BandQuestion[]> {
  const day = dayOf(now)
  const found: BandQuestion[] = []
  for (const item of await listPublished(tx, now, { standard: code })) {
    const { data } = own.safeParse((await publishedItem(tx, item.code, now))?.content.own)
    const law = data?.statute.find((v) => v.from <= day && (v.to === undefined || day <= v.to))
    if (data && law)
      found.push({
        decision: data.decision,
        law: { low: law.low, high: law.high },
        now: new Date(`${day}T04:00:00Z`),
      })
  }
  return found
}
