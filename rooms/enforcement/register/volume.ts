import { defineVolume } from '../../../kernel/archive/index.ts'
import { text } from '../../../kernel/platform/index.ts'
import type { PenaltyFacts } from '../case.fold.ts'
import { forms } from '../forms/forms.ts'

const kinds = (list: string[]) => list.map((k) => `penalty-${k}`)
/** 归档: approval, decision and receipts, papers to the party, evidence by kind, then the procedure; what is said inside lies in 副卷. */
export const volume = defineVolume<PenaltyFacts>({
  kind: 'penalty',
  main: [
    { title: text('立案审批', 'Filing'), documents: kinds(['filing-approval', 'source-register']) },
    {
      title: text('处罚决定书和送达回证', 'Decision and proof of service'),
      documents: kinds(['penalty-decision', 'spot-decision', 'no-penalty-decision', 'correction', 'service-receipt']),
      acts: ['document.served'],
    },
    {
      title: text('告知和听证', 'Notice and hearing'),
      documents: kinds(['penalty-notice', 'hearing-notice', 'hearing-record', 'defence-record']),
      acts: ['penalty.defended'],
    },
    {
      title: text('证据', 'Evidence'),
      documents: kinds([
        'scene-record',
        'interview-record',
        'evidence-extract',
        'electronic-extract',
        'sampling-record',
        'testing-result',
      ]),
      papers: ['document', 'object', 'audiovisual', 'electronic', 'witness', 'party', 'expert', 'record'],
    },
    {
      title: text('措施和物品', 'Measures and goods'),
      documents: kinds([
        'preservation-notice',
        'preservation-lifted',
        'measure-decision',
        'measure-extended',
        'testing-period',
        'measure-lifted',
        'goods-list',
        'goods-record',
      ]),
    },
    {
      title: text('执行', 'Execution'),
      documents: kinds(['deferral-notice', 'urging-letter', 'court-application', 'closing-approval']),
      acts: ['fine.paid', 'penalty.settled'],
    },
  ],
  secondary: [
    {
      title: text('内部审批、审核和讨论', 'Reports, reviews and discussion'),
      documents: forms.filter((f) => f.volume === 'secondary').map((f) => `penalty-${f.kind}`),
    },
  ],
  retention: [
    {
      id: 'ordinary',
      title: text('永久', 'Permanent'),
      basis: [],
      source: text(
        '普通程序案件永久保管，各领域规定不同，未核实',
        'Ordinary cases are kept for ever; fields differ, not confirmed',
      ),
      from: '2021-07-15',
      unconfirmed: true,
    },
    {
      id: 'simple',
      title: text('30 年', '30 years'),
      years: 30,
      basis: [],
      source: text(
        '简易程序案件三十年，各领域规定不同，未核实',
        'Cases of the simple procedure thirty years; fields differ, not confirmed',
      ),
      from: '2021-07-15',
      unconfirmed: true,
    },
  ],
  retains: (at) => (at.facts.simple ? 'simple' : 'ordinary'),
})
