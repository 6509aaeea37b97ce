import { listPublished, powerTypes, versionsByStatus } from '../../../kernel/catalog/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { action, type FormValues, page, postOf, type Text, text } from '../../../kernel/platform/index.ts'
import { Act, Button, Empty, ErrorSummary, sayTime, Tabs } from '../../../web/ui/index.ts'
import * as contract from '../contract.ts'

export const statusWords: Record<string, Text> = {
  draft: text('草稿', 'draft'),
  'in-review': text('审查中', 'in review'),
  returned: text('已退回', 'returned'),
  passed: text('审查通过', 'passed'),
  published: text('已公布', 'published'),
  retired: text('已停用', 'retired'),
}

/** The drafter's desk: open drafts of the unit, and its published items to begin a new version from. */
export const drafts = page({
  path: '/desk/drafts',
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, 'drafter') !== undefined,
  nav: {
    title: text('事项编制', 'Drafts'),
    order: 20,
    count: async (p) =>
      (await versionsByStatus(p.tx, ['draft', 'returned', 'passed'], postOf(p.actor)?.unitCode)).length,
  },
  actions: {
    open: action({
      operation: contract.openDraft,
      input: (f: FormValues) => ({ code: String(f.code) }),
      next: (output) => `/desk/drafts/${output.id}`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const unit = postOf(p.actor)!.unitCode
    const open = await versionsByStatus(p.tx, ['draft', 'returned', 'in-review', 'passed'], unit)
    const published = await listPublished(p.tx, p.clock.now(), { unit })
    return {
      title: text('事项编制', 'Drafts'),
      body: (
        <>
          <h1>{t('事项编制', 'Drafts')}</h1>
          {p.form && (
            <ErrorSummary
              fields={p.form.fields}
              lang={lang}
              title={(p.form.problem.detail ?? p.form.problem.title)[lang]}
            />
          )}
          <h2>{t('没办完的版本', 'Open versions')}</h2>
          {open.length === 0 ? (
            <Empty>
              {t('没有草稿。从下面的现行事项起草新版本。', 'No drafts. Begin a new version from an item below.')}
            </Empty>
          ) : (
            <table class="table dense" data-rows>
              <thead>
                <tr>
                  <th scope="col">{t('事项', 'Item')}</th>
                  <th scope="col">{t('版本', 'Version')}</th>
                  <th scope="col">{t('状态', 'State')}</th>
                  <th scope="col">{t('修改于', 'Changed')}</th>
                </tr>
              </thead>
              <tbody>
                {open.map((v) => (
                  <tr>
                    <td>
                      <a href={`/desk/drafts/${v.id}`}>{v.content.name?.[lang] ?? v.code}</a>
                    </td>
                    <td>{v.number}</td>
                    <td>{statusWords[v.status]![lang]}</td>
                    <td class="when">{sayTime(v.updatedAt, lang)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <h2>{t('现行事项', 'Items in force')}</h2>
          {published.map((i) => (
            <form method="post" class="actions">
              <Act p={p} name="open" />
              <input type="hidden" name="code" value={i.code} />
              <span>
                <a href={`/items/${i.code}`}>{i.name[lang]}</a>{' '}
                <span class="badge">{powerTypes[i.powerType as keyof typeof powerTypes]?.[lang]}</span>
              </span>
              <Button secondary>{t('起草新版本', 'Draft a new version')}</Button>
            </form>
          ))}
        </>
      ),
    }
  },
})

/** The legal office's desk: what waits for review, what passed and waits for publication, what was published. */
export const reviews = page({
  path: '/desk/review',
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, 'legal-officer') !== undefined,
  nav: {
    title: text('合法性审查', 'Legality review'),
    order: 30,
    count: async (p) => (await versionsByStatus(p.tx, ['in-review', 'passed'])).length,
  },
  async render(p) {
    const { t, lang } = p
    const tab = p.query.tab === 'published' ? 'published' : p.query.tab === 'passed' ? 'passed' : 'in-review'
    const [waiting, passed] = [await versionsByStatus(p.tx, ['in-review']), await versionsByStatus(p.tx, ['passed'])]
    const list =
      tab === 'in-review' ? waiting : tab === 'passed' ? passed : await versionsByStatus(p.tx, ['published', 'retired'])
    const names = new Map((await units(p.tx)).map((u) => [u.code, u.name]))
    return {
      title: text('合法性审查', 'Legality review'),
      body: (
        <>
          <h1>{t('合法性审查', 'Legality review')}</h1>
          <Tabs
            label={t('状态', 'State')}
            tabs={[
              {
                href: '?tab=in-review',
                text: t('待审查', 'To review'),
                count: waiting.length,
                current: tab === 'in-review',
              },
              { href: '?tab=passed', text: t('待公布', 'To publish'), count: passed.length, current: tab === 'passed' },
              { href: '?tab=published', text: t('已公布', 'Published'), current: tab === 'published' },
            ]}
          />
          {list.length === 0 ? (
            <Empty>{t('这里没有事项。', 'Nothing here.')}</Empty>
          ) : (
            <table class="table dense" data-rows>
              <thead>
                <tr>
                  <th scope="col">{t('事项', 'Item')}</th>
                  <th scope="col">{t('单位', 'Unit')}</th>
                  <th scope="col">{t('版本', 'Version')}</th>
                  <th scope="col">{t('状态', 'State')}</th>
                  <th scope="col">{t('时间', 'Time')}</th>
                </tr>
              </thead>
              <tbody>
                {list.map((v) => (
                  <tr>
                    <td>
                      <a href={`/desk/review/${v.id}`}>{v.content.name[lang]}</a>
                    </td>
                    <td>{names.get(v.unit)?.[lang]}</td>
                    <td>{v.number}</td>
                    <td>{statusWords[v.status]![lang]}</td>
                    <td class="when">{sayTime(v.updatedAt, lang)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </>
      ),
    }
  },
})
