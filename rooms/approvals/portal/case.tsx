// Longer than 300 lines: one page, read from top to bottom as the citizen reads it.
import { type Count, dayOf, sayCount } from '../../../kernel/calendar/index.ts'
import { contract as cases, findCase, type CaseView as GeneralView, versionOf } from '../../../kernel/cases/index.ts'
import {
  action,
  type FormValues,
  type Lang,
  type PageContext,
  page,
  type Text,
  text,
  type UploadedFile,
} from '../../../kernel/platform/index.ts'
import { chartXml, drawChart, sayChart } from '../../../kernel/procedure/index.ts'
import {
  Act,
  Button,
  ChartFigure,
  Citations,
  DayList,
  ErrorSummary,
  Facts,
  Field,
  Light,
  Notice,
  ShadowScale,
  sayDay,
  sayTime,
  Timeline,
  titleOf,
} from '../../../web/ui/index.ts'
import * as contract from '../contract.ts'
import { lightOf } from '../light.tsx'

const here = (p: PageContext) => p.url.pathname
const idOf = async (p: PageContext) => (await findCase(p.tx, p.params.number!))?.id ?? ''

/** The citizen's page of a case: the next step first, then the shadow scale, then every act with its receipt. */
export default page({
  path: '/cases/:number',
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    answer: action({
      operation: contract.answerCorrection,
      input: async (f: FormValues, p: PageContext) => ({ caseId: await idOf(p), answer: String(f.answer ?? '') }),
      next: (_, p) => here(p),
    }),
    upload: action({
      operation: cases.addPaper,
      input: async (f: FormValues, p: PageContext) => {
        const sent = f.file as UploadedFile | undefined
        return {
          caseId: await idOf(p),
          slot: String(f.material),
          file: sent && 'bytes' in sent ? sent : { name: '', size: 0, bytes: new Uint8Array() },
        }
      },
      next: (_, p) => `${here(p)}#next`,
    }),
    withdraw: action({
      operation: contract.withdraw,
      input: async (f: FormValues, p: PageContext) => ({ caseId: await idOf(p), reason: String(f.reason ?? '') }),
      next: (_, p) => here(p),
    }),
    rate: action({
      operation: contract.rate,
      input: async (f: FormValues, p: PageContext) => ({
        caseId: await idOf(p),
        score: Number(f.score ?? 0),
        comment: String(f.comment ?? '') || undefined,
      }),
      next: (_, p) => `${here(p)}?rated=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const c = await p.call(contract.getCase, { number: p.params.number! })
    const version = await versionOf(p.tx, (await findCase(p.tx, c.number))!.versionId!)
    const today = dayOf(p.clock.now())
    const xml = await chartXml(p.tx, c.chartDigest!)
    const svg = xml ? await drawChart(xml, { lang, states: c.steps as never, title: c.title[lang] }) : ''
    const steps = xml ? await sayChart(xml, { lang, states: c.steps as never }) : []
    const clocks = c.clocks as Record<string, Count | undefined>
    const { statutory, promised } = version.content.limits
    return {
      title: text(`${c.title.zh} ${c.number}`, `${c.title.en} ${c.number}`),
      body: (
        <main class="page" id="main">
          <p class="small">
            <a href="/my">← {t('我的办件', 'My cases')}</a>
          </p>
          <h1>{c.title[lang]}</h1>
          <p>
            <span class="num">{c.number}</span> · {c.unitName[lang]} · {t('提交于', 'submitted')}{' '}
            {sayTime(c.submittedAt, lang)}
          </p>
          {p.query.submitted && (
            <Notice
              kind="success"
              title={t(`已收到您的申请，办件编号 ${c.number}。`, `Your application was received as ${c.number}.`)}
            >
              <p>
                {t('这一页随时能看进度。', 'You can follow it here at any time. ')}
                <a href={`/ledger/acts/${c.acts[0]?.id}/receipt`}>{t('下载回执', 'Download the receipt')}</a>
              </p>
            </Notice>
          )}
          {p.query.rated && <Notice kind="success" title={t('谢谢您的评价。', 'Thank you for your rating.')} />}
          {p.form && (
            <ErrorSummary
              fields={p.form.fields}
              lang={lang}
              title={(p.form.problem.detail ?? p.form.problem.title)[lang]}
            />
          )}
          {Object.keys(c.warnings).length > 0 && p.query.submitted && (
            <Notice
              kind="warning"
              title={t('有几处请核对（不影响办理）：', 'Please check these (they do not stop your case):')}
            >
              <ul>
                {Object.values(c.warnings).map((w) => (
                  <li>{(w as Text)[lang]}</li>
                ))}
              </ul>
            </Notice>
          )}
          <section class="next-step" id="next" aria-labelledby="next-title">
            <h2 id="next-title">{c.statusText[lang]}</h2>
            <p>{nextStep(c, clocks)[lang]}</p>
            {c.now && (
              <p>
                <Light colour={lightOf(c.now.count).colour}>{lightOf(c.now.count)[lang]}</Light>
              </p>
            )}
            {c.abilities['answer-correction'] && <Correction p={p} c={c} materials={version.content.materials} />}
            {c.documents.map((d) => (
              <p>
                <a class="button" href={`/documents/${d.number}.pdf`}>
                  {t('下载', 'Download')} {version.content.result.name[lang]}（PDF）
                </a>{' '}
                <span class="num small">{d.number}</span>
              </p>
            ))}
            {c.abilities.rate && <Rate p={p} />}
          </section>
          {(clocks.statutory || clocks.promised) && (
            <section aria-labelledby="clock-title">
              <h2 id="clock-title">{t('期限怎么算的', 'How the deadline is computed')}</h2>
              <ShadowScale
                statutory={clocks.statutory}
                promised={clocks.promised}
                today={c.acts.length && c.outcome ? dayOf(c.acts.find((a) => a.type === 'case.decided')!.at) : today}
                lang={lang}
              />
              <Facts
                rows={[
                  [t('承诺期限', 'Promised'), clocks.promised && sayCount(clocks.promised, promised)[lang]],
                  [
                    t('法定期限', 'Statutory'),
                    clocks.statutory && (
                      <>
                        {sayCount(clocks.statutory, statutory)[lang]} <Citations list={statutory.basis} lang={lang} />
                      </>
                    ),
                  ],
                ]}
              />
              {statutory.note && <p class="small">{statutory.note[lang]}</p>}
              <details class="more">
                <summary>
                  {t('逐日看：哪天算，哪天不算，为什么', 'Day by day: what counts, what does not, and why')}
                </summary>
                {clocks.statutory && <DayList count={clocks.statutory} lang={lang} />}
                {clocks.statutory?.provisional && (
                  <p class="small">
                    {t(
                      '其中有尚未公布放假安排的年份，暂按周末推算，公布后重算。',
                      'Part of it falls in a year whose holidays are not published; counted by weekends for now and recomputed later.',
                    )}
                  </p>
                )}
              </details>
            </section>
          )}
          {clocks.correction && (
            <p class="small">
              {t(
                `窗口最迟 ${clocks.correction.due} 告知补正；逾期未告知即视为受理。`,
                `The counter must ask for corrections by ${clocks.correction.due}; silence counts as acceptance.`,
              )}{' '}
              <Citations list={version.content.correctionDays.basis} lang={lang} />
            </p>
          )}
          <section>
            <h2>{t('每一步', 'Every act')}</h2>
            <Timeline
              lang={lang}
              label={t('办件经过，新的在前', 'Acts of the case, newest first')}
              entries={[...c.acts].reverse().map((a) => ({
                key: `act-${a.number}`,
                title: `${a.number}. ${a.title[lang]}${a.type === 'case.accepted' && a.facts.by === 'silence' ? t('（逾期未告知，视为受理）', ' (by silence)') : ''}${a.type === 'case.decided' ? (a.facts.outcome === 'grant' ? t('：准予', ': granted') : t('：不予许可', ': refused')) : ''}`,
                at: a.at,
                who: a.who[lang],
                why: a.why,
                more: (
                  <>
                    <p class="small">
                      <Citations list={a.basis} lang={lang} />
                      {a.type === 'special-procedure.started' &&
                        ` · ${t(`预计 ${a.facts.days} 个工作日，不计入期限`, `about ${a.facts.days} working days, not counted`)}`}
                    </p>
                    <p class="small links-row">
                      <a href={`/ledger/acts/${a.id}/receipt`}>{t('回执', 'Receipt')}</a>
                      <a href={`/ledger/acts/${a.id}/qr`}>{t('二维码', 'QR code')}</a>
                    </p>
                  </>
                ),
              }))}
            />
            <p class="small">
              <a href={`/ledger/cases/${c.id}/bundle`}>
                {t('下载全部回执（证明这就是全部经过）', 'Download all receipts (proves that these are all its acts)')}
              </a>{' '}
              · <a href="/verify">{t('怎样验证', 'How to verify')}</a>
            </p>
          </section>
          {svg && (
            <ChartFigure
              svg={svg}
              steps={steps}
              lang={lang}
              caption={t('流程图', 'Chart')}
              note={t(
                `版本 ${c.itemVersion}，图的摘要 ${c.chartDigest!.slice(0, 16)}…`,
                `version ${c.itemVersion}, digest ${c.chartDigest!.slice(0, 16)}…`,
              )}
            />
          )}
          <section>
            <h2>{t('您提交的内容', 'What you submitted')}</h2>
            <Facts
              rows={Object.entries<any>(version.form.properties ?? {})
                .filter(([k]) => c.form[k] !== undefined)
                .map(([k, s]) => [titleOf(s, k, lang), shown(c.form[k], t)])}
            />
            <Materials
              lang={lang}
              materials={c.papers}
              names={Object.fromEntries(version.content.materials.map((m) => [m.id, m.name[lang]]))}
            />
          </section>
          {c.abilities.withdraw && (
            <details class="more no-print">
              <summary>{t('撤回申请', 'Withdraw the application')}</summary>
              <form method="post">
                <Act p={p} name="withdraw" />
                <p>
                  {t(
                    '撤回后这一件就此终止，不能恢复；以后可以重新申请。',
                    'Withdrawing ends this case for good; you may apply anew later.',
                  )}
                </p>
                <Field name="reason" label={t('原因（选填）', 'Reason (optional)')} />
                <Button danger>{t('确认撤回', 'Withdraw')}</Button>
              </form>
            </details>
          )}
        </main>
      ),
    }
  },
})

const shown = (value: unknown, t: PageContext['t']): string =>
  Array.isArray(value)
    ? value.join('、')
    : typeof value === 'boolean'
      ? value
        ? t('是', 'yes')
        : t('否', 'no')
      : String(value)

function nextStep(c: contract.CaseView, clocks: Record<string, Count | undefined>): Text {
  const promised = clocks.promised?.due
  switch (c.status) {
    case 'received':
      return text(
        `下一步：窗口审核材料，最迟 ${clocks.correction?.due} 前答复您。您不用做什么。`,
        `Next: the counter checks your papers and answers by ${clocks.correction?.due}. Nothing for you to do.`,
      )
    case 'correcting':
      return text(
        '下一步：请您补正。补正的内容已一次说完，见下方；补上后窗口继续审核。',
        'Next: please correct your application. All that is needed is said below, once; the counter goes on when you answer.',
      )
    case 'accepted':
      return text(
        `下一步：审查，然后决定。承诺最迟 ${promised} 决定。`,
        `Next: review, then the decision, promised by ${promised}.`,
      )
    case 'in-special-procedure':
      return text(
        `下一步：等特别程序做完，大约 ${c.specialDays} 个工作日。这段时间不计入期限。`,
        `Next: the special procedure, about ${c.specialDays} working days; this time does not count.`,
      )
    case 'reviewed':
      return text(`下一步：审批人决定，承诺最迟 ${promised}。`, `Next: the decision, promised by ${promised}.`)
    case 'granted':
      return text(
        `已准予。下一步：制证，并在 ${clocks.service?.due} 前送达。`,
        `Granted. Next: the document is made and served by ${clocks.service?.due}.`,
      )
    case 'issued':
      return text(
        `证照已制好，可以下载；正式送达最迟 ${clocks.service?.due}。`,
        `The document is ready for download; formal service by ${clocks.service?.due}.`,
      )
    case 'refused':
      return text(
        '决定不予许可，理由见下。下一步：送达决定书。您可以自送达之日起六十日内申请行政复议，或在六个月内提起行政诉讼。',
        'Refused; the reasons are below. Next: the decision is served. You may ask for administrative reconsideration within 60 days or sue within six months of service.',
      )
    case 'closed':
      return c.outcome === 'grant'
        ? text('办结。证照可以随时下载和验证。', 'Closed. The document can be downloaded and verified at any time.')
        : text(
            '办结（不予许可）。您可以自收到决定之日起六十日内申请行政复议，或在六个月内提起行政诉讼。',
            'Closed, refused. You may ask for administrative reconsideration within 60 days or sue within six months.',
          )
    case 'not-accepted':
      return text('不予受理，理由见下方经过。', 'Not accepted; see the reason among the acts.')
    default:
      return text('这一件已终止。', 'This case has ended.')
  }
}

function Correction({
  p,
  c,
  materials,
}: {
  p: PageContext
  c: contract.CaseView
  materials: { id: string; name: Text }[]
}) {
  const { t, lang } = p
  const notice = c.acts.findLast((a) => a.type === 'correction.requested')?.why
  return (
    <>
      <Notice kind="warning" title={t('要补正的内容', 'What to correct')}>
        <p>{notice}</p>
      </Notice>
      <form method="post" enctype="multipart/form-data" class="actions">
        <Act p={p} name="upload" />
        <label>
          {t('补哪一份', 'Which material')}{' '}
          <select name="material">
            {materials.map((m) => (
              <option value={m.id}>{m.name[lang]}</option>
            ))}
          </select>
        </label>
        <input
          type="file"
          name="file"
          required
          aria-label={t('选择补正文件', 'Choose the file')}
          accept=".pdf,.jpg,.jpeg,.png"
        />
        <Button secondary>{t('上传', 'Upload')}</Button>
      </form>
      <form method="post">
        <Act p={p} name="answer" />
        <Field
          name="answer"
          type="textarea"
          label={t('补正说明', 'Your answer')}
          value={p.form?.action === 'answer' ? String(p.form.values.answer ?? '') : undefined}
          error={p.form?.fields.answer?.[lang]}
          lines={3}
          required
        />
        <Button>{t('提交补正', 'Send the correction')}</Button>
      </form>
    </>
  )
}

function Rate({ p }: { p: PageContext }) {
  const { t } = p
  const scores = [
    t('非常满意', 'Very good'),
    t('满意', 'Good'),
    t('基本满意', 'Fair'),
    t('不满意', 'Poor'),
    t('非常不满意', 'Very poor'),
  ]
  return (
    <form method="post" class="no-print">
      <Act p={p} name="rate" />
      <fieldset class="field">
        <legend>{t('这次办得怎么样？', 'How was it?')}</legend>
        {scores.map((s, i) => (
          <label class="choice">
            <input type="radio" name="score" value={i + 1} required /> {s}
          </label>
        ))}
      </fieldset>
      <Field name="comment" label={t('想说的话（选填，不公开）', 'Anything to add (optional, not public)')} />
      <Button>{t('评价', 'Rate')}</Button>
    </form>
  )
}

export function Materials({
  materials,
  names,
  lang,
}: {
  lang: Lang
  materials: GeneralView['papers']
  names: Record<string, string>
}) {
  return (
    <ul class="plain links">
      {materials.map((m) => (
        <li>
          <a href={`/materials/${m.id}`}>{m.name}</a> <span class="small">{names[m.slot] ?? m.slot}</span>{' '}
          <span class="small num">
            {Math.ceil(Number(m.size) / 1024)} KB · {sayDay(m.uploadedAt, lang)} · SHA-256 {m.sha256.slice(0, 12)}…
          </span>
        </li>
      ))}
    </ul>
  )
}
