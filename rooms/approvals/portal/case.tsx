import { type Count, dayOf } from '../../../kernel/calendar/index.ts'
import { contract as cases, findCase, versionOf } from '../../../kernel/cases/index.ts'
import type { ItemVersion } from '../../../kernel/catalog/index.ts'
import { action, type FormValues, type PageContext, page, text } from '../../../kernel/platform/index.ts'
import {
  Button,
  Citations,
  CitizenCase,
  Facts,
  Field,
  fieldsOf,
  Notice,
  Papers,
  PaperUpload,
  readFields,
  StepForm,
  sayTime,
  uploaded,
} from '../../../web/ui/index.ts'
import * as contract from '../contract.ts'
import { lightOf } from '../light.tsx'
import { ClockOf, chartOf, formRows, papersOf, timelineOf } from '../shown.tsx'
import { nextStep } from './next-step.ts'

const here = (p: PageContext) => p.url.pathname
const idOf = async (p: PageContext) => (await findCase(p.tx, p.params.number!))?.id ?? ''
const withdrawal = fieldsOf(contract.withdraw, { reason: { label: text('原因', 'Reason'), required: false } })
const rating = fieldsOf(contract.rate, {
  comment: { label: text('想说的话（不公开）', 'Anything to add (not public)'), required: false },
})

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
    // The words go along and come back: a file costs nothing that was typed.
    upload: action({
      operation: cases.addPaper,
      input: async (f: FormValues, p: PageContext) => ({ caseId: await idOf(p), ...uploaded(f, p.query) }),
      next: (_, p) => ({ to: `${here(p)}?uploaded=1#next`, keep: true }),
    }),
    withdraw: action({
      operation: contract.withdraw,
      input: async (f: FormValues, p: PageContext) => ({ caseId: await idOf(p), ...readFields(withdrawal, f) }),
      next: (_, p) => here(p),
    }),
    rate: action({
      operation: contract.rate,
      input: async (f: FormValues, p: PageContext) => ({
        caseId: await idOf(p),
        score: Number(f.score ?? 0),
        ...readFields(rating, f),
      }),
      next: (_, p) => `${here(p)}?rated=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const c = await p.call(contract.getCase, { number: p.params.number! })
    const item = await versionOf(p.tx, (await findCase(p.tx, c.number))!.versionId!)
    const clocks = c.clocks as Record<string, Count | undefined>
    const { channels } = item.content
    const light = c.now ? lightOf(c.now.count) : undefined
    const late = c.now?.count.overdue ?? false
    const decided = c.acts.find((a) => a.type === 'case.decided')?.at
    return {
      title: text(`${c.title.zh} ${c.number}`, `${c.title.en} ${c.number}`),
      scripts: c.abilities['answer-correction'] ? ['/assets/keep-form.js'] : [],
      body: (
        <CitizenCase
          p={p}
          back={{ href: '/my', text: t('我的办件', 'My cases') }}
          title={c.title[lang]}
          number={c.number}
          about={
            <>
              {c.unitName[lang]} · {t('提交于', 'submitted')} {sayTime(c.submittedAt, lang)}
            </>
          }
          status={c.statusText[lang]}
          light={light && { colour: light.colour, text: light[lang] }}
          late={late}
          said={[
            [
              p.query.submitted,
              text(
                `已收到您的申请，办件编号 ${c.number}。这一页随时能看进度。`,
                `Your application was received as ${c.number}. You can follow it here at any time.`,
              ),
            ],
            [p.query.uploaded, text('文件已保存在这一件里。', 'The file is kept with this case.')],
            [p.query.rated, text('谢谢您的评价。', 'Thank you for your rating.')],
          ]}
          next={
            <>
              <p>{nextStep(c, clocks)[lang]}</p>
              {late && (
                <p>
                  {t(
                    `已经过了期限。可以打 ${channels.phone} 催问，或打 ${channels.supervision} 投诉。`,
                    `It is past its limit. Call ${channels.phone} to ask, or ${channels.supervision} to complain.`,
                  )}
                </p>
              )}
              {clocks.correction && (
                <p class="small">
                  {t(
                    `窗口最迟 ${clocks.correction.due} 告知补正；逾期未告知即视为受理。`,
                    `The counter must ask for corrections by ${clocks.correction.due}; silence counts as acceptance.`,
                  )}{' '}
                  <Citations list={item.content.correctionDays.basis} lang={lang} />
                </p>
              )}
            </>
          }
          todo={
            <>
              {p.query.submitted && Object.keys(c.warnings).length > 0 && (
                <Notice
                  kind="warning"
                  title={t('有几处请核对（不影响办理）：', 'Please check these (they do not stop your case):')}
                >
                  <ul>
                    {Object.values(c.warnings).map((w) => (
                      <li>{w[lang]}</li>
                    ))}
                  </ul>
                </Notice>
              )}
              {c.abilities['answer-correction'] && <Correction p={p} c={c} item={item} />}
              {c.documents.map((d) => (
                <p>
                  <a class={/^[LD]\d/.test(d.number) ? 'button' : undefined} href={`/documents/${d.number}.pdf`}>
                    {t('下载', 'Download')} {d.title[lang]}（PDF）
                  </a>{' '}
                  <span class="num small">{d.number}</span>
                </p>
              ))}
              {c.abilities.rate && <Rate p={p} />}
            </>
          }
          clock={
            (clocks.statutory || clocks.promised) && (
              <ClockOf c={c} item={item} today={decided ? dayOf(decided) : dayOf(p.clock.now())} lang={lang} />
            )
          }
          timeline={timelineOf(c, lang)}
          proof={
            <>
              <a href={`/ledger/cases/${c.id}/bundle`}>
                {t('下载全部回执（证明这就是全部经过）', 'Download all receipts (proves that these are all its acts)')}
              </a>{' '}
              · <a href="/verify">{t('怎样验证', 'How to verify')}</a>
            </>
          }
          chart={await chartOf(p.tx, c, lang)}
          submitted={
            <>
              <Facts rows={formRows(item, c, lang)} />
              <Papers list={papersOf(item, c, lang)} lang={lang} />
            </>
          }
          foot={
            c.abilities.withdraw && (
              <details class="more no-print">
                <summary>{t('撤回申请', 'Withdraw the application')}</summary>
                <StepForm
                  p={p}
                  name="withdraw"
                  button={t('确认撤回', 'Withdraw')}
                  fields={withdrawal}
                  danger
                  tells={t(
                    '撤回后这一件就此终止，不能恢复；以后可以重新申请。',
                    'Withdrawing ends this case for good; you may apply anew later.',
                  )}
                />
              </details>
            )
          }
        />
      ),
    }
  },
})

type Of = { p: PageContext; c: contract.CaseView; item: ItemVersion }

/** The whole correction is one form: words and files together, so that an upload takes no word away. */
function Correction({ p, c, item }: Of) {
  const { t, lang } = p
  const notice = c.acts.findLast((a) => a.type === 'correction.requested')?.why
  const kept = p.form && ['answer', 'upload'].includes(p.form.action) ? p.form : undefined
  const given = papersOf(item, c, lang).filter((m) => m.fresh)
  return (
    <>
      <Notice kind="warning" title={t('要补正的内容', 'What to correct')}>
        <p>{notice}</p>
      </Notice>
      <form method="post" action={here(p)} enctype="multipart/form-data" class="form" novalidate data-keep="">
        <input type="hidden" name="csrf" value={p.csrf} />
        <input type="hidden" name="command" value={p.command} />
        <Field
          name="answer"
          type="textarea"
          label={t('补正说明', 'Your answer')}
          value={kept ? String(kept.values.answer ?? '') : undefined}
          error={kept?.fields.answer?.[lang]}
          lines={3}
          required
        />
        {kept?.fields.file && <p class="error">{kept.fields.file[lang]}</p>}
        {given.length > 0 && <Papers list={given} lang={lang} />}
        <details class="more" open>
          <summary>{t('补材料', 'Add materials')}</summary>
          <PaperUpload
            lang={lang}
            path={here(p)}
            errors={{}}
            papers={{}}
            slots={item.content.materials.map((m) => ({
              id: m.id,
              name: m.name[lang],
              required: false,
              maxBytes: m.maxBytes,
            }))}
          />
        </details>
        <div class="actions">
          <Button name="do" value="answer">
            {t('提交补正', 'Send the correction')}
          </Button>
        </div>
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
    <div class="no-print">
      <StepForm p={p} name="rate" button={t('评价', 'Rate')} fields={rating}>
        <fieldset class="field">
          <legend>{t('这次办得怎么样？', 'How was it?')}</legend>
          {scores.map((s, i) => (
            <label class="choice">
              <input type="radio" name="score" value={i + 1} required /> {s}
            </label>
          ))}
        </fieldset>
      </StepForm>
    </div>
  )
}
