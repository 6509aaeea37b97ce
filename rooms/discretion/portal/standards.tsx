import { inputViews, type Model } from '../../../kernel/decision/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { anyone, type PageContext, Problem, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { Button, Empty, Field, Notice, sayTime } from '../../../web/ui/index.ts'
import * as contract from '../contract.ts'
import { allInForce, inForce } from '../discretion.store.ts'
import { reviewStandard } from '../review.ts'
import { Tables } from '../tables.tsx'

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
                <a href={`/standards/${v.code}`}>{v.name}</a>
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
/** What a person typed, as the model's types want it; an empty field is not given. */
function given(p: PageContext, model: Model): Record<string, unknown> {
  return Object.fromEntries(
    inputViews(model).flatMap(({ name, kind }): [string, unknown][] => {
      const v = typed(p, name).trim()
      if (v === '') return []
      if (kind === 'number') return [[name, Number.isNaN(Number(v)) ? v : Number(v)]]
      return [[name, kind === 'boolean' ? v === 'true' : v]]
    }),
  )
}

async function answer(p: PageContext, code: string, decision: string, model: Model) {
  try {
    return { value: await p.call(contract.decide, { code, decision, inputs: given(p, model) }) }
  } catch (error) {
    if (error instanceof Problem && error.code === 'UNCLEAR') return { problem: error }
    throw error
  }
}

const shown = (value: unknown): string =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.entries(value)
        .map(([k, v]) => `${k}：${String(v)}`)
        .join('；')
    : String(value)

/** One standard: its tables, its bytes, and a calculator that needs no script. */
export const one = page({
  path: '/standards/:code',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const code = p.params.code!
    const version = await inForce(p.tx, code)
    const model = version && reviewStandard(version.xml).model
    if (!version || !model) throw standardProblem('NOT_FOUND')
    const last = model
      .inOrder()
      .filter((e) => e.kind === 'decision')
      .at(-1)!
    const result = p.query.try !== undefined ? await answer(p, code, last.name, model) : undefined
    const about = model.xml.children.find((c) => c.name === 'description')?.text.trim()
    return {
      title: text(version.name, version.name),
      body: (
        <main class="page" id="main">
          <p class="small">
            <a href="/standards">← {t('行政裁量基准', 'Discretion standards')}</a>
          </p>
          <h1>{version.name}</h1>
          {about && <p>{about}</p>}
          <Tables model={model} lang={lang} />
          <section aria-labelledby="try-title" id="try">
            <h2 id="try-title">{t('按我的情形试算', 'Try it on my case')}</h2>
            <form method="get" action="#try" class="card">
              <input type="hidden" name="try" value="1" />
              {inputViews(model).map(({ name, kind, choices }) =>
                kind === 'boolean' || choices ? (
                  <div class="field">
                    <label for={`in-${name}`}>{name}</label>
                    <select id={`in-${name}`} name={`in.${name}`}>
                      <option value="">{t('请选择', 'Please choose')}</option>
                      {(choices ?? ['true', 'false']).map((c) => (
                        <option value={c} selected={typed(p, name) === c}>
                          {c === 'true' ? t('是', 'yes') : c === 'false' ? t('否', 'no') : c}
                        </option>
                      ))}
                    </select>
                  </div>
                ) : (
                  <Field
                    name={`in.${name}`}
                    label={name}
                    value={typed(p, name)}
                    attributes={kind === 'number' ? { inputmode: 'decimal' } : {}}
                  />
                ),
              )}
              <Button>{t('试算', 'Compute')}</Button>
            </form>
            <div role="status">
              {result?.value && (
                <Notice kind="success" title={`${last.name}：${shown(result.value.value)}`}>
                  <ol>
                    {result.value.reasons.map((r) => (
                      <li>{r[lang]}</li>
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
                <Notice kind="problem" title={(result.problem.detail ?? result.problem.title)[lang]}>
                  <p>{t('请把上面每一项填完整。', 'Please fill in every field above.')}</p>
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
