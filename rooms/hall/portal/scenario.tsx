import {
  answersTo,
  type Guide,
  type ItemSummary,
  listPublished,
  neededBy,
  type Scenario,
  scenarios,
} from '../../../kernel/catalog/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { anyone, type PageContext, page, standardProblem, type Text } from '../../../kernel/platform/index.ts'
import { Button, Notice, PortalPage } from '../../../web/ui/index.ts'
import { sayPromise } from './guide.tsx'

type Answers = Record<string, string>

/** A life event: its questions, and what follows from the answers, in order, with the days and the cost of it all. */
export const scenario = page({
  path: '/scenarios/:id',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { lang } = p
    const found = (await scenarios(p.tx)).find((s) => s.id === p.params.id)
    if (!found) throw standardProblem('NOT_FOUND')
    return {
      title: found.name,
      body: (
        <PortalPage p={p} title={found.name[lang]} lead={found.line[lang]} narrow>
          {found.guide ? await guided(p, found, found.guide) : await ordered(p, found)}
        </PortalPage>
      ),
    }
  },
})

async function guided(p: PageContext, { id }: Scenario, guide: Guide) {
  const { t } = p
  const answers = answersTo(guide, p.query)
  const open = guide.questions.filter((q) => answers[q.id] === undefined)
  const asked = Object.keys(p.query).length > 0
  return (
    <>
      <form method="get" action={`/scenarios/${id}`} class="form no-print">
        {guide.questions.map((q) => (
          <Question q={q} answers={answers} p={p} missing={asked && open.includes(q)} />
        ))}
        <div class="actions">
          <Button>{t('看要办什么', 'See what you need')}</Button>
        </div>
      </form>
      {open.length === 0 && (await result(p, guide, answers))}
    </>
  )
}

function Question({
  q,
  answers,
  p,
  missing,
}: {
  q: Guide['questions'][number]
  answers: Answers
  p: PageContext
  missing: boolean
}) {
  const { t, lang } = p
  return (
    <fieldset class={`field${missing ? ' has-error' : ''}`}>
      <legend>{q.ask[lang]}</legend>
      {missing && <span class="error">{t('请选一个。', 'Please choose one.')}</span>}
      {q.options.map((o) => (
        <label class="choice">
          <input type="radio" name={q.id} value={o.value} checked={answers[q.id] === o.value} required /> {o.text[lang]}
        </label>
      ))}
    </fieldset>
  )
}

async function result(p: PageContext, guide: Guide, answers: Answers) {
  const { t, lang } = p
  const { steps, joint } = neededBy(guide, answers)
  const codes = [...steps.flat(), ...(joint ? [joint] : [])]
  const list = await listPublished(p.tx, p.clock.now(), { codes })
  const names = new Map((await units(p.tx)).map((u) => [u.code, u.name]))
  const at = (code: string) => list.find((i) => i.code === code)
  const together = joint ? at(joint) : undefined
  const shown = steps.map((s) => ({ items: s.flatMap((c) => at(c) ?? []), gone: s.filter((c) => !at(c)) }))
  // What is done side by side takes as long as the longest of it.
  const days = shown.reduce((n, s) => n + Math.max(0, ...s.items.map((i) => i.promised)), 0)
  const all = shown.flatMap((s) => s.items)
  const charged = all.filter((i) => i.fee.charged)
  const gone = shown.flatMap((s) => s.gone)
  return (
    <section aria-labelledby="needed">
      <h2 id="needed">{t(`要办 ${all.length} 件事`, `${all.length} things to do`)}</h2>
      <p class="lead">
        {t(`全部办完，承诺不超过 ${days} 个工作日；`, `All of it is promised within ${days} working days; `)}
        {charged.length === 0
          ? t('不收费。', 'free of charge.')
          : charged.map((i) => t(`${i.name.zh}：${i.fee.note.zh}。`, `${i.name.en}: ${i.fee.note.en}. `)).join('')}
      </p>
      {together && (
        <Notice kind="info" title={t('可以一次申请', 'You can apply for it at once')}>
          <p>
            {t(
              `“${together.name.zh}”：一张表，一次交材料，只和牵头单位打交道。`,
              `“${together.name.en}”: one form, one upload, one office to deal with.`,
            )}
          </p>
          <p>
            <a class="button" href={`/apply/${together.code}`}>
              {t('一次申请', 'Apply for all')}
            </a>{' '}
            <a href={`/items/${together.code}`}>{t('先看指南', 'Read the guide')}</a>
          </p>
        </Notice>
      )}
      <ol class="links">
        {shown
          .filter((s) => s.items.length > 0)
          .map((s) => (
            <li>
              {s.items.length > 1 && <p class="small">{t('同时办：', 'Side by side:')}</p>}
              {s.items.map((i) => (
                <One i={i} p={p} unit={names.get(i.unit)} />
              ))}
            </li>
          ))}
      </ol>
      {gone.length > 0 && (
        <p class="small">
          {t(
            `还有 ${gone.length} 件事这个地区没有上网，请打 12345 问。`,
            `${gone.length} more are not online in this place; please ask at 12345.`,
          )}
        </p>
      )}
      <p class="small">
        {t(
          '天数从受理起算，按工作日；补正、核查的时间另计。',
          'Days are working days from acceptance; corrections and inspections are apart.',
        )}{' '}
        {lang === 'zh' ? '这一页可以打印，也可以把地址发给别人。' : 'Print this page, or send its address on.'}
      </p>
    </section>
  )
}

function One({ i, p, unit }: { i: ItemSummary; p: PageContext; unit: Text | undefined }) {
  const { t, lang } = p
  return (
    <>
      <a href={`/items/${i.code}`}>{i.name[lang]}</a>
      <p>{i.inOneSentence[lang]}</p>
      <p class="small">
        {unit?.[lang]} · {sayPromise(i.promised, t)} · {i.fee.charged ? i.fee.note[lang] : t('不收费', 'free')}
      </p>
    </>
  )
}

/** A life event without questions: its items in their order. */
async function ordered(p: PageContext, { items }: Scenario) {
  const { t } = p
  const list = await listPublished(p.tx, p.clock.now(), { codes: items })
  const names = new Map((await units(p.tx)).map((u) => [u.code, u.name]))
  return (
    <>
      <h2>{t('按这个顺序办', 'In this order')}</h2>
      <ol class="links">
        {items
          .flatMap((code) => list.filter((i) => i.code === code))
          .map((i) => (
            <li>
              <One i={i} p={p} unit={names.get(i.unit)} />
            </li>
          ))}
      </ol>
    </>
  )
}
