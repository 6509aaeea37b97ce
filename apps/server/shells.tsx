import { renderToString } from 'preact-render-to-string'
import {
  anonymous,
  type FormValues,
  type Lang,
  type MenuEntry,
  type Page,
  type PageContext,
  type Problem,
  type Rendered,
  sql,
  type Text,
  text,
} from '../../kernel/platform/index.ts'
import { type DeskGroup, deskShell } from '../../web/desk/shell.tsx'
import { type PortalGroup, portalShell } from '../../web/portal/shell.tsx'
import { Notice } from '../../web/ui/index.ts'
import type { Gnomon } from '../gnomon.ts'
import { stylesheetPath } from './assets.ts'
import { typed } from './forms.ts'

/** What every portal page offers at its top, by group, from the rooms' declarations. */
export const portalMenu = (gnomon: Pick<Gnomon, 'rooms'>): PortalGroup[] =>
  grouped(inOrder(gnomon.rooms.flatMap((r) => r.menu.portal ?? [])), ({ title, path }) => ({ title, path }))

/** Entries by their group, which is known by its Chinese name; groups in the order of their first entry. */
function grouped<E>(entries: MenuEntry[], entry: (e: MenuEntry) => E): { title: Text; entries: E[] }[] {
  const groups = new Map<string, { title: Text; entries: E[] }>()
  for (const e of entries) {
    const group = groups.get(e.group.zh) ?? { title: e.group, entries: [] }
    groups.set(e.group.zh, group)
    group.entries.push(entry(e))
  }
  return [...groups.values()]
}

const inOrder = (entries: MenuEntry[]) => [...entries].sort((a, b) => (a.order ?? 100) - (b.order ?? 100))

/** The menu of a post: its entries by group, all counts in one statement. */
export async function deskMenu(gnomon: Pick<Gnomon, 'rooms'>, p: PageContext): Promise<DeskGroup[]> {
  const post = p.actor.kind === 'person' ? p.actor.post : undefined
  const entries = inOrder(gnomon.rooms.flatMap((r) => r.menu.desk ?? [])).filter(
    (e) => !e.roles || (post && e.roles.includes(post.role)),
  )
  const counted = post ? entries.filter((e) => e.count) : []
  const counts = new Map<MenuEntry, number>()
  if (post && counted.length > 0) {
    const columns = sql.join(counted.map((e) => sql`(${e.count!(post, p.clock.now())})::int`))
    const { rows } = await sql<{ counts: number[] }>`select array[${columns}] as counts`.execute(p.tx)
    for (const [i, entry] of counted.entries()) counts.set(entry, rows[0]!.counts[i]!)
  }
  return grouped(entries, (e) => ({ title: e.title, path: e.path, count: counts.get(e) }))
}

/** A rendered page in its shell. */
export async function wrap(gnomon: Gnomon, p: PageContext, shell: Page['shell'], done: Rendered): Promise<string> {
  const common = {
    title: done.title,
    lang: p.lang,
    actor: p.actor,
    demonstration: gnomon.config.demonstration,
    now: p.clock.now(),
    shifted: gnomon.shift.get() !== 0,
    path: p.url.pathname + p.url.search,
    stylesheet: stylesheetPath(),
    scripts: done.scripts ?? [],
    body: done.body,
    menu: portalMenu(gnomon),
  }
  const whole = shell === 'desk' ? deskShell({ ...common, groups: await deskMenu(gnomon, p) }) : portalShell(common)
  return `<!doctype html>${renderToString(whole)}`
}

/** A page that needs no database: says what happened and sends the same form again at one press, nothing retyped. */
export function sendAgain(
  gnomon: Gnomon,
  at: { lang: Lang; path: string },
  values: FormValues,
  problem: Problem,
): string {
  const { lang, path } = at
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const fields = Object.entries(typed(values)).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((v) => [name, v] as const),
  )
  return `<!doctype html>${renderToString(
    portalShell({
      title: text('请再试一次', 'Please try again'),
      lang,
      actor: anonymous,
      demonstration: gnomon.config.demonstration,
      now: gnomon.clock.now(),
      shifted: false,
      path,
      stylesheet: stylesheetPath(),
      scripts: [],
      menu: portalMenu(gnomon),
      body: (
        <main class="page narrow" id="main">
          <h1>{t('请再试一次', 'Please try again')}</h1>
          <Notice kind="warning" title={problem.title[lang]}>
            <p>
              {t(
                '您填的文字都在下面的按钮里，不用重填；选好的文件需要再选一次。',
                'What you typed goes along with the button below; files must be chosen again.',
              )}
            </p>
          </Notice>
          <form method="post" action={path}>
            <input type="hidden" name="csrf" value={typeof values.csrf === 'string' ? values.csrf : ''} />
            {fields.map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <button class="button" type="submit">
              {t('再提交一次', 'Send again')}
            </button>
          </form>
        </main>
      ),
    }),
  )}`
}
