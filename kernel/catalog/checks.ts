import { createHash } from 'node:crypto'
import { actsOf, type Check, type Mismatch, sql, text } from '../platform/index.ts'
import type { ItemVersion } from './catalog.store.ts'
import { versionDigest } from './item.shape.ts'

/** A published version has the digests that its publication named: content, limits, form and chart. */
export const versionsCheck: Check = {
  name: 'items',
  async piece(tx, after, limit) {
    const { rows } =
      await sql<ItemVersion>`select id, code, number, jurisdiction, content, form, bpmn, digest, chart_digest
      from catalog.version where status in ('published', 'retired') and id > ${after || '00000000-0000-0000-0000-000000000000'}::uuid
      order by id limit ${Math.min(limit, 50)}`.execute(tx)
    const found: Mismatch[] = []
    for (const v of rows) {
      const said = (zh: string, en: string) =>
        found.push({
          name: v.id,
          said: text(`事项 ${v.code} 第 ${v.number} 版${zh}`, `Version ${v.number} of item ${v.code} ${en}`),
        })
      const act = (await actsOf(tx, v.jurisdiction, v.id)).find((a) => a.type === 'item.published')
      const chart = createHash('sha256').update(v.bpmn).digest('hex')
      if (!act) said('没有公布它的行为。', 'was published by no act.')
      else if (act.public.chartDigest !== chart) said('的流程图与公布时不同。', 'has another chart than was published.')
      else if (act.public.digest !== versionDigest(v.content, v.form, chart))
        said(
          '的内容（期限、材料、表单等）与公布时不同。',
          'has another content (limits, papers, form) than was published.',
        )
    }
    return { found, next: rows.length < Math.min(limit, 50) ? null : rows.at(-1)!.id }
  },
}
