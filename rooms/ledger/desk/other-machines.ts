import type { Lag as NodeLag } from '../../../kernel/nodes/index.ts'
import type { Link } from '../../../kernel/platform/index.ts'
import { sayTime } from '../../../web/ui/index.ts'

/** One light of the operations desk: a matter, how it stands, and what to do. */
export type Row = {
  name: string
  colour: 'green' | 'yellow' | 'red' | 'off'
  word: string
  what: string
  detail?: [string, string][]
}

/** Minutes without a comparison, or without reading, after which a light turns. */
export const STALE = 10
/** Bytes of the log that the other side has not taken, after which a light turns: some seconds of a busy city. */
const BEHIND = 8 * 1024 * 1024

/** What waits in a database of places: acts not read, timers not rung. */
function insideOf({ inside }: Link, t: (zh: string, en: string) => string): [string, string][] {
  if (!inside) return []
  const behind = inside.readers.reduce((n, r) => n + r.behind, 0)
  const slowest = inside.readers.toSorted((a, b) => b.waits - a.waits)[0]
  const minutes = Math.round((slowest?.waits ?? 0) / 60)
  return [
    [
      t('那里的读取', 'Readers there'),
      behind === 0
        ? t('读完了', 'caught up')
        : t(
            `还差 ${behind} 条，最久的是 ${slowest!.consumer}，等了 ${minutes} 分钟`,
            `${behind} behind, longest ${slowest!.consumer}, for ${minutes} minutes`,
          ),
    ],
    [
      t('那里的定时', 'Timers there'),
      inside.late.n === 0 ? t('准时', 'on time') : t(`${inside.late.n} 个过点`, `${inside.late.n} overdue`),
    ],
  ]
}

/** A database of places: whether it answers, whether it is joined to the centre, and how far behind either side is. */
export function linkRow(link: Link, lang: 'zh' | 'en'): Row {
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const kb = (bytes: number) => `${Math.ceil(bytes / 1024)} kB`
  const waits = Math.max(0, ...(link.inside?.readers ?? []).map((r) => r.waits))
  const stands = (link.inside?.late.n ?? 0) > 0 || waits >= STALE * 60
  const late = Math.max(link.inward, link.outward) > BEHIND || waits >= 60
  const places = link.places.join(t('、', ', ')) || t('还没有地区', 'no place yet')
  return {
    name: t(`数据库：${link.name}`, `Database: ${link.name}`),
    colour: !link.reached || stands ? 'red' : !link.joined || late ? 'yellow' : 'green',
    word: !link.reached
      ? t('连不上', 'out of reach')
      : !link.joined
        ? t('复制断了', 'replication is broken')
        : late || stands
          ? t('落后', 'behind')
          : t('连着', 'joined'),
    what: !link.reached
      ? t(
          `${places} 的办件在等，别处照常。请看那台数据库；它回来，自己接着走。`,
          `Matters of ${places} wait, all else goes on. See that database; when it is back, it goes on by itself.`,
        )
      : !link.joined
        ? t(
            `${places} 办事照常，行为还没有到中心。请看两边数据库的日志（订阅 gnomon_from_…）。`,
            `${places} works, its acts do not reach the centre. See the logs of both servers (subscription gnomon_from_…).`,
          )
        : stands
          ? t(
              `${places} 的行为没人读，或者定时没人办。请看那里的 worker 进程是否在跑。`,
              `Acts of ${places} are not read there, or timers not rung. See that a worker runs there.`,
            )
          : places,
    detail: [
      [t('到中心还差', 'Not yet at the centre'), kb(link.inward)],
      [t('到地区还差', 'Not yet in the place'), kb(link.outward)],
      ...insideOf(link, t),
      [t('最近看过', 'Last looked'), sayTime(link.lookedAt, lang)],
    ],
  }
}

/** What is to be told to another installation: whether it was, since when it waits and why, what was refused there. */
export function nodeRow(lag: NodeLag, now: Date, lang: 'zh' | 'en'): Row {
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const minutes = lag.waiting === 0 ? 0 : Math.round((now.getTime() - lag.oldest.getTime()) / 60_000)
  return {
    name: t(`节点：${lag.jurisdiction} → ${lag.toPlace}`, `Node: ${lag.jurisdiction} → ${lag.toPlace}`),
    colour: minutes > STALE ? 'red' : lag.why || minutes > 1 || lag.refused > 0 ? 'yellow' : 'green',
    word:
      lag.waiting === 0
        ? t('都有回执', 'all receipted')
        : t(`${lag.waiting} 条等回执`, `${lag.waiting} without a receipt`),
    what:
      lag.waiting === 0
        ? ''
        : t(
            `最早的等了 ${minutes} 分钟，会一直重发，不会丢。请看对方那一套和网络。`,
            `The oldest has waited ${minutes} minutes; it is sent again until it arrives, nothing is lost. See the other installation and the network.`,
          ),
    detail: [
      ...(lag.why ? [[t('最近一次', 'Last answer'), lag.why] as [string, string]] : []),
      ...(lag.refused > 0
        ? [[t('对方办不了的', 'Refused there'), t(`${lag.refused} 条`, String(lag.refused))] as [string, string]]
        : []),
    ],
  }
}
