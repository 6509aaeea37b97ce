import { type InputView, inputViews, type Model } from '../../../kernel/decision/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import {
  anyone,
  type Lang,
  type PageContext,
  Problem,
  page,
  standardProblem,
  text,
} from '../../../kernel/platform/index.ts'
import { Button, Empty, Facts, Field, Notice, sayTime } from '../../../web/ui/index.ts'
import * as contract from '../contract.ts'
import { allInForce, inForce } from '../discretion.store.ts'
import { type Say, wordsOf } from '../english.ts'
import { readStandard } from '../review.ts'
import { sayNumber, Tables } from '../tables.tsx'

/** By its own words where it has them in the reader's language. */
function nameOf(v: { name: string; xml: string }, lang: Lang): string {
  const { model } = readStandard(v.xml)
  return model ? wordsOf(model, lang).say(v.name) : v.name
}

/** What binds the discretion of every department, for anybody to read. */
export const list = page({
  path: '/standards',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const all = await allInForce(p.tx)
    const names = new Map((await units(p.tx)).map((u) => [u.code, u.name]))
    return {
      title: text('行政裁量基准', 'Discretion standards'),
      body: (
        <main class="page" id="main">
          <h1>{t('行政裁量基准', 'Discretion standards')}</h1>
          <p>
            {t(
              '同样的情形，同样的处理。每个基准就是系统照着算的那张表，可以自己试算。',
              'The same for the same. Each standard is the very table that the system computes by; try it on your own case.',
            )}
          </p>
          {all.length === 0 && <Empty>{t('还没有公布的基准。', 'No standard has been published yet.')}</Empty>}
          <ul class="plain links">
            {all.map((v) => (
              <li>
                <a href={`/standards/${v.code}`}>{nameOf(v, lang)}</a>
                <p class="small">
                  {names.get(v.unit)?.[lang]} · {t(`第 ${v.number} 版`, `version ${v.number}`)} ·{' '}
                  {sayTime(v.publishedAt, lang)}
                </p>
              </li>
            ))}
          </ul>
        </main>
      ),
    }
  },
})

const typed = (p: PageContext, name: string): string => p.query[`in.${name}`] ?? ''
/** What a person typed; the decision reads it by the types that it declares. An empty field is not given. */
const given = (p: PageContext, model: Model): Record<string, unknown> =>
  Object.fromEntries(
    inputViews(model).flatMap(({ name }) => (typed(p, name).trim() === '' ? [] : [[name, typed(p, name).trim()]])),
  )

/** The field that fits; one that a browser could not show what was typed in stays a text box. */
function fieldOf(kind: InputView['kind'], value: string): 'text' | 'date' | 'time' | 'datetime-local' {
  if (kind === 'date') return /^(\d{4}-\d{2}-\d{2})?$/.test(value) ? 'date' : 'text'
  if (kind === 'time') return /^(\d{2}:\d{2})?$/.test(value) ? 'time' : 'text'
  if (kind === 'date and time') return /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})?$/.test(value) ? 'datetime-local' : 'text'
  return 'text'
}
const hintOf = (kind: InputView['kind']) =>
  kind === 'days and time duration'
    ? text('如 3天、36小时，或 P3D', 'such as P3D or PT36H')
    : kind === 'years and months duration'
      ? text('如 2年6个月，或 P2Y6M', 'such as P2Y6M')
      : undefined

async function answer(p: PageContext, code: string, decision: string, model: Model) {
  try {
    return { value: await p.call(contract.decide, { code, decision, inputs: given(p, model) }) }
  } catch (error) {
    if (error instanceof Problem && error.code === 'UNCLEAR') return { problem: error }
    throw error
  }
}

/** What the tables' columns are called: conditions by their expression, results by their name. */
const columnsOf = (model: Model): Map<string, string> =>
  new Map(
    model
      .inOrder()
      .flatMap((e) => e.xml.children.filter((c) => c.name === 'decisionTable'))
      .flatMap((table) => table.children)
      .flatMap((c): [string, string][] => {
        const of = c.name === 'output' ? c.attributes.name : c.children[0]?.children[0]?.text.trim()
        return /^(in|out)put$/.test(c.name) && of && c.attributes.label ? [[of, c.attributes.label]] : []
      }),
  )

/** What a decision says, column by column. */
function shown(
  value: unknown,
  name: string,
  { t, say, columns }: { t: PageContext['t']; say: Say; columns: Map<string, string> },
): [string, string][] {
  const word = (v: unknown): string =>
    typeof v === 'boolean'
      ? t(v ? '是' : '否', v ? 'yes' : 'no')
      : Array.isArray(v)
        ? v.map(word).join(t('、', ', '))
        : /^-?\d+(\.\d+)?$/.test(String(v))
          ? sayNumber(String(v))
          : say(String(v))
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [[say(name), word(value)]]
  return Object.entries(value).map(([k, v]) => [say(columns.get(k) ?? k), word(v)])
}

/** One standard: its tables, its bytes, and a calculator that needs no script. */
export const one = page({
  path: '/standards/:code',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const code = p.params.code!
    const version = await inForce(p.tx, code)
    const model = version && readStandard(version.xml).model
    if (!version || !model) throw standardProblem('NOT_FOUND')
    const last = model
      .inOrder()
      .filter((e) => e.kind === 'decision')
      .at(-1)!
    const result = p.query.try !== undefined ? await answer(p, code, last.name, model) : undefined
    const { say, complete } = wordsOf(model, lang)
    const columns = columnsOf(model)
    const said = result?.value && shown(result.value.value, last.name, { t, say, columns })
    const about = model.xml.children.find((c) => c.name === 'description')?.text.trim()
    return {
      title: text(version.name, wordsOf(model, 'en').say(version.name)),
      body: (
        <main class="page" id="main">
          <p class="small">
            <a href="/standards">← {t('行政裁量基准', 'Discretion standards')}</a>
          </p>
          <h1>{say(version.name)}</h1>
          {about && <p>{say(about)}</p>}
          {lang === 'en' && (
            <p class="small">
              {complete
                ? 'The standard is Chinese law; the English was reviewed and published with it and only helps to read it.'
                : 'The standard is Chinese law and was published without English words.'}
            </p>
          )}
          <Tables model={model} lang={lang} />
          <section aria-labelledby="try-title" id="try" class={result ? undefined : 'no-print'}>
            <h2 id="try-title">{t('按我的情形试算', 'Try it on my case')}</h2>
            <form method="get" action="#try" class="card">
              <input type="hidden" name="try" value="1" />
              {inputViews(model).map(({ name, kind, choices }) =>
                kind === 'boolean' || choices ? (
                  <div class="field">
                    <label for={`in-${name}`}>{say(columns.get(name) ?? name)}</label>
                    <select id={`in-${name}`} name={`in.${name}`}>
                      <option value="">{t('请选择', 'Please choose')}</option>
                      {(choices ?? ['true', 'false']).map((c) => (
                        <option value={c} selected={typed(p, name) === c}>
                          {c === 'true' ? t('是', 'yes') : c === 'false' ? t('否', 'no') : say(c)}
                        </option>
                      ))}
                    </select>
                  </div>
                ) : (
                  <Field
                    name={`in.${name}`}
                    label={say(columns.get(name) ?? name)}
                    type={fieldOf(kind, typed(p, name))}
                    hint={hintOf(kind)?.[lang]}
                    value={typed(p, name)}
                    attributes={kind === 'number' ? { inputmode: 'decimal' } : {}}
                  />
                ),
              )}
              <Button>{t('试算', 'Compute')}</Button>
            </form>
            <div role="status">
              {result?.value && said && (
                <Notice kind="success" title={said[0] ? `${said[0][0]}${t('：', ': ')}${said[0][1]}` : say(last.name)}>
                  {said.length > 1 && <Facts rows={said.slice(1)} />}
                  <p>{t('这样算出来的：', 'Because:')}</p>
                  <ol>
                    {result.value.reasons.map((r) => (
                      <li>{say(r[lang])}</li>
                    ))}
                  </ol>
                  <p class="small">
                    {t(
                      '这是按公布的基准试算，不是行政决定。作出决定前您有权陈述、申辩。',
                      'This computes by the published standard and is no decision. Before one is made you may state your case.',
                    )}
                  </p>
                </Notice>
              )}
              {result?.problem && (
                <Notice kind="problem" title={say((result.problem.detail ?? result.problem.title)[lang])}>
                  <p>
                    {t('请核对上面填的，缺的补上。', 'Please check what is filled in above, and add what is missing.')}
                  </p>
                </Notice>
              )}
            </div>
          </section>
          <p class="small">
            {t(`第 ${version.number} 版`, `Version ${version.number}`)} · SHA-256 <code>{version.digest}</code> ·{' '}
            <a href={`/api/discretion/standard?code=${code}`}>{t('取原文件（DMN）', 'Get the file (DMN)')}</a>
          </p>
        </main>
      ),
    }
  },
})
