import { z } from 'zod'
import { addDays, dayOf, startOfDay } from '../../../kernel/calendar/index.ts'
import {
  type Act,
  anyone,
  type Page,
  type PageContext,
  page,
  publishedActs,
  text,
} from '../../../kernel/platform/index.ts'
import { type Column, csvFile, day, List, listQuery, PortalPage, sayDay, sayTime } from '../../../web/ui/index.ts'
import type { Shown } from '../today.ts'

const query = listQuery({ type: z.string().optional(), day }, { size: 50 })
const MOST = 2000

/** The acts behind a number of “today”, each with its receipt. */
export const today = (shown: Shown[]): Page =>
  page({
    path: '/today',
    shell: 'portal',
    allow: anyone,
    async render(p) {
      const { t, lang } = p
      const q = query(p)
      const chosen = shown.find((s) => s.act === q.filters.type) ?? shown[0]!
      const { act, says } = chosen
      const now = dayOf(p.clock.now())
      const on = q.filters.day ?? now
      const acts = await publishedActs(p.tx, chosen, startOfDay(on), startOfDay(addDays(on, 1)), MOST)
      const title = text(`${on} ${says.zh}`, `${on} ${says.en}`)
      const columns = columnsOf(p)
      if (q.csv) return csvFile(title, columns, acts, p)
      return {
        title,
        body: (
          <PortalPage p={p} title={`${sayDay(on, lang)} ${says[lang]}`}>
            <ul class="chips" aria-label={t('哪一种', 'Which')}>
              {shown.map((s) => (
                <li>
                  <a href={`/today?type=${s.act}&day=${on}`} aria-current={s.act === act ? 'page' : undefined}>
                    {s.says[lang]}
                  </a>
                </li>
              ))}
            </ul>
            <p>
              <a href={`/today?type=${act}&day=${addDays(on, -1)}`}>← {addDays(on, -1)}</a>{' '}
              {on < now && <a href={`/today?type=${act}&day=${addDays(on, 1)}`}>{addDays(on, 1)} →</a>}
            </p>
            <List
              lang={lang}
              title={title}
              query={q}
              columns={columns}
              rows={acts}
              empty={text('这一天没有。', 'None on this day.')}
            />
          </PortalPage>
        ),
      }
    },
  })

function columnsOf(p: PageContext): Column<Act>[] {
  const { t, lang } = p
  const number = (a: Act) => String(a.public.number ?? `…${a.subjectId.slice(-8)} / ${a.number}`)
  return [
    { key: 'number', title: text('编号', 'Number'), value: number, phone: 'heading' },
    {
      key: 'at',
      title: text('时间', 'Time'),
      cell: (a) => <span class="when">{sayTime(a.happenedAt, lang)}</span>,
      value: (a) => a.happenedAt,
    },
    { key: 'who', title: text('谁', 'Who'), value: (a) => whoSays(a, p) },
    {
      key: 'proof',
      title: text('证据', 'Proof'),
      cell: (a) => (
        <a href={`/ledger/acts/${a.id}/receipt`}>
          {t('回执', 'Receipt')}
          <span class="visually-hidden">{t(`：${number(a)}`, `: ${number(a)}`)}</span>
        </a>
      ),
    },
  ]
}

const whoSays = (a: Act, { t }: PageContext): string =>
  a.actor.kind === 'post'
    ? `${t(a.actor.unit)} ${t(a.actor.post)}`
    : a.actor.kind === 'system'
      ? t('系统按期限自动', 'system, by the clock')
      : t('申请人', 'applicant')
