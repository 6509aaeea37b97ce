// 鉴证比对: what each paper of a deal says of the same thing, side by side. Pure: whoever has the papers gets the same table.
import type { Field } from './contract.ts'

export type Papers = {
  decision: { title: string; day: string }
  /** None where the kind needs none. */
  appraisal: { appraised: number; base: string; day: string } | null
  lowered: number | null
  needsAppraisal: boolean
  /** Percent of the appraisal under which a floor needs approval. */
  share: number
  notice: {
    floor: number
    profile: string
    from: string
    until: string
    deposit: number
    longEnough: boolean
    first: boolean
  }
  /** None where one alone agreed. */
  sale: {
    title: string
    start: number
    profile: string
    price: number
    buyer: string
    opens: string
    closed: string
    differs: number
  } | null
  /** Where one alone agreed, or a holder matched: by whom and at what. */
  deal: { buyer: string; price: number; day: string }
  contract: { asset: string; buyer: string; price: number; day: string }
  payment: { payer: string; paid: number; day: string; due: string }
}
export type Said = { of: 'decision' | 'appraisal' | 'notice' | 'sale' | 'contract' | 'payment'; says: string }
export type Row = { field: Field; said: Said[]; same: boolean }

const yuan = (fen: number) => `${(fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })} 元`
const alike = (list: readonly string[]) => new Set(list.map((s) => s.replace(/\s+/g, ''))).size <= 1

export function compare(p: Papers): Row[] {
  const row = (field: Field, said: Said[], same: boolean): Row => ({ field, said, same })
  const equal = (field: Field, said: Said[]): Row => row(field, said, alike(said.map((s) => s.says)))
  const s = p.sale
  const least =
    p.appraisal && (p.notice.first ? p.appraisal.appraised : Math.ceil((p.appraisal.appraised * p.share) / 100))
  const days = [
    ['decision', p.decision.day],
    ...(p.appraisal ? [['appraisal', p.appraisal.day] as const] : []),
    ['notice', p.notice.from],
    ['sale', p.deal.day],
    ['contract', p.contract.day],
  ] as [Said['of'], string][]
  const ordered = days.every(([, d], i) => i === 0 || days[i - 1]![1] <= d)
  return [
    equal('asset', [
      { of: 'decision', says: p.decision.title },
      ...(s ? [{ of: 'sale' as const, says: s.title }] : []),
      { of: 'contract', says: p.contract.asset },
    ]),
    row(
      'appraised',
      [{ of: 'appraisal', says: p.appraisal ? `${yuan(p.appraisal.appraised)}，${p.appraisal.base}` : '不需要' }],
      p.appraisal !== null || !p.needsAppraisal,
    ),
    row(
      'floor',
      [
        { of: 'notice', says: yuan(p.notice.floor) },
        ...(s ? [{ of: 'sale' as const, says: yuan(s.start) }] : []),
        ...(p.lowered === null ? [] : [{ of: 'decision' as const, says: `批准 ${yuan(p.lowered)}` }]),
      ],
      (s === null || s.start === p.notice.floor) &&
        (least === null || p.notice.floor >= least || (p.lowered !== null && p.notice.floor >= p.lowered)),
    ),
    equal('method', [
      { of: 'notice', says: s ? p.notice.profile : '一人协议' },
      { of: 'sale', says: s ? s.profile : '一人协议' },
    ]),
    equal('buyer', [
      { of: 'sale', says: p.deal.buyer },
      { of: 'contract', says: p.contract.buyer },
      { of: 'payment', says: p.payment.payer },
    ]),
    row(
      'price',
      [
        { of: 'sale', says: yuan(p.deal.price) },
        { of: 'contract', says: yuan(p.contract.price) },
      ],
      p.deal.price === p.contract.price && (s === null || s.price === p.deal.price) && p.deal.price >= p.notice.floor,
    ),
    row(
      'payment',
      [
        { of: 'contract', says: yuan(p.contract.price) },
        { of: 'payment', says: `${yuan(p.payment.paid)}，${p.payment.day}` },
      ],
      p.payment.paid === p.contract.price && p.payment.day <= p.payment.due,
    ),
    row(
      'dates',
      [...days.map(([of, says]) => ({ of, says })), { of: 'notice', says: `至 ${p.notice.until}` }],
      ordered && p.notice.longEnough,
    ),
    row(
      'log',
      [{ of: 'sale', says: s ? (s.differs === 0 ? '重算一致' : `${s.differs} 处不符`) : '没有竞价' }],
      s === null || s.differs === 0,
    ),
  ]
}

/** Fields that differ and nobody waived. */
export const open = (rows: readonly Row[], waived: readonly { field: Field }[]): Field[] =>
  rows.filter((r) => !r.same && !waived.some((w) => w.field === r.field)).map((r) => r.field)
