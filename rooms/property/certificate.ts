import { defineDocument } from '../../kernel/documents/index.ts'
import { text } from '../../kernel/platform/index.ts'
import type { Sale } from './case.kind.ts'
import type { Papers } from './compare.rules.ts'

const yuan = (fen: number) => (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })

/** 32 号令 art. 30: only after the contract is effective and the price has come. Its PDF carries the receipt of its act. */
export const certificate = defineDocument<Sale, { papers: Papers; waived: string[]; transferor: string; law: any }>({
  kind: 'property-certificate',
  title: text('产权交易凭证', 'Certificate of a property deal'),
  series: '产权',
  signed: true,
  body: ({ at, input: { papers: p, waived, transferor, law } }) => ({
    to: p.contract.buyer,
    paragraphs: [
      text(
        `项目 ${at.found.number}“${p.decision.title}”经鉴证比对，批准、评估、披露、竞价记录、合同、价款各项${waived.length > 0 ? '除放行的以外' : ''}一致，准予出具本凭证。`,
        `Of ${at.found.number} approval, appraisal, notice, bid log, contract and payment were compared and agree${waived.length > 0 ? ' but for what was waived' : ''}; this certificate is issued.`,
      ),
    ],
    lines: [
      [text('转让方', 'Transferor'), text(transferor, transferor)],
      [text('受让方', 'Buyer'), text(p.contract.buyer, p.contract.buyer)],
      [text('底价（元）', 'Floor (yuan)'), text(yuan(p.notice.floor), yuan(p.notice.floor))],
      [text('成交价（元）', 'Price (yuan)'), text(yuan(p.contract.price), yuan(p.contract.price))],
      [text('合同签订日', 'Contract signed on'), text(p.contract.day, p.contract.day)],
      [text('价款到齐日', 'Price paid on'), text(p.payment.day, p.payment.day)],
      ...(waived.length > 0
        ? ([[text('放行', 'Waived'), text(waived.join('；'), waived.join('; '))]] as [any, any][])
        : []),
    ],
    basis: law,
  }),
})
