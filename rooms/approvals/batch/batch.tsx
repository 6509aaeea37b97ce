// Longer than 300 lines: one page with its rows, its table and its papers.
import { isDeepStrictEqual } from 'node:util'
import { draftKey, findDraft, keptFor, papersOfDraft, unfinishedOf } from '../../../kernel/cases/index.ts'
import { type ItemVersion, warningsOf } from '../../../kernel/catalog/index.ts'
import {
  action,
  csvText,
  type FormValues,
  NoWorkbook,
  noWorkbook,
  type PageContext,
  type PersonActor,
  Problem,
  page,
  standardErrors,
  standardProblem,
  type Text,
  tableRows,
  text,
  uploaded,
} from '../../../kernel/platform/index.ts'
import {
  Button,
  EnterSaves,
  Field,
  PaperUpload,
  PortalPage,
  readForm,
  SchemaForm,
  titleOf,
} from '../../../web/ui/index.ts'
import * as contract from '../contract.ts'
import { knownOf } from '../known.ts'
import { lookUp } from '../look-up.ts'
import { withQuery } from '../portal/address.ts'
import {
  again,
  capacityIn,
  draftActions,
  itemOf,
  moveDraft,
  paperOf,
  SAID,
  SubmitBar,
} from '../portal/application-form.tsx'
import { CapacityChoice } from '../portal/capacity-choice.tsx'
import { lookUps } from '../portal/look-ups.tsx'
import { ownLicences } from '../portal/own-licences.tsx'
import { prefill } from '../prefill.rules.ts'
import { QuotaNotice } from '../quota/quota.tsx'
import { ownOf } from '../standing.ts'
import { batchForm, columnsOf, formOfRows, pastedRows, rowKey, rowsOf, rowsOfTable } from './batch.rules.ts'

type Row = Record<string, unknown>
const one = (v: unknown) => (typeof v === 'string' ? v : '')
/** How many rows the page had that was sent. */
const many = (f: FormValues) => Math.min(contract.MOST_AT_ONCE, Math.max(1, Number(one(f.many)) || 1))
const rowsIn = (item: ItemVersion, f: FormValues): Row[] => rowsOf(readForm(batchForm(item.form, 0, many(f)), f))
const filled = (row: Row) => Object.values(row).some((v) => v !== undefined && v !== '')

const inAll = async (f: FormValues, p: PageContext) => {
  const item = await itemOf(p)
  return { itemCode: item.code, form: formOfRows(rowsIn(item, f)), capacity: capacityIn(p, f) }
}
/** Saves the rows as they are after a change. */
const saves = (
  change: (rows: Row[], f: FormValues, p: PageContext, item: ItemVersion) => Row[] | Promise<Row[]>,
  then: string,
) =>
  action({
    operation: contract.saveApplicationDraft,
    input: async (f: FormValues, p: PageContext) => {
      const item = await itemOf(p)
      const rows = await change(rowsIn(item, f), f, p, item)
      return { itemCode: item.code, form: formOfRows(rows), capacity: capacityIn(p, f), batch: true }
    },
    next: (_, p) => again(p, then),
  })

const wrongTable = (why: Text) =>
  new Problem('INVALID', standardErrors.INVALID, { detail: why, fields: { table: why } })

/** Of the file that was chosen, or of what was pasted. */
async function imported(rows: Row[], f: FormValues, p: PageContext, item: ItemVersion): Promise<Row[]> {
  const file = uploaded(f.table)
  const pasted = one(f.pasted)
  const cells = file?.bytes.length
    ? await tableRows(file.bytes).catch((error) => {
        throw error instanceof NoWorkbook ? wrongTable(noWorkbook[error.why]) : error
      })
    : pastedRows(pasted)
  if (!cells) throw wrongTable(noWorkbook.quote)
  const read = rowsOfTable(item.form, cells)
  if ('problem' in read) throw wrongTable(read.problem)
  // A row that nobody touched since it was filled in for him gives way.
  const begun = prefill(item.form, await knownOf(p, item, capacityIn(p, f))).values
  const all = [...rows.filter((row) => filled(row) && !isDeepStrictEqual(row, begun)), ...read.rows]
  if (all.length > contract.MOST_AT_ONCE)
    throw wrongTable(
      text(
        `一次至多 ${contract.MOST_AT_ONCE} 件，接上这张表有 ${all.length} 件。`,
        `At most ${contract.MOST_AT_ONCE} at once; with this table there are ${all.length}.`,
      ),
    )
  return all
}

/** Several at once: each row is the item's form, the papers are handed in once. Every button saves first; without a script, too. */
export default page({
  path: '/apply/:item/several',
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    ...draftActions('several', inAll),
    // A new one begins as the last: mostly little differs.
    add: saves((rows) => [...rows, { ...rows.at(-1) }].slice(0, contract.MOST_AT_ONCE), 'saved=1#more'),
    drop: saves(
      (rows, _, p) => (rows.length > 1 ? rows.filter((_, i) => rowKey(i) !== p.query.row) : [{}]),
      'saved=1#form',
    ),
    import: saves(imported, 'imported=1#form'),
    submit: action({
      operation: contract.submitBatch,
      input: async (f: FormValues, p: PageContext) => {
        const item = await itemOf(p)
        return { itemCode: item.code, rows: rowsIn(item, f), capacity: capacityIn(p, f) }
      },
      next: ({ batch }, p) => `/my/several/${p.params.item!}/${batch}?submitted=1`,
    }),
    move: moveDraft(true),
  },
  async render(p) {
    const item = await itemOf(p)
    const { t, lang } = p
    const { name, materials } = item.content
    const { joint, below } = ownOf(item.content)
    if (joint || below) throw standardProblem('NOT_FOUND', { detail: contract.submitBatch.errors.NOT_SEVERAL })
    const title = text(`一次申请多件：${name.zh}`, `Several at once: ${name.en}`)
    const columns = columnsOf(item.form, lang)
    if (p.query.format === 'csv')
      return {
        title,
        bytes: {
          data: new TextEncoder().encode(csvText([columns])),
          type: 'text/csv; charset=utf-8',
          name: `${name[lang]}.csv`,
        },
      }
    const { personId } = p.actor as PersonActor
    const { jurisdiction } = item
    const capacity = capacityIn(p)
    const here = p.url.pathname + (capacity === '' ? '' : `?as=${encodeURIComponent(capacity)}`)
    const key = draftKey({ itemCode: item.code, capacity, batch: true })
    const draft = await findDraft(p.tx, jurisdiction, personId, key)
    const stored = await papersOfDraft(p.tx, jurisdiction, personId, key)
    const slots = materials.map((m) => keptFor(key, m.id))
    const unfinished = await unfinishedOf(p.tx, { jurisdiction, personId, keptFor: slots })
    const begun = p.form || draft ? undefined : prefill(item.form, await knownOf(p, item, capacity))
    const typed = p.form ? rowsIn(item, p.form.values) : draft ? rowsOf(draft.form) : [begun?.values ?? {}]
    const [, row, look] = /^(r\d+)\.(\w+)$/.exec(p.query.look ?? '') ?? []
    const asked = typed.findIndex((_, i) => rowKey(i) === row)
    const looked = await lookUp(p.tx, p.clock.now(), item.form, typed[asked] ?? {}, { look, take: p.query.take })
    const rows = typed.map((values, i) => (i === asked ? { ...values, ...looked.values } : values))
    const errors = p.form?.fields ?? {}
    const titles = Object.entries<any>(item.form.properties ?? {}).map(([k, s]) => [k, titleOf(s, k, lang)] as const)
    const no = (i: number) => t(`第 ${i + 1} 件`, `No. ${i + 1}`)
    return {
      title,
      scripts: ['/assets/keep-form.js'],
      body: (
        <PortalPage
          p={p}
          title={name[lang]}
          lead={t(
            `同一个事项一次申请几件，至多 ${contract.MOST_AT_ONCE} 件。每件各有编号、期限和证照；有一件要改，一件也不提交。`,
            `The same item several times, up to ${contract.MOST_AT_ONCE} at once. Each has its own number, clock and licence; where one needs a change, none is submitted.`,
          )}
          back={{ href: `/apply/${item.code}`, text: t('只申请一件', 'Apply for one') }}
          labels={{
            ...Object.fromEntries(
              rows.flatMap((_, i) => titles.map(([k, said]) => [`${rowKey(i)}.${k}`, `${no(i)} · ${said}`])),
            ),
            ...Object.fromEntries(materials.map((m) => [`material.${m.id}`, m.name[lang]])),
            table: t('表格', 'Table'),
          }}
          said={[
            [p.query.imported, text('表格已读入，请核对。', 'The table is read in; please check it.')],
            ...SAID(p),
          ]}
        >
          {await QuotaNotice({ p, item })}
          <CapacityChoice p={p} />
          <form
            method="post"
            action={here}
            class="form wide"
            enctype="multipart/form-data"
            novalidate
            data-keep="draft"
          >
            <EnterSaves />
            <input type="hidden" name="csrf" value={p.csrf} />
            <input type="hidden" name="command" value={p.command} />
            <input type="hidden" name="capacity" value={capacity} />
            <input type="hidden" name="many" value={rows.length} />
            <h2 id="form">{t(`一、每一件（共 ${rows.length} 件）`, `1. Each one (${rows.length} in all)`)}</h2>
            {rows.map((row, i) => (
              <div class="several">
                <SchemaForm
                  schema={batchForm(item.form, i, i + 1)}
                  values={{ [rowKey(i)]: row }}
                  errors={errors}
                  warnings={Object.fromEntries(
                    Object.entries(p.form || draft ? warningsOf(item.form, row, p.clock.now()) : {}).map(([f, w]) => [
                      `${rowKey(i)}.${f}`,
                      w,
                    ]),
                  )}
                  from={Object.fromEntries(
                    Object.entries({ ...begun?.from, ...(i === asked ? looked.from : {}) }).map(([f, from]) => [
                      `${rowKey(i)}.${f}`,
                      from,
                    ]),
                  )}
                  beside={lookUps(p, here, item, looked, `${rowKey(i)}.`)}
                  lang={lang}
                />
                {rows.length > 1 && (
                  <button
                    type="submit"
                    class="link"
                    name="do"
                    value="drop"
                    formaction={withQuery(here, { row: rowKey(i) })}
                  >
                    {t(`删掉${no(i)}`, `Take out ${no(i)}`)}
                  </button>
                )}
              </div>
            ))}
            <p id="more" class="actions">
              <Button secondary name="do" value="add">
                {t('加一件（先照上一件）', 'Add one (begins as the last)')}
              </Button>
            </p>
            <details class="more" open={errors.table !== undefined || undefined}>
              <summary>{t('从表格读入', 'Read in a table')}</summary>
              <p class="small">
                {t(
                  `第一行写列名：${columns.join('、')}。`,
                  `The first line names the columns: ${columns.join(', ')}. `,
                )}{' '}
                <a href={withQuery(here, { format: 'csv' })} download>
                  {t('下载空表', 'Download an empty one')}
                </a>
              </p>
              <Field
                name="table"
                type="file"
                label={t('表格文件（.xlsx 或 .csv）', 'A file (.xlsx or .csv)')}
                error={errors.table?.[lang]}
                attributes={{ accept: '.xlsx,.csv' }}
              />
              <Field
                name="pasted"
                type="textarea"
                label={t('或者从表格里复制，粘贴在这里', 'Or paste the cells here')}
                value={one(p.form?.values.pasted)}
                lines={4}
              />
              <div class="actions">
                <Button secondary name="do" value="import">
                  {t('读入', 'Read in')}
                </Button>
              </div>
            </details>
            <h2 id="materials">{t('二、材料', '2. Materials')}</h2>
            <p class="small">
              {t(
                '只交一次，每一件都附上；各件不同的，同一份材料可以传几个文件。',
                'Handed in once and attached to each; where they differ, a material may be several files.',
              )}
            </p>
            {await ownLicences(p, here, { materials, stored, capacity })}
            <PaperUpload
              lang={lang}
              path={here}
              several
              parts={{ place: jurisdiction, of: key, unfinished }}
              errors={errors}
              slots={materials.map((m) => ({
                id: m.id,
                name: m.name[lang],
                required: m.mandatory,
                maxBytes: m.maxBytes,
                hint: m.issuer[lang] ? t(`来源：${m.issuer.zh}`, `From: ${m.issuer.en}`) : undefined,
              }))}
              papers={Object.fromEntries(
                materials.map((m) => [
                  m.id,
                  stored.filter((s) => s.slot === m.id).map((s) => paperOf(s, m.name[lang])),
                ]),
              )}
            />
            <SubmitBar p={p} submit={t(`提交这 ${rows.length} 件`, `Submit these ${rows.length}`)} />
          </form>
        </PortalPage>
      ),
    }
  },
})
