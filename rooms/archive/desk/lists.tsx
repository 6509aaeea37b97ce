import { ARCHIVIST, contract as archive } from '../../../kernel/archive/index.ts'
import { caseKinds } from '../../../kernel/cases/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { action, holdsPost, type Output, page, postOf, text } from '../../../kernel/platform/index.ts'
import {
  Act,
  type Column,
  csvFile,
  DeskPage,
  Light,
  List,
  listQuery,
  oneOf,
  sayDay,
  words,
} from '../../../web/ui/index.ts'
import * as paths from '../paths.ts'
import { STATES, stateWords } from '../words.ts'

export const ROLES = [ARCHIVIST, 'clerk', 'reviewer', 'approver', 'chief-supervisor', 'auditor']
const title = text('档案', 'Archive')
const query = listQuery({ q: words, state: oneOf(STATES), kind: words })
type Row = Output<typeof archive.listVolumes>['rows'][number]
const kindName = (kind: string) => caseKinds.get(kind)?.title ?? text(kind, kind)

const ofKind = () => ({
  name: 'kind',
  title: text('种类', 'Kind'),
  kind: 'choice' as const,
  options: [...caseKinds.values()].map((k) => ({ value: k.kind, text: k.title })),
})

export const volumes = page({
  path: paths.desk,
  shell: 'desk',
  allow: holdsPost(ROLES),
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const { q: typed, state, kind } = q.filters
    const { jurisdiction } = postOf(p.actor)!
    const size = Math.min(q.size, 5000)
    const found = await p.call(archive.listVolumes, { jurisdiction, text: typed, state, kind, page: q.page, size })
    const nameOf = new Map((await units(p.tx)).map((u) => [u.code, u.name]))
    const columns: Column<Row>[] = [
      { key: 'number', title: text('档号', 'Number'), value: (r) => r.number, phone: 'heading' },
      { key: 'title', title: text('题名', 'Title'), value: (r) => r.title[lang] },
      { key: 'case', title: text('办件', 'Case'), value: (r) => r.caseNumber },
      {
        key: 'unit',
        title: text('立卷单位', 'Unit'),
        value: (r) => nameOf.get(r.unit)?.[lang] ?? r.unit,
        phone: 'none',
      },
      {
        key: 'archived',
        title: text('归档', 'Archived'),
        value: (r) => r.archivedAt,
        cell: (r) => sayDay(r.archivedAt, lang),
      },
      { key: 'keep', title: text('保管至', 'Kept until'), value: (r) => r.keepUntil ?? t('永久', 'for ever') },
      {
        key: 'pages',
        title: text('页数', 'Pages'),
        number: true,
        value: (r) => r.pages,
        cell: (r) => r.pages ?? t('装订中', 'being bound'),
      },
      {
        key: 'state',
        title: text('状态', 'State'),
        value: (r) => stateWords[r.state][lang],
        cell: (r) =>
          r.state === 'overdue' ? <Light colour="red">{t(stateWords.overdue)}</Light> : t(stateWords[r.state]),
      },
    ]
    if (q.csv) return csvFile(title, columns, found.rows, p)
    return {
      title,
      body: (
        <DeskPage p={p} title={title[lang]} actions={<a href={paths.waiting}>{t('待归档', 'To archive')}</a>}>
          <List
            lang={lang}
            title={title}
            query={q}
            rows={found.rows}
            total={found.total}
            columns={columns}
            href={(r) => paths.volume(r.id)}
            edge={(r) => (r.state === 'overdue' ? 'red' : r.state === 'over' ? 'yellow' : 'off')}
            empty={text('还没有案卷。', 'No volumes yet.')}
            filters={[
              { name: 'q', title: text('档号、办件、题名', 'Number, case, title'), kind: 'search' },
              {
                name: 'state',
                title: text('状态', 'State'),
                kind: 'choice',
                options: STATES.map((value) => ({ value, text: stateWords[value] })),
              },
              ofKind(),
            ]}
          />
        </DeskPage>
      ),
    }
  },
})

type Waiting = Output<typeof archive.toArchive>['rows'][number]
const waitingTitle = text('待归档', 'To archive')

export const waiting = page({
  path: paths.waiting,
  shell: 'desk',
  allow: holdsPost(ROLES),
  actions: {
    archive: action({
      operation: archive.archiveCase,
      input: (form) => ({ caseId: form.caseId }),
      next: ({ number }) => `${paths.waiting}?done=${encodeURIComponent(number)}`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const { done, ...address } = p.query
    const q = listQuery({ q: words, kind: words }, { size: 30 })({ query: address, url: p.url })
    const { q: typed, kind } = q.filters
    const { jurisdiction } = postOf(p.actor)!
    const { rows, total } = await p.call(archive.toArchive, {
      jurisdiction,
      text: typed?.trim() || undefined,
      kind,
      page: q.page,
    })
    const nameOf = new Map((await units(p.tx)).map((u) => [u.code, u.name]))
    const may = postOf(p.actor, ARCHIVIST, 'clerk', 'reviewer', 'approver') !== undefined
    const columns: Column<Waiting>[] = [
      { key: 'number', title: text('办件', 'Case'), value: (r) => r.number, phone: 'heading' },
      { key: 'kind', title: text('种类', 'Kind'), value: (r) => kindName(r.kind)[lang] },
      { key: 'unit', title: text('单位', 'Unit'), value: (r) => nameOf.get(r.unit)?.[lang] ?? r.unit },
      { key: 'closed', title: text('办结', 'Closed'), cell: (r) => sayDay(r.closedAt, lang) },
      ...(may
        ? [
            {
              key: 'do',
              title: text('归档', 'Archive'),
              cell: (r: Waiting) => (
                <form method="post">
                  <Act p={p} name="archive" />
                  <input type="hidden" name="caseId" value={r.caseId} />
                  <button class="button" type="submit" aria-label={t(`归档 ${r.number}`, `Archive ${r.number}`)}>
                    {t('归档', 'Archive')}
                  </button>
                </form>
              ),
            },
          ]
        : []),
    ]
    return {
      title: waitingTitle,
      body: (
        <DeskPage
          p={p}
          title={waitingTitle[lang]}
          back={{ href: paths.desk, text: title[lang] }}
          lead={t(
            '办结的件。归档后取得档号，卷宗由机器编目、编页、装订。',
            'Closed cases. Archived, each gets its number; contents, page numbers and binding are made by machine.',
          )}
          said={[[done, text(`已归档，档号 ${done}。`, `Archived as ${done}.`)]]}
        >
          <List
            lang={lang}
            title={waitingTitle}
            query={q}
            rows={rows}
            total={total}
            columns={columns}
            noFile
            filters={[{ name: 'q', title: text('办件编号', 'Number of the case'), kind: 'search' }, ofKind()]}
            empty={text('没有待归档的。', 'Nothing waits.')}
          />
        </DeskPage>
      ),
    }
  },
})
