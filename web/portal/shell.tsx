import type { ComponentChild, ComponentChildren } from 'preact'
import type { Actor, Lang, Text } from '../../kernel/platform/index.ts'
import { sayTime } from '../ui/index.ts'

export type PortalGroup = { title: Text; entries: { title: Text; path: string }[] }
export type ShellProps = {
  title: Text
  lang: Lang
  actor: Actor
  demonstration: boolean
  now: Date
  shifted: boolean
  path: string
  stylesheet: string
  scripts: string[]
  body: ComponentChild
  /** What the portal offers, from the rooms. */
  menu: PortalGroup[]
}

/** The upright and its shadow on a scale. */
export function Mark() {
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true">
      <path d="M8 52h50" stroke="currentColor" stroke-width="3" />
      <path d="M24 52v-5M33 52v-5M42 52v-5M51 52v-5" stroke="currentColor" stroke-width="2" />
      <path d="M16 52h28" stroke="#e0a100" stroke-width="5" />
      <path d="M16 53V10" stroke="currentColor" stroke-width="5" />
    </svg>
  )
}

/** The document around every page: skip link, demonstration bar, header with the language switch, main, foot. */
export function Document({
  p,
  kind,
  children,
}: {
  p: ShellProps
  kind: 'portal' | 'desk'
  children: ComponentChildren
}) {
  const t = (zh: string, en: string) => (p.lang === 'zh' ? zh : en)
  const here = p.path.replace(/([?&])lang=(zh|en)&?/, '$1').replace(/[?&]$/, '')
  return (
    <html lang={p.lang === 'zh' ? 'zh-CN' : 'en'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${p.title[p.lang]} · ${t('厦门市阳光政务', 'Xiamen Sunshine Government')}`}</title>
        <meta
          name="description"
          content={`${p.title[p.lang]}：${t('网上办事，每一步公开可查，期限人人可算。', 'Government services online: every act public, every deadline recomputable.')}`}
        />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href={p.stylesheet} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {p.scripts.map((src) => (
          <script type="module" src={src} />
        ))}
      </head>
      <body class={kind}>
        <a class="skip" href="#main">
          {t('跳到正文', 'Skip to the content')}
        </a>
        {p.demonstration && (
          <div class="demo-bar" role="note">
            {t('演示城市：人、号码和办件都是虚构的', 'Demonstration city: persons, numbers and cases are invented')} ·{' '}
            {sayTime(p.now, p.lang)} {p.shifted && t('（演示时钟已拨动）', '(demonstration clock moved)')} ·{' '}
            <a href="/demonstration">{t('演示控制', 'Controls')}</a>
          </div>
        )}
        <header class="top">
          <div class="top-in">
            <a class="brand" href={kind === 'desk' ? '/desk' : '/'}>
              <Mark />
              <span>
                {t('厦门市阳光政务', 'Xiamen Sunshine Government')}{' '}
                <small>{kind === 'desk' ? t('工作台', 'Desk') : ''}</small>
              </span>
            </a>
            <a class="menu-open" href="#menu">
              {t('菜单', 'Menu')}
            </a>
            <nav id="menu" class="folds" aria-label={t('主导航', 'Main')}>
              {kind === 'portal' &&
                p.menu.map((group) => (
                  // One line of groups, however many systems there are: each opens without a script, one at a time.
                  <details class="menu-group" name="menu">
                    <summary>{group.title[p.lang]}</summary>
                    <ul class="plain">
                      {group.entries.map((entry) => (
                        <li>
                          <a href={entry.path} aria-current={here.split('?')[0] === entry.path ? 'page' : undefined}>
                            {entry.title[p.lang]}
                          </a>
                        </li>
                      ))}
                    </ul>
                  </details>
                ))}
              {p.actor.kind === 'person' ? (
                <>
                  {p.actor.posts.length > 0 && kind === 'portal' && <a href="/desk">{t('工作台', 'Desk')}</a>}
                  {kind === 'desk' && <a href="/">{t('门户', 'Portal')}</a>}
                  <a href="/my">{t('我的办件', 'My cases')}</a>
                  <a href="/account">
                    {p.actor.post ? `${p.actor.name} · ${p.actor.post.title[p.lang]}` : p.actor.name}
                  </a>
                </>
              ) : (
                <a href={`/login?next=${encodeURIComponent(here)}`}>{t('登录', 'Log in')}</a>
              )}
              <a
                href={`/lang/${p.lang === 'zh' ? 'en' : 'zh'}?next=${encodeURIComponent(here)}`}
                lang={p.lang === 'zh' ? 'en' : 'zh-CN'}
                hreflang={p.lang === 'zh' ? 'en' : 'zh-CN'}
              >
                {p.lang === 'zh' ? 'English' : '中文'}
              </a>
              <a class="menu-close" href="#main">
                {t('收起', 'Close')}
              </a>
            </nav>
          </div>
        </header>
        {children}
        <footer class="foot">
          <div class="foot-in">
            <span>{t('圭表：立竿见影，事事可验', 'Gnomon: measured by sunlight')}</span>
            <a href="/help">{t('帮助', 'Help')}</a>
            <a href="/ledger">{t('账本如何保证公开', 'How the ledger keeps us honest')}</a>
            <a href="/openapi.json">OpenAPI</a>
            <span>{t('服务热线 12345（演示）', 'Service line 12345 (demonstration)')}</span>
          </div>
        </footer>
      </body>
    </html>
  )
}

/** Public pages: one column, no script needed. */
export function portalShell(p: ShellProps) {
  return (
    <Document p={p} kind="portal">
      {p.body}
    </Document>
  )
}
