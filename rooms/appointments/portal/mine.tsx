import { dayOf } from '../../../kernel/calendar/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { action, type FormValues, type PersonActor, page, text } from '../../../kernel/platform/index.ts'
import { Act, Button, Empty, PortalPage, sayDay, sayTime } from '../../../web/ui/index.ts'
import { bookingsOf } from '../booking.store.ts'
import { cancel, confirm } from '../contract.ts'

const TITLE = text('我的预约', 'My appointments')
const idOf = (f: FormValues) => ({ id: String(f.id ?? '') })

export default page({
  path: '/my/appointments',
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    confirm: action({ operation: confirm, input: idOf, next: () => '/my/appointments?confirmed=1' }),
    cancel: action({ operation: cancel, input: idOf, next: () => '/my/appointments?cancelled=1' }),
  },
  async render(p) {
    const { t, lang } = p
    const now = p.clock.now()
    const list = await bookingsOf(p.tx, (p.actor as PersonActor).personId, dayOf(now), now)
    const names = new Map((await units(p.tx)).map((u) => [u.code, u.name]))
    return {
      title: TITLE,
      body: (
        <PortalPage
          p={p}
          narrow
          title={t(TITLE)}
          back={{ href: '/appointments', text: t('预约窗口', 'Appointments') }}
          said={[
            [
              p.query.confirmed,
              text('约好了。到时带上证件，按号到窗口。', 'Booked. Bring your card and come by number.'),
            ],
            [p.query.cancelled, text('已取消，时段已放出来。', 'Cancelled; the slot is free again.')],
          ]}
        >
          {list.length === 0 && <Empty>{t('没有预约。', 'No appointments.')}</Empty>}
          <ul class="plain links">
            {list.map((b) => (
              <li>
                <b>
                  {sayDay(new Date(`${b.day}T04:00:00Z`), lang)} {b.time}
                </b>{' '}
                {names.get(b.unit)?.[lang]} · {t('号', 'number')} <span class="num">{b.number}</span>
                {b.state === 'held' && (
                  <p class="warn">
                    ▲{' '}
                    {t(
                      `为您占到 ${sayTime(b.heldUntil!, lang)}，请确认。`,
                      `Held for you until ${sayTime(b.heldUntil!, lang)}; please confirm.`,
                    )}
                  </p>
                )}
                <form method="post" class="actions no-print">
                  <Act p={p} name={b.state === 'held' ? 'confirm' : 'cancel'} />
                  <input type="hidden" name="id" value={b.id} />
                  {b.state === 'held' ? (
                    <Button>{t('确认预约', 'Confirm')}</Button>
                  ) : (
                    <>
                      <Button secondary>{t('取消预约', 'Cancel')}</Button>
                      <a href={`/my/appointments/${b.id}.ics`}>{t('放进日历', 'Add to calendar')}</a>
                    </>
                  )}
                </form>
              </li>
            ))}
          </ul>
        </PortalPage>
      ),
    }
  },
})
