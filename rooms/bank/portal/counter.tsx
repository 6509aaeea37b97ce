import { contract as money } from '../../../kernel/money/index.ts'
import { action, page, setting, standardProblem, text } from '../../../kernel/platform/index.ts'
import { fieldsOf, PortalPage, readFields, StepForm } from '../../../web/ui/index.ts'
import { stateOf } from '../bank.store.ts'
import { behave, MODES, pay } from '../contract.ts'
import { counter } from '../paths.ts'

const modes = {
  good: text('正常：马上通知', 'Good: tells at once'),
  late: text('迟：不通知，第二天早上问到', 'Late: tells nothing; found when asked in the morning'),
  wrong: text('错：通知少说一分，对账单是对的', 'Wrong: its notice is one 分 short, its statement right'),
  double: text('重：一次付款入账两次', 'Double: books a payment twice'),
  down: text('断：不通知，问也不答', 'Down: tells nothing and does not answer'),
}
const payFields = fieldsOf(pay, {
  jurisdiction: { label: text('地方', 'Place'), kind: 'hidden' },
  account: text('收款账号', 'To account'),
  amount: { label: text('金额', 'Amount'), kind: 'money' },
  name: text('付款人户名', 'Payer'),
  from: { label: text('付款账号', 'From account'), hint: text('不填就是付款人自己的', 'Empty: the payer’s own') },
  reference: { label: text('附言', 'Reference'), hint: text('写上缴款编号', 'The number of the order') },
})
const modeFields = fieldsOf(behave, {
  jurisdiction: { label: text('地方', 'Place'), kind: 'hidden' },
  mode: { label: text('银行现在', 'The bank is now'), options: modes, decides: false },
})

/** The demonstration bank's own counter: outside the city's systems, and only where the city is a demonstration. */
export default page({
  path: counter,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    pay: action({
      operation: pay,
      input: (form) => readFields(payFields, form),
      next: ({ serials }, p) => `${counter}?paid=${serials.length}${p.query.order ? `&order=${p.query.order}` : ''}`,
    }),
    behave: action({
      operation: behave,
      input: (form) => readFields(modeFields, form),
      next: (_, p) => `${counter}?set=1${p.query.order ? `&order=${p.query.order}` : ''}`,
    }),
  },
  async render(p) {
    const { t } = p
    if ((await setting<boolean>(p.tx, 'demonstration')) !== true) throw standardProblem('NOT_FOUND')
    const number = p.query.order
    const order = number ? await p.call(money.viewOrder, { number }) : undefined
    const jurisdiction = number?.slice(0, 6) ?? p.home
    const mode = (await stateOf(p.tx, jurisdiction))?.mode ?? MODES[0]
    const name = p.actor.kind === 'person' ? p.actor.name : ''
    return {
      title: text('演示银行', 'Demonstration bank'),
      body: (
        <PortalPage
          p={p}
          narrow
          title={t('演示银行', 'Demonstration bank')}
          lead={t(
            '这里不是真的银行，没有真的钱。在这里“付款”，城市这边收到的是银行签名的通知。',
            'No real bank and no real money. What is paid here reaches the city as the bank’s signed notice.',
          )}
          back={number ? { href: `/pay/${number}`, text: t('回到缴款通知', 'Back to the order') } : undefined}
          said={[
            [p.query.paid, text('银行已经入账。', 'The bank has booked it.')],
            [p.query.set, text('已改。', 'Changed.')],
          ]}
        >
          <StepForm
            p={p}
            name="pay"
            button={t('付款', 'Pay')}
            fields={payFields}
            values={{
              jurisdiction,
              account: order?.account,
              amount: order?.owed,
              name: order?.payer ?? name,
              reference: number,
            }}
          />
          <section>
            <h2>{t('让银行出点毛病', 'Make the bank misbehave')}</h2>
            <StepForm
              p={p}
              name="behave"
              button={t('就这样', 'So be it')}
              fields={modeFields}
              values={{ jurisdiction, mode }}
            />
          </section>
        </PortalPage>
      ),
    }
  },
})
