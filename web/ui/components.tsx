// Longer than 300 lines: one short component after another, each beside those that it is used with.
import type { ComponentChildren } from 'preact'
import { formatCitation, lawLink } from '../../kernel/law/index.ts'
import type { Citation, Lang, Text } from '../../kernel/platform/index.ts'
import { type ChartState, type ChartStep, chartStates } from '../../kernel/procedure/index.ts'

type Children = { children?: ComponentChildren }

/** Information, a warning, a problem or a success, said in one line; more may stand below. */
export function Notice({
  kind,
  title,
  children,
}: Children & { kind: 'info' | 'warning' | 'problem' | 'success'; title: string }) {
  return (
    <div class={`notice ${kind}`} role={kind === 'problem' ? 'alert' : 'status'}>
      <strong>{title}</strong>
      {children}
    </div>
  )
}

export function Button({
  children,
  secondary,
  danger,
  name,
  value,
}: Children & { secondary?: boolean; danger?: boolean; name?: string; value?: string }) {
  return (
    <button
      type="submit"
      class={`button${secondary ? ' secondary' : ''}${danger ? ' danger' : ''}`}
      name={name}
      value={value}
    >
      {children}
    </button>
  )
}

type FieldProps = {
  name: string
  /** Where a page has several forms with fields of one name: keeps the ids apart. */
  scope?: string | undefined
  label: string
  type?: 'text' | 'password' | 'tel' | 'number' | 'date' | 'time' | 'datetime-local' | 'textarea' | 'file' | 'search'
  value?: string | undefined
  hint?: string | undefined
  error?: string | undefined
  warning?: string | undefined
  required?: boolean | undefined
  autocomplete?: string
  lines?: number
  attributes?: Record<string, string | number | undefined>
}

/** Label, hint, input and its error beside it; the error is announced with the input. */
export function Field({
  name,
  scope,
  label,
  type = 'text',
  value,
  hint,
  error,
  warning,
  required,
  autocomplete,
  lines = 4,
  attributes = {},
}: FieldProps) {
  const id = `f-${scope ? `${scope}-` : ''}${name.replace(/[^A-Za-z0-9]/g, '-')}`
  const described =
    [hint && `${id}-hint`, error && `${id}-error`, warning && `${id}-warn`].filter(Boolean).join(' ') || undefined
  const common = {
    id,
    name,
    required,
    autocomplete,
    'aria-describedby': described,
    'aria-invalid': error ? ('true' as const) : undefined,
    ...attributes,
  }
  return (
    <div class={`field${error ? ' has-error' : ''}`}>
      <label for={id}>{label}</label>
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span class="error" id={`${id}-error`}>
          {error}
        </span>
      )}
      {type === 'textarea' ? (
        <textarea {...common} rows={lines}>
          {value ?? ''}
        </textarea>
      ) : (
        <input {...({ type, ...common, ...(type === 'file' ? {} : { value }) } as Record<string, unknown>)} />
      )}
      {warning && (
        <span class="warn" id={`${id}-warn`}>
          {warning}
        </span>
      )}
    </div>
  )
}

/** A light: always a shape, a word and a colour together. */
export function Light({ colour, children }: Children & { colour: 'green' | 'yellow' | 'red' | 'off' }) {
  return (
    <span class={`light ${colour}`}>
      <span aria-hidden="true">{{ green: '●', yellow: '▲', red: '■', off: '○' }[colour]}</span> {children}
    </span>
  )
}

export function Tabs({
  label,
  tabs,
}: {
  label: string
  tabs: { href: string; text: string; count?: number | undefined; current?: boolean }[]
}) {
  return (
    <nav aria-label={label}>
      <ul class="tabs">
        {tabs.map((t) => (
          <li>
            <a href={t.href} aria-current={t.current ? 'page' : undefined}>
              {t.text} {t.count !== undefined && <span class="count">{t.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Links to the page before and after; nothing where there is one page only. */
export function Pagination({
  page,
  more,
  href,
  t,
}: {
  page: number
  more: boolean
  href: (page: number) => string
  t: (zh: string, en: string) => string
}) {
  if (page === 1 && !more) return null
  return (
    <nav class="pages" aria-label={t('翻页', 'Pages')}>
      {page > 1 && (
        <a rel="prev" href={href(page - 1)}>
          ← {t('上一页', 'Previous')}
        </a>
      )}
      <span>{t(`第 ${page} 页`, `Page ${page}`)}</span>
      {more && (
        <a rel="next" href={href(page + 1)}>
          {t('下一页', 'Next')} →
        </a>
      )}
    </nav>
  )
}

/** Citations in small type; each opens on its article. */
export function Citations({ list, lang }: { list: Citation[]; lang: Lang }) {
  if (list.length === 0) return null
  return (
    <span class="cite">
      {list.map((c, i) => (
        <>
          {i > 0 && '；'}
          <a href={lawLink(c)}>{formatCitation(c, lang)}</a>
        </>
      ))}
    </span>
  )
}

/** A chart with the legend of the states in it, and the same as a list of steps in words. */
export function ChartFigure({
  svg,
  steps = [],
  caption,
  note,
  lang,
}: {
  svg: string
  steps?: ChartStep[]
  caption: string
  note?: string | undefined
  lang: Lang
}) {
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const states = (Object.keys(chartStates) as ChartState[]).filter((s) => steps.some((x) => x.state === s))
  return (
    <figure class="chart" aria-label={caption}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide chart scrolls; keyboards must reach it */}
      <section class="chart-in" tabIndex={0} aria-label={caption} dangerouslySetInnerHTML={{ __html: svg }} />
      <figcaption>
        {states.length > 0 && (
          <ul class="legend">
            {states.map((s) => (
              <li class={`is-${s}`}>
                <b aria-hidden="true">{chartStates[s].mark}</b> {chartStates[s][lang]}
              </li>
            ))}
          </ul>
        )}
        <p class="swipe">{t('左右滑动看全图。', 'Swipe sideways for the whole chart.')}</p>
        <p>
          {caption}
          {note && ` · ${note}`}
        </p>
      </figcaption>
      {steps.length > 0 && (
        <details class="more">
          <summary>{t('用文字看这张图', 'The chart in words')}</summary>
          <ol>
            {steps.map((s) => (
              <li>
                <strong>{s.name}</strong>
                {s.state && t(`（${chartStates[s.state].zh}）`, ` (${chartStates[s.state].en})`)}
                {s.next.length > 0 && t(`，然后：${s.next.join('；')}`, `, then: ${s.next.join('; ')}`)}
              </li>
            ))}
          </ol>
        </details>
      )}
    </figure>
  )
}

export type TimelineEntry = {
  title: string
  at: Date
  who: string
  why?: string | undefined
  more?: ComponentChildren
  key: string
}

/** Acts, newest first: what, when, who, why, and its receipt. */
export function Timeline({
  entries,
  label,
  lang,
  from,
}: {
  entries: TimelineEntry[]
  label: string
  lang: Lang
  from?: number
}) {
  return (
    <ol class="timeline" reversed start={from} aria-label={label}>
      {entries.map((e) => (
        <li id={e.key}>
          <p>
            <b>{e.title}</b>
            <time dateTime={e.at.toISOString()}>{sayTime(e.at, lang)}</time>
          </p>
          <p class="small">{e.who}</p>
          {e.why && <p>{e.why}</p>}
          {e.more}
        </li>
      ))}
    </ol>
  )
}

export function Empty({ children }: Children) {
  return <p class="empty">{children}</p>
}

export function Facts({ rows }: { rows: [string, ComponentChildren][] }) {
  return (
    <dl class="facts">
      {rows.map(([term, value]) => (
        <>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  )
}

/** Hidden fields of every form: the token, the command's id, and what to do. */
export function Act({ p, name }: { p: { csrf: string; command: string }; name: string }) {
  return (
    <>
      <input type="hidden" name="csrf" value={p.csrf} />
      <input type="hidden" name="command" value={p.command} />
      <input type="hidden" name="do" value={name} />
    </>
  )
}

const WEEKDAY = { zh: [...'日一二三四五六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] }
const local = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString()
/** 2026-11-23 一, in the city's time. */
export const sayDay = (at: Date | string, lang: Lang): string => {
  const day = typeof at === 'string' ? at : local(at).slice(0, 10)
  return `${day} ${WEEKDAY[lang][new Date(`${day}T00:00:00Z`).getUTCDay()]}`
}
export const sayTime = (at: Date, lang: Lang): string => `${sayDay(at, lang)} ${local(at).slice(11, 16)}`

export function ErrorSummary({
  fields,
  title,
  labels,
  lang,
}: {
  fields: Record<string, Text>
  title: string
  labels?: Record<string, string>
  lang: Lang
}) {
  const list = Object.entries(fields)
  return (
    <Notice kind="problem" title={title}>
      {list.length > 0 && (
        <ul>
          {list.map(([name, message]) => (
            <li>
              <a href={`#f-${name.replace(/[^A-Za-z0-9]/g, '-')}`}>{labels?.[name] ?? name}</a>：{message[lang]}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
