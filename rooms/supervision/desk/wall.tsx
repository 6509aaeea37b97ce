import { dayOf } from '../../../kernel/calendar/index.ts'
import { page, postOf, type Text, text } from '../../../kernel/platform/index.ts'
import {
  type Column,
  csvFile,
  DeskPage,
  Figure,
  Light,
  List,
  Live,
  LivePart,
  listQuery,
  oneOf,
  ShadowScale,
  sayDay,
  words,
} from '../../../web/ui/index.ts'
import { wall } from '../contract.ts'
import { pathOfCase, paths } from '../paths.ts'
import type { WallRow } from '../wall.ts'
import { WallNow } from './wall-now.tsx'

const queryOf = listQuery(
  { show: oneOf(['today', 'open']), light: oneOf(['red', 'yellow']), unit: words, q: words, projector: oneOf(['1']) },
  // A screenful: who wants more turns the page or takes the file.
  { sort: ['number', 'unit', 'due'], size: 25 },
)
const title = text('监察墙', 'The wall')
const heads: Record<'city' | 'office' | 'unit', Text> = {
  city: text('再监察：全市', 'Second level: the whole city'),
  office: text('初级监察', 'First level'),
  unit: text('本单位的牌', 'Lights of my unit'),
}

/** Numbers, one row a case, and where red lights gather. Calm until it matters: only what is late has a colour. */
export default page({
  path: paths.wall,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor) !== undefined,
  async render(p) {
    const { t, lang } = p
    const q = queryOf(p)
    const { show = 'lights', light, unit, q: number, projector } = q.filters
    const w = await p.call(wall, {
      show,
      ...(light ? { light } : {}),
      ...(unit ? { unit } : {}),
      ...(number ? { text: number } : {}),
      ...(q.sort ? { sort: q.sort.by, descending: q.sort.down } : {}),
      page: q.page,
      size: q.size,
    } as never)
    // What is live is the whole scope, newest state first; who asked for some cases looks at these as they were asked for.
    const plain = show === 'lights' && !light && !unit && !number && !q.sort && q.page === 1
    const today = dayOf(p.clock.now())
    const columns: Column<WallRow>[] = [
      { key: 'number', title: text('办件', 'Case'), value: (r) => r.number, sort: 'up', phone: 'heading' },
      {
        key: 'light',
        title: text('牌', 'Light'),
        value: (r) => r.says?.[lang] ?? '',
        cell: (r) =>
          r.light ? (
            <Light colour={r.light}>
              {r.light === 'red' ? t('红牌', 'red') : t('黄牌', 'yellow')} · {r.says![lang]}
            </Light>
          ) : (
            '—'
          ),
      },
      { key: 'title', title: text('事项', 'Matter'), value: (r) => r.title[lang] },
      { key: 'unit', title: text('单位', 'Unit'), value: (r) => r.unitName[lang], sort: 'up' },
      { key: 'holder', title: text('轮到', 'Waits for'), value: (r) => r.holder?.[lang] ?? r.status[lang] },
      {
        key: 'due',
        title: text('期限', 'Due'),
        sort: 'up',
        value: (r) => r.due,
        cell: (r) => (
          <>
            {r.due ? sayDay(r.due, lang) : '—'}
            {r.late > 0 && <strong> {t(`逾期 ${r.late} 日`, `${r.late} days late`)}</strong>}
          </>
        ),
      },
      {
        key: 'clock',
        title: text('时钟', 'Clock'),
        phone: 'none',
        cell: (r) => {
          const { statutory, promised } = r.clocks
          const other = statutory || promised ? undefined : Object.values(r.clocks)[0]
          return <ShadowScale statutory={statutory} promised={promised ?? other} today={today} lang={lang} small />
        },
      },
      {
        key: 'measures',
        title: text('催办督办', 'Measures'),
        value: (r) => r.waiting,
        cell: (r) => (
          <>
            {r.waiting > 0 && <span class="small">{t(`${r.waiting} 待答复 `, `${r.waiting} waiting `)}</span>}
            {r.mayRemind && (
              <a class="no-print hide-projector" href={pathOfCase(r.number, '?do=reminder#reminder')}>
                {t('催办', 'Remind')}
                <span class="visually-hidden"> {r.number}</span>
              </a>
            )}
          </>
        ),
      },
    ]
    if (q.csv) return csvFile(title, columns, w.rows, p)
    return {
      title,
      scripts: ['/assets/live.js'],
      body: (
        <div class={projector ? 'projector' : undefined}>
          <DeskPage
            p={p}
            title={heads[w.scope][lang]}
            actions={
              <>
                <a href={paths.performance}>{t('效能评估', 'Performance')}</a>{' '}
                <a href={q.href({ projector: projector ? null : 1 })}>
                  {projector ? t('退出投影', 'Leave projector mode') : t('投影', 'Projector')}
                </a>
              </>
            }
          >
            {plain ? (
              <Live
                src={paths.live}
                here={q.href({})}
                lang={lang}
                label={t('实时的总数和最要紧的办件', 'Live numbers, and the worst cases')}
              >
                <LivePart name="wall">
                  <WallNow w={w} lang={lang} current={light ?? show} />
                </LivePart>
              </Live>
            ) : (
              <WallNow w={w} lang={lang} current={light ?? show} />
            )}
            <List
              lang={lang}
              title={title}
              query={q}
              rows={w.rows}
              total={w.total}
              columns={columns}
              href={(r) => pathOfCase(r.number)}
              edge={(r) => r.light ?? undefined}
              empty={
                show === 'lights'
                  ? text('没有亮着的牌。', 'No light is on.')
                  : text('没有这样的办件。', 'No such case.')
              }
              filters={
                projector
                  ? []
                  : [
                      { name: 'q', title: text('办件编号', 'Case number'), kind: 'search' },
                      {
                        name: 'show',
                        title: text('看哪些', 'Which'),
                        kind: 'choice',
                        all: text('亮着牌的', 'with a light'),
                        options: [
                          { value: 'today', text: text('今日到期', 'due today') },
                          { value: 'open', text: text('全部在办', 'all open') },
                        ],
                      },
                      {
                        name: 'light',
                        title: text('牌', 'Light'),
                        kind: 'choice',
                        options: [
                          { value: 'red', text: text('红牌', 'red') },
                          { value: 'yellow', text: text('黄牌', 'yellow') },
                        ],
                      },
                      ...(w.units.length > 1
                        ? [
                            {
                              name: 'unit',
                              title: text('单位', 'Unit'),
                              kind: 'choice' as const,
                              options: w.units.map((u) => ({ value: u.unit, text: u.name })),
                            },
                          ]
                        : []),
                    ]
              }
            />
            {w.heat.length > 0 && (
              <>
                <h2>{t('红牌出在哪里', 'Where red lights gather')}</h2>
                <Figure
                  lang={lang}
                  kind="heat"
                  x={w.weeks}
                  series={w.heat.map((h) => ({ name: h.name, values: h.red }))}
                  of={text('周（周一）', 'Week from Monday')}
                  unit={text('件', 'cases')}
                  caption={t(
                    '十二周来各单位每周亮红牌的件数',
                    'Cases with a new red light, by unit and week, twelve weeks',
                  )}
                />
              </>
            )}
          </DeskPage>
        </div>
      ),
    }
  },
})
