import { createHash } from 'node:crypto'
import { actsOf, type Check, type Mismatch, sql, text } from '../../kernel/platform/index.ts'

/** A published standard is the bytes whose digest its publication named. */
export const standardsCheck: Check = {
  name: 'standards',
  async piece(tx) {
    const { rows } = await sql<{
      code: string
      number: number
      digest: string
      xml: string
      id: string
      jurisdiction: string
    }>`
      select v.code, v.number, v.digest, v.xml, s.id, v.jurisdiction from discretion.version v
      join discretion.standard s on s.jurisdiction = v.jurisdiction and s.code = v.code order by v.code, v.number`.execute(
      tx,
    )
    const found: Mismatch[] = []
    for (const v of rows) {
      const acts = await actsOf(tx, v.jurisdiction, v.id)
      const act = acts.find((a) => a.type === 'standard.published' && a.public.number === v.number)
      const digest = createHash('sha256').update(v.xml).digest('hex')
      if (act?.public.digest !== digest || v.digest !== digest)
        found.push({
          name: `${v.code} ${v.number}`,
          said: text(
            `裁量基准 ${v.code} 第 ${v.number} 版与公布时不同。`,
            `Version ${v.number} of the discretion standard ${v.code} is not what was published.`,
          ),
        })
    }
    return { found, next: null }
  },
}
