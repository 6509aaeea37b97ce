import { action, type FormValues, page, text } from '../../../kernel/platform/index.ts'
import { Act, Facts, Field, fieldsOf, PortalPage, readFields, StepForm, sayYuan } from '../../../web/ui/index.ts'
import { ask, CODES, committee, evaluate, report, sign } from '../contract.ts'
import { portal } from '../paths.ts'
import { codes } from '../words.ts'

const asking = fieldsOf(ask, { words: { label: text('请说明什么', 'What is to be explained'), kind: 'lines' } })
const signing = fieldsOf(sign, {
  agrees: { label: text('同意评标报告', 'I agree with the report'), required: false },
  reason: { label: text('不同意的理由', 'Why you dissent'), kind: 'lines', required: false },
})
const done = (p: { params: Record<string, string> }) => `${portal}/${p.params.number}/committee?done=1`
const one = (v: FormValues[string] | undefined) => (typeof v === 'string' ? v.trim() : '')

/** `v-1001-reject`, `v-1001-reason`, `v-1001-technical` …: a verdict for each bid. */
export function verdictsOf(f: FormValues) {
  const bidders = [...new Set(Object.keys(f).flatMap((k) => /^v-(\d+)-/.exec(k)?.[1] ?? []))]
  return bidders.map((b) => {
    const reject = one(f[`v-${b}-reject`])
    const points = Object.entries(f).flatMap(([k, v]) => {
      const id = new RegExp(`^v-${b}-p-(.+)$`).exec(k)?.[1]
      return id && one(v) !== '' ? [[id, one(v)]] : []
    })
    return {
      bidder: Number(b),
      ...(reject === '' ? {} : { reject }),
      reason: one(f[`v-${b}-reason`]),
      points: reject === '' ? Object.fromEntries(points) : {},
    }
  })
}

/** A member’s desk: bids side by side with their documents; points or a rejection for each; alone, once. Works without scripts. */
export default page({
  path: `${portal}/:number/committee`,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    evaluate: action({
      operation: evaluate,
      input: (f: FormValues) => ({ caseId: one(f.caseId), verdicts: verdictsOf(f) }) as never,
      next: (_, p) => done(p),
    }),
    ask: action({
      operation: ask,
      input: (f: FormValues) => ({ ...readFields(asking, f), caseId: one(f.caseId), bidder: one(f.bidder) }) as never,
      next: (_, p) => done(p),
    }),
    report: action({
      operation: report,
      input: (f: FormValues) => ({ caseId: one(f.caseId) }),
      next: (_, p) => done(p),
    }),
    sign: action({
      operation: sign,
      input: (f: FormValues) => ({ ...readFields(signing, f), caseId: one(f.caseId) }) as never,
      next: (_, p) => done(p),
    }),
  },
  async render(p) {
    const { t, lang } = p
    const c = await p.call(committee, { number: p.params.number! })
    const typed = (name: string) => (p.form?.action === 'evaluate' ? one(p.form.values[name]) : '')
    const hidden = <input type="hidden" name="caseId" value={c.caseId} />
    return {
      title: text('评审台', 'The committee’s desk'),
      scripts: ['/assets/careful-form.js'],
      body: (
        <PortalPage
          p={p}
          title={t('评审台', 'The committee’s desk')}
          lead={`${lang === 'zh' ? c.title : c.titleEn} · ${c.member}`}
          back={{ href: `${portal}/${c.number}`, text: t('项目页面', 'The tender') }}
          said={[[p.query.done, text('已记录。', 'It is on record.')]]}
        >
          <p>
            {t(
              `已评 ${c.handedIn.length} 人，共 ${c.members} 人。各人独立评审，报告提交以前互相看不到。`,
              `${c.handedIn.length} of ${c.members} have evaluated. Each alone: nobody sees another’s before the report.`,
            )}
          </p>
          {c.mine && !c.reported && c.handedIn.length === c.members && (
            <form method="post" class="form">
              <Act p={p} name="report" />
              {hidden}
              <button class="button" type="submit">
                {t('提交评标报告', 'Hand in the report')}
              </button>
            </form>
          )}
          {c.reported && !c.signedMine && (
            <section>
              <h2>{t('签署', 'Sign')}</h2>
              <p>
                <a href={`${portal}/${c.number}`}>{t('先看评标报告', 'Read the report first')}</a>
              </p>
              <StepForm
                p={p}
                name="sign"
                button={t('签署', 'Sign')}
                fields={signing}
                tells={t(
                  '既不签署又不说明理由的，视为同意（实施条例第五十三条）。',
                  'Who neither signs nor says why agrees (art. 53).',
                )}
              >
                {hidden}
              </StepForm>
            </section>
          )}
          {c.mine && !c.reported && (
            <p class="notice info" role="status">
              {t('您的评审意见已经交了，不能再改。', 'Your evaluation is handed in and cannot be changed.')}
            </p>
          )}
          <form method="post" class="form" id="evaluate">
            {!c.mine && <Act p={p} name="evaluate" />}
            {hidden}
            {c.bids.map((b) => {
              const price = b.sheet?.price
              const over = typeof price === 'number' && price > c.ceiling
              const v = (name: string) => `v-${b.bidder}-${name}`
              return (
                <section class="card">
                  <h2>
                    {b.bidder} {b.name}
                  </h2>
                  <Facts
                    rows={[
                      [
                        t('报价', 'Price'),
                        typeof price === 'number' && price > 0
                          ? sayYuan(price, lang)
                          : t('没有可比的报价', 'none that compares'),
                      ],
                      [t('工期', 'Days'), String(b.sheet?.days ?? '—')],
                      [t('质量', 'Quality'), String(b.sheet?.quality ?? '—')],
                      [t('保证金', 'Bond'), b.bond ? t('到账', 'came') : t('未到账', 'did not come')],
                      [
                        t('投标文件', 'Documents'),
                        <>
                          {b.files.length === 0 && t('还在核对', 'being checked')}
                          {b.files.map((f, i) => (
                            <>
                              <a href={`${portal}/${c.number}/bids/${b.bidder}/${i}`}>{f.name}</a>{' '}
                            </>
                          ))}
                        </>,
                      ],
                    ]}
                  />
                  {over && <p class="warn">▲ {t('高于最高投标限价', 'over the ceiling')}</p>}
                  {b.low.length > 0 && (
                    <p class="warn">
                      ▲{' '}
                      {t(
                        '报价明显偏低，请投标人说明；只是提示，不是否决（参照比例未经国内规定确认）',
                        'The price is strikingly low: ask the bidder to explain; a hint, no rejection (its threshold is not confirmed)',
                      )}
                    </p>
                  )}
                  {b.hints.map((h) => (
                    <p class="warn">
                      ▲ {h[lang]}{' '}
                      <span class="small">
                        {t('实施条例第四十条的线索，由委员会认定', 'a hint of art. 40, for the committee to judge')}
                      </span>
                    </p>
                  ))}
                  {b.asked && (
                    <p>
                      {t('已请说明', 'Asked')}：{b.asked} — {b.answer ?? t('等投标人答复', 'no answer yet')}
                    </p>
                  )}
                  {!c.mine && (
                    <>
                      {c.criteria.map((x) => (
                        <Field
                          name={v(`p-${x.id}`)}
                          label={`${x.title[lang]}（0–${x.points}）· ${b.bidder}`}
                          value={typed(v(`p-${x.id}`))}
                          attributes={{ inputMode: 'decimal' }}
                        />
                      ))}
                      <div class="field">
                        <label for={v('reject')}>
                          {t(`否决（不否决不选）· ${b.bidder}`, `Reject (leave open if not) · ${b.bidder}`)}
                        </label>
                        <select id={v('reject')} name={v('reject')}>
                          <option value="">{t('不否决', 'not rejected')}</option>
                          {CODES.map((code) => (
                            <option value={code} selected={typed(v('reject')) === code}>
                              {codes[code][lang]}
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
            {!c.mine && (
              <button class="button" type="submit">
                {t('交出评审意见', 'Hand in my evaluation')}
              </button>
            )}
          </form>
          {!c.reported && (
            <details class="more">
              <summary>{t('请投标人书面说明', 'Ask a bidder to explain')}</summary>
              <StepForm p={p} name="ask" button={t('发出', 'Send')} fields={asking}>
                {hidden}
                <div class="field">
                  <label for="ask-bidder">{t('投标人', 'Bidder')}</label>
                  <select id="ask-bidder" name="bidder">
                    {c.bids.map((b) => (
                      <option value={String(b.bidder)}>
                        {b.bidder} {b.name}
                      </option>
                    ))}
                  </select>
                </div>
              </StepForm>
            </details>
          )}
        </PortalPage>
      ),
    }
  },
})
