import type { Text } from '../../kernel/platform/text.ts'

/** What people say → the words that items use. Either side of a row finds the other. */
const SAID: [RegExp, string][] = [
  [/餐馆|餐厅|饭馆|小吃店?|饮食|酒楼|奶茶|restaurant|café|cafe/i, '饭店 食品经营'],
  [/ktv|歌厅|卡拉ok|酒吧|karaoke/i, '歌舞娱乐'],
  [/盖房|建房|自建|house/i, '乡村建设 规划许可 房'],
  [/水表|自来水|开水户/, '用水'],
  [/工商|公司|开店|注册企业|company|business/i, '营业执照 企业'],
  [/跑货|拉货|卡车|货车|truck|freight/i, '道路货物运输'],
  [/煤气|天然气/, '燃气'],
  [/licen[cs]e/i, '许可 执照'],
  [/construction/i, '施工'],
]
/** Traditional characters of the words above and of the city's items. */
const TRADITIONAL: Record<string, string> = Object.fromEntries(
  [...'飯館廳飲營業執照開辦證許運輸築設規劃縣區衛歡樂場所貨車氣礦產資網絡餐'].map((c, i) => [
    c,
    [...'饭馆厅饮营业执照开办证许运输筑设规划县区卫欢乐场所货车气矿产资网络餐'][i]!,
  ]),
)

/** As the catalogue is asked: simplified characters, the sayings' own words added. */
export function asked(query: string): string {
  const plain = [...query.normalize('NFKC').trim()].map((c) => TRADITIONAL[c] ?? c).join('')
  const more = SAID.filter(([said]) => said.test(plain)).map(([, words]) => words)
  return [plain, ...more].join(' ').trim()
}

type Named = { name: Text; inOneSentence: Text }
/** A hit in the name weighs three times one in the sentence. */
export function weigh(item: Named, words: string[]): number {
  const name = `${item.name.zh} ${item.name.en}`.toLowerCase()
  const line = `${item.inOneSentence.zh} ${item.inOneSentence.en}`.toLowerCase()
  return words.reduce((sum, w) => sum + (name.includes(w) ? 3 : line.includes(w) ? 1 : 0), 0)
}

/** The text in pieces, those that carry a word of the query marked. Longest words first; never letter by letter. */
export function marked(text: string, words: string[]): { text: string; hit: boolean }[] {
  const strong = words.filter((w) => w.length > 1).sort((a, b) => b.length - a.length)
  if (strong.length === 0) return [{ text, hit: false }]
  const escaped = strong.map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return text
    .split(new RegExp(`((?:${escaped.join('|')})+)`, 'gi'))
    .map((piece, i) => ({ text: piece, hit: i % 2 === 1 }))
    .filter((piece) => piece.text !== '')
}

const pairs = (text: string) => {
  const t = text.toLowerCase().replace(/\s/g, '')
  return new Set(t.length < 2 ? [t] : Array.from({ length: t.length - 1 }, (_, i) => t.slice(i, i + 2)))
}
/** Share of what two names have in common, 0 to 1 (Dice over pairs of neighbouring characters, single ones a little). */
export function alike(a: string, b: string): number {
  const [x, y] = [pairs(a), pairs(b)]
  const both = [...x].filter((p) => y.has(p)).length
  const ones = new Set([...a].filter((c) => b.includes(c) && /\S/.test(c))).size / Math.max(new Set(a).size, 1)
  return (2 * both) / (x.size + y.size) + ones * 0.4
}

/** “您是不是要找”: names near to what was typed, the nearest first; none that have nothing in common. */
export function nearest<T>(query: string, list: T[], nameOf: (item: T) => string, most = 3): T[] {
  return list
    .map((item) => ({ item, score: alike(query, nameOf(item)) }))
    .filter(({ score }) => score >= 0.2)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ item }) => item)
}

/** Items of one name in several districts, together, in the order of the best of them. */
export function grouped<T extends Named>(list: T[]): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of list) {
    const group = groups.get(item.name.zh)
    if (group) group.push(item)
    else groups.set(item.name.zh, [item])
  }
  return [...groups.values()]
}
