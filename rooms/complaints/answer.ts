import { defineDocument, issueDocument } from '../../kernel/documents/index.ts'
import { text } from '../../kernel/platform/index.ts'
import { type Complaint, step } from './case.kind.ts'
import { answer, type FINDINGS } from './contract.ts'

export const findings = {
  founded: text('反映情况属实，予以支持', 'Founded'),
  partly: text('部分属实', 'Partly founded'),
  unfounded: text('不属实，不予支持', 'Unfounded'),
}

/** 信访工作条例 art. 32: what is asked, the facts, the opinion and its basis; art. 35: review within 30 days. */
export const letter = defineDocument<Complaint, { finding: (typeof FINDINGS)[number]; answer: string }>({
  kind: 'complaint-answer',
  title: text('投诉答复书', 'Answer to a complaint'),
  series: '投复',
  body({ at, input }) {
    const about = at.parties.find((p) => p.role === 'about')?.name ?? ''
    return {
      to: at.parties.find((p) => p.role === 'complainant')?.name ?? '',
      paragraphs: [
        text(
          `您对${about}办理情况的投诉（编号 ${at.found.number}）已经调查。处理意见：${findings[input.finding].zh}。`,
          `Your complaint about handling by ${about} (number ${at.found.number}) was investigated. Opinion: ${findings[input.finding].en}.`,
        ),
        text(input.answer, input.answer),
        text(
          '对本意见不服的，可以自收到本答复书之日起三十日内，请求上一级机关复查。',
          'Within 30 days of receiving this letter you may ask the authority above for a review.',
        ),
      ],
      basis: [32, 35].map((article) => ({ law: '信访工作条例', article })),
    }
  },
})

export default step(answer, {
  act: 'complaint.answered',
  prepare: (ctx) => issueDocument(ctx, ctx.at, letter, ctx.input),
  says: ({ input, made }) => ({
    basis: [{ law: '信访工作条例', article: 32 }],
    public: { finding: input.finding, document: made.said },
    private: { answer: input.answer, document: made.content },
  }),
  output: ({ made }) => ({ document: made.said.number }),
})
