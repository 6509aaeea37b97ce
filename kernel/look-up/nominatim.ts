import { z } from 'zod'
import { text } from '../platform/index.ts'
import type { Addresses } from './provider.ts'

const answer = z.array(z.object({ display_name: z.string() }))

/**
 * A Nominatim server (OpenStreetMap; `/search`, format jsonv2), usually the city's own: the public one takes one request a second and
 * no suggestions while somebody types. `base` without a slash at its end.
 */
export const nominatim = (base: string): Addresses => ({
  title: text('地名地址库（Nominatim）', 'the gazetteer (Nominatim)'),
  async find(words, { signal }) {
    const query = new URLSearchParams({
      q: words,
      format: 'jsonv2',
      countrycodes: 'cn',
      limit: '5',
      'accept-language': 'zh-CN',
    })
    const response = await fetch(`${base}/search?${query}`, { signal, headers: { 'user-agent': 'gnomon' } })
    if (!response.ok) throw new Error(`Nominatim answered ${response.status}`)
    return answer.parse(await response.json()).map((p) => ({ address: chinese(p.display_name) }))
  },
})

/** “门牌, 路, 街道, 区, 市, 省, 361000, 中国” as it is written here: the greatest first, without country and code. */
function chinese(said: string): string {
  const parts = said.split(',').map((part) => part.trim())
  return parts
    .filter((part) => part !== '中国' && !/^\d{6}$/.test(part))
    .reverse()
    .join('')
}
