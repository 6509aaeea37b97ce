import type { ComponentChildren } from 'preact'
import type { FormValues, Text } from '../../../kernel/platform/index.ts'
import { Act, Facts, Field } from '../components.tsx'
import { sayIn, type Writer } from '../say.ts'
import { fieldsOf } from '../step-form/fields.ts'
import { StepForm } from '../step-form/step-form.tsx'

const one = (v: FormValues[string] | undefined) => (typeof v === 'string' ? v.trim() : '')

/** `v-1001-reject`, `v-1001-reason`, `v-1001-p-technical` …: a verdict for each bid. */
export function verdictsOf(f: FormValues) {
  const bidders = [...new Set(Object.keys(f).flatMap((k) => /^v-(\d+)-/.exec(k)?.[1] ?? []))]
  return bidders.map((b) => {
    const reject = one(f[`v-${b}-reject`])
    const deviation = one(f[`v-${b}-deviation`]).replace(/[,，]/g, '')
    const points = Object.entries(f).flatMap(([k, v]) => {
      const id = new RegExp(`^v-${b}-p-(.+)$`).exec(k)?.[1]
      return id && one(v) !== '' ? [[id, one(v)]] : []
    })
    return {
      bidder: Number(b),
      ...(reject === '' ? {} : { reject }),
      reason: one(f[`v-${b}-reason`]),
      ...(deviation === '' || reject !== '' ? {} : { deviation }),
      points: reject === '' ? Object.fromEntries(points) : {},
    }
  })
}

type Contract = Parameters<typeof fieldsOf>[0]
/** The fields of a question to a bidder, and of a signature; the market's contracts have `words`, and `agrees` and `reason`. */
export const askingFields = (ask: Contract) =>
  fieldsOf(ask, { words: { label: { zh: '请说明什么', en: 'What is to be explained' }, kind: 'lines' } })
export const signingFields = (sign: Contract) =>
  fieldsOf(sign, {
    agrees: { label: { zh: '同意评审报告', en: 'I agree with the report' }, required: false },
    reason: { label: { zh: '不同意的理由', en: 'Why you dissent' }, kind: 'lines', required: false },
  })

export type BenchBid = {
  bidder: number
  name: string | null
  facts: [string, ComponentChildren][]
  /** What is said to the committee of it: hints, never a rejection. */
  warns: ComponentChildren[]
  asked: string | null
  answer: string | null
}
export type BenchProps = {
  p: Writer
  caseId: string
  page: string
  members: number
  handedIn: readonly string[]
  mine: boolean
  reported: boolean
  signedMine: boolean
  criteria: readonly { id: string; title: Text; points: string }[]
  codes: Record<string, Text>
  bids: readonly BenchBid[]
  /** Where members sign the report; where bidders can be asked. */
  signing?: Parameters<typeof StepForm>[0]['fields']
  asking?: Parameters<typeof StepForm>[0]['fields']
  signTells?: string
  /** Whether what deviates is priced. */
  deviations?: boolean
  children?: ComponentChildren
}

/** A member's desk: bids side by side; points or a rejection for each; alone, once; then report and signature. Works without scripts. */
export function Bench(of: BenchProps) {
  const { p, caseId, criteria, codes, bids, mine, reported } = of
  const t = sayIn(p.lang)
  const typed = (name: string) => (p.form?.action === 'evaluate' ? one(p.form.values[name]) : '')
  const hidden = <input type="hidden" name="caseId" value={caseId} />
  return (
    <>
      <p>
        {t(
          `已评 ${of.handedIn.length} 人，共 ${of.members} 人。各人独立评审，报告提交以前互相看不到。`,
          `${of.handedIn.length} of ${of.members} have evaluated. Each alone: nobody sees another’s before the report.`,
        )}
      </p>
      {of.children}
      {mine && !reported && of.handedIn.length === of.members && (
        <form method="post" class="form">
          <Act p={p} name="report" />
          {hidden}
          <button class="button" type="submit">
            {t('提交评审报告', 'Hand in the report')}
          </button>
        </form>
      )}
      {reported && !of.signedMine && of.signing && (
        <section>
          <h2>{t('签署', 'Sign')}</h2>
          <p>
            <a href={of.page}>{t('先看评审报告', 'Read the report first')}</a>
          </p>
          <StepForm p={p} name="sign" button={t('签署', 'Sign')} fields={of.signing} tells={of.signTells ?? ''}>
            {hidden}
          </StepForm>
        </section>
      )}
      {mine && !reported && (
        <p class="notice info" role="status">
          {t('您的评审意见已经交了，不能再改。', 'Your evaluation is handed in and cannot be changed.')}
        </p>
      )}
      <form method="post" class="form" id="evaluate">
        {!mine && <Act p={p} name="evaluate" />}
        {hidden}
        {bids.map((b) => {
          const v = (name: string) => `v-${b.bidder}-${name}`
          return (
            <section class="card">
              <h2>
                {b.bidder} {b.name}
              </h2>
              <Facts rows={b.facts} />
              {b.warns.map((w) => (
                <p class="warn">▲ {w}</p>
              ))}
              {b.asked && (
                <p>
                  {t('已请说明', 'Asked')}：{b.asked} — {b.answer ?? t('等投标人答复', 'no answer yet')}
                </p>
              )}
              {!mine && (
                <>
                  {criteria.map((x) => (
                    <Field
                      name={v(`p-${x.id}`)}
                      label={`${x.title[p.lang]}（0–${x.points}）· ${b.bidder}`}
                      value={typed(v(`p-${x.id}`))}
                      attributes={{ inputMode: 'decimal' }}
                    />
                  ))}
                  {of.deviations && (
                    <Field
                      name={v('deviation')}
                      label={t(
                        `偏差折价（元，没有不填）· ${b.bidder}`,
                        `Deviations, priced (yuan; empty if none) · ${b.bidder}`,
                      )}
                      hint={t(
                        '细微偏差按招标文件折价，加进评标价；合同价不变。取各成员的中位数。',
                        'Small deviations are priced by the documents and raise the price that is compared, not the contract’s. The members’ median counts.',
                      )}
                      value={typed(v('deviation'))}
                      attributes={{ inputMode: 'decimal' }}
                    />
                  )}
                  <div class="field">
                    <label for={v('reject')}>
                      {t(`否决（不否决不选）· ${b.bidder}`, `Reject (leave open if not) · ${b.bidder}`)}
                    </label>
                    <select id={v('reject')} name={v('reject')}>
                      <option value="">{t('不否决', 'not rejected')}</option>
                      {Object.entries(codes).map(([code, words]) => (
                        <option value={code} selected={typed(v('reject')) === code}>
                          {words[p.lang]}
                        </option>
                      ))}
                    </select>
                  </div>
                  <Field
                    name={v('reason')}
                    label={t(`否决的理由 · ${b.bidder}`, `Why · ${b.bidder}`)}
                    value={typed(v('reason'))}
                  />
                </>
              )}
            </section>
          )
        })}
        {!mine && (
          <button class="button" type="submit">
            {t('交出评审意见', 'Hand in my evaluation')}
          </button>
        )}
      </form>
      {!reported && of.asking && (
        <details class="more">
          <summary>{t('请投标人书面说明', 'Ask a bidder to explain')}</summary>
          <StepForm p={p} name="ask" button={t('发出', 'Send')} fields={of.asking}>
            {hidden}
            <div class="field">
              <label for="ask-bidder">{t('投标人', 'Bidder')}</label>
              <select id="ask-bidder" name="bidder">
                {bids.map((b) => (
                  <option value={String(b.bidder)}>
                    {b.bidder} {b.name}
                  </option>
                ))}
              </select>
            </div>
          </StepForm>
        </details>
      )}
    </>
  )
}
