import { cite } from '../../kernel/law/index.ts'
import { beside } from './beside.ts'
import { act } from './case.kind.ts'
import { figure } from './figures.ts'
import { keepLinks } from './link.ts'
import { sign } from './works.contract.ts'

/** Every lot has its tender, or the reason why there was none; what was given without one is told by its category. */
export default act(sign, {
  act: 'project.contracted',
  who: beside.sign.who,
  check({ at, input, clock, problem }) {
    const { facts } = at
    if (facts.status !== 'building') throw problem('NOT_NOW')
    if (!facts.tenders.some((x) => x.lot === input.lot)) throw problem('NO_TENDER')
    if (facts.contracts.some((c) => c.contract === input.contract)) throw problem('EXISTS')
    if (input.to <= input.from) throw problem('TIMES')
    if (input.advance > input.amount) throw problem('ADVANCE')
    if (input.payWithin > figure('payment-most', clock.now()).value) throw problem('TOO_LONG')
    keepLinks(at, problem, { contracts: facts.money.contracts + input.amount })
  },
  says({ at, input: { caseId: _, ...input } }) {
    const { money, form, tenders } = at.facts
    const direct = tenders.findLast((x) => x.lot === input.lot)?.exempt
    return {
      basis: [cite('政府投资条例', 23)],
      public: {
        ...input,
        project: form!.code,
        ...(direct ? { direct: form!.sector } : {}),
        total: money.contracts + money.changes + input.amount,
        budget: money.budget!,
      },
    }
  },
})
