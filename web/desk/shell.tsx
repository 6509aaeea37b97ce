import type { Text } from '../../kernel/platform/index.ts'
import { Document, type ShellProps } from '../portal/shell.tsx'

export type DeskProps = ShellProps & { queues: { href: string; title: Text; count: number | undefined }[] }

/** Staff pages: queues with counts on the left, the work in the middle, keys j k Enter / ? by one small script. */
export function deskShell(p: DeskProps) {
  const t = (zh: string, en: string) => (p.lang === 'zh' ? zh : en)
  const here = p.path.split('?')[0]!
  const current = p.queues
    .filter((q) => here === q.href || here.startsWith(`${q.href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0]
  return (
    <Document p={{ ...p, scripts: ['/assets/desk-keys.js', ...p.scripts] }} kind="desk">
      <div class="desk-grid">
        <nav class="desk-side" aria-label={t('队列', 'Queues')}>
          <ul>
            {p.queues.map((q) => (
              <li>
                <a href={q.href} aria-current={q === current ? 'page' : undefined}>
                  {q.title[p.lang]} {q.count !== undefined && <span class="count">{q.count}</span>}
                </a>
              </li>
            ))}
          </ul>
        </nav>
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
