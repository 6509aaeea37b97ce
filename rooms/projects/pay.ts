import { cite } from '../../kernel/law/index.ts'
import { beside } from './beside.ts'
import { act } from './case.kind.ts'
import { keepLinks } from './link.ts'
import { pay } from './works.contract.ts'

export default act(pay, {
  act: 'project.paid',
  who: beside.pay.who,
  check({ at, input, problem }) {
    const { facts } = at
    const of = facts.contracts.find((c) => c.contract === input.contract)
    if (!of) throw problem('NO_CONTRACT')
    keepLinks(at, problem, { paid: facts.money.paid + input.amount }, { of, change: { paid: of.paid + input.amount } })
    if (!beside.pay.when(facts)) throw problem('NOT_NOW')
  },
  says: ({ at, input }) => ({
    basis: [cite('政府投资条例', 19)],
    public: {
      contract: input.contract,
      amount: input.amount,
      voucher: input.voucher,
      total: at.facts.money.paid + input.amount,
      certified: at.facts.money.certified,
    },
  }),
})
