import { dayOf } from '../../../kernel/calendar/index.ts'
import { findPerson } from '../../../kernel/identity/index.ts'
import { action, holdsPost, page, postOf, text } from '../../../kernel/platform/index.ts'
import { Act, Button, DeskPage, Empty, PlainTable } from '../../../web/ui/index.ts'
import { bookingsOfDay } from '../booking.store.ts'
import { arrive } from '../contract.ts'

const TITLE = text('今天的预约', 'Appointments today')

/** Who comes today, in their order; whoever came is marked. */
export default page({
  path: '/desk/appointments',
  shell: 'desk',
  allow: holdsPost('clerk'),
  actions: {
    arrive: action({
      operation: arrive,
      input: (f) => ({ id: String(f.id ?? '') }),
      next: () => '/desk/appointments?done=1',
    }),
  },
  async render(p) {
    const { t } = p
    const { jurisdiction, unitCode } = postOf(p.actor)!
    const list = await bookingsOfDay(p.tx, jurisdiction, unitCode, dayOf(p.clock.now()))
    const rows = await Promise.all(list.map(async (b) => ({ b, person: await findPerson(p.tx, b.personId) })))
    return {
      title: TITLE,
      body: (
        <DeskPage p={p} title={t(TITLE)} said={[[p.query.done, text('已记到场。', 'Marked as come.')]]}>
          {rows.length === 0 ? (
            <Empty>{t('今天没有人预约。', 'Nobody has an appointment today.')}</Empty>
          ) : (
            <PlainTable
              caption={t(TITLE)}
              quiet
              columns={[
                { title: t('号', 'Number') },
                { title: t('时间', 'Time') },
                { title: t('姓名', 'Name') },
                { title: t('到场', 'Came') },
              ]}
              rows={rows.map(({ b, person }) => [
                <span class="num">{b.number}</span>,
                b.time,
                person?.name ?? '',
                b.state === 'came' ? (
                  t('● 已到', '● came')
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
        </DeskPage>
      ),
    }
  },
})
