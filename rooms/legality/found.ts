import { itemVersion } from '../../kernel/catalog/index.ts'
import { type Findable, text } from '../../kernel/platform/index.ts'

/** Items as they were published: the version in force stands, a retired one goes. */
export const found: Findable = {
  kind: 'item',
  version: 2,
  title: text('办事指南', 'Services'),
  weight: 3,
  on: ['item.published', 'item.retired'],
  async entries(act, { tx }) {
    const { code } = act.public
    if (act.type === 'item.retired') return [{ key: code, gone: true }]
    const version = await itemVersion(tx, act.subjectId)
    if (!version) return []
    const { name, inOneSentence, conditions, materials, basis, powerType, own } = version.content
    return [
      {
        key: code,
        title: name,
        line: inOneSentence,
        more: [...conditions.map((c) => c.zh), ...materials.map((m) => m.name.zh), ...basis.map((b) => b.law)].join(
          ' ',
        ),
        href: `/items/${code}`,
        unit: version.unit,
        place: version.jurisdiction,
        at: new Date(act.public.from),
        // What people come for stands before what may come upon them, and before where nobody applies (own.below).
        ...(powerType === '02' || own?.below ? { weight: 2 as const } : {}),
      },
    ]
  },
}
