/**
 * The words under which Chinese and Latin text is found: every pair of neighbouring Chinese characters (and each single one),
 * every Latin word. Pairs find 施工许可 in 建筑工程施工许可证核发 without a dictionary.
 */
export function wordsOf(text: string): string[] {
  const found = new Set<string>()
  for (const run of text.toLowerCase().match(/[一-鿿]+|[a-z0-9]+/g) ?? []) {
    if (/[a-z0-9]/.test(run)) found.add(run)
    else
      for (let i = 0; i < run.length; i++) {
        found.add(run[i]!)
        if (i + 1 < run.length) found.add(run.slice(i, i + 2))
      }
  }
  return [...found]
}

/** What a query must match: pairs where there are any, else single characters. Function words are left out. */
export function queryWords(query: string): string[] {
  const plain = query.replace(/我要|我想|怎么|如何|办理|申请|一个|的/g, ' ')
  const words = wordsOf(plain.trim() === '' ? query : plain)
  const strong = words.filter((w) => w.length > 1)
  return strong.length > 0 ? strong : words
}

/** What somebody typed to find a row by its words: single digits too, by which numbers, works and lots are told apart; what holds no word is found nowhere. */
export function typedWords(typed: string): string[] {
  const words = [...queryWords(typed), ...wordsOf(typed).filter((w) => /^\d$/.test(w))]
  return words.length > 0 ? words : [typed]
}
