import { renderToString } from 'preact-render-to-string'
import { dayOf } from '../../../kernel/calendar/index.ts'
import { findUnit } from '../../../kernel/identity/index.ts'
import { anyone, type Lang, page, type Runtime, standardProblem, text } from '../../../kernel/platform/index.ts'
import { Empty, Feeds, Live, LivePart, PortalPage, sayIn } from '../../../web/ui/index.ts'
import { inOrder, labelOf, type Ticket } from '../queue.rules.ts'
import { queueOf } from '../queue.store.ts'

const SHOWN = 6
/** Whatever process called a number, it is on every screen within two seconds. */
const ASK = 2000

const feeds = new Feeds<{ unit: { code: string; jurisdiction: string }; lang: Lang }>('calls', ASK)

/** Numbers at windows, the newest first and largest; how many wait, and who is next. Nobody's name. */
export function Calls({ tickets, now, lang }: { tickets: readonly Ticket[]; now: Date; lang: Lang }) {
  const t = sayIn(lang)
  const called = tickets
    .filter((k) => k.state === 'called')
    .sort((a, b) => b.calledAt!.getTime() - a.calledAt!.getTime())
    .slice(0, SHOWN)
  const waiting = inOrder(tickets, now)
  return (
    <>
      {called.length === 0 ? (
        <Empty>{t('现在没有叫号。', 'No number is called now.')}</Empty>
      ) : (
        <ol class="calls plain">
          {called.map((k) => (
            <li>
              <b class="num">{labelOf(k)}</b> <span>{t(`请到 ${k.counter} 号窗口`, `window ${k.counter}`)}</span>
            </li>
          ))}
        </ol>
      )}
      <p>
        {t(`${waiting.length} 人在等`, `${waiting.length} waiting`)}
        {waiting.length > 0 &&
          t(
            `，接下来 ${waiting.slice(0, SHOWN).map(labelOf).join('、')}`,
            `, next ${waiting.slice(0, SHOWN).map(labelOf).join(', ')}`,
          )}
      </p>
    </>
  )
}

/** What hangs in the hall and what a person looks at on the telephone: the same page. */
export const screen = page({
  path: '/queue/:unit',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const unit = await findUnit(p.tx, p.params.unit!)
    if (!unit) throw standardProblem('NOT_FOUND')
    const now = p.clock.now()
    const tickets = await queueOf(p.tx, { jurisdiction: unit.jurisdiction, unit: unit.code, day: dayOf(now) })
    const title = text(`${unit.name.zh}叫号`, `Queue of ${unit.name.en}`)
    return {
      title,
      scripts: ['/assets/live.js'],
      body: (
        <PortalPage p={p} title={t(title)}>
          <Live src={`/queue/${unit.code}/live`} here={p.url.pathname} lang={lang} label={t(title)}>
            <LivePart name="calls">
              <Calls tickets={tickets} now={now} lang={lang} />
            </LivePart>
          </Live>
          <p class="small no-print">
            <a href={`/appointments?unit=${unit.code}`}>{t('不想等：预约一个时间', 'Rather not wait: book a time')}</a>
          </p>
        </PortalPage>
      ),
    }
  },
})

/** Runs with a server. */
export const followQueues = (runtime: Runtime): (() => void) =>
  feeds.begin(() =>
    feeds.draw(async ({ unit: { code, jurisdiction }, lang }) => {
      const now = runtime.clock.now()
      const tickets = await runtime
        .pool(jurisdiction)
        .transaction()
        .execute((tx) => queueOf(tx, { jurisdiction, unit: code, day: dayOf(now) }))
      return renderToString(<Calls tickets={tickets} now={now} lang={lang} />)
    }),
  )

export const screenStream = page({
  path: '/queue/:unit/live',
  shell: 'none',
  allow: anyone,
  async render(p) {
    const unit = await findUnit(p.tx, p.params.unit!)
    if (!unit) throw standardProblem('NOT_FOUND')
    return { title: text('叫号', 'Queue'), stream: feeds.open(`${unit.code} ${p.lang}`, { unit, lang: p.lang }) }
  },
})
