import { findDraft, type Paper, papersOfDraft } from '../../../kernel/cases/index.ts'
import { checkForm, publishedItem, warningsOf } from '../../../kernel/catalog/index.ts'
import {
  action,
  type FormValues,
  type PageContext,
  type PersonActor,
  page,
  standardProblem,
  text,
  type UploadedFile,
} from '../../../kernel/platform/index.ts'
import { Act, Button, ErrorSummary, Notice, readForm, SchemaForm } from '../../../web/ui/index.ts'
import * as contract from '../contract.ts'

const itemOf = async (p: PageContext) => {
  const item = await publishedItem(p.tx, p.params.item!, p.clock.now())
  if (!item)
    throw standardProblem('NOT_FOUND', {
      detail: text('这个事项没有公布，或已停用。', 'The item is not published or was retired.'),
    })
  return item
}
const upload = (values: FormValues): UploadedFile | undefined => {
  const sent = values.file
  const one = Array.isArray(sent) ? sent[0] : sent
  return typeof one === 'object' && 'bytes' in one ? (one as UploadedFile) : undefined
}
const EMPTY: UploadedFile = { name: '', size: 0, bytes: new Uint8Array() }

/** The application form: everything on one page, works without a script; each file is kept as soon as it is sent. */
export default page({
  path: '/apply/:item',
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    draft: action({
      operation: contract.saveApplicationDraft,
      input: async (form: FormValues, p: PageContext) => ({
        itemCode: p.params.item!,
        form: readForm((await itemOf(p)).form, form),
      }),
      next: (_, p) => `${p.url.pathname}?saved=1`,
    }),
    submit: action({
      operation: contract.submitApplication,
      input: async (form: FormValues, p: PageContext) => ({
        itemCode: p.params.item!,
        form: readForm((await itemOf(p)).form, form),
      }),
      next: (output) => `/cases/${output.number}?submitted=1`,
    }),
    upload: action({
      operation: contract.uploadMaterial,
      input: (form, p) => ({ itemCode: p.params.item!, material: String(form.material), file: upload(form) ?? EMPTY }),
      next: (_, p) => `${p.url.pathname}?uploaded=1#materials`,
    }),
    remove: action({
      operation: contract.removeMaterial,
      input: (form) => ({ id: String(form.id) }),
      next: (_, p) => `${p.url.pathname}#materials`,
    }),
  },
  async render(p) {
    const item = await itemOf(p)
    const { personId, name } = p.actor as PersonActor
    const { t, lang } = p
    const draft = await findDraft(p.tx, item.jurisdiction, personId, item.code)
    const uploaded = await papersOfDraft(p.tx, item.jurisdiction, personId, item.code)
    const typed = p.form && ['submit', 'draft'].includes(p.form.action)
    const values = typed ? readForm(item.form, p.form!.values) : (draft?.form ?? {})
    const errors = p.form?.fields ?? {}
    const labels = Object.fromEntries([
      ...Object.entries<any>(item.form.properties ?? {}).map(([key, s]) => [
        key,
        lang === 'zh' ? s.title : (s['x-en'] ?? s.title),
      ]),
      ...item.content.materials.map((m) => [`material.${m.id}`, m.name[lang]]),
    ])
    // What merely looks wrong is said before submission; the form's own check runs again on the server.
    const warnings = typed || draft ? warningsOf(item.form, values, p.clock.now()) : {}
    const missing = item.content.materials.filter((m) => m.mandatory && !uploaded.some((u) => u.slot === m.id))
    const complete = draft ? Object.keys(checkForm(item.form, draft.form)).length === 0 : false
    return {
      title: text(`申请：${item.content.name.zh}`, `Apply: ${item.content.name.en}`),
      body: (
        <main class="page narrow" id="main">
          <p class="small">
            <a href={`/items/${item.code}`}>← {t('办事指南', 'Guide')}</a>
          </p>
          <h1>{item.content.name[lang]}</h1>
          <p>
            {t(
              `申请人：${name}。材料先传，表单后交；随时可以存草稿，下次接着填。`,
              `Applicant: ${name}. Upload the materials first, then submit the form; you can save a draft at any time and go on later.`,
            )}
          </p>
          {p.query.saved && <Notice kind="success" title={t('草稿已保存。', 'Draft saved.')} />}
          {p.query.uploaded && <Notice kind="success" title={t('文件已保存。', 'The file is kept.')} />}
          {p.form &&
            (p.form.problem.status === 200 ? (
              <Notice kind="info" title={p.form.problem.title[lang]} />
            ) : (
              <ErrorSummary
                fields={errors}
                labels={labels}
                lang={lang}
                title={(p.form.problem.detail ?? p.form.problem.title)[lang]}
              />
            ))}
          <section id="materials">
            <h2>{t('一、材料', '1. Materials')}</h2>
            {item.content.materials.map((m) => {
              const files = uploaded.filter((u) => u.slot === m.id)
              const error = errors[`material.${m.id}`]?.[lang]
              const id = `f-material-${m.id}`
              return (
                <div class={`field${error ? ' has-error' : ''}`} id={id}>
                  <strong>{m.name[lang]}</strong>{' '}
                  <span class="badge">{m.mandatory ? t('必交', 'required') : t('选交', 'optional')}</span>
                  <span class="hint">
                    {t(
                      `PDF、JPEG 或 PNG，不超过 ${Math.round(m.maxBytes / 1048576)} MB`,
                      `PDF, JPEG or PNG, up to ${Math.round(m.maxBytes / 1048576)} MB`,
                    )}
                  </span>
                  {error && <span class="error">{error}</span>}
                  {files.map((f) => (
                    <Uploaded f={f} p={p} />
                  ))}
                  <form method="post" enctype="multipart/form-data" class="actions">
                    <Act p={p} name="upload" />
                    <input type="hidden" name="material" value={m.id} />
                    <input
                      type="file"
                      name="file"
                      accept=".pdf,.jpg,.jpeg,.png"
                      required
                      aria-label={t(`选择文件：${m.name.zh}`, `Choose a file: ${m.name.en}`)}
                    />
                    <Button secondary>{t('上传', 'Upload')}</Button>
                  </form>
                </div>
              )
            })}
          </section>
          <form method="post" class="form" novalidate>
            <h2>{t('二、申请表', '2. Form')}</h2>
            <input type="hidden" name="csrf" value={p.csrf} />
            <input type="hidden" name="command" value={p.command} />
            <SchemaForm schema={item.form} values={values} errors={errors} warnings={warnings} lang={lang} />
            <div class="sticky-act actions">
              <Button name="do" value="submit">
                {t('提交申请', 'Submit')}
              </Button>
              <Button secondary name="do" value="draft">
                {t('存草稿', 'Save a draft')}
              </Button>
              {missing.length > 0 && (
                <span class="small">
                  {t(`还缺 ${missing.length} 份必交材料`, `${missing.length} required materials are missing`)}
                </span>
              )}
              {missing.length === 0 && complete && (
                <span class="small">
                  {t('材料和草稿都齐了，可以提交', 'Materials and draft are complete: ready to submit')}
                </span>
              )}
            </div>
            <p class="small">
              {t(
                '提交后，窗口五个工作日内一次告知要补正的全部内容；没有告知的，从收到之日起即为受理（行政许可法第三十二条）。',
                'After submission the counter tells you everything to correct within five working days, once; without word from them your application counts as accepted from the day received (Administrative Licensing Law art. 32).',
              )}
            </p>
          </form>
        </main>
      ),
    }
  },
})

function Uploaded({ f, p }: { f: Paper; p: PageContext }) {
  return (
    <form method="post" class="actions">
      <Act p={p} name="remove" />
      <input type="hidden" name="id" value={f.id} />
      <span>
        ✓ {f.name} <span class="small num">{Math.ceil(Number(f.size) / 1024)} KB</span>{' '}
        <span class="small" title="SHA-256">
          {f.sha256.slice(0, 12)}…
        </span>
      </span>
      <button type="submit" class="button secondary">
        {p.t('删除', 'Remove')}
      </button>
    </form>
  )
}
