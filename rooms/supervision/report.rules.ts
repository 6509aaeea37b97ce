// The performance index of a month as a document: pure, from what the page shows.
import type { DocumentContent } from '../../kernel/documents/index.ts'
import { type Text, text } from '../../kernel/platform/text.ts'

type Index = {
  month: string
  source: Text
  unverified: boolean
  items: { id: string; name: Text; weight: number }[]
  units: {
    name: Text
    total: number
    items: { id: string; score: number | null; evidence: { number: string; points: number; why: Text }[] }[]
  }[]
  delays: {
    number: string
    unit: Text
    allowed: number
    used: number
    by: { who: Text; counted: number }[]
  }[]
}
type By = { by: Text; on: string; demonstration: boolean }

/** Cases that a unit’s line names; the page has them all. */
const NAMED = 8

export function reportOf(index: Index, { by, on, demonstration }: By): DocumentContent {
  const { month, items, units, delays } = index
  const lost = units.filter((u) => u.total < 100)
  const mean = units.length === 0 ? 100 : Math.round((units.reduce((n, u) => n + u.total, 0) * 10) / units.length) / 10
  const nameOf = (id: string) => items.find((i) => i.id === id)?.name ?? text(id, id)
  return {
    number: month,
    kind: 'performance-report',
    title: text('效能评估报告', 'Performance report'),
    to: '各单位',
    paragraphs: [
      text(
        `${month}，参评单位 ${units.length} 个，平均 ${mean} 分，满分 ${units.length - lost.length} 个。`,
        `In ${month}: ${units.length} units, ${mean} points on average, ${units.length - lost.length} with all of them.`,
      ),
      text(
        `满分：${items.map((i) => `${i.name.zh} ${i.weight}`).join('、')}。没有数据的项不计，得分按有数据的项折成一百分。`,
        `Out of: ${items.map((i) => `${i.name.en} ${i.weight}`).join(', ')}. Items without data are not counted; points are of those that have, out of a hundred.`,
      ),
      text(
        `${index.source.zh}${index.unverified ? '（数字未经来源证实）' : ''}。`,
        `${index.source.en}${index.unverified ? ' (figures not confirmed)' : ''}.`,
      ),
      ...(lost.length === 0
        ? [text('这个月没有单位扣分。', 'No unit lost a point this month.')]
        : [text('扣分的单位和扣在哪一件：', 'Units that lost points, and in which cases:')]),
    ],
    lines: [
      ...lost.map((u): [Text, Text] => {
        const all = u.items.flatMap((i) => i.evidence.filter((e) => e.points > 0).map((e) => ({ ...e, id: i.id })))
        const cases = [...new Set(all.map((e) => e.number))]
        const say = (lang: 'zh' | 'en') => {
          const [open, close, comma, stop] = lang === 'zh' ? ['（', '）', '、', '；'] : [' (', ')', ', ', '; ']
          const said = cases.slice(0, NAMED).map((number) => {
            const why = all.filter((e) => e.number === number)
            return `${number} ${why.map((e) => `${e.why[lang]}${open}${nameOf(e.id)[lang]} −${e.points}${close}`).join(comma)}`
          })
          if (cases.length > NAMED) said.push(lang === 'zh' ? `等 ${cases.length} 件` : `${cases.length} cases in all`)
          return said.join(stop)
        }
        return [u.name, text(`${u.total} 分。${say('zh')}`, `${u.total}. ${say('en')}`)]
      }),
      ...delays.map((d): [Text, Text] => [
        text(`逾期 ${d.number}`, `Late ${d.number}`),
        text(
          `${d.unit.zh}主办，用了 ${d.used} 天，限 ${d.allowed} 天；${d.by.map((u) => `${u.who.zh} ${u.counted} 天`).join('、')}`,
          `led by ${d.unit.en}, ${d.used} days of ${d.allowed}; ${d.by.map((u) => `${u.who.en} ${u.counted}`).join(', ')}`,
        ),
      ]),
    ],
    basis: [],
    remedies: [],
    issuedBy: by,
    issuedOn: on,
    caseNumber: month,
    demonstration,
  }
}
