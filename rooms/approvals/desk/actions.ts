import { addWorkingDays, dayOf } from '../../../kernel/calendar/index.ts'
import { type Text, text } from '../../../kernel/platform/index.ts'
import { fieldsOf, type OfficerAction, servingFields } from '../../../web/ui/index.ts'
import { ENDINGS, endingWords, endLicence, revokeOnChart } from '../../licences/contract.ts'
import { handUp, takeOver, targets, transfer } from '../../linked/contract.ts'
import { decideOnTheSpot } from '../../spot/contract.ts'
import * as contract from '../contract.ts'
import { hearingActions } from '../hearing/actions.ts'
import { visitActions } from '../site-visit/actions.ts'

const lines = (label: Text, hint?: Text) => ({ label, ...(hint ? { hint } : {}), kind: 'lines' as const })

const able = (name: string) => (c: contract.CaseView) => c.abilities[name] === true

/** What officers can do on an approval; each says its consequence before it is done. */
export const actions: Record<string, OfficerAction<contract.CaseView>> = {
  'accept-case': {
    contract: contract.acceptCase,
    title: text('受理', 'Accept'),
    when: 'case.accepted',
    tells: (p, item) => {
      const days = item!.content.limits.promised.value
      const due = addWorkingDays(dayOf(p.clock.now()), days)
      return text(
        `受理后明天起算，承诺 ${days} 个工作日，即 ${due} 前决定。`,
        `The clock starts tomorrow: ${days} working days promised, until ${due}.`,
      )
    },
  },
  spot: {
    contract: decideOnTheSpot,
    title: text('当场办结', 'Decide on the spot'),
    when: (c) => c.abilities.spot === true,
    tells: () =>
      text(
        '材料齐全、符合法定形式时用：受理、准予、制证、送达一次办完（行政许可法第三十四条）。',
        'Where all is complete and in legal form: accepted, granted, made and handed over at once (art. 34).',
      ),
    fields: fieldsOf(decideOnTheSpot, { receiver: text('签收人', 'Signed by') }),
  },
  'hand-up': {
    contract: handUp,
    title: text('报上级机关决定', 'Hand up for decision'),
    when: 'case.handed-up',
    tells: () =>
      text(
        '意见和全部材料直接报上级，本单位的期限到此为止；申请人不用再交材料（行政许可法第三十五条）。',
        'The opinion and all papers go up directly and this unit’s clock stops; the applicant hands in nothing again (art. 35).',
      ),
    fields: fieldsOf(handUp, {
      advice: {
        label: text('初审建议', 'Advice'),
        options: { grant: text('建议准予', 'Grant'), refuse: text('建议不予许可', 'Refuse') },
      },
      opinion: lines(text('初步审查意见', 'Opinion of the first review')),
    }),
  },
  'take-over': {
    contract: takeOver,
    title: text('接收下级上报', 'Take over from below'),
    when: 'case.taken-over',
    tells: () =>
      text(
        '期限从上报之日起已经在算。缺什么退回下级查明，不得向申请人要。',
        'The clock runs since it was handed up. What is missing goes back to the organ below, never to the applicant.',
      ),
    fields: fieldsOf(takeOver, {
      outcome: {
        label: text('收下还是退回', 'Take or return'),
        options: { take: text('收下，由本机关决定', 'Take it'), return: text('退回下级补充', 'Return it below') },
      },
      reason: { ...lines(text('退回的，写明缺什么', 'If returned: what is missing')), required: false },
    }),
  },
  transfer: {
    contract: transfer,
    title: text('移送有权机关', 'Transfer to the competent organ'),
    when: (c) => c.abilities.transfer === true,
    tells: () =>
      text(
        '不属于本机关职权时用：告知申请人，材料一并移送，期限在那里重新算。',
        'Where it is outside this organ’s powers: the applicant is told, the papers go along, limits run anew there.',
      ),
    fields: [
      { name: 'to', kind: 'choice', label: text('移送到', 'To'), options: [], decides: true },
      ...fieldsOf(transfer, { reason: lines(text('理由', 'Reasons')) }).filter((f) => f.name !== 'to'),
    ],
    options: async (p, c) => ({
      to: (await p.call(targets, { number: c.number })).map((o) => ({
        value: o.code,
        text: text(`${o.unitName.zh} · ${o.title.zh}`, `${o.unitName.en} · ${o.title.en}`),
      })),
    }),
    danger: true,
  },
  'issue-correction': {
    contract: contract.issueCorrection,
    title: text('一次告知补正', 'Request a correction'),
    when: able('issue-correction'),
    tells: () => text('只能告知一次，请把要补的全部写清。', 'Only once: please name everything that is needed.'),
    fields: fieldsOf(contract.issueCorrection, {
      notice: lines(text('要补正的全部内容', 'Everything to be corrected')),
    }),
  },
  'refuse-acceptance': {
    contract: contract.refuseAcceptance,
    title: text('不予受理', 'Refuse acceptance'),
    when: 'case.accepted',
    tells: () => text('这一件就此结束，理由会告知申请人。', 'This ends the case; the applicant is told the reason.'),
    fields: fieldsOf(contract.refuseAcceptance, { reason: lines(text('理由', 'Reason')) }),
    danger: true,
  },
  review: {
    contract: contract.review,
    title: text('提出审查意见，报决定', 'Review and pass on'),
    when: 'case.reviewed',
    tells: () =>
      text(
        '转到审批岗决定；决定与您的建议不同时，审批人要写明理由。',
        'Goes to the approver; a decision that differs from your advice needs its reasons.',
      ),
    fields: fieldsOf(contract.review, {
      advice: {
        label: text('建议', 'Advice'),
        required: true,
        options: { grant: text('建议准予', 'Grant'), refuse: text('建议不予许可', 'Refuse') },
      },
      opinion: lines(text('审查意见', 'Opinion')),
    }),
  },
  'give-opinion': {
    contract: contract.giveOpinion,
    title: text('提出会审意见', 'Give the opinion'),
    when: 'opinion.given',
    tells: () =>
      text(
        '其他单位和申请人都看得到是否同意；过期不答不算同意，亮本单位的灯。',
        'The other units and the applicant see whether you agree; silence is no consent, and the light is your unit’s.',
      ),
    fields: fieldsOf(contract.giveOpinion, {
      opinion: {
        label: text('意见', 'Opinion'),
        options: { agree: text('同意', 'Agree'), disagree: text('不同意', 'Disagree') },
      },
      reason: lines(text('理由和条件', 'Reasons and conditions')),
    }),
  },
  'apply-rule': {
    contract: contract.applyRule,
    title: text('按裁量基准计算', 'Compute by the discretion standard'),
    when: (c) => c.work.some((w) => w.mine && w.kind === 'business-rule'),
    tells: () =>
      text(
        '按现行基准和申请内容计算，适用了哪条规则会写进行为。',
        'Computed from the application by the standard in force; the rules that applied go into the act.',
      ),
  },
  'start-special-procedure': {
    contract: contract.startSpecialProcedure,
    title: text('启动特别程序（计时暂停）', 'Start a special procedure (suspends the clock)'),
    when: able('start-special-procedure'),
    tells: () =>
      text(
        '计时从明天起暂停，申请人会看到所需时间（行政许可法第四十五条）。',
        'The clock stops from tomorrow; the applicant is told how long (Administrative Licensing Law art. 45).',
      ),
    fields: fieldsOf(contract.startSpecialProcedure, {
      days: { label: text('需要几个工作日', 'Working days needed'), kind: 'number' },
      reason: lines(text('原因与安排', 'Reason and arrangement')),
    }),
  },
  'end-special-procedure': {
    contract: contract.endSpecialProcedure,
    title: text('结束特别程序（恢复计时）', 'End the special procedure (the clock goes on)'),
    when: 'special-procedure.ended',
    tells: () => text('计时从明天起恢复。', 'The clock goes on from tomorrow.'),
    fields: fieldsOf(contract.endSpecialProcedure, { result: lines(text('结果', 'Result')) }),
  },
  decide: {
    contract: contract.decide,
    title: text('作出决定', 'Decide'),
    when: 'case.decided',
    tells: () =>
      text(
        '决定后十个工作日内制证送达。不予许可，或者与审查建议不同，必须写明理由。',
        'The document is due within ten working days. A refusal, or what differs from the review, needs its reasons.',
      ),
    fields: fieldsOf(contract.decide, {
      outcome: {
        label: text('决定', 'Decision'),
        options: { grant: text('准予', 'Grant'), refuse: text('不予许可', 'Refuse') },
      },
      reason: { ...lines(text('理由', 'Reasons')), required: false },
    }),
    // The one reason that every later applicant has in common; it can be changed like any other words.
    values: (c, p) =>
      c.quota && c.quota.granted >= c.quota.limit
        ? {
            outcome: 'refuse',
            reason: p.t(
              `${c.quota.name.zh}名额 ${c.quota.limit} 个已按受理先后全部准予，本件第 ${c.quota.turn} 号（行政许可法第五十七条）。`,
              `All ${c.quota.limit} places of ${c.quota.name.en} were granted in the order of acceptance; this is turn ${c.quota.turn} (art. 57).`,
            ),
          }
        : {},
  },
  extend: {
    contract: contract.extend,
    title: text('延长期限', 'Extend'),
    when: able('extend'),
    tells: () =>
      text(
        '延长十个工作日，只能一次，理由告知申请人（行政许可法第四十二条）。',
        'Ten more working days, once; the applicant is told why (Administrative Licensing Law art. 42).',
      ),
    fields: fieldsOf(contract.extend, { reason: lines(text('理由', 'Reason')) }),
  },
  'issue-licence': {
    contract: contract.issueLicence,
    title: text('制证', 'Issue the document'),
    when: 'licence.issued',
    tells: () =>
      text(
        '生成带二维码的证照，申请人可立即下载。',
        'Makes the document with its QR code; the applicant can download it at once.',
      ),
  },
  serve: {
    contract: contract.serve,
    title: text('送达并办结', 'Serve and close'),
    when: 'case.served',
    tells: () => text('送达后办结，申请人可以评价。', 'Closes the case; the applicant may rate it.'),
    fields: servingFields(contract.serve),
    values: (_, p) => ({ on: dayOf(p.clock.now()) }),
  },
  'check-promise': {
    contract: contract.checkPromise,
    title: text('承诺核查', 'Check the promise'),
    when: 'promise.checked',
    tells: () =>
      text(
        '属实的就此办结；不实的转审批岗撤销许可。',
        'What was kept closes the case; a false promise goes to the approver for revocation.',
      ),
    fields: fieldsOf(contract.checkPromise, {
      outcome: {
        label: text('核查结果', 'Result'),
        options: { kept: text('承诺属实', 'Kept'), broken: text('承诺不实', 'False') },
      },
      finding: lines(text('核查情况', 'What was found')),
    }),
  },
  'revoke-on-chart': {
    contract: revokeOnChart,
    title: text('承诺不实，撤销许可', 'Revoke: the promise was false'),
    when: 'licence.ended',
    danger: true,
    tells: () =>
      text(
        '撤销后证照立即无效；出具决定书，写明救济途径（行政许可法第六十九条）。',
        'The licence is invalid at once; a decision with the ways of redress is issued (art. 69).',
      ),
    fields: fieldsOf(revokeOnChart, { reason: lines(text('事实和理由', 'Facts and reasons')) }),
  },
  'answer-objection': {
    contract: contract.answerObjection,
    title: text('答复陈述、申辩', 'Answer the objections'),
    when: able('answer-objection'),
    tells: () =>
      text(
        '答复以后才能决定（行政许可法第三十六条）；一次答复所有在等的。',
        'It is decided after that (art. 36); one answer to all that wait.',
      ),
    fields: fieldsOf(contract.answerObjection, {
      taken: {
        label: text('是否采纳', 'Taken'),
        options: { yes: text('采纳', 'Taken'), no: text('不采纳', 'Not taken') },
      },
      answer: lines(text('答复和理由', 'Answer and reasons')),
    }),
  },
  'withdraw-decision': {
    contract: contract.withdrawDecision,
    title: text('撤回未送达的决定', 'Withdraw the decision'),
    when: able('withdraw-decision'),
    danger: true,
    tells: () =>
      text(
        '决定还没有送达，可以撤回；这一件就此终止，申请人可以重新申请。',
        'Nobody was served yet: it can be taken back, the case ends, and the applicant may apply anew.',
      ),
    fields: fieldsOf(contract.withdrawDecision, { reason: lines(text('理由', 'Reason')) }),
  },
  'end-licence': {
    contract: endLicence,
    title: text('撤销、撤回、注销证照', 'End the licence'),
    when: able('end-licence'),
    danger: true,
    tells: () =>
      text(
        '作出后证照立即无效，验证页和持证人都看得到；出具决定书，写明救济途径。',
        'It is invalid at once, for the holder and for whoever verifies it; a decision with the ways of redress is issued.',
      ),
    fields: fieldsOf(endLicence, {
      how: { label: text('怎样', 'How'), options: Object.fromEntries(ENDINGS.map((e) => [e, endingWords[e]])) },
      reason: lines(text('事实和理由', 'Facts and reasons')),
    }),
  },
  ...visitActions,
  ...hearingActions,
}
