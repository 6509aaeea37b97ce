import type { Hono } from 'hono'
import { actorOfToken } from '../../kernel/identity/index.ts'
import { standardProblem, text } from '../../kernel/platform/index.ts'
import { Button, PortalPage, sayTime } from '../../web/ui/index.ts'
import type { Gnomon } from '../gnomon.ts'
import { readBody } from './forms.ts'
import { pageContext, reading } from './pages.tsx'
import { html } from './respond.ts'
import { csrfHolds, sessionToken } from './security.ts'
import { wrap } from './shells.tsx'

const DAY = 86_400_000

/** The demonstration's control of time: forward only, so that nothing that happened comes to lie in the future. */
export function mountDemonstration(app: Hono, gnomon: Gnomon): void {
  app.get('/demonstration', (c) =>
    reading(gnomon, c, async (scope) => {
      const p = pageContext(gnomon, c, scope)
      const { t } = p
      const step = (days: number, label: string) => (
        <Button secondary name="days" value={String(days)}>
          {label}
        </Button>
      )
      return html(
        c,
        await wrap(gnomon, p, 'portal', {
          title: text('演示控制', 'Demonstration controls'),
          body: (
            <PortalPage
              p={p}
              title={t('演示控制', 'Demonstration controls')}
              narrow
              said={[
                [
                  p.query.moved,
                  text(
                    '时钟已拨动；到期的期限和牌会在几秒内出现。',
                    'The clock was moved; due deadlines and warnings appear within seconds.',
                  ),
                ],
              ]}
            >
              <p>
                {t('城市现在的时间：', 'The city’s time now: ')}
                <strong class="num">{sayTime(p.clock.now(), p.lang)}</strong>
              </p>
              <p>
                {t(
                  '把时钟往前拨，看期限怎样到期、黄牌红牌怎样出现。只能往前，不能往回。',
                  'Move the clock forward to see deadlines pass and warnings appear. It only goes forward.',
                )}
              </p>
              <form method="post" class="actions">
                <input type="hidden" name="csrf" value={p.csrf} />
                {step(1, t('一天', 'One day'))}
                {step(3, t('三天', 'Three days'))}
                {step(7, t('一周', 'One week'))}
                {step(30, t('三十天', 'Thirty days'))}
              </form>
            </PortalPage>
          ),
        }),
      )
    }),
  )
  app.post('/demonstration', async (c) => {
    const values = await readBody(gnomon, c)
    if (!csrfHolds(c, gnomon.config, values.csrf)) throw standardProblem('FORBIDDEN')
    const days = Number(values.days)
    if (![1, 3, 7, 30].includes(days)) throw standardProblem('INVALID')
    await gnomon.shift.refresh()
    await gnomon.shift.set(gnomon.shift.get() + days * DAY)
    gnomon.log.warn(
      { days, by: (await gnomon.db.transaction().execute((tx) => actorOfToken(tx, sessionToken(c)))).kind },
      'demonstration clock moved',
    )
    // What takes longer the worker goes on with: nobody waits half a minute for a page.
    await gnomon.settle(10_000).catch((error) => gnomon.log.warn({ err: error }, 'settling after the clock moved'))
    return c.redirect('/demonstration?moved=1', 303)
  })
}
