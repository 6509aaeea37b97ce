/** 2 天 3 小时, 3 小时 20 分, 4 分 05 秒, 已截止: the two largest parts, rounded down. */
export function sayRest(ms: number, lang: 'zh' | 'en'): string {
  if (ms <= 0) return lang === 'zh' ? '已截止' : 'over'
  const seconds = Math.floor(ms / 1000)
  const parts: [number, string, string][] = [
    [Math.floor(seconds / 86_400), '天', 'd'],
    [Math.floor(seconds / 3600) % 24, '小时', 'h'],
    [Math.floor(seconds / 60) % 60, '分', 'min'],
    [seconds % 60, '秒', 's'],
  ]
  const first = parts.findIndex(([n]) => n > 0)
  return parts
    .slice(first < 0 ? 3 : first, (first < 0 ? 3 : first) + 2)
    .map(([n, zh, en]) => (lang === 'zh' ? `${n} ${zh}` : `${n} ${en}`))
    .join(' ')
}
