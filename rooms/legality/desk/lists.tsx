import { listVersions, type VersionLine, type VersionStatus } from '../../../kernel/catalog/index.ts'
import { type UnitView, units } from '../../../kernel/identity/index.ts'
import { action, type FormValues, type Lang, page, postOf, type Text, text } from '../../../kernel/platform/index.ts'
import {
  Act,
  Button,
  type Column,
  csvFile,
  DeskPage,
  type FilterField,
  List,
  listQuery,
  oneOf,
  sayTime,
  words,
} from '../../../web/ui/index.ts'
import * as contract from '../contract.ts'

export const statusWords: Record<VersionStatus, Text> = {
  draft: text('草稿', 'draft'),
  'in-review': text('审查中', 'in review'),
  returned: text('已退回', 'returned'),
  passed: text('审查通过', 'passed'),
  published: text('已公布', 'published'),
  retired: text('已停用', 'retired'),
}

const columnsOf = (lang: Lang, all: readonly UnitView[]): Column<VersionLine>[] => [
  {
    key: 'name',
    title: text('事项', 'Item'),
    value: (v) => v.name?.[lang] ?? v.code,
    sort: 'up',
    phone: 'heading',
  },
  {
    key: 'unit',
    title: text('单位', 'Unit'),
    value: (v) => all.find((u) => u.code === v.unit)?.name[lang] ?? v.unit,
    sort: 'up',
  },
  { key: 'version', title: text('版本', 'Version'), value: (v) => v.number, number: true },
  { key: 'status', title: text('状态', 'State'), value: (v) => statusWords[v.status][lang] },
  {
    key: 'changed',
    title: text('修改于', 'Changed'),
    value: (v) => v.updatedAt,
    cell: (v) => sayTime(v.updatedAt, lang),
    sort: 'down',
  },
]
const choiceOf = (statuses: readonly VersionStatus[], all: Text): FilterField => ({
  name: 'state',
  title: text('状态', 'State'),
  kind: 'choice',
  all,
  options: statuses.map((value) => ({ value, text: statusWords[value] })),
})
const search: FilterField = { name: 'q', title: text('事项', 'Item'), kind: 'search' }
const SORTED = { sort: ['name', 'unit', 'changed'] as const }
const sortOf = (sort: { by: string; down: boolean } | undefined) =>
  sort as { by: 'name' | 'unit' | 'changed'; down: boolean } | undefined

export const OF_DRAFTER = ['draft', 'returned', 'in-review', 'passed'] as const
const draftsQuery = listQuery({ q: words, state: oneOf([...OF_DRAFTER, 'published']) }, SORTED)
const draftsTitle = text('事项编制', 'Drafts')

/** The drafter's desk: open versions of the unit; its items in force, to begin a new version from, are one filter away and below. */
export const drafts = page({
  path: '/desk/drafts',
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, 'drafter') !== undefined,
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
    const q = draftsQuery(p)
    const { q: typed, state } = q.filters
    const range = { limit: q.size, offset: (q.page - 1) * q.size, sort: sortOf(q.sort) }
    const [found, all, published] = await Promise.all([
      listVersions(p.tx, { statuses: state ? [state] : OF_DRAFTER, unit, text: typed, ...range }),
      units(p.tx),
      listVersions(p.tx, { statuses: ['published'], unit, text: typed, limit: 100, sort: { by: 'name', down: false } }),
    ])
    const columns = columnsOf(lang, all).filter((c) => c.key !== 'unit')
    if (q.csv) return csvFile(draftsTitle, columns, found.rows, p)
    return {
      title: draftsTitle,
      body: (
        <DeskPage p={p} title={draftsTitle[lang]}>
          <h2>{t('没办完的版本', 'Open versions')}</h2>
          <List
            lang={lang}
            title={draftsTitle}
            query={q}
            rows={found.rows}
            total={found.total}
            columns={columns}
            filters={[search, choiceOf([...OF_DRAFTER, 'published'], text('没办完的', 'open'))]}
            href={(v) => `/desk/drafts/${v.id}`}
            empty={text('没有草稿。从下面的现行事项起草新版本。', 'No drafts. Begin a new version from an item below.')}
          />
          <h2>{t('现行事项', 'Items in force')}</h2>
          {published.rows.map((i) => (
            <form method="post" class="actions">
              <Act p={p} name="open" />
              <input type="hidden" name="code" value={i.code} />
              <a href={`/items/${i.code}`}>{i.name?.[lang] ?? i.code}</a>
              <Button secondary>
                {t('起草新版本', 'Draft a new version')}
                <span class="visually-hidden">
                  {t('：', ': ')}
                  {i.name?.[lang] ?? i.code}
                </span>
              </Button>
            </form>
          ))}
        </DeskPage>
      ),
    }
  },
})

const REVIEWED = ['in-review', 'passed', 'published', 'retired'] as const
export const WAITING = ['in-review', 'passed'] as const
const reviewsQuery = listQuery({ q: words, state: oneOf(REVIEWED), unit: words }, SORTED)
const reviewsTitle = text('合法性审查', 'Legality review')

/** The legal office's desk: what waits for review or publication; what was published is one filter away. */
export const reviews = page({
  path: '/desk/review',
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, 'legal-officer') !== undefined,
  async render(p) {
    const { lang } = p
    const q = reviewsQuery(p)
    const { q: typed, state, unit } = q.filters
    const [found, all] = await Promise.all([
      listVersions(p.tx, {
        statuses: state ? [state] : WAITING,
        unit,
        text: typed,
        sort: sortOf(q.sort),
        limit: q.size,
        offset: (q.page - 1) * q.size,
      }),
      units(p.tx),
    ])
    const columns = columnsOf(lang, all)
    if (q.csv) return csvFile(reviewsTitle, columns, found.rows, p)
    return {
      title: reviewsTitle,
      body: (
        <DeskPage p={p} title={reviewsTitle[lang]}>
          <List
            lang={lang}
            title={reviewsTitle}
            query={q}
            rows={found.rows}
            total={found.total}
            columns={columns}
            filters={[
              search,
              choiceOf(REVIEWED, text('待审查和待公布', 'to review or publish')),
              {
                name: 'unit',
                title: text('单位', 'Unit'),
                kind: 'choice',
                options: all.map((u) => ({ value: u.code, text: u.name })),
              },
            ]}
            href={(v) => `/desk/review/${v.id}`}
            edge={(v) => (v.status === 'in-review' ? 'yellow' : undefined)}
            empty={text('这里没有事项。', 'Nothing here.')}
          />
        </DeskPage>
      ),
    }
  },
})
