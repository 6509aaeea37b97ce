import type { ComponentChildren } from 'preact'
import type { Lang } from '../../../kernel/platform/index.ts'
import { sayIn } from '../say.ts'

/**
 * A part of a page that follows a stream of server-sent events: each event carries the part anew as HTML (from our own server,
 * under the page's CSP). Parts: elements with `data-part`, the event's name. Needs `/assets/live.js`; without a script it stands
 * as the server made it, with a link that loads it again.
 */
export function Live({
  src,
  here,
  lang,
  label,
  children,
}: {
  src: string
  /** The page's own address, for readers without a script. */
  here: string
  lang: Lang
  label: string
  children: ComponentChildren
}) {
  const t = sayIn(lang)
  return (
    <section class="live" data-live={src} aria-label={label}>
      <p class="small live-state no-print">
        <span
          data-state
          role="status"
          data-on={t('实时更新中', 'live')}
          data-off={t(
            '连接断了，正在重连；下面是断开前的情况',
            'connection lost, trying again; what stands below may be old',
          )}
        />
        <noscript>
          <a href={here}>{t('刷新看最新', 'Reload for the newest')}</a>
        </noscript>
      </p>
      {children}
    </section>
  )
}

/** What an event replaces; changes are read out when the reader pauses. */
export function LivePart({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div data-part={name} aria-live="polite">
      {children}
    </div>
  )
}
