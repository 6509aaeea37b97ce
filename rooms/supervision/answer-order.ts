import { judgeUpload, safeName } from '../../kernel/cases/index.ts'
import { operation } from '../../kernel/platform/index.ts'
import { aboutMeasure } from './about.ts'
import { acts } from './acts.ts'
import { answerOrder } from './contract.ts'
import { changeMeasure, findMeasure } from './measure.store.ts'
import { answersFor } from './policy.ts'

/** What an answer may bring along. */
const PAPERS = { accept: ['application/pdf', 'image/png', 'image/jpeg'], maxBytes: 10 * 1024 * 1024 }

export default operation(answerOrder, {
  allow: answersFor,
  async run({ tx, input, clock, problem, files }) {
    const m = await findMeasure(tx, input.id, true)
    if (!m) throw problem('NO_MEASURE')
    if (m.answeredAt || m.closedAt) throw problem('WRONG_STATE')
    const papers = [...m.papers]
    if (input.paper && input.paper.size > 0) {
      const judged = await judgeUpload(input.paper.bytes, PAPERS)
      if ('problem' in judged) throw problem('BAD_FILE', { detail: judged.problem, fields: { paper: judged.problem } })
      papers.push({ ...(await files.put(tx, input.paper.bytes, judged.type)), name: safeName(input.paper.name) })
    }
    const now = clock.now()
    await changeMeasure(tx, m, {
      answer: input.answer,
      answeredAt: now,
      papers,
      askedAt: null,
      askedDays: null,
      ...(m.acknowledgedAt ? {} : { acknowledgedAt: now }),
    })
    const { head, said } = aboutMeasure(m)
    const added = papers.slice(m.papers.length)
    const act = acts['order.answered']({
      ...head,
      public: { ...said, ...(added.length > 0 ? { papers: added.map((p) => p.sha256) } : {}) },
      private: { answer: input.answer, ...(added.length > 0 ? { names: added.map((p) => p.name) } : {}) },
    })
    return { act, output: { id: m.id } }
  },
})
