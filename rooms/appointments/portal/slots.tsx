import { dayOf } from '../../../kernel/calendar/index.ts'
import { listPublished } from '../../../kernel/catalog/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { action, anyone, type PageContext, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { Act, PortalPage, sayDay } from '../../../web/ui/index.ts'
import { takenOf } from '../booking.store.ts'
import { hold } from '../contract.ts'
import { counters, isOpen, openDays, TIMES } from '../slots.rules.ts'

const TITLE = text('预约窗口', 'Appointments')

/** Which unit; then its days and times with the seats that are left. Looking needs no account, taking does. */
export default page({
  path: '/appointments',
  shell: 'portal',
  allow: anyone,
  actions: {
    hold: action({
      operation: hold,
      input: (f, p: PageContext) => {
        const [day = '', time = ''] = String(f.slot ?? '').split(' ')
        return { unit: p.query.unit ?? '', day, time }
      },
      next: ({ id }) => `/my/appointments?held=${id}`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const now = p.clock.now()
    const all = await units(p.tx)
    const having = new Set((await listPublished(p.tx, now)).map((i) => i.unit))
    const { unit: code } = p.query
    const unit = all.find((u) => u.code === code && having.has(u.code))
    if (code && !unit) throw standardProblem('NOT_FOUND')
    if (!unit)
      return {
        title: TITLE,
        body: (
          <PortalPage p={p} title={t(TITLE)} lead={t('先选单位。', 'Choose a unit first.')}>
            <ul class="plain columns">
              {all
                .filter((u) => having.has(u.code))
                .map((u) => (
                  <li>
                    <a href={`/appointments?unit=${u.code}`}>{u.name[lang]}</a>
                  </li>
                ))}
            </ul>
          </PortalPage>
        ),
      }
    const today = dayOf(now)
    const taken = await takenOf(p.tx, { jurisdiction: unit.jurisdiction, unit: unit.code, from: today, now })
    const left = (day: string, time: string) => counters.seats - (taken.get(`${day} ${time}`) ?? 0)
    const shown = openDays(today).map((day) => ({
      day,
      times: TIMES.filter((time) => isOpen(day, time, today, now) && left(day, time) > 0),
    }))
    const first = shown.find((d) => d.times.length > 0)?.day
    return {
      title: text(`预约：${unit.name.zh}`, `Appointment: ${unit.name.en}`),
      body: (
        <PortalPage
          p={p}
          narrow
          title={unit.name[lang]}
          back={{ href: '/appointments', text: t(TITLE) }}
          lead={t(
            `选一个时间，占住 ${counters.holdMinutes} 分钟，下一步确认。节假日不办公。`,
            `Choose a time; it is held for ${counters.holdMinutes} minutes until you confirm. Closed on holidays.`,
          )}
        >
          <form method="post" class="form">
            <Act p={p} name="hold" />
            {shown.map(({ day, times }) => (
              <details open={day === first}>
                <summary>
                  {sayDay(new Date(`${day}T04:00:00Z`), lang)}{' '}
                  <span class="small">
                    {times.length > 0 ? t(`${times.length} 个时间`, `${times.length} times`) : t('约满', 'full')}
                  </span>
                </summary>
                <p class="slots">
                  {times.map((time) => (
                    <button type="submit" class="button secondary" name="slot" value={`${day} ${time}`}>
                      {time}
                      <span class="visually-hidden">
                        {' '}
                        {day} {t(`余 ${left(day, time)}`, `${left(day, time)} left`)}
                      </span>
                    </button>
                  ))}
                </p>
              </details>
            ))}
          </form>
          {!counters.confirmed && <p class="small">{counters.source[lang]}</p>}
        </PortalPage>
      ),
    }
  },
})
