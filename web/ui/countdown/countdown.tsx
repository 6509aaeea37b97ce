import type { Lang, PageContext } from '../../../kernel/platform/index.ts'
import { sayTime } from '../components.tsx'
import { sayIn } from '../say.ts'
import { sayRest } from './rest.rules.ts'

/** A deadline; while it is to come, with the time that is left. */
export function Deadline({ at, open, p }: { at: string; open: boolean; p: Pick<PageContext, 'lang' | 'clock'> }) {
  const until = new Date(at)
  return (
    <>
      {sayTime(until, p.lang)}{' '}
      {open && (
        <Countdown until={until} now={p.clock.now()} lang={p.lang} what={sayIn(p.lang)('离截止', 'to the deadline')} />
      )}
    </>
  )
}

/**
 * Time that runs to an instant, in hours and minutes: said by the server as of `now`, kept running by the island
 * `/assets/countdown.js` on the server's clock (the reader's may be wrong). The instant itself stands beside it.
 */
export function Countdown({ until, now, lang, what }: { until: Date; now: Date; lang: Lang; what: string }) {
  const t = sayIn(lang)
  return (
    <p class="countdown">
      {what}{' '}
      <b class="num" data-until={until.toISOString()} data-now={now.toISOString()} data-lang={lang}>
        {sayRest(until.getTime() - now.getTime(), lang)}
      </b>{' '}
      <span class="small">
        {t('截止', 'until')} <time dateTime={until.toISOString()}>{sayTime(until, lang)}</time>
      </span>
    </p>
  )
}
