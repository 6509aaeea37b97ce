import { type Lang, type Output, type Text, text } from '../../kernel/platform/index.ts'
import { type contract as auction, stageTitle } from '../../trade/auction/index.ts'
import { sayYuan } from '../../web/ui/index.ts'

export type View = Output<typeof auction.view>
export type Entry = Output<typeof auction.log>['lines'][number]

/** Prices of land are said in 万元, of smaller things in 元: as fine as the profile’s unit. */
export const inWan = (v: Pick<View, 'profile'>) => v.profile.unit >= 100_000
export const unitOf = (v: View): Text =>
  measures(v) === 'second' ? v.terms.second!.unit : inWan(v) ? text('万元', '10,000 yuan') : text('元', 'yuan')
const measures = (v: View) => {
  const stage = v.profile.stages.find((s) => s.id === v.stage)
  return stage?.kind === 'open' ? stage.measure : 'price'
}
export const isSecond = (v: View) => measures(v) === 'second'

const grouped = (n: number, most: number) =>
  n.toLocaleString('en-US', { minimumFractionDigits: 0, maximumFractionDigits: most })
/** An amount as this sale says amounts. */
export function amountOf(v: View, amount: number, lang: Lang): string {
  if (isSecond(v)) return `${grouped(amount, 0)} ${v.terms.second!.unit[lang]}`
  return inWan(v)
    ? lang === 'zh'
      ? `${grouped(amount / 1e6, 4)} 万元`
      : `¥${grouped(amount / 100, 2)}`
    : sayYuan(amount, lang)
}
/** The same for the field: what is typed in the sale’s own unit. */
export const typedOf = (v: View, amount: number): string =>
  String(isSecond(v) ? amount : inWan(v) ? amount / 1e6 : amount / 100)

export const stageOf = (v: View, id = v.stage): Text => stageTitle({ profile: v.profile }, id)

export function resultOf(v: View, lang: Lang): string {
  const zh = lang === 'zh'
  const o = v.outcome
  if (!o) return ''
  if (o.kind === 'terminated') return zh ? '竞价终止，没有成交。' : 'The sale was terminated; nothing was dealt.'
  if (o.kind === 'failed') {
    const why = {
      'no-bids': text('没有人报价', 'nobody bid'),
      'below-reserve': text('最高价没有达到底价', 'the highest bid was below the reserve'),
      'too-few': text('竞买人不够', 'too few bid'),
    }[o.why]
    return zh ? `没有成交：${why.zh}。` : `Not dealt: ${why.en}.`
  }
  const price = inWan(v) && zh ? `${grouped(o.price / 1e6, 4)} 万元` : sayYuan(o.price, lang)
  const second = o.second === null ? '' : `，${grouped(o.second, 0)} ${v.terms.second?.unit.zh ?? ''}`
  return zh
    ? `成交：${o.bidder} 号，${price}${second}。`
    : `Dealt to bidder ${o.bidder} at ${price}${o.second === null ? '' : `, ${o.second} ${v.terms.second?.unit.en ?? ''}`}.`
}

const NAMES: Record<Entry['type'], Text> = {
  join: text('取得竞买号', 'admitted'),
  bid: text('报价', 'bids'),
  seal: text('密封报价', 'bids under seal'),
  retract: text('撤回密封报价', 'withdraws the sealed bid'),
  unseal: text('开封', 'seals opened'),
  agree: text('愿意继续', 'goes on'),
  reserve: text('录入底价（密封）', 'reserve entered, sealed'),
  reveal: text('公开底价', 'reserve opened'),
  freeze: text('中止', 'frozen'),
  resume: text('恢复', 'resumed'),
  outage: text('平台不可用，时间顺延', 'platform away, time given back'),
  terminate: text('终止', 'terminated'),
  move: text('进入', 'enters'),
  closed: text('结束', 'closed'),
  note: text('记录', 'noted'),
}
/** Of a sealed bid that did not open: whose fault it is. */
const VOID = {
  platform: text('打不开，平台的责任', 'not to be opened, by the platform’s fault'),
  bidder: text('打不开或与摘要不符，竞买人的责任', 'void: not what its digest says, by its bidder’s fault'),
  unclear: text('打不开，责任不明', 'not to be opened, and nobody knows whose fault it is'),
}
export function entryOf(v: View, e: Entry, lang: Lang, word?: string): string {
  const name = NAMES[e.type][lang]
  if (e.type === 'bid')
    return `${e.bidder}${lang === 'zh' ? ' 号' : ''} ${name} ${amountOf({ ...v, stage: e.stage === 'done' || !v.profile.stages.some((s) => s.id === e.stage) ? 'price' : e.stage }, e.amount, lang)}`
  if (e.type === 'join' || e.type === 'seal' || e.type === 'retract' || e.type === 'agree')
    return `${e.bidder}${lang === 'zh' ? ' 号' : ''} ${name}`
  if (e.type === 'move')
    return `${name}${lang === 'zh' ? '“' : ' '}${stageOf(v, e.to)[lang]}${lang === 'zh' ? '”' : ''}`
  if (e.type === 'unseal') {
    const zh = lang === 'zh'
    const bids = e.bids.map(
      (b) => `${b.bidder}${zh ? ' 号' : ''} ${amountOf({ ...v, stage: 'price' }, b.amount, lang)}`,
    )
    const lost = (e.void ?? []).map((b) => `${b.bidder}${zh ? ' 号' : ''} ${VOID[b.fault][lang]}`)
    return `${name}${zh ? '：' : ': '}${[...bids, ...lost].join(zh ? '；' : '; ')}`
  }
  if (e.type === 'reveal') return `${name} ${sayYuan(e.reserve, lang)}`
  if (e.type === 'note') return word ?? name
  return word ? `${name}：${word}` : name
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour12: false,
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
/** To the second, as the city’s clock says it; thousandths where they decide. */
export const sayInstant = (at: Date | string, fine = false): string => {
  const when = new Date(at)
  const said = clock.format(when).replaceAll('/', '-')
  return fine ? `${said}.${String(when.getUTCMilliseconds()).padStart(3, '0')}` : said
}
