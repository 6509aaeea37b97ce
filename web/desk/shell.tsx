import { MOST_IN_MENU } from '../../kernel/cases/index.ts'
import type { Text } from '../../kernel/platform/index.ts'
import { Document, type ShellProps } from '../portal/shell.tsx'

export type DeskGroup = { title: Text; entries: { title: Text; path: string; count?: number | undefined }[] }
export type DeskProps = ShellProps & { groups: DeskGroup[] }

/** Staff pages: the menu with counts on the left, the work in the middle, keys j k Enter / ? by one small script. */
export function deskShell(p: DeskProps) {
  const t = (zh: string, en: string) => (p.lang === 'zh' ? zh : en)
  const here = p.path.split('?')[0]!
  const current = p.groups
    .flatMap((g) => g.entries)
    .filter((e) => here === e.path || here.startsWith(`${e.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0]
  return (
    <Document p={{ ...p, scripts: ['/assets/desk-keys.js', ...p.scripts] }} kind="desk">
      <div class="desk-grid">
        {p.groups.length > 0 && (
          <>
            <a class="menu-open" href="#work">
              {current ? current.title[p.lang] : t('工作', 'Work')} ▾
            </a>
            <nav class="desk-side folds" id="work" aria-label={t('工作', 'Work')}>
              {p.groups.map((g, i) => (
                <>
                  {p.groups.length > 1 && <h2 id={`group-${i}`}>{g.title[p.lang]}</h2>}
                  <ul aria-labelledby={p.groups.length > 1 ? `group-${i}` : undefined}>
                    {g.entries.map((e) => (
                      <li>
                        <a href={e.path} aria-current={e === current ? 'page' : undefined}>
                          {e.title[p.lang]}{' '}
                          {e.count !== undefined && (
                            <span class="count">{e.count > MOST_IN_MENU ? `${MOST_IN_MENU}+` : e.count}</span>
                          )}
                        </a>
                      </li>
                    ))}
                  </ul>
                </>
              ))}
              <a class="menu-close" href="#main">
                {t('收起', 'Close')}
              </a>
            </nav>
          </>
        )}
        <main class="desk-main" id="main">
          {p.body}
        </main>
      </div>
      <dialog id="keys" aria-labelledby="keys-title">
        <h2 id="keys-title">{t('键盘', 'Keyboard')}</h2>
        <dl class="facts">
          <dt>j / k</dt>
          <dd>{t('下一行 / 上一行', 'next / previous row')}</dd>
          <dt>Enter</dt>
          <dd>{t('打开', 'open')}</dd>
          <dt>n</dt>
          <dd>{t('下一件', 'next case')}</dd>
          <dt>/</dt>
          <dd>{t('查找', 'search')}</dd>
          <dt>?</dt>
          <dd>{t('这张表', 'this list')}</dd>
        </dl>
        <form method="dialog">
          <button class="button secondary" type="submit">
            {t('关闭', 'Close')}
          </button>
        </form>
      </dialog>
    </Document>
  )
}
