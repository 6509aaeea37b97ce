import { page, postOf, text } from '../../../kernel/platform/index.ts'
import { type Column, csvFile, DeskPage, Light, List, listQuery, oneOf, sayDay, words } from '../../../web/ui/index.ts'
import { type MeasureView, measures, openMeasures } from '../contract.ts'
import { RUNG_TITLES, RUNGS } from '../ladder.ts'
import { pathOfCase, paths } from '../paths.ts'
import { ANSWER_LABELS, answering, MeasureCard, stateWords } from './answer.tsx'

const queryOf = listQuery({
  q: words,
  state: oneOf(['waiting', 'answered', 'closed']),
  kind: oneOf(RUNGS),
})
const title = text('催办督办', 'Reminders and orders')

/** What waits for an answer of the reader's unit, each with its own form; below, all measures that the reader's post may see. */
export default page({
  path: paths.measures,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor) !== undefined,
  actions: answering,
  async render(p) {
    const { t, lang } = p
    const q = queryOf(p)
    const { q: number, ...filters } = q.filters
    const found = await p.call(measures, {
      ...filters,
      ...(number ? { text: number } : {}),
      page: q.page,
      size: q.size,
    })
    const columns: Column<MeasureView>[] = [
      { key: 'number', title: text('办件', 'Case'), value: (m) => m.number, phone: 'heading' },
      {
        key: 'kind',
        title: text('种类', 'Kind'),
        value: (m) => m.title[lang],
      },
      { key: 'unit', title: text('单位', 'Unit'), value: (m) => m.unitName[lang] },
      { key: 'office', title: text('发出', 'Sent by'), value: (m) => m.officeName[lang], phone: 'none' },
      { key: 'said', title: text('内容', 'Words'), value: (m) => m.said },
      { key: 'answer', title: text('答复', 'Answer'), value: (m) => m.answer },
      { key: 'issued', title: text('发出日期', 'Sent on'), value: (m) => sayDay(m.issuedAt, lang), phone: 'none' },
      {
        key: 'due',
        title: text('答复期限', 'Answer by'),
        value: (m) => m.due,
        cell: (m) => (m.due ? sayDay(m.due, lang) : '—'),
      },
      {
        key: 'state',
        title: text('状态', 'State'),
        value: (m) => stateWords[m.state][lang],
        cell: (m) =>
          m.state === 'waiting' && m.late ? (
            <Light colour="red">{t('逾期未答复', 'answer overdue')}</Light>
          ) : (
            stateWords[m.state][lang]
          ),
      },
    ]
    if (q.csv) return csvFile(title, columns, found.measures, p)
    const waiting = (await p.call(openMeasures, {})).measures
    return {
      title,
      body: (
        <DeskPage
          p={p}
          title={title[lang]}
          said={[[p.query.done, text('已办。', 'Done.')]]}
          labels={ANSWER_LABELS[lang]}
        >
          <p class="small no-print">
            <a href={paths.appeals}>{t('申诉', 'Appeals')}</a>
            {postOf(p.actor, 'chief-supervisor') && (
              <>
                {' · '}
                <a href={paths.reviews}>{t('灭牌抽查', 'Review of lights that went off')}</a>
              </>
            )}
          </p>
          {waiting.length > 0 && (
            <section class="measure-cards" aria-labelledby="waiting-title">
              <h2 id="waiting-title">{t('等本单位答复', 'Waiting for an answer of my unit')}</h2>
              {waiting.map((m) => (
                <MeasureCard p={p} m={m} link />
              ))}
            </section>
          )}
          <List
            lang={lang}
            title={title}
            query={q}
            rows={found.measures}
            total={found.total}
            columns={columns}
            href={(m) => pathOfCase(m.number, `#m-${m.id}`)}
            edge={(m) => (m.state !== 'waiting' ? 'off' : m.late ? 'red' : 'yellow')}
            empty={text('没有催办和督办。', 'No reminders or orders.')}
            filters={[
              { name: 'q', title: text('办件编号', 'Case number'), kind: 'search' },
              {
                name: 'state',
                title: text('状态', 'State'),
                kind: 'choice',
                options: (['waiting', 'answered', 'closed'] as const).map((value) => ({
                  value,
                  text: stateWords[value],
                })),
              },
              {
                name: 'kind',
                title: text('种类', 'Kind'),
                kind: 'choice',
                options: RUNGS.map((value) => ({ value, text: RUNG_TITLES[value] })),
              },
            ]}
          />
        </DeskPage>
      ),
    }
  },
})
