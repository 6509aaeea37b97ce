import { contract as cases } from '../../../kernel/cases/index.ts'
import { itemVersion, rechartedItems } from '../../../kernel/catalog/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { action, type FormValues, isUuid, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import {
  DeskPage,
  Empty,
  fieldsOf,
  Light,
  List,
  listQuery,
  PlainTable,
  readFields,
  StepForm,
} from '../../../web/ui/index.ts'
import { moveCases } from '../contract.ts'
import { reviewsLegality } from '../policy.ts'

const PATH = '/desk/running'
const TITLE = text('在办件迁新版', 'Running cases and new charts')
const fields = fieldsOf(moveCases, {
  reason: {
    label: text('理由（告知当事人）', 'Reason (told to the parties)'),
    kind: 'lines',
  },
})
const read = listQuery({})

/** Items whose chart changed, with the cases that still go by an older one. */
export const running = page({
  path: PATH,
  shell: 'desk',
  allow: reviewsLegality,
  async render(p) {
    const { t, lang } = p
    const names = new Map((await units(p.tx)).map((u) => [u.code, u.name]))
    const rows = []
    for (const v of await rechartedItems(p.tx, p.clock.now())) {
      const found = await p.call(cases.migratable, { itemCode: v.code })
      rows.push({ v, open: found.length, can: found.filter((c) => c.stops === null).length })
    }
    return {
      title: TITLE,
      body: (
        <DeskPage
          p={p}
          title={t(TITLE)}
          lead={t(
            '公布新版流程图以后，在办件仍走旧图；走得通的可以迁过去。',
            'After a new chart is published, running cases go on by the old one; those that can may be moved.',
          )}
        >
          <List
            lang={lang}
            title={TITLE}
            query={read(p)}
            columns={[
              { key: 'name', title: text('事项', 'Item'), value: (r) => r.v.content.name[lang], phone: 'heading' },
              { key: 'unit', title: text('单位', 'Unit'), value: (r) => names.get(r.v.unit)?.[lang] ?? r.v.unit },
              { key: 'version', title: text('现行版本', 'Version in force'), value: (r) => r.v.number, number: true },
              { key: 'open', title: text('走旧图的', 'On older charts'), value: (r) => r.open, number: true },
              { key: 'can', title: text('能迁的', 'Can be moved'), value: (r) => r.can, number: true },
            ]}
            rows={rows}
            href={(r) => `${PATH}/${r.v.id}`}
            empty={text('没有改过流程图的事项。', 'No item has changed its chart.')}
          />
        </DeskPage>
      ),
    }
  },
})

/** The cases of one item, each with why it cannot be moved, and one button for those that can. */
export const runningItem = page({
  path: `${PATH}/:id`,
  shell: 'desk',
  allow: reviewsLegality,
  actions: {
    move: action({
      operation: moveCases,
      input: (f: FormValues, p) => ({ ...readFields(fields, f), id: p.params.id! }),
      next: (out, p) => `${p.url.pathname}?moved=${out.moved.length}&left=${out.left.length}`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const version = isUuid(p.params.id) ? await itemVersion(p.tx, p.params.id) : undefined
    if (version?.status !== 'published') throw standardProblem('NOT_FOUND')
    const found = await p.call(cases.migratable, { itemCode: version.code })
    const can = found.filter((c) => c.stops === null).length
    return {
      title: text(`${TITLE.zh}：${version.content.name.zh}`, `${TITLE.en}: ${version.content.name.en}`),
      body: (
        <DeskPage
          p={p}
          title={version.content.name[lang]}
          back={{ href: PATH, text: t(TITLE) }}
          labels={{ reason: t('理由', 'Reason') }}
          said={[
            [
              p.query.moved,
              text(
                `迁了 ${Number(p.query.moved)} 件，留下 ${Number(p.query.left)} 件。`,
                `Moved: ${Number(p.query.moved)}; left: ${Number(p.query.left)}.`,
              ),
            ],
          ]}
        >
          {found.length === 0 ? (
            <Empty>{t('没有走旧图的在办件。', 'No running case goes by an older chart.')}</Empty>
          ) : (
            <PlainTable
              caption={t('走旧图的在办件', 'Running cases on older charts')}
              columns={[
                { title: t('办件编号', 'Number') },
                { title: t('状态', 'State') },
                { title: t('能不能迁', 'Can it be moved') },
              ]}
              rows={found.map((c) => [
                <span class="num">{c.number}</span>,
                c.statusText[lang],
                c.stops ? (
                  <>
                    <Light colour="yellow">{t('留在旧图', 'stays')}</Light> {c.stops[lang]}
                  </>
                ) : (
                  <Light colour="green">{t('能迁', 'can')}</Light>
                ),
              ])}
            />
          )}
          {can > 0 && (
            <StepForm
              p={p}
              name="move"
              button={t(`迁 ${can} 件`, `Move ${can}`)}
              fields={fields}
              tells={t(
                '每件记一个公开行为；期限和材料还按受理时的版本。',
                'Each gets a published act; limits and materials stay those of the version under which it was accepted.',
              )}
            />
          )}
        </DeskPage>
      ),
    }
  },
})
