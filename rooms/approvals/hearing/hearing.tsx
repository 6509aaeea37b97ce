import { caseAt, findCase } from '../../../kernel/cases/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import {
  action,
  type FormValues,
  type PageContext,
  page,
  postOf,
  standardProblem,
  type Text,
  text,
} from '../../../kernel/platform/index.ts'
import { Facts, fieldsOf, PortalPage, readFields, StepForm } from '../../../web/ui/index.ts'
import type { CaseFacts } from '../case.fold.ts'
import { approval } from '../case.kind.ts'
import { askHearing, challengeChair, type HearingView } from './hearing.contract.ts'
import { mayAsk } from './hearing.rules.ts'
import { hearingOf } from './view.ts'

const reason = (label: Text, hint?: Text) => ({ reason: { label, ...(hint ? { hint } : {}), kind: 'lines' as const } })
const PRIVATE = text('名字和内容只给办理单位看。', 'Your name and words are for the unit alone.')
export const hearingForms = {
  'ask-hearing': fieldsOf(
    askHearing,
    reason(text('和您有什么关系，为什么要听证', 'How it concerns you, and why a hearing'), PRIVATE),
  ),
  'challenge-chair': fieldsOf(
    challengeChair,
    reason(text('主持人与这一件有什么直接利害关系', 'Which direct interest the chair has in it'), PRIVATE),
  ),
}
const TITLE = text('行政许可听证', 'Hearing on a licence')
export const hearingPath = (number: string) => `${approval.pages!.portal}/${number}/hearing`

const CALLED = (h: HearingView) =>
  h.called &&
  text(`${h.called.on} ${h.called.time}，${h.called.place}`, `${h.called.on} ${h.called.time}, ${h.called.place}`)

/** Where it stands, in a sentence: who may ask until when, or when and where it is. */
export function hearingSays(h: HearingView): Text {
  if (h.held) return text('听证已经举行，决定按笔录作出。', 'The hearing was held; the decision follows its record.')
  const called = CALLED(h)
  if (called) return text(`听证公开举行：${called.zh}。`, `The hearing is public: ${called.en}.`)
  if (h.why === 'public' || h.asked > 0)
    return text(
      '要举行听证，时间和地点至少提前七日公告。',
      'It will be held; when and where is announced seven days before.',
    )
  return text(
    `申请人和利害关系人可以在 ${h.until} 以前要求听证，不收费。`,
    `The applicant and those concerned may ask for a hearing until ${h.until}, at no cost.`,
  )
}

/** On the pages of the case. */
export function HearingStands({ hearing, number, p }: { hearing: HearingView | null; number: string; p: PageContext }) {
  if (!hearing) return null
  const { t } = p
  return (
    <section id="hearing">
      <h3>{t('听证', 'Hearing')}</h3>
      <p>{t(hearingSays(hearing))}</p>
      <p class="small">
        {hearing.called && t(`主持人 ${hearing.called.presider}。`, `Chair: ${hearing.called.presider}. `)}
        {hearing.asked > 0 && t(`${hearing.asked} 人要求听证。`, `${hearing.asked} asked for it. `)}
        {hearing.challenges > 0 &&
          t(`${hearing.challenges} 件回避申请待答复。`, `${hearing.challenges} challenges wait for an answer. `)}
        <a href={hearingPath(number)}>{t('公告页', 'The public notice')}</a>
      </p>
    </section>
  )
}

/** What one who is no officer may do about it. */
export const HearingForms = ({ asks, challenges, p }: { asks: boolean; challenges: boolean; p: PageContext }) => (
  <>
    {asks && (
      <details class="more no-print" open={p.form?.action === 'ask-hearing'}>
        <summary>{p.t('我要求听证', 'I ask for a hearing')}</summary>
        <StepForm p={p} name="ask-hearing" button={p.t('提交', 'Send')} fields={hearingForms['ask-hearing']} />
      </details>
    )}
    {challenges && (
      <details class="more no-print" open={p.form?.action === 'challenge-chair'}>
        <summary>{p.t('申请主持人回避', 'Challenge the chair')}</summary>
        <StepForm p={p} name="challenge-chair" button={p.t('提交', 'Send')} fields={hearingForms['challenge-chair']} />
      </details>
    )}
  </>
)

async function caseOf(p: PageContext) {
  const found = await findCase(p.tx, p.params.number!)
  const at = found?.kind === approval.kind ? await caseAt<CaseFacts>(p.tx, { caseId: found.id }) : undefined
  if (!at?.facts.hearing) throw standardProblem('NOT_FOUND')
  return at
}
const performs = <C extends typeof askHearing | typeof challengeChair>(contract: C, name: keyof typeof hearingForms) =>
  action({
    operation: contract,
    input: async (f: FormValues, p: PageContext) => ({
      caseId: (await caseOf(p)).found.id,
      ...readFields(hearingForms[name], f),
    }),
    next: (_, p) => `${p.url.pathname}?done=1`,
  })

/** 公告: for everybody; who is concerned asks for the hearing here, or challenges its chair. Who applied is not said. */
export default page({
  path: hearingPath(':number'),
  shell: 'portal',
  allow: () => true,
  actions: {
    'ask-hearing': performs(askHearing, 'ask-hearing'),
    'challenge-chair': performs(challengeChair, 'challenge-chair'),
  },
  async render(p) {
    const { t, lang } = p
    const at = await caseOf(p)
    const { found, item, facts } = at
    const hearing = hearingOf(at)!
    const matter = at.acts.findLast((a) => a.type === 'licence-hearing.offered')!.public.matter as string
    const unit = (await units(p.tx)).find((u) => u.code === found.unit)?.name
    const called = CALLED(hearing)
    const open = !facts.decidedAt && !facts.closedAt && !hearing.held
    const citizen = p.actor.kind === 'person' && !postOf(p.actor)
    return {
      title: TITLE,
      body: (
        <PortalPage
          p={p}
          narrow
          title={t(TITLE)}
          lead={t(hearingSays(hearing))}
          labels={{ reason: t('理由', 'Reasons') }}
          said={[[p.query.done, text('已交给办理单位。', 'It is with the unit.')]]}
        >
          <Facts
            rows={[
              [t('事项', 'Item'), item?.content.name[lang] ?? ''],
              [t('办件编号', 'Number'), <span class="num">{found.number}</span>],
              [t('办理单位', 'Unit'), unit?.[lang] ?? found.unit],
              [t('要听证的事项', 'The matter'), matter],
              ...(called && hearing.called
                ? ([
                    [t('时间、地点', 'When and where'), t(called)],
                    [t('主持人', 'Chair'), hearing.called.presider],
                  ] as [string, string][])
                : []),
            ]}
          />
          {open && citizen && (
            <HearingForms asks={mayAsk(facts.hearing, p.clock.now())} challenges={hearing.called !== null} p={p} />
          )}
          {open && p.actor.kind === 'anonymous' && (hearing.called || mayAsk(facts.hearing, p.clock.now())) && (
            <p>
              <a href={`/login?next=${encodeURIComponent(p.url.pathname)}`}>
                {mayAsk(facts.hearing, p.clock.now())
                  ? t('登录以后可以要求听证', 'Log in to ask for it')
                  : t('登录以后可以申请主持人回避', 'Log in to challenge its chair')}
              </a>
            </p>
          )}
          <p class="small">
            {t(
              '听证公开举行，申请人、利害关系人不承担费用，可以提出证据、申辩和质证（行政许可法第四十七、四十八条）。',
              'It is public and costs nothing; the applicant and those concerned may bring evidence and argue (Administrative Licensing Law arts. 47, 48).',
            )}
          </p>
        </PortalPage>
      ),
    }
  },
})
