import type { ItemContent } from '../../kernel/catalog/index.ts'
import { citationProblem, findStatute, formatCitation } from '../../kernel/law/index.ts'
import { type Citation, type Fields, type Text, text } from '../../kernel/platform/index.ts'
import { labelOf } from './draft.shape.ts'

/** `field` is the path of the entry that is wrong, where it is one. */
export type Finding = { severity: 'stop' | 'look'; where: Text; message: Text; basis?: Citation[]; field?: string }

/** The general limit that a special law may displace: twenty working days from acceptance (行政许可法 art. 42 para 1). */
const GENERAL: Citation = { law: '行政许可法', article: 42, paragraph: 1 }

/** Every citation in a content that does not stand, by the path of the part of it that is wrong; the content may be incomplete. */
export function wrongCitations(content: unknown, path = ''): Fields {
  if (typeof content !== 'object' || content === null) return {}
  const c = content as Partial<Citation>
  if (typeof c.law === 'string' && typeof c.article === 'number') {
    const problem = citationProblem(c as Citation)
    if (!problem) return {}
    const part = !findStatute(c.law)
      ? 'law'
      : citationProblem({ law: c.law, article: c.article })
        ? 'article'
        : 'paragraph'
    return { [`${path}.${part}`]: problem }
  }
  const found = Object.entries(content).map(([key, value]) =>
    wrongCitations(value, Array.isArray(content) ? `${path}[${key}]` : path ? `${path}.${key}` : key),
  )
  return Object.assign({}, ...found)
}

/** What the legal office should see before it reads: citations that do not stand, limits longer than the law allows, odd promises. */
export function findings(content: ItemContent): Finding[] {
  const found: Finding[] = Object.entries(wrongCitations(content)).map(([field, message]) => ({
    severity: 'stop',
    where: labelOf(field),
    message,
    field,
  }))
  const { statutory, promised } = content.limits
  if (statutory.basis.length === 0)
    found.push({
      severity: 'stop',
      where: text('法定期限', 'Statutory limit'),
      message: text('没有写依据哪一条。', 'It names no article.'),
    })
  if (promised.value > statutory.value && promised.unit === statutory.unit)
    found.push({
      severity: 'stop',
      where: text('承诺期限', 'Promised limit'),
      message: text(
        `承诺 ${promised.value} 日比法定 ${statutory.value} 日还长。`,
        `The promise of ${promised.value} days is longer than the statutory ${statutory.value}.`,
      ),
    })
  if (content.powerType === '01') {
    if (statutory.value > 20 && statutory.unit === 'working-day')
      found.push({
        severity: 'stop',
        where: text('法定期限', 'Statutory limit'),
        message: text(
          `${statutory.value} 个工作日超过一般期限二十日，除非法律、法规另有规定。`,
          `${statutory.value} working days exceed the general twenty unless a law or regulation says otherwise.`,
        ),
        basis: [GENERAL],
      })
    else if (!statutory.basis.some((b) => b.law === '行政许可法'))
      found.push({
        severity: 'look',
        where: text('法定期限', 'Statutory limit'),
        message: text(
          `依${statutory.basis.map((b) => formatCitation(b, 'zh')).join('、')}为 ${statutory.value} 日，一般期限为二十日；特别规定优先。`,
          `${statutory.value} days under ${statutory.basis.map((b) => formatCitation(b, 'en')).join(', ')}, where the general limit is twenty; the special rule prevails.`,
        ),
        basis: [GENERAL, ...statutory.basis],
      })
  }
  if (content.correctionDays.value > 5)
    found.push({
      severity: 'stop',
      where: text('补正期限', 'Correction limit'),
      message: text('一次告知补正不得晚于五日。', 'A correction notice is due within five days.'),
      basis: [{ law: '行政许可法', article: 32 }],
    })
  if (content.materials.some((m) => m.mandatory && m.originals + m.copies === 0))
    found.push({
      severity: 'look',
      where: text('材料', 'Materials'),
      message: text('有必交材料没有写份数。', 'A mandatory material names no number of copies.'),
    })
  if (content.materials.length === 0)
    found.push({
      severity: 'look',
      where: text('材料', 'Materials'),
      message: text('没有列材料。', 'No material is listed.'),
    })
  return found
}
