// Longer than 300 lines: one page with the chart, every field of an item version, and the acts on it.
import { type ItemVersion, itemVersion } from '../../../kernel/catalog/index.ts'
import {
  action,
  type Fields,
  type FormValues,
  isUuid,
  type PageContext,
  Problem,
  page,
  postOf,
  standardProblem,
  text,
  uploaded,
} from '../../../kernel/platform/index.ts'
import { decodeXml, drawChart, ownChoices, sayChart, withOwnProcess } from '../../../kernel/procedure/index.ts'
import { Act, Button, ChartFigure, ErrorSummary, Field, Notice, sayDay, sayTime } from '../../../web/ui/index.ts'
import { At, type Filled, Laws } from '../../../web/ui/rows-form/index.ts'
import { checkVersion } from '../check-version.ts'
import * as contract from '../contract.ts'
import { contentOf, draftShape, editedForm, formOf, inPlainWords, labelOf } from '../draft.shape.ts'
import { wrongCitations } from '../review.rules.ts'
import { ChartEditor } from './chart-editor.tsx'
import { ChartProblems } from './chart-problems.tsx'
import { statusWords } from './lists.tsx'

const versionOf = async (p: PageContext): Promise<ItemVersion> => {
  const version = isUuid(p.params.id) ? await itemVersion(p.tx, p.params.id) : undefined
  if (!version || version.unit !== postOf(p.actor)?.unitCode) throw standardProblem('NOT_FOUND')
  return version
}

/** The form's JSON Schema that a person typed; a mistake in it is an error beside its field. */
function schema(source: string, wrong: Fields): unknown {
  try {
    return JSON.parse(source)
  } catch (error) {
    const { message } = error as Error
    wrong.form = text(`表单不是有效的 JSON：${message}`, `The form is not valid JSON: ${message}`)
    return undefined
  }
}

/** The chart as sent: the file where one was chosen, else the text; of several processes the one that was chosen is the unit's. */
function chartIn(f: FormValues, wrong: Fields = {}): string {
  const file = uploaded(f.chartFile)
  const own = typeof f.ownProcess === 'string' ? f.ownProcess : ''
  if (!file) return own ? withOwnProcess(String(f.bpmn ?? ''), own) : String(f.bpmn ?? '')
  const { text: xml, encoding } = decodeXml(file.bytes)
  if (xml === undefined)
    wrong.bpmn = text(
      `上传的流程图不是它声明的编码 ${encoding}。请另存为 UTF-8，声明也写 UTF-8；原来的图没有动。`,
      `The chart that was uploaded is not in the encoding ${encoding} that it declares. Please save it as UTF-8 and declare UTF-8; the chart that was here is unchanged.`,
    )
  return xml ?? String(f.bpmn ?? '')
}

const FORM = 'draft-form'
/** What most drafts take over from the version before; folded in. */
const SELDOM = [
  ...['correctionDays', 'serviceDays', 'extension'],
  ...['result', 'channels', 'division', 'quantityLimit', 'crossRegion'],
]

/** One draft: its chart drawn, its content in labelled fields and rows, form and chart as text for those who want it. */
export default page({
  path: '/desk/drafts/:id',
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, 'drafter') !== undefined,
  actions: {
    save: action({
      operation: contract.saveDraft,
      input: async (sent: FormValues, p: PageContext) => {
        const v = await versionOf(p)
        // A row is added or taken out: nothing is saved, and the page comes back with everything that was typed.
        if (sent.rows) throw new Problem('NOT_SAVED_YET', { status: 200, ...text('还没有保存。', 'Not saved yet.') })
        const { values } = editedForm(sent, p.lang)
        const { content, wrong } = contentOf(values, v.content)
        const form = schema(String(values.form ?? ''), wrong)
        const bpmn = chartIn(values, wrong)
        if (Object.keys(wrong).length > 0) throw standardProblem('INVALID', { fields: wrong })
        return { id: v.id, revision: Number(values.revision), content, form, bpmn }
      },
      next: (_, p) => `${p.url.pathname}?saved=1`,
    }),
    submit: action({
      operation: contract.submitForReview,
      input: (_, p) => ({ id: p.params.id! }),
      next: (_, p) => `${p.url.pathname}?submitted=1`,
    }),
    publish: action({
      operation: contract.publish,
      input: (f: FormValues, p: PageContext) => ({ id: p.params.id!, ...(f.from ? { from: String(f.from) } : {}) }),
      next: (_, p) => `${p.url.pathname}?published=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const v = await versionOf(p)
    const c = v.content
    const editable = v.status === 'draft' || v.status === 'returned'
    const check = await checkVersion(p.tx, v)
    const svg = await drawChart(v.bpmn, { lang, problems: check.chart.problems })
    const steps = await sayChart(v.bpmn, { lang })
    const processes = await ownChoices(v.bpmn)
    const unsaved = p.form?.action === 'save'
    const { values, focus } = unsaved
      ? editedForm(p.form!.values, lang)
      : { values: { ...formOf(c, lang), form: JSON.stringify(v.form, null, 2), bpmn: v.bpmn } as FormValues }
    const typed = unsaved ? contentOf(values, c, { keepBlank: true }) : undefined
    const errors: Fields = typed
      ? { ...typed.wrong, ...wrongCitations(typed.content), ...p.form!.fields }
      : { ...p.form?.fields, ...inPlainWords(check.content, c), ...wrongCitations(c) }
    const labels = Object.fromEntries(Object.keys(errors).map((path) => [path, t(labelOf(path))]))
    const filled: Filled = {
      shape: draftShape,
      values,
      errors,
      lang,
      focus,
      steps: Object.fromEntries(steps.map((s) => [s.id, s.name])),
    }
    const at = (path: string) => <At path={path} {...filled} />
    const file = (name: string, label: string, lines: number) => (
      <Field
        name={name}
        type="textarea"
        label={label}
        value={name === 'bpmn' ? chartIn(values) : String(values[name] ?? '')}
        error={errors[name]?.[lang]}
        lines={lines}
        attributes={{ spellcheck: 'false', class: 'editor' }}
      />
    )
    const savedAt = sayTime(v.updatedAt, lang)
    const today = sayDay(v.updatedAt, lang) === sayDay(p.clock.now(), lang)
    const saved = unsaved
      ? t('有改动，还没有保存。', 'There are changes that are not saved.')
      : t(`已保存 ${today ? savedAt.slice(-5) : savedAt}`, `Saved ${today ? savedAt.slice(-5) : savedAt}`)
    const stops = check.stops.filter((s) => !s.field)
    return {
      title: text(`起草：${c.name.zh}`, `Draft: ${c.name.en}`),
      scripts: editable ? ['/assets/rows.js', '/assets/modeler.js'] : [],
      body: (
        <>
          <p class="small">
            <a href="/desk/drafts">← {t('事项编制', 'Drafts')}</a>
          </p>
          <h1>
            {c.name[lang]} <span class="badge">{t(`第 ${v.number} 版`, `version ${v.number}`)}</span>{' '}
            <span class="badge">{statusWords[v.status]![lang]}</span>
          </h1>
          {editable && (
            <p class="actions">
              <button type="submit" class="button" form={FORM}>
                {t('保存', 'Save')}
              </button>
              <span class="small" role="status" data-part="saved">
                {saved}
              </span>
            </p>
          )}
          {p.query.submitted && <Notice kind="success" title={t('已报送法制局审查。', 'Sent to the legal office.')} />}
          {editable && c.materials.some((m) => m.of) && (
            <Notice
              kind="info"
              title={t(
                '表单和材料由各组成事项合成。从它们来的行，在这里删改后一保存就恢复；要改，请改组成的事项。',
                'Form and materials are composed of the parts. Rows that come from them return when this is saved; to change them, change the part.',
              )}
            />
          )}
          {p.query.published && <Notice kind="success" title={t('已公布。', 'Published.')} />}
          {v.status === 'returned' && v.opinion && (
            <Notice kind="warning" title={t('法制局退回，意见：', 'Returned by the legal office:')}>
              <p>{v.opinion}</p>
            </Notice>
          )}
          {p.form && p.form.problem.code !== 'NOT_SAVED_YET' && (
            <ErrorSummary
              fields={errors}
              labels={labels}
              lang={lang}
              title={(p.form.problem.detail ?? p.form.problem.title)[lang]}
            />
          )}
          {!p.form && Object.keys(errors).length > 0 && (
            <ErrorSummary
              fields={errors}
              labels={labels}
              lang={lang}
              title={t('报送前还要填好：', 'To be filled in before submission:')}
            />
          )}
          <section aria-labelledby="chart-title">
            <h2 id="chart-title">{t('权力运行流程图', 'Procedure chart')}</h2>
            {editable && <ChartEditor p={p} />}
            <div id="chart-still">
              {check.chart.sound ? (
                <Notice
                  kind="success"
                  title={t(
                    `健全：总能办完，办完时不留尾巴，每一步都可能走到（${check.chart.soundness?.states} 个状态）。`,
                    `Sound: it can always finish, finishes properly, every step can happen (${check.chart.soundness?.states} states).`,
                  )}
                />
              ) : (
                <ChartProblems p={p} problems={check.chart.problems} />
              )}
              {svg && (
                <ChartFigure
                  svg={svg}
                  steps={steps}
                  lang={lang}
                  caption={t('流程图', 'Chart')}
                  note={`SHA-256 ${check.chart.digest.slice(0, 16)}…`}
                />
              )}
            </div>
          </section>
          {check.form && <Notice kind="problem" title={check.form[lang]} />}
          {stops.length > 0 && (
            <Notice kind="problem" title={t('报送前要改：', 'To be mended before submission:')}>
              <ul>
                {stops.map((s) => (
                  <li>{s[lang]}</li>
                ))}
              </ul>
            </Notice>
          )}
          {editable ? (
            <>
              <form method="post" enctype="multipart/form-data" id={FORM}>
                <Act p={p} name="save" />
                <input type="hidden" name="revision" value={v.revision} />
                <Laws lang={lang} />
                <h2>{t('基本', 'Identity')}</h2>
                {at('name')}
                {at('inOneSentence')}
                <div class="fields">
                  {at('powerType')}
                  {at('exerciseLevel')}
                  {at('caseType')}
                </div>
                <h2>{t('依据和条件', 'Basis and conditions')}</h2>
                {at('basis')}
                {at('conditions')}
                <h2>{t('期限', 'Limits')}</h2>
                {at('limits.statutory')}
                {at('limits.promised')}
                {at('specialProcedures')}
                <h2>{t('材料与问答', 'Materials and questions')}</h2>
                {at('materials')}
                {at('faq')}
                <details
                  class="more"
                  open={[...Object.keys(errors), focus].some((path) => SELDOM.includes(path?.split('.')[0] ?? ''))}
                >
                  <summary>
                    {t(
                      '补正、送达、延期、结果、地点和其他',
                      'Correction, service, extension, result, place and the rest',
                    )}
                  </summary>
                  {SELDOM.map(at)}
                </details>
                <h2>{t('表单与流程图文件', 'Form and chart files')}</h2>
                <Field
                  name="chartFile"
                  type="file"
                  label={t('上传流程图（.bpmn）', 'Upload a chart (.bpmn)')}
                  attributes={{ accept: '.bpmn,.xml' }}
                />
                {processes.length > 0 && (
                  <div class="field">
                    <label for="f-ownProcess">
                      {t(
                        '图里有几个流程，哪一个是本单位的？其他的只画出来。',
                        'The chart has several processes. Which is the unit’s? The others are only drawn.',
                      )}
                    </label>
                    <select id="f-ownProcess" name="ownProcess">
                      <option value="">{t('请选择', 'Please choose')}</option>
                      {processes.map((x) => (
                        <option value={x.id} selected={x.own}>
                          {x.name}
                        </option>
                      ))}
                    </select>
                  </div>
                )}
                <details class="more" open={errors.form !== undefined || errors.bpmn !== undefined}>
                  <summary>{t('用文字改表单和流程图', 'Form and chart as text')}</summary>
                  {file('form', t('表单（JSON Schema 2020-12）', 'Form (JSON Schema 2020-12)'), 12)}
                  {file('bpmn', t('流程图（BPMN 2.0 XML）', 'Chart (BPMN 2.0 XML)'), 12)}
                </details>
                <div class="sticky-act actions">
                  <Button>{t('保存', 'Save')}</Button>
                  <span class="small" data-part="saved">
                    {saved}
                  </span>
                </div>
              </form>
              <form method="post" class="actions">
                <Act p={p} name="submit" />
                <Button secondary>{t('报送合法性审查', 'Submit for legality review')}</Button>
                <span class="small">
                  {t(
                    '先保存再报送。报送后不能修改，退回后可以。',
                    'Save first. After submission it cannot be changed unless it is returned.',
                  )}
                </span>
              </form>
            </>
          ) : (
            v.status === 'passed' && (
              <form method="post">
                <Act p={p} name="publish" />
                <Field
                  name="from"
                  type="date"
                  label={t('生效日期（不填即今天）', 'In force from (today when left empty)')}
                  error={errors.from?.[lang]}
                />
                <Button>{t('公布', 'Publish')}</Button>
              </form>
            )
          )}
        </>
      ),
    }
  },
})
