import { addDays, dayOf } from '../../kernel/calendar/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { beside } from './beside.ts'
import { act } from './case.kind.ts'
import { keepLinks } from './link.ts'
import { certify } from './works.contract.ts'

/** What was done and checked, or an advance that the contract grants: from now on it is owed. */
export default act(certify, {
  act: 'project.certified',
  who: beside.certify.who,
  check({ at, input, problem }) {
    const { facts } = at
    if (!beside.certify.when(facts)) throw problem('NOT_NOW')
    const of = facts.contracts.find((c) => c.contract === input.contract)
    if (!of) throw problem('NO_CONTRACT')
    const more = input.what === 'advance' ? input.amount : 0
    const sums = (m: { certified: number; certifiedAdvances: number }) => ({
      certified: m.certified + input.amount,
      certifiedAdvances: m.certifiedAdvances + more,
    })
    keepLinks(at, problem, sums(facts.money), { of, change: sums(of) })
  },
  prepare({ at, input, clock }) {
    const of = at.facts.contracts.find((c) => c.contract === input.contract)!
    return addDays(dayOf(clock.now()), of.payWithin)
  },
  says: ({ at, input, made }) => ({
    basis: [cite('建设工程质量管理条例', 37), cite('保障中小企业款项支付条例', 9)],
    public: {
      what: input.what,
      contract: input.contract,
      amount: input.amount,
      payBy: made,
      certified: at.facts.money.certified + input.amount,
    },
  }),
  output: ({ made }) => ({ payBy: made }),
})
