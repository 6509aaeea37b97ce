import { defineVolume, type Retention, type Slot } from '../../kernel/archive/index.ts'
import { text } from '../../kernel/platform/index.ts'
import type { PenaltyFacts } from './case.fold.ts'
import { penalty } from './case.kind.ts'
import { EVIDENCE } from './contract.ts'

const slot = (zh: string, en: string, documents: string[], more: Partial<Slot> = {}): Slot => ({
  title: text(zh, en),
  // As `forms.ts` names the kinds of its forms.
  documents: documents.map((form) => `penalty-${form}`),
  ...more,
})
const SERVICE = ['service-receipt', 'service-announcement']
const source = text(
  '执法案卷立卷的通行做法，没有核实到条文',
  'Common practice of filing penalty cases; no article confirmed',
)
const kept = (id: string, zh: string, en: string, years?: number): Retention => ({
  ...{ id, title: text(zh, en), basis: [], source, from: '2000-01-01', unconfirmed: true },
  ...(years ? { years } : {}),
})

/** Filing, the decision with its receipts, other papers to the party, evidence by kind, then the procedure; opinions and discussion apart. */
export const volume = defineVolume<PenaltyFacts>({
  kind: penalty.kind,
  main: [
    slot('立案', 'Filing', ['filing-approval', 'not-filed-approval']),
    slot('决定和送达', 'Decision and service', [
      ...['penalty-decision', 'no-penalty-decision', 'spot-decision', 'correction'],
      ...SERVICE,
    ]),
    slot('其他送达当事人的文书', 'Other papers to the party', [
      ...['penalty-notice', 'hearing-notice', 'order-to-correct', 'interview-notice', 'preservation-notice'],
      ...['preservation-lifted', 'measure-decision', 'measure-extended', 'measure-lifted', 'goods-list'],
      ...['early-disposal', 'testing-result', 'deferral-notice', 'urging-letter', 'recusal-decision'],
    ]),
    slot(
      '证据',
      'Evidence',
      [
        'scene-record',
        'interview-record',
        'evidence-extract',
        'electronic-extract',
        'sampling-record',
        'testing-order',
      ],
      { papers: EVIDENCE },
    ),
    slot('程序', 'Procedure', [
      ...['address-confirmation', 'assistance-request', 'defence-record', 'hearing-record', 'transfer-letter'],
      ...['crime-referral', 'court-application', 'goods-record', 'closing-approval'],
    ]),
  ],
  secondary: [
    slot('内部审批、审核和讨论', 'Internal approval, review and discussion', [
      // It may name who informed.
      'source-register',
      ...['investigation-report', 'legal-review', 'hearing-report', 'discussion-record', 'decision-approval'],
    ]),
  ],
  retention: [kept('ordinary', '永久', 'permanent'), kept('simple', '30 年', '30 years', 30)],
  retains: (at) => (at.acts.some((a) => a.type === 'spot.decided') ? 'simple' : 'ordinary'),
})
