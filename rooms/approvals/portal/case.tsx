import type { Count } from '../../../kernel/calendar/index.ts'
import { contract as cases, findCase } from '../../../kernel/cases/index.ts'
import { action, type FormValues, type PageContext, text } from '../../../kernel/platform/index.ts'
import { Citations, citizenPage, fieldsOf, Notice, readFields, StepForm, sentPaper } from '../../../web/ui/index.ts'
import { type Ending, endingWords } from '../../licences/contract.ts'
import { withdrawThere } from '../../linked/contract.ts'
import { approval } from '../case.kind.ts'
import * as contract from '../contract.ts'
import { Deferred } from '../deferred.tsx'
import { HearingForms, HearingStands, hearingForms } from '../hearing/hearing.tsx'
import { JointParts } from '../joint-parts.tsx'
import { Opinions } from '../opinions.tsx'
import { QuotaStands, UsedUp } from '../quota/quota.tsx'
import { adds, SCALE } from '../shown.ts'
import { AskTime, asking, ChooseTime, chosen, SiteVisit } from '../site-visit/visit.tsx'
import { Correction, Later } from './hand-in.tsx'
import { nextStep } from './next-step.ts'
import { objecting } from './object.tsx'

const here = (p: PageContext) => p.url.pathname
const idOf = async (p: PageContext) => (await findCase(p.tx, p.params.number!))?.id ?? ''
const withdrawal = fieldsOf(contract.withdraw, { reason: { label: text('原因', 'Reason'), required: false } })
const rating = fieldsOf(contract.rate, {
  comment: { label: text('想说的话（不公开）', 'Anything to add (not public)'), required: false },
})

/** The citizen's page of an approval: corrections, rating and withdrawal beside what every case shows. */
export default citizenPage<contract.CaseView>({
  kind: approval,
  path: approval.pages!.portal,
  back: { href: '/my', text: text('我的办件', 'My cases') },
  view: contract.getCase,
  scripts: (c) =>
    c.abilities['answer-correction'] || c.deferred.some((d) => !d.given) ? ['/assets/keep-form.js'] : [],
  labels: {
    time: text('勘验时间', 'Time of the visit'),
    wish: text('想改到什么时候、为什么', 'When instead, and why'),
    reason: text('理由', 'Reasons'),
    objection: text('陈述、申辩', 'Your view'),
    answer: text('补正说明', 'Your answer'),
    score: text('评价', 'Rating'),
  },
  adds,
  scale: SCALE,
  ends: 'case.decided',
  limits: (item) => item!.content.limits,
  actions: {
    answer: action({
      operation: contract.answerCorrection,
      input: async (f: FormValues, p: PageContext) => ({ caseId: await idOf(p), answer: String(f.answer ?? '') }),
      next: (_, p) => here(p),
    }),
    // The words go along and come back: a file costs nothing that was typed.
    upload: action({
      operation: cases.addPaper,
      input: async (f: FormValues, p: PageContext) => ({ caseId: await idOf(p), ...sentPaper(f, p.query) }),
      next: (_, p) => ({ to: `${here(p)}?uploaded=1#next`, keep: true }),
    }),
    object: action({
      operation: contract.raiseObjection,
      input: async (f: FormValues, p: PageContext) => ({ caseId: await idOf(p), ...readFields(objecting, f) }),
      next: (_, p) => `${here(p)}?objected=1`,
    }),
    'ask-hearing': action({
      operation: contract.askHearing,
      input: async (f: FormValues, p: PageContext) => ({
        caseId: await idOf(p),
        ...readFields(hearingForms['ask-hearing'], f),
      }),
      next: (_, p) => `${here(p)}?hearing=1`,
    }),
    'challenge-chair': action({
      operation: contract.challengeChair,
      input: async (f: FormValues, p: PageContext) => ({
        caseId: await idOf(p),
        ...readFields(hearingForms['challenge-chair'], f),
      }),
      next: (_, p) => `${here(p)}?hearing=1`,
    }),
    'choose-visit-time': action({
      operation: contract.chooseVisitTime,
      input: async (f: FormValues, p: PageContext) => ({ caseId: await idOf(p), ...chosen(f) }),
      next: (_, p) => `${here(p)}?chosen=1`,
    }),
    'ask-visit-time': action({
      operation: contract.askVisitTime,
      input: async (f: FormValues, p: PageContext) => ({ caseId: await idOf(p), ...readFields(asking, f) }),
      next: (_, p) => `${here(p)}?asked=1`,
    }),
    withdraw: action({
      operation: contract.withdraw,
      input: async (f: FormValues, p: PageContext) => ({ caseId: await idOf(p), ...readFields(withdrawal, f) }),
      next: (_, p) => here(p),
    }),
    'withdraw-there': action({
      operation: withdrawThere,
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
  said: (c, p) => [
    [
      p.query.submitted,
      text(
        `已收到您的申请，办件编号 ${c.number}${c.quota ? `，第 ${c.quota.arrived} 个到达，名额 ${c.quota.limit} 个` : ''}。这一页随时能看进度。`,
        `Your application was received as ${c.number}${c.quota ? `, as number ${c.quota.arrived} for ${c.quota.limit} places` : ''}. You can follow it here at any time.`,
      ),
    ],
    [p.query.uploaded, text('文件已保存在这一件里。', 'The file is kept with this case.')],
    [
      p.query.objected,
      text(
        '您的陈述已交给办理单位，答复以后才会决定。',
        'Your statement is with the unit; it answers before it decides.',
      ),
    ],
    [p.query.hearing, text('已交给办理单位。', 'It is with the unit.')],
    [p.query.chosen, text('时间定了，各单位都会知道。', 'The time is fixed; all units learn of it.')],
    [p.query.asked, text('请求已交给牵头单位。', 'The lead unit has your wish.')],
    [p.query.rated, text('谢谢您的评价。', 'Thank you for your rating.')],
  ],
  next({ c, p, item }) {
    const { t, lang } = p
    const clocks = c.clocks as Record<string, Count | undefined>
    const { channels, correctionDays } = item!.content
    return (
      <>
        <p>{nextStep(c, clocks)[lang]}</p>
        {c.joint && !c.joint.root && (
          <p>
            {t('属于联办申请 ', 'Part of the joint application ')}
            <a href={`/cases/${c.joint.number}`}>
              {c.joint.title[lang]} <span class="num">{c.joint.number}</span>
            </a>
          </p>
        )}
        {c.now?.count.overdue && (
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
            <Citations list={correctionDays.basis} lang={lang} />
          </p>
        )}
      </>
    )
  },
  todo(of) {
    const { c, p } = of
    const { t, lang } = p
    const ended = c.acts.find((a) => a.type === 'licence.ended')
    return (
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
        {ended && (
          <Notice
            kind="problem"
            title={t(
              `证照已${endingWords[ended.facts.how as Ending].zh}，不再有效`,
              `The licence was ${endingWords[ended.facts.how as Ending].en} and is valid no more`,
            )}
          >
            <p>{ended.why}</p>
          </Notice>
        )}
        {c.joint?.root && (
          <JointParts joint={c.joint} p={p} href={({ number }) => `${approval.pages!.portal}/${number}`} />
        )}
        <UsedUp quota={c.quota} p={p} />
        <QuotaStands quota={c.quota} p={p} />
        <Opinions c={c} p={p} />
        <HearingStands hearing={c.hearing} number={c.number} p={p} />
        <HearingForms
          asks={c.abilities['ask-hearing'] === true}
          challenges={c.abilities['challenge-chair'] === true}
          p={p}
        />
        <SiteVisit c={c} p={p} applicant />
        {c.abilities['choose-visit-time'] && c.visitOffer && <ChooseTime offer={c.visitOffer} p={p} />}
        {c.abilities['ask-visit-time'] && <AskTime p={p} />}
        <Deferred c={c} p={p} />
        {c.deferred.some((d) => !d.given) && !c.closed && !c.abilities['answer-correction'] && <Later {...of} />}
        {c.abilities['answer-correction'] && <Correction {...of} />}
        {c.abilities.rate && <Rate p={p} />}
      </>
    )
  },
  foot: ({ c, p }) => (
    <>
      {c.abilities.object && <Objection p={p} />}
      {c.abilities.withdraw && <Withdrawal p={p} name="withdraw" />}
      {c.abilities['withdraw-there'] && <Withdrawal p={p} name="withdraw-there" />}
    </>
  ),
})

function Withdrawal({ p, name }: { p: PageContext; name: 'withdraw' | 'withdraw-there' }) {
  return (
    <details class="more no-print">
      <summary>{p.t('撤回申请', 'Withdraw the application')}</summary>
      <StepForm
        p={p}
        name={name}
        button={p.t('确认撤回', 'Withdraw')}
        fields={withdrawal}
        danger
        tells={
          name === 'withdraw'
            ? p.t(
                '撤回后这一件就此终止，不能恢复；以后可以重新申请。',
                'Withdrawing ends this case for good; you may apply anew later.',
              )
            : p.t(
                '这一件已经移送到另一套系统，撤回会发到那里；那里还没有决定的就此终止，答复写在这一页。',
                'It was transferred to another installation, and the withdrawal goes there. Where it is not decided yet it ends; the answer will stand on this page.',
              )
        }
      />
    </details>
  )
}

function Objection({ p }: { p: PageContext }) {
  return (
    <details class="more no-print">
      <summary>{p.t('我要陈述、申辩', 'I want to state my view')}</summary>
      <StepForm
        p={p}
        name="object"
        button={p.t('提交', 'Send')}
        fields={objecting}
        tells={p.t(
          '单位答复以后才能作出决定（行政许可法第三十六条）。',
          'The unit answers it before it decides (Administrative Licensing Law art. 36).',
        )}
      />
    </details>
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
