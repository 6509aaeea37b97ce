import { dayOf } from '../../../kernel/calendar/index.ts'
import { findPerson } from '../../../kernel/identity/index.ts'
import {
  action,
  type FormValues,
  holdsPost,
  type PageContext,
  page,
  postOf,
  text,
} from '../../../kernel/platform/index.ts'
import { Act, Button, DeskPage, Empty, Field, PlainTable, sayDay, sayTime } from '../../../web/ui/index.ts'
import { bookingsOfDay } from '../booking.store.ts'
import { arrive, callAgain, callNext, endCall, takeNumber } from '../contract.ts'
import { outingsOf } from '../outing.store.ts'
import { inOrder, labelOf, type Ticket } from '../queue.rules.ts'
import { queueOf } from '../queue.store.ts'
import { startsAt } from '../slots.rules.ts'

const PATH = '/desk/appointments'
const TITLE = text('预约和叫号', 'Appointments and queue')
const numberOf = (f: FormValues) => ({ number: String(f.number ?? '') })
const windowOf = (p: PageContext) => (p.query.window ?? '').slice(0, 8)
const back = (p: PageContext, more: Record<string, string>) =>
  `${PATH}?${new URLSearchParams({ ...(windowOf(p) ? { window: windowOf(p) } : {}), ...more })}`

/** Who comes today, in their order; the queue that the clerk's window calls from. */
export default page({
  path: PATH,
  shell: 'desk',
  allow: holdsPost('clerk'),
  actions: {
    arrive: action({
      operation: arrive,
      input: (f) => ({ id: String(f.id ?? '') }),
      next: (_, p) => back(p, { done: '1' }),
    }),
    take: action({
      operation: takeNumber,
      input: () => ({}),
      next: ({ number, ahead }, p) => back(p, { taken: number, ahead: String(ahead) }),
    }),
    call: action({
      operation: callNext,
      input: (f) => ({ counter: String(f.counter ?? '') }),
      next: ({ counter }) => `${PATH}?${new URLSearchParams({ window: counter ?? '' })}`,
    }),
    again: action({ operation: callAgain, input: numberOf, next: (_, p) => back(p, {}) }),
    end: action({
      operation: endCall,
      input: (f) => ({ ...numberOf(f), outcome: String(f.outcome ?? '') as 'served' }),
      next: (_, p) => back(p, {}),
    }),
  },
  async render(p) {
    const { t, lang } = p
    const { jurisdiction, unitCode } = postOf(p.actor)!
    const now = p.clock.now()
    const of = { jurisdiction, unit: unitCode, day: dayOf(now) }
    const [list, tickets, out] = await Promise.all([
      bookingsOfDay(p.tx, jurisdiction, unitCode, of.day),
      queueOf(p.tx, of),
      outingsOf(p.tx, { jurisdiction, unit: unitCode, from: of.day, now }),
    ])
    const rows = await Promise.all(list.map(async (b) => ({ b, person: await findPerson(p.tx, b.personId) })))
    const numberOfBooking = new Map(tickets.map((k) => [k.bookingId, labelOf(k)]))
    const waiting = inOrder(tickets, now)
    const { taken, ahead } = p.query
    return {
      title: TITLE,
      body: (
        <DeskPage
          p={p}
          title={t(TITLE)}
          actions={<a href={`/queue/${unitCode}`}>{t('大厅屏幕', 'Screen of the hall')}</a>}
          said={[[p.query.done, text('已记到场，已取号。', 'Marked as come, with a number.')]]}
          labels={{ counter: t('窗口', 'Window') }}
        >
          {taken && (
            <section class="slip">
              <b class="num">{taken}</b>
              <p>{t(`前面 ${ahead} 人 · ${sayTime(now, lang)}`, `${ahead} before you · ${sayTime(now, lang)}`)}</p>
              <p class="small no-print">{t('打印这一页给来办的人。', 'Print this page for the person.')}</p>
            </section>
          )}
          <section class="no-print">
            <h2>{t('叫号', 'Call')}</h2>
            <form method="post" class="form narrow" novalidate>
              <Act p={p} name="call" />
              <Field
                name="counter"
                label={t('我在几号窗口', 'My window')}
                value={p.form?.action === 'call' ? String(p.form.values.counter ?? '') : windowOf(p)}
                error={p.form?.fields.counter?.[lang]}
              />
              <Button>{t(`叫下一个（${waiting.length} 人在等）`, `Call the next (${waiting.length} waiting)`)}</Button>
            </form>
            <ul class="plain">
              {tickets
                .filter((k) => k.state === 'called')
                .map((k) => (
                  <li>
                    <b class="num">{labelOf(k)}</b> {t(`在 ${k.counter} 号窗口`, `at window ${k.counter}`)}{' '}
                    <Change p={p} name="again" ticket={k} word={t('再叫一次', 'Call again')} />{' '}
                    <Change p={p} name="end" ticket={k} outcome="served" word={t('办完', 'Served')} />{' '}
                    <Change p={p} name="end" ticket={k} outcome="absent" word={t('过号', 'Absent')} />
                  </li>
                ))}
            </ul>
            <form method="post" class="inline">
              <Act p={p} name="take" />
              <Button secondary>{t('给没有预约的人取号', 'A number for who has no appointment')}</Button>
            </form>
            {waiting.length > 0 && <p class="small">{waiting.map(labelOf).join(t('、', ', '))}</p>}
          </section>
          <h2 class="no-print">{t('今天的预约', 'Appointments today')}</h2>
          {rows.length === 0 ? (
            <Empty>{t('今天没有人预约。', 'Nobody has an appointment today.')}</Empty>
          ) : (
            <PlainTable
              caption={t('今天的预约', 'Appointments today')}
              quiet
              columns={[{ title: t('时间', 'Time') }, { title: t('姓名', 'Name') }, { title: t('到场', 'Came') }]}
              rows={rows.map(({ b, person }) => [
                b.time,
                person?.name ?? '',
                b.state === 'came' ? (
                  t(`● 已到 ${numberOfBooking.get(b.id) ?? ''}`, `● came ${numberOfBooking.get(b.id) ?? ''}`)
                ) : (
                  <form method="post">
                    <Act p={p} name="arrive" />
                    <input type="hidden" name="id" value={b.id} />
                    <Button secondary>
                      {t('到场', 'Has come')} <span class="visually-hidden">{b.number}</span>
                    </Button>
                  </form>
                ),
              ])}
            />
          )}
          {out.length > 0 && (
            <>
              <h2>{t('外出勘验', 'Out on visits')}</h2>
              <ul class="plain">
                {out.map((o) => (
                  <li>
                    {sayDay(startsAt(o.day, o.time), lang)} {o.time} ·{' '}
                    <a href={`/desk/cases/${o.number}`} class="num">
                      {o.number}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </DeskPage>
      ),
    }
  },
})

function Change({
  p,
  name,
  ticket,
  outcome,
  word,
}: {
  p: PageContext
  name: string
  ticket: Ticket
  outcome?: string
  word: string
}) {
  return (
    <form method="post" class="inline">
      <Act p={p} name={name} />
      <input type="hidden" name="number" value={labelOf(ticket)} />
      {outcome && <input type="hidden" name="outcome" value={outcome} />}
      <Button secondary>
        {word} <span class="visually-hidden">{labelOf(ticket)}</span>
      </Button>
    </form>
  )
}
