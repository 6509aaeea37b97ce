// Longer than 300 lines: the table of actions and the page that shows it.
import { addWorkingDays, type Count, dayOf, sayCount } from '../../../kernel/calendar/index.ts'
import { findCase, versionOf } from '../../../kernel/cases/index.ts'
import {
  action,
  type Contract,
  type FormValues,
  type PageContext,
  page,
  postOf,
  type Text,
  text,
} from '../../../kernel/platform/index.ts'
import { chartXml, drawChart, sayChart } from '../../../kernel/procedure/index.ts'
import {
  Act,
  Button,
  ChartFigure,
  Citations,
  ErrorSummary,
  Facts,
  Field,
  Light,
  ShadowScale,
  sayTime,
  Timeline,
  titleOf,
} from '../../../web/ui/index.ts'
import * as contract from '../contract.ts'
import { lightOf } from '../light.tsx'
import { Materials } from '../portal/case.tsx'

type Form = {
  contract: Contract
  title: Text
  tells: (p: PageContext, days: number) => Text
  fields: (
    p: PageContext,
    typed: (name: string) => string | undefined,
    error: (name: string) => string | undefined,
  ) => unknown
  danger?: boolean
}

const words =
  (name: string, label: Text, hint?: Text) =>
  (p: PageContext, typed: (n: string) => string | undefined, error: (n: string) => string | undefined) => (
    <Field
      scope={p.query.scope}
      name={name}
      type="textarea"
      label={p.t(label)}
      hint={hint && p.t(hint)}
      value={typed(name)}
      error={error(name)}
      lines={3}
      required
    />
  )
const none = () => null

/** The possible actions, each with its consequence and its clock said before it is done. */
const forms: Record<string, Form> = {
  'accept-case': {
    contract: contract.acceptCase,
    title: text('受理', 'Accept'),
    tells: (p, days) =>
      text(
        `受理后明天起算，承诺 ${days} 个工作日，即 ${addWorkingDays(dayOf(p.clock.now()), days)} 前决定。`,
        `The clock starts tomorrow: ${days} working days promised, until ${addWorkingDays(dayOf(p.clock.now()), days)}.`,
      ),
    fields: none,
  },
  'issue-correction': {
    contract: contract.issueCorrection,
    title: text('一次告知补正', 'Request a correction'),
    tells: () => text('只能告知一次，请把要补的全部写清。', 'Only once: please name everything that is needed.'),
    fields: words('notice', text('要补正的全部内容', 'Everything to be corrected')),
  },
  'refuse-acceptance': {
    contract: contract.refuseAcceptance,
    title: text('不予受理', 'Refuse acceptance'),
    tells: () => text('这一件就此结束，理由会告知申请人。', 'This ends the case; the applicant is told the reason.'),
    fields: words('reason', text('理由', 'Reason')),
    danger: true,
  },
  review: {
    contract: contract.review,
    title: text('审查通过，报决定', 'Review and pass on'),
    tells: () => text('转到审批岗决定。', 'Goes to the approver for decision.'),
    fields: words('opinion', text('审查意见', 'Opinion')),
  },
  'apply-rule': {
    contract: contract.applyRule,
    title: text('按裁量基准计算', 'Compute by the discretion standard'),
    tells: () =>
      text(
        '按现行基准和申请内容计算，适用了哪条规则会写进行为。',
        'Computed from the application by the standard in force; the rules that applied go into the act.',
      ),
    fields: none,
  },
  'start-special-procedure': {
    contract: contract.startSpecialProcedure,
    title: text('启动特别程序（计时暂停）', 'Start a special procedure (suspends the clock)'),
    tells: () =>
      text(
        '计时从明天起暂停，申请人会看到所需时间（行政许可法第四十五条）。',
        'The clock stops from tomorrow; the applicant is told how long (Administrative Licensing Law art. 45).',
      ),
    fields: (p, typed, error) => (
      <>
        <Field
          scope={p.query.scope}
          name="days"
          type="number"
          label={p.t('需要几个工作日', 'Working days needed')}
          value={typed('days') ?? '3'}
          error={error('days')}
          required
        />
        {words('reason', text('原因与安排', 'Reason and arrangement'))(p, typed, error)}
      </>
    ),
  },
  'end-special-procedure': {
    contract: contract.endSpecialProcedure,
    title: text('结束特别程序（恢复计时）', 'End the special procedure (the clock goes on)'),
    tells: () => text('计时从明天起恢复。', 'The clock goes on from tomorrow.'),
    fields: words('result', text('结果', 'Result')),
  },
  decide: {
    contract: contract.decide,
    title: text('作出决定', 'Decide'),
    tells: () =>
      text(
        '决定后十个工作日内制证送达。不予许可必须写明理由。',
        'The document is due within ten working days. A refusal needs its reasons.',
      ),
    fields: (p, typed, error) => (
      <>
        <fieldset class="field">
          <legend>{p.t('决定', 'Decision')}</legend>
          <label class="choice">
            <input type="radio" name="outcome" value="grant" checked={typed('outcome') !== 'refuse'} />{' '}
            {p.t('准予', 'Grant')}
          </label>
          <label class="choice">
            <input type="radio" name="outcome" value="refuse" checked={typed('outcome') === 'refuse'} />{' '}
            {p.t('不予许可', 'Refuse')}
          </label>
        </fieldset>
        <Field
          scope={p.query.scope}
          name="reason"
          type="textarea"
          label={p.t('理由', 'Reasons')}
          hint={p.t('不予许可时必填。', 'Required for a refusal.')}
          value={typed('reason')}
          error={error('reason')}
          lines={3}
        />
      </>
    ),
  },
  extend: {
    contract: contract.extend,
    title: text('延长期限', 'Extend'),
    tells: () =>
      text(
        '延长十个工作日，只能一次，理由告知申请人（行政许可法第四十二条）。',
        'Ten more working days, once; the applicant is told why (Administrative Licensing Law art. 42).',
      ),
    fields: words('reason', text('理由', 'Reason')),
  },
  'issue-licence': {
    contract: contract.issueLicence,
    title: text('制证', 'Issue the document'),
    tells: () =>
      text(
        '生成带二维码的证照，申请人可立即下载。',
        'Makes the document with its QR code; the applicant can download it at once.',
      ),
    fields: none,
  },
  serve: {
    contract: contract.serve,
    title: text('送达并办结', 'Serve and close'),
    tells: () => text('送达后办结，申请人可以评价。', 'Closes the case; the applicant may rate it.'),
    fields: (p) => (
      <label>
        {p.t('方式', 'How')}{' '}
        <select name="how">
          <option value="online">{p.t('网上', 'Online')}</option>
          <option value="counter">{p.t('窗口', 'Counter')}</option>
          <option value="courier">{p.t('邮寄', 'Courier')}</option>
        </select>
      </label>
    ),
  },
}

const idOf = async (p: PageContext) => (await findCase(p.tx, p.params.number!))?.id ?? ''

/** One page for a case: facts and materials left, acts right, what may be done at the foot. */
export default page({
  path: '/desk/cases/:number',
  shell: 'desk',
  allow: ({ actor }) => postOf(actor) !== undefined,
  actions: Object.fromEntries(
    Object.entries(forms).map(([name, form]) => [
      name,
      action({
        operation: form.contract,
        input: async (f: FormValues, p: PageContext) => ({
          ...Object.fromEntries(
            Object.entries(f).filter(([k, v]) => typeof v === 'string' && !['csrf', 'command', 'do'].includes(k)),
          ),
          caseId: await idOf(p),
        }),
        next: (_, p) => p.url.pathname,
      }),
    ]),
  ),
  async render(p) {
    const { t, lang } = p
    const c = await p.call(contract.getCase, { number: p.params.number! })
    const version = await versionOf(p.tx, (await findCase(p.tx, c.number))!.versionId!)
    const clocks = c.clocks as Record<string, Count | undefined>
    const xml = await chartXml(p.tx, c.chartDigest!)
    const svg = xml ? await drawChart(xml, { lang, states: c.steps as never }) : ''
    const steps = xml ? await sayChart(xml, { lang, states: c.steps as never }) : []
    const able = Object.entries(forms).filter(([name]) => c.abilities[name])
    return {
      title: text(`${c.number} ${c.title.zh}`, `${c.number} ${c.title.en}`),
      body: (
        <>
          <h1>
            {c.title[lang]} <span class="num small">{c.number}</span>
          </h1>
          <p>
            {c.statusText[lang]}{' '}
            {c.now && <Light colour={lightOf(c.now.count).colour}>{lightOf(c.now.count)[lang]}</Light>}
          </p>
          {p.form && (
            <ErrorSummary
              fields={p.form.fields}
              lang={lang}
              title={(p.form.problem.detail ?? p.form.problem.title)[lang]}
            />
          )}
          <ShadowScale
            statutory={clocks.statutory}
            promised={clocks.promised}
            today={dayOf(p.clock.now())}
            lang={lang}
          />
          {clocks.statutory && (
            <p class="small">
              {sayCount(clocks.statutory, version.content.limits.statutory)[lang]}{' '}
              <Citations list={version.content.limits.statutory.basis} lang={lang} />
            </p>
          )}
          <div class="case-grid">
            <section>
              <h2>{t('申请内容', 'Application')}</h2>
              <Facts
                rows={[
                  ...c.parties.map((party): [string, string] => [party.title[lang], party.name]),
                  ...Object.entries<any>(version.form.properties ?? {})
                    .filter(([k]) => c.form[k] !== undefined)
                    .map(([k, s]): [string, string] => [
                      titleOf(s, k, lang),
                      Array.isArray(c.form[k]) ? c.form[k].join('、') : String(c.form[k]),
                    ]),
                ]}
              />
              {Object.values(c.warnings).map((w) => (
                <p class="warn">▲ {(w as Text)[lang]}</p>
              ))}
              <h2>{t('材料', 'Materials')}</h2>
              <Materials
                lang={lang}
                materials={c.papers}
                names={Object.fromEntries(version.content.materials.map((m) => [m.id, m.name[lang]]))}
              />
            </section>
            <section>
              <h2>{t('经过', 'Acts')}</h2>
              <Timeline
                lang={lang}
                label={t('经过', 'Acts')}
                entries={[...c.acts].reverse().map((a) => ({
                  key: `act-${a.number}`,
                  title: `${a.number}. ${a.title[lang]}`,
                  at: a.at,
                  who: a.who[lang],
                  why: a.why,
                  more: (
                    <p class="small">
                      <Citations list={a.basis} lang={lang} />{' '}
                      {a.recordedAt.getTime() - a.at.getTime() > 86_400_000 &&
                        t(`（记录于 ${sayTime(a.recordedAt, lang)}）`, `(recorded ${sayTime(a.recordedAt, lang)})`)}
                    </p>
                  ),
                }))}
              />
            </section>
          </div>
          <section class="act-forms" aria-labelledby="act-title">
            <h2 id="act-title">{t('现在可以办', 'What can be done now')}</h2>
            {able.length === 0 && (
              <p>
                {t('这一件现在没有您这个岗位要办的步骤。', 'There is nothing for your post to do on this case now.')}
              </p>
            )}
            {able.map(([name, form]) => {
              const failed = p.form?.action === name
              const typed = (field: string) => (failed ? (p.form!.values[field] as string | undefined) : undefined)
              const error = (field: string) => (failed ? p.form!.fields[field]?.[lang] : undefined)
              return (
                <details open={failed || able.length === 1}>
                  <summary>{form.title[lang]}</summary>
                  <form method="post">
                    <Act p={p} name={name} />
                    <p class="small">{form.tells(p, version.content.limits.promised.value)[lang]}</p>
                    {form.fields({ ...p, query: { ...p.query, scope: name } }, typed, error) as never}
                    <div class="actions">
                      <Button danger={form.danger ?? false}>{form.title[lang]}</Button>
                    </div>
                  </form>
                </details>
              )
            })}
          </section>
          {svg && <ChartFigure svg={svg} steps={steps} lang={lang} caption={t('流程图', 'Chart')} />}
        </>
      ),
    }
  },
})
