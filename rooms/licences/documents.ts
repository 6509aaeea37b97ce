import { defineDocument } from '../../kernel/documents/index.ts'
import { text } from '../../kernel/platform/index.ts'
import { type Ending, endingWords } from './contract.ts'

/** Of the 行政许可法. */
export const ARTICLE: Record<Ending, number> = { revoked: 69, recalled: 8, cancelled: 70, replaced: 49 }

export const licenceEnded = defineDocument<unknown, { how: Ending; reason: string }>({
  kind: 'licence-ended',
  title: text('证照撤销（撤回、注销）决定书', 'Decision that ends a licence'),
  series: '失效',
  body: (of) => ({
    to: of.at.parties.find((p) => p.role === 'applicant')?.name ?? '',
    paragraphs: [
      text(
        `依“${of.at.item!.content.name.zh}”（办件编号 ${of.at.found.number}）颁发的证照，决定${endingWords[of.input.how].zh}，自本决定作出之日起无效。理由：`,
        `The licence issued for “${of.at.item!.content.name.en}” (case ${of.at.found.number}) is ${endingWords[of.input.how].en} and invalid from the day of this decision. Reasons:`,
      ),
      text(of.input.reason, of.input.reason),
    ],
    basis: [{ law: '行政许可法', article: ARTICLE[of.input.how] }],
    remedies: true,
  }),
})
