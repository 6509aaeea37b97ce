import { step } from '../case.kind.ts'
import { publishResult } from '../contract.ts'
import { stampPublished } from './visit.store.ts'

/** 优化营商环境条例 art. 54: results are public; within how long says the list (食品生产经营监督检查管理办法 art. 39: 20 working days). */
export default step(publishResult, {
  act: 'inspection.published',
  also: ({ tx, at, clock }) => stampPublished(tx, at.found, clock.now()),
  says: ({ at }) => ({
    basis: [{ law: '优化营商环境条例', article: 54 }, ...at.facts.publishLimit.basis],
    public: {
      conclusion: at.facts.conclusion!,
      problems: at.facts.visited!.lines.filter((l) => l.result === 'problem').length,
    },
  }),
})
