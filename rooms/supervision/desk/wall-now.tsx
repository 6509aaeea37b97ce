import type { z } from 'zod'
import type { Lang, Text } from '../../../kernel/platform/index.ts'
import { Light, sayDay } from '../../../web/ui/index.ts'
import type { wall } from '../contract.ts'
import { pathOfCase, paths } from '../paths.ts'
import { DistrictMap } from './district-map.tsx'

export type Wall = z.output<(typeof wall)['output']>
/** How many cases are said as sentences. */
const SAID = 5

/** The part of the wall that is alive: the numbers, the worst as sentences, the districts. */
export function WallNow({
  w,
  lang,
  href,
  current,
}: {
  w: Wall
  lang: Lang
  href?: (q: Record<string, string | null>) => string
  current?: string
}) {
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const to =
    href ??
    ((q) =>
      `${paths.wall}?${new URLSearchParams(Object.entries(q).filter((e): e is [string, string] => e[1] !== null))}`)
  const { open, dueToday, yellow, red, month } = w.numbers
  const numbers: [Text, string | number, string | undefined, string][] = [
    [{ zh: '在办', en: 'Open' }, open, to({ show: 'open', light: null }), 'open'],
    [{ zh: '今日到期', en: 'Due today' }, dueToday, to({ show: 'today', light: null }), 'today'],
    [{ zh: '黄牌', en: 'Yellow' }, yellow, to({ show: null, light: 'yellow' }), 'yellow'],
    [{ zh: '红牌', en: 'Red' }, red, to({ show: null, light: 'red' }), 'red'],
    [
      { zh: '按时率（30 天）', en: 'On time (30 days)' },
      month.closed === 0 ? '—' : `${Math.floor((month.onTime * 1000) / month.closed) / 10}%`,
      undefined,
      '',
    ],
  ]
  const worst = w.rows.filter((r) => r.light === 'red').slice(0, SAID)
  return (
    <>
      <ul class="wall-numbers" aria-label={t('总数', 'Numbers')}>
        {numbers.map(([name, value, path, what]) => (
          <li>
            {path ? (
              <a href={path} aria-current={current === what ? 'true' : undefined}>
                <b>{value}</b> {name[lang]}
              </a>
            ) : (
              <span>
                <b>{value}</b> {name[lang]}
              </span>
            )}
          </li>
        ))}
      </ul>
      {w.feeds.map((f) => (
        <p class="warn">
          ▲{' '}
          {t(
            `${f.name.zh}的数据整批晚到：${f.from === f.to ? f.from : `${f.from} 到 ${f.to}`} 的行为，第一批 ${f.acts} 件今天才到。没有为每一件亮牌，请查数据通道。`,
            `The feed of ${f.name.en} is late: acts of ${f.from === f.to ? f.from : `${f.from} to ${f.to}`} arrived today, ${f.acts} in the first batch. No light was raised for each; please look at the feed.`,
          )}
        </p>
      ))}
      {worst.length > 0 && (
        <ul class="wall-worst">
          {worst.map((r) => (
            <li>
              <Light colour="red">{r.unitName[lang]}</Light>{' '}
              {r.late > 0 && t(`逾期 ${r.late} 个工作日：`, `${r.late} working days late: `)}
              {r.says?.[lang]}
              {t('，', ', ')}
              <a href={pathOfCase(r.number)}>{r.number}</a> {r.title[lang]}
              {r.due && t(`，期限 ${sayDay(r.due, 'zh')}`, `, due ${sayDay(r.due, 'en')}`)}
            </li>
          ))}
        </ul>
      )}
      {w.districts.filter((d) => d.outline).length > 1 && <DistrictMap districts={w.districts} lang={lang} />}
      {w.districts.length > 1 && (
        <ul class="wall-districts" aria-label={t('市级和各区', 'City and districts')}>
          {w.districts.map((d) => (
            <li class={d.red > 0 ? 'red' : d.yellow > 0 ? 'yellow' : 'green'}>
              <span>{d.name[lang]}</span>
              <Light colour={d.red > 0 ? 'red' : d.yellow > 0 ? 'yellow' : 'green'}>
                {d.red > 0
                  ? t(`${d.red} 件红牌`, `${d.red} red`)
                  : d.yellow > 0
                    ? t(`${d.yellow} 件黄牌`, `${d.yellow} yellow`)
                    : t('正常', 'in order')}
              </Light>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
