import {
  action,
  type FormValues,
  type PageContext,
  page,
  postOf,
  standardProblem,
  text,
  uploaded,
} from '../../../kernel/platform/index.ts'
import { Act, Button, Empty, ErrorSummary, Field, Notice, sayTime } from '../../../web/ui/index.ts'
import { blank } from '../blank.ts'
import * as contract from '../contract.ts'
import { findStandard, inForce, listStandards } from '../discretion.store.ts'
import { reviewStandard } from '../review.ts'
import { questionsOf } from '../statute.ts'
import { Tables } from '../tables.tsx'

const role = (p: Pick<PageContext, 'actor'>) => postOf(p.actor, 'drafter') ?? postOf(p.actor, 'legal-officer')
const visible = (p: PageContext) => (postOf(p.actor, 'legal-officer') ? undefined : postOf(p.actor)?.unitCode)

/** The drafter's standards, or all of them for the legal office. */
export const list = page({
  path: '/desk/standards',
  shell: 'desk',
  allow: (p) => role(p) !== undefined,
  actions: {
    open: action({
      operation: contract.save,
      input: (f: FormValues) => ({
        code: String(f.code ?? '').trim(),
        revision: 0,
        xml: blank(String(f.name ?? '').trim()),
      }),
      next: (output) => `/desk/standards/${output.code}`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const all = await listStandards(p.tx, visible(p))
    const value = (name: string) => (typeof p.form?.values[name] === 'string' ? (p.form.values[name] as string) : '')
    return {
      title: text('裁量基准', 'Discretion standards'),
      body: (
        <>
          <h1>{t('裁量基准', 'Discretion standards')}</h1>
          {p.form && (
            <ErrorSummary
              fields={p.form.fields}
              lang={lang}
              title={(p.form.problem.detail ?? p.form.problem.title)[lang]}
            />
          )}
          {all.length === 0 ? (
            <Empty>{t('还没有基准。', 'There are no standards yet.')}</Empty>
          ) : (
            <table class="table dense" data-rows>
              <thead>
                <tr>
                  <th scope="col">{t('基准', 'Standard')}</th>
                  <th scope="col">{t('修订', 'Revision')}</th>
                  <th scope="col">{t('修改于', 'Changed')}</th>
                </tr>
              </thead>
              <tbody>
                {all.map((s) => (
                  <tr>
                    <td>
                      <a href={`/desk/standards/${s.code}`}>{s.name}</a>
                    </td>
                    <td>{s.revision}</td>
                    <td class="when">{sayTime(s.updatedAt, lang)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {postOf(p.actor, 'drafter') && (
            <>
              <h2>{t('新建', 'New')}</h2>
              <form method="post">
                <Act p={p} name="open" />
                <Field
                  name="code"
                  label={t('编号', 'Code')}
                  hint={t(
                    '小写字母、数字和短横，例如 fire-acceptance',
                    'small letters, digits and hyphens, such as fire-acceptance',
                  )}
                  value={value('code')}
                  error={p.form?.fields.code?.[lang]}
                  required
                />
                <Field name="name" label={t('名称', 'Name')} value={value('name')} required />
                <Button>{t('新建基准', 'Make a standard')}</Button>
              </form>
            </>
          )}
        </>
      ),
    }
  },
})

const standardOf = async (p: PageContext) => {
  const found = await findStandard(p.tx, p.params.code!)
  const unit = visible(p)
  if (!found || (unit !== undefined && found.unit !== unit)) throw standardProblem('NOT_FOUND')
  return found
}

/** One standard: edited as a table in the browser, as a file or as text; the checks stand beside it. */
export const one = page({
  path: '/desk/standards/:code',
  shell: 'desk',
  allow: (p) => role(p) !== undefined,
  actions: {
    save: action({
      operation: contract.save,
      input: (f: FormValues, p: PageContext) => {
        const file = uploaded(f.file)
        const xml = file && file.bytes.length > 0 ? new TextDecoder().decode(file.bytes) : String(f.xml ?? '')
        return { code: p.params.code!, revision: Number(f.revision), xml }
      },
      next: (_, p) => `${p.url.pathname}?saved=1`,
    }),
    publish: action({
      operation: contract.publish,
      input: (f: FormValues, p: PageContext) => ({
        code: p.params.code!,
        revision: Number(f.revision),
        opinion: String(f.opinion ?? ''),
      }),
      next: (_, p) => `${p.url.pathname}?published=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const s = await standardOf(p)
    const mine = postOf(p.actor, 'drafter')?.unitCode === s.unit
    const legal = postOf(p.actor, 'legal-officer') !== undefined
    const published = await inForce(p.tx, s.code)
    const { model, problems, findings, advice } = await reviewStandard(
      s.xml,
      await questionsOf(p.tx, s.code, p.clock.now()),
    )
    const fit = problems.length + findings.length === 0
    const typed =
      p.form?.action === 'save' && typeof p.form.values.xml === 'string' ? (p.form.values.xml as string) : s.xml
    return {
      title: text(s.name, s.name),
      scripts: mine ? ['/assets/standard.js'] : [],
      body: (
        <>
          <p class="small">
            <a href="/desk/standards">← {t('裁量基准', 'Discretion standards')}</a>
          </p>
          <h1>
            {s.name} <span class="badge">{t(`修订 ${s.revision}`, `revision ${s.revision}`)}</span>{' '}
            {published && (
              <span class="badge">{t(`现行第 ${published.number} 版`, `version ${published.number} in force`)}</span>
            )}
          </h1>
          {p.query.saved && <Notice kind="success" title={t('已保存。', 'Saved.')} />}
          {p.query.published && (
            <Notice kind="success" title={t('已公布。', 'Published.')}>
              <p>
                <a href={`/standards/${s.code}`}>{t('看公布的样子', 'See it as published')}</a>
              </p>
            </Notice>
          )}
          {p.form && (
            <ErrorSummary
              fields={p.form.fields}
              lang={lang}
              title={(p.form.problem.detail ?? p.form.problem.title)[lang]}
            />
          )}
          {mine && (
            <div
              id="standard"
              hidden
              data-lang={lang}
              data-code={s.code}
              data-check={`/api/${contract.check.id.replace('.', '/')}`}
              data-unsaved={p.form?.action === 'save' ? '' : undefined}
            >
              <link rel="stylesheet" href="/assets/standard.css" />
              <nav class="actions" data-part="views" aria-label={t('要编辑的部分', 'Part to edit')} />
              <section class="standard-canvas" data-part="canvas" aria-label={t('决策表编辑', 'Table editor')} />
              <div data-part="verdict" role="status" />
              <p class="small" data-part="state" role="status" />
            </div>
          )}
          <div id="standard-still">
            {fit ? (
              <Notice
                kind="success"
                title={t('没有遗漏、重叠或不可达的规则。', 'No gaps, overlaps or rules that never apply.')}
              />
            ) : (
              <Notice kind="problem" title={t('现在不能公布：', 'It cannot be published now:')}>
                <ul>
                  {[...problems, ...findings].map((x) => (
                    <li>{x.message[lang]}</li>
                  ))}
                </ul>
              </Notice>
            )}
            {advice.length > 0 && (
              <Notice kind="warning" title={t('各档幅度，请法制局斟酌：', 'The bands, for the legal office to weigh:')}>
                <ul>
                  {advice.map((x) => (
                    <li>{x.message[lang]}</li>
                  ))}
                </ul>
              </Notice>
            )}
            {model && <Tables model={model} findings={[...findings, ...advice]} lang={lang} />}
          </div>
          {mine && (
            <form method="post" enctype="multipart/form-data" id="standard-form">
              <Act p={p} name="save" />
              <input type="hidden" name="revision" value={s.revision} />
              <details open={p.form?.action === 'save'}>
                <summary>{t('用文件或文字（DMN）', 'As a file or text (DMN)')}</summary>
                <Field name="file" type="file" label={t('从别的工具导出的 DMN 文件', 'A DMN file from another tool')} />
                <Field
                  name="xml"
                  type="textarea"
                  label={t('DMN 文字', 'DMN text')}
                  value={typed}
                  error={p.form?.fields.xml?.[lang]}
                  lines={12}
                  attributes={{ spellcheck: 'false', class: 'editor' }}
                />
              </details>
              <Button>{t('保存草稿', 'Save the draft')}</Button>
            </form>
          )}
          {legal && (
            <form method="post" class="card">
              <h2>{t('审查并公布', 'Review and publish')}</h2>
              <Act p={p} name="publish" />
              <input type="hidden" name="revision" value={s.revision} />
              <Field
                name="opinion"
                type="textarea"
                label={t('审查意见', 'Opinion')}
                value={p.form?.action === 'publish' ? String(p.form.values.opinion ?? '') : ''}
                error={p.form?.fields.opinion?.[lang]}
                required
              />
              <Button>{t('公布', 'Publish')}</Button>
            </form>
          )}
        </>
      ),
    }
  },
})
