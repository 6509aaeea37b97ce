// Longer than 300 lines: one form with every field of an item version.
import { caseTypes, exerciseLevels, type ItemVersion, itemVersion, powerTypes } from '../../../kernel/catalog/index.ts'
import {
  action,
  type FormValues,
  type PageContext,
  page,
  postOf,
  standardProblem,
  text,
  type UploadedFile,
} from '../../../kernel/platform/index.ts'
import { decodeXml, drawChart, sayChart } from '../../../kernel/procedure/index.ts'
import { Act, Button, ChartFigure, ErrorSummary, Field, Notice } from '../../../web/ui/index.ts'
import { checkVersion } from '../check-version.ts'
import * as contract from '../contract.ts'
import { ChartEditor } from './chart-editor.tsx'
import { statusWords } from './lists.tsx'

const versionOf = async (p: PageContext): Promise<ItemVersion> => {
  const version = /^[0-9a-f-]{36}$/.test(p.params.id!) ? await itemVersion(p.tx, p.params.id!) : undefined
  if (!version || version.unit !== postOf(p.actor)?.unitCode) throw standardProblem('NOT_FOUND')
  return version
}

/** JSON that a person typed; a mistake in it is an error beside its field, and what was typed stays. */
function json(source: string, field: string, name: { zh: string; en: string }): any {
  try {
    return JSON.parse(source)
  } catch (error) {
    const said = text(
      `${name.zh}不是有效的 JSON：${(error as Error).message}`,
      `${name.en} is not valid JSON: ${(error as Error).message}`,
    )
    throw standardProblem('INVALID', { fields: { [field]: said } })
  }
}

const pretty = (value: unknown) => JSON.stringify(value, null, 2)
const number = (v: unknown, before: number) => (v === undefined || v === '' ? before : Number(v))

/** One draft: the fields that people change most as fields; lists, form and chart as text, checked as they are saved. */
export default page({
  path: '/desk/drafts/:id',
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, 'drafter') !== undefined,
  actions: {
    save: action({
      operation: contract.saveDraft,
      input: async (f: FormValues, p: PageContext) => {
        const v = await versionOf(p)
        const c = v.content
        const s = (name: string) => String(f[name] ?? '')
        const file = f.chartFile as UploadedFile | undefined
        return {
          id: v.id,
          revision: Number(f.revision),
          content: {
            name: { zh: s('nameZh'), en: s('nameEn') },
            inOneSentence: { zh: s('oneZh'), en: s('oneEn') },
            powerType: s('powerType'),
            exerciseLevel: s('exerciseLevel'),
            caseType: s('caseType'),
            limits: {
              statutory: {
                ...c.limits.statutory,
                value: number(f.statutory, c.limits.statutory.value),
                basis: json(
                  s('statutoryBasis'),
                  'statutoryBasis',
                  text('法定期限依据', 'Basis of the statutory limit'),
                ),
              },
              promised: { ...c.limits.promised, value: number(f.promised, c.limits.promised.value) },
            },
            basis: json(s('basis'), 'basis', text('设定依据', 'Legal basis')),
            conditions: json(s('conditions'), 'conditions', text('受理条件', 'Conditions')),
            materials: json(s('materials'), 'materials', text('材料', 'Materials')),
            specialProcedures: json(
              s('specialProcedures'),
              'specialProcedures',
              text('特别程序', 'Special procedures'),
            ),
            faq: json(s('faq'), 'faq', text('常见问题', 'Questions')),
          },
          form: json(s('form'), 'form', text('表单', 'Form')),
          bpmn: file && 'bytes' in file ? (decodeXml(file.bytes).text ?? '') : s('bpmn'),
        }
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
    const check = await checkVersion(v)
    const svg = await drawChart(v.bpmn, { lang, problems: check.chart.problems })
    const steps = await sayChart(v.bpmn, { lang })
    const typed = (name: string, before: string) =>
      p.form?.action === 'save' && typeof p.form.values[name] === 'string' ? (p.form.values[name] as string) : before
    const error = (name: string) => p.form?.fields[name]?.[lang]
    const area = (name: string, label: string, value: unknown, lines = 8) => (
      <Field
        name={name}
        type="textarea"
        label={label}
        value={typed(name, typeof value === 'string' ? value : pretty(value))}
        error={error(name)}
        lines={lines}
        attributes={{ spellcheck: 'false', class: 'editor' }}
      />
    )
    const select = (
      name: string,
      label: string,
      options: Record<string, { zh: string; en: string }>,
      current: string,
    ) => (
      <div class="field">
        <label for={`f-${name}`}>{label}</label>
        <select id={`f-${name}`} name={name}>
          {Object.entries(options).map(([code, word]) => (
            <option value={code} selected={code === typed(name, current)}>
              {code} {word[lang]}
            </option>
          ))}
        </select>
      </div>
    )
    return {
      title: text(`起草：${c.name.zh}`, `Draft: ${c.name.en}`),
      scripts: editable ? ['/assets/modeler.js'] : [],
      body: (
        <>
          <p class="small">
            <a href="/desk/drafts">← {t('事项编制', 'Drafts')}</a>
          </p>
          <h1>
            {c.name[lang]} <span class="badge">{t(`第 ${v.number} 版`, `version ${v.number}`)}</span>{' '}
            <span class="badge">{statusWords[v.status]![lang]}</span>
          </h1>
          {p.query.saved && <Notice kind="success" title={t('已保存。', 'Saved.')} />}
          {p.query.submitted && <Notice kind="success" title={t('已报送法制局审查。', 'Sent to the legal office.')} />}
          {p.query.published && <Notice kind="success" title={t('已公布。', 'Published.')} />}
          {v.status === 'returned' && v.opinion && (
            <Notice kind="warning" title={t('法制局退回，意见：', 'Returned by the legal office:')}>
              <p>{v.opinion}</p>
            </Notice>
          )}
          {p.form && (
            <ErrorSummary
              fields={p.form.fields}
              lang={lang}
              title={(p.form.problem.detail ?? p.form.problem.title)[lang]}
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
                <Notice
                  kind="problem"
                  title={t(
                    '这张图不能公布，原因标在图上：',
                    'The chart cannot be published; the reasons are marked on it:',
                  )}
                >
                  <ul>
                    {check.chart.problems.map((x) => (
                      <li>{x.message[lang]}</li>
                    ))}
                  </ul>
                </Notice>
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
          {check.stops.length > 0 && (
            <Notice kind="problem" title={t('报送前要改：', 'To be mended before submission:')}>
              <ul>
                {check.stops.map((s) => (
                  <li>{s[lang]}</li>
                ))}
              </ul>
            </Notice>
          )}
          {Object.keys(check.content).length > 0 && !p.form && (
            <ErrorSummary
              fields={check.content}
              lang={lang}
              title={t('还有内容没填对：', 'Some entries are not right yet:')}
            />
          )}
          {editable ? (
            <>
              <form method="post" enctype="multipart/form-data" id="draft-form">
                <Act p={p} name="save" />
                <input type="hidden" name="revision" value={v.revision} />
                <div class="case-grid">
                  <section>
                    <h2>{t('基本', 'Identity')}</h2>
                    <Field
                      name="nameZh"
                      label={t('事项名称（中文）', 'Name (Chinese)')}
                      value={typed('nameZh', c.name.zh)}
                      error={error('content.name.zh')}
                    />
                    <Field
                      name="nameEn"
                      label={t('事项名称（英文）', 'Name (English)')}
                      value={typed('nameEn', c.name.en)}
                    />
                    <Field
                      name="oneZh"
                      label={t('一句话说明（中文）', 'In one sentence (Chinese)')}
                      value={typed('oneZh', c.inOneSentence.zh)}
                    />
                    <Field
                      name="oneEn"
                      label={t('一句话说明（英文）', 'In one sentence (English)')}
                      value={typed('oneEn', c.inOneSentence.en)}
                    />
                    {select('powerType', t('事项类型', 'Power type'), powerTypes, c.powerType)}
                    {select('exerciseLevel', t('行使层级', 'Exercise level'), exerciseLevels, c.exerciseLevel)}
                    {select('caseType', t('办件类型', 'Case type'), caseTypes, c.caseType)}
                    {area('basis', t('设定依据（法、条、款）', 'Legal basis (law, article, paragraph)'), c.basis, 6)}
                    {area('conditions', t('受理条件', 'Conditions'), c.conditions)}
                  </section>
                  <section>
                    <h2>{t('期限', 'Limits')}</h2>
                    <Field
                      name="statutory"
                      type="number"
                      label={t('法定期限（工作日）', 'Statutory limit (working days)')}
                      value={typed('statutory', String(c.limits.statutory.value))}
                      error={error('statutory')}
                    />
                    {area(
                      'statutoryBasis',
                      t('法定期限依据', 'Basis of the statutory limit'),
                      c.limits.statutory.basis,
                      4,
                    )}
                    <Field
                      name="promised"
                      type="number"
                      label={t('承诺期限（工作日）', 'Promised limit (working days)')}
                      value={typed('promised', String(c.limits.promised.value))}
                      error={error('promised')}
                    />
                    {area('specialProcedures', t('特别程序', 'Special procedures'), c.specialProcedures, 6)}
                    <h2>{t('材料与问答', 'Materials and questions')}</h2>
                    {area('materials', t('材料', 'Materials'), c.materials)}
                    {area('faq', t('常见问题', 'Questions'), c.faq, 5)}
                  </section>
                </div>
                <h2>{t('表单与流程图文件', 'Form and chart files')}</h2>
                {area('form', t('表单（JSON Schema 2020-12）', 'Form (JSON Schema 2020-12)'), v.form, 12)}
                <Field
                  name="chartFile"
                  type="file"
                  label={t('上传流程图（.bpmn），或改下面的文字', 'Upload a chart (.bpmn), or edit the text below')}
                  attributes={{ accept: '.bpmn,.xml' }}
                />
                {area('bpmn', t('流程图（BPMN 2.0 XML）', 'Chart (BPMN 2.0 XML)'), v.bpmn, 12)}
                <div class="sticky-act actions">
                  <Button>{t('保存', 'Save')}</Button>
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
                  error={error('from')}
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
