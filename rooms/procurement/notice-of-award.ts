import { defineDocument } from '../../kernel/documents/index.ts'
import { text } from '../../kernel/platform/index.ts'
import type { Process } from './case.kind.ts'
import { hasRounds } from './method.rules.ts'

const yuan = (fen: number) => (fen / 100).toFixed(2)

/** 中标（成交）通知书: 政府采购法 art. 46, 实施条例 art. 43. */
export const awardNotice = defineDocument<Process, object>({
  kind: 'procurement-award',
  title: text('中标（成交）通知书', 'Notice of award'),
  series: '采购通',
  body({ at }) {
    const { form, winners } = at.facts
    const what =
      form!.method === 'framework' ? '入围' : hasRounds(form!.method) || form!.method === 'inquiry' ? '成交' : '中标'
    return {
      to: winners.map((w) => w.name).join('、'),
      paragraphs: [
        text(
          `“${form!.title}”（编号 ${at.found.number}）已经评审并确认，贵单位为${what}供应商。`,
          `“${form!.titleEn}” (number ${at.found.number}) was evaluated and confirmed: you are the supplier.`,
        ),
        ...winners.map((w) =>
          text(
            `${w.name}（${w.uscc}）：${yuan(w.price)} 元。价格扣除只用于评审，合同按报价签订。`,
            `${w.name} (${w.uscc}): ${yuan(w.price)} yuan. Deductions count in the evaluation alone; the contract is at this price.`,
          ),
        ),
        ...(form!.method === 'framework'
          ? []
          : [
              text(
                '请自本通知书发出之日起三十日内与采购人签订合同。',
                'The contract with the buyer is signed within thirty days of this notice.',
              ),
            ]),
      ],
      basis: [
        { law: '政府采购法', article: 46 },
        { law: '政府采购法实施条例', article: 43 },
      ],
    }
  },
})
