import type { Text } from '../../kernel/platform/text.ts'

export type Route = {
  code: string
  title: Text
  group: Text
  words: string[]
  /** The department's short name, after the place's code; empty where nobody is named. */
  unit: string
  /** The district's own department handles it where there is one. */
  district?: boolean | undefined
}
export type Way = { code: string; title: Text; path: string; words: string[] }
export type Handler = { unit: string; jurisdiction: string }
export type Told = {
  said: string
  place: string
  district?: string | undefined
  unit?: string | undefined
  class?: string | undefined
}
export type Routed = {
  class: string
  unit?: string
  /** Sure enough to go there by itself; else a person looks. */
  sure: boolean
  /** By what: told to whoever asks why it went there. */
  by: string[]
  /** Another way that this seems to belong to. */
  elsewhere?: string
}

const plain = (s: string) => s.normalize('NFKC').toLowerCase()
const hits = (said: string, words: readonly string[]) => words.filter((w) => said.includes(plain(w)))
/** Longer words say more: 施工噪声 more than 噪声. */
const weight = (words: readonly string[]) => words.reduce((n, w) => n + [...w].length, 0)

/**
 * Where something said goes: by its words, by the district that it names, by the unit that it names, never to the unit that it is
 * against. It is sure where one kind of matter alone fits best and somebody there takes it; it is never sure where it is against
 * somebody or seems to belong to another way (投诉、举报、信息公开、复议), for those are rights that must not be lost in a mailbox.
 */
export function route(
  told: Told,
  of: {
    routes: readonly Route[]
    ways: readonly Way[]
    handlers: readonly Handler[]
    home: string
    districts: readonly { code: string; name: string }[]
    against?: string | undefined
  },
): Routed {
  const said = plain(`${told.said} ${told.place}`)
  const scored = of.routes
    .map((r) => ({ r, by: hits(said, r.words) }))
    .map((x) => ({ ...x, score: x.r.code === told.class ? Number.POSITIVE_INFINITY : weight(x.by) }))
    .filter((x) => x.score > 0)
    .sort((a, b) => b.score - a.score)
  const elsewhere = of.ways.find((w) => hits(said, w.words).length > 0)?.code
  const [best, next] = scored
  const alone = best !== undefined && best.score > (next?.score ?? 0)
  const found = best?.r ?? of.routes.find((r) => r.code === 'other')!
  const place = told.district ?? of.districts.find((d) => d.name !== '' && said.includes(plain(d.name)))?.code
  const takes = (unit: string) => of.handlers.some((h) => h.unit === unit) && unit !== of.against
  const named = told.unit !== undefined && takes(told.unit) ? told.unit : undefined
  const own = found.district && place ? `${place}-${found.unit}` : undefined
  const unit = named ?? [own, `${of.home}-${found.unit}`].find((u) => u !== undefined && takes(u))
  // A unit that was named and another that the words name: a person says which.
  const agreed = named === undefined || !alone || [own, `${of.home}-${found.unit}`].includes(named)
  return {
    class: found.code,
    ...(unit ? { unit } : {}),
    sure: unit !== undefined && (alone || named !== undefined) && agreed && !elsewhere && of.against === undefined,
    by: [...(best?.by ?? []), ...(named ? [named] : [])],
    ...(elsewhere ? { elsewhere } : {}),
  }
}

/** Whether something is asked or wanted: an enquiry has the shorter limit. */
export const asksOnly = (said: string): boolean =>
  /[?？]|怎么|如何|是否|能不能|可不可以|多久|多少|什么时候|哪里|请问|\b(how|when|where|can i|may i)\b/i.test(said) &&
  !/请(尽快|马上)?(处理|修|解决|查)|投诉|反映|坏了|不亮|破损|漏|拖欠|please fix|broken/i.test(said)

/** The same place, however it is written. */
export const placeKey = (place: string): string =>
  plain(place)
    .replace(/[\s\p{P}]/gu, '')
    .slice(0, 100)
